"""Whether confidences mean what they say: the error, its refit, and what counts as right."""

import json
from pathlib import Path

import pytest

from khronika.evaluate.calibration import Judged, bins, cross_fitted, error, fit, ranked
from khronika.evaluate.sets import evaluate


def told(confidence: float, right: int, wrong: int, language: str = "en") -> list[Judged]:
    return [Judged(confidence, number < right, f"{confidence}-{number}", language) for number in range(right + wrong)]


def test_confidences_that_hold_have_no_error() -> None:
    assert error([*told(0.75, 75, 25), *told(0.25, 25, 75)]) == pytest.approx(0)


def test_the_error_is_the_mean_distance_weighed_by_mentions() -> None:
    mentions = [*told(0.95, 50, 50), *told(0.15, 45, 255)]
    assert {at: (one.number, one.right) for at, one in bins(mentions).items()} == {9: (100, 0.5), 1: (300, 0.15)}
    assert error(mentions) == pytest.approx(0.25 * 0.45)


def test_a_fit_mends_what_is_told_too_surely() -> None:
    mentions = [*told(0.95, 742, 258), *told(0.7, 400, 600), *told(0.4, 217, 783)]
    slope, shift = fit(mentions)
    assert slope == pytest.approx(0.7, abs=0.01) and shift == pytest.approx(-1.0, abs=0.01)
    assert error(cross_fitted(mentions)) < 0.02 < 0.2 < error(mentions)


def test_ranks_count_pairs_of_right_and_wrong() -> None:
    assert ranked([*told(0.9, 2, 0), *told(0.5, 1, 1)]) == pytest.approx((2 + 0.5) / 3)


def test_cases_and_blind_gold_are_read_together(tmp_path: Path) -> None:
    text = "On Monday some 400 nurses walked out in Lille."
    event = {"trigger": "walked out", "type": "PROTEST", "mode": "strike"}
    for part, events in (("cases", [event]), ("blind", [])):
        (tmp_path / part).mkdir()
        case = {"id": part, "language": "en", "text": text, "published": "2024-03-06", "events": events}
        (tmp_path / part / "english.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    measures = {measure.name: measure for measure in evaluate("calibration", tmp_path)}
    assert measures["calibration error"].detail == "2 mentions, 1 right"
