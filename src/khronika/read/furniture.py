"""Heads and feet: which paragraphs are title, byline, note or foot, and the metadata they tell."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from khronika.model import ParagraphKind, Publication
from khronika.read.byline import Byline, find_origin, read_byline
from khronika.read.cues import cue, whole
from khronika.read.days import find_day
from khronika.read.draft import Known

HEAD, FOOT, LONGEST = 8, 14, 400
_SENTENCE_END = re.compile(r"[.!…;,:][\"'”’»)\]*_]*$")
_BODY_END = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
_ADDRESS = re.compile(r"[<(\[]?(?:https?://|www\.)\S+[>)\]]?")


_COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)\d\d)?)?,?\s*(?:by )?"
    r"([^.,|©\d]+?)(?:,?\s*(?:19|20)\d\d.*|\s*[.,|].*|\s+all rights reserved.*)?$",
    re.IGNORECASE,
)


class Block(Struct):
    """A paragraph on its way to its kind; `fixed` where the format itself told it. `text` is the view's."""

    kind: ParagraphKind
    start: int
    end: int
    text: str
    strong: bool = False
    lines: int = 1
    fixed: bool = False


class Head(Struct):
    """What heads and feet tell."""

    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    first_published: date | None = None
    origin: Publication | None = None
    publisher: str | None = None


def mark_furniture(blocks: Sequence[Block], known: Known, *, bare: bool, original: str = "") -> Head:
    """Set the kinds of the paragraphs in head and foot, and give the metadata they tell.

    `bare` texts (cells of tables, posts) have furniture only where its words are unmistakable, and keep at least one
    paragraph of body; `original` is the text with its links, for addresses in notes.
    """
    head = Head()
    if len(blocks) > 1:
        _mark_title(blocks, known, head, bare=bare)
        _mark_head(blocks, known, head, bare=bare)
        _mark_foot(blocks, known, head, bare=bare)
        _mark_anywhere(blocks)
        if bare and not any(block.kind not in ("title", "byline", "note", "foot") for block in blocks):
            for block in blocks:
                block.kind = "paragraph"
    return head


def _mark_title(blocks: Sequence[Block], known: Known, head: Head, *, bare: bool) -> None:
    told = _key(known.title or "")
    for block in blocks[:4]:
        if block.kind == "title" or (told and _key(block.text) == told):
            block.kind = "title"
            head.title = head.title or block.text
            return
    if known.title is None and not bare and _is_title(blocks):
        first = 1 if _is_masthead(blocks[0]) and _is_title(blocks[1:]) and not _is_masthead(blocks[1]) else 0
        blocks[0].kind = "byline"
        blocks[first].kind = "title"
        head.title = blocks[first].text


def _is_masthead(block: Block) -> bool:
    """Say whether a line above the title can be a publication's name: few words in capitals."""
    return block.text.isupper() and len(block.text.split()) <= 4


def _is_title(blocks: Sequence[Block]) -> bool:
    """Say whether a text begins with a title: one short line without a stop, before a body of sentences."""
    first = blocks[0]
    if len(blocks) < 2 or first.lines > 1 or len(first.text) > 220 or first.kind not in ("paragraph", "heading"):
        return False
    if _SENTENCE_END.search(first.text) or read_byline(first.text) or _is_note(first.text):
        return False
    return any(_BODY_END.search(block.text) for block in blocks[1:8])


def _mark_head(blocks: Sequence[Block], known: Known, head: Head, *, bare: bool) -> None:
    evidence = not bare
    for number, block in enumerate(blocks[:HEAD]):
        if block.kind == "title":
            continue
        if len(block.text) <= LONGEST and block.lines <= 3 and (found := _head_line(block, known, evidence=evidence)):
            _mark(block, found, head)
            if not head.standfirst and any(b.kind == "title" for b in blocks[:number]):
                _lift_standfirst(blocks[:number], head)
        elif not bare and _stands_by_byline(blocks, number) and (name := read_byline(block.text, names=(block.text,))):
            _mark(block, name, head)
        elif not bare and head.published is None and (day := _dated(block)):
            head.published = day
        elif block.kind == "standfirst":
            head.standfirst = head.standfirst or block.text
        elif block.kind not in ("byline", "caption", "heading") and number > 4:
            break


def _stands_by_byline(blocks: Sequence[Block], number: int) -> bool:
    """Say whether a line stands next to one that tells author or day, so that a lone name is the author."""
    near = [blocks[at] for at in (number - 1, number + 1) if 0 < at < len(blocks)]
    return len(blocks[number].text) <= 60 and any(read_byline(block.text) for block in near)


def _head_line(block: Block, known: Known, *, evidence: bool) -> Byline | None:
    """Read a line of the head as byline, date line or note; without `evidence` its cue must be written."""
    text = block.text
    if _is_note(text):
        return Byline(note=True)
    found = read_byline(text, names=known.authors)
    if found is None and block.kind == "byline":
        return Byline()
    return found if found and (evidence or found.cued) else None


