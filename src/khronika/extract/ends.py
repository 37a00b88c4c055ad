"""The two ends of a tie: the words of a sentence that name a person, a body or a place, as parties."""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from khronika.extract.coreference import Antecedents
from khronika.extract.participants import as_argument, name_of_phrase, phrase
from khronika.extract.scene import Scene
from khronika.model import Name, Participant, Party, Place

NAMED: tuple[Literal["person", "organisation"], ...] = ("person", "organisation")


class End(Struct, frozen=True):
    """One end of a tie: the token that heads its words, and those words as a party."""

    token: int
    party: Party


class Ends:
    """Makes the ends of the ties of one sentence."""

    def __init__(self, scene: Scene, antecedents: Antecedents) -> None:
        """Take the sentence, and those that its pronouns and role words may stand for."""
        self.scene = scene
        self.antecedents = antecedents

    def all(self, tokens: Iterable[int], kinds: Sequence[str]) -> list[End]:
        """Give the ends that some tokens head, leaving out those that are of no such kind."""
        return [end for each in tokens if (end := self.end(each, kinds)) is not None]

    def end(self, index: int, kinds: Sequence[str]) -> End | None:
        """Give the party whose words are headed by a token: a name, or the words that call a body of people."""
        scene = self.scene
        mention = scene.mention_at(index, *NAMED) or scene.mention_at(index, "place")
        if mention is not None:
            if mention.kind not in kinds:
                return None
            name = mention.value.name if isinstance(mention.value, Name | Place) else mention.text
            return End(index, Party(mention.kind, name, mention.start, mention.end, mention.text))  # type: ignore[arg-type]  # of NAMED or place
        if scene.tokens[index].upos == "PRON":
            return self._pronoun(index, kinds)
        after = self.name_right_after(index) if "person" in kinds else None
        if after is not None:
            return self.end(after, ("person",))
        called = self._called(index) if "organisation" in kinds else None
        if called is not None:
            return called
        if scene.tokens[index].upos != "NOUN":
            return None
        first, last = phrase(scene, index)
        span = scene.span(first, last)
        known = self.antecedents.resolve_role(scene.number, index)
        if known is not None and known.kind in kinds and known.kind in NAMED:
            return End(index, Party(known.kind, known.name, span.start, span.end, span.text))
        if "group" in kinds and self._is_body(index):
            return End(index, Party("group", name_of_phrase(scene, index), span.start, span.end, span.text))
        return None

    def name_right_after(self, index: int) -> int | None:
        """Give the head of a person's name that begins right behind a role noun: "chairman Ivan Example"."""
        scene = self.scene
        if index + 1 >= len(scene.tokens):
            return None
        mention = scene.mention_at(index + 1, "person")
        if mention is None or mention.start != scene.tokens[index + 1].start:
            return None
        return scene.sentence.head_of(mention.start, mention.end)

    def _called(self, index: int) -> End | None:
        """Give the name behind a word for a body: «лидер профсоюза **«Пример»**», "head of the group **Example**"."""
        near = [i for i in (index + 1, index + 2) if i < len(self.scene.tokens) and self._begins_name(i, index)]
        if not near and not self._is_body(index):
            return None
        near += self.scene.sentence.dependents(index, "appos", "flat", "nmod")
        named = (each for each in near if self.scene.mention_at(each, "organisation") is not None)
        return next((self.end(each, ("organisation",)) for each in named), None)

    def _begins_name(self, at: int, index: int) -> bool:
        """Say whether an organisation's name begins right behind a word, or behind an opening quotation mark."""
        mention = self.scene.mention_at(at, "organisation")
        is_right_behind = at == index + 1 or self.scene.tokens[index + 1].text in '«“"„'
        return mention is not None and mention.start == self.scene.tokens[at].start and is_right_behind

    def _pronoun(self, index: int, kinds: Sequence[str]) -> End | None:
        who = as_argument(self.scene, index, "actor", self.antecedents)
        if not who.inferred or not isinstance(who.value, Participant) or who.value.kind not in kinds:
            return None
        kind, name = who.value.kind, who.value.name
        if who.text[:1].islower():  # somebody unnamed
            return None
        return End(index, Party(kind, name, who.start, who.end, who.text)) if kind in NAMED else None

    def _is_body(self, index: int) -> bool:
        """Say whether a common noun calls a body of people: a group, a party, a union, a ministry."""
        return self.scene.means(index) is not None or self.scene.lemmas[index] in self.scene.lexicon.words(
            "organisations"
        )
