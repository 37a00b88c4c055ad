"""Train a small network: vocabulary, batches, the loop and the export.

`french.py` and `ukrainian.py` prepare the sentences.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from compact_network import HEADS, LAYERS, Network
from torch import Tensor
from torch.nn import functional as F
from trees import NAME_LABELS, Tree

from khronika.language.compact.model import read_card, read_weights
from khronika.language.compact.words import (
    FIRST,
    MOST_READINGS,
    Row,
    Vocabulary,
    affixes_of,
    plain,
    row_of,
)

NONE = "_"
_LABELS = {name: at for at, name in enumerate(NAME_LABELS)}
WORDS = 600  # of a batch, padding counted
WEIGHTS = {"arcs": 1.0, "relations": 1.0, "tags": 0.15, "names": 1.0}


@dataclass
class Setup:
    """What a language gives: its sentences, dictionary, vectors, and how a sentence is varied in training."""

    trees: list[Tree]
    readings: Callable[[str, str], Sequence[str]]
    features: tuple[str, ...]
    common: frozenset[str] | None = None  # the words with a number of their own; None: all that are frequent
    affixes_from: str = ""  # the language whose affixes count; empty: all
    vector_of: Callable[[str, str], int] = lambda word, language: 0
    vectors: np.ndarray | None = None
    vary: Callable[[Tree, random.Random], Sequence[str]] = lambda tree, rng: tree.words
    known_as: Callable[[str, str], str] = lambda word, language: word
    development: list[Tree] = field(default_factory=list)


@dataclass
class Classes:
    """The classes of each layer, in order; `features` begins with UPOS."""

    features: dict[str, list[str]]
    relations: list[str]


def count_classes(trees: list[Tree], names: tuple[str, ...]) -> Classes:
    """Collect classes; rare relations fall back to what they specialise."""
    values: dict[str, Counter[str]] = {name: Counter() for name in ("UPOS", *names)}
    relations: Counter[str] = Counter()
    for tree in trees:
        if tree.heads is not None:
            relations.update(tree.relations)
            for token in tree.features:
                for name, value in token.items():
                    values[name][value] += 1
    kept = {name for name, n in relations.items() if n >= 15} | {name.split(":")[0] for name in relations}
    features = {name: sorted(v for v, n in found.items() if n >= 5 or name == "UPOS") for name, found in values.items()}
    return Classes({n: v if n == "UPOS" else [NONE, *v] for n, v in features.items() if v}, sorted(kept))


def count_words(setup: Setup) -> Vocabulary:
    """Collect words, affixes and readings that are common enough to be learnt."""
    words: Counter[str] = Counter()
    affixes: Counter[str] = Counter()
    readings: Counter[str] = Counter()
    for tree in setup.trees:
        for word in tree.words:
            low = plain(word)
            words[setup.known_as(low, tree.language)] += 1
            if not setup.affixes_from or tree.language == setup.affixes_from:
                affixes.update(set(affixes_of(low)))
            readings.update(set(setup.readings(word, tree.language)))
    common = setup.common if setup.common is not None else {word for word, n in words.items() if n >= 4}
    lists = (sorted(set(common)), _frequent(affixes, 6), _frequent(readings, 5))
    return Vocabulary(*({name: at for at, name in enumerate(names, 1)} for names in lists))


def _frequent(counts: Counter[str], least: int) -> list[str]:
    return sorted(name for name, n in counts.items() if n >= least)


class Numberer:
    """Turns sentences into arrays; keeps each word's row."""

    def __init__(self, setup: Setup, vocabulary: Vocabulary, classes: Classes) -> None:
        self.setup, self.vocabulary, self.classes = setup, vocabulary, classes
        self.rows: dict[tuple[str, str], Row] = {}
        self.values = {n: {v: i for i, v in enumerate(values)} for n, values in classes.features.items()}
        self.relation = {name: i for i, name in enumerate(classes.relations)}

    def row(self, word: str, language: str) -> Row:
        found = self.rows.get((word, language))
        if found is None:
            setup = self.setup
            known_as = setup.known_as(plain(word), language)
            found = row_of(
                word, self.vocabulary, setup.readings(word, language), setup.vector_of(word, language), known_as
            )
            if setup.affixes_from and language != setup.affixes_from:
                found = Row(found.word, (0,) * len(found.affixes), found.look, found.readings, found.vector)
            self.rows[word, language] = found
        return found

    def inputs(self, sentences: list[Sequence[str]], languages: list[str]) -> tuple[dict[str, Tensor], Tensor]:
        """Lay sentences into padded arrays; the mask is [batch, words, 1]."""
        longest = max(map(len, sentences))
        shape = (len(sentences), longest)
        out = {name: np.zeros(shape, np.int64) for name in ("word", "look", "vector")}
        out["affixes"] = np.zeros((*shape, len(affixes_of("a"))), np.int64)
        out["readings"] = np.zeros((*shape, MOST_READINGS), np.int64)
        mask = np.zeros((*shape, 1), np.float32)
        for i, (words, language) in enumerate(zip(sentences, languages, strict=True)):
            mask[i, : len(words)] = 1
            for j, word in enumerate(words):
                row = self.row(word, language)
                out["word"][i, j], out["look"][i, j], out["vector"][i, j] = row.word, row.look, row.vector
                out["affixes"][i, j] = row.affixes
                out["readings"][i, j, : len(row.readings)] = row.readings
            out["look"][i, 0] += FIRST
        return {name: torch.from_numpy(value) for name, value in out.items()}, torch.from_numpy(mask)

    def gold(self, trees: list[Tree], longest: int) -> dict[str, Tensor]:
        """Lay classes into padded arrays, -1 where unknown."""
        shape = (len(trees), longest)
        out = {name: np.full(shape, -1, np.int64) for name in ("heads", "relations", "names")}
        tags = np.full((*shape, len(self.values)), -1, np.int64)
        trust = np.ones((len(trees), 1), np.float32)
        for i, tree in enumerate(trees):
            size = len(tree.words)
            trust[i] = tree.trust
            if tree.heads is not None:
                out["heads"][i, :size] = [head + 1 for head in tree.heads]
                out["relations"][i, :size] = [
                    self.relation.get(name, self.relation[name.split(":")[0]]) for name in tree.relations
                ]
            if tree.features is not None:
                for k, (name, values) in enumerate(self.values.items()):
                    none = values.get(NONE, 0)
                    tags[i, :size, k] = [values.get(token.get(name, NONE), none) for token in tree.features]
            if tree.names is not None:
                out["names"][i, :size] = [_LABELS.get(label, -1) for label in tree.names]
        found = {name: torch.from_numpy(value) for name, value in out.items()}
        return {**found, "tags": torch.from_numpy(tags), "trust": torch.from_numpy(trust)}


