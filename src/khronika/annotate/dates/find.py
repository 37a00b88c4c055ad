"""Find every time expression of a document and the days it means."""

import re
from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from khronika.annotate.dates.calendar import around
from khronika.annotate.dates.context import LONG, OLD, Context, Parts
from khronika.annotate.dates.match import Match, makes_sense, match
from khronika.annotate.dates.named import last_before
from khronika.annotate.dates.pieces import BLANK, Piece, cut
from khronika.annotate.dates.plausible import is_plausible
from khronika.annotate.dates.readings import read
from khronika.annotate.dates.tables import load_rules, load_words
from khronika.annotate.dates.tense import points_ahead
from khronika.language.record import Analysis, Sentence
from khronika.model import Interval, Mention

LANGUAGES = frozenset({"en", "fr", "ru", "uk"})
DATE_TABLES = ("words.tsv", "numbers.tsv")
# What goes on until a day is not told from there on: "remanded until 18 April; released two days later".
LIMITS = frozenset({"until", "till", "by"})
FRAMING = frozenset({"day", "range", "week"})  # what a heading's date must be for weekdays to lie within
NEW_PARAGRAPH = 2  # so many sentences a paragraph's beginning counts as
MANY, MOST = 4, 5  # so many years long past, and so many to each time that is not, make a text a history
STRETCHES = frozenset({"range", "years", "days_to"})  # readings
# What an end of a stretch may name, the finest first, with its unit; what joins the ends; what belongs to neither.
UNITS = {"day": "day", "nth": "day", "ordinal": "day", "month": "month", "year": "year"}
BETWEEN = frozenset({"dash", "to", "and", "comma", "in", "on", "till", "until"})
IDLE = frozenset({"the", "of", *BETWEEN})
OF_NOW = frozenset({"ago", "ahead", "day", "named_unit", "stretch", "weekday", "weekend"})  # readings
LEAP = 4  # years that a history does not pass over at once
SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/\d{2,4}\b")
# What stands before the first and between the two halves of a stretch of time.
JOINS = (
    ("from", "to"), ("from", "until"), ("since", "to"), ("since", "till"), ("since", "until"),
    ("between", "and"), ("", "dash"),
)  # fmt: skip


class Told(Struct, frozen=True):
    """An expression with its days: pieces `first <= i < last`.

    A stretch from one day, month or year to another has two `ends`, expressions of their own. `parts` are its words.
    """

    first: int
    last: int
    interval: Interval
    parts: Parts
    ends: tuple["Told", ...] = ()


class Dates(Struct, frozen=True):
    """The time expressions of a document, in order: `whole`, and with the two ends of each stretch `apart`."""

    whole: list[Mention]
    apart: list[Mention]


def find_dates(analysis: Analysis, *, south: bool = False) -> list[Mention]:
    """Find the time expressions of a document, in order, each with its half-open days; a stretch of time is one.

    Relative ones count from `analysis.anchor`, anaphoric ones ("the next day") from the expression before; what names
    no days (durations, sets, "now") has null bounds. `south` turns the seasons round.
    """
    return read_dates(analysis, south=south).whole


def read_dates(analysis: Analysis, *, south: bool = False) -> Dates:
    """Find the same, and beside them the expressions as TimeML has them: "from May to July" are two."""
    context = Context(analysis.anchor, south=south, month_first=_month_first(analysis.text))
    after, dates = _read_document(analysis, context)
    if after.told_of_old >= MANY and after.told_of_old >= MOST * after.told_of_now:
        _, dates = _read_document(analysis, replace(context, history=True))
    return dates


def _read_document(analysis: Analysis, context: Context) -> tuple[Context, Dates]:
    dates = Dates([], [])
    paragraph = -1
    for sentence in analysis.sentences:
        if sentence.language in LANGUAGES:
            step = 1 if sentence.paragraph == paragraph else NEW_PARAGRAPH
            read = replace(context, distance=context.distance + step)
            context, pieces, told = _read_sentence(analysis.text, sentence, read)
            days = [one.interval for one in told if one.interval.start]
            if paragraph < 0 and len(days) == 1 and days[0].precision in FRAMING and _is_heading(analysis, sentence):
                context = replace(context, frame=days[0])
            paragraph = sentence.paragraph
            for one in told:
                dates.whole.append(_mention(analysis, pieces, one))
                dates.apart.extend(_mention(analysis, pieces, end) for end in one.ends or (one,))
    return context, dates


def _is_heading(analysis: Analysis, sentence: Sentence) -> bool:
    """Say whether a report's first sentence is its heading: it has no verb, or no full stop ends its line."""
    line = analysis.text[sentence.start : sentence.end].rstrip()
    is_line = analysis.text[sentence.end : sentence.end + 1] == "\n" and line[-1:] not in (".", "!", "?", "…", ";")
    return is_line or all(token.upos not in ("VERB", "AUX") for token in sentence.tokens)


def _month_first(text: str) -> bool | None:
    """Say whether the slashed dates of a text put the month first; None where none shows it."""
    for first, second in SLASHED.findall(text):
        if int(first) > 12 or int(second) > 12:
            return int(second) > 12
    return None


def _mention(analysis: Analysis, pieces: Sequence[Piece], told: Told) -> Mention:
    start, end = pieces[told.first].start, pieces[told.last - 1].end
    return Mention(analysis.document.id, "date", start, end, analysis.text[start:end], told.interval)


