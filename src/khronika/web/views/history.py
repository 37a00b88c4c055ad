"""What was decided about a card, with the differences each decision made."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from msgspec import Struct

from khronika import ontology
from khronika.model import Decision, Target, TargetKind
from khronika.web.desk import following
from khronika.web.desk.state import find
from khronika.web.labels import field_label
from khronika.web.queueing.filters import Filters
from khronika.web.security.looking import note_look_at_document
from khronika.web.security.permissions import allows, may
from khronika.web.templatetags.wording import argument, kind, spoken, term, when, where
from khronika.work import review

HIDDEN = {"id", "document", "start", "end"}  # what changes with other fields, or never


class Change(Struct, frozen=True):
    """A field before and after a decision, in words."""

    label: str
    before: str
    after: str


class Entry(Struct, frozen=True):
    """One decision with its changes."""

    decision: Decision
    is_undone: bool
    changes: list[Change]


@allows("read")
def history(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """List the decisions about a mention, statement or relation, the newest first."""
    note_look_at_document(request, find(kind, key).document_id)
    following.refuse_blind(request, key)
    target = Target(cast(TargetKind, kind), key)
    told = review.history(target)
    entries = [_entry(kind, one) for one in reversed(told)]
    context = {
        "entries": entries,
        "kind": kind,
        "key": key,
        "revision": told[-1].decision.id if told else 0,
        "can_decide": may(request, "decide"),
        "filters": Filters.read(request.GET.dict()),
        "language": spoken(),
    }
    return render(request, "desk/history.html" if request.headers.get("HX-Request") else "history.html", context)


def _entry(kind: str, one: review.Revision) -> Entry:
    changes = [
        Change(_label(kind, name, before, after), _words(kind, name, before), _words(kind, name, after))
        for name, before, after in one.changes
        if name not in HIDDEN
    ]
    return Entry(
        one.decision, one.undone_by is not None, [change for change in changes if change.before != change.after]
    )


def _label(kind: str, name: str, before: Any, after: Any) -> str:
    if name.startswith("argument:"):
        return term((after or before)["role"], "roles")
    return field_label("said" if (kind, name) == ("statement", "relation") else name)


def _words(target: str, name: str, value: Any) -> str:
    """Tell a field's value in words."""
    if value is None or value == []:
        return ""
    if name.startswith("argument:"):
        return f"{argument(value)} (“{value['text']}”)"
    worded = WORDED.get((target, name)) or WORDED.get(("", name))
    if worded:
        return str(worded(value))
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)


def mode_words(code: str) -> str:
    """Tell a mode by its label; the type that has it does not matter to the words."""
    types = ontology.load().types
    found = next((type_ for type_, row in types.items() if code in row.modes), None)
    return kind({"type": found, "mode": code}) if found else code


WORDED: Mapping[tuple[str, str], Any] = {
    ("", "type"): lambda value: kind({"type": value, "mode": None}),
    ("", "mode"): mode_words,
    ("", "realis"): lambda value: term(value, "realis"),
    ("", "contexts"): lambda value: ", ".join(term(code, "contexts") for code in value),
    ("", "date"): when,
    ("", "place"): where,
    ("", "attribution"): lambda value: f"{value['speaker'] or ''} {term(value['relation'], 'attribution')}".strip(),
    ("", "trigger"): lambda value: value["text"],
    ("statement", "relation"): lambda value: term(value, "said"),
    ("statement", "kind"): field_label,
    ("relation", "relation"): lambda value: term(value, "tie"),
}
