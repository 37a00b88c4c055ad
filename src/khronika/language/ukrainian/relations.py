"""Mend what the network cannot see word by word: participles as verbs, passives and their agents."""

from collections.abc import Mapping
from functools import cache

import msgspec

from khronika.language.record import Token
from khronika.language.ukrainian.cases import mend_cases
from khronika.language.ukrainian.dictionary import features, infinitive_of, lemma
from khronika.language.ukrainian.predicates import raise_participles

PASSIVE = {"nsubj": "nsubj:pass", "csubj": "csubj:pass", "aux": "aux:pass", "cop": "aux:pass"}
OBLIQUE = frozenset({"obl", "obl:arg", "iobj", "nmod", "xcomp"})
VERBAL = frozenset({"Mood", "Tense", "Aspect", "VerbForm", "Voice"})
# Bodies that act, in the bare instrumental («затриманий поліцією»).
BODIES = frozenset({
    "адміністрація", "армія", "влада", "військо", "держава", "комітет", "міліція", "міністерство", "організація",
    "партія",
    "патруль", "поліція", "прокуратура", "профспілка", "рада", "сбу", "слідство", "спецслужба", "суд", "уряд", "фсб",
})  # fmt: skip
COLLECTIVE = frozenset({"двоє", "троє", "четверо", "п'ятеро", "шестеро", "семеро", "восьмеро", "дев'ятеро", "десятеро"})
# Verbs whose bare instrumental says what somebody is taken for, not by whom.
NAMING = frozenset({"визнати", "вважати", "назвати", "обрати", "оголосити", "призначити", "зробити"})


def mend(tokens: list[Token]) -> list[Token]:
    """Give a sentence's tokens with participles as verbs and passives named as such."""
    tokens = [_numeral(_as_read(token)) for token in tokens]
    tokens = [_participle(token) for token in raise_participles(tokens)]
    marked = {token.head for token in tokens if token.deprel == "case"}
    mended = mend_cases([_relation(tokens, index, index in marked) for index in range(len(tokens))])
    return [_given(token) for token in mended]


def _given(token: Token) -> Token:
    """Take what stands in the dative for no subject: «**студентам** оголосили підозру»."""
    is_given = token.deprel in ("nsubj", "nsubj:pass") and token.feats.get("Case") == "Dat"
    return msgspec.structs.replace(token, deprel="iobj") if is_given else token


def _numeral(token: Token) -> Token:
    """Call a collective numeral a numeral that governs its noun («двоє активістів»)."""
    upos = "NUM" if token.lemma in COLLECTIVE else token.upos
    relation = "nummod:gov" if upos == "NUM" and token.deprel in ("amod", "case", "det") else token.deprel
    if upos == token.upos and relation == token.deprel:
        return token
    return msgspec.structs.replace(token, upos=upos, deprel=relation)


def _as_read(token: Token) -> Token:
    """Give a word the features of the dictionary's reading that fits best."""
    feats = features(token.text, token.upos, token.feats)
    return token if feats == token.feats else msgspec.structs.replace(token, feats=feats)


def _participle(token: Token) -> Token:
    """Give a passive participle its verb's lemma, and call it a verb, unless it stands before its noun."""
    passive = token.feats.get("Voice") == "Pass" and token.feats.get("VerbForm") == "Part"
    if not passive or token.upos not in ("ADJ", "VERB") or token.deprel == "amod":
        feats = token.feats if passive else _fitting(token.upos, tuple(sorted(token.feats.items())))
        return token if feats == token.feats else msgspec.structs.replace(token, feats=feats)
    verb = infinitive_of(lemma(token.text, "ADJ", token.feats))
    return msgspec.structs.replace(token, upos="VERB", lemma=verb) if verb else token


@cache
def _fitting(upos: str, feats: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Give the features that such a word may have."""
    verbal = upos in ("VERB", "AUX")
    return {
        name: value
        for name, value in feats
        if (verbal or name not in VERBAL) and not (verbal and name in ("Case", "NameType", "Animacy", "Degree"))
    }


def _relation(tokens: list[Token], index: int, marked: bool) -> Token:
    token = tokens[index]
    if token.head < 0:
        return token
    head, relation = tokens[token.head], token.deprel
    if head.upos == "VERB" and head.feats.get("Voice") == "Pass":
        relation = PASSIVE.get(relation, relation)
    elif relation in ("nsubj:pass", "aux:pass"):
        relation = relation.partition(":")[0]
    bare = token.feats.get("Case") == "Ins" and not marked and "Degree" not in token.feats
    acted_on = head.feats.get("Voice") == "Pass" or head.feats.get("Person") == "0" or head.lemma.endswith("ся")
    if bare and acted_on and relation in OBLIQUE and token.upos in ("NOUN", "PROPN", "PRON"):
        if _acts(token, head):
            relation = "obl:agent"
    elif relation == "obl:agent" and not bare:
        relation = "obl"
    return token if relation == token.deprel else msgspec.structs.replace(token, deprel=relation)


def _acts(token: Token, head: Token) -> bool:
    """Say whether a bare instrumental is who did it."""
    body = token.lemma in BODIES or token.upos == "PROPN"
    return body if head.lemma in NAMING else body or token.feats.get("Animacy") == "Anim"
