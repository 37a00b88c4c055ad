"""Events on a line of time: by year, month or day, and each as a span where there are few enough to be told apart."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from khronika.store.columns import REVIEW, spread
from khronika.store.columns.counting import Spread, Unit
from khronika.web import chronicle_labels as labels
from khronika.web.asked import Asked, read_asked, window
from khronika.web.drawing.bars import across, draw_bars
from khronika.web.drawing.scale import Scale, code_of, label_of, unit_of
from khronika.web.drawing.spans import LEFT, WIDTH, Told, draw_spans
from khronika.web.event_rows import make_rows
from khronika.web.found import Found, find
from khronika.web.security.permissions import allows
from khronika.web.views.events import frame

EACH = 200  # events drawn one by one; more are drawn by what they share
SHARED = 40  # vague spans drawn for all events that are told alike


@allows("read")
def timeline(request: HttpRequest) -> HttpResponse:
    """Draw what was asked for on a line of time."""
    asked = read_asked(request)
    found = find(asked)
    first, last = window(asked, found.events)
    unit = unit_of(last - first)
    told = spread(found.events, unit, first, last)
    scale = Scale(first, last, LEFT, WIDTH - LEFT)
    is_each = found.events.total <= EACH
    spans = _each(found) if is_each else _shared(asked, told, unit)
    bars = draw_bars(told, unit, lambda code: asked.address(since=code, until=code))
    return render(
        request,
        "events/timeline.html",
        frame(asked, found, "events_timeline")
        | {
            "bars": bars,
            "unit": unit,
            "spans": draw_spans(spans, first, last, across(told.starts, unit, scale)) if told.starts else None,
            "is_each": is_each,
            "undated": told.undated,
            "wider": _wider(asked),
        },
    )


def _wider(asked: Asked) -> str | None:
    """Give the address of the next longer stretch: from a day to its month, from a month to its year, then all."""
    since, until = asked.said.get("since"), asked.said.get("until")
    if not since and not until:
        return None
    if since == until and since and len(since) > 4:
        code = since[: 7 if len(since) > 7 else 4]
        return asked.address(since=code, until=code)
    return asked.address(since=None, until=None)


def _each(found: Found) -> Iterator[Told]:
    snapshot = found.snapshot
    positions = found.events.positions("oldest").tolist()
    keys = [snapshot.words.keys[at] for at in positions]
    rows = {row.key: row for row in make_rows(keys, [REVIEW[snapshot["review"][at]] for at in positions])}
    for at, key in zip(positions, keys, strict=True):
        start, end = int(snapshot["day"][at]), int(snapshot["until"][at])
        row = rows.get(key)
        if row and (start >= 0 or end >= 0):
            label = ", ".join(part for part in (row.what, row.place) if part)
            title = f"{row.when}: {label}"
            address = reverse("event", args=[key])
            yield Told(row.type, start if start >= 0 else None, end if end >= 0 else None, label, title, address)


def _shared(asked: Asked, told: Spread, unit: Unit) -> Iterator[Told]:
    """Give what is told less exactly than the picture's unit: one span for all events of the same stretch.

    Those with an open end go together by the bin in which they begin or end; a span has the colour of its most
    frequent type.
    """
    stretches: dict[tuple[int | None, int | None], Counter[str]] = defaultdict(Counter)
    for type_, start, end, number in told.wider:
        begin = _bin(told.starts, start) if end is None and start is not None else start
        finish = _bin(told.starts, end) if start is None and end is not None else end
        stretches[begin, finish][type_] += number
    ranked = sorted(stretches.items(), key=lambda each: -each[1].total())
    for (start, end), types in ranked[:SHARED]:
        if start is not None and end is None:
            when = _("open, since %(when)s") % {"when": label_of(start, unit)}
        elif end is not None and start is None:
            when = _("open, until %(when)s") % {"when": label_of(end, unit)}
        else:
            when = labels.when(_iso(start), _iso(end), _precision(start, end))
        kinds = ", ".join(f"{labels.kind(type_)} {number}" for type_, number in types.most_common(3))
        address = "?" + asked.address(since=_iso(start) or None, until=_iso(end - 1) if end else None)
        label = f"{types.total()} × {when}"
        yield Told(types.most_common(1)[0][0], start, end, label, f"{label}: {kinds}", address)


def _bin(starts: list[int], day: int) -> int:
    """Give the first day of the bin that a day lies in."""
    return starts[max(0, bisect_right(starts, day) - 1)]


def _precision(start: int | None, end: int | None) -> str:
    """Tell a whole year, month or week from any other stretch."""
    if start is None or end is None:
        return "open"
    first, last = date.fromordinal(start), date.fromordinal(end)
    if (first.month, first.day, last.month, last.day, last.year - first.year) == (1, 1, 1, 1, 1):
        return "year"
    if first.day == last.day == 1 and (last.year - first.year) * 12 + last.month - first.month == 1:
        return "month"
    return "week" if first.weekday() == 0 and end - start == 7 else "range"


def _iso(ordinal: int | None) -> str:
    return code_of(ordinal, "day") if ordinal is not None else ""
