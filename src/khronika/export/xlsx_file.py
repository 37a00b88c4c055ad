"""Tables as XLSX: text stays text, nothing is a formula or a link."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from khronika.export.cells import Cell, neutralise

MOST_ROWS = 1_048_575  # of a sheet, below its header
LONGEST = 32_767  # characters of a cell
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
_MADE = datetime(2000, 1, 1)  # the file's own time, fixed: the same rows give the same bytes


def write_xlsx(path: Path, sheet: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a workbook of one sheet with a frozen header; rows beyond `MOST_ROWS` are refused by its caller."""
    with Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        table = book.add_worksheet(sheet[:31])
        table.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for at, name in enumerate(header):
            table.write_string(0, at, name, bold)
        for number, row in enumerate(rows, 1):
            for at, cell in enumerate(row):
                _write(table, number, at, neutralise(cell))


def _write(table: Any, row: int, column: int, cell: Cell) -> None:
    match cell:
        case None:
            return
        case bool():
            table.write_boolean(row, column, cell)
        case int() | float():
            table.write_number(row, column, cell)
        case _:
            table.write_string(row, column, str(cell)[:LONGEST])
