"""RSS and Atom files: one document an entry."""

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO

from khronika.errors import UnreadableError
from khronika.read import html
from khronika.read.draft import Draft, Known
from khronika.read.names import split_authors
from khronika.read.result import Failure
from khronika.read.source import Source, digest


def read(source: Source) -> Iterator[Draft | Failure]:
    """Give each entry with its title, link, author and date; its body is the fullest text that it carries.

    Raises:
        UnreadableError: the file breaks off before its first entry, or has none.
    """
    import feedparser  # slow to import

    data = source.read()
    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        problem = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise UnreadableError(f"a feed without entries{problem}: fetch it again")
    for number, entry in enumerate(feed.entries, 1):
        name = f"{source.id}#{number}"
        known = _known(entry, feed.feed)
        pieces = html.fragment(_body(entry))
        if not pieces:
            yield Failure(name, source.name, f"entry {number} has no text: read the page it links to")
            continue
        yield html.draft_of(
            Source(id=name, name=source.name, media_type=source.media_type),
            pieces, known=known, sha256=digest(data), encoding=feed.get("encoding"), bare=True,
        )  # fmt: skip


def _body(entry: Mapping[str, object]) -> str:
    bodies = [part.get("value") for part in entry.get("content") or () if isinstance(part, Mapping)]  # type: ignore[attr-defined]  # feedparser's own mapping
    return max((body for body in [*bodies, entry.get("summary")] if isinstance(body, str)), key=len, default="")


def _known(entry: Mapping[str, object], feed: Mapping[str, object]) -> Known:
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    author = entry.get("author")
    return Known(
        title=_told(entry.get("title")),
        authors=tuple(split_authors(author)) if isinstance(author, str) else (),
        published=date(*when[:3]) if isinstance(when, tuple) else None,
        publisher=_told(feed.get("title")),
        url=_told(entry.get("link")),
    )


def _told(value: object) -> str | None:
    return html.plain(value) or None if isinstance(value, str) else None
