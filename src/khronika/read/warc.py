"""Web archives: one document a page that was answered."""

from collections.abc import Iterator
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from khronika.errors import InputError, UnreadableError
from khronika.read.draft import Known
from khronika.read.sniff import media_type
from khronika.read.source import LIMIT, Source

Record = Any  # a record of the archive; warcio tells no types


def split(source: Source) -> Iterator[Source]:
    """Yield a source for each response that carries a page or document, numbered from 1.

    Redirects and errors are left out.

    Raises:
        UnreadableError: the archive breaks off or is no archive; what came before is read.
    """
    from warcio.archiveiterator import ArchiveIterator  # slow to import
    from warcio.exceptions import ArchiveLoadFailed

    number, end = 0, 0
    stream = BytesIO(source.data) if source.data is not None else (source.path or Path()).open("rb")
    with stream:
        size = stream.seek(0, SEEK_END)
        stream.seek(0)
        try:
            for record in (archive := ArchiveIterator(stream)):
                if record.rec_type in ("response", "resource") and _is_page(record):
                    number += 1
                    yield _page(source, record, number)
                end = archive.get_record_offset() + archive.get_record_length()
        except (ArchiveLoadFailed, AttributeError, EOFError, OSError, ValueError) as error:  # warcio's ways to fail
            raise UnreadableError(f"a broken web archive after page {number} ({error}): fetch it again") from error
    if end < size:
        raise UnreadableError(f"the web archive breaks off after page {number}: fetch it again")
    if not number:
        raise UnreadableError("a web archive without pages: nothing to read")


def _is_page(record: Record) -> bool:
    status = (record.http_headers.get_statuscode() if record.http_headers else "200") or ""
    kind = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    return status.startswith("2") and any(word in kind for word in ("html", "text/plain", "pdf", "rss", "atom", "word"))


def _page(source: Source, record: Record, number: int) -> Source:
    name, data = f"{source.id}#{number}", record.content_stream().read(LIMIT + 1)
    url = record.rec_headers.get_header("WARC-Target-URI")
    known = Known(url=url)
    if getattr(record.raw_stream, "limit", 0) > 0 and len(data) <= LIMIT:
        return Source(
            id=name, name=source.name, media_type="", refused=f"{url}: the web archive breaks off here: fetch it again"
        )
    try:
        kind = media_type(data, urlsplit(url or "").path)
    except InputError as error:
        return Source(id=name, name=source.name, media_type="", refused=f"{url}: {error}")
    return Source(id=name, name=source.name, media_type=kind, data=data, known=known)
