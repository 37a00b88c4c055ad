"""Which document repeats which: candidates by their samples and notes, and the rows that say so."""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection
from django.db.models import Q

from khronika.store.models import Document

MOST = 6  # candidates by text; twice as many by what notes tell
_NEAR = """
    SELECT store_shingle.document_id FROM store_shingle
    JOIN store_document ON store_document.id = store_shingle.document_id
    WHERE store_shingle.number IN ({numbers}) AND store_document.current AND store_document.slot <> %s
    GROUP BY store_shingle.document_id HAVING COUNT(*) >= %s
    ORDER BY COUNT(*) DESC, store_shingle.document_id LIMIT %s"""


def known_notes(documents: Iterable[Document]) -> set[str]:
    """Give those publishers and addresses of some documents that notes of any document name as the first."""
    documents = list(documents)
    publishers = {document.publisher for document in documents} - {""}
    urls = {document.url for document in documents} - {""}
    named = Document.objects.filter(first_publisher__in=publishers).values_list("first_publisher", flat=True)
    linked = Document.objects.filter(first_url__in=urls).values_list("first_url", flat=True)
    return {*named.distinct(), *linked.distinct()}


def candidates(document: Document, sample: Sequence[int], notes: Collection[str], *, shared: int) -> list[Document]:
    """Give the documents that may repeat a document or be repeated by it, older versions aside."""
    others = Document.objects.defer("entities").filter(current=True).exclude(slot=document.slot)
    near = list(others.filter(pk__in=_near(document, sample, shared)))
    told = _told(document, notes)
    return near if told is None else near + list(others.filter(told).order_by("-pk")[: 2 * MOST])


def _near(document: Document, sample: Sequence[int], shared: int) -> list[int]:
    """Give the documents that share most of a sample."""
    if not sample:
        return []
    query = _NEAR.format(numbers=", ".join(["%s"] * len(sample)))
    with connection.cursor() as cursor:
        cursor.execute(query, [*sample, document.slot, min(shared, len(sample)), MOST])
        return [row[0] for row in cursor.fetchall()]


def _told(document: Document, notes: Collection[str]) -> Q | None:
    """Ask for what a document's note names, for what has the same note, and for what names the document in its own."""
    wanted = Q()
    if document.first_url:
        wanted |= Q(url=document.first_url) | Q(first_url=document.first_url)
    if document.first_publisher:
        day = document.body["publisher_chain"][-1]["published"] or ""
        wanted |= Q(publisher=document.first_publisher, published=day) | Q(first_publisher=document.first_publisher)
    if document.url in notes:
        wanted |= Q(first_url=document.url)
    if document.publisher in notes:
        wanted |= Q(first_publisher=document.publisher)
    return wanted or None


def join(copy: int, original: Document, likeness: float) -> None:
    """Say that one document repeats another; whatever repeats the copy then repeats the original too.

    Where the original is itself known as a copy, the first of all is the original.
    """
    known = Document.objects.filter(pk=original.pk).values_list("original", flat=True).first()
    first = known if known not in (None, copy) else original.pk
    if first == original.pk:
        Document.objects.filter(pk=first).update(original=None, likeness=None)
    Document.objects.filter(original=copy).exclude(pk=first).update(original=first)
    Document.objects.filter(pk=copy).update(original=first, likeness=likeness)
