"""Every format: its text, its metadata, its ids."""

import csv
import gzip
import json
import pickle
from datetime import date
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from docx import Document as WordDocument
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from khronika.read import Failure, Read, list_sources, open_inputs, read_source, read_text

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
TEXT = "On Monday twelve bell ringers walked out in Utrecht, their guild said."


MAIL = "From: Ida <i@example.org>\nSubject: Ropes\nDate: Mon, 5 May 2025 10:00:00 +0000\n"


def read_one(data: bytes | Path) -> Read:
    [read] = open_inputs([data])
    assert isinstance(read, Read), read
    return read


def kinds(read: Read) -> list[str]:
    return [paragraph.kind for paragraph in read.document.paragraphs]


def test_a_plain_text_stays_untouched(tmp_path):
    text = f"{TEXT}\r\n\r\nThe guild\u00a0wants [more rope](https://example.org).\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    read = read_one(tmp_path / "a.txt")
    assert (read.document.id, read.document.text, read.document.media_type) == ("a.txt", text, "text/plain")
    assert "The guild wants more rope." in read.view.text


def test_the_kind_of_a_file_is_told_by_its_content_and_not_by_its_name(tmp_path):
    (tmp_path / "page.txt").write_text(f"<!DOCTYPE html><html><body><h1>Ropes</h1><p>{TEXT}</p></body></html>")
    (tmp_path / "table.dat").write_text(json.dumps({"id": "r1", "text": TEXT}))
    (tmp_path / "text.html").write_text(TEXT)
    found = {read.document.id: read.document.media_type for read in open_inputs([tmp_path])}
    assert found == {"page.txt": "text/html", "r1": "application/jsonl", "text.html": "text/plain"}


def test_ids_are_paths_below_the_folder_and_names_of_single_files(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(TEXT)
    (tmp_path / "a.txt").write_text(TEXT)
    assert [read.document.id for read in open_inputs([tmp_path])] == ["a.txt", "b/two.txt"]
    assert read_one(tmp_path / "b" / "two.txt").document.id == "two.txt"
    assert read_one(TEXT.encode()).document.id == "stdin"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("cp1251", "utf-8"), ("koi8-r", "iso-8859-1"), ("cp1251", "windows-1251"),
     ("utf-16", "utf-8"), ("cp866", "utf-8"), ("utf-8-sig", "koi8-r")],
)  # fmt: skip
def test_a_wrongly_declared_encoding_is_found_out(encoding, declared):
    page = (
        f'<html><head><meta charset="{declared}"><title>Верёвки</title></head><body><h1>Звонари бастуют</h1>'
        "<p>В понедельник двенадцать звонарей Углича отказались выйти на работу, сообщил их цех.</p>"
        "<p>Городской голова пригрозил им увольнением, если они не вернутся до среды.</p></body></html>"
    )
    assert "двенадцать звонарей Углича отказались" in read_one(page.encode(encoding)).document.text


def test_western_legacy_text_is_read_by_its_letters():
    text = "Les carillonneurs de Liège ont cessé le travail à midi. La mairie a refusé de négocier."
    assert read_one(text.encode("cp1252")).document.text == text


def test_markdown_marks_are_left_out_of_the_view():
    head = "# Ropes and bells\n\n**5 May 2025**, by *Ida Clapper*"
    text = f"{head}\n\n{TEXT} See [the guild](x).\n\n## Demands\n\n- more rope\n- fewer stairs\n"
    read = read_one(text.encode())
    assert read.document.media_type == "text/markdown"
    assert (read.document.title, read.document.authors) == ("Ropes and bells", ("Ida Clapper",))
    assert kinds(read) == ["title", "byline", "paragraph", "heading", "item", "item"]
    assert read.document.text == text


def test_a_mail_gives_subject_sender_and_day():
    document = read_one(REPORTS / "letter.eml").document
    assert (document.title, document.authors, document.published) == (
        "Two of our members are in prison", ("Rosalind Parchment",), date(2025, 3, 3),
    )  # fmt: skip
    assert "Kettle Workers’" in document.text


def test_a_mail_with_only_a_page_is_read(tmp_path):
    mail = f"{MAIL}Content-Type: text/html\n\n<p>{TEXT}</p>".replace("\n", "\r\n")
    assert read_one(mail.encode()).document.text == TEXT


def test_a_mailbox_gives_one_document_a_message():
    mail = f"From x Mon May  5 10:00:00 2025\n{MAIL}\n{TEXT}\n\n"
    assert [read.document.id for read in open_inputs([(mail * 2).encode()])] == ["stdin#1", "stdin#2"]


