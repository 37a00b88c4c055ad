"""Reading the ontology's data files; each fault is told by file and, in tables, line."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from khronika.errors import DataError
from khronika.ontology.record import LANGUAGES, Counterpart, Entry, EventType

DATA = files("khronika.ontology") / "data"
Row = TypeVar("Row")


def read_types() -> dict[str, EventType]:
    """Read every type with its modes, by code, in the order of the codes.

    Raises:
        DataError: a file that is no TOML, or lacks or misspells a field.
    """
    places = sorted((DATA / "types").iterdir(), key=lambda place: place.name)
    found = [_decode(place, EventType) for place in places if place.name.endswith(".toml")]
    for row in found:
        for name, mode in [(row.code, row), *((f"{row.code} {code}", mode) for code, mode in row.modes.items())]:
            _check_labels(name, mode.labels)
    return {row.code: row for row in found}


def read_entries(name: str) -> dict[str, Entry]:
    """Read a closed list (`roles`, `contexts`, `realis`, `attribution`, `sectors`), by code."""
    entries = _decode(DATA / f"{name}.toml", dict[str, Entry])
    for code, entry in entries.items():
        _check_labels(f"{name} {code}", entry.labels)
    return entries


def read_counterparts(codebook: str) -> dict[str, Counterpart]:
    """Read the valid codes of another codebook and what they are read as, by code."""
    found: dict[str, Counterpart] = {}
    for number, row in _rows(DATA / f"{codebook}.tsv"):
        code = row["code"]
        if code in found:
            raise DataError(f"{codebook}.tsv:{number}: {code!r} stands here twice")
        found[code] = Counterpart(code, row.get("term") or None, row["type"] or None, row["mode"] or None)
    return found


def _decode(place: Traversable, kind: type[Row]) -> Row:
    try:
        return msgspec.toml.decode(place.read_bytes(), type=kind)
    except msgspec.MsgspecError as error:
        raise DataError(f"{place.name}: {error}") from error


def _rows(place: Traversable) -> Iterator[tuple[int, Mapping[str, str]]]:
    head: list[str] = []
    for number, line in enumerate(place.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        if not head:
            head = cells
            continue
        if len(cells) > len(head):
            raise DataError(f"{place.name}:{number}: {len(cells)} cells (want {len(head)}, separated by tabs)")
        yield number, dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True))


def _check_labels(name: str, labels: Mapping[str, str]) -> None:
    if set(labels) != set(LANGUAGES):
        raise DataError(f"ontology: {name} has labels in {', '.join(sorted(labels))} (want {', '.join(LANGUAGES)})")
