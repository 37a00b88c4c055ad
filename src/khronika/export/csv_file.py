"""Tables as CSV (RFC 4180, UTF-8 with a byte-order mark, by which spreadsheets see that it is UTF-8)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from khronika.export.cells import Cell, neutralise

TOGETHER = 500  # rows written at once


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Give a file piece by piece, so that memory does not grow with it."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow([neutralise(cell) for cell in row])
        if number % TOGETHER == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")
