"""From what was asked to what was found: one call for every view of events."""

import numpy as np
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
    positions = found.events.positions(sort)
    start = 0
    if after:
        row = found.snapshot.words.rows.get(after)
        start = _place_in_order(found.snapshot, positions, sort, row) if row is not None else 0
    keys = [found.snapshot.words.keys[at] for at in positions[start : start + size].tolist()]
    return keys, keys[-1] if start + size < len(positions) and keys else None


def _place_in_order(snapshot: Snapshot, positions: np.ndarray, sort: str, row: int) -> int:
    """Give how many events stand up to and with a row, also where the row itself is no longer among them."""
    rank = snapshot.ranks(sort)
    return int(np.searchsorted(rank[positions], rank[row], side="right"))
