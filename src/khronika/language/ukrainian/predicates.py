"""Passive predicates, which the treebanks at hand hardly have: «були затримані», «затримано»."""

from collections.abc import Sequence

import msgspec

from khronika.language.compact.words import plain
from khronika.language.record import Token
from khronika.language.ukrainian.dictionary import parse

NEAR = 3  # words at most from the auxiliary to its participle
BETWEEN = frozenset({"ADV", "PART"})
CLAUSES = frozenset({"root", "conj", "ccomp", "advcl", "acl", "acl:relcl", "parataxis"})
NOMINAL = frozenset({"NOUN", "NUM", "PRON", "PROPN", "DET"})


def raise_participles(tokens: Sequence[Token]) -> list[Token]:
    """Give the tokens with a passive participle after «бути» as the head of its clause, and «бути» below it."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.lemma == "бути" and token.upos in ("AUX", "VERB"):
            participle = _participle_after(tokens, at)
            if participle is not None:
                raised = list(found)
                _raise(raised, participle, at)
                found = raised if _is_tree(raised) else found
    return [_impersonal(found, index) for index in range(len(found))]


def _participle_after(tokens: Sequence[Token], at: int) -> int | None:
    for index in range(at + 1, min(at + 1 + NEAR, len(tokens))):
        token = tokens[index]
        if token.upos in ("ADJ", "VERB", "NOUN") and _is_passive(token.text):
            agrees = index + 1 < len(tokens) and tokens[index].head == index + 1 and token.feats.get("Case") != "Nom"
            return None if agrees else index
        if token.upos not in BETWEEN:
            return None
    return None


def _is_passive(word: str) -> bool:
    """Say whether a word may be a passive participle in the nominative."""
    return any("pssv" in str(one.tag) and "nomn" in str(one.tag) for one in parse(plain(word)))


def _raise(tokens: list[Token], participle: int, auxiliary: int) -> None:
    """Make a participle the head of the clause that it stands in; what was above it in the clause comes below."""
    chain = [participle]
    while tokens[chain[-1]].deprel not in CLAUSES and tokens[chain[-1]].head >= 0:
        chain.append(tokens[chain[-1]].head)
    top, below = chain[-1], tokens[participle].head
    head, relation = tokens[top].head, tokens[top].deprel
    if top == participle and auxiliary in _above(tokens, participle):
        return
    feats = {**tokens[participle].feats, "Case": "Nom", "VerbForm": "Part", "Voice": "Pass"}
    tokens[participle] = msgspec.structs.replace(
        tokens[participle], upos="ADJ", head=head, deprel=relation, feats=feats
    )
    for other in {top, below} - {participle, auxiliary, head, -1}:
        is_subject = tokens[other].upos in NOMINAL and other < auxiliary and tokens[other].feats.get("Case") != "Ins"
        role = "nsubj:pass" if is_subject else "obl"
        tokens[other] = msgspec.structs.replace(tokens[other], head=participle, deprel=role)
    for index, token in enumerate(tokens):
        if token.head == auxiliary and index != participle:
            tokens[index] = msgspec.structs.replace(token, head=participle)
    tokens[auxiliary] = msgspec.structs.replace(tokens[auxiliary], upos="AUX", head=participle, deprel="aux:pass")
    _name_subject(tokens, participle, auxiliary)


def _is_tree(tokens: Sequence[Token]) -> bool:
    """Say whether there is one root and every word leads to it."""
    if sum(token.head < 0 for token in tokens) != 1:
        return False
    above = [token.head for token in tokens]
    for _ in range(len(tokens).bit_length()):  # each step goes twice as far up
        above = [above[head] if head >= 0 else -1 for head in above]
    return set(above) == {-1}


def _name_subject(tokens: list[Token], participle: int, auxiliary: int) -> None:
    """Call the bare noun before «бути» the subject, where the network called it an object."""
    marked = {token.head for token in tokens if token.deprel == "case"}
    for index in range(auxiliary):
        token = tokens[index]
        bare = token.upos in NOMINAL and index not in marked and token.feats.get("Case") != "Ins"
        if bare and token.head == participle and token.deprel in ("nsubj", "obj"):
            tokens[index] = msgspec.structs.replace(token, deprel="nsubj:pass")


def _above(tokens: Sequence[Token], index: int) -> list[int]:
    found = []
    while (index := tokens[index].head) >= 0:
        found.append(index)
    return found


def _impersonal(tokens: Sequence[Token], index: int) -> Token:
    """Give «затримано» its person 0, and call who it happened to its object."""
    token = tokens[index]
    if token.upos == "VERB" and _is_impersonal(token.text):
        return msgspec.structs.replace(token, feats={**token.feats, "Person": "0", "Mood": "Ind", "VerbForm": "Fin"})
    below = token.head >= 0 and token.deprel in ("nsubj", "nsubj:pass") and token.feats.get("Case") != "Ins"
    if below and tokens[token.head].upos == "VERB" and _is_impersonal(tokens[token.head].text):
        return msgspec.structs.replace(token, deprel="obj")
    return token


def _is_impersonal(word: str) -> bool:
    return word.endswith(("но", "то")) and any("Impe" in str(one.tag) for one in parse(plain(word)))
