"""The Parquet file holds every row, however long; writing many takes no more memory than writing some."""

import subprocess
import sys
from pathlib import Path

import duckdb
import msgspec
import pytest

from khronika.work.output import SHORTEST_BUFFER, write_parquet
from khronika.work.rows import COLUMNS

WRITE = """
import re, sys
from pathlib import Path
from khronika.work.output import write_parquet
write_parquet(Path(sys.argv[1]), Path(sys.argv[2]), longest=2000)
print(int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def flat(number: int, quote: str) -> bytes:
    """Make a flat row as a line of JSON."""
    row = dict.fromkeys(COLUMNS) | {"id": f"made-{number}", "quote": f"{quote} {number}"}
    return msgspec.json.encode(row) + b"\n"


def test_a_quote_longer_than_the_buffer_is_written_whole(tmp_path: Path) -> None:
    line = flat(1, "long " * SHORTEST_BUFFER)
    (tmp_path / "flat.jsonl").write_bytes(line + flat(2, "short"))
    write_parquet(tmp_path / "flat.jsonl", tmp_path / "rows.parquet", longest=len(line))
    sizes = duckdb.sql(f"SELECT length(quote) FROM '{tmp_path}/rows.parquet'").fetchall()
    assert sizes == [(5 * SHORTEST_BUFFER + 2,), (7,)]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from /proc")
def test_four_times_as_many_rows_take_no_more_memory(tmp_path: Path) -> None:
    megabytes = []
    for number in (20_000, 80_000):
        rows = tmp_path / f"{number}.jsonl"
        rows.write_bytes(b"".join(flat(at, "Nurses walked out on Monday. " * 8) for at in range(number)))
        command = [sys.executable, "-c", WRITE, str(rows), str(tmp_path / "rows.parquet")]
        megabytes.append(int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    assert megabytes[1] < megabytes[0] + 24
