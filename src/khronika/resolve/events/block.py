"""Which mentions are worth comparing: those that share a block, so that a pile of any size links in time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khronika.resolve.events.compare import FIXED, WIDE_DAYS, Comparison, Prepared
from khronika.resolve.events.tables import families

WINDOW = 10  # mentions after each that it is compared with, in a block too large to compare all with all
SMALL = 40
WORDS = 6  # of a sentence that make blocks


def candidates(comparison: Comparison) -> set[tuple[int, int]]:
    """Give the pairs worth comparing, each once, the smaller place first."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, item in enumerate(comparison.items):
        for key in keys(item):
            blocks[key].append(at)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        found.update(pairs(members, comparison.items))
    return found


def keys(item: Prepared) -> Iterator[tuple[object, ...]]:
    """Give the blocks of a mention: its kind with its report, its day, its town, those who take part, its rare words."""
    mention = item.mention
    kinds = families(mention.type, mention.mode) if mention.type else item.trigger
    days = item.days if item.days and item.days[1] - item.days[0] <= 31 else None
    since = days[0] if days else item.published
    place = mention.place
    town = place.geonames_id or place.name.casefold() if place and place.precision in FIXED else None
    rarest = sorted(item.words.items(), key=lambda term: (-term[1], term[0]))[:WORDS]
    for kind in kinds:
        yield "report", mention.document.key, kind
        if days:
            yield "day", kind, days[0], place.country if place else None
        if since is not None:
            for month in {(since - 10) // 30, (since + 10) // 30}:
                if town:
                    yield "place", kind, town, month
                for party in (*mention.recipients, *mention.actors):
                    yield "party", kind, party.key, month
                for word, _ in rarest:
                    yield "word", kind, word, month
        else:
            for word, _ in rarest:
                yield "word", kind, word
        if mention.type is None:
            yield "trigger", kind


def pairs(members: Sequence[int], items: Sequence[Prepared]) -> Iterator[tuple[int, int]]:
    """Pair all members of a small block; in a large one each with those next to it by day, report and place in it."""
    if len(members) <= SMALL:
        reach = len(members)
        ordered = list(members)
    else:
        reach = WINDOW
        ordered = sorted(members, key=lambda at: _order(items[at]))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + reach]:
            yield (one, other) if one < other else (other, one)


def _order(item: Prepared) -> tuple[object, ...]:
    known = item.days and item.days[1] - item.days[0] <= WIDE_DAYS
    day = item.days[0] if known and item.days else item.published or 0
    return day, sorted(item.recipients), sorted(item.actors), item.mention.document.key, item.mention.start, item.key
