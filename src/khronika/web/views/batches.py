"""Batches: the same mentions decided by several people, who do not see each other's decisions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from khronika.errors import DecisionError
from khronika.store.models import Assignment, Batch, Decision, Mention
from khronika.web.labels import FIELDS
from khronika.web.queueing.facets import facets
from khronika.web.queueing.filters import CONFIDENCE, Filters
from khronika.web.security.looking import note_look_at_mentions
from khronika.web.security.permissions import allows, may
from khronika.web.templatetags.wording import term
from khronika.work import batches as work
from khronika.work.adjudicate import adjudicate, adopt
from khronika.work.queue import QueueFilters
from khronika.work.users import LEAST, ROLES, role_of

# Fields that an agreement tells apart and a card shows as one.
PLAIN = {"verdict": gettext_lazy("Verdict"), "type": gettext_lazy("Type"), "mode": gettext_lazy("Mode")}
ADJUDICATED = "adjudication of batch {}"


@allows("decide")
def batches(request: HttpRequest) -> HttpResponse:
    """List one's own batches; who makes batches sees all of them."""
    mine = set(Assignment.objects.filter(user=request.user.pk).values_list("batch", flat=True))
    found = (
        Batch.objects.order_by("-pk") if may(request, "batches") else Batch.objects.filter(pk__in=mine).order_by("-pk")
    )
    rows = [{**work.summary(batch), "is_mine": batch.pk in mine} for batch in found[:200]]
    return render(request, "batches.html", {"rows": rows})


@allows("batches")
def make(request: HttpRequest) -> HttpResponse:
    """Give mentions of the queue to two or more people."""
    filters = Filters.read((request.POST if request.method == "POST" else request.GET).dict())
    failed = ""
    if request.method == "POST":
        try:
            sample = _sample(request.POST.get("sample", ""))
            people = request.POST.getlist("users")
            made = work.make_batch(
                request.POST.get("name", "")[:200], people, by=request.user.get_username(),
                filters=_queue_filters(filters), sample=sample, seed=Batch.objects.count(),
            )  # fmt: skip
            messages.success(request, _("The batch is made."))
            return redirect("batch", made.pk)
        except DecisionError as error:
            failed = str(error)
    coders = [user for user in User.objects.filter(is_active=True).order_by("username") if _codes(user)]
    shown = [facet for facet in facets(filters) if facet.name in {"type", "mode", "language", "country"}]
    context = {
        "people": coders, "facets": shown, "filters": filters, "failed": failed,
        "confidences": [(code, row[2]) for code, row in CONFIDENCE.items()],
        "chosen": request.POST.getlist("users"), "typed": request.POST,
    }  # fmt: skip
    return render(request, "make_batch.html", context, status=422 if failed else 200)


@allows("decide")
def batch(request: HttpRequest, batch: int) -> HttpResponse:
    """Show a batch: to its coders their own share, to who may see them the agreement and the differences."""
    found = get_object_or_404(Batch, pk=batch)
    by = request.user.get_username()
    mine = list(Assignment.objects.filter(batch=batch, user=request.user.pk).order_by("pk"))
    if not mine and not may(request, "adjudicate"):
        raise Http404
    context: dict[str, Any] = {**work.summary(found), "mine": _share(mine), "next": _next(mine, batch)}
    shown = [one["mention"] for one in context["mine"]]
    try:
        work.refuse_to_show(batch, by)
        if any(one.done for one in context["progress"]):
            context |= _compared(found, by)
            shown += [one["mention"] for one in context["differences"]]
    except DecisionError:
        context["blind"] = True
    note_look_at_mentions(request, shown)
    return render(request, "batch.html", context)


@require_POST
@allows("adjudicate")
def close(request: HttpRequest, batch: int) -> HttpResponse:
    """Close a batch."""
    get_object_or_404(Batch, pk=batch)
    work.close(batch, by=request.user.get_username())
    messages.success(request, _("The batch is closed."))
    return redirect("batch", batch)


