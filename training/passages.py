"""Prepare marked passages for training: `python training/passages.py --language en --out DATA/told/english.jsonl`.

`training/passages/LANGUAGE-*.txt` holds invented passages, a line a sentence, with the words that tell an event marked:
`[took to the streets|PROTEST demonstration]`, a realis behind it where it is not actual (`[strike|PROTEST strike
future]`). Written is a line a sentence: its words as the engine cuts them, and for each what it tells. Of several words
only the head by the tree does; the others are marked as not to be learnt from. Every sixth passage is held back, to
measure on.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from features import NOTHING, UNKNOWN_WORD

from khronika import ontology
from khronika.evaluate import cases
from khronika.language.engines import engine
from khronika.language.record import Sentence

FOLDER = Path(__file__).parent / "passages"
HELD = 6
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


class Mark(NamedTuple):
    """A stretch of a text that tells an event: its bounds, type and mode ("PROTEST march"), and realis."""

    start: int
    end: int
    code: str
    realis: str


class Passage(NamedTuple):
    """A text and its events."""

    text: str
    marks: tuple[Mark, ...]


def read_passages(path: Path) -> Iterator[Passage]:
    """Read a file of marked passages; what no ontology knows is an error."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        text, marks = "", []
        for line in lines:
            at = 0
            for found in MARK.finditer(line):
                text += line[at : found.start()]
                marks.append(_mark(len(text), found[1], found[2]))
                text += found[1]
                at = found.end()
            text += line[at:] + "\n"
        if lines:
            yield Passage(text, tuple(marks))


def passages_of(language: str, *, held: bool) -> Iterator[Passage]:
    """Read the passages of a language that are held back, or the others."""
    for path in sorted(FOLDER.glob(f"{language}-*.txt")):
        yield from (passage for at, passage in enumerate(read_passages(path)) if (at % HELD == 0) is held)


def _mark(start: int, words: str, code: str) -> Mark:
    type_, *rest = code.split()
    realis = next((word for word in rest if word in ontology.load().realis), "actual")
    mode = next((word for word in rest if word != realis), None)
    ontology.load().check(type_, mode)
    return Mark(start, start + len(words), f"{type_} {mode}" if mode else type_, realis)


def from_cases(path: Path, language: str) -> Iterator[Passage]:
    """Read the project's own gold as passages."""
    for case in cases.cases(path):
        if case.language == language:
            marks = [
                Mark(*event.bounds(case.text), f"{event.type} {event.mode}" if event.mode else event.type, event.realis)
                for event in case.events
            ]
            yield Passage(case.text, tuple(marks))


def analysed(passage: Passage, language: str) -> list[Sentence]:
    """Analyse a passage as it stands, each line a paragraph."""
    spans, at = [], 0
    for line in passage.text.split("\n"):
        spans += [(at + start, at + end) for start, end in engine(language).segment(line)]
        at += len(line) + 1
    return engine(language).analyse(passage.text, spans)


def labels(sentence: Sentence, marks: tuple[Mark, ...]) -> tuple[list[str], list[str]]:
    """Say for each word of a sentence what it tells, and how real that is."""
    told = [NOTHING] * len(sentence.tokens)
    realis = [UNKNOWN_WORD] * len(told)
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        inside = sentence.covering(mark.start, mark.end)
        head = sentence.head_of(mark.start, mark.end)
        for index in inside:
            if told[index] == NOTHING:
                told[index] = UNKNOWN_WORD
        if head is not None and told[head] in (NOTHING, UNKNOWN_WORD):
            told[head], realis[head] = mark.code, mark.realis
    return told, realis


def main() -> None:
    """Write a line a sentence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", required=True)
    parser.add_argument("--cases", type=Path, nargs="*", help="gold files instead of the passages")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    own = (passage for path in options.cases or () for passage in from_cases(path, options.language))
    passages = own if options.cases else passages_of(options.language, held=False)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for passage in passages:
            for sentence in analysed(passage, options.language):
                told, realis = labels(sentence, passage.marks)
                row = {"words": [token.text for token in sentence.tokens], "told": told, "realis": realis}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
