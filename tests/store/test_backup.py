"""A backup holds everything, is checked before it is used, and fits either database."""

import gzip
import io
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import models

from khronika.errors import ChronicleError
from khronika.model import Target
from khronika.work.backup import MANIFEST, back_up, restore
from khronika.work.chronicle import Chronicle
from khronika.work.settings import Settings

TEXT = "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said. Police detained six of them.\n"
NewChronicle = Callable[[str], Chronicle]


def fill(chronicle: Chronicle, folder: Path) -> None:
    from django.contrib.auth import get_user_model

    from khronika.store.models import Mention
    from khronika.work.ingest import add
    from khronika.work.review import decide

    (folder / "report.txt").write_text(TEXT, "utf8")
    add(chronicle, [folder / "report.txt"], settings=Settings())
    key = Mention.objects.order_by("key").values_list("key", flat=True)[0]
    decide(by="ann", verb="correct", target=Target("mention", key, "realis"), value="future", revision=0, reason="so")
    get_user_model().objects.create_user("ann", password="correct horse battery staple")


def everything() -> dict[str, list[dict[str, object]]]:
    from khronika.store import dumping

    return {name: list(model._default_manager.order_by("pk").values()) for name, model in dumping.tables().items()}


@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_what_is_restored_is_what_was_backed_up_on_either_database(
    new_chronicle: NewChronicle, tmp_path: Path, source: str, target: str
) -> None:
    chronicle = new_chronicle(source)
    fill(chronicle, tmp_path)
    before = everything()
    file, manifest = back_up(chronicle)
    assert manifest.missing == () and file.parent == chronicle.backups and file.stat().st_mode & 0o077 == 0
    database = ""
    if target == "postgresql":
        database = new_chronicle("postgresql").config.database
    restored = restore(file, tmp_path / "restored", database)
    assert everything() == before and before["store.decision"] and before["auth.user"]
    from khronika.work.consistency import check

    assert list(check(restored)) == []
    fill_more(restored, tmp_path)
    assert list(check(restored)) == []


def fill_more(chronicle: Chronicle, folder: Path) -> None:
    """Add and decide in a restored chronicle: new rows get numbers of their own."""
    from khronika.store.models import Mention
    from khronika.work.ingest import add
    from khronika.work.review import decide

    (folder / "more.txt").write_text("Bakers marched through Ghent on Friday. Dockers struck in Gdansk.", "utf8")
    assert add(chronicle, [folder / "more.txt"], settings=Settings()).fates["new"] == 1
    row = Mention.objects.filter(document__name="more.txt")[0]
    decide(by="ann", verb="accept", target=Target("mention", row.key), revision=0)


def test_what_is_written_during_a_backup_is_in_it_wholly_or_not_at_all(
    chronicle: Chronicle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khronika.store import dumping
    from khronika.work.consistency import check

    fill(chronicle, tmp_path)
    lines = dumping.lines

    def lines_meanwhile(model: type[models.Model]) -> Iterator[bytes]:
        if model._meta.label_lower == "store.mention":
            fill_more(chronicle, tmp_path)
        return lines(model)

    monkeypatch.setattr(dumping, "lines", lines_meanwhile)
    file, _ = back_up(chronicle)
    monkeypatch.undo()
    restored = restore(file, tmp_path / "restored")
    assert list(check(restored)) == []
    from khronika.store.models import Document

    assert list(Document.objects.values_list("name", flat=True)) == ["report.txt"]


@pytest.fixture
def made(sqlite_chronicle: Chronicle, tmp_path: Path) -> Path:
    fill(sqlite_chronicle, tmp_path)
    return back_up(sqlite_chronicle)[0]


def test_nothing_is_restored_into_a_folder_that_holds_something(made: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    with pytest.raises(ChronicleError, match="not empty"):
        restore(made, tmp_path / "full")
    assert (tmp_path / "full" / "note.txt").read_text() == "mine"


def repack(file: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
    """Write a backup anew with changed members."""
    target = file.with_name("changed.tar.gz")
    with tarfile.open(file) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            changed = change(member.name, content.read())
            if changed is not None:
                info = tarfile.TarInfo(changed[0])
                info.size = len(changed[1])
                new.addfile(info, io.BytesIO(changed[1]))
    return target


DAMAGE: dict[str, Callable[[str, bytes], tuple[str, bytes] | None]] = {
    "a changed original": lambda name, data: (name, data.replace(b"400", b"900") if "evidence" in name else data),
    "a changed table": lambda name, data: (name, data.replace(b"future", b"actual") if "decision" in name else data),
    "a missing table": lambda name, data: None if name == "tables/store.decision.jsonl" else (name, data),
    "a missing original": lambda name, data: None if "evidence" in name else (name, data),
    "a missing manifest": lambda name, data: None if name == MANIFEST else (name, data),
    "a file elsewhere": lambda name, data: ("../outside" if "evidence" in name else name, data),
    "a file too many": lambda name, data: ("evidence/" + "0" * 64 if "evidence" in name else name, data),
    "a newer format": lambda name, data: (name, data.replace(b'"format": 1', b'"format": 9')),
}


@pytest.mark.parametrize("how", list(DAMAGE))
def test_a_damaged_backup_is_refused_and_leaves_nothing(made: Path, tmp_path: Path, how: str) -> None:
    with pytest.raises(ChronicleError):
        restore(repack(made, DAMAGE[how]), tmp_path / "restored")
    assert not (tmp_path / "restored").exists() and not (tmp_path / "outside").exists()
    assert not list(tmp_path.glob(".khronika-restore-*"))


def test_a_backup_cut_short_or_of_something_else_is_refused(made: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(made.read_bytes()[:-200])
    other = tmp_path / "other.tar.gz"
    other.write_bytes(gzip.compress(b"something else"))
    for file in (cut, other, tmp_path / "nowhere.tar.gz"):
        with pytest.raises(ChronicleError, match=r"damaged|breaks off|no backup"):
            restore(file, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_a_lost_original_is_named_and_the_rest_is_backed_up(sqlite_chronicle: Chronicle, tmp_path: Path) -> None:
    fill(sqlite_chronicle, tmp_path)
    shutil.rmtree(sqlite_chronicle.evidence)
    file, manifest = back_up(sqlite_chronicle, tmp_path / "backup.tar.gz")
    assert len(manifest.missing) == 1 and file.exists()
    with pytest.raises(ChronicleError, match="already"):
        back_up(sqlite_chronicle, file)
