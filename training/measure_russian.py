"""Measure the Russian engine: trees, tags and lemmas on treebanks, names on Universal NER and NEREL, and the speed.

    python training/measure_russian.py --treebanks DIR --uner FILE.iob2 --nerel DIR

DIR of treebanks is searched for `ru_*-ud-test.conllu`; NEREL's for pairs of `.txt` and `.ann`. Each may be left out.
Words are the gold ones for trees, tags and lemmas, and for names of Universal NER; NEREL is read as plain text.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from khronika.language import Sentence
from khronika.language.russian.engine import KINDS, RussianEngine
from khronika.language.russian.models import load_models

Rows = list[list[str]]
NEREL_KINDS = {
    "PERSON": "person", "ORGANIZATION": "organisation", "CITY": "place", "COUNTRY": "place", "DISTRICT": "place",
    "STATE_OR_PROVINCE": "place", "LOCATION": "place",
}  # fmt: skip
SHOWN = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj")


class Tally(NamedTuple):
    """Right, found and gold; the F1 is their balance."""

    right: int
    found: int
    gold: int

    def __str__(self) -> str:
        """Show precision, recall and F1."""
        right, found, gold = self
        return f"P {right / max(found, 1):.3f}  R {right / max(gold, 1):.3f}  F {2 * right / max(found + gold, 1):.3f}"


def blocks(path: Path) -> Iterator[Rows]:
    """Yield the sentences of a file in columns, without comments and multi-word tokens."""
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield rows


def measure_trees(engine: RussianEngine, path: Path) -> None:
    """Print UAS, LAS, tags and lemmas of a treebank, punctuation counted, and the F1 of some relations."""
    counts: Counter[str] = Counter()
    by_relation: dict[str, Counter[str]] = {relation: Counter() for relation in SHOWN}
    for rows in blocks(path):
        for row, token in zip(rows, engine.analyse_words([row[1] for row in rows]).tokens, strict=True):
            attached, relation = int(row[6]) - 1 == token.head, row[7]
            alike = relation.partition(":")[0] == token.deprel.partition(":")[0]
            counts += Counter(words=1, uas=attached, las=attached and alike, full=attached and relation == token.deprel,
                              upos=row[3] == token.upos, lemma=_fold(row[2]) == token.lemma)  # fmt: skip
            for shown, tally in by_relation.items():
                tally += Counter(gold=relation == shown, found=token.deprel == shown,
                                 right=attached and relation == shown == token.deprel)  # fmt: skip
    words = counts.pop("words")
    print(path.stem, words, "words ", "  ".join(f"{name} {100 * n / words:.1f}" for name, n in counts.items()))
    for relation, tally in by_relation.items():
        print(f"  {relation:12} {Tally(tally['right'], tally['found'], tally['gold'])}  of {tally['gold']}")


def _fold(lemma: str) -> str:
    return lemma.lower().replace("ё", "е")


def measure_uner(engine: RussianEngine, path: Path) -> None:
    """Print the F1 of names by exact span and kind, words as given."""
    tallies = {kind: Counter[str]() for kind in KINDS.values()}
    for rows in blocks(path):
        found = {(n.kind, n.first, n.last) for n in engine.analyse_words([row[1] for row in rows]).names}
        add(tallies, found, set(_labelled([row[2] for row in rows])))
    show(path.stem, tallies)


def _labelled(labels: list[str]) -> Iterator[tuple[str, int, int]]:
    starts = [i for i, label in enumerate(labels) if label.startswith("B-")]
    for start in starts:
        end = next((i for i in range(start + 1, len(labels)) if not labels[i].startswith("I-")), len(labels))
        if labels[start][2:] in KINDS:
            yield KINDS[labels[start][2:]], start, end


def measure_nerel(engine: RussianEngine, folder: Path) -> None:
    """Print the F1 of names by exact span and kind; the outermost gold spans are asked, inner ones accepted."""
    tallies = {kind: Counter[str]() for kind in KINDS.values()}
    for path in sorted(folder.rglob("*.txt")):
        gold = set(_brat(path.with_suffix(".ann")))
        inner = {a for a in gold if any(a[0] == b[0] and a != b and b[1] <= a[1] and a[2] <= b[2] for b in gold)}
        with path.open(encoding="utf-8", newline="") as file:
            found = set(_spans(analyse(engine, file.read())))
        add(tallies, found - inner, gold - inner)
    show("NEREL", tallies)


def _brat(path: Path) -> Iterator[tuple[str, int, int]]:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("T"):
            label, *at = line.split("\t")[1].replace(";", " ").split()
            if label in NEREL_KINDS:
                yield NEREL_KINDS[label], int(at[0]), int(at[-1])


def _spans(sentences: list[Sentence]) -> Iterator[tuple[str, int, int]]:
    for sentence in sentences:
        for name in sentence.names:
            yield name.kind, sentence.tokens[name.first].start, sentence.tokens[name.last - 1].end


def analyse(engine: RussianEngine, text: str) -> list[Sentence]:
    """Segment and analyse a text."""
    return engine.analyse(text, engine.segment(text))


def add(tallies: dict[str, Counter[str]], found: set[tuple[str, int, int]], gold: set[tuple[str, int, int]]) -> None:
    """Add one text's names to the tallies."""
    for kind, tally in tallies.items():
        here, wanted = ({name for name in names if name[0] == kind} for names in (found, gold))
        tally += Counter(right=len(here & wanted), found=len(here), gold=len(wanted))


def show(name: str, tallies: dict[str, Counter[str]]) -> None:
    """Print each kind and all together."""
    rows = {kind: Tally(t["right"], t["found"], t["gold"]) for kind, t in tallies.items()}
    print(name)
    for kind, tally in {**rows, "all": Tally(*map(sum, zip(*rows.values(), strict=True)))}.items():
        print(f"  {kind:12} {tally}  of {tally.gold}")


def measure_speed(engine: RussianEngine, path: Path) -> None:
    """Print words a second, the second time round."""
    text = "\n\n".join(" ".join(row[1] for row in rows) for rows in blocks(path))
    for _ in range(2):
        start = time.perf_counter()
        words = sum(len(sentence.tokens) for sentence in analyse(engine, text))
        taken = time.perf_counter() - start
    print(f"speed: {words / taken:.0f} words a second")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument("--uner", type=Path)
    parser.add_argument("--nerel", type=Path)
    asked = parser.parse_args()
    engine = RussianEngine(load_models())
    treebanks = sorted(asked.treebanks.rglob("ru_*-ud-test.conllu")) if asked.treebanks else []
    for path in treebanks:
        measure_trees(engine, path)
    if asked.uner:
        measure_uner(engine, asked.uner)
    if asked.nerel:
        measure_nerel(engine, asked.nerel)
    if treebanks:
        measure_speed(engine, treebanks[0])


if __name__ == "__main__":
    main()
