"""What is mended in English trees: days beside objects, gerunds that are nouns, lists, passives, terms given."""

from khronika.language.english.objects import (
    find_described,
    find_gerunds,
    find_reduced,
    flat_lists,
    settle_days,
    settle_forces,
    settle_openers,
    settle_parts,
    settle_passives,
    settle_terms,
    settle_titles,
)


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


def test_a_force_before_a_gerund_is_who_did_it() -> None:
    forms, parts = ["People", "died", "in", "police", "firing"], ["NOUN", "VERB", "ADP", "NOUN", "VERB"]
    heads, relations = [1, -1, 3, 1, 1], ["nsubj", "root", "case", "obl", "advcl"]
    settle_forces(forms, heads, relations, parts)
    assert (heads, relations[3]) == ([1, -1, 4, 4, 1], "compound")
    heads, relations = [1, -1, 4, 4, 1], ["nsubj", "root", "mark", "nsubj", "advcl"]
    settle_forces(forms, heads, relations, parts)
    assert relations == ["nsubj", "root", "case", "compound", "advcl"]
    forms[3] = "prison"
    heads, relations = [1, -1, 3, 1, 1], ["nsubj", "root", "case", "obl", "advcl"]
    settle_forces(forms, heads, relations, parts)
    assert relations[3] == "obl"


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


def test_a_setting_before_a_subject_is_no_part_of_it() -> None:
    # in Patras dockers struck
    heads, relations = [2, 2, 3, -1], ["case", "compound", "nsubj", "root"]
    settle_openers(heads, relations, ["ADP", "PROPN", "NOUN", "VERB"])
    assert (heads, relations) == ([1, 3, 3, -1], ["case", "obl", "nsubj", "root"])
    # Patras dockers struck
    heads, relations = [1, 2, -1], ["compound", "nsubj", "root"]
    settle_openers(heads, relations, ["PROPN", "NOUN", "VERB"])
    assert (heads, relations) == ([1, 2, -1], ["compound", "nsubj", "root"])


def test_a_whole_hangs_on_its_part() -> None:
    # of the people twelve left
    heads, relations = [2, 2, 4, 4, -1], ["case", "det", "obl", "nsubj", "root"]
    settle_parts(["Of", "the", "people", "twelve", "left"], heads, relations, ["ADP", "DET", "NOUN", "NUM", "VERB"])
    assert (heads[2], relations[2]) == (3, "nmod")


def test_a_name_beside_its_title_is_no_object() -> None:
    # court gave weaver Ann terms
    heads, relations = [1, -1, 1, 1, 1], ["nsubj", "root", "iobj", "obj", "obj"]
    settle_titles(heads, relations, ["NOUN", "VERB", "NOUN", "PROPN", "NOUN"])
    assert (heads[3], relations[3]) == (2, "appos")


def test_a_past_without_words_of_its_own_describes_its_noun() -> None:
    # people detained left; people who detained him left
    assert find_reduced([2, 0, -1], ["nsubj", "acl", "root"], [False, True, False]) == [False, True, False]
    relations = ["nsubj", "nsubj", "acl", "obj", "root"]
    assert not any(find_reduced([4, 2, 0, 2, -1], relations, [False, False, True, False, False]))


def test_a_participle_with_an_article_is_a_noun() -> None:
    assert find_described([1, 2, -1], ["det", "nsubj", "root"], [False, True, False]) == [False, True, False]
    assert not any(find_described([1, -1], ["nsubj", "root"], [False, True]))