def _read_sentence(text: str, sentence: Sentence, context: Context) -> tuple[Context, list[Piece], list[Told]]:
    pieces = cut(text, sentence.start, sentence.end, load_words(sentence.language, *DATE_TABLES))
    pieces = [BLANK if _joins_clause(piece, sentence) else piece for piece in pieces]
    told = []
    for one in match(pieces, load_rules(sentence.language, "rules.tsv"), makes_sense):
        if not is_plausible(one, pieces, text, sentence):
            continue
        parts = one.parts(pieces)
        since = one.first > 0 and pieces[one.first - 1].kind == "since"
        context = replace(context, future=points_ahead(one, pieces, sentence), since=since)
        interval = read(one.rule.reading, parts, context)
        if interval is not None:
            told.append(Told(one.first, one.last, interval, parts, _ends(one, pieces, interval, parts)))
            context = _count(context, parts, one.rule.reading)
            if not one.first or pieces[one.first - 1].kind not in LIMITS:
                context = _remember(context, parts, interval)
    return context, pieces, _opened(_joined(told, pieces, context), pieces)


def _ends(one: Match, pieces: Sequence[Piece], interval: Interval, parts: Parts) -> tuple[Told, ...]:
    """Give the two ends of what one rule reads as a stretch: "**3**–**5 March**"."""
    if one.rule.reading not in STRETCHES or not interval.start or not interval.end:
        return ()
    kinds = [piece.kind for piece in pieces[one.first : one.last]]
    first = next(i for i, kind in enumerate(kinds) if kind in UNITS)
    joint = next(i for i, kind in enumerate(kinds) if i > first and kind in BETWEEN)
    unit = next(UNITS[kind] for kind in UNITS if kind in kinds[first:joint])
    last = next(i for i, kind in enumerate(kinds) if i > joint and kind not in IDLE)
    return (
        Told(one.first + first, one.first + joint, around(unit, interval.start), parts),
        Told(one.first + last, one.last, around(unit, interval.end - timedelta(1)), parts),
    )


def _joins_clause(piece: Piece, sentence: Sentence) -> bool:
    """Say whether "that" only opens a clause: "said **that** Thursday's march …"."""
    at = sentence.head_of(piece.start, piece.end) if piece.kind == "that" else None
    return at is not None and sentence.tokens[at].upos == "SCONJ"


def _count(context: Context, parts: Parts, reading: str) -> Context:
    """Count whether an expression is of a year long past or of the report's own time."""
    year = parts.number("year") if "year" in parts.values else None
    if year is not None and context.anchor and context.anchor.year - year >= OLD:
        return replace(context, told_of_old=context.told_of_old + 1)
    is_of_now = year is not None or reading in OF_NOW or (reading == "unit" and parts.shift() is not None)
    return replace(context, told_of_now=context.told_of_now + 1) if is_of_now else context


def _remember(context: Context, parts: Parts, interval: Interval) -> Context:
    """Keep the last dated expression for those that refer to it, and the last year that was named."""
    if context.since and parts.values.keys() == {"year"}:
        return context  # "the longest stoppage **since 1987**, began on 6 February"
    if interval.start is None or "year_ago" in parts.values or "ago" in parts.values or "earlier" in parts.values:
        return context
    if context.history and _is_aside(context, interval):
        return context
    year = parts.number("year") if "year" in parts.values else None
    day = interval if interval.precision == "day" else context.day
    return replace(context, reference=interval, day=day, year=year or context.year, distance=0)


def _is_aside(context: Context, interval: Interval) -> bool:
    """Say whether a history names a time far from what it tells of: "kept secret until 2005"."""
    told = context.reference
    if not told or not told.start or not interval.start:
        return False
    is_far = abs(interval.start.year - told.start.year) > LEAP
    return interval.precision in LONG or (interval.precision in ("year", "range") and is_far)


def _joined(told: Sequence[Told], pieces: Sequence[Piece], context: Context) -> list[Told]:
    """Join two expressions that name the ends of one stretch: "from May to July"."""
    joined: list[Told] = []
    for one in told:
        stretch = _stretch(joined[-1], one, pieces, context) if joined else None
        if stretch:
            joined[-1] = stretch
        else:
            joined.append(one)
    return joined


def _stretch(a: Told, b: Told, pieces: Sequence[Piece], context: Context) -> Told | None:
    opener, joint = pieces[a.first - 1].kind if a.first else "", pieces[a.last].kind
    opens = bool(opener) and (opener, joint) in JOINS
    if b.first != a.last + 1 or not (opens or ("", joint) in JOINS):
        return None
    if "month" in a.parts.values and "year" in b.parts.values and "year" not in a.parts.values and b.interval.start:
        a = replace(a, interval=last_before(a.parts, b.interval.start, context) or a.interval)
    if not (a.interval.start and b.interval.end and a.interval.start < b.interval.end):
        return None
    return Told(a.first - opens, b.last, Interval(a.interval.start, b.interval.end, "range"), b.parts, (a, b))


def _opened(told: Sequence[Told], pieces: Sequence[Piece]) -> list[Told]:
    """Open the end of what is told with "since", the start of what is told with "until"."""
    return [_open(one, pieces[one.first - 1].kind, pieces[one.first].kind) if one.first else one for one in told]


def _open(one: Told, before: str, kind: str) -> Told:
    # A feast after «с» is what one wishes well for, not when something began.
    start, end, precision = one.interval.start, one.interval.end, one.interval.precision
    if before == "since" and start and kind != "feast":
        return replace(one, first=one.first - 1, interval=Interval(start, None, "open"))
    if before == "till" and end:
        return replace(one, first=one.first - 1, interval=Interval(None, end, "open"))
    if before == "until" and start and end:
        is_over = precision == "day" or one.parts.first("edge") == "end"
        return replace(one, first=one.first - 1, interval=Interval(None, end if is_over else start, "open"))
    return one
