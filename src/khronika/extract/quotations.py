"""Quoted speech: where it stands in a document, across its sentences, and who says it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from msgspec import Struct

from khronika.extract.scene import Scene
from khronika.extract.speech import Saying, find_sayings
from khronika.language import Analysis

# Speech between quotation marks; a mark that is never closed holds to the paragraph's end.
QUOTED = re.compile(
    r"“(?P<a>[^”“]{12,}?)(?:”|\Z)|«(?P<b>(?:[^»«]|«[^»«]*»){12,}?)(?:»|\Z)"
    r"|(?<!\w)\"(?P<c>[^\"]{12,}?)(?:\"(?!\w)|\Z)|„(?P<d>[^“”]{12,}?)[“”]|(?<!\w)‘(?P<e>[^‘]{12,}?)’(?!\w)"
)
# Speech behind a dash, as Russian prints it: «— Мы бастуем, — сказала она. — Денег нет».
DASHED = re.compile(r"\A[—–-]\s+(?P<a>.{12,}?)(?:[,?!…]\s+[—–-]\s|\Z)|[.!?]\s+[—–-]\s+(?P<b>[^—–]{12,})")
LEAST_WORDS = 4  # shorter quotations are titles and single words set apart
NEAR = 160  # code points between a quotation and the word of saying beside it


class Quotation(Struct, frozen=True):
    """The span of words that somebody says, without their marks, and the paragraph they stand in."""

    start: int
    end: int
    paragraph: int


class Voice(Struct, frozen=True):
    """Who says something: the sentence and token by which the text names him, and how he says it."""

    sentence: int
    saying: Saying


def find_quotations(analysis: Analysis) -> list[Quotation]:
    """Find the quoted speech of a document's analysed paragraphs, in order."""
    numbers = sorted({sentence.paragraph for sentence in analysis.sentences if analysis.is_body(sentence)})
    return [quotation for number in numbers for quotation in _in_paragraph(analysis, number)]


def _in_paragraph(analysis: Analysis, number: int) -> Iterator[Quotation]:
    paragraph = analysis.document.paragraphs[number]
    words = analysis.text[paragraph.start : paragraph.end]
    for pattern in (QUOTED, DASHED) if words[:1] in "—–-" else (QUOTED,):
        for match in pattern.finditer(words):
            name = match.lastgroup or "a"
            if len(match[name].split()) >= LEAST_WORDS:
                yield Quotation(paragraph.start + match.start(name), paragraph.start + match.end(name), number)


class Quotations:
    """The quoted speech of a document, asked for by position."""

    def __init__(self, analysis: Analysis, scene: Callable[[int], Scene | None]) -> None:
        """Take the document, and what gives the scene of a sentence by its number (None: not of a known language)."""
        self.analysis = analysis
        self.scene = scene
        self.found = find_quotations(analysis)
        self._starts = [quotation.start for quotation in self.found]
        self._voices: dict[Quotation, Voice | None] = {}

    def at(self, position: int) -> Quotation | None:
        """Give the quotation that holds a position of the text."""
        index = bisect_right(self._starts, position) - 1
        return self.found[index] if index >= 0 and position < self.found[index].end else None

    def within(self, start: int, end: int) -> list[Quotation]:
        """Give the quotations that begin in a span of the text."""
        return [quotation for quotation in self.found if start <= quotation.start < end]

    def voice(self, quotation: Quotation) -> Voice | None:
        """Give who says a quotation: by the word of saying in its sentences, else just before, else just behind it."""
        if quotation not in self._voices:
            self._voices[quotation] = None  # against loops
            self._voices[quotation] = self._find_voice(quotation)
        return self._voices[quotation]

    def _find_voice(self, quotation: Quotation) -> Voice | None:
        sentences = self.analysis.sentences
        inside = [
            number
            for number, sentence in enumerate(sentences)
            if sentence.start < quotation.end and quotation.start < sentence.end
        ]
        if not inside:
            return None
        own = [voice for number in inside for voice in self._outside(number)]
        near = [voice for voice in own if self._distance(voice, quotation) <= NEAR]
        if near:
            return min(near, key=lambda voice: self._distance(voice, quotation))
        return self._before(inside[0], quotation) or self._behind(inside[-1], quotation)

    def _outside(self, number: int) -> Iterator[Voice]:
        """Yield the words of saying of a sentence that stand outside all quotations and have a speaker."""
        scene = self.scene(number)
        for saying in find_sayings(scene) if scene is not None else ():
            if saying.speaker is not None and self.at(scene.tokens[saying.token].start) is None:  # type: ignore[union-attr]  # not None here
                yield Voice(number, saying)

    def _distance(self, voice: Voice, quotation: Quotation) -> int:
        at = self.analysis.sentences[voice.sentence].tokens[voice.saying.token].start
        return min(abs(at - quotation.start), abs(at - quotation.end))

    def _before(self, number: int, quotation: Quotation) -> Voice | None:
        """Give who was speaking when the sentence before ended, in the same paragraph or before a colon."""
        if number == 0:
            return None
        before = self.analysis.sentences[number - 1]
        opens = self.analysis.text[before.start : before.end].rstrip().endswith(":")
        if before.paragraph != quotation.paragraph and not (opens and before.paragraph == quotation.paragraph - 1):
            return None
        voices = list(self._outside(number - 1))
        if voices:
            return voices[-1]
        earlier = next((q for q in reversed(self.found) if before.start <= q.end and q.end <= quotation.start), None)
        is_run_on = earlier is not None and earlier.end > before.start and earlier.paragraph == quotation.paragraph
        return self.voice(earlier) if earlier is not None and is_run_on else None

    def _behind(self, number: int, quotation: Quotation) -> Voice | None:
        """Give who is named right behind a quotation that ends its sentence: "“… .” Ann Example told reporters"."""
        sentences = self.analysis.sentences
        if number + 1 >= len(sentences) or sentences[number + 1].paragraph != quotation.paragraph:
            return None
        near = [v for v in self._outside(number + 1) if self._distance(v, quotation) <= NEAR // 2]
        return near[0] if near else None
