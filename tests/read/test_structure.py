"""Laws of structure: what holds for the paragraphs and turns of every text."""

from hypothesis import given
from hypothesis import strategies as st

from khronika.read import Read, read_text
from khronika.read.draft import Draft
from khronika.read.finish import finish
from khronika.read.result import Options

LINES = st.sampled_from(
    [
        "A title",
        "By Hedda Bobbin",
        "5 May 2025",
        "How did it begin?",
        "**Why?**",
        "— Почему вы бастуете?",
        "— Нет.",
        "Q: Who are you?",
        "A: A weaver.",
        "We stopped the looms and six of us were detained on Tuesday.",
        "- item",
        "1. item",
        "## Heading",
        "> quoted",
        "Share this",
        "Tags: looms",
        "© 2025 Thread",
        "Source: Thread Weekly",
        "https://example.org",
        "a | b | c",
        "[x](y) [1]",
        "",
        "of the police who had come at dawn",
        "Related posts",
        "THREAD",
        "---",
        "Ð¿Ñ€Ð¸Ð²Ðµ",
        "\u200b",
        "«Нет», — сказал он.",
    ]
)
TEXTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n\r\n", " "])), min_size=1, max_size=25).map(
    lambda parts: "".join(line + end for line, end in parts)
)


def read_both(text: str) -> list[Read]:
    """Read a text as the cell of a table and as a file."""
    draft = Draft(id="x", source="x", media_type="text/plain", sha256="0", text=text)
    return [
        read
        for read in (read_text(text, id="x", language="en"), finish(draft, Options(language="en")))
        if isinstance(read, Read)
    ]


@given(TEXTS)
def test_paragraphs_rise_without_overlap_and_hold_words(text):
    for read in read_both(text):
        end = 0
        for paragraph in read.document.paragraphs:
            words = read.view.text[paragraph.start : paragraph.end]
            assert end <= paragraph.start < paragraph.end <= len(read.view.text)
            assert words == words.strip()
            end = paragraph.end


@given(TEXTS)
def test_turns_rise_without_overlap(text):
    for read in read_both(text):
        bounds = [bound for turn in read.document.turns for bound in (turn.start, turn.end)]
        assert bounds == sorted(bounds)
        assert all(turn.start < turn.end for turn in read.document.turns)


@given(TEXTS)
def test_the_text_is_never_touched_and_reading_twice_gives_the_same(text):
    for first, again in zip(read_both(text), read_both(text), strict=True):
        assert first == again
        assert first.document.text == text


@given(TEXTS)
def test_a_cell_keeps_some_body(text):
    [*reads] = read_both(text)
    for read in reads[:1] if text.strip() else []:
        kinds = {paragraph.kind for paragraph in read.document.paragraphs}
        assert not kinds or kinds - {"title", "byline", "note", "foot"}
