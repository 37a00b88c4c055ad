"""The GLOCON sample: does a sentence, and does a document, tell a protest event?

Gold label 1 marks events that happened, 2 those that are only planned. Protest is meant widely, as the set's authors
do: demonstrations, industrial action, clashes of groups, armed militancy and political violence.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate.answers import Answer
from khronika.evaluate.gold import Article, archive_texts
from khronika.evaluate.measure import Score
from khronika.evaluate.report import Measure, f1
from khronika.work.shown import MentionRow

LEVELS = ("sentence", "document")
TYPES = frozenset({"PROTEST", "ASSAULT"})
# Written, not done in the street; fought by armies, done by police, or plain crime.
LEFT_OUT = frozenset(
    {"petition", "open_letter", "claim_of_responsibility", "war", "crowd_control", "robbery", "sexual"}
)


class Row(Struct, frozen=True):
    """One gold sentence or document."""

    id: str
    label: int
    sentence: str = ""
    text: str = ""


def rows(path: Path) -> list[tuple[str, Row]]:
    """Read (level, row) of every sentence and document that has a text.

    Raises:
        ArgumentError: the archive holds no such rows.
    """
    found = []
    for level in LEVELS:
        for name, lines in archive_texts(path, ".json").items():
            if f"/{level}/" in f"/{name}":
                rows = (msgspec.json.decode(line, type=Row) for line in lines.splitlines() if line.strip())
                found += [(level, row) for row in rows if (row.sentence or row.text).strip()]
    if not found:
        raise ArgumentError(f"{path}: no GLOCON sample (want an archive with folders sentence/ and document/)")
    return found


def articles(path: Path) -> list[Article]:
    """Give the articles to code, one a sentence and one a document."""
    return [
        Article(f"{level}-{number}-{row.id}", row.sentence or row.text, language="en")
        for number, (level, row) in enumerate(rows(path))
    ]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score both levels."""
    scores = {level: Score() for level in LEVELS}
    for (level, row), found in zip(rows(path), answers, strict=True):
        told = any(map(tells_protest, found.mentions))
        scores[level].add(int(told and row.label > 0), int(told), int(row.label > 0))
    return [f1(f"{level} F1", scores[level]) for level in LEVELS]


def tells_protest(mention: MentionRow) -> bool:
    """Say whether a mention is a protest that happened or is to happen, or violence that happened."""
    if mention.type not in TYPES or mention.mode in LEFT_OUT:
        return False
    return mention.realis == "actual" or (mention.type == "PROTEST" and mention.realis == "future")
