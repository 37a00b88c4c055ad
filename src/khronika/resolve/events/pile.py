"""The mentions of one run, numbered, with what comparing their words needs: vectors of sentences and of reports."""

from collections.abc import Iterator, Sequence
from math import exp, sqrt

from msgspec.structs import replace

from khronika.model import ToldPlace
from khronika.ontology import SAID
from khronika.resolve.events.mention import LinkedDocument, LinkedMention
from khronika.resolve.events.vectors import PROBES, Terms, Vector, cosine, story_vectors

NEAR = 400.0  # characters in which the pull of an earlier mention in the same report falls to a third
STORY = 0.1  # the cosine from which two reports are taken to tell one story
MARKS = 0.5  # how much of a cosine of marks counts where words can be compared too
SAME_WORDS = 0.9  # of a sentence and its reprint


def in_scenes(mentions: Sequence[LinkedMention]) -> list[LinkedMention]:
    """Let what is told without a place have been, as far as anybody knows, where its report told of something last."""
    found = []
    last: tuple[str, ToldPlace | None] = ("", None)
    for mention in sorted(mentions, key=lambda mention: (mention.document.key, mention.start, mention.key)):
        before = last[1] if last[0] == mention.document.key else None
        is_at_some_place = mention.type not in SAID and mention.realis != "generic"
        if mention.place is None and is_at_some_place and before is not None:
            found.append(replace(mention, place=replace(before, inferred=True)))
        else:
            found.append(mention)
        last = mention.document.key, mention.place or before
    return found


class Pile:
    """Mentions by their numbers, in the order of their keys."""

    def __init__(self, mentions: Sequence[LinkedMention]) -> None:
        """Number the mentions and their reports, and weigh their words."""
        self.mentions = sorted(in_scenes(mentions), key=lambda mention: mention.key)
        documents = {mention.document.key: mention.document for mention in mentions}
        self.documents: list[LinkedDocument] = [documents[key] for key in sorted(documents)]
        number = {document.key: at for at, document in enumerate(self.documents)}
        terms = Terms(document.words for document in self.documents)
        marks = Terms(document.marks for document in self.documents)
        self._stories = story_vectors(self.documents, terms)
        self._marks = [marks.vector(document.marks) for document in self.documents]
        self._alike: dict[tuple[int, int], tuple[float, float]] = {}
        self.report = [number[mention.document.key] for mention in self.mentions]
        self.words: list[Vector] = [terms.vector(one.words, fading=0.15, most=24) for one in self.mentions]
        self.triggers = [frozenset(mention.trigger) for mention in self.mentions]

    def compare_words(self, a: int, b: int) -> Iterator[tuple[str, float]]:
        """Yield what the words of two mentions, their sentences and their reports share."""
        if shared := len(self.triggers[a] & self.triggers[b]):
            share = sqrt(shared / len(self.triggers[a] | self.triggers[b]))
            untyped = self.mentions[a].type is None or self.mentions[b].type is None
            yield ("untyped_trigger" if untyped else "trigger"), share
        one, other = self.report[a], self.report[b]
        if one == other and max(self.mentions[a], self.mentions[b], key=lambda mention: mention.start).another:
            yield "told_as_another", 1.0
        if one == other and self.mentions[a].sentence == self.mentions[b].sentence:
            yield "same_document", 1.0
            yield "same_sentence", 1.0
            return
        alike = cosine(self.words[a], self.words[b])
        yield "sentences", alike
        if one == other:
            yield "same_document", 1.0
            yield "beside", exp(-abs(self.mentions[a].start - self.mentions[b].start) / NEAR)
            return
        left, right = self.documents[one], self.documents[other]
        if left.source == right.source and alike > SAME_WORDS and self.triggers[a] == self.triggers[b]:
            yield "reprint", 1.0
        words, marks = self._likeness(a, b)
        yield "documents", words
        if self.mentions[a].type is not None:  # where only words are known, how alike the reports are must decide
            alike = words + MARKS * marks if left.language == right.language else marks
            yield "story", min(1.0, alike / STORY)

    def _likeness(self, a: int, b: int) -> tuple[float, float]:
        """Give how alike the reports of two mentions are in words and marks; of an item its sentence alone counts."""
        one, other = self.report[a], self.report[b]
        sides = (self._item(a), self._item(b))
        if sides == (None, None):
            return self.story_likeness(one, other)
        same = self.documents[one].language == self.documents[other].language
        left, right = sides[0] or self._stories[one], sides[1] or self._stories[other]
        return (cosine(left, right), 0.0) if same else self.story_likeness(one, other)

    def _item(self, at: int) -> Vector | None:
        return self.words[at] if self.mentions[at].item else None

    def probes(self, report: int) -> list[int]:
        """Give the terms by which reports of the same story are found: its rarest."""
        heaviest = sorted(self._stories[report].items(), key=lambda term: (-term[1], term[0]))
        return [term for term, _ in heaviest[:PROBES]]

    def story_likeness(self, a: int, b: int) -> tuple[float, float]:
        """Give the cosines of two reports: of their words, with those of the nearest to each, and of their marks."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._alike:
            same = self.documents[a].language == self.documents[b].language
            words = cosine(self._stories[a], self._stories[b]) if same else 0.0
            self._alike[pair] = words, cosine(self._marks[a], self._marks[b])
        return self._alike[pair]
