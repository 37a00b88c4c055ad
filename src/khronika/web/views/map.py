"""Where events were: a map on a base of our own, and the same as a table."""

from collections.abc import Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from khronika.store.columns import Placed, by_place
from khronika.web import chronicle_labels as labels
from khronika.web.asked import Asked, read_asked, read_box
from khronika.web.drawing.cells import Cell, draw_cells
from khronika.web.found import Found, find
from khronika.web.security.permissions import allows
from khronika.web.views.events import frame

LISTED = 100  # places in the table under the map
FARTHEST = 12  # zoom level


@allows("read")
def events_map(request: HttpRequest) -> HttpResponse:
    """Show the map of what was asked for; its marks are fetched for what is seen of it."""
    asked = read_asked(request)
    found = find(asked)
    places, unplaced = placed(found)
    rows = [
        {
            "name": place.name,
            "country": labels.country(place.country),
            "precision": place.precision,
            "number": number,
            "address": _address(asked, place),
        }
        for place, number in places[:LISTED]
    ]
    address = asked.address(at=None, after=None)
    return render(
        request,
        "events/map.html",
        frame(asked, found, "events_map")
        | {"rows": rows, "more": max(0, len(places) - LISTED), "unplaced": unplaced,
           "cells": f"{reverse('events_map_cells')}?{address}", "at": asked.said.get("at", "")},
    )  # fmt: skip


@allows("read")
def cells(request: HttpRequest) -> HttpResponse:
    """Give the marks of one zoom level, with what a person reads of them and where they lead."""
    asked = read_asked(request)
    zoom = asked.said.get("zoom", "2")
    if not zoom.isdecimal() or int(zoom) > FARTHEST:
        raise BadRequest(_("“%(zoom)s” is no zoom level (0 to 12).") % {"zoom": zoom})
    places, _unplaced = placed(find(asked))
    if "seen" in asked.said:
        west, south, east, north = read_box(asked.said["seen"])
        places = [
            (place, number)
            for place, number in places
            if place.lat is not None and place.lon is not None and south <= place.lat <= north
            and (west <= place.lon <= east or west <= place.lon + 360 <= east or west <= place.lon - 360 <= east)
        ]  # fmt: skip
    marks = [_mark(asked, cell) for cell in draw_cells(places, int(zoom))]
    return JsonResponse({"cells": marks})


def placed(found: Found) -> tuple[list[tuple[Placed, int]], int]:
    """Give the places of what was found with how many events each, the most first, and how many have no place."""
    values = found.snapshot.words.places.values
    numbers = by_place(found.events)
    unplaced = numbers.pop(-1, 0)
    rows = [(values[at], number) for at, number in numbers.items()]
    rows.sort(key=lambda row: (-row[1], row[0].name))
    unplaced += sum(number for place, number in rows if place.lat is None)
    return rows, unplaced


def _address(asked: Asked, place: Placed) -> str:
    said = {"place": str(place.geonames_id)} if place.geonames_id else {"country": place.country, "q": place.name}
    return f"{reverse('events')}?{asked.address(**said, box=None, at=None, zoom=None, seen=None)}"


def _mark(asked: Asked, cell: Cell) -> dict[str, object]:
    first = cell.places[0][0]
    others = len(cell.places) + cell.more - 1
    name = _("%(place)s and %(number)d more") % {"place": first.name, "number": others} if others else first.name
    return {
        "lat": cell.lat, "lon": cell.lon, "number": cell.number, "kind": cell.kind, "box": cell.box,
        "name": name, "precision": str(labels.PLACE_PRECISION[cell.kind]), "places": list(_lines(asked, cell)),
    }  # fmt: skip


def _lines(asked: Asked, cell: Cell) -> Iterator[dict[str, object]]:
    for place, number in cell.places:
        yield {"name": place.name, "number": number, "address": _address(asked, place)}
