"""Organisations told by a head word: «Тверской суд Москвы», "Ministry of Justice", «профсоюз "Солидарность"».

From a head word, or from a name that the engine found, the span grows to the left over adjectives and to the right
over complements. What has grown from a bare word counts as a name if it holds a name, or is an institution of its own.
"""

from functools import lru_cache

from msgspec import Struct

from khronika import gazetteer
from khronika.annotate.name_spans import Found, table
from khronika.language import Sentence, Token

# Classes of head words that with a complement in small letters already name one thing («министерство юстиции»).
INSTITUTIONS = frozenset({"court", "government", "parliament", "prosecutor", "election_commission", "igo"})
# Classes of which it is enough to say which one by an adjective («районный суд»).
TOLD_BY_ADJECTIVE = frozenset({"court", "parliament", "prosecutor", "election_commission"})
# Classes whose head word is no part of a name in quotation marks («газета "Воля"»), and those named only so.
BESIDE_QUOTES = frozenset({"company", "culture", "media", "movement", "ngo", "party", "rebels", "union"})
ONLY_QUOTED = frozenset({"culture", "media"})
# Complements that point back, and name nothing («парламент страны»).
GENERAL = frozenset({"государство", "город", "край", "область", "округ", "район", "регион", "республика", "страна"})
# Adjectives that say which one is meant, but belong to no name.
POINTING = frozenset({
    "бывший", "будущий", "весь", "данный", "другой", "иностранный", "каждый", "крупный", "местный", "новый", "нынешний",
    "прежний", "последний", "соответствующий", "старый", "целый",
})  # fmt: skip
NO_ORGANISATIONS = frozenset({"internet", "ngo", "ngos", "интернет", "нко", "сеть", "сми"})
QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}
PREPOSITIONS = {"имени": "Gen", "по": "Dat", "при": "Loc"}
LONGEST = 12
_NUMBER = ("№", "No", "No.", "N")


class Grown(Struct, frozen=True):
    """A span and whether its words, beyond the head, make it a name."""

    first: int
    last: int
    named: bool


def find_by_heads(sentence: Sentence, names: list[Found]) -> list[Found]:
    """Give the names of a sentence with organisations grown from names and head words; the longest of two that meet."""
    persons = [name for name in names if name.kind == "person"]
    grown = [_from_name(sentence, name, persons) for name in names if _is_organisation(sentence, name)]
    for index, token in enumerate(sentence.tokens):
        if token.upos in ("NOUN", "PROPN") and head_class(sentence, token) and not _any_covers(persons, index):
            grown += _from_head(sentence, index, persons)
    kept: list[Found] = []
    for found in sorted(grown, key=lambda f: (f.first - f.last, f.first)):
        if not any(found.first < other.last and other.first < found.last for other in kept):
            kept.append(found)
    return sorted([*persons, *kept])


def _is_organisation(sentence: Sentence, name: Found) -> bool:
    """Say whether a name is an organisation's, not a country's, and no common word for something general."""
    if name.kind != "organisation":
        return False
    lemmas = [token.lemma.lower() for token in sentence.tokens[name.first : name.last]]
    opening = sentence.tokens[0]
    bare = (
        (name.first, name.last) == (0, 1) and not opening.text.isupper() and head_class(sentence, opening) is not None
    )
    country = any(c.kind == "country" and c.form == "name" for c in gazetteer.load().candidates(" ".join(lemmas)))
    return lemmas[-1] not in NO_ORGANISATIONS and not bare and not country


def head_class(sentence: Sentence, token: Token) -> str | None:
    """Give the class of organisations that a head word names, None if it is none."""
    word = table(sentence.language, "organisations").get(token.lemma.lower())
    return word.meaning if word and word.note != "abbreviation" else None


def _any_covers(names: list[Found], index: int) -> bool:
    return any(name.covers(index) for name in names)


def _from_name(sentence: Sentence, name: Found, persons: list[Found]) -> Found:
    left = _grow_left(sentence, name.first, name.last, persons)
    right = _grow_right(sentence, name.first, name.last, persons)
    return Found(left.first, right.last, "organisation")


def _from_head(sentence: Sentence, index: int, persons: list[Found]) -> list[Found]:
    """Grow a name from a head word; in small letters it needs a name beside it, unless it is an institution."""
    kind, after, text = head_class(sentence, sentence.tokens[index]), index + 1, sentence.tokens[index].text
    small = index == 0 or text[:1].islower() or text.isupper()
    quoted = after < len(sentence.tokens) and _quoted(sentence.tokens, after) > after
    if small and quoted and kind in BESIDE_QUOTES:
        return [Found(after + 1, _quoted(sentence.tokens, after) - 1, "organisation")]
    several = sentence.tokens[index].feats.get("Number") == "Plur" and kind != "military"
    if small and (kind in ONLY_QUOTED or several):
        return []
    right = _grow_right(sentence, index, after, persons)
    if small and kind in BESIDE_QUOTES and _adds_only_a_name(sentence, after, right.last):
        return []
    left = _grow_left(sentence, index, after, persons)
    told = (right.last > after and kind in INSTITUTIONS) or (left.first < index and kind in TOLD_BY_ADJECTIVE)
    if right.named or told or (left.named and (kind in INSTITUTIONS or not small)):
        return [Found(left.first, right.last, "organisation")]
    return []


