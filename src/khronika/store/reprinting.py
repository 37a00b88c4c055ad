"""Which document repeats which: candidates by their samples and notes, and the rows that say so."""

from collections.abc import Iterable

from django.db.models import Count, Q

from khronika.store.models import Document, Shingle

MOST = 20


def candidates(document: Document, sample: Iterable[int], *, shared: int) -> list[Document]:
    """Give the documents that may repeat a document or be repeated by it, older versions aside."""
    numbers = list(sample)
    by_text = (
        Shingle.objects.filter(number__in=numbers, document__current=True)
        .exclude(document=document.pk)
        .values_list("document")
        .annotate(together=Count("pk"))
        .filter(together__gte=min(shared, len(numbers)))
        .order_by("-together", "document")[:MOST]
    )
    found = Document.objects.filter(_told(document) | Q(pk__in=[row[0] for row in by_text]), current=True)
    return list(found.exclude(pk=document.pk).exclude(slot=document.slot).order_by("pk")[: 2 * MOST])


def _told(document: Document) -> Q:
    """Ask for what a note names, what the same note is on, and what has the same address or title."""
    wanted = Q(pk__in=())
    if document.title:
        wanted |= Q(title=document.title)
    for url in filter(None, (document.url, document.first_url)):
        wanted |= Q(url=url) | Q(first_url=url)
    if document.first_publisher:
        day = document.body["publisher_chain"][-1]["published"] or ""
        wanted |= Q(publisher=document.first_publisher, published=day)
        wanted |= Q(first_publisher=document.first_publisher)
    if document.publisher and document.published:
        wanted |= Q(first_publisher=document.publisher)
    return wanted


def join(copy: Document, original: Document, likeness: float) -> None:
    """Say that one document repeats another; whatever repeats the copy then repeats the original too.

    Where the original is itself known as a copy, the first of all is the original.
    """
    first = original.original or original
    if first.pk == copy.pk:
        first = original
        Document.objects.filter(pk=original.pk).update(original=None, likeness=None)
    Document.objects.filter(original=copy).exclude(pk=first.pk).update(original=first)
    Document.objects.filter(pk=copy.pk).update(original=first, likeness=likeness)
