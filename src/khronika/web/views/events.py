"""The events of the chronicle as a table, with facets and full-text search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khronika.store.columns import REVIEW
from khronika.web.asked import SORTS, Asked, read_asked
from khronika.web.chronicle_labels import SORT
from khronika.web.event_rows import make_rows
from khronika.web.facets import make_chips, make_facets
from khronika.web.found import Found, find, page_of
from khronika.web.security.looking import note_look_at_words
from khronika.web.security.permissions import allows

PAGE = 50


@allows("read")
def events(request: HttpRequest) -> HttpResponse:
    """List the events asked for, fifty a page."""
    asked = read_asked(request)
    found = find(asked)
    keys, after = page_of(found, asked.sort, asked.said.get("after", ""), PAGE)
    rows, reviews = found.snapshot.words.rows, found.snapshot["review"]
    shown = make_rows(keys, [REVIEW[reviews[rows[key]]] for key in keys])
    words = ((row.document, row.quote) for row in shown)
    note_look_at_words(request, words, mentions=[row.mention for row in shown if row.mention])
    return render(
        request,
        "events/table.html",
        frame(asked, found, "events")
        | {
            "rows": shown,
            "next": asked.address(after=after) if after else None,
            "first": asked.address(after=None) if asked.said.get("after") else None,
            "sorts": [
                {"label": SORT[sort], "address": asked.address(sort=sort, after=None), "on": sort == asked.sort}
                for sort in SORTS
            ],
        },
    )


def frame(asked: Asked, found: Found, view: str) -> dict[str, Any]:
    """Give what every view of events shows around what is its own: the search, chips, facets, other views, exports."""
    shared = asked.address(after=None, sort=None, zoom=None, at=None, by=None)
    return {
        "asked": asked,
        "view": view,
        "total": found.events.total,
        "facets": make_facets(asked, found.events),
        "chips": make_chips(asked, found.place.name if found.place else None),
        "query": asked.address(after=None),
        "shared": shared,
        "exported": {name: value for name, value in asked.said.items() if name not in ("after", "at")},
    }
