"""The project's own gold: short reports in its own words, each with the event mentions that must come out.

A case is a line of JSON: `id`, `language`, `published`, `text`, and `events`, each with `trigger` (words of the text),
`type`, `mode`, `realis`, and where told `actors`, `recipients`, `place`, `date` ([first day, day after the last]) and
`speaker`, `arguments` (further roles). A case may name its `genre`. A mention is paired with the gold
event whose trigger it touches.
"""

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate.gold import Article
from khronika.evaluate.measure import Bounds, name_words, union_share
from khronika.work.shown import MentionRow

Days = tuple[date | None, date | None]


class GoldArgument(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the passage that play a further part in an event: a number, a charge, a demand."""

    role: str
    text: str


class GoldEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """An event that a case tells; `appearance` says which occurrence of the trigger's words it is, from 0."""

    trigger: str
    type: str
    mode: str | None
    realis: str = "actual"
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    date: Days | None = None
    speaker: str | None = None
    appearance: int = 0
    arguments: tuple[GoldArgument, ...] = ()

    def bounds(self, text: str) -> Bounds:
        """Give where the trigger stands in the text."""
        start = -1
        for _ in range(self.appearance + 1):
            start = text.index(self.trigger, start + 1)
        return start, start + len(self.trigger)


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One short report and what it tells."""

    id: str
    language: str
    text: str
    events: tuple[GoldEvent, ...]
    published: str = ""
    genre: str = ""


def cases(path: Path) -> list[Case]:
    """Read the cases of a JSON Lines file, or of every one in a folder.

    Raises:
        ArgumentError: a line is no case; the message names file and line.
    """
    found = []
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_bytes().splitlines(), start=1):
            try:
                case = msgspec.json.decode(line, type=Case)
                for event in case.events:
                    event.bounds(case.text)
                found.append(case)
            except (msgspec.DecodeError, ValueError) as error:
                raise ArgumentError(f"{file}:{number}: not a case: {error}") from error
    return found


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    return [Article(case.id, case.text, case.published, case.language) for case in cases(path)]


def touch(text: str, gold: GoldEvent, mention: MentionRow) -> float:
    """Weigh how well a mention answers for an event: triggers that overlap, best of the same type; else 0."""
    share = union_share(gold.bounds(text), (mention.trigger.start, mention.trigger.end))
    return share + (gold.type == mention.type) if share else 0.0


def same_name(a: str | None, b: str | None) -> bool:
    """Say whether two names share a word; five letters are enough, for the sake of inflection."""
    if a is None or b is None:
        return a is b
    return bool({word[:5] for word in name_words(a)} & {word[:5] for word in name_words(b)})