def _adds_only_a_name(sentence: Sentence, first: int, last: int) -> bool:
    """Say whether tokens are one name by itself («компания Apple», "the centre of Leeds"), which needs no head word."""
    first += sentence.language == "en" and first < last and sentence.tokens[first].upos == "ADP"
    return any(name.first <= first < last <= name.last for name in sentence.names)


def _grow_left(sentence: Sentence, first: int, last: int, persons: list[Found]) -> Grown:
    """Take in adjectives (and in English capitalised nouns) that stand right before and hang on the name."""
    named = False
    while first > 0 and _belongs_left(sentence, first - 1, range(first, last)) and not _any_covers(persons, first - 1):
        first -= 1
        named |= _capital(sentence, first) or _tells_place(sentence.language, sentence.tokens[first].lemma)
    return Grown(first, last, named)


def _belongs_left(sentence: Sentence, index: int, inside: range) -> bool:
    token = sentence.tokens[index]
    if token.head not in inside:
        return False
    if sentence.language == "ru":
        return token.upos == "ADJ" and token.deprel == "amod" and token.lemma not in POINTING and len(token.text) > 3
    return token.deprel.partition(":")[0] in ("amod", "compound") and token.text[:1].isupper()


def _grow_right(sentence: Sentence, first: int, last: int, persons: list[Found]) -> Grown:
    """Take in, piece by piece, quoted names, numbers, and complements that hang on what is there."""
    named = False
    while last - first < LONGEST:
        end = _piece(sentence, first, last)
        if end <= last or any(_any_covers(persons, i) for i in range(last, end)):
            break
        named |= any(_capital(sentence, i) or sentence.tokens[i].text in QUOTES for i in range(last, end))
        last = end
    return Grown(first, last, named)


def _piece(sentence: Sentence, first: int, last: int) -> int:
    """Give where the piece that begins at `last` ends; `last` itself if none begins there."""
    tokens = sentence.tokens
    if last >= len(tokens):
        return last
    text = tokens[last].text
    if text in QUOTES and head_class(sentence, tokens[last - 1]) not in INSTITUTIONS:
        return _quoted(tokens, last)
    if text in _NUMBER:
        return _numbered(tokens, last)
    return (_russian if sentence.language == "ru" else _english)(sentence, first, last)


def _quoted(tokens: tuple[Token, ...], at: int) -> int:
    closing = QUOTES.get(tokens[at].text)
    for end in range(at + 2, min(at + 8, len(tokens))):
        if tokens[end].text == closing:
            return end + 1 if tokens[at + 1].text[:1].isupper() else at
    return at


def _numbered(tokens: tuple[Token, ...], at: int) -> int:
    end = at + 1
    if end < len(tokens) and tokens[end].text == ".":
        end += 1
    return end + 1 if end < len(tokens) and tokens[end].text.isdigit() else at


def _russian(sentence: Sentence, first: int, last: int) -> int:
    """Take a genitive («юстиции», «Российской Федерации»), «по» or «при» with a noun, «г. Москвы», or one after «и»."""
    tokens, start, case = sentence.tokens, last, "Gen"
    token = tokens[last]
    if token.text in PREPOSITIONS:
        start, case = last + 1, PREPOSITIONS[token.text]
    elif token.text == "г" and tokens[last + 1 : last + 2] and tokens[last + 1].text == ".":
        return last + 3 if _is_place(sentence, last + 2) else last
    elif token.text == "и" and last - first > 1 and tokens[last - 1].feats.get("Case") in ("Gen", "Dat"):
        start, case = last + 1, tokens[last - 1].feats["Case"]
    end = start
    while end < len(tokens) and tokens[end].upos == "ADJ" and tokens[end].feats.get("Case") == case:
        end += 1
    if end >= len(tokens) or tokens[end].upos not in ("NOUN", "PROPN") or tokens[end].feats.get("Case") != case:
        return last
    if end == last and tokens[end].lemma in GENERAL:
        return last
    return end + 1 if first <= tokens[end].head < last or (token.text == "по" and _is_place(sentence, end)) else last


def _is_place(sentence: Sentence, index: int) -> bool:
    return any(name.kind == "place" and name.first <= index < name.last for name in sentence.names)


def _english(sentence: Sentence, first: int, last: int) -> int:
    """Take "of", "for" … with capitalised words ("of the Interior"), if they hang on what is there."""
    tokens, start, word = sentence.tokens, last + 1, sentence.tokens[last].text
    if word not in ("of", "for", "to", "and") or (word == "and" and last - first < 2):
        return last
    if word == "to" and (start >= len(tokens) or tokens[start].upos != "VERB"):
        return last
    if start < len(tokens) and tokens[start].text == "the" and word != "and":
        start += 1
    if any(name.first == start for name in sentence.names if word == "and"):
        return last
    end = start
    while end < len(tokens) and tokens[end].text[:1].isupper():
        end += 1
    return end if end > start and any(first <= tokens[i].head < last for i in range(start, end)) else last


@lru_cache(20_000)
def _tells_place(language: str, adjective: str) -> bool:
    """Say whether a Russian adjective in small letters is of a place («башкирский»)."""
    if language != "ru":
        return False
    return any(candidate.form == "adjective" for candidate in gazetteer.load().candidates(adjective))


def _capital(sentence: Sentence, index: int) -> bool:
    """Say whether a token is capitalised, and not only because it opens the sentence."""
    token = sentence.tokens[index]
    return token.text[:1].isupper() and (index > 0 or token.upos == "PROPN")