def losses(network: Network, numberer: Numberer, trees: list[Tree], words: list[Sequence[str]]) -> dict[str, Tensor]:
    """Compute every layer's loss on a batch."""
    rows, mask = numberer.inputs(words, [tree.language for tree in trees])
    gold = numberer.gold(trees, mask.shape[1])
    said = network(rows, mask)
    out: dict[str, Tensor] = {}
    known = gold["heads"] >= 0
    if known.any():
        trust = gold["trust"].expand_as(known)[known]
        arcs = F.cross_entropy(said["arcs"][known], gold["heads"][known], reduction="none")
        out["arcs"] = (arcs * trust).sum() / trust.sum()
        head = gold["heads"].clamp(min=1) - 1
        above = torch.gather(said["label_head"], 1, head[..., None].expand(-1, -1, said["label_head"].shape[-1]))
        above = torch.where((gold["heads"] == 0)[..., None], network.root_label.to(above.dtype), above)
        relations = network.relations(said["label_dependent"][known], above[known])
        each = F.cross_entropy(relations, gold["relations"][known], reduction="none")
        out["relations"] = (each * trust).sum() / trust.sum()
    at, total = 0, []
    for k, values in enumerate(numberer.values.values()):
        here = gold["tags"][..., k] >= 0
        if here.any():
            scores = said["tags"][..., at : at + len(values)]
            total.append(F.cross_entropy(scores[here], gold["tags"][..., k][here]) * (3.0 if k == 0 else 1.0))
        at += len(values)
    if total:
        out["tags"] = torch.stack(total).sum()
    named = gold["names"] >= 0
    if named.any():
        out["names"] = F.cross_entropy(said["names"][named], gold["names"][named])
    return out


