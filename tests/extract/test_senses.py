"""What words mean in their place: reports keep their events, other matters told in their words lose them."""

from datetime import date

import numpy as np
import pytest

import khronika
from khronika.errors import DataError
from khronika.extract.senses import Senses, load

PRIVATE = (
    "I called the shop twice and asked for a refund. They promised to call back and never did. When I complained, the "
    "girl refused to meet me, so I demanded to see her boss. He agreed to pay for the food and gave us free coffee. "
    "My wife accused him of lying, he apologized, and we agreed to come again."
)
REPORT = (
    "Police detained eleven striking bus drivers in Leeds on Monday. A court fined two of them on Tuesday. Their "
    "union condemned the arrests and called a rally. Riot police dispersed the rally with tear gas, and four people "
    "were beaten. On Friday the union demanded an inquiry."
)


def told(text: str) -> list[str]:
    (coded,) = khronika.code([text], published=date(2024, 3, 9).isoformat(), language="en")
    return [mention.trigger.text for mention in coded.event_mentions]


def test_a_private_matter_told_in_the_words_of_politics_has_hardly_an_event() -> None:
    assert len(told(PRIVATE)) <= 2


def test_a_report_keeps_its_events() -> None:
    found = {words.split()[0] for words in told(REPORT)}
    assert {"detained", "fined", "condemned", "dispersed", "beaten", "demanded"} <= found


def test_a_language_without_weights_has_no_classifier() -> None:
    assert load("xx") is None


def test_weights_for_other_vectors_say_that_they_must_be_trained_anew() -> None:
    with pytest.raises(DataError, match="train them anew"):
        Senses(np.zeros(3, np.float32), 0.0).odds(np.zeros(5, np.float32))


def test_a_report_in_two_languages_keeps_the_events_of_both() -> None:
    text = (
        "Police arrested three weavers in Leeds on Monday. A court fined the printer 300 euros, the union said. Two "
        "guards beat a prisoner, and the nurses went on strike.\n\n"
        "Полиция задержала троих ткачей в Туле в понедельник, сообщил профсоюз. Суд оштрафовал печатника на три тысячи "
        "рублей. Охранники избили заключённого, и медсёстры объявили забастовку."
    )
    (document,) = khronika.code([text])
    languages = {any("а" <= letter <= "я" for letter in event.trigger.text) for event in document.event_mentions}
    assert languages == {True, False} and len(document.event_mentions) > 5
