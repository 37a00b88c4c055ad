"""Train the network that says which words tell events: `python training/learnt.py --language en --gold FILE`.

It learns from the marked passages in `training/passages` and the gold given, as the language's engine analyses them
(Russian and Ukrainian from each other's too): run it after every change of an engine's network. How the network's word
and the lexicon's are weighed against each other is fitted on folds, each read by a network that has not learnt from it.
Several networks of different seeds stand side by side as one. Written are the weights and the lexicon's table
`told.tsv`: words that told events, for the scan.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from borrowed import AsRussian, AsUkrainian, Seen
from passages import Mark, Passage, from_cases, passages_of
from torch import Tensor, nn
from torch.nn import functional as F
from ukrainian_vectors import pairs

from khronika.evaluate.measure import union_share
from khronika.extract import senses
from khronika.extract.coreference import Antecedents
from khronika.extract.events import trigger_span
from khronika.extract.learnt.choosing import CUTS
from khronika.extract.learnt.network import LEMMA, NOTHING, SCALE, SIGNS, Learnt, signs
from khronika.extract.learnt.weighing import Weigher
from khronika.extract.learnt.words import CONTENT, NO_PART, NO_RELATION, Words
from khronika.extract.match import Match, find_matches
from khronika.extract.scene import Scene
from khronika.language import Sentence
from khronika.read import read_text
from khronika.read.result import Read
from khronika.work.analyse import analyse
from khronika.work.pipeline import Draft, add_mentions
from khronika.work.settings import Settings

OUT = Path(__file__).parent.parent / "src/khronika/extract/learnt"
LEXICON = Path(__file__).parent.parent / "src/khronika/lexicon"
SLOTS = {
    "en": (384, "own0 own1 own2 own3 gov3 ch3 s3 d3"),
    "ru": (300, "own0 gov0 ch0 l0 r0 s0 d0"),
    "fr": (192, "own1 own2 gov2 ch2 l2 r2 s2 d2"),
    "uk": (192, "own2 gov2 ch2 l2 r2 s2 d2"),
}
BORROWED = {"ru": ("uk", AsRussian), "uk": ("ru", AsUkrainian)}  # whose passages are learnt from too
LEMMAS = {"en": 8192, "fr": 4096, "uk": 8192}  # so many numbers stand for lemmas, beside those of the engine
UNREAD = 0.3  # share of words whose lemma is hidden while learning, so that others are read without theirs
FOLDS = 3
BATCH = 384
RIDGE, ROUNDS = 1.0, 30
MISSED = 0.03  # of the words that tell an event, so many may go unpicked
SELDOM = 3  # a class seen less often counts as its type
NOT_LEARNT = "-"
WORDS, SHORTEST = ("VERB", "NOUN", "ADJ"), 3
# Of its occurrences in the passages a word must tell an event so often, for the scan to stop at it.
OFTEN = {"en": 0.25, "ru": 0.3, "fr": 0.3, "uk": 0.3}
TOLD = """# Words that told events in `training/passages`, or whose like in Russian did: the scan stops at them, the
# network weighs them. Written by training/learnt.py; meaning = the type that they told most.
lemma\tpos\tmeaning\tnote
"""


class Report(NamedTuple):
    """A passage as the program sees it: its sentences, what the lexicon finds there, and each word's code."""

    passage: Passage
    scenes: Sequence[Scene | Seen]
    matches: list[list[Match]]
    told: list[list[str]]


def reports(passages: Iterable[Passage], language: str, *, capitals: bool = False) -> Iterator[Report]:
    """Analyse passages; with `capitals`, written in capitals throughout, as old archives are."""
    for passage in passages:
        text = passage.text.upper() if capitals else passage.text
        if len(text) != len(passage.text):
            continue
        read = read_text(text, id="x", language=language)
        assert isinstance(read, Read)
        analysis = analyse(read.document, read.view, Settings())
        antecedents = add_mentions(Draft(Antecedents(analysis, ()))).antecedents
        scenes = [s for s in antecedents.scenes() if s.tokens and s.sentence.language == language]
        matched = senses.meant([(scene, find_matches(scene)) for scene in scenes])
        if scenes:
            matches = [found for _, found in matched]
            yield Report(passage, scenes, matches, [labels(scene.sentence, passage.marks) for scene in scenes])


