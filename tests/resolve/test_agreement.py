"""Percent agreement and Krippendorff's alpha of several coders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.resolve.agreement import Agreement, agreement


def of(field: str, **codings: str) -> Agreement | None:
    """Compare coders whose labels of one field are written as words, a dot where a unit was not judged."""
    told = {
        coder: {str(n): {field: label} for n, label in enumerate(labels.split()) if label != "."}
        for coder, labels in codings.items()
    }
    return next(iter(agreement(told, [field])), None)


def test_the_textbook_example_has_its_alpha() -> None:
    """Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), example C: nominal, four coders."""
    found = of(
        "mode",
        a="1 2 3 3 2 1 4 1 2 . . .",
        b="1 2 3 3 2 2 4 1 2 5 . 3",
        c=". 3 3 3 2 3 4 2 2 5 1 .",
        d="1 2 3 3 2 4 4 1 2 5 1 .",
    )
    assert found is not None and found.alpha == pytest.approx(0.743, abs=0.001)


def test_two_coders_agree_in_three_of_four() -> None:
    found = of("mode", a="strike march march picket", b="strike march picket picket")
    assert found is not None and (found.units, found.pairs, found.percent) == (4, 4, 0.75)
    assert found.alpha == pytest.approx(1 - (2 / 8) / (42 / 56), abs=1e-9)


def test_full_agreement_is_one_and_systematic_disagreement_is_below_zero() -> None:
    same, other = of("mode", a="x y x", b="x y x"), of("mode", a="x y x", b="y x y")
    assert same is not None and same.alpha == 1
    assert other is not None and other.alpha is not None and other.alpha < 0


def test_alpha_is_not_defined_where_all_say_the_same() -> None:
    assert of("mode", a="x x x", b="x x x") == Agreement(field="mode", units=3, pairs=3, percent=1, alpha=None)


def test_what_only_one_judged_is_not_compared() -> None:
    assert of("mode", a="x y .", b=". . z") == Agreement(field="mode", units=0, pairs=0, percent=None, alpha=None)


def test_a_field_that_nobody_fills_is_left_out() -> None:
    assert agreement({"a": {"1": {"date": ""}}, "b": {"1": {"date": ""}}}, ["date", "place"]) == []


@given(st.lists(st.tuples(*[st.sampled_from("xyz.")] * 3), min_size=1, max_size=12), st.permutations("abc"))
def test_alpha_does_not_depend_on_the_order_of_coders_and_units(rows: list[tuple[str, ...]], names: list[str]) -> None:
    def compare(units: list[tuple[str, ...]], coders: list[str]) -> tuple[object, ...]:
        told = {c: " ".join(unit[n] for unit in units) for n, c in enumerate(coders)}
        found = of("mode", **told)
        return () if found is None else (found.units, found.percent, found.alpha and round(found.alpha, 9))

    assert compare(rows, ["a", "b", "c"]) == compare(rows[::-1], names)
