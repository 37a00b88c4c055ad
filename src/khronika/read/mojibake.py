"""UTF-8 that was read in another encoding, where that is certain."""

import re
from collections.abc import Iterator
from functools import cache

Edit = tuple[int, int, str]
# What the wrong reading must make of bytes for a repair to be certain: accents, quotes and dashes, Cyrillic.
_CERTAIN = re.compile(
    r"[\u00a0-\u00bf\u00c0-\u00ff\u0152\u0153\u0160\u0161\u017d\u017e\u2010-\u2044\u20ac\u2116\u2122]|[\u0400-\u045f]"
)
SUSPECT = re.compile(
    r"[ÂÃâÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|(?:[РС][Ѐ-ЏЂЃѓђљњћќџЎўЈҐЁЄЇІіґёєјЅѕї\u00a0-\u00bf‚„…†‡€‰‹‘’“”•–—™›№°-Я]){2}|вЂ"
)


def find_mojibake(text: str) -> Iterator[Edit]:
    """Yield what to replace, by which characters, in order."""
    runs = list(_western(text)) or list(_cyrillic(text))
    cyrillic = sum(1 for _, _, new in runs if "\u0400" <= new[0] <= "\u045f")
    for start, end, new in runs:
        if cyrillic >= 3 or not "\u0400" <= new[0] <= "\u045f":
            yield start, end, new


def _western(text: str) -> Iterator[Edit]:
    for match in re.finditer(rf"[\xc2-\xdf]{_tail()}|[\xe0-\xef]{_tail()}{{2}}", text):
        yield from _undo(match, "cp1252")


def _cyrillic(text: str) -> Iterator[Edit]:
    tail = _tail_cyrillic()
    runs = re.compile(rf"(?:[РС]{tail}){{2,}}|вЂ{tail}|в„–")
    # Among long runs, single letters and quotation marks are wrong readings too.
    certain = sum(len(run[0]) for run in runs.finditer(text)) >= 12
    for run in re.finditer(rf"(?:[РС]{tail})+|вЂ{tail}|в„–|В[«»]", text) if certain else runs.finditer(text):
        for match in re.finditer(rf"[ВГРС]{tail}|в{tail}{{2}}", run[0]):
            for start, end, new in _undo(match, "cp1251"):
                yield run.start() + start, run.start() + end, new


def _undo(match: re.Match[str], wrong: str) -> Iterator[Edit]:
    try:
        new = b"".join(_byte(char, wrong) for char in match[0]).decode("utf-8")
    except UnicodeError:
        return
    if len(new) == 1 and _CERTAIN.match(new):
        yield match.start(), match.end(), new


def _byte(char: str, wrong: str) -> bytes:
    return bytes([ord(char)]) if "\x80" <= char <= "\x9f" else char.encode(wrong)


@cache
def _tail() -> str:
    return _class("cp1252")


@cache
def _tail_cyrillic() -> str:
    return _class("cp1251")


def _class(encoding: str) -> str:
    chars = bytes(range(0x80, 0xC0)).decode(encoding, "ignore")
    return f"[\x80-\x9f{re.escape(chars)}]"
