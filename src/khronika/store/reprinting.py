"""Which document repeats which: candidates by their samples and notes, and the rows that say so."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from django.db import connection
from django.db.models import Q

from khronika.store.models import Document

Sampled = tuple[Document, Sequence[int]]  # a document with the numbers that stand for its text

MOST = 6  # candidates by text; twice as many by what notes tell
COMMON = 1_000  # documents that share one number: it stands for a formula then, and tells nothing
_NEAR = """
    WITH given(id, least, number) AS (VALUES {given}),
    sought AS (
        SELECT id, least, number FROM given
        WHERE (SELECT COUNT(*) FROM (
            SELECT 1 FROM store_shingle WHERE store_shingle.number = given.number LIMIT %s) AS counted) < %s),
    shared AS (
        SELECT sought.id AS new, store_shingle.document_id AS old, COUNT(*) AS number
        FROM sought JOIN store_shingle
            ON store_shingle.number = sought.number AND store_shingle.document_id < sought.id
        GROUP BY sought.id, store_shingle.document_id HAVING COUNT(*) >= MIN(sought.least)),
    near AS (
        SELECT new, old, ROW_NUMBER() OVER (PARTITION BY new ORDER BY shared.number DESC, old) AS place
        FROM shared JOIN store_document AS own ON own.id = new JOIN store_document AS other ON other.id = old
        WHERE other.current AND other.slot <> own.slot)
    SELECT new, old FROM near WHERE place <= %s ORDER BY new, old"""


def known_notes(documents: Iterable[Document]) -> set[str]:
    """Give those publishers and addresses of some documents that notes of any document name as the first."""
    documents = list(documents)
    publishers = {document.publisher for document in documents} - {""}
    urls = {document.url for document in documents} - {""}
    named = Document.objects.filter(first_publisher__in=publishers).values_list("first_publisher", flat=True)
    linked = Document.objects.filter(first_url__in=urls).values_list("first_url", flat=True)
    return {*named.distinct(), *linked.distinct()}


def candidates(documents: Sequence[Sampled], notes: Collection[str], *, shared: int) -> dict[int, list[Document]]:
    """Give, for each of some documents, those that came before it and may repeat it or be repeated by it.

    Older versions are left aside.
    """
    others = Document.objects.defer("entities").filter(current=True)
    near = _near(documents, shared)
    rows = others.in_bulk({old for olds in near.values() for old in olds})
    found = {document.pk: [rows[old] for old in near.get(document.pk, ())] for document, _ in documents}
    for document, _ in documents:
        told = _told(document, notes)
        if told is not None:
            before = others.filter(pk__lt=document.pk).exclude(slot=document.slot)
            found[document.pk] += before.filter(told).order_by("-pk")[: 2 * MOST]
    return found


def _near(documents: Sequence[Sampled], shared: int) -> dict[int, list[int]]:
    """Give, for each of some documents, those that share most of its sample."""
    sought = [
        (document.pk, min(shared, len(sample)), number) for document, sample in documents for number in sample
    ]
    found: dict[int, list[int]] = {}
    if sought:
        marks = ", ".join(["(%s, %s, %s)"] * len(sought))
        with connection.cursor() as cursor:
            cursor.execute(_NEAR.format(given=marks), [*chain.from_iterable(sought), COMMON, COMMON, MOST])
            for new, old in cursor.fetchall():
                found.setdefault(new, []).append(old)
    return found


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
