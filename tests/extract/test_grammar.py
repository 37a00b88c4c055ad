"""Deep grammar: the same "subj" and "obj" out of every construction."""

import pytest
from trees import tree, words

from khronika.extract.grammar import Grammar, has_marker

PASSIVE = """
Miners miner NOUN 3 nsubj:pass
were be AUX 3 aux:pass
beaten beat VERB 0 root VerbForm=Part
by by ADP 5 case
guards guard NOUN 3 obl
"""
CONJOINED = """
Miners miner NOUN 3 nsubj:pass
were be AUX 3 aux:pass
detained detain VERB 0 root VerbForm=Part
and and CCONJ 5 cc
fined fine VERB 3 conj VerbForm=Part
"""
AFTER_GERUND = """
Editors editor NOUN 3 nsubj:pass
were be AUX 3 aux:pass
charged charge VERB 0 root VerbForm=Part
with with SCONJ 5 mark
spreading spread VERB 3 advcl VerbForm=Ger
news news NOUN 5 obj
and and CCONJ 8 cc
remanded remand VERB 5 conj VerbForm=Part|Voice=Pass
"""
RELATIVE = """
miners miner NOUN 5 nsubj
who who PRON 3 nsubj PronType=Rel
struck strike VERB 1 acl:relcl VerbForm=Fin
quietly quietly ADV 3 advmod
won win VERB 0 root VerbForm=Fin
"""
REDUCED = """
men man NOUN 0 root
guards guard NOUN 3 nsubj
beat beat VERB 1 acl:relcl VerbForm=Fin
"""
CONTROL = """
Guards guard NOUN 2 nsubj
forced force VERB 0 root VerbForm=Fin
miners miner NOUN 2 obj
to to PART 5 mark
leave leave VERB 2 xcomp VerbForm=Inf
"""
RAISING = """
Miners miner NOUN 2 nsubj
managed manage VERB 0 root VerbForm=Fin
to to PART 4 mark
march march VERB 2 xcomp VerbForm=Inf
"""
PARTICIPLE = """
Striking strike VERB 2 amod VerbForm=Ger
miners miner NOUN 3 nsubj
won win VERB 0 root VerbForm=Fin
"""
SHARED = """
Guards guard NOUN 2 nsubj
detained detain VERB 0 root VerbForm=Fin
and and CCONJ 4 cc
beat beat VERB 2 conj VerbForm=Fin
miners miner NOUN 4 obj
"""
BLAME = """
Guards guard NOUN 2 nsubj
accused accuse VERB 0 root VerbForm=Fin
miners miner NOUN 2 obj
of of SCONJ 5 mark
beating beat VERB 2 advcl VerbForm=Ger
them they PRON 5 obj
"""
SUBJECTS = [
    (PASSIVE, 2, ["guards"]),
    (CONJOINED, 4, []),
    (RELATIVE, 2, ["miners"]),
    (CONTROL, 4, ["miners"]),
    (RAISING, 3, ["Miners"]),
    (PARTICIPLE, 0, ["miners"]),
    (SHARED, 3, ["Guards"]),
    (BLAME, 4, ["miners"]),
]
OBJECTS = [
    (PASSIVE, 2, ["Miners"]),
    (CONJOINED, 4, ["Miners"]),
    (AFTER_GERUND, 7, ["Editors"]),
    (REDUCED, 2, ["men"]),
    (SHARED, 1, ["miners"]),
    (CONTROL, 1, ["miners"]),
]


@pytest.mark.parametrize(("block", "verb", "wanted"), SUBJECTS)
def test_deep_subjects_are_found_whatever_the_construction(block: str, verb: int, wanted: list[str]) -> None:
    sentence = tree(block)
    assert words(sentence, Grammar(sentence).subjects(verb)) == wanted


@pytest.mark.parametrize(("block", "verb", "wanted"), OBJECTS)
def test_deep_objects_are_found_whatever_the_construction(block: str, verb: int, wanted: list[str]) -> None:
    sentence = tree(block)
    assert words(sentence, Grammar(sentence).objects(verb)) == wanted


def test_russian_participles_and_instrumental_agents_are_passive() -> None:
    sentence = tree(
        """
        Шахтёры шахтёр NOUN 2 nsubj:pass Case=Nom
        избиты избить VERB 0 root VerbForm=Part|Voice=Pass
        охраной охрана NOUN 2 obl Case=Ins
        """,
        "ru",
    )
    grammar = Grammar(sentence)
    assert words(sentence, grammar.subjects(1)) == ["охраной"]
    assert words(sentence, grammar.objects(1)) == ["Шахтёры"]


@pytest.mark.parametrize(
    ("written", "fits"),
    [("против+Gen", True), ("против", True), ("Gen", False), ("on|против", True), ("по+Dat", False)],
)
def test_markers_are_prepositions_with_or_without_a_case(written: str, fits: bool) -> None:
    sentence = tree(
        """
        митинг митинг NOUN 0 root Case=Nom
        против против ADP 3 case
        войны война NOUN 1 nmod Case=Gen
        """,
        "ru",
    )
    assert has_marker(sentence, 2, written) is fits


def test_a_tree_that_turns_in_circles_ends() -> None:
    sentence = tree("a a VERB 2 conj\nb b VERB 1 conj")
    assert Grammar(sentence).subjects(0) == ()
