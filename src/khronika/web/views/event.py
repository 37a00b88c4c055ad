"""The page of one event: its fields with all that is told, its mentions, its case, and what people decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khronika.errors import ConflictError, DecisionError
from khronika.model import Target
from khronika.store.models import Actor, Argument, Decision, Event, Mention
from khronika.web import chronicle_labels as labels
from khronika.web.assembled import make_fields
from khronika.web.event_rows import PARTIES, Party, who_to_whom
from khronika.web.security.looking import note_look_at_words
from khronika.web.security.permissions import allows
from khronika.web.views.actor import stages_of
from khronika.work import review

MENTIONS = 200  # shown of one event
DECISIONS = 100
MOST_SHOWN = 12  # who takes part, on each side


@allows("read")
def event(request: HttpRequest, key: str) -> HttpResponse:
    """Show an event."""
    row = Event.objects.filter(pk=key).select_related("case", "case__actor").first()
    if row is None:
        raise Http404
    mentions = list(_mentions(row)[:MENTIONS])
    parties, seen = _parties([mention.key for mention in mentions])
    if row.case and row.case.actor:
        seen.append(row.case.actor)
    words = [(one.document_id, f"{one.quote} {one.document.title}") for one in mentions]
    note_look_at_words(request, words, also={actor.key: actor.protection for actor in seen})
    revisions = review.history(Target("event", key))
    chosen = {
        each.decision.target.field or "": each.decision.value
        for each in revisions
        if each.decision.verb == "choose" and each.undone_by is None
    }
    return render(
        request,
        "events/event.html",
        {
            "event": row,
            "what": labels.kind(row.type, row.mode),
            "when": labels.when(row.date_start, row.date_end, row.date_precision),
            "fields": make_fields(row, {mention.key: mention for mention in mentions}, chosen),
            "mentions": mentions,
            "more": max(0, row.mention_count - len(mentions)),
            "parties": parties,
            "who": who_to_whom(parties, MOST_SHOWN),
            "stages": stages_of(row.case) if row.case else [],
            "revisions": list(reversed(revisions)),
            "revision": revisions[-1].decision.id if revisions else 0,
            "decisions": _decisions(mentions),
        },
    )


def _mentions(row: Event) -> QuerySet[Mention]:
    rows = Mention.objects.filter(event=row).select_related("document").defer("body")
    return rows.defer("body", "document__text", "document__body", "document__entities").order_by(
        "document__published", "document_id", "start"
    )


def _parties(mentions: list[str]) -> tuple[dict[str, list[Party]], list[Actor]]:
    """Give who takes part in any of the mentions, each once, and the actors that are known."""
    found: dict[str, list[Party]] = {role: [] for role in PARTIES}
    actors: dict[str, Actor] = {}
    rows = Argument.objects.filter(mention_id__in=mentions, role__in=PARTIES).select_related("actor")
    for row in rows.order_by("id"):
        actor = row.actor
        party = Party(actor.name, actor.kind, actor.key) if actor else Party(row.text, row.kind, None)
        if actor:
            actors[actor.key] = actor
        if party not in found[row.role]:
            found[row.role].append(party)
    return found, list(actors.values())


def _decisions(mentions: list[Mention]) -> list[Decision]:
    """Give what people decided about the mentions, the newest first."""
    keys = [mention.key for mention in mentions if mention.revision]
    rows = Decision.objects.filter(target_kind="mention", target__in=keys, batch=None)
    return list(rows.order_by("-id")[:DECISIONS])


@require_POST
@allows("decide")
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Choose one of the values told of a field, or that it is unknown."""
    row = Event.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    name, index, revision = (request.POST.get(part, "") for part in ("field", "index", "revision"))
    told: list[Any] = next((f["told"] for f in row.body.get("fields", ()) if f["name"] == name), [])
    if not revision.isdecimal() or not (index == "unknown" or (index.isdecimal() and int(index) < len(told))):
        raise BadRequest(_("No report tells this value. Load the page again."))
    value: Any = None if index == "unknown" else told[int(index)]["value"]
    try:
        review.decide(
            by=request.user.get_username(), verb="choose", target=Target("event", key, name), value=value,
            revision=int(revision), reason=request.POST.get("reason", "")[:2000],
        )  # fmt: skip
        messages.success(request, _("Decided."))
    except (ConflictError, DecisionError) as error:
        messages.error(request, str(error))
    return redirect("event", key)
