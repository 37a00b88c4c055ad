"""What users rely on from the English engine as shipped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khronika.language import Sentence
from khronika.language.english.engine import load

LEMMAS = [
    ("Three activists were detained by officers.", "three activist be detain by officer ."),
    ("He was sentenced after they had stopped lorries.", "he be sentence after they have stop lorry ."),
    ("Miners went on strike and women fought police.", "miner go on strike and woman fight police ."),
    ("She isn't leaving; he lied and hit two boys.", "she be not leave ; he lie and hit two boy ."),
    ("They've arrested, tried and released teachers.", "they have arrest , try and release teacher ."),
    ("They agreed and freed a fox; foxes need feed.", "they agree and free a fox ; fox need feed ."),
    ("The bosses had been hiding better offers.", "the boss have be hide good offer ."),
]


def parse(text: str) -> Sentence:
    """Analyse one sentence."""
    (sentence,) = load().analyse(text, [(0, len(text))])
    return sentence


def arcs(text: str) -> set[tuple[str, str, str]]:
    """Give (word, relation, head word) of a sentence."""
    tokens = parse(text).tokens
    return {(t.text, t.deprel, tokens[t.head].text if t.head >= 0 else "") for t in tokens}


@pytest.mark.parametrize(("text", "lemmas"), LEMMAS)
def test_lemmas_are_dictionary_forms(text: str, lemmas: str) -> None:
    assert " ".join(token.lemma for token in parse(text).tokens) == lemmas


def test_a_passive_has_its_patient_and_its_agent() -> None:
    found = arcs("Three activists were detained by police in Minsk.")
    assert {("activists", "nsubj:pass", "detained"), ("police", "obl:agent", "detained")} <= found


def test_an_active_verb_has_subject_and_object() -> None:
    found = arcs("Riot police beat two students near the station.")
    assert {("police", "nsubj", "beat"), ("students", "obj", "beat")} <= found


def test_a_relative_clause_hangs_on_its_noun() -> None:
    assert ("blocked", "acl:relcl", "drivers") in arcs("The court fined the drivers who blocked the bridge.")


def test_coordinated_verbs_and_nouns_are_conjuncts() -> None:
    found = arcs("Workers and students occupied the square and built barricades.")
    assert {("students", "conj", "Workers"), ("built", "conj", "occupied")} <= found


def test_what_is_given_is_an_object_beside_who_gets_it() -> None:
    found = arcs("The ministry granted the town a loan of two million euros.")
    assert {("town", "iobj", "granted"), ("loan", "obj", "granted")} <= found


def test_capitals_parse_like_small_letters() -> None:
    found = arcs("POLICE ARRESTED FORTY PROTESTERS IN LIMA.")
    assert {("POLICE", "nsubj", "ARRESTED"), ("PROTESTERS", "obj", "ARRESTED")} <= found


def test_names_have_kinds() -> None:
    sentence = parse("Nelson Mandela addressed the United Nations in New York.")
    found = [(name.kind, " ".join(t.text for t in sentence.tokens[name.first : name.last])) for name in sentence.names]
    assert found == [("person", "Nelson Mandela"), ("organisation", "United Nations"), ("place", "New York")]


def test_a_sentence_is_analysed_alike_whatever_stands_beside_it() -> None:
    own = "Some 400 nurses walked out at the hospital, the union said."
    others = "Short. " + "A much longer one about the weather, the roads and the price of bread follows. " * 30
    text = others + own
    engine = load()
    beside = engine.analyse(text, engine.segment(text))[-1]
    said = [[(t.head, t.lemma, t.upos, t.deprel) for t in s.tokens] for s in (beside, parse(own))]
    assert said[0] == said[1]


@given(st.text(alphabet="Police arrested 3 men, “now”.\n'é-Ж?!", min_size=1, max_size=120))
@settings(max_examples=40, deadline=None)
def test_offsets_hold_and_every_sentence_is_a_tree(text: str) -> None:
    engine = load()
    for sentence in engine.analyse(text, engine.segment(text)):
        assert all(text[token.start : token.end] == token.text for token in sentence.tokens)
        roots = [i for i, token in enumerate(sentence.tokens) if token.head == -1]
        assert len(roots) == 1
        assert len(sentence.subtree(roots[0])) == len(sentence.tokens)


def test_a_sentence_far_too_long_for_the_encoder_is_still_one_tree() -> None:
    sentence = parse("the committee, " * 400 + "resigned.")
    assert sum(token.head == -1 for token in sentence.tokens) == 1
    assert len(sentence.tokens) == 1202


def test_a_span_without_words_gives_a_sentence_without_tokens() -> None:
    (sentence,) = load().analyse("   ", [(0, 3)])
    assert sentence.tokens == ()
