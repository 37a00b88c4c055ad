"""Read the marked passages in `training/passages`: invented texts with the words that tell events, to learn from.

A line is a sentence, a blank line ends a passage, a line that begins with `#` names the genre. A trigger stands in
brackets with its type and mode, and its realis where it is not actual: `[took to the streets|PROTEST demonstration]`,
`[strike|PROTEST strike future]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from khronika import ontology
from khronika.evaluate import cases

FOLDER = Path(__file__).parent / "passages"
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


class Mark(NamedTuple):
    """A stretch of a text that tells an event: half-open code points, type, mode and realis."""

    start: int
    end: int
    type: str
    mode: str | None
    realis: str


class Passage(NamedTuple):
    """A text, a line a sentence, its events in order, and the file of the coder who wrote it."""

    text: str
    marks: tuple[Mark, ...]
    coder: str = ""


def read_passages(path: Path) -> Iterator[Passage]:
    """Read a file of marked passages.

    Raises:
        DataError: a mark has a type or mode that the ontology has not.
    """
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        text = ""
        marks = []
        for line in lines:
            at = 0
            for found in MARK.finditer(line):
                text += line[at : found.start()]
                marks.append(_mark(len(text), found[1], found[2]))
                text += found[1]
                at = found.end()
            text += line[at:] + "\n"
        if lines:
            yield Passage(text, tuple(marks), path.stem)


def passages_of(language: str) -> Iterator[Passage]:
    """Read all passages of a language."""
    for path in sorted(FOLDER.glob(f"{language}-*.txt")):
        yield from read_passages(path)


def from_cases(path: Path) -> Iterator[Passage]:
    """Read gold in the format of the project's cases as passages."""
    for case in cases.cases(path):
        marks = [Mark(*event.bounds(case.text), event.type, event.mode, event.realis) for event in case.events]
        yield Passage(case.text, tuple(sorted(marks)), path.stem)


def _mark(start: int, words: str, code: str) -> Mark:
    known = ontology.load()
    kind, *rest = code.split()
    realis = next((word for word in rest if word in known.realis), "actual")
    mode = next((word for word in rest if word not in known.realis), None)
    known.check(kind, mode)
    return Mark(start, start + len(words), kind, mode, realis)
