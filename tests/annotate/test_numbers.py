"""Numbers that count: sentences of our own, analysed as they are in use, and what must come out."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.annotate.dates import find_dates
from khronika.annotate.dates.match import match
from khronika.annotate.dates.pieces import cut
from khronika.annotate.dates.tables import Rule, load_rules, load_words
from khronika.annotate.number_words import compose
from khronika.annotate.numbers import COUNT_TABLES, find_numbers
from khronika.language import engines
from khronika.language.record import Analysis, Sentence
from khronika.model import Document, Mention, Paragraph, Quantity


def parsed(text: str, language: str) -> Analysis:
    """Give a text as its language's engine analyses it."""
    engine = engines.engine(language)
    return analysis(text, language, tuple(engine.analyse(text, engine.segment(text))))


def analysis(text: str, language: str, sentences: tuple[Sentence, ...]) -> Analysis:
    paragraphs = (Paragraph("paragraph", 0, len(text)),)
    document = Document(
        id="d", source="d", media_type="text/plain", sha256="", text=text, language=language, paragraphs=paragraphs
    )
    return Analysis(document, text, sentences)


def told(mentions: list[Mention]) -> list[tuple[str, int | None, int | None, bool, str | None]]:
    """Give text, bounds, whether approximate, and what is counted."""
    values = [(m.text, m.value) for m in mentions]
    return [(text, v.low, v.high, v.approximate, v.of) for text, v in values if isinstance(v, Quantity)]


ENGLISH = [
    ("Police detained 26 protesters.", "26", 26, 26, False, "protester"),
    ("Some 400 nurses walked out.", "Some 400", 400, 400, True, "nurse"),
    ("More than 50 people were detained.", "More than 50", 50, None, True, "people"),
    ("At least five trucks were burned.", "At least five", 5, None, True, "truck"),
    ("Up to 70 workers joined the strike.", "Up to 70", None, 70, True, "worker"),
    ("Between 50 and 70 miners marched.", "Between 50 and 70", 50, 70, True, "miner"),
    ("From 300 to 500 miners marched.", "From 300 to 500", 300, 500, True, "miner"),
    ("Hundreds of protesters fled.", "Hundreds", 200, None, True, "protester"),
    ("Tens of thousands of farmers came.", "Tens of thousands", 20_000, None, True, "farmer"),
    ("Two dozen activists were fined.", "Two dozen", 24, 24, False, "activist"),
    ("Several hundred students sat down.", "Several hundred", 200, None, True, "student"),
    ("The court fined 1,500 drivers.", "1,500", 1500, 1500, False, "driver"),
    ("About 1.5 million workers struck.", "About 1.5 million", 1_500_000, 1_500_000, True, "worker"),
    ("Two hundred and fifty workers struck.", "Two hundred and fifty", 250, 250, False, "worker"),
    ("They collected $300 for the miners.", "300", 300, 300, False, "USD"),
    ("Only 40% of workers voted.", "40", 40, 40, False, "%"),
]  # fmt: skip

RUSSIAN = [
    ("На площадь вышли от 50 до 70 человек.", "от 50 до 70", 50, 70, True, "человек"),
    ("Около 300 рабочих начали забастовку.", "Около 300", 300, 300, True, "рабочий"),
    ("Задержаны более 50 участников акции.", "более 50", 50, None, True, "участник"),
    ("К ним присоединились до 40 шахтёров.", "до 40", None, 40, True, "шахтер"),
    ("Пришли несколько десятков человек.", "несколько десятков", 20, None, True, "человек"),
    ("Сотни людей перекрыли дорогу.", "Сотни", 200, None, True, "человек"),
    ("Две тысячи человек вышли на митинг.", "Две тысячи", 2000, 2000, False, "человек"),
    ("Более тысячи человек подписали петицию.", "Более тысячи", 1000, None, True, "человек"),
    ("Собралось 1,5 тыс. человек.", "1,5 тыс.", 1500, 1500, False, "человек"),
    ("Собралось 5–7 тысяч человек.", "5–7 тысяч", 5000, 7000, True, "человек"),
    ("Его оштрафовали на 10 000 рублей.", "10 000", 10_000, 10_000, False, "рубль"),
    ("Пятеро активистов арестованы.", "Пятеро", 5, 5, False, "активист"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "low", "high", "approximate", "of"), ENGLISH)
