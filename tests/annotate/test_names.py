"""Names of persons and organisations: their spans, and their normal forms."""

import msgspec
import pytest

from khronika.annotate.names import find_names
from khronika.language import Analysis
from khronika.language.engines import engine
from khronika.model import Document, Mention, Name, Paragraph


def names(text: str, language: str) -> list[Mention]:
    tool, paragraphs, sentences, start = engine(language), [], [], 0
    for number, line in enumerate(text.split("\n")):
        paragraphs.append(Paragraph("paragraph", start, start + len(line)))
        spans = [(start + a, start + b) for a, b in tool.segment(line)]
        sentences += [msgspec.structs.replace(s, paragraph=number) for s in tool.analyse(text, spans)]
        start += len(line) + 1
    document = Document(id="d", source="d", media_type="text/plain", sha256="0", text=text, language=language,
                        paragraphs=tuple(paragraphs))  # fmt: skip
    found = find_names(Analysis(document, text, tuple(sentences)))
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [(m.start, m.end) for m in found] == sorted({(m.start, m.end) for m in found})
    return found


def values(text: str, language: str, kind: str) -> list[str]:
    return [m.value.name for m in names(text, language) if m.kind == kind and isinstance(m.value, Name)]


PERSONS = [
    ("ru", "Суд отпустил Анну Петровну Лебедеву.", ["Анна Петровна Лебедева"]),
    ("ru", "Слово дали Жан-Полю Сартру.", ["Жан-Поль Сартр"]),
    ("ru", "Орлов Пётр Сергеевич отказался от показаний.", ["Пётр Сергеевич Орлов"]),
    ("ru", "Выступил Павел Соколов. Потом Соколова увели.", ["Павел Соколов", "Павел Соколов"]),
    ("ru", "Выступила Мария Соколова и Павел Соколов. С Соколовым спорили.",
     ["Мария Соколова", "Павел Соколов", "Павел Соколов"]),
    ("ru", "Писатель Виктор Юрьев (Victor Yuryev) уехал.", ["Виктор Юрьев", "Victor Yuryev"]),
    ("en", "Police detained Amara Obi. Obi's lawyer protested.", ["Amara Obi", "Amara Obi"]),
    ("en", "President Emmanuel Macron met Mr. Smith.", ["Emmanuel Macron", "Smith"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), PERSONS)
def test_persons_are_named_in_full_and_in_the_nominative(language: str, text: str, wanted: list[str]) -> None:
    assert values(text, language, "person") == wanted


ORGANISATIONS = [
    ("ru", "Бумаги передали в Министерство юстиции РФ.", ["Министерство юстиции РФ"]),
    ("ru", "Решение Тверского суда Москвы отменено.", ["Тверской суд Москвы"]),
    ("ru", "Его держат в ОВД «Тверской».", ["ОВД «Тверской»"]),
    ("ru", "Об этом пишет профсоюз «Курьер».", ["Курьер"]),
    ("ru", "Митинг созвала Конфедерация труда России (КТР). Позже КТР его отменила.",
     ["Конфедерация труда России", "КТР", "КТР"]),
    ("ru", "Она депутат Законодательного собрания Петербурга.", ["Законодательное собрание Петербурга"]),
    ("ru", "Полиция разогнала рабочих, а правительство молчало.", []),
    ("en", "The Ministry of Justice ordered it.", ["Ministry of Justice"]),
    ("en", "She is a nurse at City Hospital No. 1 in Lagos.", ["City Hospital No. 1"]),
    ("en", "The Courier Trade Union (CTU) called a strike. CTU leaders agreed.", ["Courier Trade Union", "CTU", "CTU"]),
    ("en", "Police and protesters clashed, and the government fell silent.", []),
    ("en", "He was charged with riot. They met in the centre of Leeds.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), ORGANISATIONS)
def test_organisations_are_told_by_head_words_and_abbreviations(language: str, text: str, wanted: list[str]) -> None:
    assert values(text, language, "organisation") == wanted


def test_a_surname_that_two_persons_bear_is_left_as_it_stands() -> None:
    found = values("Вышли Иван Орлов и Пётр Орлов. Позже Орлов ушёл.", "ru", "person")
    assert found == ["Иван Орлов", "Пётр Орлов", "Орлов"]