def _dated(block: Block) -> date | None:
    """Find a day that a short line gives after `Updated` or the like."""
    match = cue("dated").search(block.text) if len(block.text) <= 160 else None
    day = find_day(block.text, match.end()) if match else None
    return day.day if match and day and day.start - match.end() <= 14 else None


def _is_note(text: str) -> bool:
    inner = text.lstrip('([*_«" ')
    return (
        bool(cue("origin").match(inner) or cue("first_date").match(inner))
        and len(text) <= LONGEST
        and (len(text) <= 200 or not _BODY_END.search(text))
    )


def _mark(block: Block, found: Byline, head: Head) -> None:
    block.kind = "note" if found.note else "byline"
    if found.note:
        origin = find_origin(block.text)
        head.origin = head.origin or origin
        head.first_published = head.first_published or origin.published
    head.authors = head.authors or found.authors
    head.published = head.published or found.day
    head.first_published = head.first_published or found.first_day
    head.origin = head.origin or found.origin


def _lift_standfirst(before: Sequence[Block], head: Head) -> None:
    """Take a sentence between title and byline for the standfirst."""
    for block in before:
        if block.kind in ("paragraph", "standfirst", "heading") and 30 < len(block.text) <= 500:
            block.kind = "standfirst"
            head.standfirst = block.text
            return


def _mark_foot(blocks: Sequence[Block], known: Known, head: Head, *, bare: bool) -> None:
    """Mark the last paragraphs: what is furniture by its words, and short lines that stand among such."""
    authors = {_key(name) for name in (*known.authors, *head.authors)}
    below = _foot_heading(blocks)
    first = len(blocks)
    for number in range(len(blocks) - 1, max(0, len(blocks) - FOOT) - 1, -1):
        block = blocks[number]
        if block.kind in ("title", "byline"):
            break
        if number >= below or _is_foot(block, authors) or _is_note(block.text) or _is_last_byline(block, bare=bare):
            first = number
        elif bare or (block.kind != "caption" and not _is_short_line(block)):
            break
    for number in range(first, len(blocks)):
        if _is_note(blocks[number].text):
            _mark(blocks[number], Byline(note=True), head)
        elif _is_last_byline(blocks[number], bare=bare):
            _mark(blocks[number], read_byline(blocks[number].text) or Byline(), head)
        else:
            blocks[number].kind = "foot"
            head.publisher = head.publisher or _owner(blocks[number].text)
    _find_address(blocks[first:], authors, head)


def _is_last_byline(block: Block, *, bare: bool) -> bool:
    found = None if bare else read_byline(block.text)
    return found is not None and found.cued and bool(found.authors)


def _is_short_line(block: Block) -> bool:
    return len(block.text) <= 70 and block.lines == 1 and not _SENTENCE_END.search(block.text) and block.text[-1] != "?"


def _find_address(foot: Sequence[Block], authors: set[str], head: Head) -> None:
    """Take a name right above an address at the end for the publication that the text was taken from."""
    for block, after in pairwise(foot):
        url = _ADDRESS.fullmatch(after.text.strip())
        if url and _is_short_line(block) and _key(block.text) not in authors and not _is_foot(block, authors):
            head.origin = head.origin or Publication(
                block.text.strip(" *_:"), head.first_published, url[0].strip("<>()[]")
            )


def _owner(text: str) -> str | None:
    """Give the publisher whom a line of copyright names."""
    match = _COPYRIGHT.match(text)
    name = match[1].strip() if match else ""
    return name if 2 <= len(name) <= 60 and name[0].isupper() else None


def _foot_heading(blocks: Sequence[Block]) -> int:
    """Give the number of the paragraph from which all is links to other pages; the number of blocks if none."""
    for number in range(max(1, len(blocks) // 2), len(blocks)):
        if whole("foot_heading").fullmatch(blocks[number].text):
            below = blocks[number + 1 :]
            if not any(len(block.text) > 200 and _BODY_END.search(block.text) for block in below):
                return number
    return len(blocks)


def _is_foot(block: Block, authors: set[str]) -> bool:
    text = block.text.strip()
    if len(text) > LONGEST:
        return False
    return bool(
        whole("foot").fullmatch(text)
        or whole("everywhere").fullmatch(text)
        or _ADDRESS.fullmatch(text)
        or _key(text) in authors
        or re.fullmatch(r"\W+", text)
    )


def _mark_anywhere(blocks: Sequence[Block]) -> None:
    for block in blocks:
        if block.kind not in ("paragraph", "heading", "item"):
            continue
        if len(block.text) <= 900 and whole("everywhere").fullmatch(block.text):
            block.kind = "foot"
        elif cue("editor").match(block.text):
            block.kind = "note"
        elif len(block.text) <= 300 and cue("caption").match(block.text):
            block.kind = "caption"


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