def test_a_feed_gives_one_document_an_entry():
    first, second = (read.document for read in open_inputs([REPORTS / "feed.rss"]))
    assert (first.id, second.id) == ("feed.rss#1", "feed.rss#2")
    assert (first.authors, first.published, first.publisher) == (
        ("Calliope Netting",),
        date(2025, 1, 21),
        "The Lighthouse Wire",
    )
    assert first.text.startswith("Some 60 fishing boats")
    assert second.authors == ("Thaddeus Mildew",)


def test_an_atom_feed_is_read_too():
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ropes</title>
    <entry><title>Out</title>    <updated>2025-05-05T10:00:00Z</updated><author><name>Ida Clapper</name></author>
    <content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""
    document = read_one(feed.encode()).document
    assert (document.id, document.published, document.text) == ("stdin#1", date(2025, 5, 5), TEXT)


def test_a_telegram_export_gives_one_document_a_post():
    posts = [read.document for read in open_inputs([REPORTS / "channel"])]
    assert [post.id for post in posts] == [f"result.json#{n}" for n in range(1, 5)]
    assert posts[0].text.startswith("Сегодня в Омске бастуют дворники трёх участков.")
    assert posts[0].publisher == "Дворницкая сводка"
    assert [link.publisher for link in posts[1].publisher_chain] == ["Дворницкая сводка", "Метла и правда"]
    assert {post.genre for post in posts} == {"post"}


def test_a_word_file_gives_paragraphs_and_table_rows():
    read = read_one(REPORTS / "court_report.docx")
    assert kinds(read) == ["title", "standfirst", *["paragraph"] * 3, "columns", *["row"] * 3]
    assert "Милитриса Парусина | статья 342 | 1 год домашнего ареста" in read.document.text
    assert read.document.authors == ("Варсонофий Протоколов",)


def test_a_word_file_keeps_bold_questions():
    document = WordDocument()
    document.add_paragraph("Ida Clapper talks to Otto Rope about the strike of the bell ringers in Utrecht.")
    for question, answer in (
        ("Why did you strike?", "For more rope. " * 6),
        ("Did you win?", "We got some of your rope. " * 5),
    ):
        document.add_paragraph().add_run(question).bold = True
        document.add_paragraph(answer)
    written = BytesIO()
    document.save(written)
    assert kinds(read_one(written.getvalue()))[-4:] == ["question", "answer", "question", "answer"]


def test_a_bold_question_before_a_line_break_is_a_paragraph_of_its_own():
    turns = "".join(
        f"<p><b>{question}</b><br>{'We stopped the bells and went home to bed. ' * 4}</p>"
        for question in ("Why did you strike?", "Did you win?", "Tell us more.")
    )
    page = f"<html><body><article><h1>Ida Clapper talks to Otto Rope</h1>{turns}</article></body></html>"
    assert kinds(read_one(page.encode())) == ["title", *["question", "answer"] * 3]


def test_a_pdf_loses_hyphens_page_breaks_and_running_heads():
    document = read_one(REPORTS / "open_letter.pdf").document
    assert document.title == "Open letter of the umbrella makers of Turin"
    assert "the management closed the canteen" in document.text
    assert "has promised to send someone before the end of April." in document.text
    assert "Umbrella Sheet" not in document.text
    assert document.published == date(2025, 4, 2)


def warc_of(*pages: tuple[str, str, str]) -> bytes:
    written = BytesIO()
    writer = WARCWriter(written, gzip=True)
    for url, status, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(body.encode()), http_headers=headers)
        )
    return written.getvalue()


def test_a_web_archive_gives_one_document_a_page():
    page = f"<!DOCTYPE html><html><body><article><h1>Ropes</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    data = warc_of(
        ("https://example.org/1", "200 OK", page),
        ("https://example.org/2", "404 Not Found", page),
        ("https://example.org/3", "200 OK", page),
    )
    found = [(read.document.id, read.document.url) for read in open_inputs([data])]
    assert found == [("stdin#1", "https://example.org/1"), ("stdin#2", "https://example.org/3")]


