"""What a stretch of text is about: sport, weather, markets and stories borrow the words of events and tell none."""

import re
from collections.abc import Iterator
from functools import cache

from khronika.lexicon.forms import forms
from khronika.lexicon.loading import load
from khronika.lexicon.tables import fold

SUBJECTS = "subjects"
PUBLIC = "public"
# A stretch is made of whole paragraphs, so many characters or more; shorter ones say too little of what they are about.
STRETCH = 500
# So many different words of other matters are needed, and more than so many times those of public life.
WORDS_NEEDED = 4
TIMES_PUBLIC = 3
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PARAGRAPH = re.compile(r"[^\n]*\n?")


def other_matters(language: str, text: str) -> list[tuple[int, int]]:
    """Give the stretches of a text that are about something else than public life, in order; half-open."""
    subjects = subjects_of(language)
    if not subjects:
        return []
    return [(start, end) for start, end in _stretches(text) if _is_elsewhere(subjects, text[start:end])]


def _is_elsewhere(subjects: dict[str, tuple[str, str]], text: str) -> bool:
    """Say whether words of other matters outnumber those of public life."""
    told = {found for match in WORD.finditer(fold(text)) if (found := subjects.get(match[0]))}
    public = sum(subject == PUBLIC for _, subject in told)
    others = len(told) - public
    return others >= WORDS_NEEDED and others > TIMES_PUBLIC * public


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in PARAGRAPH.finditer(text):
        if match.end() - start >= STRETCH:
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


@cache
def subjects_of(language: str) -> dict[str, tuple[str, str]]:
    """Index the words of a language by form, as lemma and subject; what is public wins over what is not."""
    rows = load(language).tables.get(SUBJECTS, ())
    ordered = sorted(rows, key=lambda row: row.meaning == PUBLIC)
    return {form: (row.lemma, row.meaning) for row in ordered for form in forms(language, row.lemma)}
