"""Places on a map, put together where they would lie on each other."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from khronika.store.columns import Placed

CELL = 56  # pixels on a side
APART = 44  # pixels between the middles of two marks
TILE = 256  # pixels of the whole world at zoom 0
NORTHMOST = 85.05  # degrees that a Mercator map shows
RINGS = frozenset({"admin1", "country", "several", "unknown"})
# Decimals of a degree that are shown, by how exactly a place is told: about 1 km, 10 km, 100 km.
DECIMALS = {"exact": 2, "settlement": 2, "several": 1, "admin1": 1, "country": 0, "unknown": 0}
NAMED = 5
Grid = dict[tuple[str, int, int], list[tuple[Placed, int]]]


class Cell(Struct, frozen=True):
    """Events drawn as one mark: a dot for settlements, a hollow ring for what is told of a whole region or country.

    `box` is west, south, east, north of what it holds; `places` the most frequent of them with how many events each.
    """

    lat: float
    lon: float
    number: int
    kind: str
    box: tuple[float, float, float, float]
    places: list[tuple[Placed, int]]
    more: int


def draw_cells(told: Iterable[tuple[Placed, int]], zoom: int) -> list[Cell]:
    """Put places together for a zoom level, the fewest events first, so that the largest marks are drawn last."""
    grid: Grid = defaultdict(list)
    for place, number in told:
        if place.lat is not None and place.lon is not None and abs(place.lat) <= NORTHMOST:
            x, y = _pixel(place.lat, place.lon, zoom)
            kind = place.precision if place.precision in RINGS else "settlement"
            grid[kind, int(x // CELL), int(y // CELL)].append((place, number))
    cells = [_cell(kind, each) for kind, each in _apart(grid, zoom)]
    return sorted(cells, key=lambda cell: (cell.kind not in RINGS, cell.number))


def _apart(grid: Grid, zoom: int) -> Iterator[tuple[str, list[tuple[Placed, int]]]]:
    """Put a square's places with those of the larger square beside it if their marks would cover each other."""
    sizes = {square: sum(number for _, number in told) for square, told in grid.items()}
    kept: dict[tuple[str, int, int], tuple[float, float]] = {}
    for square in sorted(grid, key=lambda each: (-sizes[each], each)):
        kind, column, row = square
        x, y = _middle(grid[square], sizes[square], zoom)
        beside = [(kind, column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        near = next((k for k in beside if k in kept and math.dist(kept[k], (x, y)) < APART), None)
        if near is None:
            kept[square] = (x, y)
        else:
            grid[near] = grid[near] + grid[square]
    for square in kept:
        yield square[0], grid[square]


def _middle(told: list[tuple[Placed, int]], total: int, zoom: int) -> tuple[float, float]:
    points = [(*_pixel(place.lat or 0, place.lon or 0, zoom), number) for place, number in told]
    return sum(x * n for x, _, n in points) / total, sum(y * n for _, y, n in points) / total


def _pixel(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    size = TILE * 2**zoom
    turn = math.radians(lat)
    return (lon + 180) / 360 * size, (1 - math.asinh(math.tan(turn)) / math.pi) / 2 * size


def _cell(kind: str, told: list[tuple[Placed, int]]) -> Cell:
    told = sorted(told, key=lambda each: (-each[1], each[0].name))
    total = sum(number for _, number in told)
    decimals = DECIMALS[kind]
    points = [(round(p.lat or 0, decimals), round(p.lon or 0, decimals), n) for p, n in told]
    lats, lons = [lat for lat, _, _ in points], [lon for _, lon, _ in points]
    return Cell(
        lat=round(sum(lat * number for lat, _, number in points) / total, 3),
        lon=round(sum(lon * number for _, lon, number in points) / total, 3),
        number=total,
        kind=kind,
        box=(min(lons), min(lats), max(lons), max(lats)),
        places=told[:NAMED],
        more=max(0, len(told) - NAMED),
    )
