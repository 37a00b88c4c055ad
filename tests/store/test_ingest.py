"""Reports go in once; changed ones are new versions, republished ones are linked to the first."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from khronika.work.chronicle import Chronicle
from khronika.work.settings import Settings

STORY = (
    "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said. The walkout followed months of "
    "talks about night shifts and pay. Police detained six of the pickets in front of the main gate in the evening. "
    "The town hall declined to comment, and the hospital said that emergency care went on as usual during the day.\n"
)
RUSSIAN = "3 марта 2024 года полиция задержала в Казани 26 участников митинга.\n"


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "strike.txt").write_text(STORY, "utf8")
    (folder / "miting.txt").write_text(RUSSIAN, "utf8")
    rows = [
        {"id": "row-1", "text": "Students marched through Porto on Friday.", "published": "2024-05-06"},
        {"id": "row-2", "text": "Farmers blocked a road near Toulouse."},
    ]
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return folder


def add(chronicle: Chronicle, path: Path, published: str | None = None) -> dict[str, int]:
    from khronika.model import Interval
    from khronika.work.ingest import add as add_reports

    day = Interval.parse(published).start if published else None
    added = add_reports(chronicle, [path], settings=Settings(published=day))
    assert not added.tally.failures, added.tally.failures
    return {fate: number for fate, number in added.fates.items() if number}


def names() -> dict[str, bool]:
    from khronika.store.models import Document

    return dict(Document.objects.order_by("name").values_list("name", "current"))


def test_a_pile_is_stored_with_all_that_was_found(chronicle: Chronicle, pile: Path) -> None:
    from khronika.store.models import Argument, Coding, Document, Mention, Proposal, Report

    assert add(chronicle, pile) == {"new": 4}
    assert names() == {"miting.txt": True, "row-1": True, "row-2": True, "strike.txt": True}
    document = Document.objects.get(name="strike.txt")
    assert document.text == STORY and document.report.sha256 == sha256(STORY.encode()).hexdigest()
    for mention in Mention.objects.filter(document=document):
        assert document.text[mention.start : mention.end] == mention.quote
        assert mention.proposal is not None and mention.proposal.body == mention.body
        assert 0 < mention.priority <= 1 and mention.status == "proposed"
    strike = Mention.objects.get(document=document, mode="strike", trigger="walked out")
    assert (strike.place, strike.country, strike.language) == ("Lille", "FR", "en")
    number = Argument.objects.get(mention=strike, role="number")
    assert (number.low, number.high, number.text) == (400, 400, "some 400")
    assert Coding.objects.count() == 4 and Report.objects.count() == 4
    assert Proposal.objects.filter(live=True).count() == Proposal.objects.count()


def test_the_originals_are_kept_by_digest_and_for_the_owner_alone(chronicle: Chronicle, pile: Path) -> None:
    add(chronicle, pile)
    digest = sha256(STORY.encode()).hexdigest()
    kept = chronicle.evidence / digest[:2] / digest
    assert kept.read_bytes() == STORY.encode()
    for path in [chronicle.folder, *chronicle.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_adding_the_same_again_adds_nothing(chronicle: Chronicle, pile: Path) -> None:
    from khronika.store.models import Arrival, Coding, Mention, Proposal, SearchEntry

    tables = (Arrival, Coding, Mention, Proposal, SearchEntry)
    add(chronicle, pile)
    before = [table.objects.count() for table in tables]
    assert add(chronicle, pile) == {"known": 4}
    assert [table.objects.count() for table in tables] == before


def test_the_same_bytes_from_elsewhere_are_one_report_with_two_arrivals(
    chronicle: Chronicle, pile: Path, tmp_path: Path
) -> None:
    from khronika.store.models import Arrival

    add(chronicle, pile)
    copy = tmp_path / "copy.txt"
    copy.write_text(STORY, "utf8")
    assert add(chronicle, copy) == {"known": 1}
    assert Arrival.objects.filter(report__sha256=sha256(STORY.encode()).hexdigest()).count() == 2


def test_one_text_in_two_files_of_one_pile_is_coded_once(chronicle: Chronicle, pile: Path) -> None:
    from khronika.store.models import Arrival
    from khronika.work.ingest import add as add_reports

    (pile / "zz-copy.txt").write_text(STORY, "utf8")
    added = add_reports(chronicle, [pile], settings=Settings())
    assert {fate: number for fate, number in added.fates.items() if number} == {"new": 4, "known": 1}
    assert added.tally.documents == 4
    assert Arrival.objects.filter(report__sha256=sha256(STORY.encode()).hexdigest()).count() == 2


def test_files_of_one_pile_are_stored_together_and_two_versions_of_one_row_apart(
    sqlite_chronicle: Chronicle, pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khronika.store.models import Mention
    from khronika.work import ingest, pending

    rows = [{"id": "row-1", "text": f"Students marched through Porto on {day}."} for day in ("Friday", "Monday")]
    (pile / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    batches: list[list[str]] = []
    stored = ingest.store

    def store(chronicle: Chronicle, batch: Sequence[Any], whole: Iterable[tuple[str, str]]) -> object:
        batches.append([one.incoming.document["id"] for one in batch])
        return stored(chronicle, batch, whole)

    monkeypatch.setattr(ingest, "store", store)
    monkeypatch.setattr(pending, "SECONDS", 1000.0)
    assert add(sqlite_chronicle, pile) == {"new": 3, "version": 1}
    assert batches == [["row-1"], ["row-1", "miting.txt", "strike.txt"]]
    assert Mention.objects.get(status="proposed", document__name="row-1@2").type == "PROTEST"


def test_a_changed_report_is_a_new_version_and_the_old_one_leaves_the_queue(chronicle: Chronicle, pile: Path) -> None:
    from khronika.model import Target
    from khronika.store.models import Mention
    from khronika.work.review import decide

    add(chronicle, pile)
    decided, *others = Mention.objects.filter(document__name="strike.txt").order_by("start")
    decide(by="ann", verb="accept", target=Target("mention", decided.key), revision=0)
    (pile / "strike.txt").write_text(STORY + "\nOn Tuesday the strike ended.\n", "utf8")
    assert add(chronicle, pile) == {"version": 1, "known": 3}
    assert names() == {
        "miting.txt": True, "row-1": True, "row-2": True, "strike.txt": False, "strike.txt@2": True,
    }  # fmt: skip
    assert Mention.objects.get(pk=decided.key).status == "accepted"
    assert {Mention.objects.get(pk=other.key).status for other in others} == {"gone"}
    newer = Mention.objects.filter(document__name="strike.txt@2")
    assert newer.count() == len(others) + 2 and {mention.status for mention in newer} == {"proposed"}
    assert newer.get(quote=decided.quote, trigger=decided.trigger).body["follows"] == decided.key


def test_a_report_that_says_what_it_said_before_is_current_again(chronicle: Chronicle, pile: Path) -> None:
    from khronika.store.models import Mention

    add(chronicle, pile)
    (pile / "strike.txt").write_text("The walkout in Lille was called off.\n", "utf8")
    add(chronicle, pile)
    (pile / "strike.txt").write_text(STORY, "utf8")
    assert add(chronicle, pile)["version"] == 1
    assert names()["strike.txt"] and not names()["strike.txt@2"]
    assert {mention.status for mention in Mention.objects.filter(document__name="strike.txt")} == {"proposed"}
    assert {mention.status for mention in Mention.objects.filter(document__name="strike.txt@2")} <= {"gone"}


def test_a_changed_row_of_a_table_is_a_new_version(chronicle: Chronicle, pile: Path) -> None:
    add(chronicle, pile)
    table = pile / "articles.jsonl"
    table.write_text(table.read_text("utf8").replace("Porto", "Braga"), "utf8")
    assert add(chronicle, pile) == {"version": 1, "known": 3}
    assert names()["row-1@2"] and not names()["row-1"]


def test_one_text_in_two_rows_with_other_metadata_is_two_documents_the_second_a_reprint(
    chronicle: Chronicle, tmp_path: Path
) -> None:
    from khronika.store.models import Document, Report

    rows = [
        {"id": name, "text": STORY, "publisher": publisher, "published": day}
        for name, publisher, day in [("a", "Inkpot", "2024-03-05"), ("b", "Teapot", "2024-03-06")]
    ]
    table = tmp_path / "table.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    assert add(chronicle, table) == {"new": 2, "reprint": 1}
    assert Report.objects.count() == 1
    copy = Document.objects.get(name="b")
    assert copy.original is not None and copy.original.name == "a" and copy.likeness == 1.0
    assert add(chronicle, table) == {"known": 2}


def test_two_files_of_one_name_in_two_folders_are_two_documents(chronicle: Chronicle, tmp_path: Path) -> None:
    for folder, text in (("one", STORY), ("two", RUSSIAN)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(text, "utf8")
        assert add(chronicle, tmp_path / folder) == {"new": 1}
    assert names() == {"report.txt": True, "report.txt~2": True}
    from khronika.store.models import Mention

    assert Mention.objects.filter(document__name="report.txt~2", body__document="report.txt~2").exists()


REPRINTS: list[tuple[str, str, bool]] = [
    ("cut short", STORY[: len(STORY) * 2 // 3], True),
    ("with a head and a foot", "Reprinted with thanks.\n\n" + STORY + "\nRead more on our pages about work.\n", True),
    ("of the same matter", "Nurses in Lille went on strike over night shifts; police took six to the station.", False),
    ("with letters changed", STORY.upper(), True),
]


@pytest.mark.parametrize(("how", "text", "is_reprint"), REPRINTS, ids=[how for how, _, _ in REPRINTS])
def test_a_reprint_is_linked_to_the_first(
    sqlite_chronicle: Chronicle, tmp_path: Path, how: str, text: str, is_reprint: bool
) -> None:
    (tmp_path / "first.txt").write_text(STORY, "utf8")
    (tmp_path / "second.txt").write_text(text, "utf8")
    add(sqlite_chronicle, tmp_path / "first.txt", "2024-03-05")
    fates = add(sqlite_chronicle, tmp_path / "second.txt", "2024-03-06")
    assert fates == ({"new": 1, "reprint": 1} if is_reprint else {"new": 1})


PAGE = """<html><head><title>{title}</title><meta property="og:site_name" content="{publisher}">
<meta name="date" content="{day}"></head><body><article><h1>{title}</h1>{text}{note}</article></body></html>"""


def page(title: str, publisher: str, day: str, text: str, note: str = "") -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in text.split("\n") if sentence)
    return PAGE.format(title=title, publisher=publisher, day=day, text=paragraphs, note=note)


def test_the_first_publication_is_the_original_even_when_it_comes_in_last(
    sqlite_chronicle: Chronicle, tmp_path: Path
) -> None:
    from khronika.store.models import Document

    copies = {"b": "2024-03-07", "c": "2024-03-08", "a": "2024-03-05"}
    for name, day in copies.items():
        (tmp_path / f"{name}.html").write_text(page("Nurses walk out", name.upper(), day, STORY), "utf8")
        add(sqlite_chronicle, tmp_path / f"{name}.html")
    originals = dict(Document.objects.values_list("name", "original__name"))
    assert originals == {"a.html": None, "b.html": "a.html", "c.html": "a.html"}


def test_the_summary_of_a_run_counts_the_reprints_that_status_counts(
    sqlite_chronicle: Chronicle, tmp_path: Path
) -> None:
    from khronika.store.counting import counts

    for name, day in {"a": "2024-03-07", "b": "2024-03-08", "z": "2024-03-05"}.items():
        (tmp_path / f"{name}.html").write_text(page("Nurses walk out", name.upper(), day, STORY), "utf8")
    assert add(sqlite_chronicle, tmp_path) == {"new": 3, "reprint": 2}
    assert counts()["reprints among them"] == 2


def test_a_formula_that_every_report_holds_makes_no_reprint_of_any(
    chronicle: Chronicle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khronika.store import reprinting

    monkeypatch.setattr(reprinting, "COMMON", 3)
    foot = " ".join(f"formula{number}" for number in range(60))
    texts = [*(f"Case {number} was heard. {foot}" for number in range(6)), STORY, STORY + "Read more."]
    rows = [{"id": f"row-{number}", "text": text, "language": "en"} for number, text in enumerate(texts)]
    for at, some in enumerate((rows[:4], rows[4:])):
        (tmp_path / f"{at}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in some), "utf8")
        fates = add(chronicle, tmp_path / f"{at}.jsonl")
    assert fates == {"new": 4, "reprint": 1}
    from khronika.store.models import Document

    assert Document.objects.get(name="row-7").original == Document.objects.get(name="row-6")
    assert Document.objects.exclude(original=None).count() == 1


def test_text_with_nul_is_stored_with_the_same_offsets(chronicle: Chronicle, tmp_path: Path) -> None:
    from khronika.store.models import Document

    (tmp_path / "nul.txt").write_text("Nurses\x00walked out in Lille on Monday, the CGT said.", "utf8")
    table = tmp_path / "table.jsonl"
    table.write_text(json.dumps({"id": "n\x00ul", "text": "Bakers struck in Ghent.\x00 Nobody came."}) + "\n", "utf8")
    from khronika.work.ingest import add as add_reports

    add_reports(chronicle, [tmp_path], settings=Settings())
    for document in Document.objects.all():
        assert "\x00" not in document.text + document.name
        for mention in document.mentions.all():
            assert document.text[mention.start : mention.end] == mention.quote


def test_very_long_ids_and_numbers_are_stored(chronicle: Chronicle, tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    text = "Some 99999999999999999999999999 nurses walked out in Lille."
    rows = [{"id": "x" * 3000 + end, "text": text + end} for end in "ab"]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    assert add(chronicle, table) == {"new": 2}
    assert add(chronicle, table) == {"known": 2}


def test_what_cannot_be_read_is_named_and_the_rest_is_stored(sqlite_chronicle: Chronicle, pile: Path) -> None:
    from khronika.work.ingest import add as add_reports

    (pile / "empty.txt").write_bytes(b"")
    (pile / "deutsch.txt").write_text("Die Pflegekräfte der Stadt sind seit Montag früh im Streik.", "utf8")
    added = add_reports(sqlite_chronicle, [pile], settings=Settings())
    assert {Path(failure.source).name for failure in added.tally.failures} == {"empty.txt", "deutsch.txt"}
    assert added.fates["new"] == 5 and "deutsch.txt" in names()


def test_the_chronicle_itself_is_never_read(sqlite_chronicle: Chronicle) -> None:
    assert add(sqlite_chronicle, sqlite_chronicle.folder) == {}


def test_several_processes_store_the_same(new_chronicle: Callable[[str], Chronicle], pile: Path) -> None:
    from khronika.store.models import Mention
    from khronika.work.ingest import add as add_reports

    told = []
    for jobs in (1, 2):
        add_reports(new_chronicle("sqlite"), [pile], settings=Settings(), jobs=jobs)
        told.append(list(Mention.objects.order_by("key").values_list("key", "body", "priority")))
    assert told[0] == told[1] and told[0]


def test_originals_that_a_killed_run_left_behind_are_swept_after_a_while(
    sqlite_chronicle: Chronicle, pile: Path
) -> None:
    left = [sqlite_chronicle.evidence / "ab" / name for name in ("ab" + "0" * 62, ".ab" + "1" * 62 + ".77")]
    left[0].parent.mkdir()
    for path in left:
        path.write_bytes(b"Mara Quillon was seen.")
    add(sqlite_chronicle, pile)
    assert all(path.exists() for path in left)
    for path in left:
        os.utime(path, (0, 0))
    add(sqlite_chronicle, pile)
    assert not any(path.exists() for path in left)


def test_two_runs_at_once_store_everything_once(chronicle: Chronicle, pile: Path) -> None:
    from khronika.store.models import Arrival, Document
    from khronika.work.consistency import check

    (pile / "miting.txt").unlink()  # one language: each process loads its models
    command = [sys.executable, "-m", "khronika", "add", str(chronicle.folder), str(pile)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [(*run.communicate(timeout=200), run.returncode) for run in runs]
    assert [code for *_, code in told] == [0, 0], told
    assert Document.objects.count() == 3 == Arrival.objects.count()
    assert list(check(chronicle)) == []


@pytest.mark.parametrize("change", [lambda file: file.write_bytes(b"Something else."), Path.unlink])
def test_a_file_that_changes_before_it_is_stored_is_told_of_and_the_rest_is_stored(
    sqlite_chronicle: Chronicle, pile: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    from khronika.work import ingest, pending
    from khronika.work.consistency import check

    stored = ingest.store

    def store(chronicle: Chronicle, batch: Sequence[Any], whole: Iterable[tuple[str, str]]) -> object:
        if (pile / "strike.txt").exists():
            change(pile / "strike.txt")
        return stored(chronicle, batch, whole)

    monkeypatch.setattr(ingest, "store", store)
    monkeypatch.setattr(pending, "SECONDS", 1000.0)
    added = ingest.add(sqlite_chronicle, [pile], settings=Settings())
    assert [(failure.source, failure.reason) for failure in added.tally.failures] == [
        (str(pile / "strike.txt"), "changed while it was read: add it again")
    ]
    assert names() == {"miting.txt": True, "row-1": True, "row-2": True}
    assert list(check(sqlite_chronicle)) == []
