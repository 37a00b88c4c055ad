"""Stacked bars: how many events of each type there are in each year, month or day."""

from collections.abc import Callable

import msgspec
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.store.columns.counting import Spread, Unit
from khronika.web import chronicle_labels as labels
from khronika.web.drawing.scale import Scale, code_of, label_of
from khronika.web.figures import grouped, plain

WIDTH, HEIGHT, LEFT, TOP, FOOT = 1000, 260, 46, 10, 24
COLOURED = frozenset({
    "PROTEST", "COERCE", "ASSAULT", "CONCEDE", "AID", "ACCUSE", "SANCTION", "ORGANIZE", "REQUEST", "REJECT", "THREATEN",
    "AGREE",
})  # fmt: skip
REST = "rest"  # types without a colour of their own, together
ROOM = 36  # a mark nearer to the edge has no room


class Bar(Struct, frozen=True):
    """One bin: where it stands, how many events it holds, and what leads to them."""

    x: str
    width: str
    code: str
    label: str
    total: str
    query: str


class Tick(Struct, frozen=True):
    """A mark on an axis."""

    at: str
    text: str


class Bars(Struct, frozen=True):
    """A picture of bars: one path a type for all its pieces, the bars as areas to point at, axes and legend."""

    paths: list[tuple[str, str]]
    bars: list[Bar]
    across: list[Tick]
    up: list[Tick]
    legend: list[tuple[str, str, int]]
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


def draw_bars(told: Spread, unit: Unit, address: Callable[[str], str] = str) -> Bars:
    """Draw counts as stacked bars; `address` makes of a bin's code what leads to it."""
    told = coloured(told)
    totals = [sum(column) for column in zip(*told.counts.values(), strict=True)] if told.counts else []
    most = round_up(max(totals, default=1))
    scale = Scale(told.starts[0], told.starts[-1], LEFT, WIDTH) if told.starts else Scale(0, 1, LEFT, WIDTH)
    rise = (HEIGHT - FOOT - TOP) / most
    filled = [(number, *_edges(told, number, scale)) for number, total in enumerate(totals) if total]
    bars = [_bar(told, number, x, width, unit, totals[number], address) for number, x, width in filled]
    legend = [(type_, name_of(type_), sum(told.counts[type_])) for type_ in told.types if sum(told.counts[type_])]
    return Bars(_paths(told, filled, rise), bars, across(told.starts, unit, scale), _up(most, rise), legend)


def coloured(told: Spread) -> Spread:
    """Put the types that have no colour of their own together, last; leave out those that there are none of."""
    told = msgspec.structs.replace(told, types=[type_ for type_ in told.types if any(told.counts[type_])])
    plain_types = [type_ for type_ in told.types if type_ not in COLOURED]
    if not plain_types:
        return told
    rest = [sum(column) for column in zip(*(told.counts[type_] for type_ in plain_types), strict=True)]
    kept = [type_ for type_ in told.types if type_ in COLOURED]
    counts = {type_: told.counts[type_] for type_ in kept} | {REST: rest}
    return msgspec.structs.replace(told, types=[*kept, REST], counts=counts)


def name_of(type_: str) -> str:
    """Name a type, or those without a colour of their own together."""
    return _("others") if type_ == REST else labels.kind(type_)


def _edges(told: Spread, number: int, scale: Scale) -> tuple[float, float]:
    """Give where a bar begins and how wide it is, with a gap to the next one."""
    x, right = scale.at(told.starts[number]), scale.at(told.starts[number + 1])
    return x, right - x - min(2.0, (right - x) * 0.15)


def _paths(told: Spread, filled: list[tuple[int, float, float]], rise: float) -> list[tuple[str, str]]:
    """Stack the pieces of all bars, type upon type, and draw each type by one path."""
    tops = {number: float(HEIGHT - FOOT) for number, _, _ in filled}
    paths = []
    for type_ in told.types:
        pieces = []
        for number, x, width in filled:
            if count := told.counts[type_][number]:
                tops[number] -= count * rise
                pieces.append(
                    f"M{plain(x)} {plain(tops[number])}h{plain(width)}v{plain(count * rise)}h-{plain(width)}z"
                )
        if pieces:
            paths.append((type_, "".join(pieces)))
    return paths


def _bar(
    told: Spread, number: int, x: float, width: float, unit: Unit, total: int, address: Callable[[str], str]
) -> Bar:
    start = told.starts[number]
    code = code_of(start, unit)
    return Bar(plain(x), plain(width), code, label_of(start, unit), grouped(total), address(code))


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
            ticks.append(
                Tick(plain(scale.at(start)), code[5:] if unit == "day" and len(starts) > 8 and number else code)
            )
    return ticks


def _up(most: int, rise: float) -> list[Tick]:
    return [Tick(plain(HEIGHT - FOOT - value * rise), grouped(value)) for value in sorted({0, most // 2, most})]


def round_up(number: int) -> int:
    """Give the next round number: 1, 2, 3, 4, 5, 6, 8, 10, 20 …"""
    power: int = 10 ** (len(str(max(number, 1))) - 1)
    return next((step * power for step in (1, 2, 3, 4, 5, 6, 8) if step * power >= number), 10 * power)
