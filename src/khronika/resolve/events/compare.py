"""Compare two events as far as they are told: what makes them impossible to be one, what speaks for and against it."""

from collections.abc import Iterator, Sequence
from math import asin, cos, exp, radians, sin, sqrt

from khronika.model import Quantity, ToldPlace
from khronika.resolve.events.mention import Party
from khronika.resolve.events.profile import FIXED, Days, Profile, finest
from khronika.resolve.events.tables import likeness_of_modes, weights

Features = dict[str, float]
NEAR_KM, APART_KM = 25.0, 60.0
CLOSE_DAYS, APART_DAYS = 6, 45
SHORT, LONG = 12.0, 24.0  # hours
OVERLAPS = ((7, 1.0), (31, 0.6), (92, 0.3), (400, 0.1))  # how much an overlap says, by the wider interval's days
# How near two numbers of one event are, the smaller's share of the larger: crowds are guessed, arrests counted.
NEAR_NUMBERS, NEAR_HARMED = 0.5, 0.75
INFERRED = 0.5  # how much of a day or place counts that is not told of the event itself
FINENESS = {"country": 1, "admin1": 2, "settlement": 3, "exact": 3}
WIDE = frozenset({"country", "admin1"})
OPEN = frozenset({"hypothetical", "generic"})
PLANNED = frozenset({"hypothetical", "future"})


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


def impossible(a: Profile, b: Profile) -> bool:
    """Say whether no event can be both: other kinds, other persons it was done to, told days or towns far apart."""
    if likeness_of_modes(a.kind, b.kind) is None:
        return True
    if a.days and b.days and not (a.days_inferred or b.days_inferred):
        gap = min(_gap(x, y) for x in finest(a.days) for y in finest(b.days))
        if gap > max(a.lasts, b.lasts, 1):
            return True
    # Across languages a name that was not recognised is no other person.
    others = a.languages == b.languages and len(a.languages) == 1 and _apart(a.recipients, b.recipients, "person")
    return others or _far_apart(a, b)


