"""Languages are told from a glance, and not at all where there is too little."""

import pytest

from khronika.errors import LanguageError
from khronika.language.detect import detect, paragraph_languages
from khronika.language.engines import available, engine

TEXTS = [
    ("Nurses at the hospital walked out on Monday and said that they would not return.", "en"),
    ("Strike at the plant", "en"),
    ("Медсёстры больницы вышли на забастовку и требуют повышения зарплаты.", "ru"),
    ("Учителя вышли на улицу", "ru"),
    ("Вчора у Львові медсестри вийшли на страйк і вимагають підвищення зарплати.", "uk"),
    ("Він не прийшов, бо його не було вдома та не чекав.", "uk"),
    ("Депутат заявив, що не може прийти, та просить слова.", "uk"),
    ("Вчера они не пришли, потому что не хотели.", "ru"),
    ("Учора ў Гомелі медсёстры выйшлі на забастоўку.", "be"),
    ("Les infirmières de l'hôpital se sont mises en grève lundi pour leurs salaires.", "fr"),
    ("La préfecture interdit la marche de samedi à Lyon.", "fr"),
    ("Els treballadors de l'hospital van fer vaga dilluns per demanar millors sous i més personal.", "ca"),
    ("Los trabajadores del hospital se declararon en huelga el lunes para exigir mejores salarios.", "es"),
    ("Die Beschäftigten des Krankenhauses haben am Montag die Arbeit niedergelegt.", "de"),
    ("", None), ("CGT", None), ("Лион", None), ("12.05.2024, 14:00", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_the_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_foreign_name_does_not_change_the_language() -> None:
    assert detect("Концерт группы «Океан Ельзи» отменили, а организатора вызвали в полицию. Были вызваны и мы.") == "ru"


def test_only_paragraphs_that_differ_have_a_language_of_their_own() -> None:
    russian = "Рабочие завода вышли к проходной и требуют выплатить зарплату за три месяца."
    english = "The workers of the plant came out to the gates and they demand to be paid for three months."
    text = "\n".join((russian, english, "CGT", russian))
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    assert paragraph_languages(text, spans, "ru") == [None, "en", None, None]
    assert paragraph_languages(text, spans, "en") == ["ru", None, None, "ru"]


def test_an_engine_is_loaded_once_and_its_lack_says_what_there_is() -> None:
    assert {"en", "fr", "ru", "uk"} <= set(available())
    assert engine("ru") is engine("ru")
    with pytest.raises(LanguageError, match=r"'xx' .*en, fr, ru, uk"):
        engine("xx")
