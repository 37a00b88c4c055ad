"""Find what a new document repeats, or what repeats it."""

from collections.abc import Sequence
from datetime import date

from khronika.resolve.reprints import SHARED, Copy, best, compare
from khronika.store.models import Document
from khronika.store.reprinting import candidates, join, known_notes


def link_reprints(documents: Sequence[tuple[Document, tuple[int, ...]]]) -> set[int]:
    """Link documents that have just been stored, given with their samples, with what they repeat or what repeats them.

    Gives the rows of the copies.
    """
    notes = known_notes([document for document, _ in documents])
    others = candidates(documents, notes, shared=SHARED)
    found = (_link(document, others[document.pk]) for document, _ in documents)
    return {copy for copy in found if copy is not None}


def _link(document: Document, others: Sequence[Document]) -> int | None:
    new = _copy(document)
    rows = {other.pk: other for other in others}
    reprint = best([told for other in rows.values() if (told := compare(new, _copy(other)))])
    if reprint is None:
        return None
    rows[document.pk] = document
    join(reprint.copy, rows[reprint.original], reprint.likeness)
    return reprint.copy


def _copy(document: Document) -> Copy:
    chain = document.body["publisher_chain"]
    told = chain[-1] if len(chain) > 1 else {}
    published = document.published or document.first_published
    return Copy(
        id=document.pk,
        language=document.language,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=date.fromisoformat(published) if published else None,
        text=document.text,
        told_publisher=document.first_publisher,
        told_url=document.first_url,
        told_published=date.fromisoformat(told["published"]) if told.get("published") else None,
    )
