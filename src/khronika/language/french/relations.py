"""Mend what the network cannot see word by word: passives, their agents, features that a word cannot have."""

from collections.abc import Mapping
from functools import cache

import msgspec

from khronika.language.french.clauses import mend_clauses
from khronika.language.record import Token

VERBAL = frozenset({"VerbForm", "Tense", "Mood", "Voice"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
PASSIVE = {"nsubj": "nsubj:pass", "csubj": "csubj:pass"}
OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod"})
# Where something was, without a preposition or an article: «ils ont manifesté **rue** de Rivoli».
WAYS = frozenset({"allée", "avenue", "boulevard", "cours", "place", "quai", "rue", "square"})
# Nouns that say when, without a preposition: «il a parlé **le soir**».
TIMES = frozenset({
    "an", "année", "après-midi", "août", "automne", "avril", "décembre", "dimanche", "été", "février", "fois", "heure",
    "hiver", "instant", "janvier", "jeudi", "jour", "journée", "juillet", "juin", "lendemain", "lundi", "mai", "mardi",
    "mars", "matin", "matinée", "mercredi", "minute", "mois", "moment", "novembre", "nuit", "octobre", "printemps",
    "samedi", "semaine", "septembre", "soir", "soirée", "trimestre", "veille", "vendredi", "week-end",
})
# After *par*, these say how, how often or through what, not by whom.
NOT_AGENTS = frozenset({
    "ailleurs", "an", "avance", "biais", "cas", "chance", "conséquent", "contre", "courrier", "crainte", "définition",
    "endroit", "erreur", "exemple", "force", "hasard", "heure", "intermédiaire", "internet", "jour", "manque", "mois",
    "moyen", "nature", "peur", "point", "rapport", "semaine", "suite", "tête", "téléphone", "trimestre", "voie",
})  # fmt: skip


def mend(tokens: list[Token]) -> list[Token]:
    """Give a sentence's tokens with passives named as such and impossible features taken away."""
    lemmas: list[set[tuple[str, str]]] = [set() for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            lemmas[token.head].add((token.deprel, token.lemma))
    passive = [
        token.upos in ("VERB", "ADJ") and token.feats.get("VerbForm") == "Part" and _is_passive(token, below)
        for token, below in zip(tokens, lemmas, strict=True)
    ]
    reflexive = [any(relation == "expl:pass" for relation, _ in below) for below in lemmas]
    mended = [
        _mended(token, index, passive, reflexive, lemmas[index], lemmas[token.head] if token.head >= 0 else set())
        for index, token in enumerate(tokens)
    ]
    return mend_clauses(mended)


def _is_passive(token: Token, below: set[tuple[str, str]]) -> bool:
    relations = {relation for relation, _ in below}
    if "aux:pass" in relations:
        return True
    return token.feats.get("Voice") == "Pass" and not any(relation.startswith("aux") for relation in relations)


def _may_have(above: set[tuple[str, str]]) -> bool:
    """Say whether a verb with such dependents may have an object that is not called one."""
    relations = {relation for relation, _ in above}
    return not relations & {"obj", "iobj", "xcomp", "ccomp", "cop"} and "aux:pass" not in relations


def _mended(
    token: Token,
    index: int,
    passive: list[bool],
    reflexive: list[bool],
    below: set[tuple[str, str]],
    above: set[tuple[str, str]],
) -> Token:
    relation, feats = token.deprel, token.feats
    if token.head >= 0 and passive[token.head]:
        relation = PASSIVE.get(relation, relation)
        by = ("case", "par") in below and token.upos in NOMINAL and token.lemma.lower() not in NOT_AGENTS
        if by and relation in OBLIQUE:
            relation = "obl:agent"
    elif relation == "nsubj:pass" and token.head >= 0 and not reflexive[token.head]:
        relation = "nsubj"
    if relation == "obl:mod" and token.upos == "NOUN" and 0 <= token.head < index and not passive[token.head]:
        told = {each for each, _ in below}
        if "det" in told and "case" not in told and token.lemma not in TIMES and _may_have(above):
            relation = "obj"  # «a dissous **l'association** par décret»
    if relation == "obj" and token.lemma in WAYS and not any(each == "det" for each, _ in below):
        relation = "obl:mod"
    kept = _fitting(token.upos, passive[index], tuple(sorted(feats.items())))
    if relation == token.deprel and kept == feats:
        return token
    return msgspec.structs.replace(token, deprel=relation, feats=kept)


@cache
def _fitting(upos: str, passive: bool, feats: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Give the features that such a word may have; a passive participle has its voice."""
    verbal = upos in ("VERB", "AUX")
    kept = {name: value for name, value in feats if verbal or name not in VERBAL}
    if upos in ("NOUN", "PROPN", "ADJ"):
        kept.pop("Person", None)
    if verbal and passive:
        kept["Voice"] = "Pass"
    return kept
