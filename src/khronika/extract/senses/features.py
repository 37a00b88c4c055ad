"""What the classifier of senses looks at."""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.extract.match import Match
from khronika.extract.scene import Scene

Floats = NDArray[np.float32]

MEANINGS = (
    "church", "company", "court", "criminals", "election_commission", "government", "hospital", "igo", "lawyer",
    "media", "migrants", "military", "minorities", "ngo", "paramilitary", "parliament", "party", "people", "police",
    "prisoners", "prosecutor", "protesters", "rebels", "school", "students", "union", "veterans", "women", "workers",
)  # fmt: skip
TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "ELECT", "LEGISLATE", "MOBILIZE",
    "ORGANIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
RELATIONS = (
    "root", "conj", "advcl", "acl", "ccomp", "xcomp", "obj", "nsubj", "obl", "nmod", "amod", "compound", "appos",
)  # fmt: skip
PARTS = ("VERB", "NOUN", "PROPN", "ADJ")
KINDS = ("person", "organisation", "place")
WHO = NOBODY, SOMEBODY, UNKNOWN = 0, 1, 2
SIGNS = 3 + len(TYPES) + len(RELATIONS) + len(PARTS) + 2 * len(WHO) + 2
_TYPE, _RELATION, _PART = ({name: at for at, name in enumerate(names)} for names in (TYPES, RELATIONS, PARTS))
_MEANING = {meaning: at for at, meaning in enumerate(MEANINGS)}


class Context(Struct, frozen=True):
    """What the sentences of a document with triggers have in common: their mean vector, and who is spoken of.

    `each` holds the mean vector and the people of each of those sentences, by its number.
    """

    mean: Floats
    people: Floats
    triggers: float
    each: Mapping[int, tuple[Floats, Floats]]


def context_of(matched: Sequence[tuple[Scene, Sequence[Match]]]) -> Context:
    """Sum up the sentences in which something matched."""
    each = {scene.number: (_mean(scene), _people(scene)) for scene, matches in matched if matches}
    if not each:
        return Context(np.zeros(0, np.float32), np.zeros(len(MEANINGS) + len(KINDS), np.float32), 0.0, each)
    mean, people = (np.array(rows).mean(axis=0) for rows in zip(*each.values(), strict=True))
    return Context(mean, people, float(np.log1p(sum(len(matches) for _, matches in matched))), each)


def features(scene: Scene, match: Match, context: Context) -> Floats:
    """Give the numbers that the classifier weighs: vectors of word, neighbours, sentence and document, then signs."""
    matrix = scene.sentence.matrix
    mean, people = context.each[scene.number]
    vectors = []
    if matrix.shape[1]:
        near = _near(scene, match.anchor)
        vectors = [matrix[match.anchor], matrix[near].mean(axis=0) if near else mean, mean, context.mean]
    numbers = [*vectors, _signs(scene, match), people, context.people, [context.triggers]]
    return np.concatenate(numbers).astype(np.float32)


def _mean(scene: Scene) -> Floats:
    matrix = scene.sentence.matrix
    share = np.full(len(matrix), 1 / max(len(matrix), 1), np.float32)
    return share @ matrix  # a product is faster than numpy's mean


def _near(scene: Scene, index: int) -> list[int]:
    """Give the governor of a word and what hangs on it, but for function words and signs."""
    sentence = scene.sentence
    found = [child for child in sentence.children[index] if sentence.tokens[child].upos in PARTS]
    head = sentence.tokens[index].head
    return [*found, head] if head >= 0 else found


def _people(scene: Scene) -> Floats:
    """Count who is spoken of in a sentence, by kind of people and kind of name, damped."""
    counts = np.zeros(len(MEANINGS) + len(KINDS), np.float32)
    for meaning in filter(None, scene.meanings):
        if meaning in _MEANING:
            counts[_MEANING[meaning]] += 1
    for mention in scene.mentions:
        if mention.kind in KINDS:
            counts[len(MEANINGS) + KINDS.index(mention.kind)] += 1
    return np.log1p(counts)


def _signs(scene: Scene, match: Match) -> Floats:
    """Say what kind of trigger it is, where it stands, and whether somebody does it to somebody."""
    token, trigger = scene.tokens[match.anchor], match.trigger
    kinds = {mention.kind for mention in scene.mentions}
    signs = np.zeros(SIGNS, np.float32)
    signs[:3] = trigger.weight, trigger.size > 1, len(trigger.words) > 1
    at = 3
    who = [_who(scene, found) for found in (scene.grammar.subjects(match.anchor), scene.grammar.objects(match.anchor))]
    relation = _RELATION.get(token.deprel.partition(":")[0])
    placed = ((_TYPE.get(trigger.type), TYPES), (relation, RELATIONS), (_PART.get(token.upos), PARTS))
    for index, every in (*placed, (who[0], WHO), (who[1], WHO)):
        if index is not None:
            signs[at + index] = 1.0
        at += len(every)
    signs[at:] = "date" in kinds, "number" in kinds
    return signs


def _who(scene: Scene, found: Sequence[int]) -> int:
    if not found:
        return NOBODY
    return SOMEBODY if any(scene.is_participant(index) for index in found) else UNKNOWN
