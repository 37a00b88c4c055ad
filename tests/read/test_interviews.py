"""Interviews become turns, each with the one who speaks."""

import tomllib
from pathlib import Path

import pytest

from khronika.read import read_text
from khronika.read.names import split_authors
from khronika.read.opening import open_inputs

LONG = "We stopped the looms on Tuesday and went to the square. The owners called the police, and six were detained."

CASES = {
    case["name"]: case for case in tomllib.loads((Path(__file__).parent / "interviews.toml").read_text("utf-8"))["case"]
}


@pytest.mark.parametrize("name", CASES)
def test_turns_are_given_to_their_speakers_and_other_texts_have_none(name):
    document = read_text(CASES[name]["text"], id="x").document
    assert [turn.speaker or "" for turn in document.turns] == CASES[name]["speakers"]
    assert (document.genre == "interview") == bool(CASES[name]["speakers"])


def test_initials_of_a_publication_are_its_interviewer():
    text = (
        "Thread Weekly's Otis Needle spoke with Hedda Bobbin about the strike.\n\nTW: How did it begin?\n\n"
        f"{LONG}\n\nTW: And then?\n\n{LONG}"
    )
    speakers = [turn.speaker for turn in read_text(text, id="x").document.turns]
    assert speakers == ["Otis Needle", "Hedda Bobbin", "Otis Needle", "Hedda Bobbin"]


def test_labels_and_dashes_are_left_out_of_the_turn():
    text = CASES["initials"]["text"]
    read = read_text(text, id="x")
    assert [read.view.text[turn.start : turn.end][:10] for turn in read.document.turns[:2]] == [
        "How did it",
        "We stopped",
    ]


def test_a_turn_holds_every_paragraph_of_an_answer():
    text = CASES["only the questions stand out"]["text"]
    read = read_text(text, id="x")
    assert read.view.text[read.document.turns[1].start : read.document.turns[1].end].endswith("all we could do.")


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        ("BOBBIN Hedda", ["Hedda Bobbin"]),
        ("HEDDA BOBBIN", ["Hedda Bobbin"]),
        ("Hedda Bobbin", ["Hedda Bobbin"]),
        ("By Hedda Bobbin and Otis Needle", ["Hedda Bobbin", "Otis Needle"]),
        ("[BOBBIN Hedda](x), [NEEDLE Otis](y)", ["Hedda Bobbin", "Otis Needle"]),
        ("van der LOOM Ilse; DE LA HEBRA Inés", ["Ilse van der Loom", "Inés de la Hebra"]),
        ("Bobbin, Hedda", ["Hedda Bobbin"]),
        ("MCTHREAD Angus", ["Angus McThread"]),
        ("Катушкина Мария", ["Мария Катушкина"]),
        ("Катушкина Мария Петровна", ["Мария Петровна Катушкина"]),
        ("Автор: Мария Катушкина", ["Мария Катушкина"]),
        ("O. NEEDLE", ["O. Needle"]),
        ("Reuters", ["Reuters"]),
    ],
)
def test_authors_are_named_as_people_write_them(told, authors):
    assert split_authors(told) == authors


HEADS = [
    (
        "Monday 5 May 2025, by BOBBIN Hedda (Date first published: 2 May 2025)",
        "2025-05-05",
        "2025-05-02",
        ["Hedda Bobbin"],
    ),
    ("By Hedda Bobbin, May 5, 2025", "2025-05-05", None, ["Hedda Bobbin"]),
    ("By Hedda Bobbin in Łódź, 5 May 2025", "2025-05-05", None, ["Hedda Bobbin"]),
    ("By Hedda Bobbin, labour correspondent | May 5, 2025", "2025-05-05", None, ["Hedda Bobbin"]),
    ("Hedda Bobbin | 5 May 2025", "2025-05-05", None, ["Hedda Bobbin"]),
    ("Published: 2025-05-05 10:30", "2025-05-05", None, []),
    ("Last updated on 5 May 2025 at 10:30 am", "2025-05-05", None, []),
    ("5 мая 2025 г., 10:30", "2025-05-05", None, []),
    ("Опубликовано 05.05.2025, автор: Мария Катушкина", "2025-05-05", None, ["Мария Катушкина"]),
    ("понедельник, 5 мая 2025 года", "2025-05-05", None, []),
]


