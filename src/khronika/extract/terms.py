"""What an event's words say beside who, where and when: with what it was done."""

from collections.abc import Sequence

from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.model import Argument, Term


def find_terms(scene: Scene, match: Match, arguments: Sequence[Argument]) -> list[Argument]:
    """Give the instruments of an event."""
    words = scene.lexicon.words("instruments")
    below = scene.sentence.subtree(match.anchor)
    found = []
    for index in below:
        if scene.lemmas[index] in words:
            span = scene.span(index, index)
            found.append(Argument("instrument", span.start, span.end, span.text, Term(scene.lemmas[index])))
    return found
