"""Which words tell events: what the lexicon matched, weighed by the network, and what the network alone knows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import inf
from typing import NamedTuple

from msgspec.structs import replace

from khronika.extract.learnt.network import Learnt, load
from khronika.extract.learnt.weighing import Proposal, Weigher
from khronika.extract.match import Match, is_ruled_out
from khronika.extract.parties import AUTHORITIES
from khronika.extract.scene import Scene
from khronika.extract.sufferers import DONE_TO
from khronika.lexicon import Trigger
from khronika.lexicon import load as load_lexicon


class Cuts(NamedTuple):
    """Log odds: below `left_out` a match of the lexicon is left out, from `added` on a word of the network is added.

    A report in which nothing reaches `sure` tells nothing: what is unsure in it is left out. A text of a sentence or
    two says too little of its matter, and one all in capitals or small letters is read less well: there only what is
    below `hardly` is left out, and only what is `surely` told is added.
    """

    left_out: float
    added: float
    sure: float
    surely: float = 2.5
    hardly: float = -inf


# The higher a cut for adding, the fewer events are found and the better they are linked (`khronika evaluate links`).
CUTS = {
    "en": Cuts(-0.7, -0.2, 0.5, surely=1.5), "ru": Cuts(-1.2, 0.1, 0.3), "fr": Cuts(-1.05, -1.0, 1.0),
    "uk": Cuts(-0.8, -0.6, 0.5, hardly=-2.5)
}  # fmt: skip
SHORT = 250  # characters
FRAME = "agent_patient"  # the commonest of all
CHARGING = "agent_charge"
# Who closes these, or stays on them, blocks them, whatever the verb.
ROUTES = frozenset(
    "border bridge carriageway crossing expressway highway junction motorway rail railway road roundabout track tunnel "
    "autoroute carrefour pont rail rocade rond-point route voie "
    "граница дорога мост перекрёсток перекресток проезд путь рельс трасса шоссе "
    "кордон колія міст перехрестя проїзд рейка траса шосе".split()
)
# Who gets, bears or awaits something is done to.
RECEIVING = frozenset(
    "await draw earn face get receive serve spend suffer undergo écoper encourir purger recevoir subir "
    "выслушать ждать отбывать отбыть отсидеть получать получить понести просидеть "
    "вислухати відбувати відбути дістати отримати отримувати чекати".split()
)
ON = "on|across|at|sur|на+Loc|на+Acc"
NOT = frozenset({"not", "never", "не", "ne", "pas"})
TOGETHER = 4000  # words that are read together, of a longer text
Matched = list[tuple[Scene, list[Match]]]


def chosen(matched: Matched, *, may_add: bool = True) -> Matched:
    """Leave out matches whose words mean something else here, and add the events that no row of the lexicon has.

    Nothing is added to a text of which is known that it tells of something else (`may_add`).
    """
    by_language: dict[str, Matched] = defaultdict(list)
    for scene, matches in matched:
        if scene.tokens:
            by_language[scene.sentence.language].append((scene, matches))
    found: dict[int, list[Match]] = {}
    for language, rows in by_language.items():
        network = load(language)
        if network is None:
            continue
        for part in _parts(rows):
            found |= _chosen(network, part, CUTS[language], may_add=may_add)
    return [(scene, found.get(scene.number, matches)) for scene, matches in matched]


def _parts(rows: Matched) -> Iterator[Matched]:
    """Cut a long text into parts that are read together."""
    part: Matched = []
    count = 0
    for scene, matches in rows:
        if part and count + len(scene.tokens) > TOGETHER:
            yield part
            part, count = [], 0
        part.append((scene, matches))
        count += len(scene.tokens)
    yield part


def _chosen(network: Learnt, part: Matched, cuts: Cuts, *, may_add: bool) -> dict[int, list[Match]]:
    """Give the matches of each scene, by its number."""
    weigher = Weigher(network, [scene for scene, _ in part], [matches for _, matches in part])
    is_plain = _is_plain(part[0][0].analysis.text)
    weights: dict[str, list[float]] = {name: network.weights[name].tolist() for name in ("match", "word")}
    chosen = [list(matches) for _, matches in part]
    cut = cuts.left_out if is_plain else cuts.hardly
    for number, matches in enumerate(chosen if cut > -inf else ()):
        weighed = [(match, _sum(weights["match"], weigher.of_match(number, match))) for match in matches]
        chosen[number] = [replace(match, odds=odds if is_plain else None) for match, odds in weighed if odds >= cut]
    taken = [{word for match in kept for word in (*match.words, *match.taken)} for kept in chosen]
    least = cuts.added if is_plain else max(cuts.added, cuts.surely)
    for number, proposal in weigher.proposals() if may_add and least < inf else ():
        likely = _sum(weights["word"], proposal.numbers)
        scene = part[number][0]
        if likely < least or proposal.index in taken[number] or _is_undone(scene, proposal):
            continue
        if not _repeats(scene, proposal, chosen[number]) and not is_ruled_out(scene, proposal.index, proposal.type):
            chosen[number].append(_match(scene, proposal, likely if is_plain else None))
    odds = [match.odds for kept in chosen for match in kept if match.odds is not None]
    if is_plain and max(odds, default=0.0) < cuts.sure:
        chosen = [[] for _ in part]
    for (scene, _), kept in zip(part, chosen, strict=True):
        kept.sort(key=lambda match: match.anchor)
        scene.anchors.clear()
        scene.anchors.update(match.anchor for match in kept)
    return {scene.number: kept for (scene, _), kept in zip(part, chosen, strict=True)}


def _repeats(scene: Scene, proposal: Proposal, kept: Sequence[Match]) -> bool:
    """Say whether a word only governs another that tells the same: "**plan** to strike", "the strike **goes** on"."""
    tokens = scene.tokens
    below = [match.trigger.type for match in kept if tokens[match.anchor].head == proposal.index
             and tokens[match.anchor].deprel in ("xcomp", "nsubj", "nsubj:pass")]  # fmt: skip
    return proposal.type in below


def _is_undone(scene: Scene, proposal: Proposal) -> bool:
    """Say whether a word tells this only where it is negated, by the lexicon («**не** платили»), and here it is not."""
    rows = scene.lexicon.by_anchor.get(scene.lemmas[proposal.index], ())
    told = [row.words for row in rows if (row.type, row.mode) == (proposal.type, proposal.mode)]
    near = scene.lemmas[max(0, proposal.index - 2) : proposal.index]
    return bool(told) and all(NOT & set(words) for words in told) and NOT.isdisjoint(near)


def _sum(weights: Sequence[float], numbers: Sequence[float]) -> float:
    return sum(map(float.__mul__, weights, numbers))


def _is_plain(text: str) -> bool:
    return len(text) >= SHORT and not (text.isupper() or text.islower())


def _match(scene: Scene, proposal: Proposal, odds: float | None) -> Match:
    """Make the match that a row of the lexicon for this word would give."""
    index, pos = proposal.index, scene.tokens[proposal.index].upos
    mode = "obstruction" if _is_blocking(scene, proposal) else proposal.mode
    frame = _frame(scene.lexicon.language, proposal, pos)
    if frame in (FRAME, CHARGING) and proposal.type in DONE_TO and _is_suffered(scene, index):
        frame = "patient"
    trigger = Trigger(
        words=(scene.lemmas[index],), anchor=0, pos=frozenset({pos}), type=proposal.type, mode=mode, frame=frame,
        weight=proposal.likely, line=0,
    )  # fmt: skip
    return Match(trigger, index, (index,), (), mode, odds)


def _is_blocking(scene: Scene, proposal: Proposal) -> bool:
    """Say whether a protest is that a way is closed: "they **closed** the road", "farmers **sit** on the bridge"."""
    if proposal.type != "PROTEST" or scene.tokens[proposal.index].upos != "VERB":
        return False
    grammar, index = scene.grammar, proposal.index
    on = grammar.obliques(index, ON) if proposal.mode is None else ()
    return any(scene.lemmas[token] in ROUTES for token in (*grammar.objects(index), *on))


def _is_suffered(scene: Scene, index: int) -> bool:
    """Say whether a verb's subject is whom the act concerns: "the girls **got out**", not "the court **freed** her"."""
    grammar = scene.grammar
    if scene.tokens[index].upos != "VERB" or grammar.is_passive(index):
        return False
    if scene.lemmas[index] in RECEIVING:
        return True
    if any(scene.word("units", i) is None for i in grammar.objects(index)):
        return False  # but "is doing **nine years**"
    subjects = grammar.subjects(index)
    return bool(subjects) and all(scene.means(subject) not in AUTHORITIES for subject in subjects)


@cache
def _frames(language: str) -> Mapping[tuple[str, ...], str]:
    """Give the commonest frame of the lexicon's rows for each type, mode and part of speech, and with less known."""
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for row in load_lexicon(language).triggers:
        mode = row.mode or ""
        for pos in row.pos:
            for key in ((row.type, mode, pos), (row.type, mode), (row.type,)):
                counts[key][row.frame] += 1
    return {key: found.most_common(1)[0][0] for key, found in counts.items()}


def _frame(language: str, proposal: Proposal, pos: str) -> str:
    """Choose the frame of a word that has no row; what somebody is, not does ("they were back"), has no agent."""
    frames, mode = _frames(language), proposal.mode or ""
    keys = ((proposal.type, mode, pos), (proposal.type, mode), (proposal.type,))
    frame = next((frames[key] for key in keys if key in frames), FRAME)
    return "patient" if frame == FRAME and pos in ("ADJ", "ADV") else frame
