"""A chronicle's folder is made once, opened by everybody, and never mistaken for something else."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import khronika

from khronika.errors import ArgumentError, ChronicleError
from khronika.work.chronicle import Chronicle, init_chronicle, open_chronicle

TEXT = "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said.\n"


def test_making_it_again_changes_nothing(sqlite_chronicle: Chronicle) -> None:
    files = {path: path.read_bytes() for path in sqlite_chronicle.folder.iterdir() if path.suffix in (".toml", ".key")}
    init_chronicle(sqlite_chronicle.folder)
    assert files == {path: path.read_bytes() for path in files} and len(files) == 2


def test_everything_in_it_is_for_the_owner_alone(tmp_path: Path) -> None:
    folder = init_chronicle(tmp_path / "new").folder
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
    assert modes["secret.key"] == modes["khronika.toml"] == modes["chronicle.sqlite3"] == 0o600
    assert modes["new"] == modes["evidence"] == modes["backups"] == 0o700


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Mara,")
    with pytest.raises(ChronicleError, match="not empty"):
        init_chronicle(tmp_path)
    with pytest.raises(ChronicleError, match="is a file"):
        init_chronicle(tmp_path / "letter.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_what_is_no_chronicle_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Mara,")
    for path in (tmp_path, tmp_path / "nowhere", tmp_path / "letter.txt"):
        with pytest.raises(ArgumentError, match="khronika init"):
            open_chronicle(path)


def test_settings_that_nobody_knows_are_refused(sqlite_chronicle: Chronicle) -> None:
    config = sqlite_chronicle.folder / "khronika.toml"
    config.write_text(config.read_text("utf8").replace("time_zone", "timezone"), "utf8")
    with pytest.raises(ArgumentError, match="timezone"):
        open_chronicle(sqlite_chronicle.folder)


def test_a_database_that_cannot_be_reached_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ChronicleError, match="cannot open the database") as caught:
        init_chronicle(tmp_path / "new", f"postgresql://ann:geheim@/none?host={tmp_path}")
    assert "geheim" not in str(caught.value) and not (tmp_path / "new").exists()
    assert init_chronicle(tmp_path / "new").config.database == ""


@pytest.mark.parametrize("url", ["postgresql://", "postgresql://ann@here:door/name", "postgresql://[/name"])
def test_a_url_of_no_database_is_refused_before_anything_is_made(tmp_path: Path, url: str) -> None:
    with pytest.raises(ArgumentError, match="not a database"):
        init_chronicle(tmp_path / "new", url)
    assert not (tmp_path / "new").exists()


def test_a_lost_database_is_not_replaced_by_an_empty_one(sqlite_chronicle: Chronicle) -> None:
    (sqlite_chronicle.folder / "chronicle.sqlite3").unlink()
    with pytest.raises(ChronicleError, match="restore a backup"):
        open_chronicle(sqlite_chronicle.folder)
    assert not (sqlite_chronicle.folder / "chronicle.sqlite3").exists()


def test_a_damaged_database_is_one_line(sqlite_chronicle: Chronicle) -> None:
    (sqlite_chronicle.folder / "chronicle.sqlite3").write_bytes(b"Dear Mara," * 1000)
    with pytest.raises(ChronicleError, match="cannot open the database"):
        open_chronicle(sqlite_chronicle.folder)


def execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("lacking", ["LIKE '%'", "LIKE '0001%'", "LIKE '0003%'"])
def test_tables_of_an_older_version_ask_for_init(sqlite_chronicle: Chronicle, lacking: str) -> None:
    execute(f"DELETE FROM django_migrations WHERE app = 'store' AND name {lacking}")
    with pytest.raises(ChronicleError, match="khronika init"):
        open_chronicle(sqlite_chronicle.folder)


def test_a_chronicle_that_a_newer_version_made_is_left_alone(sqlite_chronicle: Chronicle) -> None:
    execute("INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0999_better', '2099-01-01')")
    for use in (open_chronicle, init_chronicle):
        with pytest.raises(ChronicleError, match="newer version"):
            use(sqlite_chronicle.folder)


def test_the_commands_as_a_user_types_them(tmp_path: Path) -> None:
    folder, report = tmp_path / "chronicle", tmp_path / "report.txt"
    report.write_text(TEXT, "utf8")
    assert khronika("init", folder).returncode == 0
    added = khronika("add", folder, report, "--published", "2024-03-06")
    assert added.returncode == 0 and "1 new documents" in added.stdout and "PROTEST/strike" in added.stdout
    assert "1 were there already" in " ".join(khronika("add", folder, report).stdout.split())
    status = khronika("status", folder, "--check")
    assert status.returncode == 0 and "whole: no fault" in status.stdout
    assert "walked out" in khronika("search", folder, "nurse", "--", "-police").stdout
    assert "0 of 0" in khronika("search", folder, "nurse", "--", "-lille").stdout
    assert "as before" in khronika("recode", folder).stdout
    backup = khronika("backup", folder, tmp_path / "saved.tar.gz")
    assert backup.returncode == 0, backup.stderr
    assert khronika("restore", tmp_path / "saved.tar.gz", tmp_path / "again").returncode == 0
    assert "1 event mentions" in " ".join(khronika("status", tmp_path / "again").stdout.split())


def test_a_damaged_chronicle_is_told_with_status_1(tmp_path: Path) -> None:
    folder = tmp_path / "chronicle"
    khronika("init", folder)
    khronika("add", folder, "-", given=TEXT)
    [original] = [path for path in (folder / "evidence").rglob("*") if path.is_file()]
    original.write_bytes(b"something else")
    status = khronika("status", folder, "--check")
    assert status.returncode == 1 and original.name in status.stdout


def test_a_full_disk_ends_with_status_1_and_leaves_a_whole_chronicle(
    sqlite_chronicle: Chronicle, tmp_path: Path
) -> None:
    from khronika.store.models import Document
    from khronika.work.consistency import check

    folder = sqlite_chronicle.folder
    room = 4 * (folder / "chronicle.sqlite3").stat().st_size // 512
    (tmp_path / "pile").mkdir()
    for number in range(40):
        (tmp_path / "pile" / f"{number}.txt").write_text(f"{TEXT} Case {number}. " * 9, "utf8")
    command = [sys.executable, "-m", "khronika", "add", str(folder), str(tmp_path / "pile"), "--language", "en"]
    limited = ["sh", "-c", f'ulimit -f {room}; exec "$@"', "sh", *command]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "stopped: " in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert 0 < Document.objects.count() < 40, done.stderr
    assert list(check(sqlite_chronicle)) == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["init"], "DIR"),
        (["add", "."], "PATH"),
        (["add", ".", "nowhere.txt"], "does not exist"),
        (["add", ".", ".", "--language", "xx"], "no engine for 'xx'"),
        (["add", ".", "."], "no chronicle"),
        (["status", "."], "no chronicle"),
        (["recode", "."], "no chronicle"),
        (["backup", "."], "no chronicle"),
        (["restore", "nowhere.tar.gz", "."], "not empty"),
        (["restore", "nowhere.tar.gz", "new"], "not there"),
        (["init", "new", "--database", "mysql://x"], "not a database"),
    ],
)
def test_wrong_arguments_end_with_status_2_and_a_reason(
    arguments: list[str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "something.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    done = khronika(*arguments)
    assert done.returncode == 2 and reason in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_the_queue_of_mentions_without_a_day_is_read_by_an_index_of_its_own(sqlite_chronicle: Chronicle) -> None:
    from khronika.store.models import Mention
    from khronika.web.queueing.filters import Filters

    asked = Mention.objects.filter(Filters(month="unknown").conditions(), status="proposed")
    plan = asked.order_by("-priority", "key").values_list("key", "priority")[:50].explain()
    assert "mention_undated" in plan and "TEMP B-TREE" not in plan, plan
