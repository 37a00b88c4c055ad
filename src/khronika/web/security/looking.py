"""Every look at the names of those at risk, and of minors, goes into the audit log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from khronika.store.models import Argument, Mention, Naming
from khronika.work import audit

WATCHED = frozenset({"at_risk", "minor"})
SHORTEST = 3  # letters of a word that gives a name away


def note_look(request: HttpRequest, actors: Mapping[str, str]) -> None:
    """Note that who asks sees these actors ({key: protection}) on this page; of those not at risk nothing is noted."""
    watched = {key: protection for key, protection in actors.items() if protection in WATCHED}
    audit.look(request.user.get_username(), watched, request.path)


def note_look_at_document(request: HttpRequest, document: int) -> None:
    """Note a look at a report in which somebody at risk is named."""
    named = Naming.objects.filter(document=document, actor__protection__in=WATCHED)
    taking_part = Argument.objects.filter(mention__document=document, actor__protection__in=WATCHED)
    rows = [*named.values_list("actor", "actor__protection"), *taking_part.values_list("actor", "actor__protection")]
    note_look(request, dict(rows))


def note_look_at_words(
    request: HttpRequest, told: Iterable[tuple[int | None, str]], *, mentions: Iterable[str] = (),
    also: Mapping[str, str] | None = None,
) -> None:
    """Note a look at a list: who at risk is named in words of reports, takes part in `mentions`, or is one of
    `also` ({key: protection}).

    Words are pairs of a document and what is shown of it. Whoever at risk is named in the document, and by any word of
    the name in what is shown, was seen: it is noted once too often rather than not at all.
    """
    shown: dict[int, list[str]] = defaultdict(list)
    for document, words in told:
        if document is not None:
            shown[document].append(words.casefold())
    seen = dict(also or {})
    taking_part = Argument.objects.filter(mention_id__in=list(mentions), actor__protection__in=WATCHED)
    seen.update(taking_part.values_list("actor", "actor__protection"))
    named = Naming.objects.filter(document__in=list(shown), actor__protection__in=WATCHED)
    for key, protection, document, name, body in named.values_list(
        "actor", "actor__protection", "document", "name", "body"
    ):
        parts = {part for form in (name, *body.get("names", ())) for part in form.casefold().split()}
        if any(part in text for part in parts if len(part) >= SHORTEST for text in shown[document]):
            seen[key] = protection
    note_look(request, seen)


def note_look_at_mentions(request: HttpRequest, mentions: Iterable[Mention]) -> None:
    """Note a look at a list of mentions."""
    rows = list(mentions)
    words = [(row.document_id, f"{row.quote} {row.document.title}") for row in rows]
    note_look_at_words(request, words, mentions=[row.pk for row in rows])
