"""The ontology's data: complete, coherent, and understood by the codes of other codebooks."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from khronika import lexicon, ontology
from khronika.errors import DataError, KhronikaError
from khronika.model import Manner, Realis, Role
from khronika.ontology import CODEBOOKS, LANGUAGES, Mode

ROOT = Path(__file__).parents[2]
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
AT_LEAST = {
    "PROTEST": "demonstration march picket solo_picket sit_in strike hunger_strike boycott obstruction occupation riot "
    "vandalism burning graffiti petition open_letter claim_of_responsibility",
    "COERCE": "arrest detention administrative_arrest house_arrest remand identity_check summons search interrogation "
    "criminal_charge trial sentence appeal fine warning threat threat_of_force seizure restriction censorship ban "
    "designation curfew deportation dismissal conscription repression",
    "ASSAULT": "beating torture shooting bombing arson sabotage abduction sexual killing crowd_control destruction war",
    "CONCEDE": "release acquittal charge_dropped demand_met resignation",
    "AID": "support_to_activists legal material military asylum",
    "ORGANIZE": "found merge split join dissolve",
    "ELECT": "campaign vote result fraud",
    "LEGISLATE": "law law_pending amendment decree",
}


def rows() -> Iterator[tuple[str, str | None, Mode]]:
    for code, row in ontology.load().types.items():
        yield code, None, row
        for name, mode in row.modes.items():
            yield code, name, mode


def test_the_types_are_those_of_plover_and_three_more() -> None:
    assert set(ontology.load().types) == PLOVER | {"ORGANIZE", "ELECT", "LEGISLATE"}


@pytest.mark.parametrize("type", sorted(AT_LEAST))
def test_every_mode_that_the_design_asks_for_is_there(type: str) -> None:
    assert set(AT_LEAST[type].split()) <= set(ontology.load().types[type].modes)


@pytest.mark.parametrize(("type", "mode", "row"), [pytest.param(*r, id=f"{r[0]}-{r[1]}") for r in rows()])
def test_every_row_is_complete(type: str, mode: str | None, row: Mode) -> None:
    assert row.definition.endswith(".") and row.not_for.endswith(".") and row.example.endswith(".")
    assert all(row.labels[language].strip() for language in LANGUAGES)
    for codebook in CODEBOOKS:
        for code in getattr(row, codebook):
            assert code in ontology.load().codebooks[codebook], f"{type} {mode}: no code {code!r} in {codebook}"


def test_what_is_not_meant_names_modes_that_exist() -> None:
    known = ontology.load()
    for type, _, row in rows():
        for written in row.not_for.replace(")", "(").split("(")[1::2]:
            within = type
            for words in map(str.split, written.replace(";", ",").split(",")):
                within = words.pop(0) if words[0].isupper() else within
                known.check(within, *words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_a_type_are_unique_in_each_language(language: str) -> None:
    for row in ontology.load().types.values():
        counted = Counter(mode.labels[language] for mode in row.modes.values())
        assert [label for label, number in counted.items() if number > 1] == []
    types = Counter(row.labels[language] for row in ontology.load().types.values())
    assert max(types.values()) == 1


@pytest.mark.parametrize("codebook", CODEBOOKS)
def test_every_code_of_another_codebook_is_read_as_something_that_exists(codebook: str) -> None:
    known = ontology.load()
    for row in known.codebooks[codebook].values():
        if row.type is not None:
            known.check(row.type, row.mode)


@pytest.mark.parametrize(
    ("codebook", "code", "read_as"),
    [
        ("cameo", "173", ("COERCE", "arrest")),
        ("cameo", "1431", ("PROTEST", "strike")),
        ("cameo", "010", (None, None)),
        ("acled", "Excessive force against protesters", ("ASSAULT", "crowd_control")),
        ("huridocs", "030105000000", ("COERCE", "house_arrest")),
    ],
)
def test_codes_are_read_from_other_codebooks(codebook: str, code: str, read_as: tuple[str | None, str | None]) -> None:
    assert ontology.load().read(codebook, code) == read_as


def test_codes_are_given_for_other_codebooks() -> None:
    known = ontology.load()
    assert known.counterparts("cameo", "PROTEST", "hunger_strike") == ("142",)
    assert known.counterparts("acled", "COERCE", "detention") == ("Arrests",)
    assert known.counterparts("cameo", "ELECT", "vote") == ()


@pytest.mark.parametrize(
    ("type", "mode", "says"),
    [
        ("PROTST", None, "near: PROTEST"),
        ("PROTEST", "strik", "near: strike"),
        ("COERCE", "beating", "a mode of ASSAULT"),
        ("strike", None, "no such type 'strike'"),
    ],
)
def test_a_wrong_code_is_told_with_codes_that_look_like_it(type: str, mode: str | None, says: str) -> None:
    with pytest.raises(DataError, match=says):
        ontology.load().check(type, mode)


def test_unknown_contexts_languages_and_codebooks_are_errors() -> None:
    known = ontology.load()
    with pytest.raises(KhronikaError, match="near: labour"):
        known.check_context("labor")
    with pytest.raises(KhronikaError, match="no labels in language 'de'"):
        known.label("PROTEST", language="de")
    with pytest.raises(KhronikaError, match="no such codebook"):
        known.read("icews", "14")


def test_labels_are_given_in_four_languages() -> None:
    known = ontology.load()
    given = [known.label("PROTEST", "strike", language=language) for language in LANGUAGES]
    assert given == ["strike", "забастовка", "страйк", "grève"]


def test_closed_lists_are_those_of_the_types_in_the_model() -> None:
    known = ontology.load()
    assert set(known.roles) == set(get_args(Role))
    assert set(known.realis) == set(get_args(Realis))
    assert set(known.attribution) == set(get_args(Manner))


def test_every_sector_that_the_lexicons_name_has_labels() -> None:
    known = ontology.load()
    notes = {
        row.note
        for language in lexicon.languages()
        for row in lexicon.load(language).words("groups").values()
        if row.note and row.note != "participle"
    }
    assert {note.replace(" ", "_") for note in notes} == set(known.sectors)
    assert known.sector("public services", "ru") == "государственные и коммунальные службы"
    assert known.sector("piracy", "ru") == "piracy"


def test_the_page_says_what_the_data_say() -> None:
    assert (ROOT / "docs" / "ontology.md").read_text("utf8") == ontology.page(), "docs/ontology.md: run make docs"