def borrowed(language: str, found: Sequence[Report]) -> Iterator[Report]:
    """Give the reports of another language's passages as if they were this language's; no row of a lexicon matches."""
    other, shown = BORROWED[language]
    view = shown(lemma for report in found for scene in report.scenes for lemma in scene.lemmas)
    for report in reports(passages_of(other), other):
        yield report._replace(scenes=[view(scene) for scene in report.scenes], matches=[[] for _ in report.scenes])


def labels(sentence: Sentence, marks: Sequence[Mark]) -> list[str]:
    """Give each word's code: the head of a trigger carries it, its other content words are not learnt from."""
    told = [NOTHING] * len(sentence.tokens)
    for mark in marks:
        inside = sentence.covering(mark.start, mark.end)
        content = [index for index in inside if sentence.tokens[index].upos in CONTENT] or inside
        if content:
            head = next((i for i in content if sentence.tokens[i].head not in inside), content[0])
            for index in content:
                told[index] = NOT_LEARNT if told[index] == NOTHING else told[index]
            told[head] = f"{mark.type} {mark.mode}" if mark.mode else mark.type
    return told


class Numbers(NamedTuple):
    """Words that may tell an event: [words, slots x block] numbers, their signs, their codes.

    `asked` are those that a row of the lexicon matches: they are looked at whatever the first look says.
    """

    slots: Tensor
    signs: Tensor
    told: list[str]
    asked: Tensor

    def where(self, kept: Tensor) -> Numbers:
        """Give some of the words."""
        rows = kept.nonzero()[:, 0]
        return Numbers(self.slots[rows], self.signs[rows], [self.told[row] for row in rows], self.asked[rows])


def numbers_of(found: Sequence[Report], block: int, slots: Sequence[str], lemmas: int) -> Numbers:
    """Put reports into numbers as the program does; with `lemmas`, so many numbers of lemmas are the last sign."""
    rows, seen, told, asked = [], [], [], []
    for report in found:
        words = Words(report.scenes, block)
        matched = np.zeros(words.total, bool)
        for first, some in zip(words.first, report.matches, strict=True):
            matched[[first + word for match in some for word in match.words]] = True
        codes = [code for codes in report.told for code in codes]
        at = np.flatnonzero(words.may_tell & np.array([code != NOT_LEARNT for code in codes]))
        rows.append(np.concatenate([words.slot(name, at) for name in slots], axis=1).astype(np.float16))
        seen.append(np.stack([*signs(words, at), *([words.lemmas(at, lemmas)] if lemmas else [])], axis=1))
        told += [codes[index] for index in at]
        asked.append(matched[at])
    arrays = (torch.from_numpy(np.concatenate(part)) for part in (rows, seen, asked))
    return Numbers(next(arrays), next(arrays), told, next(arrays))


class Network(nn.Module):
    """What `khronika.extract.learnt.network` runs, in torch; `scale` is each number's spread."""

    def __init__(self, scale: Tensor, width: int, codes: int, dropout: float, lemmas: int) -> None:
        super().__init__()
        self.dropout, self.scale = dropout, scale
        self.slots = nn.Linear(len(scale), width)
        sizes = (NO_PART if "part" in name else NO_RELATION for name in SIGNS)
        self.signs = nn.ModuleList(nn.Embedding(size + 1, width) for size in sizes)
        self.out = nn.Linear(width, codes)
        for table in self.signs:
            nn.init.normal_(table.weight, std=0.05)
        self.lemmas = nn.Embedding(lemmas, width) if lemmas else None
        if self.lemmas is not None:
            nn.init.zeros_(self.lemmas.weight)

    def forward(self, slots: Tensor, seen: Tensor) -> Tensor:
        """Score the classes of words."""
        x = self.slots(F.dropout(slots.float() / self.scale, self.dropout / 2, self.training))
        for column, table in enumerate(self.signs):
            x = x + table(seen[:, column])
        if self.lemmas is not None:
            read = torch.rand(len(x), 1) >= (UNREAD if self.training else 0)
            x = x + self.lemmas(seen[:, -1]) * read
        return self.out(F.dropout(F.relu(x), self.dropout, self.training))

    def exported(self) -> dict[str, np.ndarray]:
        """Give the weights under the names of the numpy network."""
        tables = [table.weight.clone() for table in self.signs]
        tables[0] += self.slots.bias
        out = {"slots.weight": (self.slots.weight / self.scale).T, "out.weight": self.out.weight.T}
        out |= {"out.bias": self.out.bias} | dict(zip(SIGNS, tables, strict=True))
        out |= {} if self.lemmas is None else {LEMMA: self.lemmas.weight}
        return {name: value.detach().numpy() for name, value in out.items()}


