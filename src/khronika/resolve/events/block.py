"""Which mentions are worth comparing: those that share a block, so that a pile of any size links in time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khronika.resolve.events.pile import Pile
from khronika.resolve.events.profile import FIXED
from khronika.resolve.events.tables import families

WINDOW = 10  # mentions after each that it is compared with, in a block too large to compare all with all
SMALL = 40
WORDS = 6  # of a sentence that make blocks


def candidates(pile: Pile) -> set[tuple[int, int]]:
    """Give the pairs worth comparing, each once, the smaller number first."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at in range(len(pile.mentions)):
        for key in keys(pile, at):
            blocks[key].append(at)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        found.update(pairs(pile, members))
    return found


def keys(pile: Pile, at: int) -> Iterator[tuple[object, ...]]:
    """Give the blocks of a mention: its kind with its report, its day, its town, its parties, its rarest words."""
    mention = pile.mentions[at]
    kinds = families(mention.type, mention.mode) if mention.type else pile.triggers[at]
    since, is_told = _since(pile, at)
    place = mention.place
    town = place.geonames_id or place.name.casefold() if place and place.precision in FIXED else None
    rarest = [term for term, _ in sorted(pile.words[at].items(), key=lambda term: (-term[1], term[0]))[:WORDS]]
    story = pile.probes(pile.report[at])
    for kind in kinds:
        yield "kind", kind
        yield "report", kind, mention.document.key
        if since is None or mention.type is None:
            yield from (("word", kind, word) for word in rarest)
            yield from (("story", kind, word) for word in story)
        if mention.type is None:
            yield "trigger", kind
        if since is not None:
            if is_told:
                yield "day", kind, since, place.country if place else None
            for month in {(since - 10) // 30, (since + 10) // 30}:
                if town:
                    yield "place", kind, town, month
                yield from (("party", kind, one.key, month) for one in (*mention.recipients, *mention.actors))
                yield from (("word", kind, word, month) for word in rarest)
                yield from (("story", kind, word, month) for word in story)


def pairs(pile: Pile, members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pair all members of a small block; in a large one each with those next to it by day, parties and report."""
    if len(members) <= SMALL:
        reach, ordered = len(members), list(members)
    else:
        reach, ordered = WINDOW, sorted(members, key=lambda at: _order(pile, at))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + reach]:
            yield (one, other) if one < other else (other, one)


def _since(pile: Pile, at: int) -> tuple[int | None, bool]:
    """Give the day by which a mention is blocked, and whether it is told: when it began, else when it was reported."""
    mention = pile.mentions[at]
    told, published = mention.date, mention.document.day
    if told and told.start and told.end and (told.end - told.start).days <= 31:
        return told.start.toordinal(), True
    return (published.toordinal() if published else None), False


def _order(pile: Pile, at: int) -> tuple[object, ...]:
    mention = pile.mentions[at]
    day, _ = _since(pile, at)
    parties = sorted(party.key for party in (*mention.recipients, *mention.actors))
    return day or 0, parties, mention.document.key, mention.start, at
