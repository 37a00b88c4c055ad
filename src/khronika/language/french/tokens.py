"""Cut a French sentence into words the way the French treebanks do, with exact offsets.

An elided word keeps its apostrophe (*l'|usine*, *qu'|ils*), a pronoun after its verb its hyphen (*a|-t-il*, *est|-ce*).
Contractions (*du*, *aux*, *auquel*) stay whole: they are prepositions, or pronouns.
"""

import re
from collections.abc import Iterator

SHORTENED = (
    "MM|Mme?s?|Mlles?|Mgr|Dr|Prof|Pr|St|Ste|etc|cf|art|"
    "av|bd|chap|env|fig|hab|janv|févr?|avr|juil|sept|oct|nov|déc|no|tél|vol|éd"
)
ELIDED = "c|d|j|l|m|n|s|t|qu|jusqu|lorsqu|puisqu|quoiqu|presqu"
CLITICS = "je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|en|y"
DOMAINS = "com|org|net|info|eu|fr|be|ch|ca|dz|tn|ma|uk|ru|ua|by|tv"

_TOKEN = re.compile(
    rf"""
      (?=\S)(?:
      [^\W\d_]++(?=[\s,;!?)»]|$)                                               # a plain word: most are
    | (?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]’'»]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?:\w[\w-]*\.)+(?i:{DOMAINS})\b(?:/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’'])?(?![\w.@])
    | (?<!\w)(?:[^\W\d_]\.){{2,}}(?!\w) | (?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?!\w)   # R.T.B.F. C.G.T
    | (?<!\w)(?:[A-ZÉ]\.-?)+(?=\s|,|$) | (?<!\w)[A-ZÉ]\.-[A-ZÉ]\.                # M. J.-C.
    | (?i:\b(?:{SHORTENED})\.)(?=\s|[,;:)\]]|$)
    | (?i:\b(?:p|pp|n|t|c)\.)(?=\s*\d)
    | (?i:n[°º]s?)(?=\s*\d)
    | \d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d++)?(?![\w,])                   # 10 000
    | \d++(?:-\d++){{2,}}(?!\w)
    | \d++\s?h(?:eures?)?\b(?!\w) (?<=h) | \d++h\d\d(?!\w) | \d++h(?!\w)         # 20h30
    | \d++(?:ers?|[èe]res?|[eè]mes?|es?|nde?s?|ds?)(?!\w)                      # 1er, 2e
    | \d++(?:[.,:/]\d++)*+(?![^\W\d_])
    | \d++(?:[.,:/]\d++)*+(?=(?i:€|[kmcg][mg]?|°|h|mn?|min)(?!\w))
    | (?i:aujourd['’]hui|quelqu['’]une?|prud['’]hom\w+|entr['’]\w+|c['’]est-à-dire)(?!['’\w])
    | O['’][A-Z]\w+ | °C(?!\w)
    | [NMTK]['’](?=[A-Z](?![aeiouyh]))\w+                                     # N'Djamena
    | (?i:\b(?:{ELIDED})['’])(?=\w|[«"“(]|\s?[«"“])                              # l' d' qu'
    | @\w+(?:\.\w+)* | \#(?=[^\W\d_])\w+
    | \w+(?:[·.](?:e|es|ne|nes|rice|rices|s|euse|euses|trice|trices|ère|ères)(?:[·.]s)?)(?!\w)    # étudiant·e·s
    | [^\W_]+(?:[-‑](?:(?i:{ELIDED})['’])?[^\W_]+)*(?:&[^\W_]+)*                # words, hyphens within
    | \w+
    | -(?i:(?:t-)?(?:{CLITICS}))(?!\w)
    | \.{{2,}} | [!?]+ | -{{2,}} | ([*=_~<>/\\|+\#])\1+
    | \S )
    """,
    re.VERBOSE,
)
_INVERTED = re.compile(rf"(?i)^(.*?[^\W\d_])(-(?:t-)?(?:{CLITICS}))$")
_POINTED = re.compile(r"(?i)^(.+[^\W\d_])(-l[àa]|-ci)$")
_STAY = re.compile(
    r"(?i)^(?:rendez-vous|(?:chez|entre)-.*|(?:celle?s?|celui|ceux|au|de|par|i|jusque|voi)-(?:ci|là)|(?:là|ci)-.*)$"
)


def tokenise(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the half-open spans of the words of `text[start:end]`, in order; white space belongs to none."""
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if "-" in word and len(word) > 3:
            found.extend(_pieces(word, match.start()))
        else:
            found.append(match.span())
    return found


def _pieces(word: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a word and of a pronoun or adverb hung on it: `dit|-elle`, `jour|-là`, `donne|-le|-moi`."""
    cut = _INVERTED.match(word) or _POINTED.match(word)
    if cut is None or _STAY.match(word):
        yield start, start + len(word)
        return
    yield from _pieces(cut[1], start)
    yield start + cut.end(1), start + len(word)