@pytest.mark.parametrize(("line", "published", "first", "authors"), HEADS)
def test_the_head_of_a_plain_text_is_read(line, published, first, authors):
    [read] = open_inputs([f"Looms and laws\n\n{line}\n\n{LONG}\n\n{LONG}\n".encode()])
    document = read.document
    assert document.title == "Looms and laws"
    assert [paragraph.kind for paragraph in document.paragraphs][1] == "byline"
    assert (str(document.published), list(document.authors)) == (published, authors)
    assert (document.first_published and str(document.first_published)) == first


def test_a_masthead_a_lone_author_and_a_foot_are_told_from_the_body():
    text = (
        f"THREAD WEEKLY\n\nLooms and laws\n\nHedda Bobbin\n5 May 2025\n\n{LONG}\n\n"
        f"READ MORE: Yarn for all\n\n{LONG}\n\n"
        "Tags: looms, laws\n\nRelated posts\nWeavers win in court\n\n© 2025 Thread Weekly. All rights reserved."
    )
    [read] = open_inputs([text.encode()])
    document = read.document
    assert (document.title, document.authors, document.publisher) == (
        "Looms and laws",
        ("Hedda Bobbin",),
        "Thread Weekly",
    )
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    assert kinds == ["byline", "title", "byline", "byline", "paragraph", "foot", "paragraph", *["foot"] * 4]


def test_hard_wrapped_lines_are_one_paragraph_and_short_lines_are_their_own():
    wrapped = """LODZ, May 5 (Thread) - Police on Sunday detained
six weavers who had blocked the road to the mill,
a lawyer said. The weavers had struck since Tues-
day over unpaid wages."""
    read = read_text(wrapped, id="x")
    assert len(read.document.paragraphs) == 1
    assert "since Tuesday over" in read.view.text
    lines = (
        "Police detained six weavers.\nThey had blocked the road to the mill on Sunday morning.\nA seventh was beaten."
    )
    assert len(read_text(lines, id="x").document.paragraphs) == 3


def test_titles_and_captions_below_each_other_are_not_joined():
    text = (
        "Two hundred weavers marched through the city of Łódź\nHedda Bobbin at the head of the march on Sunday\n"
        "On Sunday two hundred weavers marched to the town hall to demand their wages for the month of April."
    )
    assert len(read_text(text, id="x").document.paragraphs) == 3


NOTES = [
    ("First published at Thread Weekly on 2 May 2025.", "Thread Weekly", "2025-05-02"),
    ("This article was originally published by Thread Weekly.", "Thread Weekly", None),
    ("Republished from Thread Weekly, 2 May 2025", "Thread Weekly", "2025-05-02"),
    ("Source: Thread Weekly", "Thread Weekly", None),
    ("Translated from Thread Weekly by O. N.", "Thread Weekly", None),
    ("Источник: Ткацкий вестник, 2 мая 2025", "Ткацкий вестник", "2025-05-02"),
    ("Впервые опубликовано в газете «Ткацкий вестник» 2 мая 2025 года", "Ткацкий вестник", "2025-05-02"),
    ("Материал впервые опубликован на сайте «Ткацкий вестник»", "Ткацкий вестник", None),
]


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize(("note", "publisher", "day"), NOTES)
def test_a_note_on_republication_gives_the_chain(note, publisher, day, place):
    parts = ["Looms and laws", note, LONG, LONG] if place == "above" else ["Looms and laws", LONG, LONG, note]
    [read] = open_inputs(["\n\n".join(parts).encode()])
    document = read.document
    assert document.publisher_chain[-1].publisher == publisher
    assert (document.first_published and str(document.first_published)) == day
    assert [paragraph.kind for paragraph in document.paragraphs].count("note") == 1


@pytest.mark.parametrize(
    "line", ["By Hedda Bobbin", "First published at Thread Weekly on 2 May 2025.", "© 2025 Thread Weekly"]
)
def test_furniture_in_the_cell_of_a_table_needs_clear_words(line):
    above, below = read_text(f"{line}\n\n{LONG}", id="x").document, read_text(f"{LONG}\n\n{line}", id="x").document
    kinds = {above.paragraphs[0].kind, below.paragraphs[-1].kind}
    assert kinds <= {"byline", "note", "foot", "paragraph"}
    assert "byline" in kinds or "note" in kinds or "foot" in kinds


def test_sentences_of_a_table_cell_stay_body_whatever_they_begin_with():
    text = (
        "By noon it was full.\n\nSources said that six were held.\n\nSubscribers of it protested.\n\nShare prices fell."
    )
    assert {paragraph.kind for paragraph in read_text(text, id="x").document.paragraphs} == {"paragraph"}
