"""Events kept in a file are taken up at a start if they are those of the tables, and else read anew."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from filled import fill

from khronika.store.columns import Filter, Snapshot, current, filtered, forget, keep_in, keeping
from khronika.store.models import Change, Event, Mention
from khronika.work.chronicle import Chronicle

READER = sys.modules["khronika.store.columns.current"]


@pytest.fixture
def folder(chronicle: Chronicle) -> Iterator[Path]:
    """Give the folder of a chronicle whose events were read and kept."""
    fill()
    start(chronicle.folder)
    yield chronicle.folder
    forget()


def start(folder: Path) -> Snapshot:
    """Begin as a server does."""
    forget()
    keep_in(folder)
    return current()


def refuse(*_: object) -> Snapshot:
    """Stand in for reading all tables, where the file must do."""
    raise AssertionError("everything was read anew")


def told(snapshot: Snapshot) -> list[object]:
    """Give all that a snapshot says of its events, by key."""
    words, rows = snapshot.words, []
    for key, at in words.rows.items():
        place = int(snapshot["place"][at])
        rows.append(
            (key, words.types.values[snapshot["type"][at]], words.modes.values[snapshot["mode"][at]],
             words.places.values[place] if place >= 0 else None,
             *(snapshot[name][at].item() for name in ("alive", "day", "until", "mentions", "review", "priority")))
        )  # fmt: skip
    found = [filtered(snapshot, Filter(), query).at.tolist() for query in ("picketing", "задержаны")]
    return [sorted(map(str, rows)), found]


def test_a_start_takes_up_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = told(current())
    monkeypatch.setattr(READER, "read_all", refuse)
    assert told(start(folder)) == read


def test_a_start_reads_what_changed_since(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(READER, "read_all", refuse)
    Event.objects.create(key="new", type="AID", mode="legal", realis="actual", country="GE", body={})
    Mention.objects.filter(key="m3").update(status="accepted")
    snapshot = start(folder)
    assert [snapshot.words.keys[at] for at in filtered(snapshot, Filter(country="GE")).at] == ["new"]
    assert filtered(snapshot, Filter(review="reviewed")).total == 1
    monkeypatch.setattr(READER, "read_changed", refuse)
    assert start(folder).seen == snapshot.seen, "what was read is kept, too"


def test_the_file_of_another_history_is_not_taken_up(folder: Path) -> None:
    Event.objects.filter(key="m1").update(country="DE")
    last = Change.objects.latest("pk")
    Change.objects.filter(pk__gt=keeping.load(folder).seen).delete()  # type: ignore[union-attr]  # it is there
    assert filtered(start(folder), Filter(country="DE")).total == 0, "its history is the same"
    Change.objects.filter(pk__lt=last.pk).update(event="m4")
    assert filtered(start(folder), Filter(country="DE")).total == 1


@pytest.mark.parametrize("harm", [b"", b"no archive", None])
def test_a_damaged_file_is_written_anew(folder: Path, harm: bytes | None) -> None:
    read, file = told(current()), folder / keeping.FILE
    file.write_bytes(file.read_bytes()[:-40] if harm is None else harm)
    assert told(start(folder)) == read
    assert keeping.load(folder) is not None


def test_the_file_is_its_owners_alone_and_runs_no_code(folder: Path) -> None:
    assert stat.S_IMODE((folder / keeping.FILE).stat().st_mode) == 0o600
    assert not list(folder.glob(f".{keeping.FILE}*"))
    np.savez(folder / "columns.npz", seen=np.array([object()]))
    assert keeping.load(folder) is None
