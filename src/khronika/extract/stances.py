"""Positions that a sentence takes without a verb of saying: "we are **against** the law", «выступает **за** мир»."""

from collections.abc import Iterator

from msgspec import Struct

from khronika.extract.scene import Scene
from khronika.extract.speech import can_speak
from khronika.model import StatementRelation

SIDES: dict[str, StatementRelation] = {
    "against": "opposes", "for": "supports", "in favour of": "supports", "in favor of": "supports",
    "in support of": "supports", "opposed to": "opposes", "против": "opposes", "за": "supports",
    "в поддержку": "supports",
}  # fmt: skip
# Verbs that take a side by the preposition behind them.
TAKING = frozenset({"vote", "speak", "come", "campaign", "stand", "argue", "выступать", "выступить", "высказаться",
                    "высказываться", "голосовать", "проголосовать", "бороться"})  # fmt: skip
# Nouns that take a side behind "in": "is in favour **of** the bridge", «в поддержку забастовки».
NOUNS: dict[str, StatementRelation] = {
    "favour": "supports", "favor": "supports", "support": "supports", "opposition": "opposes",
    "поддержка": "supports", "защита": "supports",
}  # fmt: skip
PLACES = ("case", "mark")


class Stance(Struct, frozen=True):
    """A side taken: the word that carries it, who takes it, and the tokens of what it is about."""

    token: int
    relation: StatementRelation
    speaker: int
    content: tuple[int, ...]


def find_stances(scene: Scene) -> Iterator[Stance]:
    """Yield the positions taken by a preposition, as predicate or behind a verb of taking sides."""
    for index, token in enumerate(scene.tokens):
        if token.deprel not in PLACES or token.head < 0:
            continue
        target = token.head
        relation = SIDES.get(_written(scene, index)) or _by_noun(scene, index)
        if relation is None:
            continue
        verb = scene.tokens[target].head
        if verb >= 0 and scene.lemmas[verb] in TAKING and scene.tokens[target].deprel in ("obl", "nmod"):
            speakers = scene.grammar.subjects(verb)
        elif scene.tokens[target].deprel in ("root", "conj", "ccomp", "parataxis"):
            verb, speakers = target, tuple(scene.sentence.dependents(target, "nsubj"))
        else:
            continue
        speaker = next((each for each in speakers if can_speak(scene, each)), None)
        about = next(scene.grammar.obliques(target, "of|to|Gen"), None) if scene.lemmas[target] in NOUNS else target
        if speaker is not None and about is not None:
            yield Stance(verb, relation, speaker, _content(scene, about, speaker))


def _by_noun(scene: Scene, index: int) -> StatementRelation | None:
    is_in = scene.lemmas[index] in ("in", "в")
    return NOUNS.get(scene.lemmas[scene.tokens[index].head]) if is_in else None


def _written(scene: Scene, index: int) -> str:
    parts = [scene.lemmas[index], *(scene.lemmas[i] for i in scene.sentence.dependents(index, "fixed"))]
    return " ".join(parts)


def _content(scene: Scene, target: int, speaker: int) -> tuple[int, ...]:
    """Give the phrase that a side is taken on, without its preposition, its subject and the copula."""
    sentence = scene.sentence
    left_out = {*sentence.subtree(speaker)} if speaker in sentence.subtree(target) else set()
    for child in sentence.dependents(target, *PLACES, "cop", "conj", "cc", "punct", "advmod", "parataxis", "advcl"):
        left_out |= {*sentence.subtree(child)}
    return tuple(i for i in sentence.subtree(target) if i not in left_out)
