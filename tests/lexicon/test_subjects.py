"""Stretches about sport, weather, markets and stories are told from reports, and reports keep their events."""

import pytest

from khronika.lexicon import other_matters

MATCH = (
    "The visiting striker fired the ball past the keeper; the referee punished the coach, and the league suspended him."
)
REPORT = "Police detained two fans at the stadium after the match; a lawyer said that the prosecutor had opened a case."
RUSSIAN_MATCH = "Нападающий расстрелял ворота, вратарь капитулировал, а арбитр наказал тренера гостей."
FRENCH_FLOCK = "Des loups ont attaqué le troupeau près de l'étang ; le berger a perdu neuf brebis et deux chiens."
UKRAINIAN_MATCH = "Нападник розстріляв воротаря, арбітр покарав тренера гостей, а вболівальники співали до кінця матчу."


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", MATCH), ("ru", RUSSIAN_MATCH), ("fr", FRENCH_FLOCK), ("uk", UKRAINIAN_MATCH)],
)
def test_a_match_report_is_about_something_else(language: str, text: str) -> None:
    assert other_matters(language, text) == [(0, len(text))]


def test_police_at_a_match_are_public_life() -> None:
    assert other_matters("en", REPORT) == []


def test_each_long_paragraph_is_judged_by_itself() -> None:
    sport, report = MATCH * 5, REPORT * 5
    assert other_matters("en", f"{report}\n{sport}\n{report}") == [(len(report) + 1, len(report) + len(sport) + 2)]