def compare(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    """Yield what two profiles share and what tells them apart."""
    like = likeness_of_modes(a.kind, b.kind)
    if like:
        yield like, 1.0
    yield from compare_realis(a, b)
    if a.whole != b.whole and not _is_of_country(a if b.whole else b):
        yield "part_and_whole", 1.0
    if a.plural and b.plural and not a.plural & b.plural:
        yield "one_and_several", 1.0
    if _lasted_apart(a, b):
        yield "lasted_apart", 1.0
    yield from compare_days(a, b)
    yield from compare_places(a, b)
    yield from compare_parties(a, b)
    if _is_one_of(a, b) or _is_one_of(b, a):
        yield "one_of_several", 1.0
    yield from compare_numbers(a.numbers, b.numbers)


def compare_realis(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    """Compare how real it is told to be: what is planned may have been done, what is spoken of in general seldom.

    What will be done on a condition may be what will be done.
    """
    if (a.realis <= OPEN) != (b.realis <= OPEN) and not a.realis | b.realis <= PLANNED:
        yield "open_realis", 1.0
    elif a.realis | b.realis <= OPEN:
        yield "both_open", 1.0
    elif not a.realis & b.realis:
        yield "other_realis", 1.0
    if _still_to_come(a, b) or _still_to_come(b, a):
        yield "still_to_come", 1.0


def compare_days(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    """Compare when: told or inferred days, else when the reports were published."""
    if a.days and b.days:
        doubt = a.days_inferred or b.days_inferred
        pairs = [(_gap(x, y), x, y) for x in a.days for y in b.days]
        gap = min(pair[0] for pair in pairs)
        if gap > 0:
            near = gap <= max(a.lasts, b.lasts, 1)
            yield ("days_near" if near else "days_apart"), (2.0 if gap >= APART_DAYS else 1.0) * (0.5 if doubt else 1.0)
            return
        widest = min(max(x[1] - x[0], y[1] - y[0]) for distance, x, y in pairs if distance == 0)
        if widest == 1:
            yield "same_day", INFERRED if doubt else 1.0
        else:
            yield "days_overlap", next((share for days, share in OVERLAPS if widest <= days), OVERLAPS[-1][1])
        return
    if _was_done_before(a, b) or _was_done_before(b, a):
        yield "days_apart", 1.0
        return
    if a.background != b.background:
        yield "background", 1.0
        return
    references = (_reference(a), _reference(b))
    if references[0] and references[1]:
        gap = min(_gap(x, y) for x in references[0] for y in references[1])
        if gap <= max(CLOSE_DAYS, a.lasts, b.lasts):
            yield "day_unknown", 1.0
        elif gap > APART_DAYS:
            yield "published_apart", 1.0


def compare_places(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    """Compare where, by GeoNames id, containment and distance: the nearest two of the most precise places told.

    A town told of one and its country told of the other are rather part and whole than one event.
    """
    told = not (a.places_inferred or b.places_inferred)
    finest = [_finest_places(places) for places in (a.places, b.places)]
    found = [shared for x in finest[0] for y in finest[1] if (shared := _compare_place(x, y))]
    if not found:
        return
    feature, value = max(found, key=lambda one: (weights()[one[0]].value * one[1], one))
    if feature == "place_within" and told and finest[0][0].precision != finest[1][0].precision:
        yield "part_of_place", value
    else:
        yield feature, value * (1.0 if told else INFERRED)


def _finest_places(places: Sequence[ToldPlace]) -> list[ToldPlace]:
    rank = max((FINENESS.get(place.precision, 0) for place in places), default=0)
    return [place for place in places if FINENESS.get(place.precision, 0) == rank]


def _compare_place(a: ToldPlace, b: ToldPlace) -> tuple[str, float] | None:
    if _same_place(a, b):
        return ("same_place" if a.precision in FIXED else "place_within"), 1.0
    if a.country and b.country and a.country != b.country:
        return "places_apart", 1.0
    if _within(a, b) or _within(b, a):
        return "place_within", 1.0
    if a.precision in FIXED and b.precision in FIXED and (distance := kilometres(a, b)) is not None:
        return ("same_place", 0.6) if distance <= NEAR_KM else ("places_apart", 1.0)
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return "places_apart", 1.0
    return None


def compare_parties(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    """Compare who acts and who is acted upon; persons tell events apart, kinds of people less so."""
    if not (a.recipients and b.recipients) and not (a.actors and b.actors):
        return
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
    """Compare how many: the nearest two numbers of what both count; small numbers say little."""
    pairs = [(x, y) for x in a for y in b if x.of == y.of and x.low is not None and y.low is not None]
    if not pairs:
        return
    ratio, largest = max(_ratio(x, y) for x, y in pairs)
    if ratio == 1.0:
        yield "same_number", 1.0 if largest >= 10 else 0.5
    else:
        harmed = all(x.of == "recipient" for x, _ in pairs)
        if ratio >= (NEAR_HARMED if harmed else NEAR_NUMBERS):
            yield "numbers_near", 1.0
        else:
            yield ("harmed_apart" if harmed else "numbers_apart"), 1.0


def kilometres(a: ToldPlace, b: ToldPlace) -> float | None:
    """Give the great-circle distance of two places, None where coordinates are missing."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, east = radians(b.lat - a.lat), radians(b.lon - a.lon)
    half = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _gap(a: Days, b: Days) -> int:
    """Give how many days lie between two intervals: 0 where they share a day, 1 where they touch."""
    return max(0, max(a[0], b[0]) - min(a[1], b[1]) + 1)


def _reference(one: Profile) -> list[Days]:
    return list(one.days) or [(day, day + 1) for day in one.published]


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


def _far_apart(a: Profile, b: Profile) -> bool:
    """Say whether the towns told of two events lie too far apart for one."""
    if a.places_inferred or b.places_inferred or not a.places or not b.places:
        return False
    if any(place.precision not in FIXED for place in (*a.places, *b.places)):
        return False
    if any(_same_place(x, y) for x in a.places for y in b.places):
        return False
    distances = [kilometres(x, y) for x in a.places for y in b.places]
    return all(distance is not None and distance > APART_KM for distance in distances)


def _apart(a: dict[str, Party], b: dict[str, Party], kind: str) -> bool:
    """Say whether both name parties of this kind, and none of the same."""
    if not a or not b:
        return False
    one = {key for key, party in a.items() if party.kind == kind}
    other = {key for key, party in b.items() if party.kind == kind}
    return bool(one and other and not one & other)


def _lasted_apart(a: Profile, b: Profile) -> bool:
    """Say whether one lasted for hours at most and the other for days; for how many days is told as they pass."""
    if not a.lasted or not b.lasted:
        return False
    return max(a.lasted) <= SHORT < LONG <= min(b.lasted) or max(b.lasted) <= SHORT < LONG <= min(a.lasted)


def _still_to_come(a: Profile, b: Profile) -> bool:
    """Say whether the first is told as planned when, or after, the second was told as done."""
    planned, done = a.realis == {"future"}, "actual" in b.realis
    return bool(planned and done and a.published and b.published and a.published[0] >= b.published[-1])


def _is_of_country(one: Profile) -> bool:
    """Say whether an event is told of a country or region and of no town: it may be a whole, though no word says so."""
    return bool(one.places) and not one.places_inferred and all(p.precision in WIDE for p in one.places)


def _was_done_before(a: Profile, b: Profile) -> bool:
    """Say whether the first, told without a day, was told as done before the days that are told of the second."""
    if a.days or not a.published or not b.days or b.days_inferred or max(a.lasts, b.lasts) > 1:
        return False
    is_done = a.realis == b.realis == {"actual"}
    return is_done and min(start for start, _ in b.days) > a.published[-1] + 1


def _is_one_of(a: Profile, b: Profile) -> bool:
    """Say whether the one names whom it was done to, and the other counts more than these."""
    persons = sum(party.kind == "person" for party in a.recipients.values())
    counted = [number.low for number in b.numbers if number.of == "recipient" and number.low is not None]
    if any(number.of == "recipient" for number in a.numbers):
        return False
    return bool(persons and counted and min(counted) > persons)


def _ratio(a: Quantity, b: Quantity) -> tuple[float, int]:
    """Give how near two numbers are, 1 where their ranges meet, and the larger."""
    low = [a.low or 0, b.low or 0]
    high = [a.high if a.high is not None else low[0], b.high if b.high is not None else low[1]]
    largest = max(high)
    if low[0] <= high[1] and low[1] <= high[0]:
        return 1.0, largest
    return min(high) / max(low), largest
