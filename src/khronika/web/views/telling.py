"""The queues of statements and of ties."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khronika.model import TargetKind
from khronika.store.models import Document, Relation, Statement
from khronika.web.labels import STATUSES
from khronika.web.queueing.filters import STATUSES as ASKED
from khronika.web.queueing.filters import Filters
from khronika.web.queueing.telling import Spot, Told, told_page, told_total
from khronika.web.security.looking import note_look_at_words
from khronika.web.security.permissions import allows

PAGE = 50
MOST = 5000  # counted; more is told as more
WORDS = {code: _("waiting") if not code else STATUSES[code] for code in ASKED}


@allows("read")
def statements(request: HttpRequest) -> HttpResponse:
    """List statements that wait for a decision."""
    return _list(request, Statement, "statement", _("Statements"))


@allows("read")
def relations(request: HttpRequest) -> HttpResponse:
    """List ties that wait for a decision."""
    return _list(request, Relation, "relation", _("Ties"))


def _list(request: HttpRequest, table: Told, kind: str, title: Promise) -> HttpResponse:
    filters = Filters.read(request.GET.dict())
    after, before = Spot.read(request.GET.get("after", "")), Spot.read(request.GET.get("before", ""))
    spots = told_page(table, filters, PAGE + 1, after=after, before=before)
    more, spots = len(spots) > PAGE, spots[-PAGE:] if before else spots[:PAGE]
    found = table._default_manager.select_related("document").defer(
        "document__text", "document__body", "document__entities"
    ).in_bulk([spot.key for spot in spots])  # fmt: skip
    rows = [found[spot.key] for spot in spots if spot.key in found]
    note_look_at_words(request, ((row.document_id, words_of(row)) for row in rows))
    context = {
        "kind": cast(TargetKind, kind),
        "list_title": title,
        "filters": filters,
        "statuses": WORDS.items(),
        "rows": rows,
        "total": told_total(table, filters, MOST + 1),
        "most": MOST,
        "next": spots[-1] if spots and (more or before) else None,
        "previous": spots[0] if spots and (after or (before and more)) else None,
        "document": Document.objects.only("title", "name").filter(pk=filters.document).first(),
    }
    return render(request, "telling.html", context)


def words_of(row: Statement | Relation) -> str:
    """Give the words of a row that its list shows."""
    told = (row.speaker,) if isinstance(row, Statement) else (row.subject, row.object)
    return " ".join((*told, row.quote, row.document.title))
