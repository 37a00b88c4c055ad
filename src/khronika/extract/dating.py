"""When an event was: by attachment, then by the sentence, then by the event told just before."""

import re

from msgspec import Struct
from msgspec.structs import replace

from khronika.extract.attachment import TOLD, attached
from khronika.extract.scene import Scene
from khronika.model import Argument, Interval, Mention, Span, ToldDate

PRESENT = frozenset(
    {"is", "are", "am", "has", "have", "'s", "'ve", "'re", "will", "would", "may", "can", "could", "might"}
)
PREPOSITIONS = frozenset({"on", "in", "at", "during", "в", "во", "на"})
YEAR = re.compile(r"\b\d{4}\b")


class DatesBefore(Struct, frozen=True):
    """When the event before was, and in which paragraph it was told."""

    last: ToldDate | None = None
    paragraph: int = -1


def find_date(
    scene: Scene, anchor: int, carrier: int | None, before: DatesBefore
) -> tuple[ToldDate | None, list[Argument]]:
    """Give the event's date, and every time expression that the sentence ties to it, the best first.

    Without any the date of the event before holds in the same paragraph (`inferred`); else it is not known.
    """
    every = attached(scene, anchor, carrier, "date")
    found = [each for each in every if _names_days(each.mention)]
    if scene.analysis.anchor is None:  # then "28 April" names no day either, but says when
        found += [each for each in every if each not in found]
    if found:
        told = [each for each in found if each.closeness >= TOLD] or found[:1]
        arguments = [_argument(scene, each.mention, inferred=each.closeness < TOLD) for each in told]
        return as_date(scene, told[0].mention, inferred=told[0].closeness < TOLD), arguments
    if before.last is not None and before.paragraph == scene.sentence.paragraph and _goes_on(scene, anchor):
        return replace(before.last, inferred=True), []
    return None, []


def _goes_on(scene: Scene, anchor: int) -> bool:
    """Say whether a verb tells a past that goes on from the event before: not "is", "has" or a noun."""
    helpers = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(anchor, "aux")}
    return scene.tokens[anchor].feats.get("Tense") == "Past" and not helpers & PRESENT


def _names_days(mention: Mention) -> bool:
    """Say whether a time expression names days, and is no mere duration ("two years")."""
    return isinstance(mention.value, Interval) and not (mention.value.start is None and mention.value.end is None)


def as_date(scene: Scene, mention: Mention, *, inferred: bool) -> ToldDate:
    """Make an event's date of a time expression; one that names its year is counted from no other day."""
    value = mention.value if isinstance(mention.value, Interval) else Interval()
    relative_to = None if YEAR.search(mention.text) else scene.analysis.anchor
    words = _with_preposition(scene, mention)
    return ToldDate(value.start, value.end, value.precision, words, relative_to, inferred)


def _argument(scene: Scene, mention: Mention, *, inferred: bool) -> Argument:
    value = mention.value if isinstance(mention.value, Interval) else Interval()
    words = _with_preposition(scene, mention)
    return Argument("date", words.start, words.end, words.text, value, inferred)


def _with_preposition(scene: Scene, mention: Mention) -> Span:
    """Give the words that say when, with the preposition before them: "**On** Monday", «**в** мае»."""
    first = next(iter(scene.sentence.covering(mention.start, mention.end)), 0)
    before = scene.tokens[first - 1] if first else None
    start = before.start if before is not None and before.text.lower() in PREPOSITIONS else mention.start
    return Span.of(scene.analysis.text, start, mention.end)