def spread(numbers: Tensor) -> Tensor:
    """Give how far each number strays, a little more than nothing."""
    return torch.stack([part.float().var(0) for part in numbers.split(20_000) if len(part) > 1]).mean(0).sqrt() + 1e-3


def sums_of(codes: Sequence[str]) -> Tensor:
    """Give the matrix that adds classes up by type: [classes, types]."""
    types = list(dict.fromkeys(code.split(" ")[0] for code in codes))
    return F.one_hot(torch.tensor([types.index(code.split(" ")[0]) for code in codes])).float()


def nll_of(scores: Tensor, told: Tensor, sums: Tensor) -> Tensor:
    """Give how unlikely the classes told are by these scores: right in type and wrong in mode is half right."""
    shares = scores.log_softmax(-1)
    likely = (shares.exp() @ sums + 1e-9).log()
    return F.nll_loss(shares, told) + F.nll_loss(likely, sums.argmax(1)[told])


def train(numbers: Numbers, codes: Sequence[str], options: argparse.Namespace, seed: int) -> dict[str, np.ndarray]:
    """Run the passes; the weights given are a running mean."""
    torch.manual_seed(seed)
    index = {code: at for at, code in enumerate(codes)}
    told = torch.tensor([index.get(code, index[code.split(" ")[0]]) for code in numbers.told])
    sums = sums_of(codes)
    lemmas = LEMMAS.get(options.language, 0)
    network = Network(spread(numbers.slots), options.width, len(codes), options.dropout, lemmas)
    optimiser = torch.optim.AdamW(network.parameters(), options.rate, weight_decay=options.decay)
    total = (len(told) // BATCH + 1) * options.passes
    mean = {name: p.detach().clone() for name, p in network.named_parameters()}
    network.train()
    step = 0
    for _ in range(options.passes):
        losses = []
        for rows in torch.randperm(len(told)).split(BATCH):
            for group in optimiser.param_groups:
                group["lr"] = options.rate * min(1, (step + 1) / 60) * (1 - step / total)
            loss = nll_of(network(numbers.slots[rows], numbers.signs[rows]), told[rows], sums)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            losses.append(loss.item())
            if step % 4 == 0:
                with torch.no_grad():
                    for name, p in network.named_parameters():
                        mean[name].lerp_(p, max(0.05, 4 / (step + 4)))
    print(f"seed {seed}: {len(told)} words, loss {np.mean(losses):.4f}", flush=True)
    with torch.no_grad():
        for name, p in network.named_parameters():
            p.copy_(mean[name])
    return network.exported()


def side_by_side(networks: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Make one network of several that gives the mean of their scores."""
    names = [name for name in networks[0] if not name.startswith("out.")]
    wide = {name: np.concatenate([each[name] for each in networks], axis=1) for name in names}
    out = np.concatenate([each["out.weight"] for each in networks]) / len(networks)
    return wide | {"out.weight": out, "out.bias": np.mean([each["out.bias"] for each in networks], axis=0)}


def first_look(numbers: Numbers, own: int) -> tuple[dict[str, np.ndarray], Tensor]:
    """Fit the sum over a word's own numbers that picks what is looked at, and where it cuts.

    Also gives which words the network learns from: those that would be looked at, and as many again near the cut.
    """
    torch.manual_seed(1)
    told = torch.tensor([float(code != NOTHING) for code in numbers.told])
    x = numbers.slots[:, :own]
    scale = spread(x)
    layer = nn.Linear(own, 1)
    optimiser = torch.optim.AdamW(layer.parameters(), 2e-3, weight_decay=0.1)
    for _ in range(4):
        for rows in torch.randperm(len(told)).split(BATCH):
            loss = F.binary_cross_entropy_with_logits(layer(F.dropout(x[rows].float() / scale, 0.3))[:, 0], told[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        weight = layer.weight[0] / scale
        sums = torch.cat([part.float() @ weight for part in x.split(20_000)])
    cut = sums[told > 0].quantile(MISSED)
    print(f"first look: {float((sums >= cut).float().mean()):.3f} of the words are looked at")
    near = (sums >= sums[told > 0].quantile(MISSED / 4)) | (told > 0) | numbers.asked
    return {"first.weight": weight.numpy(), "first.cut": cut.numpy()}, near


Weighed = list[tuple[np.ndarray, bool]]


def weighed(network: Learnt, report: Report) -> tuple[Weighed, Weighed]:
    """Give the numbers of a report's matches and of the network's own words, and whether each is right."""
    weigher = Weigher(network, report.scenes, report.matches)
    matches, words = [], []
    for number, (scene, found) in enumerate(zip(report.scenes, report.matches, strict=True)):
        for match in found:
            span = trigger_span(scene, match)
            right = _is_told(report.passage.marks, match.trigger.type, span.start, span.end)
            matches.append((np.array(weigher.of_match(number, match)), right))
    taken = [{word for match in found for word in (*match.words, *match.taken)} for found in report.matches]
    for number, proposal in weigher.proposals():
        token = report.scenes[number].tokens[proposal.index]
        if proposal.index not in taken[number]:
            right = _is_told(report.passage.marks, proposal.type, token.start, token.end)
            words.append((np.array(proposal.numbers), right))
    return matches, words


def _is_told(marks: Sequence[Mark], type_: str, start: int, end: int) -> bool:
    return any(mark.type == type_ and union_share((mark.start, mark.end), (start, end)) for mark in marks)


def logistic(examples: Weighed) -> np.ndarray:
    """Fit weights by Newton's method, with a light ridge."""
    numbers = np.array([row for row, _ in examples])
    right = np.array([float(is_right) for _, is_right in examples])
    weights = np.zeros(numbers.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(numbers @ weights, -30, 30)))
        gradient = numbers.T @ (right - likely) - RIDGE * weights
        curvature = (numbers.T * (likely * (1 - likely))) @ numbers + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def folds_of(found: Sequence[Report]) -> dict[str, int]:
    """Number the fold of each coder, so that folds are of like size.

    What the network says is weighed on coders whom it has not read: it does far better on those whom it has.
    """
    sizes = [0] * FOLDS
    folds = {}
    for coder, size in Counter(report.passage.coder for report in found).most_common():
        fold = folds[coder] = sizes.index(min(sizes))
        sizes[fold] += size
    return folds


def codes_of(told: Iterable[Sequence[str]]) -> list[str]:
    """List the classes of sentences: NOTHING, every type, and every mode of a type seen often enough."""
    counts = Counter(code for codes in told for code in codes)
    kept = {code for code, n in counts.items() if n >= SELDOM} | {code.split(" ")[0] for code in counts}
    return [NOTHING, *sorted(kept - {NOTHING, NOT_LEARNT})]


def words_told(found: Sequence[Report], often: float) -> list[str]:
    """Give the rows of the scan's table: lemmas that often tell events where they stand, and the type told most.

    Verbs that only carry an event noun ("took part") are left to the lexicon.
    """
    light = found[0].scenes[0].lexicon.indexes["light"]
    seen: Counter[str] = Counter()
    told: dict[str, Counter[tuple[str, str]]] = {}
    for report in found:
        for scene, codes in zip(report.scenes, report.told, strict=True):
            seen.update(scene.lemmas)
            for lemma, token, code in zip(scene.lemmas, scene.tokens, codes, strict=True):
                if code not in (NOTHING, NOT_LEARNT) and token.upos in WORDS and len(lemma) >= SHORTEST:
                    told.setdefault(lemma, Counter())[token.upos, code.split(" ")[0]] += 1
    frequent = [lemma for lemma, types in told.items() if types.total() >= often * seen[lemma]]
    kept = [lemma for lemma in frequent if lemma.isalpha() and lemma not in light]
    rows = ((lemma, *told[lemma].most_common(1)[0][0]) for lemma in sorted(kept))
    return [f"{lemma}\t{upos}\t{type_}\t" for lemma, upos, type_ in rows]


def words_borrowed(found: Sequence[Report]) -> list[str]:
    """Give rows for Ukrainian words that the passages never have, but whose like in Russian told events."""
    seen = {lemma for report in found for scene in report.scenes for lemma in scene.lemmas}
    lines = (LEXICON / "ru" / "told.tsv").read_text(encoding="utf-8").splitlines()
    told = {line.split("\t")[0]: line.split("\t")[1:3] for line in lines if not line.startswith("#")}
    kept = {own: told[like] for own, like in pairs().items() if like in told and own not in seen and own.isalpha()}
    return [f"{lemma}\t{upos}\t{type_}\t" for lemma, (upos, type_) in kept.items()]


def packed(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Put the large matrices into bytes, with a scale for each column."""
    out = {name: value.astype(np.float32) for name, value in weights.items()}
    for name in {"slots.weight", "out.weight", LEMMA} & out.keys():
        scale = np.maximum(np.abs(out[name]).max(axis=0), 1e-8) / 127
        out[name], out[name + SCALE] = np.rint(out[name] / scale).astype(np.int8), scale
    return out


def learnt_by(found: Sequence[Report], codes: Sequence[str], options: argparse.Namespace, seeds: int) -> Learnt:
    """Train networks on reports, side by side as one, and what picks the words for it."""
    block, written = SLOTS[options.language]
    slots = written.split()
    numbers = numbers_of(found, block, slots, LEMMAS.get(options.language, 0))
    first, near = first_look(numbers, block * sum(name.startswith("own") for name in slots))
    numbers = numbers.where(near)
    weights = side_by_side([train(numbers, codes, options, seed) for seed in range(1, seeds + 1)]) | first
    return Learnt({name: np.asarray(value, np.float32) for name, value in weights.items()}, tuple(codes), tuple(slots))


def show(odds: np.ndarray, right: np.ndarray, events: int) -> None:
    """Print what is kept from several log odds on."""
    for cut in np.arange(-2.0, 1.01, 0.5):
        kept = right[odds >= cut]
        score = 2 * kept.sum() / (len(kept) + events)
        print(f"from {cut:+.1f}: P {kept.mean():.3f} R {kept.sum() / events:.3f} F1 {score:.3f}")


def main() -> None:
    """Weigh on folds, train on everything, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", required=True, choices=sorted(SLOTS))
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--held", nargs="*", help="weigh on these files of passages: the engine has read the others")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--networks", type=int, default=1)
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.05)
    parser.add_argument("--dropout", type=float, default=0.4)
    options = parser.parse_args()
    language = options.language
    passages = list(passages_of(language))
    found = [*reports(passages, language), *(r for path in options.gold for r in reports(from_cases(path), language))]
    shouted = list(reports(passages[::4], language, capitals=True))
    others = list(borrowed(language, found)) if language in BORROWED else []
    codes = codes_of(told for report in (*found, *others) for told in report.told)
    print(f"{len(found)} passages, {len(others)} borrowed, {len(codes)} classes", flush=True)
    matches: Weighed = []
    words: Weighed = []
    folds = folds_of([report for report in found if not options.held or report.passage.coder in options.held])
    for fold in range(FOLDS):
        kept = [report for report in (*found, *shouted) if folds.get(report.passage.coder) != fold]
        network = learnt_by([*kept, *others], codes, options, 1)
        for report in (report for report in found if folds.get(report.passage.coder) == fold):
            rows = weighed(network, report)
            matches += rows[0]
            words += rows[1]
    weights = {"match": logistic(matches), "word": logistic(words)}
    print({name: np.round(value, 2).tolist() for name, value in weights.items()})
    events = sum(len(report.passage.marks) for report in found if report.passage.coder in folds)
    print(f"{events} events; the lexicon alone: {len(matches)} matches, {sum(right for _, right in matches)} right")
    odds = np.array([*(row @ weights["match"] for row, _ in matches), *(row @ weights["word"] for row, _ in words)])
    show(odds, np.array([right for _, right in (*matches, *words)], float), events)
    whole = learnt_by([*found, *shouted, *others], codes, options, options.networks)
    arrays = packed({**whole.weights, **weights})
    np.savez_compressed(OUT / f"{language}.npz", codes=np.array(codes), slots=np.array(whole.slots), **arrays)
    if CUTS[language].added < inf:  # the scan need not stop at what is never added
        rows = words_told(found, OFTEN[language]) + (words_borrowed(found) if language == "uk" else [])
        (LEXICON / language / "told.tsv").write_text(TOLD + "\n".join(sorted(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
