"""Events as spans on a line of days: as long as what is told is vague, fading out where it is open."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from khronika.web.drawing.bars import Tick
from khronika.web.drawing.scale import Scale
from khronika.web.figures import plain

WIDTH, LEFT, ROW, HEAD = 1000, 8, 20, 26
NARROWEST = 6.0
LABEL = 330  # a label has this much room; where a span begins too far right, it stands to the left of it


class Told(Struct, frozen=True):
    """What is drawn as one span: ordinals of the first day and the day after the last, None where open."""

    type: str
    start: int | None
    end: int | None
    label: str
    title: str
    address: str


class Span(Struct, frozen=True):
    """A span on paper; `fade` names the side that is open: left, right or empty."""

    x: str
    width: str
    y: str
    type: str
    fade: str
    label: str
    title: str
    address: str
    label_x: str
    anchor: str
    is_inside: bool


class Spans(Struct, frozen=True):
    """A picture of spans, one a row, the earliest first."""

    spans: list[Span]
    across: list[Tick]
    height: int


def draw_spans(told: Iterable[Told], first: int, last: int, ticks: Sequence[Tick]) -> Spans:
    """Draw spans between two days, half-open; a vague date is as wide as the days it may have been."""
    scale = Scale(first, last, LEFT, WIDTH - LEFT)
    rows = sorted(told, key=lambda each: (each.start or 0, each.end or 10**7))
    spans = [_span(each, number, scale) for number, each in enumerate(rows)]
    return Spans(spans, list(ticks), HEAD + ROW * len(rows) + 8)


def _span(told: Told, number: int, scale: Scale) -> Span:
    x = scale.at(told.start) if told.start is not None else scale.left
    right = scale.at(told.end) if told.end is not None else min(scale.right, x + 160)
    if told.start is None:
        x = max(scale.left, right - 160)
    fade = "left" if told.start is None else "right" if told.end is None else ""
    width = max(right - x, NARROWEST)
    x = min(x, scale.right - width)
    to_the_left = x + width + LABEL > WIDTH
    inside = to_the_left and x < LABEL
    label_x = x + 6 if inside else x - 6 if to_the_left else x + width + 6
    anchor = "end" if to_the_left and not inside else "start"
    return Span(
        plain(x), plain(width), plain(HEAD + ROW * number), told.type, fade, told.label, told.title, told.address,
        plain(label_x), anchor, inside,
    )  # fmt: skip
