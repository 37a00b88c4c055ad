"""Find the numbers of a document that count something: "some 400 nurses", «от 50 до 70 человек»."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from khronika.annotate.counted import counts, unit_of
from khronika.annotate.dates.match import Match, match
from khronika.annotate.dates.pieces import Piece, cut
from khronika.annotate.dates.tables import load_rules, load_words
from khronika.annotate.number_values import READINGS, quantity
from khronika.language.record import Analysis, Sentence
from khronika.model import Mention

LANGUAGES = frozenset({"en", "fr", "ru", "uk"})
NAMING = re.compile(r"[^\W\d_][-–]?\d\Z")  # figures of a road, a rifle, a plane: "the A2", "an AK-47"
COUNT_TABLES = ("counts.tsv", "numbers.tsv")


def find_numbers(analysis: Analysis, dates: Sequence[Mention] = ()) -> list[Mention]:
    """Find the numbers that count, in order; a span holds what bounds the number ("up to 70"), not what is counted.

    Numbers inside `dates`, ages, addresses, numbers of laws and ordinals are left out.
    """
    taken = sorted((date.start, date.end) for date in dates)
    return [
        mention
        for sentence in analysis.sentences
        if sentence.language in LANGUAGES
        for mention in _read_sentence(analysis, sentence, _within(taken, sentence))
    ]


def _within(taken: Sequence[tuple[int, int]], sentence: Sentence) -> list[tuple[int, int]]:
    return [span for span in taken if span[0] < sentence.end and sentence.start < span[1]]


def _read_sentence(analysis: Analysis, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    language = sentence.language
    pieces = cut(analysis.text, sentence.start, sentence.end, load_words(language, *COUNT_TABLES))

    def accepts(one: Match, pieces: Sequence[Piece]) -> bool:
        return one.rule.reading not in READINGS or quantity(one, pieces, language) is not None

    for one in match(pieces, load_rules(language, "count_rules.tsv"), accepts):
        start, end = pieces[one.first].start, pieces[one.last - 1].end
        value = quantity(one, pieces, language) if one.rule.reading in READINGS else None
        if value is None or any(first < end and start < last for first, last in taken):
            continue
        if NAMING.search(analysis.text, max(0, start - 2), start + 1):
            continue
        if counts(one, pieces, analysis.text, sentence):
            of = unit_of(one, pieces, analysis.text, sentence)
            yield Mention(analysis.document.id, "number", start, end, analysis.text[start:end], replace(value, of=of))
