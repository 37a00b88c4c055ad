"""The reports: a list to search, and of each its text with all it told, its metadata, versions and original."""

import mimetypes
import re
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import BadRequest
from django.db.models import Case, Count, Max, Q, QuerySet, Value, When
from django.db.models.functions import Substr
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from khronika.store.models import Document, Mention, Relation, Statement
from khronika.store.search import search
from khronika.web import chronicle_labels as labels
from khronika.web.highlights import Mark, highlight
from khronika.web.security.looking import note_look_at_document, note_look_at_words
from khronika.web.security.permissions import allows
from khronika.work import audit
from khronika.work.chronicle import EVIDENCE
from khronika.work.evidence import place_of

PAGE = 50
MOST_FOUND = 2_000
PUBLISHERS = 40
OPENING, SHORT = 200, 90  # characters read of a report without a title, and shown
HEAVY = ("text", "body", "entities")


@allows("read")
def sources(request: HttpRequest) -> HttpResponse:
    """List reports, the newest first."""
    rows = asked_sources(request)
    after = request.GET.get("after", "")
    if after:
        day, comma, number = after.partition(",")
        if not comma or not number.isdecimal():
            raise BadRequest(_("“%(after)s” is no place in this list.") % {"after": after[:40]})
        rows = rows.filter(Q(published__lte=day), Q(published__lt=day) | Q(pk__lt=int(number)))
    rows = rows.annotate(opening=Case(When(title="", then=Substr("text", 1, OPENING)), default=Value("")))
    shown = list(rows.defer(*HEAVY)[: PAGE + 1])
    parts = request.GET.copy()
    parts.pop("after", None)
    shared = parts.urlencode()
    if len(shown) > PAGE:
        parts["after"] = f"{shown[PAGE - 1].published},{shown[PAGE - 1].pk}"
    note_look_at_words(request, ((row.pk, _heading(row)) for row in shown[:PAGE]))
    numbers = _counted([row.pk for row in shown[:PAGE]])
    return render(
        request,
        "sources/list.html",
        {
            "rows": [
                {"document": row, "mentions": numbers.get(row.pk, 0), "heading": _heading(row)} for row in shown[:PAGE]
            ],
            "next": parts.urlencode() if len(shown) > PAGE else None,
            "shared": shared,
            "is_first": not after,
            "said": {name: request.GET.get(name, "") for name in ("q", "language", "publisher", "versions")},
            **_choices(),
        },
    )


def opening(text: str) -> str:
    """Give the first words of a report, by which one without a title is known."""
    line = text.strip()[:OPENING].partition("\n")[0].strip()
    sentence = re.match(rf".{{20,{SHORT}}}?[.!?](?=\s|$)", line)
    if sentence or len(line) <= SHORT:
        return sentence[0] if sentence else line
    return line[:SHORT].rpartition(" ")[0] + " …"


def _heading(document: Document) -> str:
    return document.title or opening(getattr(document, "opening", "")) or document.name


def asked_sources(request: HttpRequest) -> QuerySet[Document]:
    """Give the documents that the address asks for, in order; of those that full text finds, the newest."""
    said = {name: str(value).strip()[:300].replace("\0", "") for name, value in request.GET.items()}
    rows = Document.objects.order_by("-published", "-id")
    if said.get("versions") != "all":
        rows = rows.filter(current=True)
    if said.get("language"):
        rows = rows.filter(language=said["language"])
    if said.get("publisher"):
        rows = rows.filter(publisher=said["publisher"])
    if said.get("q"):
        keys = search(said["q"], "document").order_by("-pk")[:MOST_FOUND]
        rows = rows.filter(pk__in=[int(key) for key in keys])
    return rows


def _choices() -> dict[str, Any]:
    """Give the languages and publishers to choose from; counted again only when documents came."""
    newest = Document.objects.aggregate(newest=Max("pk"))["newest"] or 0
    key = f"source choices {settings.DATABASES['default']['NAME']!s} {newest}".replace(" ", "-")
    found: dict[str, Any] | None = caches["local"].get(key)
    if found is None:
        found = {}
        for name in ("language", "publisher"):
            counted = Document.objects.filter(current=True).exclude(**{name: ""}).order_by().values_list(name)
            found[name + "s"] = list(counted.annotate(number=Count("pk")).order_by("-number", name)[:PUBLISHERS])
        caches["local"].set(key, found, 3600)
    tongues = [(code, labels.tongue(code), number) for code, number in found["languages"]]
    return {"languages_told": tongues, "publishers": found["publishers"]}


def _counted(numbers: list[int]) -> dict[int, int]:
    rows = Mention.objects.filter(document_id__in=numbers).order_by().values_list("document_id")
    return dict(rows.annotate(number=Count("key")))


@allows("read")
def source(request: HttpRequest, number: int) -> HttpResponse:
    """Show a report: all it told stands marked in its text."""
    document = Document.objects.filter(pk=number).select_related("report", "original").first()
    if document is None:
        raise Http404
    note_look_at_document(request, document.pk)
    mentions = list(Mention.objects.filter(document=document).exclude(status="gone").order_by("start", "key"))
    statements = Statement.objects.filter(document=document).select_related("speaker_actor").order_by("start")
    relations = Relation.objects.filter(document=document).select_related("subject_actor", "object_actor")
    return render(
        request,
        "sources/source.html",
        {
            "document": document,
            "heading": document.title or opening(document.text) or document.name,
            "segments": highlight(document.text, list(_marks(mentions))),
            "mentions": mentions,
            "statements": list(statements),
            "relations": list(relations.order_by("start")),
            "versions": list(Document.objects.filter(slot=document.slot).defer(*HEAVY).order_by("version")),
            "copies": list(document.copies.defer(*HEAVY).order_by("published", "pk")[:PAGE]),
            "arrivals": list(document.report.arrivals.order_by("at")[:PAGE]),
            "has_original": _original(document) is not None,
        },
    )


def _marks(mentions: list[Mention]) -> Any:
    for mention in mentions:
        if mention.status not in ("rejected", "merged"):
            yield Mark(mention.start, mention.end, "told", mention.key, labels.kind(mention.type, mention.mode))
            trigger = mention.body.get("trigger") or {}
            if trigger:
                yield Mark(trigger["start"], trigger["end"], "trigger", "", labels.kind(mention.type, mention.mode))
            for told in mention.body.get("arguments", ()):
                yield Mark(told["start"], told["end"], f"role-{told['role']}", "", labels.role(told["role"]))
            for name in ("date", "place"):
                words = (mention.body.get(name) or {}).get("text")
                if words:
                    yield Mark(words["start"], words["end"], f"role-{name}", "", labels.role(name))


@allows("read")
def original(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give a report's bytes as they came, to keep, never to be shown by the browser."""
    document = Document.objects.filter(pk=number).select_related("report").first()
    path = _original(document) if document else None
    if document is None or path is None:
        raise Http404
    note_look_at_document(request, document.pk)
    audit.note(request.user.get_username(), "export", request.path, format="original", rows=1, names="shown")
    ending = mimetypes.guess_extension(document.report.media_type.partition(";")[0]) or ".bin"
    name = f"{document.report.sha256[:16]}{ending}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")


def _original(document: Document) -> Any:
    if settings.KHRONIKA_FOLDER is None or document.report.erased_at is not None:
        return None
    path = place_of(settings.KHRONIKA_FOLDER / EVIDENCE, document.report.sha256)
    return path if path.is_file() else None
