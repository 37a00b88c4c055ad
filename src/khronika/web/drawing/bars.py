"""Stacked bars: how many events of each type there are in each year, month or day."""

from collections.abc import Callable

from msgspec import Struct

from khronika.store.columns.counting import Spread, Unit
from khronika.web import chronicle_labels as labels
from khronika.web.drawing.scale import Scale, code_of, label_of

WIDTH, HEIGHT, LEFT, TOP, FOOT = 1000, 260, 46, 10, 24
ROOM = 36  # a mark nearer to the edge has no room


class Piece(Struct, frozen=True):
    """One type's part of a bar."""

    type: str
    y: float
    height: float


class Bar(Struct, frozen=True):
    """One bin: its pieces, from the bottom, and what leads to its events."""

    x: float
    width: float
    code: str
    label: str
    total: int
    pieces: list[Piece]
    query: str


class Tick(Struct, frozen=True):
    """A mark on an axis."""

    at: float
    text: str


class Bars(Struct, frozen=True):
    """A picture of bars with its axes and legend."""

    bars: list[Bar]
    across: list[Tick]
    up: list[Tick]
    legend: list[tuple[str, str, int]]
    height: float = HEIGHT
    base: float = HEIGHT - FOOT


def draw_bars(told: Spread, unit: Unit, address: Callable[[str], str] = str) -> Bars:
    """Draw counts as stacked bars; `address` makes of a bin's code what leads to it."""
    totals = [sum(column) for column in zip(*told.counts.values(), strict=True)] if told.counts else []
    most = round_up(max(totals, default=1))
    scale = Scale(told.starts[0], told.starts[-1], LEFT, WIDTH) if told.starts else Scale(0, 1, LEFT, WIDTH)
    rise = (HEIGHT - FOOT - TOP) / most
    bars = [_bar(told, number, scale, rise, unit, total, address) for number, total in enumerate(totals) if total]
    legend = [(type_, labels.kind(type_), sum(told.counts[type_])) for type_ in told.types if sum(told.counts[type_])]
    return Bars(bars, across(told.starts, unit, scale), _up(most, rise), legend)


def _bar(
    told: Spread, number: int, scale: Scale, rise: float, unit: Unit, total: int, address: Callable[[str], str]
) -> Bar:
    start, end = told.starts[number], told.starts[number + 1]
    x, right = scale.at(start), scale.at(end)
    gap = min(2.0, (right - x) * 0.15)
    y = float(HEIGHT - FOOT)
    pieces = []
    for type_ in told.types:
        if count := told.counts[type_][number]:
            y -= count * rise
            pieces.append(Piece(type_, round(y, 1), round(count * rise, 1)))
    code = code_of(start, unit)
    return Bar(round(x, 1), round(right - x - gap, 1), code, label_of(start, unit), total, pieces, address(code))


def across(starts: list[int], unit: Unit, scale: Scale) -> list[Tick]:
    """Mark every bin, or every so many, so that no two labels meet."""
    step = max(1, -(-len(starts) // 14))
    if unit == "month" and step > 1:
        step = 12 if step > 6 else 6 if step > 3 else 3
    ticks = []
    for number, start in enumerate(starts[:-1]):
        code = code_of(start, unit)
        is_marked = (int(code[5:7]) - 1) % step == 0 if unit == "month" else number % step == 0
        if is_marked and scale.right - scale.at(start) > ROOM:
            ticks.append(Tick(scale.at(start), code[5:] if unit == "day" and len(starts) > 8 and number else code))
    return ticks


def _up(most: int, rise: float) -> list[Tick]:
    return [
        Tick(round(HEIGHT - FOOT - value * rise, 1), f"{value:,}".replace(",", "\u202f"))
        for value in sorted({0, most // 2, most})
    ]


def round_up(number: int) -> int:
    """Give the next round number: 1, 2, 3, 4, 5, 6, 8, 10, 20 …"""
    power: int = 10 ** (len(str(max(number, 1))) - 1)
    return next((step * power for step in (1, 2, 3, 4, 5, 6, 8) if step * power >= number), 10 * power)
