"""The gazetteer: a name in any script and grammatical case finds its place, in little time and memory."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika import gazetteer
from khronika.gazetteer.data import KINDS
from khronika.gazetteer.keys import declined, declined_keys, fold, key

NAMED = [
    ("Lille", "Lille", "FR"),
    ("São Paulo", "São Paulo", "BR"),
    ("Sao Paulo", "São Paulo", "BR"),
    ("St. Louis", "St. Louis", "US"),
    ("Київ", "Kyiv", "UA"),
    ("Kiev", "Kyiv", "UA"),
    ("Ростове-на-Дону", "Rostov-on-Don", "RU"),
    ("Rostov-on-Don", "Rostov-on-Don", "RU"),
    ("Нижнем Новгороде", "Nizhniy Novgorod", "RU"),
    ("Великих Луках", "Velikiye Luki", "RU"),
    ("Ростовской области", "Rostov Oblast", "RU"),
    ("Чечне", "Chechnya", "RU"),
    ("Краснодарского края", "Krasnodar Krai", "RU"),
    ("Орле", "Orël", "RU"),
    ("Сан-Франциско", "San Francisco", "US"),
    ("Соединённых Штатах", "United States", "US"),
    ("U.K.", "United Kingdom", "GB"),
    ("Королевства Нидерландов", None, None),
]


@pytest.mark.parametrize(("name", "place", "country"), NAMED)
def test_a_name_in_any_case_finds_its_place(name: str, place: str | None, country: str | None) -> None:
    known = gazetteer.load()
    found = [known.place(c) for c in known.candidates(name)]
    assert ((place, country) in [(p.name, p.country) for p in found]) == (place is not None)


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("French", "France"),
        ("Muscovites", "Moscow"),
        ("Ukrainians", "Ukraine"),
        ("московской", "Moscow"),
        ("петербургского", "Saint Petersburg"),
        ("тверском", "Tver"),
        ("россиян", "Russia"),
        ("белорусов", "Belarus"),
        ("шанхайские", "Shanghai"),
    ],
)
def test_demonyms_and_adjectives_resolve_to_their_place(word: str, place: str) -> None:
    known = gazetteer.load()
    assert place in [known.label(c.index) for c in known.candidates(word) if c.form in ("adjective", "demonym")]


def test_a_place_lies_in_its_region_and_country() -> None:
    known = gazetteer.load()
    (texan,) = [p for p in map(known.place, known.candidates("Paris")) if p.admin1 == "Texas"]
    assert (texan.country, texan.precision, round(texan.lat or 0)) == ("US", "settlement", 34)


def test_every_place_has_sound_coordinates_and_a_kind() -> None:
    places = gazetteer.load()._tables.places
    assert (abs(places["north"]) <= 9000).all() and (abs(places["east"]) <= 18000).all()
    assert ((places["kind"] & 0x7F) < len(KINDS)).all()


def test_loading_takes_little_memory() -> None:
    script = (
        "import resource, numpy, msgspec, marisa_trie, khronika.model\n"
        "def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = used()\n"
        "from khronika import gazetteer; gazetteer.load().candidates('Paris')\n"
        "print(used() - before)"
    )
    grown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert int(grown) < 60_000  # KiB


@pytest.mark.parametrize(
    ("nominative", "forms"),
    [
        ("Москва", ["Москвы", "Москве", "Москвой", "Москву"]),
        ("Казань", ["Казани", "Казанью"]),
        ("Грозный", ["Грозного", "Грозном"]),
        ("Сумы", ["Сум", "Сумах", "Сумами"]),
        ("Череповец", ["Череповца", "Череповце"]),
        ("Иваново", ["Иванове", "Иваново", "Ивановом"]),
        ("Комсомольск-на-Амуре", ["Комсомольска-на-Амуре", "Комсомольском-на-Амуре"]),
        ("Набережные Челны", ["Набережных Челнов", "Набережных Челнах"]),
    ],
)
def test_each_case_of_a_russian_name_leads_to_its_stem(nominative: str, forms: list[str]) -> None:
    filed = set(declined(nominative))
    for form in forms:
        assert filed.intersection(declined_keys(key(form).split())), form


def test_a_surname_in_the_instrumental_is_no_town() -> None:
    assert not gazetteer.load().candidates("Ростовым")


@given(st.text("aeostAEOST éÀñŻçÖ-’' ЁёйЙщІї", max_size=30))
def test_folding_and_filing_twice_changes_nothing(text: str) -> None:
    assert key(key(text)) == key(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
def test_any_text_may_be_looked_up(text: str) -> None:
    for candidate in gazetteer.load().candidates(text):
        assert -90 <= candidate.lat <= 90 and -180 <= candidate.lon <= 180
