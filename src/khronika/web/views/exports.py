"""Every view as a file: the rows it shows, all of its pages, in CSV or XLSX; each export is logged."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.export import Cell, csv_lines
from khronika.export.xlsx_file import MOST_ROWS, write_xlsx
from khronika.store.columns import spread
from khronika.store.models import Document, Event, Mention
from khronika.web.asked import read_asked
from khronika.web.drawing.scale import code_of
from khronika.web.found import find
from khronika.web.security.permissions import allows, demand
from khronika.web.views.actor import asked_actors, history_keys
from khronika.web.views.counts import count
from khronika.web.views.map import placed
from khronika.web.views.sources import asked_sources
from khronika.work import audit
from khronika.work.exports import (
    ACTOR_COLUMNS,
    EVENT_COLUMNS,
    MENTION_COLUMNS,
    SOURCE_COLUMNS,
    actor_rows,
    event_rows,
    mention_rows,
    source_rows,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Table(Struct, frozen=True):
    """What is exported: a header, and rows made as they are written."""

    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    number: int | None = None


Make = Callable[[HttpRequest, bool], Table]


def _events(request: HttpRequest, is_shown: bool) -> Table:
    asked = read_asked(request)
    found = find(asked)
    words = found.snapshot.words.keys
    keys = [words[at] for at in found.events.positions(asked.sort).tolist()]
    return Table(EVENT_COLUMNS, event_rows(keys, is_shown=is_shown), len(keys))


def _map(request: HttpRequest, is_shown: bool) -> Table:
    places, _unplaced = placed(find(read_asked(request)))
    rows = [
        (place.name, place.country, place.admin1, place.geonames_id, place.precision, place.lat, place.lon, number)
        for place, number in places
    ]
    return Table(("place", "country", "admin1", "geonames_id", "precision", "lat", "lon", "events"), rows, len(rows))


def _counts(request: HttpRequest, is_shown: bool) -> Table:
    asked = read_asked(request)
    told, unit = count(asked, find(asked))
    rows = [
        (code_of(start, unit), type_, told.counts[type_][at])
        for at, start in enumerate(told.starts[:-1])
        for type_ in told.types
        if told.counts[type_][at]
    ]
    return Table((unit, "type", "events"), rows, len(rows))


def _timeline(request: HttpRequest, is_shown: bool) -> Table:
    """Give the spans of days that are told, with how many events of each type."""
    found = find(read_asked(request))
    told = spread(found.events, "day")
    exact = [
        (type_, start, start + 1, told.counts[type_][at])
        for at, start in enumerate(told.starts[:-1])
        for type_ in told.types
        if told.counts[type_][at]
    ]
    rows = [
        (type_, _iso(start), _iso(end), number)
        for type_, start, end, number in sorted([*exact, *told.wider], key=lambda row: (row[1] or 0, row[2] or 0))
    ]
    return Table(("type", "date_start", "date_end", "events"), rows, len(rows))


def _iso(ordinal: int | None) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal is not None else None


def _people(request: HttpRequest, is_shown: bool) -> Table:
    return Table(ACTOR_COLUMNS, actor_rows(list(asked_actors(request, ("person",))), is_shown=is_shown))


def _organisations(request: HttpRequest, is_shown: bool) -> Table:
    kinds = ("organisation", "group")
    return Table(ACTOR_COLUMNS, actor_rows(list(asked_actors(request, kinds)), is_shown=is_shown))


def _sources(request: HttpRequest, is_shown: bool) -> Table:
    numbers = list(asked_sources(request).values_list("pk", flat=True))
    return Table(SOURCE_COLUMNS, source_rows(numbers, is_shown=is_shown), len(numbers))


def _history(request: HttpRequest, is_shown: bool) -> Table:
    keys = history_keys(request.GET.get("actor", ""))
    return Table(EVENT_COLUMNS, event_rows(keys, is_shown=is_shown), len(keys))


def _event(request: HttpRequest, is_shown: bool) -> Table:
    event = get_object_or_404(Event, pk=request.GET.get("event", ""))
    mentions = Mention.objects.filter(event=event)
    return Table(MENTION_COLUMNS, mention_rows(mentions, is_shown=is_shown), mentions.count())


def _source(request: HttpRequest, is_shown: bool) -> Table:
    number = request.GET.get("source", "")
    document = get_object_or_404(Document, pk=int(number) if re.fullmatch("[0-9]{1,18}", number) else 0)
    mentions = Mention.objects.filter(document=document).exclude(status="gone")
    return Table(MENTION_COLUMNS, mention_rows(mentions, is_shown=is_shown), mentions.count())


TABLES: dict[str, Make] = {
    "events": _events, "events_map": _map, "events_timeline": _timeline, "events_counts": _counts, "people": _people,
    "organisations": _organisations, "sources": _sources, "history": _history, "event": _event,
    "source": _source,
}  # fmt: skip


@allows("export")
def export(request: HttpRequest, view: str) -> HttpResponseBase:
    """Give a view as a file."""
    if view not in TABLES:
        raise Http404
    form = request.GET.get("format", "csv")
    if form not in ("csv", "xlsx"):
        raise BadRequest(_("There is no export as “%(form)s” (there are csv and xlsx).") % {"form": form[:20]})
    is_shown = request.GET.get("names") == "shown"
    if is_shown:
        demand(request, "protect")
    table = TABLES[view](request, is_shown)
    if form == "xlsx" and table.number is not None and table.number > MOST_ROWS:
        raise BadRequest(_("A sheet holds no more than 1,048,575 rows. Narrow the view, or export CSV."))
    audit.note(
        request.user.get_username(), "export", request.get_full_path()[:1000], format=form, rows=table.number,
        names="shown" if is_shown else "pseudonyms",
    )  # fmt: skip
    name = f"khronika-{view.replace('_', '-')}.{form}"
    return _as_csv(name, table) if form == "csv" else _as_xlsx(name, view, table)


def _as_csv(name: str, table: Table) -> HttpResponseBase:
    lines: Iterator[bytes] = csv_lines(table.header, table.rows)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _as_xlsx(name: str, view: str, table: Table) -> HttpResponseBase:
    with tempfile.TemporaryDirectory(prefix="khronika-") as folder:
        path = Path(folder) / name
        write_xlsx(path, view, table.header, table.rows)
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=XLSX)
