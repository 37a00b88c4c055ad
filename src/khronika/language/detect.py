"""Which language a text is in: script and telling letters first, then common words, then a statistical guess.

Most documents are told by a glance at a sample: Cyrillic with ы or э and no і is Russian, with і or ї and no ы
Ukrainian; Latin letters in which every sixth word is `the`, `of` or the like are English, `les`, `une` or the like
French. Only the others are shown to py3langid.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

SAMPLE = 400  # characters taken at the beginning and in the middle of a text
FEWEST = 12  # letters without which nothing is said
FEWEST_TO_DIFFER = 40  # letters without which a paragraph is in its document's language
FEWEST_TO_GUESS = 80  # the same, where neither its script nor its common words tell
SURE, SURE_TO_DIFFER = 0.4, 0.8
EXPECTED = {"en": 8.0, "fr": 4.0, "ru": 8.0, "uk": 4.0}  # how much likelier than others, before a word is read

_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")


class Script(Struct, frozen=True):
    """Letters that only one language of a script has, and those that it never has."""

    language: str
    only: re.Pattern[str]
    never: re.Pattern[str]


# Read from above: the first that fits.
CYRILLIC = (
    Script("be", re.compile("[ўЎ]"), re.compile("[їЇґҐщЩ]")),
    Script("uk", re.compile("[їЇєЄґҐ]|[іІ]"), re.compile("[ўЎыЫёЁ\u048a-\u052f]")),
    Script("ru", re.compile("[ыЫэЭёЁ]"), re.compile("[іІїЇєЄґҐўЎ\u048a-\u052fјљњћџ]")),
)
CYRILLIC_LANGUAGES = ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk")
COMMON = {
    "en": frozenset({
        "a", "an", "and", "are", "as", "at", "been", "but", "by", "for", "from", "had", "has", "have", "he", "in", "is",
        "it", "not", "of", "on", "said", "that", "the", "their", "they", "this", "to", "was", "we", "were", "which",
        "who", "will", "with", "you",
    }),
    "fr": frozenset({
        "aux", "avec", "avons", "cette", "ces", "dans", "des", "du", "elle", "elles", "est", "et", "eux", "ils", "je",
        "leur",
        "leurs", "les", "lui", "mais", "même", "nous", "ont", "où", "par", "pas", "plus", "pour", "qu", "qui", "sans",
        "selon",
        "ses", "sont", "sous", "sur", "très", "une", "vous", "à", "été", "était", "être",
    }),
}  # fmt: skip
ENOUGH_COMMON = 1 / 6
# Words of one Cyrillic language that the others write otherwise, for texts too short to hold a telling letter.
TELLING = {
    "be": frozenset({"гэта", "каб", "калі", "таксама", "ці", "што", "які"}),
    "ru": frozenset({
        "вот", "его", "ее", "если", "еще", "и", "из", "или", "их", "как", "когда", "который", "меня", "мне", "надо",
        "нет",
        "но", "он", "она", "они", "от", "после", "потом", "с", "со", "тебя", "тоже", "только", "уже", "что", "чтобы",
        "это",
    }),
    "uk": frozenset({
        "або", "але", "був", "була", "було", "вже", "від", "дуже", "дякую", "має", "мене", "нема", "потрібно",
        "прошу", "треба",
        "та", "це", "цей", "цього", "цю", "ця", "чи", "ще", "що", "щоб", "щодо", "як", "яка", "який", "яку", "й",
    }),
}  # fmt: skip


@cache
def _identifier() -> Any:
    """Load py3langid's model, once; answers are probabilities over its 97 languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> str | None:
    """Tell the language of a text (ISO 639-1); None when it is too short to tell."""
    return _told(_sample(text), SURE)


def paragraph_languages(text: str, spans: Sequence[tuple[int, int]], language: str | None) -> list[str | None]:
    """Give for each paragraph its language where it differs from the document's, else None.

    A paragraph differs only if it is long enough to tell and its script or its words speak against the document's.
    """
    return [_differing(text[start : min(end, start + 2 * SAMPLE)], language) for start, end in spans]


def _differing(paragraph: str, language: str | None) -> str | None:
    if len(paragraph) < FEWEST_TO_DIFFER:
        return None
    glance = _glance(paragraph)
    if glance == language or len(_LETTER.findall(paragraph)) < (FEWEST_TO_DIFFER if glance else FEWEST_TO_GUESS):
        return None
    found = glance or _told(paragraph, SURE_TO_DIFFER)
    return found if found != language else None


def _sample(text: str) -> str:
    if len(text) <= 2 * SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]}"


def _told(sample: str, sure: float) -> str | None:
    letters = len(_LETTER.findall(sample))
    if letters < FEWEST:
        return None
    glance = _glance(sample)
    if glance:
        return glance
    cyrillic = 2 * len(_CYRILLIC.findall(sample)) > letters
    shares = {code: share * EXPECTED.get(code, 1.0) for code, share in _identifier().rank(sample)}
    if cyrillic:
        shares = {code: shares[code] for code in CYRILLIC_LANGUAGES}
    best = max(shares, key=lambda code: (shares[code], code))
    return best if shares[best] > sure * sum(shares.values()) and len(best) == 2 else None


def _glance(sample: str) -> str | None:
    """Tell the language by what can be counted at once; None is not decided."""
    is_cyrillic = not sample.isascii() and len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample))
    words = [word.lower() for word in _WORD.findall(sample)]
    if is_cyrillic:
        return next((s.language for s in CYRILLIC if _mostly(s, sample)), None) or _told_by_words(words)
    for language, common in COMMON.items():
        if len(words) > 5 and sum(word in common for word in words) > ENOUGH_COMMON * len(words):
            return language
    return None


def _told_by_words(words: Sequence[str]) -> str | None:
    """Tell a Cyrillic language by its small words, where one has two more of them than each other."""
    first, second = sorted(((sum(w in telling for w in words), code) for code, telling in TELLING.items()))[:-3:-1]
    return first[1] if first[0] > second[0] + 1 else None


def _mostly(script: Script, sample: str) -> bool:
    """Say whether the telling letters stand against at most a tenth as many foreign ones (a quoted name)."""
    only = len(script.only.findall(sample))
    return only > 1 and len(script.never.findall(sample)) * 10 <= only
