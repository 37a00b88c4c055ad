"""Cut a paragraph into sentences; line breaks inside hard-wrapped text are white space, blank lines are not."""

import re

TITLES = frozenset(
    "mr mrs ms mx dr prof st ste ft mt sen sens rep reps gen col capt cpt lt sgt maj cmdr adm gov pres rev hon fr messrs "
    "supt insp cpl brig pvt amb atty ald det vs v cf viz approx ca e.g i.e nos fig figs vol pp arts".split()
)
BEFORE_NUMBERS = frozenset(
    "no art sec para ch p jan feb mar apr jun jul aug sep sept oct nov dec est".split()
)
CLOSERS_OF_NAMES = frozenset(
    "inc corp co ltd bros jr sr esq etc al dept univ assn ave blvd rd a.m p.m am pm u.s u.k u.n e.u d.c u.s.a u.s.s.r l.a ph.d "
    "jan feb mar apr aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ll.b m.d b.a m.a b.c a.d".split()
)
STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my your in on at by for from with after "
    "before since during while when as if but and or so yet however although though because there here what who why how "
    "where which some many most all both no one two three several according earlier later meanwhile last next police "
    "officials protesters workers nobody everyone".split()
)

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\[\d+\])*(?=\s)|\n[ \t]*\n|\n(?=[ \t]*(?:[-–—*•·▪]|\d{1,2}[.)])[ \t])")
_NEXT = re.compile(r"\s*(?:[-–—][ ]?)?[\"'“‘«(\[¿¡]*")
_WORD = re.compile(r"[\w’'-]+")
_LAST = re.compile(r"(?:[^\W_]|(?<=[^\W_])[.&-](?=[^\W_]))+$")


def segment(text: str) -> list[tuple[int, int]]:
    """Give half-open spans of the sentences of a paragraph, without the white space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "\n" or _ends(text, start, match):
            _keep(found, text, start, match.end())
            start = match.end()
    _keep(found, text, start, len(text))
    return found


def _keep(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        at = start + piece.index(bare[0])
        found.append((at, at + len(bare)))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a mark with white space after it ends a sentence."""
    opened = _NEXT.match(text, match.end())
    at = opened.end() if opened else match.end()
    if at >= len(text):
        return True
    following = text[at]
    if following.islower():
        return False
    mark = match.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    return _period_ends(_last_word(text, start, match.start()), mark, _word_at(text, at))


def _last_word(text: str, start: int, end: int) -> str:
    found = _LAST.search(text, max(start, end - 40), end)
    return found.group() if found else ""


def _word_at(text: str, at: int) -> str:
    found = _WORD.match(text, at)
    return found.group() if found else ""


def _period_ends(before: str, mark: str, after: str) -> bool:
    """Decide about one period by the words on its sides; a closing quote or bracket after it settles for an end."""
    low = before.lower()
    if low in TITLES and mark == ".":
        return False
    if low in BEFORE_NUMBERS and after[:1].isdigit():
        return False
    if low in CLOSERS_OF_NAMES or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", before):
        return after.lower() in STARTERS or (len(mark) > 1 and mark[-1] not in ")]")
    if len(before) == 1 and before.isalpha() and before.isupper():
        return after.lower() in STARTERS - {"a", "i"} or not after[:1].isalpha()
    return True
