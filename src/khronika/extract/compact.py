"""The compact words of a noun phrase or clause: what it says, without what is only added to it."""

from collections.abc import Iterator

from khronika.extract.grammar import NOMINAL, has_marker, marker, with_conjuncts
from khronika.extract.naming import phrase_name
from khronika.extract.scene import Scene

ADDED = frozenset({"acl:relcl", "advcl", "parataxis", "appos", "punct", "discourse", "vocative", "list", "dep"})
OPENING = frozenset({"case", "det", "mark", "punct", "cc", "advmod"})
LONGEST = 14  # tokens
AIMS = frozenset({"demand", "требование", "лозунг"})  # a new thought, wherever the parser hangs it
# Markers of what stands beside a nominal without being part of it: the law it rests on, time, who says so.
BESIDE = frozenset({"under", "on", "during", "since", "until", "according to", "after", "before", "by", "amid",
                    "as", "по", "во время", "после", "перед", "при", "с", "согласно"})  # fmt: skip
KEPT_AT_NOUNS = frozenset({"on", "by", "с", "по"})  # "attack on", «работа по»: part of a noun, not of a verb


def compact(scene: Scene, head: int) -> tuple[int, int]:
    """Give the first and last token of the compact phrase or clause around a head."""
    left_out = {t for child in scene.sentence.dependents(head, *OPENING) if child < head
                for t in scene.sentence.subtree(child)}  # fmt: skip
    members = _members(scene, head) - left_out
    first = last = head
    while first - 1 in members:
        first -= 1
    while last + 1 in members and last - first < LONGEST:
        last += 1
    tokens, is_noun = scene.tokens, scene.tokens[head].upos in NOMINAL
    while first < head and (tokens[first].upos in ("ADP", "PUNCT") or (is_noun and tokens[first].upos == "DET")):
        first += 1
    while last > head and (tokens[last].upos in ("PUNCT", "ADP", "CCONJ") or tokens[last].deprel in ("cc", "mark")):
        last -= 1
    return first, last


def _members(scene: Scene, head: int) -> set[int]:
    """Give the tokens of a phrase: all below its head but what is added, dates, and coordinated clauses."""
    found = {head}
    is_noun = scene.tokens[head].upos in NOMINAL
    for child in scene.sentence.children[head]:
        token = scene.tokens[child]
        is_quote = token.deprel == "punct" and token.text in "-–«»“”\"'"
        if is_quote or not (token.deprel in ADDED or _is_aside(scene, child, is_noun=is_noun)):
            found |= _members(scene, child)
    return found


def _is_aside(scene: Scene, child: int, *, is_noun: bool) -> bool:
    token = scene.tokens[child]
    if token.deprel == "conj":
        return token.upos in ("VERB", "AUX") or any(True for _ in scene.sentence.dependents(child, "case"))
    if token.deprel == "cc":
        joined = scene.sentence.dependents(token.head, "conj")
        return any(_is_aside(scene, i, is_noun=is_noun) for i in joined if i > child)
    if token.deprel.partition(":")[0] not in ("nmod", "obl"):
        return False
    if scene.mention_at(child, "date") is not None or scene.lemmas[child] in AIMS:
        return True
    word = marker(scene.sentence, child)[0]
    return word in BESIDE and not (is_noun and word in KEPT_AT_NOUNS)


def compact_name(scene: Scene, first: int, last: int, head: int) -> str:
    """Give compact words as the name of a term: nominative in Russian where a noun heads them."""
    if scene.tokens[head].upos in NOMINAL:
        return phrase_name(scene, first, last, head)
    return " ".join(scene.analysis.text[scene.tokens[first].start : scene.tokens[last].end].split())


def marked(scene: Scene, index: int, written: str) -> Iterator[int]:
    """Yield obliques and modifiers of a word with one of these markers; a coordinated one may have its own marker."""
    for child in scene.sentence.dependents(index, "obl", "nmod"):
        fits = has_marker(scene.sentence, child, written)
        for each in with_conjuncts(scene.sentence, child):
            own = each != child and any(True for _ in scene.sentence.dependents(each, "case"))
            if has_marker(scene.sentence, each, written) if own else fits:
                yield each
