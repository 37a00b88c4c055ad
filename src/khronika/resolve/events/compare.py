"""Compare two mentions: what makes them impossible to be one event, and what speaks for and against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import asin, cos, exp, radians, sin, sqrt

from khronika.model import Quantity, ToldPlace
from khronika.resolve.events.mention import LinkedDocument, LinkedMention, Party
from khronika.resolve.events.tables import likeness_of_modes, mode_row, weights
from khronika.resolve.events.vectors import Terms, Vector, cosine, story_vectors

Features = dict[str, float]
NEAR_KM, APART_KM = 25.0, 60.0
CLOSE_DAYS, APART_DAYS = 3, 45
WIDE_DAYS = 400  # an interval longer than this says nothing of when
OVERLAPS = ((7, 1.0), (31, 0.6), (92, 0.3), (WIDE_DAYS, 0.1))  # how much an overlap says, by the wider interval's days
FIXED = {"settlement", "exact"}
OPEN = {"hypothetical", "generic"}


@dataclass(slots=True)
class Prepared:
    """A mention with what comparing needs many times, worked out once."""

    mention: LinkedMention
    document: int
    days: tuple[int, int] | None
    told_day: bool
    published: int | None
    trigger: frozenset[str]
    words: Vector
    lasts: int
    recipients: dict[str, Party]
    actors: dict[str, Party]
    key: str = field(default="")


class Comparison:
    """The mentions of one run, prepared, and the comparison of any two of them by their places in it."""

    def __init__(self, mentions: Sequence[LinkedMention]) -> None:
        """Prepare the mentions: vectors of their sentences and of their reports."""
        documents = {mention.document.key: mention.document for mention in mentions}
        order = sorted(documents)
        self.documents: list[LinkedDocument] = [documents[key] for key in order]
        number = {key: at for at, key in enumerate(order)}
        terms = Terms(document.words for document in self.documents)
        marks = Terms(document.marks for document in self.documents)
        self.stories = story_vectors(self.documents, terms)
        self.marks = [marks.vector(document.marks) for document in self.documents]
        self.items = [_prepare(mention, number[mention.document.key], terms) for mention in mentions]
        self._alike: dict[tuple[int, int], float] = {}

    def story_likeness(self, a: int, b: int) -> float:
        """Give the cosine of two reports, each with the words of its nearest."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._alike:
            self._alike[pair] = cosine(self.stories[a], self.stories[b])
        return self._alike[pair]

    def features(self, a: int, b: int) -> Features | None:
        """Give what speaks for and against two mentions being one event; None where they cannot be."""
        one, other = self.items[a], self.items[b]
        if impossible(one, other):
            return None
        found: Features = {"bias": 1.0}
        for feature, value in self._parts(one, other):
            found[feature] = value
        return found

    def _parts(self, a: Prepared, b: Prepared) -> Iterator[tuple[str, float]]:
        like = likeness_of_modes((a.mention.type, a.mention.mode), (b.mention.type, b.mention.mode))
        if like:
            yield like, 1.0
        if shared := len(a.trigger & b.trigger):
            share = sqrt(shared / len(a.trigger | b.trigger))
            yield ("untyped_trigger" if like == "untyped" else "trigger"), share
        if {a.mention.realis, b.mention.realis} == {"actual", "future"}:
            yield "other_realis", 1.0
        yield from compare_days(a, b)
        yield from compare_places(a.mention.place, b.mention.place)
        yield from compare_parties(a, b)
        yield from compare_numbers(a.mention.numbers, b.mention.numbers)
        yield "sentences", cosine(a.words, b.words)
        yield from self._compare_documents(a, b)

    def _compare_documents(self, a: Prepared, b: Prepared) -> Iterator[tuple[str, float]]:
        if a.document == b.document:
            yield "same_document", 1.0
            return
        one, other = self.documents[a.document], self.documents[b.document]
        if one.source == other.source and a.trigger == b.trigger and cosine(a.words, b.words) > 0.9:
            yield "reprint", 1.0
        if one.language == other.language:
            yield "documents", self.story_likeness(a.document, b.document)
        else:
            yield "marks", cosine(self.marks[a.document], self.marks[b.document])


