"""Bad inputs: each gives one clear line, and everything else is read."""

import json
import os
import random
import tempfile
import zipfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from khronika.read import Failure, Read, open_inputs
from khronika.read.source import LIMIT

SENTENCE = "On Monday ten drummers were detained in Leeds."


def failures(*paths: Path | bytes) -> list[Failure]:
    return [read for read in open_inputs(paths) if isinstance(read, Failure)]


def broken_pdf() -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog"


def old_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def other_archive() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("notes.txt", SENTENCE)
    return written.getvalue()


def broken_docx() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document")
    return written.getvalue()


BAD = {
    "empty": (b"", "empty"),
    "only white space": (b" \r\n\t\n", "empty"),
    "random bytes": (random.Random(7).randbytes(4000), "binary"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "picture"),
    "an old or locked Office file": (old_office(), "password"),
    "an archive": (other_archive(), "unpack"),
    "a truncated PDF": (broken_pdf(), "broken PDF"),
    "a broken Word file": (broken_docx(), "Word"),
    "a truncated Telegram export": (b'{"name": "x", "type": "public_channel", "messages": [{"id": 1, "te', "Telegram"),
    "a Telegram export without posts": (b'{"name": "x", "messages": []}', "nothing to read"),
    "a feed without entries": (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "entries"),
    "a mail without text": (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nDate: today\r\n\r\n", "mail"),
    "a page without text": (b"<!DOCTYPE html><html><head></head><body><script>x()</script></body></html>", "text"),
    "a truncated web archive": (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Le", "archive"),
    "a table without columns": (b'{"name": "a", "body": "b"}\n', "no column id or text"),
    "an unknown XML": (b"<?xml version='1.0'?><shop><item>1</item></shop>", "XML"),
    "a truncated Parquet": (b"PAR1" + b"\x00" * 40, "Parquet"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_input_gives_one_line_that_says_what_is_wrong(kind, tmp_path):
    data, words = BAD[kind]
    (tmp_path / "bad.bin").write_bytes(data)
    (tmp_path / "good.txt").write_text(SENTENCE)
    reads = list(open_inputs([tmp_path]))
    [failure] = [read for read in reads if isinstance(read, Failure)]
    assert words in failure.reason
    assert "\n" not in failure.reason
    assert "Traceback" not in failure.reason
    assert [read.document.id for read in reads if isinstance(read, Read)] == ["good.txt"]


def test_a_table_without_its_columns_names_them_and_what_it_has(tmp_path):
    (tmp_path / "t.csv").write_text("id,body,title\n1,x,y\n")
    [failure] = failures(tmp_path / "t.csv")
    assert failure.reason == "no column text (have: id, body, title): rename or add it"


def test_a_locked_pdf_says_so(tmp_path):
    data = (Path(__file__).parent / "files" / "locked.pdf").read_bytes()
    assert "password" in failures(data)[0].reason


def test_a_single_file_beyond_the_limit_is_refused_without_being_read(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.write(SENTENCE.encode())
        stream.write(b"Strike. " * 10_000)
        stream.seek(4 * LIMIT)  # a hole: takes no space
        stream.write(b".")
    [failure] = failures(path)
    assert "larger than 50 MB" in failure.reason


def test_a_page_nested_ten_thousand_deep_is_read(tmp_path):
    page = "<html><body>" + "<div>" * 10_000 + f"<p>{SENTENCE}</p>" + "</div>" * 10_000 + "</body></html>"
    [read] = open_inputs([page.encode()])
    assert SENTENCE in read.document.text
    assert read.document.warnings


def test_a_truncated_page_gives_the_text_it_has():
    page = f"<!DOCTYPE html><html><body><h1>Drums</h1><p>{SENTENCE}</p><p>The dru"
    [read] = open_inputs([page.encode()])
    assert SENTENCE in read.document.text


def test_a_folder_that_loops_by_links_is_read_once(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(SENTENCE)
    (tmp_path / "in" / "again").symlink_to(tmp_path, target_is_directory=True)
    reads = list(open_inputs([tmp_path]))
    assert [read.document.id for read in reads if isinstance(read, Read)] == ["in/a.txt"]
    assert ["loop" in f.reason or "leads back" in f.reason for f in reads if isinstance(f, Failure)] == [True]


def test_pipes_and_dangling_links_are_left_out_with_a_line(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text(SENTENCE)
    reads = list(open_inputs([tmp_path]))
    assert sorted(read.id for read in reads if isinstance(read, Failure)) == ["gone", "pipe"]


def test_a_missing_path_is_named():
    [failure] = failures(Path("no/such/place.txt"))
    assert failure.source == "no/such/place.txt"
    assert "check the path" in failure.reason


@contextmanager
def as_nobody():
    """Give up the rights of root for a while, for root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_without_permission_is_named():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "locked.txt"
        path.write_text(SENTENCE)
        path.chmod(0)
        with as_nobody():
            found = failures(path)
        assert "permissions" in found[0].reason


def test_a_bad_row_is_named_by_its_line_and_the_rest_is_read(tmp_path):
    rows = [json.dumps({"id": "a", "text": SENTENCE}), "{broken", '{"id": "b"}', '{"id": "", "text": "x"}', "[1]",
            json.dumps({"id": "c", "text": SENTENCE, "published": "yesterday"}),
            json.dumps({"id": "d", "text": SENTENCE})]  # fmt: skip
    (tmp_path / "t.jsonl").write_text("\n".join(rows))
    reads = list(open_inputs([tmp_path / "t.jsonl"]))
    assert [read.document.id for read in reads if isinstance(read, Read)] == ["a", "d"]
    assert [f.reason.split(":")[0] for f in reads if isinstance(f, Failure)] == [f"line {n}" for n in range(2, 7)]


def test_two_inputs_of_the_same_id_are_an_error_that_names_both(tmp_path):
    for name in ("one.jsonl", "two.jsonl"):
        (tmp_path / name).write_text(json.dumps({"id": "same", "text": SENTENCE}))
    reads = list(open_inputs([tmp_path]))
    assert isinstance(reads[0], Read)
    assert isinstance(reads[1], Failure)
    assert "one.jsonl" in reads[1].reason
    assert reads[1].source.endswith("two.jsonl")


@pytest.mark.parametrize("cut", range(40, 900, 90))
def test_a_mail_or_feed_cut_anywhere_never_raises(cut):
    reports = Path(__file__).parents[2] / "examples" / "reports"
    for name in ("letter.eml", "feed.rss", "open_letter.pdf", "court_report.docx", "channel/result.json"):
        assert list(open_inputs([(reports / name).read_bytes()[:cut]]))
