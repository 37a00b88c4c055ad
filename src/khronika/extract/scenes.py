"""The scenes of a document, and what is worked out of each only once."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property, wraps
from typing import TypeVar, cast

from khronika import lexicon
from khronika.extract.scene import Scene
from khronika.language import Analysis
from khronika.model import Mention

Found = TypeVar("Found")


class Scenes:
    """The scenes of a document's sentences by number, each made when it is first asked for.

    It knows nothing of those who ask, so that a document that is done goes at once, not with a search for cycles.
    """

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention]) -> None:
        """Take the document and its mentions, sorted by position."""
        self.analysis = analysis
        self.mentions = mentions
        self._made: dict[int, Scene | None] = {}

    def at(self, number: int) -> Scene | None:
        """Give the scene of a sentence, None where its language has no lexicon."""
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def _make(self, number: int) -> Scene | None:
        sentence = self.analysis.sentences[number]
        if sentence.language not in lexicon.languages():
            return None
        low, high = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        return Scene(self.analysis, number, lexicon.load(sentence.language), self.mentions[low:high])

    @cached_property
    def starts(self) -> list[int]:
        """Give where each mention starts."""
        return [mention.start for mention in self.mentions]


def once(find: Callable[[Scene], Found]) -> Callable[[Scene], Found]:
    """Have something of a scene found once; the scene keeps it, and takes it along when it goes."""

    @wraps(find)
    def found(scene: Scene) -> Found:
        kept = scene.kept
        if find not in kept:
            kept[find] = find(scene)
        return cast(Found, kept[find])

    return found
