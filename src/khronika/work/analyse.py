"""A document's view becomes analysed sentences, as many as the depth asks for."""

from collections.abc import Iterator

import msgspec

from khronika import lexicon
from khronika.errors import LanguageError
from khronika.language import Analysis, Sentence, engines
from khronika.model import FURNITURE, Paragraph, View
from khronika.model.document import Document
from khronika.work.settings import Settings

Span = tuple[int, int]
LONGEST = 1500  # characters of one sentence; the longest in newspapers have about 800


def analyse(document: Document, view: View, settings: Settings) -> Analysis:
    """Analyse a document, each paragraph in its own language; paragraphs in a language without engine are passed over.

    Raises:
        LanguageError: no engine analyses the document's main language.
    """
    engines.engine(document.language or "")
    by_language: dict[str, list[tuple[int, Paragraph]]] = {}
    for number, paragraph in enumerate(document.paragraphs):
        by_language.setdefault(paragraph.language or document.language or "", []).append((number, paragraph))
    sentences = [
        sentence
        for language, paragraphs in by_language.items()
        if language in engines.available()
        for sentence in _analyse_in(language, paragraphs, view.text, settings)
    ]
    sentences.sort(key=lambda sentence: sentence.start)
    anchor = document.first_published or document.published or settings.published
    return Analysis(document, view.text, tuple(sentences), anchor)


def _analyse_in(
    language: str, paragraphs: list[tuple[int, Paragraph]], text: str, settings: Settings
) -> list[Sentence]:
    engine = engines.engine(language)
    spans: list[Span] = []
    numbers: list[int] = []
    for number, paragraph in paragraphs:
        for span in _wanted(language, paragraph, text, settings):
            spans.append(span)
            numbers.append(number)
    found = engine.analyse(text, spans)
    return [
        msgspec.structs.replace(sentence, paragraph=number) if number else sentence
        for sentence, number in zip(found, numbers, strict=True)
    ]


def _wanted(language: str, paragraph: Paragraph, text: str, settings: Settings) -> list[Span]:
    """Give the sentences of a paragraph that the depth asks for, as spans of the text."""
    words = text[paragraph.start : paragraph.end]
    hits: list[Span] = []
    if settings.depth == "events":
        if paragraph.kind in FURNITURE or language not in lexicon.languages():
            return []
        hits = lexicon.scanner(language).hits(words)
        if not hits:
            return []
    spans = [part for span in engines.engine(language).segment(words) for part in _parts(words, *span)]
    if settings.depth == "events":
        spans = [span for span in spans if any(span[0] <= start < span[1] for start, _ in hits)]
    return [(start + paragraph.start, end + paragraph.start) for start, end in spans]


def _parts(words: str, start: int, end: int) -> Iterator[Span]:
    """Cut what no full stop ends (lists, logs, lost punctuation) at white space into stretches that can be parsed."""
    while end - start > LONGEST:
        at = words.rfind(" ", start, start + LONGEST)
        cut = at if at > start else start + LONGEST
        yield start, cut
        start = cut + 1 if at > start else cut
    if words[start:end].strip():
        yield start, end


def missing_language(document: Document) -> LanguageError:
    """Say that a document's language has no engine, and what can be done."""
    known = ", ".join(engines.available())
    if document.language is None:
        return LanguageError(f"its language cannot be told; give it with --language (one of {known})")
    return LanguageError(f"written in {document.language!r}, which no engine analyses (have: {known})")
