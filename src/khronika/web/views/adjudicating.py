"""Adjudication: what the coders of a batch said of one mention, side by side."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.errors import ConflictError, DecisionError
from khronika.resolve.agreement import FIELDS
from khronika.resolve.settle import Settled
from khronika.store.models import Mention
from khronika.web.desk import card
from khronika.web.desk.report import Mark, show
from khronika.web.desk.state import find
from khronika.web.security.looking import note_look_at_document
from khronika.web.security.permissions import allows
from khronika.web.templatetags.wording import term
from khronika.web.views.batches import adjudicated, field_words
from khronika.work import batches as work
from khronika.work.adjudicate import adjudicate as decide

VERDICT = "verdict"


class Side(Struct, frozen=True):
    """What one coder says of a field: in words, with the words of the report."""

    user: str
    value: str
    words: str


class Line(Struct, frozen=True):
    """A field, as each coder has it; `differs` where one has to be taken."""

    field: str
    label: str
    sides: list[Side]
    differs: bool


@allows("adjudicate")
def adjudicate(request: HttpRequest, batch: int, key: str) -> HttpResponse:
    """Show a mention as its coders have it; take of each field in which they differ one coder's value."""
    by = request.user.get_username()
    try:
        coded = work.codings(batch, by=by).get(key)
        open_ = [one for one in work.differences(batch, by=by) if one.mention not in adjudicated(batch)]
    except DecisionError as error:
        messages.error(request, str(error))
        return redirect("batch", batch)
    row = find("mention", key)
    if coded is None or not isinstance(row, Mention):
        raise Http404
    note_look_at_document(request, row.document_id)
    failed, status = "", 200
    if request.method == "POST":
        take = {field: request.POST[f"take-{field}"] for field in FIELDS if f"take-{field}" in request.POST}
        revision = request.POST.get("revision", "")
        try:
            made = decide(batch, key, by=by, take=take, revision=int(revision) if revision.isdecimal() else -1)
            messages.success(request, _("Adjudicated: %(number)d decisions.") % {"number": len(made)})
            return _next(batch, key, [one.mention for one in open_])
        except (ConflictError, DecisionError) as error:
            failed, status = str(error), 409 if isinstance(error, ConflictError) else 422
    differing = next((one.fields for one in work.differences(batch, by=by) if one.mention == key), {})
    marks = {mark for settled in coded.values() for mark in _marks(settled)}
    context = {
        "row": row, "batch": batch, "users": list(coded), "lines": _lines(coded, differing), "failed": failed,
        "shown": show(row.document.text, marks, (row.start, row.end)),
        "left": len(open_), "is_done": key in adjudicated(batch),
        "next": next((one.mention for one in open_ if one.mention > key), None),
        "previous": next((one.mention for one in reversed(open_) if one.mention < key), None),
    }  # fmt: skip
    return render(request, "adjudicate.html", context, status=status)


def _marks(settled: Settled) -> list[Mark]:
    return list(card.marks("mention", settled))


def _next(batch: int, key: str, open_: list[str]) -> HttpResponse:
    others = [mention for mention in open_ if mention != key]
    after = next((mention for mention in others if mention > key), others[0] if others else None)
    return redirect("adjudicate", batch, after) if after else redirect("batch", batch)


def _lines(coded: Mapping[str, Settled], differing: Mapping[str, Mapping[str, str]]) -> list[Line]:
    told = {user: _told(settled) for user, settled in coded.items()}
    for one in told.values():
        if "type" in one:
            one["mode"] = one["type"]
    fields = [field for field in FIELDS if any(field in one for one in told.values()) and _is_shown(field, differing)]
    return [
        Line(
            field, field_words(field),
            [Side(user, *told[user].get(field, ("", ""))) for user in coded], field in differing,
        )
        for field in fields
    ]  # fmt: skip


def _is_shown(field: str, differing: Mapping[str, object]) -> bool:
    """Show a mode by itself only where the coders differ in it: a type is told by its mode."""
    return field != "mode" or field in differing


def _told(settled: Settled) -> dict[str, tuple[str, str]]:
    """Give what a coder says of each field, in words, with the report's words; of a role all its arguments together."""
    found: dict[str, tuple[str, str]] = {VERDICT: (term(settled.status, "status"), "")}
    if settled.status in {"rejected", "merged", "proposed"}:
        return found
    roles = dict(zip(settled.keys, (a["role"] for a in settled.body["arguments"]), strict=True))
    for row in card.rows("mention", settled):
        field = roles.get(row.field.removeprefix("argument:"), row.field)
        value, words = found.get(field, ("", ""))
        found[field] = "; ".join(filter(None, (value, row.value))), " … ".join(filter(None, (words, row.words)))
    return found
