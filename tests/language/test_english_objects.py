"""What is mended in English trees: days beside objects, gerunds that are nouns, lists."""

from khronika.language.english.objects import find_gerunds, flat_lists, settle_days


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
