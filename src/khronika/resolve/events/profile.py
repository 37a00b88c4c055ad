"""What is known of an event so far: what its mentions tell, put together; one fills in what another leaves out."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from khronika.model import Quantity, ToldDate, ToldPlace
from khronika.resolve.events.mention import LinkedMention, Party
from khronika.resolve.events.tables import mode_row

Days = tuple[int, int]
Told = TypeVar("Told")
Kind = tuple[str | None, str | None]
WIDE_DAYS = 400  # an interval longer than this says nothing of when
PAST_DAYS = 60
AHEAD_DAYS = 14  # an interval after its report that is longer is misread
LOOSE_DAYS = 31  # and one longer than this nothing where the words for it stand elsewhere
COUNTED = re.compile(
    r"\b(?:ago|earlier|later|before|after|назад|тому|спустя|через|раньше|ранее|позже)\b", re.IGNORECASE
)
COUNTED_DAYS = 183  # what is counted in whole years may lie half a year off
FIXED = frozenset({"settlement", "exact"})


@dataclass(slots=True)
class Profile:
    """An event as far as its mentions tell it.

    `kinds` counts types and modes, and `kind` is the commonest; `days` and `places` are those told of it, the
    `inferred` ones only where none is told; `published` the days of its reports. `background` is what reports tell as
    long past, `lasted` for how many hours it lasted, `whole` what every mention tells of many places or several events
    at once.
    """

    kinds: Counter[Kind]
    realis: frozenset[str]
    days: tuple[Days, ...]
    days_inferred: bool
    places: tuple[ToldPlace, ...]
    places_inferred: bool
    actors: dict[str, Party]
    recipients: dict[str, Party]
    numbers: tuple[Quantity, ...]
    published: tuple[int, ...]
    lasts: int
    lasted: frozenset[float]
    plural: frozenset[bool]
    whole: bool
    background: bool
    languages: frozenset[str]
    kind: Kind


def commonest(kinds: Counter[Kind]) -> Kind:
    """Give the type and mode that most mentions tell, the first in order of equals; one without a mode comes last."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return max(sorted(kinds, key=str), key=lambda kind: (kind[1] is not None, kinds[kind]))


def profile(mention: LinkedMention) -> Profile:
    """Make the profile of one mention."""
    told, place, published = mention.date, mention.place, mention.document.day
    days = _days(mention)
    loose = bool(told and told.inferred)
    width = days[1] - days[0] if days else 0
    # A year long ago says something where it is told of the event itself, and nothing where it stands elsewhere.
    fits = width <= LOOSE_DAYS if loose else width <= WIDE_DAYS or bool(days and _is_past(days, published))
    return Profile(
        kinds=Counter({(mention.type, mention.mode): 1}),
        realis=frozenset({mention.realis}),
        days=(days,) if days and fits else (),
        days_inferred=loose,
        places=(place,) if place else (),
        places_inferred=bool(place and place.inferred),
        actors={party.key: party for party in mention.actors},
        recipients={party.key: party for party in mention.recipients},
        numbers=mention.numbers,
        published=(published.toordinal(),) if published else (),
        lasts=mode_row(mention.type, mention.mode).days,
        lasted=frozenset() if mention.lasted is None else frozenset({mention.lasted}),
        plural=frozenset() if mention.plural is None else frozenset({mention.plural}),
        whole=mention.whole,
        languages=frozenset({mention.document.language}),
        background=bool(fits and days and _is_past(days, published)),
        kind=(mention.type, mention.mode),
    )


def days_of(told: ToldDate | None, published: date | None) -> Days | None:
    """Give the days of a told date; what is open lasts until its report was published, or begins there."""
    if told is None or (told.start is None and told.end is None):
        return None
    start = told.start.toordinal() if told.start else None
    end = told.end.toordinal() if told.end else None
    edge = published.toordinal() if published else None
    if start is not None and end is None and told.inferred:
        end = start + 1
    if start is not None and end is None:
        end = max(start, edge or start) + 1
    if end is not None and start is None:
        start = min(edge, end - 1) if edge else end - 1
    return (start, end) if start is not None and end is not None else None


def _days(mention: LinkedMention) -> Days | None:
    """Give the days of a mention; None where they must be misread.

    What is told as done was not done after its report. A single day that is told so may be planned, and stands.
    """
    published = mention.document.day
    days = days_of(mention.date, published)
    if days and _is_counted(mention.date):
        days = days[0] - COUNTED_DAYS, days[1] + COUNTED_DAYS
    if days and published and mention.realis == "actual" and days[0] > published.toordinal() + 1:
        return days if days[1] - days[0] <= AHEAD_DAYS else None
    return days


def _is_counted(told: ToldDate | None) -> bool:
    """Say whether a date is counted in whole years: "two years ago"."""
    return bool(told and told.precision == "year" and told.text and COUNTED.search(told.text.text))


def _is_past(days: Days, published: date | None) -> bool:
    """Say whether a report tells of long ago: then even a whole year says something."""
    return published is not None and days[1] < published.toordinal() - PAST_DAYS


def together(a: Profile, b: Profile) -> Profile:
    """Put two profiles together; what is told stands before what is only inferred."""
    days, days_inferred = _told(a.days, a.days_inferred, b.days, b.days_inferred)
    places, places_inferred = _told(a.places, a.places_inferred, b.places, b.places_inferred)
    kinds = a.kinds + b.kinds
    return Profile(
        kinds=kinds,
        realis=a.realis | b.realis,
        days=days,
        days_inferred=days_inferred,
        places=places,
        places_inferred=places_inferred,
        actors=a.actors | b.actors,
        recipients=a.recipients | b.recipients,
        numbers=tuple(dict.fromkeys(a.numbers + b.numbers)),
        published=tuple(sorted({*a.published, *b.published})),
        lasts=max(a.lasts, b.lasts),
        lasted=a.lasted | b.lasted,
        plural=a.plural | b.plural,
        whole=a.whole and b.whole,
        languages=a.languages | b.languages,
        background=a.background and b.background,
        kind=commonest(kinds),
    )


def _told(
    a: tuple[Told, ...], a_inferred: bool, b: tuple[Told, ...], b_inferred: bool
) -> tuple[tuple[Told, ...], bool]:
    if not a or not b:
        return (a, a_inferred) if a else (b, b_inferred)
    if a_inferred != b_inferred:
        return (b, False) if a_inferred else (a, False)
    return tuple(dict.fromkeys(a + b)), a_inferred


def finest(days: Iterable[Days]) -> list[Days]:
    """Give the shortest of the intervals told: a day rather than its month."""
    known = list(days)
    shortest = min((end - start for start, end in known), default=0)
    return [span for span in known if span[1] - span[0] == shortest]
