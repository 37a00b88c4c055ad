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
from khronika.web.queueing.telling import Spot, Told, told_page
from khronika.web.security.permissions import allows

PAGE = 50
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
    context = {
        "kind": cast(TargetKind, kind),
        "list_title": title,
        "filters": filters,
        "statuses": WORDS.items(),
        "rows": [found[spot.key] for spot in spots if spot.key in found],
        "next": spots[-1] if spots and (more or before) else None,
        "previous": spots[0] if spots and (after or (before and more)) else None,
        "document": Document.objects.only("title", "name").filter(pk=filters.document).first(),
    }
    return render(request, "telling.html", context)
