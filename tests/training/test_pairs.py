"""The table of Ukrainian and Russian words: two lemmas a row, each Ukrainian one once, in order."""

from pathlib import Path

TABLE = Path(__file__).parent.parent.parent / "training" / "ukrainian_russian.tsv"


def test_every_row_pairs_two_words() -> None:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(rows) > 30_000
    assert all(len(row) == 2 and all(word == word.strip().lower() and word for word in row) for row in rows)
    ukrainian = [row[0] for row in rows]
    assert ukrainian == sorted(set(ukrainian))
    assert not set("ыъэё") & set("".join(ukrainian))
    assert not set("іїєґ") & set("".join(row[1] for row in rows))
    assert {("страйк", "забастовка"), ("вирок", "приговор"), ("неділя", "воскресенье")} <= {(a, b) for a, b in rows}
