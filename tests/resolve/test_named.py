"""Where a text names somebody."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.resolve.named import COVER, cover, find_named, keys_of

VERA = keys_of(["Vera Kolm", "Вера Андреевна Колм"], person=True)
IVAN = keys_of(["Ivan Kolm", "Иван Колм"], person=True)


def covered(text: str, **how: bool) -> str:
    """Write the places where Vera Kolm is named as a block each, as long as she is known to be named there."""
    found = find_named(text, VERA, [IVAN], alone=how.pop("alone", True), **how)
    return cover(text, [(one.start, one.end) for one in found]).replace(COVER, "_")


@pytest.mark.parametrize(
    "name",
    [
        "Vera Kolm", "Kolm Vera", "V. Kolm", "V. A. Kolm", "Kolm V.A.", "VERA KOLM", "Vera A. Kolm",
        "Вера Колм", "Колм Вера Андреевна", "Веры Андреевны Колм", "Верой Колм", "В. А. Колм", "Колм В.А.", "ВЕРА КОЛМ",
        "Vera Andreevna Kolm", "Vera Andrejewna Kolm", "Wera Kolm", "Vera  Kolm", "Vera\nKolm", "Kolm",
        "Колм", "Вере", "Вера Андреевна",
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_form(name: str) -> None:
    words = f"Yesterday {name} spoke." if name.isascii() else f"Вчера {name} — так говорят."
    assert covered(words) == words.replace(name, "_" * len(name))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kolm, Vera (37)", "__________ (37)"),
        ("Kolm's house and the Kolms", "______ house and the _____"),
        ("#VeraKolm и #СвободуВереКолм", "#________ и #Свободу________"),
        ("@verakolm", "@________"),
        ("сестра Колм и Колмом недовольны", "сестра ____ и ______ недовольны"),
    ],
)
def test_possessives_tags_and_cases_are_found(text: str, left: str) -> None:
    assert covered(text) == left


def test_somebody_else_of_that_surname_is_left() -> None:
    text = "Ivan Kolm met Vera Kolm. Иван Колм ушёл, Колм осталась."
    assert covered(text) == "Ivan Kolm met _________. Иван Колм ушёл, ____ осталась."
    assert covered("Ivan Kolm, Vera Kolm and I") == "Ivan Kolm, _________ and I"


def test_a_brother_with_almost_the_same_name_is_left() -> None:
    her, him = keys_of(["Александра Колм"], person=True), keys_of(["Александр Колм"], person=True)
    text = "Александр Колм и Александра Колм ушли, Александру Колм искали."
    places = [(one.start, one.end) for one in find_named(text, her, [him], alone=True)]
    assert [text[a:b] for a, b in places] == ["Александра Колм", "Александру Колм"]


def test_a_given_name_of_somebody_else_is_left() -> None:
    assert covered("Vera Tavell and Vera spoke") == "Vera Tavell and ____ spoke"


def test_where_nobody_is_known_to_be_named_only_the_whole_name_counts() -> None:
    assert covered("Kolm is a town. Vera Kolm lives there.", alone=False) == "Kolm is a town. _________ lives there."


def test_common_words_in_small_letters_are_left_but_in_addresses() -> None:
    pen = keys_of(["Anna Rose"], person=True)
    assert find_named("a rose is a rose", pen, alone=True) == []
    text = "https://example.org/news/anna-rose-detained"
    [found] = find_named(text, pen, alone=True, caseless=True)
    assert text[found.start : found.end] == "anna-rose"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Лев Шевченко", "Льва Шевченко"), ("Лев Шевченко", "Lew Schewtschenko"), ("Лев Шевченко", "Lev Chevtchenko"),
        ("Oksana Shevchenko", "Оксані Шевченко"), ("Pavel Kovalsky", "Павла Ковальского"),
        ("Юлия Щукина", "Yulia Shchukina"), ("Юлия Щукина", "Julija Schtschukina"), ("Юлия Щукина", "Юлией Щукиной"),
        ("Alexander Petrov", "Саша Петров"), ("Nguyen Van An", "Nguyen Van An"), ("O'Neill Sean", "Sean O’Neill"),
    ],
)  # fmt: skip
def test_scripts_cases_and_short_forms_meet(name: str, form: str) -> None:
    [found] = find_named(f"— {form} —", keys_of([name], person=True), alone=False)
    assert (found.start, found.end) == (2, 2 + len(form))


def test_an_organisation_is_found_by_its_words_in_their_order() -> None:
    keys = keys_of(["Open Ledger union", "Союз «Открытая книга»"], person=False)
    text = "The Open Ledger union met. Члены союза «Открытой книги» пришли. The union of open books."
    places = [(one.start, one.end) for one in find_named(text, keys, alone=True)]
    assert [text[a:b] for a, b in places] == ["Open Ledger union", "союза «Открытой книги"]


@given(st.text(alphabet="Vera Kolm.,\nИван#@-Колм", max_size=60), st.booleans(), st.booleans())
def test_places_are_in_order_and_covering_keeps_every_offset(text: str, alone: bool, caseless: bool) -> None:
    found = find_named(text, VERA, [IVAN], alone=alone, caseless=caseless)
    assert all(a.end <= b.start for a, b in pairwise(found))
    left = cover(text, [(one.start, one.end) for one in found])
    assert len(left) == len(text)
    assert all(a == b for a, b in zip(text, left, strict=True) if b != COVER)


@given(st.sampled_from(["Vera Kolm", "Веры Колм", "V. Kolm", "Kolm Vera"]), st.text(alphabet=" abc.", max_size=20))
def test_what_is_covered_names_nobody_any_more(name: str, around: str) -> None:
    text = f"{around} {name} {around}"
    left = cover(text, [(one.start, one.end) for one in find_named(text, VERA, alone=True)])
    assert find_named(left, VERA, alone=True) == []
