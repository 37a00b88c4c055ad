"""PETRARCH's regression records: the CAMEO codes of a sentence, read as types through the ontology's crosswalk.

Codes without a counterpart here are left out. Actors and targets are codes of PETRARCH's dictionaries, so they are not
scored. Many records test its dictionaries and its parser with made-up countries: a regression, not a measure of news.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate.answers import Answer
from khronika.evaluate.gold import Article, archive_texts
from khronika.evaluate.measure import Score
from khronika.evaluate.report import Measure, f1
from khronika.ontology import load

# The file of newswire sentences, and the one of unit tests.
FILES = {"news": "PETR2_GSR_validation.xml", "unit tests": "PETR.UnitTest.records.xml"}
SENTENCE = re.compile(r"<Sentence\b(?P<head>[^>]*)>(?P<body>.*?)(?=<Sentence\b|\Z)", re.DOTALL)
EVENT = re.compile(r'<EventCoding\b[^>]*\beventcode\s*=\s*"(\d+)"')
TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
DATE = re.compile(r'\bdate\s*=\s*"(\d{4})(\d\d)(\d\d)"')


class Record(Struct, frozen=True):
    """One sentence of a file, and the types that its codes stand for here."""

    file: str
    id: str
    day: str
    text: str
    types: frozenset[str]


def records(path: Path) -> list[Record]:
    """Read the records of both files that hold a code with a counterpart here.

    Raises:
        ArgumentError: the archive holds no such records.
    """
    texts = {name.rsplit("/", 1)[-1]: text for name, text in archive_texts(path, ".xml").items()}
    found = [
        record
        for file, name in FILES.items()
        for number, match in enumerate(SENTENCE.finditer(texts.get(name, "")))
        if (record := _record(file, number, match))
    ]
    if not found:
        raise ArgumentError(f"{path}: no PETRARCH records (want an archive with {' or '.join(FILES.values())})")
    return found


def _record(file: str, number: int, match: re.Match[str]) -> Record | None:
    text, day = TEXT.search(match["body"]), DATE.search(match["head"])
    types = frozenset(kind for code in EVENT.findall(match["body"]) if (kind := _type_of(code)))
    if text is None or not types:
        return None
    return Record(file, f"{file}-{number}", "-".join(day.groups()) if day else "", " ".join(text[1].split()), types)


def _type_of(code: str) -> str | None:
    known = load().codebooks["cameo"].get(code)
    return known.type if known else None


def articles(path: Path) -> list[Article]:
    """Give the articles to code, one a record."""
    return [Article(record.id, record.text, record.day, "en") for record in records(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score the types of a sentence as a set, for each file."""
    scores = {file: Score() for file in FILES}
    for record, answer in zip(records(path), answers, strict=True):
        found = {mention.type for mention in answer.mentions}
        scores[record.file].add(len(found & record.types), len(found), len(record.types))
    return [f1(f"{file}, type F1", tally) for file, tally in scores.items()]
