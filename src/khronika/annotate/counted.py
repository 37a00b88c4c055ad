"""Whether a number counts, and what: from the tree of its sentence, else from the words beside it."""

import re
from collections.abc import Sequence

from khronika.annotate.dates.match import Match
from khronika.annotate.dates.pieces import Piece
from khronika.language.record import Sentence, Token

CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}
NOMINAL = frozenset({"NOUN", "PROPN"})
PASSED = frozenset({"ADJ", "DET", "ADP", "NUM"})
FIGURES = frozenset({"day", "year", "figure"})
# Relations of a number that stands for what it counts: "26 were detained", "killed 26".
STANDING = frozenset({"nsubj", "obj", "obl", "conj", "nummod", "iobj", "det", "amod", "compound", "advmod"})
# "75-летие", "two-day": a word of its own; but "a 500-strong march" tells how many.
COMPOUND = re.compile(r"-(?!strong|member|person|man|woman|rouble|ruble|dollar|euro)[^\W\d_]")
BARE = re.compile(r"[^\S\n]*([^\W\d_]\w*)")
NO_NUMBERS = frozenset({"семья", "сорока"})  # nouns with forms of numerals: «**семью** выселили»


def counts(one: Match, pieces: Sequence[Piece], text: str, sentence: Sentence) -> bool:
    """Say whether a number counts something, and is no label ("Room 5"), age in passing or number of a list."""
    before = pieces[one.first - 1] if one.first else None
    after = pieces[one.last] if one.last < len(pieces) else None
    if before and before.value in ("№", "#", "§") and before.end >= pieces[one.first].start - 1:
        return False
    if _in_row(one, pieces) or COMPOUND.match(text, pieces[one.last - 1].end):
        return False
    if one.rule.reading != "exact" or (after and after.kind == "percent") or _currency(one, pieces, after):
        return True
    if one.last - one.first > 1 and _is_large(pieces[one.last - 1]):
        return True
    at = _token(one, pieces, sentence)
    if at is not None and sentence.tokens[at].lemma in NO_NUMBERS:
        return False
    if pieces[one.first].kind == "one" and one.last - one.first == 1:
        return at is not None and _counts_word_after(sentence, at) and not (after and after.kind == "of")
    return _stands_for_count(sentence, at) if at is not None else bool(BARE.match(text, pieces[one.last - 1].end))


def _currency(one: Match, pieces: Sequence[Piece], after: Piece | None) -> str | None:
    signs = [pieces[one.first - 1].value] if one.first else []
    signs += [after.value] if after else []
    return next((CURRENCIES[sign] for sign in signs if sign in CURRENCIES), None)


def _token(one: Match, pieces: Sequence[Piece], sentence: Sentence) -> int | None:
    covered = sentence.covering(pieces[one.first].start, pieces[one.last - 1].end)
    numerals = [i for i in covered if sentence.tokens[i].upos in ("NUM", "NOUN", "DET", "ADJ", "PRON")]
    within = set(covered)
    return next((i for i in numerals if sentence.tokens[i].head not in within), numerals[-1] if numerals else None)


def _is_large(last: Piece) -> bool:
    """Say whether a number ends in "thousand" or more: such numbers are no labels."""
    return last.kind == "number" and int(last.value) >= 1000


def _in_row(one: Match, pieces: Sequence[Piece]) -> bool:
    """Say whether a number is one of a row like 3-2 or 555-12-34."""
    before = pieces[max(one.first - 2, 0) : one.first]
    after = pieces[one.last : one.last + 2]
    rows = ([p.kind for p in after], [p.kind for p in reversed(before)])
    return any(len(kinds) == 2 and kinds[0] in ("dash", "slash") and kinds[1] in FIGURES for kinds in rows)


def _counts_word_after(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.deprel.partition(":")[0] == "nummod" and sentence.tokens[token.head].start > token.start


def _stands_for_count(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    relation = token.deprel.partition(":")[0]
    if relation == "nummod":
        return _counts_word_after(sentence, at) or sentence.tokens[token.head].lemma.lower() == "человек"
    # "one of the **nine** who were taken in": of whom something is told
    return relation in STANDING or any(True for _ in sentence.dependents(at, "nmod", "acl"))


def unit_of(one: Match, pieces: Sequence[Piece], text: str, sentence: Sentence) -> str | None:
    """Give the lemma of what is counted, "%", or the code of a currency; None where it is not told."""
    after = pieces[one.last] if one.last < len(pieces) else None
    if after and (after.kind == "percent" or after.value == "%"):
        return "%"
    if currency := _currency(one, pieces, after):
        return currency
    at = _token(one, pieces, sentence)
    if at is None:
        word = BARE.match(text, pieces[one.last - 1].end)
        return word[1].lower() if word else None
    counted = _counted(sentence, at, pieces[one.last - 1].end) or _next_noun(sentence, pieces[one.last - 1].end)
    return counted.lemma.lower() if counted else None


def _next_noun(sentence: Sentence, end: int) -> Token | None:
    """Give the noun right after a number, past its adjectives; a participle stands for one where none follows."""
    after = [token for token in sentence.tokens if token.start >= end][:4]
    for at, token in enumerate(after):
        if token.upos in NOMINAL:
            return token
        if token.feats.get("VerbForm") == "Part" and token.feats.get("Case") == "Gen":
            return after[at + 1] if at + 1 < len(after) and after[at + 1].upos in NOMINAL else token
        if token.upos not in PASSED:
            return None
    return None


def _counted(sentence: Sentence, at: int, end: int) -> Token | None:
    token = sentence.tokens[at]
    below = [sentence.tokens[i] for i in sentence.subtree(at) if sentence.tokens[i].start >= end]
    noun = next((t for t in below if t.deprel.partition(":")[0] == "nmod" and t.upos in NOMINAL), None)
    if noun:
        return noun
    if token.head >= 0 and token.deprel.partition(":")[0] in ("nummod", "det", "amod", "compound"):
        head = sentence.tokens[token.head]
        return head if head.upos in NOMINAL else None
    return None
