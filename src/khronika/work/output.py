"""Write a run's files so that each is finished or absent, never half.

Everything is written in a folder of its own inside the output folder and moved into place at the end; `run.json` goes
last. What an interrupted run leaves there is removed by the next.
"""

import shutil
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import duckdb
import msgspec

from khronika.errors import ArgumentError
from khronika.work.rows import COLUMNS, JSON_FILES, Rows, csv_header
from khronika.work.run_report import RunReport

PARTIAL = ".khronika-partial"
ROW_GROUP = 4096  # rows that DuckDB holds at a time when it writes Parquet
SHORTEST_BUFFER = 1 << 20  # bytes; DuckDB reads JSON lines in buffers of twice the longest line that it is told of
FILES = (*(f"{name}.jsonl" for name in JSON_FILES), "event_mentions.csv", "event_mentions.parquet", "run.json")


class Output:
    """The output folder of one run: add rows, then finish; leaving without finishing leaves nothing behind."""

    def __init__(self, folder: Path) -> None:
        """Open the folder for a new run, making it if need be.

        Raises:
            ArgumentError: it is not a folder, or may not be written to.
        """
        self.folder = folder
        self._partial = folder / PARTIAL
        self._longest = 0  # bytes of a flat row
        try:
            if self._partial.exists():
                shutil.rmtree(self._partial)
            self._partial.mkdir(parents=True)
        except OSError as error:
            raise ArgumentError(f"cannot write to {folder}: {error.strerror} (choose another with -o)") from error
        self._files: dict[str, BinaryIO] = {
            name: (self._partial / name).open("wb")
            for name in (*(f"{name}.jsonl" for name in JSON_FILES), "event_mentions.csv", "flat.jsonl")
        }
        self._files["event_mentions.csv"].write(csv_header())

    def __enter__(self) -> "Output":
        """Give the output itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close and remove whatever is not finished."""
        for file in self._files.values():
            file.close()
        shutil.rmtree(self._partial, ignore_errors=True)

    def add(self, rows: Rows) -> None:
        """Append one document's rows to every file."""
        for name, encoded in rows.files.items():
            self._files[f"{name}.jsonl"].write(encoded)
        self._files["event_mentions.csv"].write(rows.csv)
        self._files["flat.jsonl"].write(rows.flat)
        self._longest = max(self._longest, len(max(rows.flat.splitlines(), key=len, default=b"")))

    def finish(self, run: RunReport) -> None:
        """Make the Parquet file and `run.json`, and move all files into place."""
        for file in self._files.values():
            file.close()
        write_parquet(self._partial / "flat.jsonl", self._partial / "event_mentions.parquet", longest=self._longest)
        encoded = msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n"
        (self._partial / "run.json").write_bytes(encoded)
        (self.folder / "run.json").unlink(missing_ok=True)
        for name in FILES:
            (self._partial / name).replace(self.folder / name)


def write_parquet(rows: Path, target: Path, *, longest: int) -> None:
    """Turn flat rows (JSON lines with the columns of COLUMNS) into a Parquet file, in the same order.

    `longest` is the longest line's length in bytes. What it takes of memory does not grow with the number of rows.
    """
    buffer = max(SHORTEST_BUFFER, longest + 2)
    columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, (kind, _) in COLUMNS.items())
    with duckdb.connect(config={"threads": 1, "memory_limit": "192MB", "temp_directory": str(target.parent)}) as base:
        base.execute("SET enable_progress_bar = false")
        base.execute(
            f"COPY (SELECT * FROM read_json({_quoted(str(rows))}, columns = {{{columns}}}, "
            f"format = 'newline_delimited', maximum_object_size = {buffer})) "
            f"TO {_quoted(str(target))} (FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP})"
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
