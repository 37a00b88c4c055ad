"""Cut a Ukrainian paragraph into sentences and a sentence into words, with exact offsets."""

import re
from pathlib import Path

from khronika.language import sentence_ends

WORDS = sentence_ends.read_words(Path(__file__).parent / "words.toml")
DOMAINS = "com|org|net|info|ua|укр|eu|ru|by|tv"
SHORTENED = "вул|просп|пл|ст|ч|п|м|с|смт|р|рр|обл|тис|млн|млрд|грн|ін|др|проф|ім|див|тов|гр|кв|буд|пр|бул|о|год|хв|тел"
_APOSTROPHE = "['’ʼ`]"
_SIGN = "\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff"

_TOKEN = re.compile(
    rf"""
      (?=\S)(?:
      [^\W\d_]++(?=[\s,;!?)»]|$)                                               # a plain word: most are
    | (?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]’'»]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?:\w[\w-]*\.)+(?i:{DOMAINS})\b(?:/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’'])?(?![\w.@])
    | (?<!\w)(?:[^\W\d_]\.){{2,}}(?!\w) | (?<!\w)[А-ЯЄІЇҐA-Z]\.(?=\s*[А-ЯЄІЇҐA-Z])    # т.д. В. Петренко
    | (?i:\b(?:{SHORTENED})\.)(?=\s|[,;:)\]]|$)
    | \d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d++)?(?![\w,])                   # 10 000
    | \d++(?:-\d++){{2,}}(?!\w)
    | \d++-(?:[^\W\d_]{{1,3}})(?!\w)                                            # 2-го
    | \d++(?:[.,:/]\d++)*+(?![^\W\d_])
    | \d++(?:[.,:/]\d++)*+(?=(?i:[кмс]?[мг]|год|хв|тис|млн|грн|%|°)(?!\w))
    | @\w+(?:\.\w+)* | \#(?=[^\W\d_])\w+
    | [^\W_]+(?:(?:-|‑|{_APOSTROPHE})[^\W_]+)*(?:&[^\W_]+)*
    | \w+
    | [{_SIGN}]+
    | \.{{2,}} | [!?]+ | -{{2,}} | ([*=_~<>/\\|+\#])\1+
    | \S )
    """,
    re.VERBOSE,
)


def segment(text: str) -> list[tuple[int, int]]:
    """Give half-open spans of the sentences of a paragraph, without the white space around them."""
    return sentence_ends.segment(text, WORDS)


def tokenise(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the half-open spans of the words of `text[start:end]`, in order; white space belongs to none."""
    return [match.span() for match in _TOKEN.finditer(text, start, end)]
