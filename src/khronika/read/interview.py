"""Interviews: turns with speakers, by labels, by dashes, or where nothing but the questions stands out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from khronika.model import FURNITURE, Turn
from khronika.read.asking import Asking, find_asking, people_in
from khronika.read.cues import UPPER, cue
from khronika.read.draft import Known
from khronika.read.furniture import Block, Head

_WORD = rf"[{UPPER}][\w.’'-]*"
_LABEL = re.compile(
    rf"(?P<label>{_WORD}(?:[ .]{{1,2}}{_WORD}){{0,3}})"
    r"(?:\s\([^()]{1,40}\)|,\s[^\W\d_][^:.?!\n]{1,40})?\s*:\s+(?=\S)"
    r"|(?P<short>[QAВО])[.:]\s+(?=\S)"
)
_DASH = re.compile(r"[—–-]\s*(?=\S)")
_ASKS = re.compile(r"\?[\"'”’»)\]*_]*$")
_INVITES = re.compile(
    r"(?:tell (?:us|me)|(?:please )?(?:describe|explain)|could you|can you|расскажите|поясните|опишите|объясните"
    r"|racontez|expliquez|décrivez|pouvez-vous|розкажіть|поясніть|опишіть)\b",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your|yours|yourself|вы|вас|вам|вами|ваш\w*|ты|тебя|тебе|тво\w+"
    r"|vous|votre|vos|tu|toi|ви|вам|ваш\w*|ти|тебе)\b",
    re.IGNORECASE,
)
_ASKER = frozenset(
    "q question interviewer anchor correspondent host journalist moderator presenter reporter "
    "в вопрос корр корр. корреспондент журналист ведущий ведущая модератор репортер репортёр "
    "питання запитання кореспондент журналіст ведучий ведуча модератор репортер "
    "animateur animatrice intervieweur journaliste présentateur présentatrice".split()
)
_ANSWERER = frozenset({"a", "answer", "о", "ответ", "interviewee", "réponse", "відповідь", "r"})
_LONGEST_QUESTION = 600


class Interview(Struct, frozen=True):
    """The turns that were found (none in other texts), and the paragraph that introduces them."""

    turns: tuple[Turn, ...] = ()
    standfirst: str | None = None


class Said(Struct):
    """A paragraph that begins a turn: its label, whether it asks, and where its words begin behind the label."""

    label: str | None
    asks: bool
    skip: int = 0


Marks = dict[int, Said]


def find_interview(blocks: Sequence[Block], head: Head, known: Known) -> Interview:
    """Find the turns of an interview and mark its questions and answers; empty for every other text."""
    body = [
        number
        for number, block in enumerate(blocks)
        if block.kind not in FURNITURE and block.kind not in ("caption", "row")
    ]
    if len(body) < 2 or not any("?" in blocks[number].text or _is_asker(blocks[number]) for number in body):
        return Interview()
    opening = _opening(blocks, head, known)
    marks = _answered(blocks, body) if len(body) < 3 else {}
    marks = (
        marks
        or _labelled(blocks, body)
        or _dashed(blocks, body)
        or (len(body) > 2 and _bare(blocks, body, announced=_is_announced([*opening, *_first_words(blocks, body)])))
        or _answered(blocks, body)
    )
    if not marks:
        return Interview()
    first = min(marks)
    before = [blocks[number] for number in body if number < first]
    authors = known.authors or head.authors
    asking = find_asking([*opening, *(block.text for block in before[:4])], authors)
    names = [*authors, *(name for text in [*opening, *(block.text for block in before)] for name in people_in(text))]
    turns = _turns(blocks, body, marks, _speakers(marks, asking, names, known.publisher))
    return Interview(tuple(turns), _introduction(before, head, known))


def _opening(blocks: Sequence[Block], head: Head, known: Known) -> list[str]:
    told = [known.title or head.title, known.standfirst or head.standfirst]
    lines = [block.text for block in blocks[:8] if block.kind in ("byline", "standfirst")]
    lines += [block.text for block in blocks[-4:] if len(block.text) < 160]
    return list(dict.fromkeys(text for text in [*told, *lines] if text))


def _first_words(blocks: Sequence[Block], body: Sequence[int]) -> list[str]:
    """Give the short paragraphs before the first question."""
    first = next((number for number in body if _is_question(blocks[number])), 0)
    return [blocks[number].text for number in body[:4] if number < first and len(blocks[number].text) <= 400]


def _is_announced(opening: Sequence[str]) -> bool:
    return any(cue("interview").search(text) or find_asking([text], ()).interviewee for text in opening)


def _introduction(before: Sequence[Block], head: Head, known: Known) -> str | None:
    paragraphs = [block for block in before if block.kind in ("paragraph", "standfirst") and len(block.text) > 40]
    if not paragraphs or known.standfirst or head.standfirst or not (head.title or known.title):
        return None
    paragraphs[0].kind = "standfirst"
    return paragraphs[0].text


def _labelled(blocks: Sequence[Block], body: Sequence[int]) -> Marks:
    """Mark turns that begin with who speaks: `Q:`, `GL:`, `Anna Roe:`, `Вопрос:`."""
    found = {number: match for number in body if (match := _LABEL.match(blocks[number].text))}
    counts = Counter(_label(match) for match in found.values())
    asks = Counter(_label(match) for number, match in found.items() if _ASKS.search(blocks[number].text))
    labels = {label for label, count in counts.items() if count >= 2 or label.casefold() in _ASKER | _ANSWERER}
    labels |= _in_full(counts)
    if sum(counts[label] for label in labels) < 2:
        return {}
    asker = next((label for label in sorted(labels) if label.casefold() in _ASKER), None) or max(
        sorted(labels), key=lambda label: asks[label] / counts[label]
    )
    if asker.casefold() not in _ASKER and (asks[asker] * 2 < counts[asker] or asks[asker] < 2):
        return {}
    marks = {
        number: Said(_label(match), _label(match) == asker, match.end())
        for number, match in found.items()
        if _label(match) in labels
    }
    return _with_unlabelled(blocks, body, marks, labels - {asker})


def _is_asker(block: Block) -> bool:
    """Say whether a paragraph begins with the label of one who asks: "Interviewer:"."""
    match = _LABEL.match(block.text)
    return match is not None and _label(match).casefold() in _ASKER


def _in_full(labels: Iterable[str]) -> set[str]:
    """Give the labels that name one speaker in full at first and by surname then: "Anna Roe:", "Roe:"."""
    pairs = [(full, short) for full in labels for short in labels if full.casefold().endswith(f" {short.casefold()}")]
    return {label for pair in pairs for label in pair}


def _label(match: re.Match[str]) -> str:
    return (match["label"] or match["short"]).rstrip(".").strip()


def _with_unlabelled(blocks: Sequence[Block], body: Sequence[int], marks: Marks, answerers: set[str]) -> Marks:
    """Where only questions carry a label, let the paragraph after each begin the answer."""
    if answerers:
        return marks
    for number, following in pairwise(body):
        if number in marks and following not in marks:
            marks[following] = Said(None, asks=False)
    return marks


def _dashed(blocks: Sequence[Block], body: Sequence[int]) -> Marks:
    """Mark turns that begin with a dash; those that end in a question mark ask."""
    dashed = [number for number in body if blocks[number].text[0] in "—–" and _DASH.match(blocks[number].text)]
    asking = {number for number in dashed if _is_question(blocks[number])}
    if len(asking) < 2 or (len(dashed) < len(asking) + 1 and len(asking) < 3):
        return {}
    marks: Marks = {}
    for number in dashed:
        match = _DASH.match(blocks[number].text)
        marks[number] = Said(None, number in asking, match.end() if match else 0)
    return _with_unlabelled(blocks, body, marks, {"dash"} if len(dashed) > len(asking) else set())


def _answered(blocks: Sequence[Block], body: Sequence[int]) -> Marks:
    """Mark a single question behind a dash or `Q:` with the answer behind it, that a dash or a full name begins."""
    marks: Marks = {}
    for number, following in pairwise(body):
        asked, told = (_begun(blocks[each].text) for each in (number, following))
        is_asked = asked is not None and _ASKS.search(blocks[number].text) and (asked.label or "Q").casefold() in _ASKER
        if is_asked and asked is not None and told is not None and following not in marks:
            is_answer = told.label is None or " " in told.label or told.label.casefold() in _ANSWERER
            if is_answer and not _ASKS.search(blocks[following].text):
                marks[number], marks[following] = Said(asked.label, asks=True, skip=asked.skip), told
    return marks


def _begun(text: str) -> Said | None:
    """Give the turn that a paragraph begins with a dash or a label; None for any other."""
    if match := _LABEL.match(text):
        return Said(_label(match), asks=False, skip=match.end())
    match = _DASH.match(text) if text[:1] in "—–" else None
    return Said(None, asks=False, skip=match.end()) if match else None


def _bare(blocks: Sequence[Block], body: Sequence[int], *, announced: bool) -> Marks:
    """Mark questions that stand alone between answers, in bold, as headings, or just by ending in a question mark."""
    asking = _asking(blocks, body)
    answers = {number: after for number, after in pairwise(body) if number in asking and after not in asking}
    if len(answers) < (2 if announced else 3):
        return {}
    if not announced and sum(1 for number in asking if _YOU.search(blocks[number].text)) * 3 < len(asking):
        return {}
    longest = max(len(blocks[number].text) for number in body if number not in asking)
    if any(len(blocks[number].text) > 2.5 * longest for number in asking):
        return {}
    return {
        **{number: Said(None, asks=True) for number in asking},
        **{number: Said(None, asks=False) for number in answers.values()},
    }


def _asking(blocks: Sequence[Block], body: Sequence[int]) -> set[int]:
    """Give the paragraphs that ask: bold ones and headings if most of them ask, else what ends in a question mark."""
    strong = [number for number in body if blocks[number].strong or blocks[number].kind == "heading"]
    asks = [number for number in strong if _is_question(blocks[number])]
    if len(asks) >= 2 and len(asks) * 2 > len(strong):
        return {*asks, *(number for number in strong if blocks[number].strong and number > asks[0])}
    return {number for number in body if _is_question(blocks[number])}


def _is_question(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_QUESTION or text[0] in "\"“«'‘":
        return False
    return bool(_ASKS.search(text)) or (len(text) < 250 and bool(_INVITES.match(text)))


def _speakers(
    marks: Marks, asking: Asking, names: Sequence[str], publisher: str | None
) -> dict[tuple[str | None, bool], str | None]:
    """Name the speaker of each label: who asks, who answers, a name with its initials or surname, or the label."""
    known = [*names, *filter(None, (asking.interviewer, asking.interviewee, publisher))]
    known += [said.label for said in marks.values() if said.label and " " in said.label]
    found: dict[tuple[str | None, bool], str | None] = {}
    for said in marks.values():
        default = asking.interviewer if said.asks else asking.interviewee
        label = said.label if said.label and said.label.casefold() not in _ASKER | _ANSWERER else ""
        found[said.label, said.asks] = (
            _named(label, known) or (default if _is_short_form(label) else None) or label or None
        )
    return found


def _is_short_form(label: str) -> bool:
    """Say whether a label names nobody in full: none, a letter, initials."""
    return label.isupper() or not label


def _named(label: str, names: Sequence[str]) -> str | None:
    if not label:
        return None
    if label.isupper() and 2 <= len(label.replace(".", "")) <= 3:
        initials = label.replace(".", "").replace(" ", "")
        return next(
            (name for name in names if "".join(word[0] for word in name.split() if word[0].isupper()) == initials), None
        )
    wanted = label.casefold().split()
    return next(
        (
            name
            for name in names
            if wanted[-1] == name.casefold().split()[-1] or name.casefold().split()[0] == label.casefold()
        ),
        None,
    )


def _turns(
    blocks: Sequence[Block], body: Sequence[int], marks: Marks, speakers: dict[tuple[str | None, bool], str | None]
) -> list[Turn]:
    """Join paragraphs to turns, and mark each as question or answer."""
    turns: list[Turn] = []
    said: Said | None = None
    first = min(marks)
    for number in (number for number in body if number >= first):
        block, fresh = blocks[number], marks.get(number)
        same = fresh is None or (
            said is not None and (fresh.label, fresh.asks) == (said.label, said.asks) and fresh.label is None
        )
        said = fresh or said
        if said is None:
            continue
        block.start += fresh.skip if fresh else 0
        block.text = block.text[fresh.skip :] if fresh else block.text
        if block.kind in ("paragraph", "heading", "standfirst"):
            block.kind = "question" if said.asks else "answer"
        if same and turns:
            turns[-1] = Turn(turns[-1].speaker, turns[-1].start, block.end)
        else:
            turns.append(Turn(speakers[said.label, said.asks], block.start, block.end))
    return turns
