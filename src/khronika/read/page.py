"""What a page says of itself: JSON-LD, meta tags, and the visible lines of its head."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from lxml.html import HtmlElement

from khronika.errors import ValueFormatError
from khronika.model import Interval
from khronika.read.blocks import Piece
from khronika.read.cues import cue
from khronika.read.draft import Known
from khronika.read.names import split_authors

# How long a line of each kind may be, in characters.
_LONGEST = {"standfirst": 600, "byline": 250, "note": 250}
Fields = dict[str, object]
_BYLINE = "byline|author|dateline|meta|published|pubdate|post-?date|article-?info|posted|credits?|date"
_STANDFIRST = "standfirst|dek|deck|subtitle|sub-?title|subhead(?:line)?|lead|lede|lid|summary|chapo|announce|excerpt"
_CLASS = re.compile(rf"(?:^|[\s_-])(?:{_BYLINE})(?:$|[\s_-])", re.I)
_INTRO = re.compile(rf"(?:^|[\s_-])(?:{_STANDFIRST})(?:$|[\s_-])", re.I)
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|comments?|recommend\w*|teaser|card|nav\w*|menu|footer|promo|more)(?:$|[\s_-])",
    re.I,
)
_ARTICLE = re.compile(r"article|posting|report|webpage", re.I)
# Where authors, dates, titles and publishers stand in meta tags, best first.
_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_AUTHOR = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author", "byl")
_DATE = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "parsely-pub-date",
)
_PUBLISHER = ("og:site_name", "dc.publisher", "publisher", "application-name")


def page_metadata(tree: HtmlElement, lines: Sequence[Piece], known: Known) -> Known:
    """Gather title, authors, day, publisher and address; what is known already (a web archive's address) stays."""
    linked, metas = _linked_data(tree), _metas(tree)
    publisher = (
        known.publisher
        or _name(linked.get("publisher"))
        or _first(metas, _PUBLISHER)
        or _name(linked.get("sourceOrganization"))
    )
    return Known(
        title=_title(tree, linked, metas, publisher),
        authors=tuple(_authors(tree, linked, metas, publisher)),
        published=_day(_text(linked.get("datePublished")))
        or _day(_first(metas, _DATE))
        or _told_day(tree)
        or known.published,
        publisher=publisher,
        url=known.url or _address(tree, metas),
        standfirst=next((line.text for line in lines if line.kind == "standfirst" and len(line.text) > 30), None),
        genre="opinion" if "Opinion" in str(linked.get("@type", "")) else known.genre,
    )


def head_lines(tree: HtmlElement) -> list[Piece]:
    """Give the lines of the head (standfirst, bylines, dates) and the notes that say where a text first stood."""
    lines: dict[str, Piece] = {}
    for element in tree.iter("p", "div", "span", "address", "time", "h2", "h3", "li", "a", "em", "small", "header"):
        kind = _marked_kind(element)
        if kind is None and len(element) > 4:
            continue
        text = " ".join(element.text_content().split())
        kind = kind or ("note" if cue("origin").match(text) or cue("first_date").match(text) else None)
        if kind is None or not 3 <= len(text) <= _LONGEST[kind] or _is_aside(element):
            continue
        if text not in lines and (kind == "standfirst" or not any(text in line for line in lines)):
            lines[text] = Piece(text, kind)
    return [*lines.values(), *_address_of_origin(tree)]


def _marked_kind(element: HtmlElement) -> Literal["standfirst", "byline", "note"] | None:
    """Tell by its class what an element of the head is."""
    marks = " ".join(element.get(name) or "" for name in ("class", "itemprop", "rel", "id"))
    if _INTRO.search(marks) and element.tag not in ("header", "a"):
        return "standfirst"
    return "byline" if element.tag == "time" or _CLASS.search(marks) else None


def _address_of_origin(tree: HtmlElement) -> list[Piece]:
    """Give the name and address of another publication where they stand alone below each other."""
    for link in tree.iter("a"):
        address, parent = " ".join(link.text_content().split()), link.getparent()
        if parent is None or not address.startswith("http") or " ".join(parent.text_content().split()) != address:
            continue
        before = parent.getprevious()
        name = " ".join(before.text_content().split()) if before is not None else ""
        if 2 <= len(name) <= 70 and not _is_aside(link):
            return [Piece(name, "note"), Piece(address, "note")]
    return []


def _is_aside(element: HtmlElement) -> bool:
    for parent in element.iterancestors():
        if parent.tag in ("nav", "footer", "aside", "form") or _ASIDE.search(parent.get("class") or ""):
            return str(parent.tag) != "body"
    return False


def _linked_data(tree: HtmlElement) -> Fields:
    found: list[Fields] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                found.extend(_flat(json.loads(script.text or "", strict=False)))
            except (ValueError, RecursionError):
                continue
    articles = [fields for fields in found if _ARTICLE.search(str(fields.get("@type", "")))]
    ranked = sorted(articles, key=lambda fields: ("headline" not in fields, "datePublished" not in fields))
    return ranked[0] if ranked else {}


def _flat(value: object) -> Iterator[Fields]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, dict):
        yield value
        yield from _flat(value.get("@graph", []))


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return _name(value[0]) if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for item in items if (name := _name(item)) and not name.startswith("http")]


def _day(text: str | None) -> date | None:
    try:
        return Interval.parse(text).start if text and len(text) >= 10 else None
    except ValueFormatError:
        return None


def _told_day(tree: HtmlElement) -> date | None:
    from htmldate import find_date  # slow to import

    return _day(find_date(tree, extensive_search=False, original_date=True))


def _title(tree: HtmlElement, linked: Fields, metas: dict[str, str], publisher: str | None) -> str | None:
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1") if not _is_aside(heading)]
    titles = [" ".join((title.text or "").split()) for title in tree.iter("title")]
    told = _text(linked.get("headline")) or _first(metas, _TITLE)
    in_title = [heading for heading in headings if heading and any(heading in title for title in [*titles, told or ""])]
    best = (in_title or ([told] if told else []) or headings or titles or [""])[0]
    return _without_site(best, publisher) or None


def _without_site(title: str, publisher: str | None) -> str:
    parts = re.split(r"\s+[|·•»–—-]\s+", title)
    if len(parts) > 1 and publisher and parts[-1].casefold() == publisher.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |·•»–—-")
    return parts[0] if len(parts) == 2 and "|" in title else title


def _authors(tree: HtmlElement, linked: Fields, metas: dict[str, str], publisher: str | None) -> list[str]:
    told = (
        _names(linked.get("author"))
        or [
            name
            for key in _AUTHOR
            if key in metas and not metas[key].startswith(("http", "@", "/"))
            for name in [metas[key]]
        ][:1]
    )
    if not told:
        marked = tree.xpath("//*[@rel='author' or contains(@itemprop,'author')]")
        told = [" ".join(element.text_content().split()) for element in marked if not _is_aside(element)][:4]
    names = [name for text in told if len(text) < 200 for name in split_authors(text)]
    return [name for name in dict.fromkeys(names) if not publisher or name.casefold() != publisher.casefold()]


def _address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"]
    return next((link for link in [*links, metas.get("og:url")] if link and link.startswith("http")), None)
