"""From a draft to a document: view, paragraphs, metadata, turns, language and genre."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from khronika.model import Document, Paragraph, ParagraphKind, Publication, View
from khronika.read.columns import mark_columns
from khronika.read.cues import UPPER
from khronika.read.draft import Draft, Known
from khronika.read.furniture import Block, Head, mark_furniture
from khronika.read.genre import genre_of
from khronika.read.interview import Interview, find_interview
from khronika.read.lines import Line, item_start, line_feeds, split_blocks
from khronika.read.result import Options, Read
from khronika.read.view import build_view

_HASHES = re.compile(r"(#{1,6})[ \t]+")
_QUOTE = re.compile(r">[ \t]?")
_HEADING = re.compile(rf"[{UPPER}].*[\w)»”\"]")
_RULE = re.compile(r"[-=*_#~ ]{3,}")


def finish(draft: Draft, options: Options) -> Read:
    """Make the document and its view; the format's own metadata wins over the text's head, options fill gaps."""
    lines = None if draft.blocks is not None else list(split_blocks(draft.text))
    breaks = [at for block in lines or () for line in block[:-1] for at in line_feeds(draft.text, line)]
    view = build_view(draft.text, breaks)
    blocks = list(_told_blocks(draft, view) if lines is None else _found_blocks(draft, view, lines))
    head = mark_furniture(blocks, draft.known, bare=draft.bare)
    _mark_headings(blocks, bare=draft.bare)
    mark_columns(blocks)
    interview = find_interview(blocks, head, draft.known)
    language = draft.known.language or options.language or _language(_body(blocks) or view.text)
    return Read(_document(draft, view, blocks, head, interview, language, options), view)


def _document(
    draft: Draft,
    view: View,
    blocks: list[Block],
    head: Head,
    interview: Interview,
    language: str | None,
    options: Options,
) -> Document:
    known = draft.known
    published = known.published or head.published or options.published
    return Document(
        id=draft.id,
        title=known.title or head.title,
        standfirst=known.standfirst or head.standfirst or interview.standfirst,
        authors=known.authors or head.authors,
        published=published,
        first_published=known.first_published or head.first_published,
        language=language,
        publisher=known.publisher or head.publisher,
        publisher_chain=tuple(_chain(known, head, published)),
        url=known.url,
        genre=known.genre or genre_of(blocks, head, interview.turns),
        source=draft.source,
        media_type=draft.media_type,
        encoding=draft.encoding,
        sha256=draft.sha256,
        text=draft.text,
        paragraphs=tuple(_paragraphs(view.text, blocks, language)),
        turns=interview.turns,
        warnings=draft.warnings,
    )


def _chain(known: Known, head: Head, published: object) -> Iterator[Publication]:
    origin = known.origin or head.origin
    publisher = known.publisher or head.publisher
    if publisher or origin or known.url:
        yield Publication(publisher, known.published or head.published, known.url)
    first = known.first_published or head.first_published
    if origin and (origin.publisher or origin.url) and origin.publisher != publisher:
        yield Publication(origin.publisher, origin.published or first, origin.url)


def _told_blocks(draft: Draft, view: View) -> Iterator[Block]:
    """Move the paragraphs that the format marks into the view."""
    for told in draft.blocks or ():
        start, end = _moved(view, told.start), _moved(view, told.end)
        if end > start:
            yield Block(told.kind, start, end, view.text[start:end], told.start in draft.strong)


def _moved(view: View, at: int) -> int:
    return at if view.offsets is None else bisect_left(view.offsets, at)


def _found_blocks(draft: Draft, view: View, lines: list[list[Line]]) -> Iterator[Block]:
    """Make blocks of lines: their marks (hashes, bullets) tell the kind and are left out of the paragraph."""
    text = draft.text
    for block in lines:
        first, last = block[0].start, block[-1].end
        kind: ParagraphKind = "paragraph"
        if text[first] in "#>" and (match := _HASHES.match(text, first) or _QUOTE.match(text, first)):
            kind = "heading" if text[first] == "#" else "paragraph"
            kind = "title" if match[0].strip() == "#" and block is lines[0] else kind
            first = match.end()
        elif (words_start := item_start(text, block[0])) is not None:
            kind, first = "item", words_start
        elif text.count("|", first, last) >= 2 or "\t" in text[first:last]:
            kind = "row"
        start, end = _moved(view, first), _moved(view, last)
        words = view.text[start:end].strip()
        if words and not _RULE.fullmatch(words):
            start = view.text.index(words, start)
            yield Block(kind, start, start + len(words), words, _is_strong(text, first, last), len(block))


def _is_strong(text: str, start: int, end: int) -> bool:
    return text[start : start + 2] in ("**", "__") and text[end - 2 : end] == text[start : start + 2]


def _mark_headings(blocks: list[Block], *, bare: bool) -> None:
    """Mark short lines without a stop that stand before longer paragraphs."""
    for block, after in pairwise(blocks):
        short = block.lines == 1 and len(block.text) <= 90 and len(after.text) > 2 * len(block.text)
        if not bare and block.kind == "paragraph" and short and _HEADING.fullmatch(block.text):
            block.kind = "heading"


def _paragraphs(text: str, blocks: list[Block], language: str | None) -> Iterator[Paragraph]:
    spans = [(block.start, block.end) for block in blocks]
    for block, other in zip(blocks, _languages(text, spans, language), strict=True):
        yield Paragraph(block.kind, block.start, block.end, other)


def _body(blocks: list[Block]) -> str:
    return "\n".join(block.text for block in blocks[:40] if block.kind not in ("title", "byline", "note", "foot"))


def _language(text: str) -> str | None:
    from khronika.language.detect import detect  # loads its model: not for `khronika --help`

    return detect(text)


def _languages(text: str, spans: list[tuple[int, int]], language: str | None) -> list[str | None]:
    from khronika.language.detect import paragraph_languages

    return paragraph_languages(text, spans, language)
