"""Inflection of English: by rule, by table, by part of speech."""

import pytest

from khronika import lexicon

VERB = frozenset({"VERB"})
NOUN = frozenset({"NOUN"})


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("arrest", "arrest arrests arrested arresting"),
        ("charge", "charge charges charged charging"),
        ("bury", "bury buries buried burying"),
        ("free", "free frees freed freeing"),
        ("ban", "ban bans banned banning"),
        ("beat", "beat beats beaten beating"),
        ("strike", "strike strikes struck stricken striking"),
        ("tie", "tie ties tied tying"),
        ("march", "march marches marched marching"),
        ("go", "go goes went gone going"),
        ("lathi-charge", "lathi-charge lathi-charges lathi-charged lathi-charging"),
        ("co-found", "co-founded co-founding"),
    ],
)
def test_a_verb_is_found_in_its_forms(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= lexicon.forms("en", lemma, VERB)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("rally", "rally rallies"),
        ("policeman", "policeman policemen"),
        ("sit-in", "sit-in sit-ins"),
        ("clash", "clash clashes"),
        ("wife", "wife wives"),
    ],
)
def test_a_noun_is_found_in_its_forms(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= lexicon.forms("en", lemma, NOUN)


def test_a_noun_is_not_inflected_as_a_verb() -> None:
    assert lexicon.forms("en", "accord", NOUN) == {"accord", "accords"}


def test_a_russian_verb_is_found_in_its_participles() -> None:
    assert {"задержали", "задержанных", "задержав"} <= lexicon.forms("ru", "задержать")


def test_a_language_without_rules_keeps_the_lemma() -> None:
    assert lexicon.forms("xx", "Straße") == {"straße"}
