"""A pile of reports in, the files of the contract out."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import jsonschema
import pytest

from khronika.work.code import code_pile
from khronika.work.output import FILES
from khronika.work.rows import COLUMNS, JSON_FILES
from khronika.work.schema import schemas
from khronika.work.settings import Settings

Row = dict[str, object]


def rows(folder: Path, name: str) -> list[Row]:
    """Read a JSON Lines file of an output folder."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf8").splitlines()]


def by_document(folder: Path, name: str) -> dict[str, list[Row]]:
    """Group rows by their document."""
    found: dict[str, list[Row]] = {}
    for row in rows(folder, name):
        found.setdefault(str(row["id"] if name == "documents" else row["document"]), []).append(row)
    return found


def spans(row: object) -> list[tuple[int, int, str]]:
    """Give every (start, end, words) in a row, however deep."""
    if isinstance(row, list):
        return [span for item in row for span in spans(item)]
    if not isinstance(row, dict):
        return []
    inner = [span for value in row.values() for span in spans(value)]
    words = row.get("quote", row.get("text"))
    if isinstance(row.get("start"), int) and isinstance(words, str):
        inner.append((row["start"], row["end"], words))
    return inner


@pytest.fixture(scope="module")
def coded(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coded")
    code_pile([pile], folder, settings=Settings())
    return folder


def test_every_file_of_the_contract_is_there_and_nothing_else(coded: Path) -> None:
    assert sorted(path.name for path in coded.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("name", [*JSON_FILES, "run"])
def test_output_follows_its_published_schema(coded: Path, name: str) -> None:
    validator = jsonschema.Draft202012Validator(schemas()[f"{name}.schema.json"])
    found = [json.loads((coded / "run.json").read_text("utf8"))] if name == "run" else rows(coded, name)
    assert [error.message for row in found for error in validator.iter_errors(row)] == []
    assert found or name in ("statements", "relations")


def test_every_span_holds_its_words(coded: Path) -> None:
    texts = {str(row["id"]): str(row["text"]) for row in rows(coded, "documents")}
    checked = 0
    for name in JSON_FILES[1:]:
        for row in rows(coded, name):
            for start, end, words in spans(row):
                assert texts[str(row["document"])][start:end] == words
                checked += 1
    assert checked > 50


def test_a_plain_text_file_is_kept_to_the_letter(coded: Path, pile: Path) -> None:
    texts = {row["id"]: row["text"] for row in rows(coded, "documents")}
    assert texts["strike.txt"] == (pile / "strike.txt").read_bytes().decode()
    assert texts["row-1"] == "Students marched through Porto on Friday."


def test_documents_are_in_order_and_event_mentions_follow_their_text(coded: Path) -> None:
    ids = [row["id"] for row in rows(coded, "documents")]
    assert ids == ["row-1", "row-2", "interview.md", "strike.txt", "zabastovka.txt"]
    places = [(ids.index(row["document"]), row["start"]) for row in rows(coded, "event_mentions")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("document", "kind", "mode", "place"),
    [
        ("strike.txt", "PROTEST", "strike", "Lille"),
        ("strike.txt", "COERCE", "detention", "Leeds"),
        ("strike.txt", "COERCE", "fine", "Leeds"),
        ("zabastovka.txt", "COERCE", "detention", "Kazan"),
        ("zabastovka.txt", "COERCE", "sentence", "Samara"),
    ],
)
def test_the_events_of_the_pile_are_found(coded: Path, document: str, kind: str, mode: str, place: str) -> None:
    told = [
        (row["type"], row["mode"], (row["place"] or {}).get("name"))
        for row in by_document(coded, "event_mentions")[document]
    ]
    assert any((kind, mode) == found[:2] and place.casefold() in str(found[2]).casefold() for found in told), told


def test_csv_and_parquet_hold_the_same_mentions(coded: Path) -> None:
    wanted = [row["id"] for row in rows(coded, "event_mentions")]
    with duckdb.connect() as base:
        parquet = base.execute(f"SELECT * FROM '{coded / 'event_mentions.parquet'}'")
        assert [column[0] for column in parquet.description or ()] == list(COLUMNS)
        assert [row[0] for row in parquet.fetchall()] == wanted
        table = base.execute(f"SELECT id FROM read_csv('{coded / 'event_mentions.csv'}', all_varchar = true)")
        assert [row[0] for row in table.fetchall()] == wanted


def test_the_same_input_gives_the_same_bytes_with_any_number_of_jobs(coded: Path, pile: Path, tmp_path: Path) -> None:
    code_pile([pile], tmp_path / "two", settings=Settings(), jobs=2)
    for name in FILES:
        assert (tmp_path / "two" / name).read_bytes() == (coded / name).read_bytes(), name


def test_a_document_is_coded_alike_alone_and_among_others(coded: Path, pile: Path, tmp_path: Path) -> None:
    alone = tmp_path / "pile"
    alone.mkdir()
    shutil.copy(pile / "strike.txt", alone)
    code_pile([alone], tmp_path / "out", settings=Settings())
    for name in JSON_FILES[1:]:
        assert by_document(tmp_path / "out", name) == {
            key: value for key, value in by_document(coded, name).items() if key == "strike.txt"
        }


def test_depth_events_finds_the_same_events(coded: Path, pile: Path, tmp_path: Path) -> None:
    code_pile([pile], tmp_path, settings=Settings(depth="events"))
    wanted = {(row["document"], row["type"], row["start"]) for row in rows(coded, "event_mentions")}
    found = {(row["document"], row["type"], row["start"]) for row in rows(tmp_path, "event_mentions")}
    assert found == wanted


def test_what_cannot_be_read_is_named_and_the_rest_is_coded(pile: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed"
    shutil.copytree(pile, mixed)
    (mixed / "empty.txt").write_bytes(b"")
    (mixed / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (mixed / "deutsch.txt").write_text(
        "Die Pflegekräfte der Stadt streiken seit Montagmorgen, sagt ihre Gewerkschaft.", "utf8"
    )
    tally = code_pile([mixed], tmp_path / "out", settings=Settings())
    assert {failure.source.rpartition("/")[2] for failure in tally.failures} == {
        "empty.txt",
        "noise.bin",
        "deutsch.txt",
    }
    run = json.loads((tmp_path / "out" / "run.json").read_text("utf8"))
    assert len(run["not_read"]) == 3 and all(item["reason"] for item in run["not_read"])
    assert "strike.txt" in by_document(tmp_path / "out", "event_mentions")


def test_french_and_ukrainian_reports_are_coded_with_their_names(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text("À Marseille, la CGT dénonce l'arrestation de Jean Moreau.", "utf8")
    (tmp_path / "uk.txt").write_text("У Харкові суд відпустив Олену Іваненко. Її чекали друзі.", "utf8")
    tally = code_pile([tmp_path], tmp_path / "out", settings=Settings())
    named = {(row["kind"], row["value"]["name"]) for row in rows(tmp_path / "out", "entities") if row["kind"] != "date"}
    assert not tally.failures and dict(tally.languages) == {"fr": 1, "uk": 1}
    assert {("place", "Kharkiv"), ("person", "Олена Іваненко"), ("person", "Jean Moreau")} <= named


def test_two_inputs_with_one_id_are_an_error_naming_both(tmp_path: Path) -> None:
    row = '{"id": "same", "text": "Teachers went on strike in Porto."}\n'
    (tmp_path / "a.jsonl").write_text(row, "utf8")
    (tmp_path / "b.jsonl").write_text(row, "utf8")
    tally = code_pile([tmp_path], tmp_path / "out", settings=Settings())
    assert tally.documents == 1
    [failure] = tally.failures
    assert "b.jsonl" in failure.source and "a.jsonl" in failure.reason


def test_an_earlier_output_inside_the_pile_is_not_read_again(pile: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed"
    shutil.copytree(pile, mixed)
    first = code_pile([mixed], mixed / "out", settings=Settings())
    again = code_pile([mixed], mixed / "out", settings=Settings())
    assert first.documents == again.documents == 5 and not again.failures


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_cut_short_leaves_finished_files_or_none(how: signal.Signals, pile: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.jsonl"
    line = '{{"id": "{}", "text": "Teachers went on strike in Porto on Monday. Police detained two of them."}}\n'
    big.write_text("".join(line.format(number) for number in range(20_000)), "utf8")
    out = tmp_path / "out"
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what a shell starts behind it ignores Ctrl-C
    command = [sys.executable, "-m", "khronika", "code", str(big), "-o", str(out)]
    process = subprocess.Popen(command, preexec_fn=heeds)
    unfinished = out / ".khronika-partial" / "documents.jsonl"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (unfinished.exists() and unfinished.stat().st_size):
        time.sleep(0.05)
    os.kill(process.pid, how)
    assert process.wait(timeout=30) != 0
    assert not any((out / name).exists() for name in FILES)
    tally = code_pile([pile], out, settings=Settings())
    assert tally.documents == 5 and sorted(path.name for path in out.iterdir()) == sorted(FILES)


def test_a_text_without_full_stops_is_coded_in_reasonable_time(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("the workers strike in Porto and police detain them " * 400, "utf8")
    tally = code_pile([tmp_path], tmp_path / "out", settings=Settings(language="en"))
    assert tally.rows["event_mentions"] > 400 and not tally.failures
    assert max(len(str(row["quote"])) for row in rows(tmp_path / "out", "event_mentions")) <= 1500
