"""What is mended in English trees: days beside objects, gerunds that are nouns, lists, passives, terms given."""

from khronika.language.english.objects import find_gerunds, flat_lists, settle_days, settle_passives, settle_terms


def test_a_day_beside_an_object_is_no_object() -> None:
    relations = ["nsubj", "root", "obj", "det", "obj"]
    settle_days(["Troops", "lifted", "Friday", "the", "blockade"], [1, -1, 1, 4, 1], relations)
    assert relations == ["nsubj", "root", "obl:unmarked", "det", "obj"]


def test_a_day_that_is_the_only_object_stays() -> None:
    relations = ["nsubj", "root", "obj"]
    settle_days(["They", "marked", "Friday"], [1, -1, 1], relations)
    assert relations[2] == "obj"


def test_a_gerund_behind_a_preposition_and_a_noun_is_a_noun() -> None:
    forms, heads = ["People", "died", "in", "police", "firing"], [1, -1, 4, 4, 1]
    parts = ["NOUN", "VERB", "ADP", "NOUN", "VERB"]
    assert list(find_gerunds(forms, heads, ["nsubj", "root", "case", "compound", "advcl"], parts)) == [4]
    assert not list(find_gerunds(forms, heads, ["nsubj", "root", "mark", "obj", "advcl"], parts))


def test_a_list_is_flat_unless_its_end_is_joined_to_the_one_before() -> None:
    # arrested , held and fined
    assert flat_lists([-1, 2, 0, 4, 2], ["root", "punct", "conj", "cc", "conj"]) == [-1, 2, 0, 4, 0]
    # arrested and held and fined
    assert flat_lists([-1, 2, 0, 4, 2], ["root", "cc", "conj", "cc", "conj"]) == [-1, 2, 0, 4, 2]


def test_subject_and_auxiliary_of_a_passive_are_called_so() -> None:
    forms, heads = ["He", "is", "let", "go"], [2, 2, -1, 2]
    relations = ["nsubj", "cop", "root", "xcomp"]
    settle_passives(forms, heads, relations, [False, False, True, False])
    assert relations == ["nsubj:pass", "aux:pass", "root", "xcomp"]
    relations = ["nsubj", "aux", "root", "xcomp"]
    settle_passives(forms, heads, relations, [False] * 4)
    assert relations == ["nsubj", "aux", "root", "xcomp"]


def test_the_time_behind_the_object_of_a_giving_verb_is_what_is_given() -> None:
    forms = ["They", "handed", "students", "ten", "days"]
    heads, relations = [1, -1, 1, 4, 1], ["nsubj", "root", "obj", "nummod", "obl:unmarked"]
    settle_terms(forms, heads, relations)
    assert relations[2:] == ["iobj", "nummod", "obj"]
    relations = ["nsubj", "root", "obj", "nummod", "obl:unmarked"]
    settle_terms(["They", "met", *forms[2:]], heads, relations)
    assert relations[2:] == ["obj", "nummod", "obl:unmarked"]
