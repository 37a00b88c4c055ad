"""The commands as a user types them."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import khronika

TEXT = "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said.\n"


def process(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    command = [sys.executable, "-m", "khronika", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, encoding="utf8")


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "report.txt").write_text(TEXT, "utf8")
    done = khronika("code", str(folder / "report.txt"), "-o", str(folder / "out"), "--published", "2024-03-06")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_help_comes_at_once() -> None:
    process("--help")
    started = time.perf_counter()
    assert "sourced chronicle" in process("--help").stdout
    assert time.perf_counter() - started < 1.0


def test_standard_input_is_a_report(tmp_path: Path) -> None:
    done = process("code", "-", "-o", str(tmp_path), given=TEXT)
    assert done.returncode == 0, done.stderr
    [document] = [json.loads(line) for line in (tmp_path / "documents.jsonl").read_text("utf8").splitlines()]
    assert (document["id"], document["text"]) == ("stdin", TEXT)


def test_the_summary_says_what_was_found_and_what_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, "utf8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = khronika("code", str(tmp_path), "-o", str(tmp_path / "out"))
    assert done.returncode == 3
    assert "1 documents read" in done.stdout and "PROTEST/strike" in done.stdout and "empty.txt" in done.stdout


def test_a_wrong_argument_ends_the_process_with_status_2() -> None:
    done = process("show", ".")
    assert done.returncode == 2 and "khronika code" in done.stderr and not done.stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["code"], "PATH"),
        (["code", "no-such-file"], "does not exist"),
        (["code", ".", "--language", "xx"], "no engine for 'xx'"),
        (["code", ".", "--depth", "deep"], "deep"),
        (["code", ".", "--published", "May"], "May"),
        (["show", "."], "khronika code"),
        (["evaluate", "no-such-set", "."], "no gold set"),
    ],
)
def test_wrong_arguments_end_with_status_2_and_a_reason(arguments: list[str], reason: str) -> None:
    done = khronika(*arguments)
    assert done.returncode == 2
    assert reason in done.stderr and "Traceback" not in done.stderr


def test_show_prints_a_card_with_the_quote(coded: Path) -> None:
    shown = khronika("show", str(coded)).stdout
    for words in ("PROTEST", "strike", "nurses", "Lille", "CGT", "walked out"):
        assert words in shown


@pytest.mark.parametrize(
    ("options", "is_shown"),
    [
        (["--type", "strike"], True),
        (["--type", "COERCE"], False),
        (["--person", "nurses"], True),
        (["--person", "dockers"], False),
        (["--place", "lille"], True),
        (["--place", "FR"], True),
        (["--place", "Porto"], False),
        (["--date", "2024-03"], True),
        (["--date", "2024-04"], False),
    ],
)
def test_show_filters_by_type_person_place_and_date(coded: Path, options: list[str], is_shown: bool) -> None:
    assert ("walked out" in khronika("show", str(coded), *options).stdout) is is_shown
