"""Full text is found by lemma and stem, alike on both databases, and no query is an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khronika.work.chronicle import Chronicle

TEXTS = {
    "en": ("en", "The nurses struck in Lille on Monday, and the union leader was arrested."),
    "ru": ("ru", "Полиция арестовали двоих участников забастовки, среди них Капитолину Линейкину."),
    "uk": ("uk", "Поліцейські затримали страйкарів у Харкові, їх відпустили ввечері."),
    "fr": ("fr", "Les infirmières grévistes ont été interpellées à Lille par les policiers."),
    "left": ("en", "Workers left the factory at noon, leaving O'Brien's bus № 7 behind."),
}


@pytest.fixture
def filled(chronicle: Chronicle) -> Chronicle:
    from khronika.store.search_entries import entries
    from khronika.store.standing import replace_entries

    for key, (language, text) in TEXTS.items():
        replace_entries("mention", key, entries("mention", key, language, [text]))
    return chronicle


def found(query: str) -> set[str]:
    from khronika.store.search import search

    return set(search(query, "mention"))


QUERIES = [
    ("strike", {"en"}),
    ("strikes", {"en"}),
    ("striking", {"en"}),
    ("арестованы", {"ru"}),
    ("арест", set()),
    ("Линейкина", {"ru"}),
    ("забастовка", {"ru"}),
    ("страйкар", {"uk"}),
    ("затримав", {"uk"}),
    ("харків", {"uk"}),
    ("gréviste", {"fr"}),
    ("greviste", {"fr"}),
    ("policier", {"fr"}),
    ("lille", {"en", "fr"}),
    ("LILLE", {"en", "fr"}),
    ("nurse lille", {"en"}),
    ("lille -nurse", {"fr"}),
    ("-lille", {"ru", "uk", "left"}),
    ('"union leader"', {"en"}),
    ('"leader union"', set()),
    ("«union leaders»", {"en"}),
    ('lille -"union leader"', {"fr"}),
    ("leave", {"left"}),
    ("left", {"left"}),
    ("o'brien", {"left"}),
    ("o’brien", {"left"}),
    ("7", {"left"}),
    ("lille,", {"en", "fr"}),
    ("", set()),
    ("…", set()),
]


def test_words_are_found_by_lemma_and_stem_in_every_language(filled: Chronicle) -> None:
    told = {query: found(query) for query, _ in QUERIES}
    assert told == dict(QUERIES)


NASTY = [
    '"', '""', '"" ""', "-", "--", '-"', "*", "a*", "NEAR(a b)", "words:lille", "AND", "OR NOT", "lille OR", "(",
    "))((", "'; DROP TABLE store_document; --", "lille' | 'x", "\\", "\x00", "a\x00b", "%", "_", "🜁",
    "<script>", "\ud800",
    "x" * 100_000, "x " * 50_000, "-x " * 500, "☭ " * 100, "ａ", "ß", "İ", "ǆ", "क्षि", "e\u0301" * 400, "col:(x)", "^x",
    "{a}:b", "1e5 & !x", "a <-> b", "a:*", "''", "'a'::tsquery",
]  # fmt: skip


def test_nasty_queries_break_nothing(filled: Chronicle) -> None:
    for query in NASTY:
        found(query)
    assert found("strike") == {"en"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=40))
def test_any_text_is_a_query(filled: Chronicle, query: str) -> None:
    found(query)


def test_what_is_taken_out_is_found_no_more(filled: Chronicle) -> None:
    from khronika.store.standing import replace_entries

    replace_entries("mention", "en", [])
    assert found("strike") == set() and found("lille") == {"fr"}


def test_a_text_longer_than_one_entry_is_found_to_its_end(chronicle: Chronicle) -> None:
    from khronika.store.search_entries import entries
    from khronika.store.standing import replace_entries

    text = "".join(f"word{number} " for number in range(40_000)) + "barricade " + "слово" * 3000
    replace_entries("mention", "long", entries("mention", "long", "ru", [text]))
    assert found("barricade") == {"long"} == found("word39999")
