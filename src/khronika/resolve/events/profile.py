"""What is known of an event so far: what its mentions tell, put together; one fills in what another leaves out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from khronika.model import Quantity, ToldPlace
from khronika.resolve.events.mention import LinkedMention, Party
from khronika.resolve.events.tables import mode_row

Days = tuple[int, int]
Told = TypeVar("Told")
Kind = tuple[str | None, str | None]
WIDE_DAYS = 400  # an interval longer than this says nothing of when
FIXED = frozenset({"settlement", "exact"})


@dataclass(slots=True)
class Profile:
    """An event as far as its mentions tell it.

    `kinds` counts types and modes; `days` and `places` are those told of it, the `inferred` ones only where none is
    told; `published` the days of its reports.
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

    @property
    def kind(self) -> Kind:
        """Give the type and mode that most mentions tell, the first in order of equals."""
        return max(sorted(self.kinds, key=str), key=lambda kind: (kind[1] is not None, self.kinds[kind]))


def profile(mention: LinkedMention) -> Profile:
    """Make the profile of one mention."""
    told, place = mention.date, mention.place
    days = (told.start.toordinal(), told.end.toordinal()) if told and told.start and told.end else None
    fits = days is not None and days[1] - days[0] <= WIDE_DAYS
    published = mention.document.day
    return Profile(
        kinds=Counter({(mention.type, mention.mode): 1}),
        realis=frozenset({mention.realis}),
        days=(days,) if days and fits else (),
        days_inferred=bool(told and told.inferred),
        places=(place,) if place else (),
        places_inferred=bool(place and place.inferred),
        actors={party.key: party for party in mention.actors},
        recipients={party.key: party for party in mention.recipients},
        numbers=mention.numbers,
        published=(published.toordinal(),) if published else (),
        lasts=mode_row(mention.type, mention.mode).days,
    )


def together(a: Profile, b: Profile) -> Profile:
    """Put two profiles together; what is told stands before what is only inferred."""
    days, days_inferred = _told(a.days, a.days_inferred, b.days, b.days_inferred)
    places, places_inferred = _told(a.places, a.places_inferred, b.places, b.places_inferred)
    return Profile(
        kinds=a.kinds + b.kinds,
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