def batches(trees: list[Tree], words: int, rng: random.Random) -> list[list[Tree]]:
    """Group sentences of like length into batches of about so many words, in random order."""
    ordered = sorted(trees, key=lambda tree: len(tree.words) + 4 * rng.random())
    out: list[list[Tree]] = [[]]
    for tree in ordered:
        if out[-1] and len(tree.words) * (len(out[-1]) + 1) > words:
            out.append([])
        out[-1].append(tree)
    rng.shuffle(out)
    return out


@dataclass(frozen=True)
class Run:
    """How to train: into which folder, how long, and whether to go on from the weights that lie there."""

    out: Path
    passes: float
    minutes: float
    threads: int
    version: str
    held: int
    rate: float
    resume: bool


def parse_run(parser: argparse.ArgumentParser) -> tuple[argparse.Namespace, Run]:
    """Add what every language is trained by to a parser, and parse."""
    for name in ("data", "names", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=15)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--version", default="1")
    parser.add_argument("--held", type=int, default=0, help="so many last sentences are measured on instead")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--resume", action="store_true", help="go on from the weights in OUT")
    asked = parser.parse_args()
    return asked, Run(**{name: getattr(asked, name) for name in Run.__dataclass_fields__})


def train(setup: Setup, run: Run) -> None:
    """Train, then write `weights.npz` and `model.json` into the run's folder."""
    torch.set_num_threads(run.threads)
    torch.manual_seed(1)
    rng = random.Random(1)
    classes, vocabulary = count_classes(setup.trees, setup.features), count_words(setup)
    numberer = Numberer(setup, vocabulary, classes)
    sizes = {
        "words": len(vocabulary.words) + 1, "affixes": len(vocabulary.affixes) + 1,
        "readings": len(vocabulary.readings) + 1, "tags": sum(map(len, classes.features.values())),
        "relations": len(classes.relations), "names": len(NAME_LABELS),
    }  # fmt: skip
    print(len(setup.trees), "sentences", sizes)
    network = Network(sizes, None if setup.vectors is None else torch.from_numpy(setup.vectors))
    if run.resume:
        network.take(_earlier(network, vocabulary, run.out))
    trained = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, run.rate, (0.9, 0.95), weight_decay=0.03, fused=True)
    average = {name: p.detach().clone() for name, p in network.named_parameters()}
    began, step, done = time.time(), 0, 0.0
    per_pass = len(batches(setup.trees, WORDS, rng))
    seen: dict[str, list[float]] = defaultdict(list)
    while done < 1:
        network.train()
        for batch in batches(setup.trees, WORDS, rng):
            done = max(step / (run.passes * per_pass), (time.time() - began) / (60 * run.minutes))
            if done >= 1:
                break
            for group in optimiser.param_groups:
                group["lr"] = run.rate * min(1, (step + 1) / 60) * max(0.0, 1 - done)
            found = losses(network, numberer, batch, [setup.vary(tree, rng) for tree in batch])
            loss = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 2.0)
            optimiser.step()
            step += 1
            with torch.no_grad():
                decay = min(0.98, (step + 1) / (step + 10))
                for name, p in network.named_parameters() if step % 4 == 0 else ():
                    average[name].lerp_(p, 1 - decay)
            for name, value in found.items():
                seen[name].append(value.item())
            if step % 25 == 0:
                print(f"{time.time() - began:.0f} s, step {step}", flush=True)
        shown = " ".join(f"{name} {np.mean(values[-per_pass:]):.3f}" for name, values in seen.items())
        print(f"{time.time() - began:.0f} s, step {step}, {100 * done:.0f} %: {shown}", end=" ")
        now = {name: p.detach().clone() for name, p in network.named_parameters()}
        _set(network, average)
        if setup.development:
            print(measure(network, numberer, setup.development), end="")
        print(flush=True)
        write(network, vocabulary, classes, run)
        if done < 1:
            _set(network, now)


