"""Cut a sentence into words the way the English Web Treebank does, with exact offsets."""

import re
from collections.abc import Iterator

PREFIXES = (
    "anti|arch|bi|co|counter|cross-examin|e|ex|extra|hyper|infra|inter|intra|macro|mega|micro|mid|mini|multi|neo|non|over|"
    "post|pre|pro|pseudo|quasi|re|semi|socio|sub|super|trans|tri|ultra|un|under"
)
SHORTENED = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|St|Ste|Ft|Mt|Sen|Rep|Gen|Col|Capt|Cpt|Lt|Sgt|Maj|Cmdr|Adm|Gov|Pres|Rev|Hon|Fr|Sr|Jr|Esq|Messrs|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|"
    "Inc|Corp|Co|Ltd|Bros|Dept|Univ|Assn|Ave|Blvd|Rd|vs|v|etc|cf|al|approx|est|ca|Ph\\.D"
)
DOMAINS = "com|org|net|gov|edu|mil|int|info|biz|io|eu|uk|us|ca|au|nz|ie|in|za|ru|ua|by|kz|pl|de|fr|it|es|nl|be|ch|tv"

_TOKEN = re.compile(
    rf"""
      (?=\S)(?:                                                               # at white space, fail at once
      [^\W\d_]++(?=[\s,;!?)”"]|$)                                             # a plain word: most are
    | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’'»]                       # addresses of pages
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                            # addresses of people
    | (?:\w[\w-]*\.)+(?i:{DOMAINS})\b(?:/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’'])?(?![\w.@])
    | (?<!\w)(?:[^\W\d_]\.){{2,}}(?!\w) | (?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?!\w)   # U.S. p.m. e.g. U.S.A
    | (?i:\b(?:{SHORTENED})\.)(?=\s|[,;:)\]]|$)                               # Mr. Sept. Inc.
    | (?i:\b(?:Nos?|Arts?|Fig|Vol|p|pp)\.)(?=\s*\d)                           # No. 5
    | \b[A-Z]\.(?=\s*[A-Z])                                                   # J. Smith
    | \d++(?:-\d++){{2,}}(?!\w)                                                 # 2005-11-26
    | \+?\d++(?:[.,:/]\d++)*+(?:st|nd|rd|th|['’]?s(?=\W|$))?(?![^\W\d_])         # 10,000 9:30 1/3/24 80s
    | \d++(?:[.,:]\d++)*+(?=(?i:[ap]\.?m|[kcm][mg]|mph|ft|bn|mn?|k|°)(?!\w))   # the number of 5pm, 3km
    | [^\W\d_]+(?:&[^\W\d_]+)+                                                # AT&T
    | @\w+ | \#(?=[^\W\d_])\w+                                                # @name, #tag
    | (?i:(?:{PREFIXES}))-[^\W\d_]+                                           # anti-war
    | \w+(?:['’`]\w+)*                                                        # words, their clitics cut below
    | ['’]\d+s?(?!\w)                                                         # ’68
    | (?<=\w)['’`](?i:s|m|d|ll|re|ve)(?!\w)
    | [:;=]-?[)(DP](?!\w) | \.{{2,}} | [!?]+ | -{{2,}} | ''+ | ``+ | ([*=_~<>/\\|+\#])\1+
    | \S )
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)^(.+?)(n['’`]t|['’`](?:s|m|d|ll|re|ve))$")
_DOUBLE = re.compile(r"(?i)^(?:(can)not|(gon|wan|got)(?:na|ta)|(lem|gim)me)$")
_MAYBE_DOUBLE = frozenset({"cannot", "gimme", "gonna", "gotta", "lemme", "wanna"})


def tokenise(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the half-open spans of the words of `text[start:end]`, in order; white space belongs to none."""
    found: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if len(word) > 2 and ("'" in word or "’" in word or "`" in word or word.lower() in _MAYBE_DOUBLE):
            found.extend(_pieces(word, match.start()))
        else:
            found.append(match.span())
    return found


def _pieces(word: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a word and its clitics: `would|n't|'ve`, `can|not`."""
    clitic = _CLITIC.match(word)
    double = _DOUBLE.match(word)
    if clitic and word[0].isalpha() and not word.startswith(("http", "www")):
        cut = start + clitic.end(1)
        yield from _pieces(clitic[1], start)
        yield cut, start + len(word)
    elif double and double.lastindex:
        cut = start + double.end(double.lastindex)
        yield start, cut
        yield cut, start + len(word)
    else:
        yield start, start + len(word)
