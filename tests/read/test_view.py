"""The repaired view: what stands in the way goes, and every character maps back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.model import Span
from khronika.read.view import build_view

REPAIRS = {
    "a link": ("Yesterday [Ada Quill](https://example.org/q_(1)) spoke.", "Yesterday Ada Quill spoke."),
    "a link by reference": ("[Ada Quill][1] spoke.", "Ada Quill spoke."),
    "a link within brackets": ("([Ada Quill](#))", "(Ada Quill)"),
    "an anchor left over": ('<a href="x">Ada Quill</a> spoke.', "Ada Quill spoke."),
    "a wiki link": ("[[Quill, Ada|Ada Quill]] of [[Leeds]]", "Ada Quill of Leeds"),
    "footnote marks": ("They struck[1] twice.[23]", "They struck twice."),
    "emphasis": ("the *Evening Wick* and **all** of _it_", "the Evening Wick and all of it"),
    "no-break spaces": ("400\u00a0nurses", "400 nurses"),
    "soft hyphens and zero widths": ("demon\u00adstra\u200btion", "demonstration"),
    "UTF-8 read as cp1252": ("the unionâ€™s cafÃ© in KÃ¶ln", "the union’s café in Köln"),
    "UTF-8 read as cp1251": ("Р—Р°Р±Р°СЃС‚РѕРІРєР° РІ РџРµСЂРјРё", "Забастовка в Перми"),
    "entities": ("R&amp;D &laquo;Loom&raquo; &#8212; it&rsquo;s", "R&D «Loom» — it’s"),
    "tags of blocks": ("<p>They struck.</p><p>Then</p>", " They struck.  Then "),
    "an image": ("![A march](m.png) Then", "A march Then"),
}
KEPT = [
    "plain text stays what it is",
    "the [2014] uprising and [the rebellion]",
    "5*3*2 and snake_case_name and a * b",
    "«Голос»*, признанный агентом",
    "LIBERTÉ» was painted on the wall",
    "РСФСР и СССР, ВСЁ",
    "* item one\n* item two",
    "list[0] is (not) a link",
]


@pytest.mark.parametrize("kind", REPAIRS)
def test_the_view_repairs(kind):
    text, repaired = REPAIRS[kind]
    assert build_view(text).text == repaired


@pytest.mark.parametrize("text", KEPT)
def test_the_view_leaves_alone_what_is_no_markup(text):
    view = build_view(text)
    assert (view.text, view.offsets) == (text, None)


def test_a_name_in_a_link_maps_to_the_name_alone():
    view = build_view("Yesterday [Ada Quill](https://example.org) spoke.")
    start = view.text.index("Ada")
    assert view.restore(Span.of(view.text, start, start + 9)).text == "Ada Quill"


def test_a_word_that_ends_or_begins_with_mojibake_maps_to_all_of_it():
    text = "un cafÃ© Ã  lâ€™Ã©cole"
    view = build_view(text)
    start = view.text.index("café")
    assert view.restore(Span.of(view.text, start, start + 4)).text == "cafÃ©"


PIECES = st.sampled_from(
    ["[", "](", ")", "](x)", "[1]", "][2]", "[[", "]]", "|", "*", "**", "_", "<a href='x'>", "</a>", "â€™", "Ã©",
     "Р°Р±",      "\u00ad", "\u200b", "\u00a0", "\n", "-\n", " ", "word", "Ada Quill", "слово", "é", ".",
     "http://x.y", "&amp;", "&#39;", "<p>", "\ufeff", "Ð¿Ñ€Ð¸"]
)  # fmt: skip


@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80)))
def test_offsets_rise_and_lie_inside_the_original(text):
    view = build_view(text)
    assert view.original == text
    if view.offsets is None:
        assert view.text == text
        return
    assert len(view.offsets) == len(view.text)
    assert all(a < b for a, b in zip(view.offsets, view.offsets[1:], strict=False))
    assert all(0 <= at < len(text) for at in view.offsets)


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 60), st.integers(0, 60))
def test_a_restored_span_holds_the_words_of_the_original(text, a, b):
    view = build_view(text)
    start, end = sorted((min(a, len(view.text)), min(b, len(view.text))))
    restored = view.restore(Span.of(view.text, start, end))
    assert restored.text == text[restored.start : restored.end]
