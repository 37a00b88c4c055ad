"""Sentences of a treebank as an engine sees them: contracted words in one piece, features one by one, names if told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FRENCH = {
    "seq_train": "French-Sequoia/fr_sequoia-ud-train.conllu",
    "seq_dev": "French-Sequoia/fr_sequoia-ud-dev.conllu",
    "gsd_dev": "French-GSD/fr_gsd-ud-dev.conllu",
}
RUSSIAN = {
    "ru_gsd_dev": "Russian-GSD/ru_gsd-ud-dev.conllu",
    "ru_gsd_test": "Russian-GSD/ru_gsd-ud-test.conllu",
    "ru_taiga_dev": "Russian-Taiga/ru_taiga-ud-dev.conllu",
    "ru_taiga_test": "Russian-Taiga/ru_taiga-ud-test.conllu",
}
UKRAINIAN = "Ukrainian-ParlaMint/uk_parlamint-ud-dev.conllu"
NAME_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


@dataclass(frozen=True)
class Tree:
    """One sentence; heads count from 0 with -1 the root; a missing layer is None."""

    words: tuple[str, ...]
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    features: tuple[dict[str, str], ...] | None = None  # the part of speech is the feature UPOS
    lemmas: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    language: str = ""
    trust: float = 1.0
    text: str = field(default="", compare=False)


def read_trees(path: Path, language: str, kept: Sequence[str]) -> Iterator[Tree]:
    """Read a CoNLL-U file; of a contraction (*du*, *auquel*) the part that stands highest stays, with its features."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        rows = [line.split("\t") for line in lines if line and line[0].isdigit() and "." not in line.split("\t")[0]]
        text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
        if rows:
            yield _tree(rows, language, frozenset(kept), text)


def _tree(rows: list[list[str]], language: str, kept: frozenset[str], text: str) -> Tree:
    groups: list[tuple[str, list[list[str]]]] = []
    ends = -1
    for row in rows:
        if "-" in row[0]:
            ends = int(row[0].split("-")[1])
            groups.append((row[1], []))
        elif int(row[0]) <= ends:
            groups[-1][1].append(row)
        else:
            groups.append((row[1], [row]))
    place = {row[0]: at for at, (_, group) in enumerate(groups) for row in group}
    place["0"] = -1
    chosen = [_highest(group, place) for _, group in groups]
    return Tree(
        words=tuple(word.replace("\xa0", " ") for word, _ in groups),
        heads=tuple(place[row[6]] for row in chosen),
        relations=tuple(row[7] for row in chosen),
        features=tuple(_features(row, kept) for row in chosen),
        lemmas=tuple(row[2] for row in chosen),
        language=language,
        text=text,
    )


def _highest(group: list[list[str]], place: dict[str, int]) -> list[str]:
    """Choose the part of a contraction that no other part governs: the pronoun of *auquel*, the preposition of *du*."""
    own = place[group[0][0]]
    above = [row for row in group if place[row[6]] != own] or group
    pronoun = [row for row in above if row[3] == "PRON"]
    return (pronoun or above)[0]


def _features(row: list[str], kept: frozenset[str]) -> dict[str, str]:
    pairs = (pair.split("=", 1) for pair in row[5].split("|") if "=" in pair)
    return {"UPOS": row[3], **{name: value for name, value in pairs if name in kept}}
