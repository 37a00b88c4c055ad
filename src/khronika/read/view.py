"""Build the repaired view of a text: what stands in the way of analysis goes, and every character maps back."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from html import unescape

from khronika.model import View
from khronika.read.cues import words
from khronika.read.mojibake import SUSPECT, find_mojibake

Edit = tuple[int, int, str]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f]+")
_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\x85\x0b\x0c]")
_MARKUP_SIGN = re.compile(r"\]\(|\]\[|\[\d{1,3}\]|\[\^|\[\[|</?[a-zA-Z]|[*_]\S|https?://|`")
_LINK = re.compile(
    r"(?P<open>!?\[)(?P<name>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)(?P<close>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)|\]\[[^\]\n]{0,40}\])"
)
_WIKI = re.compile(r"(?P<open>\[\[(?:[^\[\]|\n]*\|)?)(?P<name>[^\[\]|\n]+)(?P<close>\]\])")
_BLOCK_TAG = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|tr|td|blockquote|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp|quot|lt|gt|nbsp|apos|laquo|raquo|[mn]dash|hellip|[lr][sd]quo|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE
)
_TAG = re.compile(r"</?(?:a|abbr|b|i|em|strong|span|sup|sub|u|s|cite|mark)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=\S)\[\^?[1-9]\d{0,2}\](?!\()|(?<=\s)\[\^?[1-9]\d{0,2}\](?=[\s.,;]|$)|\[\^\w{1,20}\]")
_STRESS = re.compile(
    r"(?<![^\s(\[{«\"'“‘„—–/-])(?P<open>\*{1,3}|_{1,3})(?=[^\s*_])(?P<name>[^*_\n]*(?:\n[^*_\n]+){0,3}?[^\s*_]|[^\s*_])(?P<close>(?P=open))(?!\w)"
)
_JOINED = re.compile(r"(?<=[^\W\d_])(?:-|\u2010|\u00ac)[ \t]*\r?\n[ \t]*(?=[^\W\d_])")


def build_view(text: str, breaks: Sequence[int] = ()) -> View:
    """Give the view of a text; the identity, and cheaply so, where nothing needs repair.

    Links keep their name, emphasis its words; footnote marks, tags, invisible characters and hyphens at line ends go;
    odd spaces become plain ones, mojibake what it was. `breaks` are the places of line feeds inside paragraphs: they
    become spaces.
    """
    return _apply(text, merge(*_edits(text, breaks)))


def _edits(text: str, breaks: Sequence[int]) -> Iterator[Iterable[Edit]]:
    if not text.isascii():
        yield ((m.start(), m.end(), "") for m in _INVISIBLE.finditer(text))
        yield ((m.start(), m.end(), " ") for m in _SPACE.finditer(text))
        if SUSPECT.search(text):
            yield find_mojibake(text)
    if _MARKUP_SIGN.search(text):
        yield sorted(_markup(text))
    if "&" in text:
        yield ((*m.span(), _character(m[0])) for m in _ENTITY.finditer(text) if _character(m[0]))
    if breaks:
        yield _hyphens(text, breaks)
        yield ((at, at + 1, " ") for at in breaks)


def _character(entity: str) -> str:
    """Give the one character that an entity stands for, a plain space for odd ones; nothing for control characters."""
    char = unescape(entity)
    if len(char) != 1 or (not char.isprintable() and not char.isspace()):
        return ""
    return " " if char.isspace() else char


def _markup(text: str) -> Iterator[Edit]:
    for pattern in (_WIKI, _LINK, _STRESS):
        for match in pattern.finditer(text):
            yield (*match.span("open"), "")
            yield (*match.span("close"), "")
    for pattern in (_TAG, _FOOTNOTE):
        for match in pattern.finditer(text):
            yield (*match.span(), "")
    for match in _BLOCK_TAG.finditer(text):
        yield (*match.span(), " ")


def _hyphens(text: str, breaks: Sequence[int]) -> Iterator[Edit]:
    wrapped = set(breaks)
    for match in _JOINED.finditer(text):
        at = text.index("\n", match.start(), match.end())
        if at in wrapped:
            yield match.start() + _keeps_hyphen(text, match), match.end(), ""


def _keeps_hyphen(text: str, match: re.Match[str]) -> bool:
    left = re.search(r"[^\W_]+$", text[max(0, match.start() - 40) : match.start()])
    right = re.match(r"[^\W_]+", text[match.end() : match.end() + 40])
    if not left or not right:
        return True
    return (
        not right[0][0].islower() or left[0].lower() in words("prefix") or f"{left[0]}-{right[0]}" in text
    ) and match[0][0] == "-"


def _apply(text: str, edits: Iterable[Edit]) -> View:
    pieces: list[str] = []
    offsets = array("q")
    done, same_length = 0, True
    for start, end, new in edits:
        if start < done:
            continue
        pieces.append(text[done:start])
        offsets.extend(range(done, start))
        pieces.append(new)
        offsets.extend(_places(text, start, end, new, offsets))
        same_length = same_length and len(new) == end - start
        done = end
    if not pieces:
        return View(text, text)
    pieces.append(text[done:])
    view = "".join(pieces)
    if same_length:
        return View(text, view, range(len(text)))
    offsets.extend(range(done, len(text)))
    return View(text, view, offsets)


def _places(text: str, start: int, end: int, new: str, before: "array[int]") -> Iterable[int]:
    """Place a repaired character first in what it stands for at the beginning of a word, last elsewhere.

    So a word that begins or ends with one maps to all of its original.
    """
    if not new or end - start == len(new):
        return range(start, end) if new else ()
    begins = start == 0 or not (
        text[start - 1].isalnum() or (before and before[-1] == start - 1 and text[start - 1] > "\x7f")
    )
    return (start,) if begins else (end - 1,)