def test_a_web_archive_that_breaks_off_gives_what_it_has():
    page = f"<!DOCTYPE html><html><body><h1>Ropes</h1><p>{TEXT}</p></body></html>"
    data = warc_of(*[(f"https://example.org/{n}", "200 OK", page) for n in range(3)])
    reads = list(open_inputs([data[: len(data) // 2]]))
    assert isinstance(reads[0], Read)
    assert isinstance(reads[-1], Failure)


ROWS = [
    {"id": "r1", "text": f"{TEXT}\r\n\r\nThe “guild”, of 300, wants more\u00a0rope.", "title": "Ropes",
     "authors": "CLAPPER Ida; Otto Rope",
     "published": "2025-05-05T10:00:00Z", "language": "en-GB", "url": "https://example.org/1", "publisher": "Bell"},
    {"id": "r2", "text": TEXT, "title": "", "authors": "", "published": "", "language": "", "url": "", "publisher": ""},
]  # fmt: skip


def write_csv(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> None:
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.DictWriter(stream, list(ROWS[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(ROWS)


def write_table(path: Path) -> None:
    if path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(row) for row in ROWS))
    elif path.suffix == ".parquet":
        write_csv(path.with_suffix(".tmp"))
        duckdb.sql(f"COPY (FROM read_csv('{path.with_suffix('.tmp')}', all_varchar=true)) TO '{path}' (FORMAT parquet)")
        path.with_suffix(".tmp").unlink()
    else:
        write_csv(path, delimiter="\t" if path.suffix == ".tsv" else ",")


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.parquet"])
def test_a_table_gives_one_document_a_row_with_its_text_untouched(name, tmp_path):
    write_table(tmp_path / name)
    first, second = (read.document for read in open_inputs([tmp_path / name]))
    assert (first.id, first.text, first.title, first.authors) == (
        "r1",
        ROWS[0]["text"],
        "Ropes",
        ("Ida Clapper", "Otto Rope"),
    )
    assert (first.published, first.language, first.publisher, first.url) == (
        date(2025, 5, 5),
        "en",
        "Bell",
        "https://example.org/1",
    )
    assert (second.id, second.text, second.title, second.published, second.publisher) == ("r2", TEXT, None, None, None)


def test_a_table_in_an_old_encoding_is_read(tmp_path):
    (tmp_path / "t.csv").write_bytes("id;text\n1;Двенадцать звонарей Углича бастуют с понедельника.\n".encode("cp1251"))
    assert read_one(tmp_path / "t.csv").document.text == "Двенадцать звонарей Углича бастуют с понедельника."


def test_a_row_of_one_sentence_is_body():
    for text in (
        TEXT,
        "Police arrest three in Leeds",
        "By Monday all were free.",
        "Share prices fell.",
        "Source: police arrested two.",
    ):
        [paragraph] = read_text(text, id="x").document.paragraphs
        assert paragraph.kind == "paragraph"


def test_a_row_gives_the_same_document_wherever_it_stands(tmp_path):
    rows = [json.dumps({"id": f"r{n}", "text": f"{TEXT} No. {n}."}) for n in range(100)]
    for name, lines in (("a", rows), ("b", rows[::-1]), ("c", rows[50:])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "t.jsonl").write_text("\n".join(lines))
    read = {name: {r.document.id: r.document for r in open_inputs([tmp_path / name])} for name in "abc"}
    plain = {
        name: {id_: (d.text, d.sha256, d.paragraphs, d.language) for id_, d in found.items()}
        for name, found in read.items()
    }
    assert plain["a"] == plain["b"]
    assert plain["c"].items() <= plain["a"].items()


def test_a_cell_that_tells_only_a_month_gives_no_day_but_a_warning():
    document = read_one(json.dumps({"id": "a", "text": TEXT, "published": "2025-05"}).encode()).document
    assert document.published is None
    assert document.warnings == ("published is no day: 2025-05",)


def test_told_metadata_wins_and_options_fill_gaps():
    line = (
        json.dumps({"id": "a", "text": TEXT, "published": "2025-05-05", "language": "fr"})
        + "\n"
        + json.dumps({"id": "b", "text": TEXT})
    )
    first, second = open_inputs([line.encode()], published=date(2020, 1, 1), language="en")
    assert (first.document.published, first.document.language) == (date(2025, 5, 5), "fr")
    assert (second.document.published, second.document.language) == (date(2020, 1, 1), "en")


def test_sources_can_be_read_apart_and_in_other_processes():
    together = [read.document for read in open_inputs([REPORTS]) if isinstance(read, Read)]
    sources = [pickle.loads(pickle.dumps(source)) for source in list_sources([REPORTS])]
    apart = [read.document for source in sources for read in read_source(source) if isinstance(read, Read)]
    assert together == apart
    assert len(together) > 25


def test_a_compressed_file_that_is_no_archive_says_what_to_do():
    [failure] = open_inputs([gzip.compress(TEXT.encode())])
    assert "unpack" in failure.reason
