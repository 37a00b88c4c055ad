"""Places: texts of our own with what must be found in them, and which of its namesakes each is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from khronika.annotate.places import find_places
from khronika.language import engines
from khronika.language.record import Analysis
from khronika.model import Document, Mention, Paragraph, Place


def analyse(text: str, language: str = "en") -> Analysis:
    """Analyse a text of one paragraph."""
    engine = engines.engine(language)
    document = Document(
        id="d",
        source="d",
        media_type="text/plain",
        sha256="",
        text=text,
        language=language,
        paragraphs=(Paragraph("paragraph", 0, len(text)),),
    )
    return Analysis(document, text, tuple(engine.analyse(text, engine.segment(text))))


def places(text: str, language: str = "en") -> list[Mention]:
    return find_places(analyse(text, language))


def meant(text: str, language: str = "en") -> list[tuple[str, str, str | None, str | None]]:
    """Give text, name, country and first-level region of each place."""
    found = []
    for mention in places(text, language):
        assert isinstance(mention.value, Place)
        found.append((mention.text, mention.value.name, mention.value.country, mention.value.admin1))
    return found


ENGLISH = [
    (
        "Nurses marched through Lille on Monday, and French ministers promised talks.",
        [("Lille", "Lille", "FR", "Hauts-de-France"), ("French", "France", "FR", None)],
    ),
    (
        "The strike in Paris, Texas, ended quietly.",
        [("Paris", "Paris", "US", "Texas"), ("Texas", "Texas", "US", "Texas")],
    ),
    (
        "Teachers rallied in Springfield, Ill., for a second day.",
        [("Springfield", "Springfield", "US", "Illinois"), ("Ill", "Illinois", "US", "Illinois")],
    ),
    (
        "Protesters gathered in Tbilisi. Officials in Georgia said the vote was fair.",
        [("Tbilisi", "Tbilisi", "GE", "Tbilisi"), ("Georgia", "Georgia", "GE", None)],
    ),
    (
        "Workers from Atlanta and Savannah drove across Georgia to the rally.",
        [
            ("Atlanta", "Atlanta", "US", "Georgia"),
            ("Savannah", "Savannah", "US", "Georgia"),
            ("Georgia", "Georgia", "US", "Georgia"),
        ],
    ),
    (
        "Police in St. Petersburg detained three Muscovites near the Neva.",
        [
            ("St. Petersburg", "Saint Petersburg", "RU", "Saint Petersburg"),
            ("Muscovites", "Moscow", "RU", "Moscow"),
            ("Neva", "Neva", "RU", None),
        ],
    ),
]
RUSSIAN = [
    (
        "В Ростове-на-Дону задержали участников пикета, сообщила московская правозащитница.",
        [("Ростове-на-Дону", "Rostov-on-Don", "RU", "Rostov Oblast"), ("московская", "Moscow", "RU", "Moscow")],
    ),
    (
        "Суд в Нижнем Новгороде оштрафовал активиста из Ростовской области.",
        [
            ("Нижнем Новгороде", "Nizhniy Novgorod", "RU", "Nizhny Novgorod Oblast"),
            ("Ростовской области", "Rostov Oblast", "RU", "Rostov Oblast"),
        ],
    ),
    (
        "Белорусские и украинские профсоюзы поддержали забастовку в Варшаве.",
        [
            ("Белорусские", "Belarus", "BY", None),
            ("украинские", "Ukraine", "UA", None),
            ("Варшаве", "Warsaw", "PL", "Masovian Voivodeship"),
        ],
    ),
    (
        "Житель Кирова Калужской области уехал в Обнинск.",
        [
            ("Кирова", "Kirov", "RU", "Kaluga Oblast"),
            ("Калужской области", "Kaluga Oblast", "RU", "Kaluga Oblast"),
            ("Обнинск", "Obninsk", "RU", "Kaluga Oblast"),
        ],
    ),
    (
        "В Москве задержали пикетчиков на Пушкинской площади.",
        [("Москве", "Moscow", "RU", "Moscow")],
    ),
    ("Их увели с площади Ленина и с улицы Чернышевского в отдел.", []),
    ("Сотни вышли на площади Минска.", [("Минска", "Minsk", "BY", "Minsk City")]),
    ("Жители Советского района вышли на улицы.", [("Советского района", "Советского района", None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_places_are_found_and_told_apart(text: str, expected: list[tuple[str, ...]]) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian_places_are_found_in_any_case(text: str, expected: list[tuple[str, ...]]) -> None:
    assert meant(text, "ru") == expected


@pytest.mark.parametrize(
    "text", ["In May the march grew, and Mr. London spoke.", "He was reading in bed when the police came."]
)
def test_common_words_months_and_persons_are_no_places(text: str) -> None:
    assert meant(text) == []


@pytest.mark.parametrize(
    "text",
    ["Его увезли в ОВД «Тверской».", "Пикет прошёл у гостиницы «Украина».", "Их увели в отдел «Китай-город»."],
)
def test_a_thing_is_called_by_the_name_in_quotation_marks_and_lies_elsewhere(text: str) -> None:
    assert meant(text, "ru") == []


def test_a_square_named_like_a_town_is_not_that_town() -> None:
    assert [name for _, name, *_ in meant("Drivers marched to George Square in Glasgow.")] == ["Glasgow"]


def test_a_small_town_alone_is_not_believed() -> None:
    (mention,) = places("Пикет прошёл на Лубянке.", "ru")
    assert mention.value == Place("Лубянка")


def test_a_place_that_no_gazetteer_knows_has_nulls() -> None:
    (mention,) = places("The picket stood in Zvornyukhino for an hour.")
    assert mention.value == Place("Zvornyukhino")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["Paris", "Texas", ",", "the", "French", "U.S.", "in", "Ga.", "(", "Mr.", "\n"])))
def test_places_are_sorted_apart_and_quote_the_text(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in places(text):
        value = mention.value
        assert isinstance(value, Place) and (value.lat is None) == (value.lon is None)
        assert mention.start >= end and text[mention.start : mention.end] == mention.text
        end = mention.end


def test_the_publishers_name_tells_where_a_namesake_lies() -> None:
    analysis = analyse("Teachers in Athens walked out on Monday.")
    local = replace(analysis, document=replace(analysis.document, publisher="Atlanta, Georgia, Herald"))
    values = [mention.value for told in (analysis, local) for mention in find_places(told)]
    assert [value.country for value in values if isinstance(value, Place)] == ["GR", "US"]


def test_the_same_text_gives_the_same_places() -> None:
    text = "Crowds met in Alexandria and Cairo; in Athens trains stopped."
    assert places(text) == places(text)


def test_names_at_the_heads_of_lines_are_places_in_a_bulletin_and_not_alone() -> None:
    bulletin = "Vladimir: a lawyer was turned away.\nBrest: a dentist was questioned.\nOmsk: nothing to report."
    assert [text for text, *_ in meant(bulletin)] == ["Vladimir", "Brest", "Omsk"]
    assert "Vladimir" not in [text for text, *_ in meant("Vladimir: we walked out at six.\nQ: And then?")]
    spoken = "Vladimir: we walked out.\nFlorence: all of us.\nVladimir: the foreman ran.\nFlorence: he did."
    assert "Vladimir" not in [text for text, *_ in meant(spoken)]
