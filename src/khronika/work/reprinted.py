"""Find what a new document repeats, or what repeats it."""

from datetime import date

from khronika.resolve.reprints import SHARED, Copy, best, compare
from khronika.store.models import Document
from khronika.store.reprinting import candidates, join


def link_reprints(document: Document, sample: tuple[int, ...]) -> int | None:
    """Link a document that has just been stored to the one that it repeats, or that repeats it; give the copy's row."""
    found = {other.pk: other for other in candidates(document, sample, shared=SHARED)}
    new = _copy(document)
    reprint = best([told for other in found.values() if (told := compare(new, _copy(other)))])
    if reprint is None:
        return None
    rows = found | {document.pk: document}
    join(rows[reprint.copy], rows[reprint.original], reprint.likeness)
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