def score(features: Features) -> float:
    """Add up the weights of features: the logit of “one event”."""
    table = weights()
    return sum(table[feature].value * value for feature, value in features.items())


def probability(logit: float) -> float:
    """Turn a logit into a probability, rounded to three places."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, logit)))), 3)


def grounds(features: Features) -> tuple[str, ...]:
    """Put features into words, the weightiest first; those that weigh next to nothing are left out."""
    table = weights()
    weighed = [(table[name].value * value, name) for name, value in features.items() if name != "bias"]
    weighed.sort(key=lambda pair: (-abs(pair[0]), pair[1]))
    return tuple(
        ("" if weight > 0 else "against: ") + table[name].says for weight, name in weighed if abs(weight) > 0.3
    )


def impossible(a: Prepared, b: Prepared) -> bool:
    """Say whether no event can be both: other kinds, other realis, told days or towns that exclude each other."""
    one, other = a.mention, b.mention
    if likeness_of_modes((one.type, one.mode), (other.type, other.mode)) is None:
        return True
    if one.realis != other.realis and (one.realis in OPEN or other.realis in OPEN):
        return True
    if a.days and b.days and a.told_day and b.told_day and _gap(a.days, b.days) > max(a.lasts, b.lasts, 1):
        return True
    return _far_apart(one.place, other.place)


def compare_days(a: Prepared, b: Prepared) -> Iterator[tuple[str, float]]:
    """Compare when: told or inferred days, else when the reports were published."""
    if a.days and b.days:
        gap = _gap(a.days, b.days)
        if gap > 0:
            near = gap <= max(a.lasts, b.lasts, 1)
            yield ("days_near" if near else "days_apart"), 1.0
        else:
            widest = max(a.days[1] - a.days[0], b.days[1] - b.days[0])
            if widest == 1:
                yield "same_day", 1.0
            elif widest <= WIDE_DAYS:
                yield "days_overlap", next(share for days, share in OVERLAPS if widest <= days)
        return
    if a.document == b.document:
        return
    reference = [_reference(item) for item in (a, b)]
    if reference[0] and reference[1]:
        gap = _gap(reference[0], reference[1])
        if gap <= CLOSE_DAYS:
            yield "day_unknown", 1.0
        elif gap > APART_DAYS:
            yield "published_apart", 1.0


def compare_places(a: ToldPlace | None, b: ToldPlace | None) -> Iterator[tuple[str, float]]:
    """Compare where, by GeoNames id, containment and distance."""
    if a is None or b is None:
        return
    if _same_place(a, b):
        yield ("same_place" if a.precision in FIXED else "place_within"), 1.0
    elif a.country and b.country and a.country != b.country:
        yield "places_apart", 1.0
    elif _within(a, b) or _within(b, a):
        yield "place_within", 1.0
    elif a.precision in FIXED and b.precision in FIXED and (distance := kilometres(a, b)) is not None:
        yield ("same_place" if distance <= NEAR_KM else "places_apart"), 1.0 if distance > NEAR_KM else 0.6
    elif a.admin1 and b.admin1 and a.admin1 != b.admin1:
        yield "places_apart", 1.0
    elif a.country and a.country == b.country:
        yield "same_country", 1.0


def compare_parties(a: Prepared, b: Prepared) -> Iterator[tuple[str, float]]:
    """Compare who acts and who is acted upon; a person acted upon tells events apart, one who acts less so."""
    shared = (a.recipients.keys() & b.recipients.keys()) | (a.actors.keys() & b.actors.keys())
    kinds = {(a.recipients.get(key) or a.actors[key]).kind for key in shared}
    if "person" in kinds:
        yield "same_person", 1.0
    elif _apart(a.recipients, b.recipients, "person") or _apart(a.actors, b.actors, "person"):
        yield "persons_apart", 1.0
    if "organisation" in kinds:
        yield "same_organisation", 1.0
    elif _apart(a.actors, b.actors, "organisation"):
        yield "organisations_apart", 1.0
    if kinds - {"person", "organisation"}:
        yield "same_group", 1.0
    elif not shared and (_apart(a.actors, b.actors, "group") or _apart(a.recipients, b.recipients, "group")):
        yield "groups_apart", 1.0


def compare_numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> Iterator[tuple[str, float]]:
    """Compare how many: the nearest two numbers of what both count; exact small numbers say little."""
    pairs = [(x, y) for x in a for y in b if x.of == y.of and x.low is not None and y.low is not None]
    if not pairs:
        return
    ratio, largest = max(_ratio(x, y) for x, y in pairs)
    if ratio == 1.0:
        yield "same_number", 1.0 if largest >= 10 else 0.5
    else:
        yield ("numbers_near" if ratio >= 0.5 else "numbers_apart"), 1.0


def kilometres(a: ToldPlace, b: ToldPlace) -> float | None:
    """Give the great-circle distance of two places, None where coordinates are missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, east = radians(b.lat - a.lat), radians(b.lon - a.lon)
    half = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _prepare(mention: LinkedMention, document: int, terms: Terms) -> Prepared:
    told = mention.date
    days = (told.start.toordinal(), told.end.toordinal()) if told and told.start and told.end else None
    published = mention.document.day
    return Prepared(
        mention=mention,
        document=document,
        days=days,
        told_day=bool(told and not told.inferred),
        published=published.toordinal() if published else None,
        trigger=frozenset(mention.trigger),
        words=terms.vector(mention.words, fading=0.15, most=24),
        lasts=mode_row(mention.type, mention.mode).days,
        recipients={party.key: party for party in mention.recipients},
        actors={party.key: party for party in mention.actors},
        key=mention.key,
    )


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Give how many days lie between two intervals: 0 where they share a day, 1 where they touch."""
    return max(0, max(a[0], b[0]) - min(a[1], b[1]) + 1)


def _reference(item: Prepared) -> tuple[int, int] | None:
    if item.days and item.days[1] - item.days[0] <= WIDE_DAYS:
        return item.days
    return None if item.published is None else (item.published, item.published + 1)


def _same_place(a: ToldPlace, b: ToldPlace) -> bool:
    if a.geonames_id is not None and b.geonames_id is not None:
        return a.geonames_id == b.geonames_id
    return a.name.casefold() == b.name.casefold() and a.country == b.country


def _within(a: ToldPlace, b: ToldPlace) -> bool:
    """Say whether the first place lies within the second, as far as their regions tell."""
    if a.country is None or a.country != b.country:
        return False
    if b.precision == "country":
        return a.precision != "country"
    return b.precision == "admin1" and a.precision in FIXED and a.admin1 is not None and a.admin1 == b.admin1


def _far_apart(a: ToldPlace | None, b: ToldPlace | None) -> bool:
    """Say whether two told towns lie too far apart for one event."""
    if a is None or b is None or a.inferred or b.inferred or not {a.precision, b.precision} <= FIXED:
        return False
    distance = kilometres(a, b)
    return distance is not None and distance > APART_KM and not _same_place(a, b)


def _apart(a: dict[str, Party], b: dict[str, Party], kind: str) -> bool:
    """Say whether both name parties of this kind, and none of the same."""
    one = {key for key, party in a.items() if party.kind == kind}
    other = {key for key, party in b.items() if party.kind == kind}
    return bool(one and other and not one & other)


def _ratio(a: Quantity, b: Quantity) -> tuple[float, int]:
    """Give how near two numbers are, 1 where their ranges meet, and the larger."""
    low = [a.low or 0, b.low or 0]
    high = [a.high if a.high is not None else low[0], b.high if b.high is not None else low[1]]
    largest = max(high)
    if low[0] <= high[1] and low[1] <= high[0]:
        return 1.0, largest
    return min(high) / max(low), largest