def test_an_english_number_has_its_words_bounds_and_unit(
    text: str, words: str, low: int | None, high: int | None, approximate: bool, of: str
) -> None:
    assert told(find_numbers(parsed(text, "en"))) == [(words, low, high, approximate, of)]


@pytest.mark.parametrize(("text", "words", "low", "high", "approximate", "of"), RUSSIAN)
def test_a_russian_number_has_its_words_bounds_and_unit(
    text: str, words: str, low: int | None, high: int | None, approximate: bool, of: str
) -> None:
    found = [(w, lo, hi, a, (u or "").replace("ё", "е")) for w, lo, hi, a, u in told(find_numbers(parsed(text, "ru")))]
    assert found == [(words, low, high, approximate, of)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He was charged under Article 318 of the code.", "en"),
        ("She is a 32-year-old teacher.", "en"),
        ("They met in Room 5 of the court.", "en"),
        ("The team won 3-2 at home.", "en"),
        ("Call 555-12-34 for help.", "en"),
        ("No one was hurt.", "en"),
        ("The blockade of the A2 is over.", "en"),
        ("He was shot with an AK-47 on the road.", "en"),
        ("It was the third strike.", "en"),
        ("Его осудили по ст. 20.2 КоАП.", "ru"),
        ("Это 32-летний рабочий.", "ru"),
        ("Он живёт в доме 5 на этой улице.", "ru"),
        ("Это была третья забастовка.", "ru"),
    ],
)
def test_a_number_that_counts_nothing_is_left_alone(text: str, language: str) -> None:
    assert find_numbers(parsed(text, language)) == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("On 3 May 2024 police detained 26 people.", "en", ["26"]),
        ("3 мая 2024 года задержали 26 человек.", "ru", ["26"]),
    ],
)
def test_a_number_within_a_date_belongs_to_the_date(text: str, language: str, words: list[str]) -> None:
    read = parsed(text, language)
    assert [m.text for m in find_numbers(read, find_dates(read))] == words


LANGUAGES = ("en", "fr", "ru", "uk")
RULES = [(language, rule) for language in LANGUAGES for rule in load_rules(language, "count_rules.tsv").rules]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.example for _, rule in RULES])
def test_each_rule_reads_its_own_example(language: str, rule: Rule) -> None:
    pieces = cut(rule.example, 0, len(rule.example), load_words(language, *COUNT_TABLES))
    rules = load_rules(language, "count_rules.tsv")
    assert match(pieces, type(rules)((rule,), rules.letters, rules.fillers), lambda one, pieces: True)


@pytest.mark.parametrize(
    ("words", "number"),
    [([2], 2), ([100], 100), ([2, 100, 50, 3], 253), ([20, 4], 24), ([3, 1000, 200], 3200), ([2, 3], None), ([], None)],
)
def test_number_words_compose(words: list[int], number: int | None) -> None:
    assert compose(words) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(3, 999_999))
def test_a_grouped_number_means_the_same_as_a_plain_one(number: int) -> None:
    grouped = f"{number:,}"
    for language, written, noun in (("en", grouped, "people"), ("ru", grouped.replace(",", "\xa0"), "человек")):
        text = f"{written} {noun}"
        found = find_numbers(analysis(text, language, (Sentence(0, len(text), language, ()),)))
        assert told(found) == [(written, number, number, False, noun)]


WORDS = st.sampled_from(
    "some about more than up to between and 50 70 1,500 2.5 million two dozen dozens hundreds of thousands several "
    "a few people - % $ from or so".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_spans_are_exact_sorted_and_apart_and_bounds_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = find_numbers(analysis(text, "en", (Sentence(0, len(text), "en", ()),)))
    assert all(text[m.start : m.end] == m.text and m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    bounds = [(m.value.low, m.value.high) for m in found if isinstance(m.value, Quantity)]
    assert all(low is None or high is None or low <= high for low, high in bounds)
