"""Texts as they come: shouted, without signs, shuffled, cut into lists, in several languages; none stops the coder."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import khronika

CASES = Path(__file__).parents[1] / "cases"
LANGUAGES = ("en", "fr", "ru", "uk")
GARBLED: dict[str, Callable[[str, Random], str]] = {
    "shouted": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
    "without signs": lambda text, _: text.replace(".", "").replace(",", ""),
    "letters lost": lambda text, chance: "".join(letter for letter in text if chance.random() > 0.04),
    "words shuffled": lambda text, chance: " ".join(chance.sample(text.split(), len(text.split()))),
    "a word a line": lambda text, _: "\n".join(text.split()),
    "a list": lambda text, _: "\n".join(f"– {part}" for part in text.split(". ")),
    "signs and fixed spaces": lambda text, _: text.replace(" ", "\u00a0").replace(". ", "… 🔴 ") + '"«»“”(((',
}


def texts_of(language: str, number: int) -> list[str]:
    """Give the texts of the first cases of a language."""
    files = sorted((CASES / language).glob("*.txt"))[:number]
    return [path.read_text("utf8").partition("\n")[2].partition("\n----\n")[0] for path in files]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", GARBLED)
def test_no_text_stops_the_coder(way: str, language: str) -> None:
    chance = Random(1905)
    texts = [GARBLED[way](text, chance) for text in texts_of(language, 25)]
    coded = list(khronika.code(texts, language=language, published="2024-03-09"))
    assert len(coded) == len(texts)
    for document in coded:
        for event in document.event_mentions:
            assert document.document.text[event.trigger.start : event.trigger.end] == event.trigger.text


@pytest.mark.filterwarnings("error")
def test_reports_in_several_languages_are_coded() -> None:
    chance = Random(1917)
    every = [text for language in LANGUAGES for text in texts_of(language, 25)]
    texts = ["\n\n".join(chance.sample(every, 6)) for _ in range(25)]
    coded = list(khronika.code(texts, published="2024-03-09"))
    assert all(document.event_mentions for document in coded)
