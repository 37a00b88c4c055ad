"""Which document repeats which: candidates by their samples and notes, and the rows that say so."""

import json
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from django.db import connection
from django.db.models import Q
from numpy.typing import NDArray

from khronika.store.models import Document

Sampled = tuple[Document, Sequence[int]]  # a document with the numbers that stand for its text

MOST = 6  # candidates by text; twice as many by what notes tell
COMMON = 1_000  # documents that share one number: it stands for a formula then, and tells nothing
# Who holds each number: no more than tells that it is a formula.
_HOLDERS = {
    "sqlite": f"""
        SELECT value, (SELECT group_concat(document_id) FROM
            (SELECT document_id FROM store_shingle WHERE store_shingle.number = given.value LIMIT {COMMON}))
        FROM json_each(%s) AS given""",
    "postgresql": f"""
        SELECT value, (SELECT string_agg(document_id::text, ',') FROM
            (SELECT document_id FROM store_shingle WHERE store_shingle.number = given.value LIMIT {COMMON}) AS found)
        FROM (SELECT told::bigint AS value FROM json_array_elements_text(%s) AS told) AS given""",
}


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
    """Give, for each of some documents, those that came before it and share most of its sample, the closest first."""
    holders = _holders({number for _, sample in documents for number in sample})
    like = {document.pk: _like(document.pk, sample, holders, shared) for document, sample in documents}
    others = {old for olds in like.values() for old in olds}
    slots = dict(Document.objects.filter(current=True, pk__in=others).values_list("pk", "slot"))
    own = {document.pk: document.slot for document, _ in documents}
    found = {pk: [old for old in olds if slots.get(old, own[pk]) != own[pk]][:MOST] for pk, olds in like.items()}
    return {pk: olds for pk, olds in found.items() if olds}


def _holders(numbers: set[int]) -> "dict[int, NDArray[np.int64]]":
    """Give the documents that hold each number; a number that is a formula is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS[connection.vendor], [json.dumps(sorted(numbers))])
        told = [(number, written) for number, written in cursor.fetchall() if written]
    return {
        number: np.fromstring(written, np.int64, sep=",") for number, written in told if written.count(",") < COMMON - 1
    }


def _like(new: int, sample: Sequence[int], holders: "dict[int, NDArray[np.int64]]", shared: int) -> list[int]:
    """Give the documents before a new one that hold at least so many of its numbers, the most first, then the older."""
    held = [holders[number] for number in sample if number in holders]
    if not held:
        return []
    olds, counts = np.unique(np.concatenate(held), return_counts=True)
    fit = (counts >= min(shared, len(sample))) & (olds < new)
    order = np.argsort(-counts[fit], kind="stable")
    found: list[int] = olds[fit][order].tolist()
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
