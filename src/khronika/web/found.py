"""From what was asked to what was found: one call for every view of events."""

from msgspec import Struct

from khronika.store import columns
from khronika.store.columns import Filtered, Placed, Snapshot
from khronika.web.asked import Asked


class Found(Struct, frozen=True):
    """The events that a view shows; `place` is the one place asked for, if it is known."""

    snapshot: Snapshot
    events: Filtered
    place: Placed | None


def find(asked: Asked) -> Found:
    """Find the events that were asked for."""
    snapshot = columns.current()
    return Found(snapshot, columns.filtered(snapshot, asked.filter, asked.q), _place(snapshot, asked.filter.place))


def _place(snapshot: Snapshot, number: int | None) -> Placed | None:
    places = snapshot.words.places.values
    return next((place for place in places if place.geonames_id == number), None) if number is not None else None


def page_of(found: Found, sort: str, after: str, size: int) -> tuple[list[str], str | None]:
    """Give the keys of one page, those after the event `after`, and the key after which the next page begins."""
    row = found.snapshot.words.rows.get(after) if after else None
    positions = found.events.page(sort, row, size + 1).tolist()
    keys = [found.snapshot.words.keys[at] for at in positions[:size]]
    return keys, keys[-1] if len(positions) > size else None