def _earlier(network: Network, vocabulary: Vocabulary, folder: Path) -> dict[str, Tensor]:
    """Read an earlier run's weights; tables are brought into the order of today's vocabulary."""
    weights = {name: torch.from_numpy(value) for name, value in read_weights(folder).items()}
    before = read_card(folder).vocabulary
    fresh = network.exported()
    for table, layer in (("word", "words"), ("affix", "affixes"), ("reading", "readings")):
        told, rows = getattr(before, layer), fresh[f"{table}.table"].clone()
        rows[0] = weights[f"{table}.table"][0]
        for name, at in getattr(vocabulary, layer).items():
            if name in told:
                rows[at] = weights[f"{table}.table"][told[name]]
        weights[f"{table}.table"] = rows
    return weights


def _set(network: Network, values: dict[str, Tensor]) -> None:
    with torch.no_grad():
        for name, p in network.named_parameters():
            p.copy_(values[name])


def measure(network: Network, numberer: Numberer, trees: list[Tree]) -> str:
    """Measure parts of speech and arcs one by one (no trees are made), punctuation counted."""
    network.eval()
    counts: Counter[str] = Counter()
    for begin in range(0, len(trees), 32):
        part = trees[begin : begin + 32]
        with torch.no_grad():
            rows, mask = numberer.inputs([tree.words for tree in part], [tree.language for tree in part])
            said = network(rows, mask)
            gold = numberer.gold(part, mask.shape[1])
            heads = said["arcs"].argmax(-1)
            index = (heads.clamp(min=1) - 1)[..., None].expand(-1, -1, said["label_head"].shape[-1])
            above = torch.gather(said["label_head"], 1, index)
            above = torch.where((heads == 0)[..., None], network.root_label, above)
            real = gold["heads"] >= 0
            relations = network.relations(said["label_dependent"][real], above[real]).argmax(-1)
            right = heads[real] == gold["heads"][real]
            counts["words"] += int(real.sum())
            counts["uas"] += int(right.sum())
            counts["las"] += int((right & (relations == gold["relations"][real])).sum())
            size = len(numberer.classes.features["UPOS"])
            counts["upos"] += int((said["tags"][..., :size].argmax(-1)[real] == gold["tags"][..., 0][real]).sum())
            if (gold["names"] >= 0).any():
                names = said["names"].argmax(-1)[real]
                counts["named"] += int(((gold["names"][real] > 0) & (names == gold["names"][real])).sum())
                counts["names"] += int((gold["names"][real] > 0).sum() + (names > 0).sum())
    words = counts["words"]
    return " ".join(f"{name} {100 * counts[name] / words:.2f}" for name in ("uas", "las", "upos")) + (
        f" names {200 * counts['named'] / max(1, counts['names']):.1f}"
    )


def write(network: Network, vocabulary: Vocabulary, classes: Classes, run: Run) -> None:
    """Write the weights as bytes with a scale per column (tables: per row), and the card."""
    run.out.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, np.ndarray] = {}
    for name, value in network.exported().items():
        array = value.numpy().astype(np.float32)
        if array.ndim == 2 and array.size > 2000:
            axis = 1 if name.endswith(".table") else 0
            scale = np.abs(array).max(axis=axis, keepdims=True) / 127
            scale[scale == 0] = 1
            arrays[name] = np.rint(array / scale).astype(np.int8)
            arrays[name + "/scale"] = scale.astype(np.float16)
            if not np.isfinite(arrays[name + "/scale"]).all():
                raise ValueError(f"scale out of range: {name}")
        else:
            arrays[name] = array.astype(np.float16) if array.size > 64 else array
    np.savez_compressed(run.out / "weights.npz", **arrays)
    card = {
        "version": run.version, "layers": LAYERS, "attention_heads": HEADS,
        "features": classes.features, "relations": classes.relations, "names": list(NAME_LABELS),
        "words": sorted(vocabulary.words), "affixes": sorted(vocabulary.affixes),
        "readings": sorted(vocabulary.readings),
    }  # fmt: skip
    (run.out / "model.json").write_text(json.dumps(card, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