@require_POST
@allows("adjudicate")
def take_agreed(request: HttpRequest, batch: int) -> HttpResponse:
    """Decide as all coders did, where they agree."""
    get_object_or_404(Batch, pk=batch)
    by = request.user.get_username()
    taken, failed = 0, ""
    try:
        for mention in _agreed(batch, by):
            adjudicate(batch, mention, by=by, take={}, revision=_revision_of(mention))
            taken += 1
    except DecisionError as error:
        failed = str(error)
    messages.success(request, _("Taken over: %(number)d.") % {"number": taken})
    if failed:
        messages.error(request, failed)
    return redirect("batch", batch)


@require_POST
@allows("adjudicate")
def take_added(request: HttpRequest, batch: int) -> HttpResponse:
    """Take over what a coder of the batch added or split."""
    asked = request.POST.get("decision", "")
    decision = get_object_or_404(Decision, pk=int(asked) if asked.isdecimal() else 0, batch=batch)
    revision = _revision_of(decision.target) if decision.verb == "split" else 0
    try:
        adopt(decision.pk, by=request.user.get_username(), revision=revision)
        messages.success(request, _("Taken over: %(number)d.") % {"number": 1})
    except DecisionError as error:
        messages.error(request, str(error))
    return redirect("batch", batch)


def _codes(user: User) -> bool:
    return ROLES.index(role_of(user)) >= ROLES.index(LEAST["decide"])


def _sample(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not 0 < int(text[:9]) <= 100_000:
        raise DecisionError(_("“%(text)s” is no number.") % {"text": text[:20]})
    return int(text)


def _queue_filters(filters: Filters) -> QueueFilters:
    least, below, _label = CONFIDENCE.get(filters.confidence, (0.0, 1.0, ""))
    return QueueFilters(
        type=filters.type, mode=filters.mode, country=filters.country, language=filters.language,
        confidence_from=least, confidence_to=min(below, 1.0),
    )  # fmt: skip


def _share(mine: list[Assignment]) -> list[dict[str, Any]]:
    rows = Mention.objects.select_related("document").defer(
        "body", "document__text", "document__body", "document__entities"
    ).in_bulk([one.mention for one in mine])  # fmt: skip
    return [{"mention": rows[one.mention], "done": one.done_at} for one in mine if one.mention in rows]


def _next(mine: list[Assignment], batch: int) -> str:
    key = next((one.mention for one in mine if one.done_at is None), None)
    return f"{reverse('review', args=[key])}?batch={batch}" if key else ""


def adjudicated(batch: int) -> set[str]:
    """Give the mentions of a batch that have been adjudicated."""
    made = Decision.objects.filter(batch=None, target_kind="mention", reason=ADJUDICATED.format(batch))
    return set(made.filter(undone_by=None).values_list("target", flat=True))


def _compared(found: Batch, by: str) -> dict[str, Any]:
    done = adjudicated(found.pk)
    different = work.differences(found.pk, by=by)
    rows = Mention.objects.select_related("document").defer(
        "body", "document__text", "document__body", "document__entities"
    ).in_bulk([one.mention for one in different])  # fmt: skip
    return {
        "agreement": [{"label": field_words(one.field), "told": one} for one in work.agreement_of(found.pk, by=by)],
        "differences": [
            {
                "mention": rows[one.mention], "is_done": one.mention in done,
                "fields": ", ".join(field_words(field) for field in one.fields),
            }
            for one in different if one.mention in rows
        ],
        "agreed": len(_agreed(found.pk, by)),
        "added": [one for one in work.made_besides(found.pk, by=by) if one.target.key not in done],
    }  # fmt: skip


def _agreed(batch: int, by: str) -> list[str]:
    """Give the mentions that all judged alike and nobody has adjudicated."""
    differing = {one.mention for one in work.differences(batch, by=by)}
    judged = {
        mention
        for mention, coded in work.codings(batch, by=by).items()
        if all(settled.status not in {"proposed", "returned", "gone"} for settled in coded.values())
    }
    return sorted(judged - differing - adjudicated(batch))


def _revision_of(mention: str) -> int:
    found = Mention.objects.filter(pk=mention).values_list("revision", flat=True).first()
    return int(found or 0)


def field_words(field: str) -> str:
    """Tell a field of an agreement in words."""
    if field in PLAIN:
        return str(PLAIN[field])
    return str(FIELDS[field]) if field in FIELDS else term(field, "roles")
