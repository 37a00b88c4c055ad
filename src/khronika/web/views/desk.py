"""The review page: one card beside its report, and the card that comes next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khronika.model import TargetKind
from khronika.web.desk import following
from khronika.web.desk.choices import selectable
from khronika.web.desk.kinds import kinds
from khronika.web.desk.state import PAGES, Desk, find, lay
from khronika.web.labels import RELATIONS, STATEMENT_RELATIONS
from khronika.web.queueing.filters import Filters
from khronika.web.security.looking import note_look_at_document
from khronika.web.security.permissions import allows, may

PART = "X-Desk"


@allows("read")
def review(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show a card; for the page's own script only the part that changes from card to card."""
    return answer(request, kind, key)


def answer(
    request: HttpRequest, kind: str, key: str, *, status: int = 200, told: str = "", failed: str = ""
) -> HttpResponse:
    """Give the page of a card, or its part, with what is to be told about the decision before."""
    row = find(kind, key)
    target: TargetKind = kind  # type: ignore[assignment]  # `find` refuses other kinds
    asked = request.POST if request.method == "POST" else request.GET
    batch = following.batch_of(request, asked.get("batch", ""), row.pk)
    note_look_at_document(request, row.document_id)
    laid = lay(target, row, whole=asked.get("whole") == "1", batch=batch, by=request.user.get_username())
    context = desk_context(request, laid, batch) | {"told": told, "failed": failed}
    is_part = bool(request.headers.get(PART))
    response = render(request, "desk/desk.html" if is_part else "review.html", context, status=status)
    response.headers["X-Desk-Address"] = context["address"]
    return response


def desk_context(request: HttpRequest, laid: Desk, batch: int | None) -> dict[str, Any]:
    """Give a card's values to the template."""
    asked = request.POST if request.method == "POST" else request.GET
    filters = Filters.read(asked.dict())
    steps = following.steps(request, laid, filters, batch)
    query = f"batch={batch}" if batch else filters.query()
    address = reverse(PAGES[laid.kind], args=[laid.row.pk])
    return {
        "desk": laid,
        "filters": filters,
        "query": query,
        "address": f"{address}?{query}" if query else address,
        "batch": batch,
        "next": steps.next,
        "previous": steps.previous,
        "kinds": kinds(),
        "selectable": selectable(laid.kind),
        "said_choices": list(STATEMENT_RELATIONS.items()),
        "tie_choices": list(RELATIONS.items()),
        "can_decide": may(request, "decide"),
        "others": [one for one in laid.beside if (one.kind, one.key) != (laid.kind, laid.row.pk)],
        "mergeable": [
            one
            for one in laid.beside
            if one.kind == laid.kind == "mention"
            and one.key != laid.row.pk
            and one.status not in {"merged", "rejected"}
        ],
    }
