"""Decisions made on the desk: accept, correct, reject, split, merge, add, undo; each by `work.review`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khronika.errors import ConflictError, DecisionError
from khronika.model import Decision, Target
from khronika.resolve.settle import field_of
from khronika.store.models import Decision as Made
from khronika.store.models import Document
from khronika.web.desk import following
from khronika.web.desk.adding import new_mention, new_relation, new_statement
from khronika.web.desk.selected import selected_value
from khronika.web.desk.state import PAGES, Desk, find, lay
from khronika.web.desk.values import value_of
from khronika.web.labels import VERBS
from khronika.web.queueing.filters import Filters
from khronika.web.security.permissions import allows
from khronika.web.views.desk import PART, answer
from khronika.web.views.editing import form_for
from khronika.work import review

# After these one goes on to the next card; after the others one stays.
GOES_ON = {"accept", "reject", "merge"}


@require_POST
@allows("decide")
def decide(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Write down what was decided on a card, and show the next or, after a correction, the same."""
    post = request.POST
    verb, field = post.get("verb", ""), post.get("field", "") or None
    target = Target(kind, key, field)  # type: ignore[arg-type]  # `find` refuses other kinds
    row = find(kind, key)
    batch = following.batch_of(request, post.get("batch", ""), key)
    by = request.user.get_username()
    try:
        value = _value(request, lay(target.kind, row, batch=batch, by=by), verb, field)
        made = review.decide(
            by=by, verb=verb, target=target, value=value, revision=_revision(post.get("revision", "")),  # type: ignore[arg-type]  # an unknown verb is refused there
            reason=post.get("reason", "")[:2000], batch=batch,
        )  # fmt: skip
    except ConflictError as error:
        return answer(request, kind, key, status=409, failed=str(error))
    except DecisionError as error:
        return _refused(request, kind, key, field, error)
    return _go_on(request, kind, key, made)


@require_POST
@allows("decide")
def undo(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Take a decision back and show the card it was about."""
    decision = request.POST.get("decision", "")
    find(kind, key)
    try:
        _refuse_other(_revision(decision), kind, key)
        review.undo(
            _revision(decision), by=request.user.get_username(), revision=_revision(request.POST.get("revision", ""))
        )
    except ConflictError as error:
        return answer(request, kind, key, status=409, failed=str(error))
    except DecisionError as error:
        return answer(request, kind, key, status=422, failed=str(error))
    return _same(request, kind, key, _("Undone."))


def _refuse_other(decision: int, kind: str, key: str) -> None:
    """Refuse to take back from a card what was not decided about it: it may need another right."""
    if not Made.objects.filter(pk=decision, target_kind=kind, target=key).exists():
        raise DecisionError(_("This decision is not about this card. Reload the page."))


@require_POST
@allows("decide")
def select(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Give a field, or a new argument, the words selected in the report."""
    post = request.POST
    row = find(kind, key)
    batch = following.batch_of(request, post.get("batch", ""), key)
    by = request.user.get_username()
    laid = lay(kind, row, batch=batch, by=by)  # type: ignore[arg-type]  # `find` refuses other kinds
    try:
        verb, field, value = selected_value(row.document, laid.settled, post)
        review.decide(
            by=by, verb=verb, target=Target(laid.kind, key, field), value=value,
            revision=_revision(post.get("revision", "")), batch=batch,
        )  # fmt: skip
    except ConflictError as error:
        return answer(request, kind, key, status=409, failed=str(error))
    except DecisionError as error:
        return answer(request, kind, key, status=422, failed=str(error))
    return _same(request, kind, key, _("Set."))


@require_POST
@allows("decide")
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add an event, statement or tie that the coder missed, from words selected in a report."""
    post = request.POST
    document = Document.objects.filter(pk=_revision(post.get("in_document", ""))).first()
    here = post.get("here_kind", ""), post.get("here_key", "")
    find(*here)
    batch = following.batch_of(request, post.get("batch", ""), here[1])
    makers = {"mention": new_mention, "statement": new_statement, "relation": new_relation}
    try:
        if document is None or kind not in makers:
            raise DecisionError(_("There is no such report."))
        value = makers[kind](document, post.dict())
        made = review.decide(
            by=request.user.get_username(), verb="add", target=Target(kind, ""), value=value, revision=0, batch=batch,  # type: ignore[arg-type]  # one of `makers`
        )  # fmt: skip
    except DecisionError as error:
        return answer(request, *here, status=422, failed=str(error))
    return _same(request, *(here if batch else (kind, made.target.key)), _("Added."))


def _value(request: HttpRequest, laid: Desk, verb: str, field: str | None) -> Any:
    post = request.POST
    if verb == "merge":
        return {"into": post.get("into", "")}
    if verb == "split":
        type_, _slash, mode = post.get("kind", "").partition("/")
        return {"type": type_, "mode": mode or None}
    if field is not None and field not in {row.field for row in laid.rows}:
        raise DecisionError(_("This field is no longer there. Reload the page."))
    if verb != "correct" or field is None:
        return None
    stands = field_of(laid.settled, field)
    return value_of(field, post.dict(), stands, post.getlist("contexts"))


def _refused(request: HttpRequest, kind: str, key: str, field: str | None, error: DecisionError) -> HttpResponse:
    if field and request.POST.get("verb") == "correct" and request.headers.get(PART):
        return form_for(request, kind, key, field, failed=str(error), status=422)
    return answer(request, kind, key, status=422, failed=str(error))


def _go_on(request: HttpRequest, kind: str, key: str, made: Decision) -> HttpResponse:
    told = str(VERBS[made.verb]).capitalize() + "."
    if made.verb == "split" and made.batch is None:
        return _same(request, kind, made.value["into"], _("Split. This is the second event."))
    if made.verb not in GOES_ON or made.target.field is not None:
        return _same(request, kind, key, told)
    filters, row = Filters.read(request.POST.dict()), find(kind, key)
    laid = lay(made.target.kind, row, batch=made.batch, by=made.by)
    step = following.steps(request, laid, filters, made.batch).next
    if step is None:
        return _done(request, filters, made)
    if request.POST.get("prefetched") == step.key:
        response = HttpResponse(status=204)
        response.headers["X-Desk-Address"] = step.address
        return response
    return _same(request, kind, step.key, told)


def _same(request: HttpRequest, kind: str, key: str, told: str) -> HttpResponse:
    if request.headers.get(PART):
        return answer(request, kind, key, told=told)
    filters = Filters.read(request.POST.dict())
    batch = request.POST.get("batch", "")
    query = f"batch={batch}" if batch else filters.query()
    return redirect(f"{reverse(PAGES[kind], args=[key])}?{query}")  # type: ignore[index]  # one of PAGES


def _done(request: HttpRequest, filters: Filters, made: Decision) -> HttpResponse:
    address = reverse("batch", args=[made.batch]) if made.batch else f"/?{filters.query()}"
    if request.headers.get(PART):
        response = HttpResponse(status=204)
        response.headers["X-Desk-Leave"] = address
        return response
    return redirect(address)


def _revision(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise DecisionError(_("This form is damaged. Reload the page."))
    return int(text)
