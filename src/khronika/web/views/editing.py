"""The form of one field: a part of the card, or a page by itself where no script runs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from khronika.model import TargetKind
from khronika.resolve.settle import field_of
from khronika.web.desk import following
from khronika.web.desk.kinds import kinds, terms
from khronika.web.desk.state import Desk, find, lay
from khronika.web.desk.values import places, written
from khronika.web.labels import ACTOR_KINDS, RELATIONS, STATEMENT_RELATIONS, field_label
from khronika.web.queueing.filters import Filters
from khronika.web.security.looking import note_look_at_document
from khronika.web.security.permissions import allows

# Which form a field has; an argument's is by its role.
FORMS = {
    "type": "kind", "realis": "realis", "contexts": "contexts", "date": "date", "place": "place",
    "attribution": "attribution", "speaker": "speaker", "on_behalf_of": "speaker", "kind": "form",
    "subject": "party", "object": "party", "role": "role",
}  # fmt: skip
ROLE_FORMS = {"actor": "party", "recipient": "party", "number": "number", "date": "date", "place": "place"}
PARTS = ("turn", "direct", "reported")


@allows("decide")
def edit(request: HttpRequest, kind: str, key: str, field: str) -> HttpResponse:
    """Give the form of a field."""
    return form_for(request, kind, key, field)


@allows("read")
def find_places(request: HttpRequest) -> HttpResponse:
    """Give the places that a name may mean, as choices of the place form."""
    name = request.GET.get("name", "").strip()[:100]
    return render(request, "desk/places.html", {"places": places(name), "name": name})


def form_for(
    request: HttpRequest, kind: str, key: str, field: str, *, failed: str = "", status: int = 200
) -> HttpResponse:
    """Give the form of a field, with what was wrong with it."""
    row = find(kind, key)
    note_look_at_document(request, row.document_id)
    asked = request.POST if request.method == "POST" else request.GET
    batch = following.batch_of(request, asked.get("batch", ""), key)
    target: TargetKind = kind  # type: ignore[assignment]  # `find` refuses other kinds
    laid = lay(target, row, batch=batch, by=request.user.get_username())
    stands = field_of(laid.settled, field)
    if field.startswith("argument:") and stands is None:
        raise Http404
    form = _form(kind, field, stands)
    context = {
        "desk": laid, "field": field, "form": form, "label": _label(laid, field), "failed": failed, "batch": batch,
        "filters": Filters.read(asked.dict()), **_values(form, field, stands),
    }  # fmt: skip
    is_part = request.headers.get("X-Desk") or request.headers.get("HX-Request")
    return render(request, "desk/field.html" if is_part else "field.html", context, status=status)


def _form(kind: str, field: str, stands: Any) -> str:
    if field.startswith("argument:"):
        return ROLE_FORMS.get(stands["role"], "term")
    if field == "relation":
        return "said" if kind == "statement" else "tie"
    if field not in FORMS:
        raise Http404
    return FORMS[field]


def _label(laid: Desk, field: str) -> str:
    return next((row.label for row in laid.rows if row.field == field), field_label(field))


def _values(form: str, field: str, stands: Any) -> dict[str, Any]:
    value = stands["value"] if field.startswith("argument:") else stands
    match form:
        case "kind":
            return {"kinds": kinds(), "value": f"{value['type']}/{value['mode']}" if value["mode"] else value["type"]}
        case "realis":
            return {"choices": terms("realis"), "value": value}
        case "contexts":
            return {"choices": terms("contexts"), "value": value}
        case "date":
            return {"value": written(value)}
        case "place":
            told = value or {}
            return {"value": told, "places": places(told.get("name", "")), "chosen": str(told.get("geonames_id") or "")}
        case "attribution":
            return {"choices": terms("attribution"), "value": value}
        case "number":
            return {"value": value, "choices": terms("roles")}
        case "said":
            return {"choices": list(STATEMENT_RELATIONS.items()), "value": value}
        case "tie":
            return {"choices": list(RELATIONS.items()), "value": value}
        case "form":
            return {"choices": [(part, field_label(part)) for part in PARTS], "value": value}
        case "party":
            return {"choices": list(ACTOR_KINDS.items()), "value": value}
        case _:
            return {"value": value}
