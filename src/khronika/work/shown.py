"""Read the event mentions of an output folder back, and choose among them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from khronika.errors import ArgumentError
from khronika.model import Attribution, Interval, Span, ToldDate, ToldPlace


class AnyValue(Struct, frozen=True):
    """An argument's value, of whatever kind; what a kind lacks is null."""

    name: str | None = None
    kind: str | None = None
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    of: str | None = None
    start: date | None = None
    end: date | None = None
    amount: float | None = None
    unit: str | None = None


class ArgumentRow(Struct, frozen=True):
    """An argument as read back."""

    role: str
    start: int
    end: int
    text: str
    value: AnyValue
    inferred: bool = False


class MentionRow(Struct, frozen=True, kw_only=True):
    """An event mention as read back from `event_mentions.jsonl`."""

    id: str
    document: str
    type: str
    mode: str | None
    realis: str
    start: int
    end: int
    quote: str
    trigger: Span
    arguments: tuple[ArgumentRow, ...] = ()
    date: ToldDate | None = None
    place: ToldPlace | None = None
    attribution: Attribution
    confidence: Annotated[float, Meta(ge=0, le=1)]

    @property
    def people(self) -> list[str | None]:
        """Give the names of all who take part or speak."""
        return [*self.names("actor", "recipient"), self.attribution.speaker]

    def names(self, *roles: str) -> list[str]:
        """Give the names of the arguments of these roles."""
        return [argument.value.name or argument.text for argument in self.arguments if argument.role in roles]


def read_mentions(folder: Path) -> Iterator[MentionRow]:
    """Read the event mentions that `khronika code` wrote into a folder, one at a time.

    Raises:
        ArgumentError: the folder holds no output, or a line of it is broken.
    """
    path = folder / "event_mentions.jsonl"
    decoder = msgspec.json.Decoder(MentionRow)
    if not path.is_file():
        raise ArgumentError(f"{folder} holds no event_mentions.jsonl; make it with: khronika code PATH... -o {folder}")
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                what = f"{path}:{number}: not an event mention ({error}); code the reports again"
                raise ArgumentError(what) from error


class Wanted(Struct, frozen=True):
    """Which mentions to show; what is None does not narrow."""

    type: str | None = None
    person: str | None = None
    place: str | None = None
    day: Interval | None = None
    realis: str | None = None

    def fits(self, row: MentionRow) -> bool:
        """Say whether a mention is wanted; names and places fit by a part of them, letter case aside."""
        return (
            (self.type is None or self.type.casefold() in (row.type.casefold(), (row.mode or "").casefold()))
            and (self.person is None or _within(self.person, row.people))
            and (self.place is None or _is_at(self.place, row.place))
            and (self.day is None or _is_on(self.day, row.date))
            and (self.realis is None or self.realis == row.realis)
        )


def _within(wanted: str, names: Sequence[str | None]) -> bool:
    return any(wanted.casefold() in name.casefold() for name in names if name)


def _is_at(wanted: str, place: ToldPlace | None) -> bool:
    if place is None:
        return False
    return _within(wanted, [place.name, place.admin1]) or wanted.casefold() == (place.country or "").casefold()


def _is_on(wanted: Interval, told: ToldDate | None) -> bool:
    if told is None or (told.start is None and told.end is None):
        return False
    return wanted.overlaps(Interval(told.start, told.end))
