"""Events on a line of time: by year, month or day, and each as a span where there are few enough to be told apart."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from khronika.store.columns import REVIEW, spread
from khronika.store.columns.counting import Spread
from khronika.web import chronicle_labels as labels
from khronika.web.asked import Asked, read_asked, window
from khronika.web.drawing.bars import across, draw_bars
from khronika.web.drawing.scale import Scale, code_of, unit_of
from khronika.web.drawing.spans import LEFT, WIDTH, Told, draw_spans
from khronika.web.event_rows import make_rows
from khronika.web.found import Found, find
from khronika.web.security.permissions import allows
from khronika.web.views.events import frame

EACH = 120  # events drawn one by one; more are drawn by what they share
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
    spans = _each(found) if is_each else _shared(asked, told)
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


def _shared(asked: Asked, told: Spread) -> Iterator[Told]:
    """Give what is told less exactly than the picture's unit, all events of a type and span together."""
    for type_, start, end, number in told.wider[:SHARED]:
        label = _("%(number)d × %(kind)s") % {"number": number, "kind": labels.kind(type_)}
        when = labels.when(_iso(start), _iso(end), "range")
        code = code_of(start, "day") if start is not None else None
        address = "?" + asked.address(type=type_, mode=None, since=code, until=_iso(end - 1) if end else None)
        yield Told(type_, start, end, label, f"{when}: {label}", address)


def _iso(ordinal: int | None) -> str:
    return code_of(ordinal, "day") if ordinal is not None else ""
