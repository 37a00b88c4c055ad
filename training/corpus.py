"""Sentences with trees and names, read from CoNLL-U, GUM, UNER (IOB2) and wikigold files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

KEPT_FEATS = frozenset(
    "Case Definite Degree Gender Mood NumType Number Person Polarity Poss PronType Reflex Tense VerbForm Voice".split()
)
TITLES = frozenset(
    "ayatollah capt capt. captain chairman chairwoman chancellor col col. colonel counsel devil dr dr. father gen "
    "gen. general god gov gov. governor imam judge justice king lady lieutenant lord lt lt. mayor minister miss "
    "mr mr. mrs mrs. ms ms. pope president prince princess prof prof. professor queen rep rep. representative rev "
    "rev. reverend saint secretary sen sen. senator sgt sgt. shaikh sheikh sir sister vice".split()
)
NOT_OPEN = ("GUM_conversation", "GUM_essay", "GUM_letter", "GUM_podcast")
KINDS = {"person": "PER", "place": "LOC", "organization": "ORG"}
_LINKERS = frozenset("of for and & the de von van der al bin - 's . , del la le".split())


@dataclass(frozen=True)
class Example:
    """One sentence; heads count from 1 with 0 the root; a missing layer is None; `trust` weighs its names."""

    words: tuple[str, ...]
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    trust: float = 1.0


def tag_of(upos: str, feats: str) -> str:
    """Join a part of speech and the features that rules use: `VERB|Tense=Past|VerbForm=Part`.

    Number and person of past forms are left out: the form does not show them.
    """
    kept = [feat for feat in feats.split("|") if feat.split("=")[0] in KEPT_FEATS]
    if upos in ("VERB", "AUX") and "Tense=Past" in kept:
        kept = [feat for feat in kept if not feat.startswith(("Number", "Person"))]
    return "|".join([upos, *kept])


def read_conllu(path: Path, *, names: str = "none") -> Iterator[Example]:
    """Read a CoNLL-U file; `names="gum"` takes named entities from GUM's `Entity` column.

    Of GUM, the genres whose texts are not under an open licence (non-commercial, no derivatives) are left out.
    """
    for rows in _blocks(path, left_out=NOT_OPEN if names == "gum" else ()):
        cells = [row for row in rows if row[0].isdigit()]
        yield Example(
            words=tuple(row[1] for row in cells),
            heads=tuple(int(row[6]) for row in cells),
            relations=tuple(row[7] for row in cells),
            tags=tuple(tag_of(row[3], row[5]) for row in cells),
            names=gum_names(cells) if names == "gum" else None,
            xpos=tuple(row[4] for row in cells),
        )


def read_iob2(path: Path) -> list[tuple[str, ...]]:
    """Read the labels of a UNER file, one tuple a sentence."""
    return [tuple(row[2] for row in rows) for rows in _blocks(path)]


def read_wikigold(path: Path) -> Iterator[Example]:
    """Read wikigold's IO labels as BIO; its MISC is outside."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.split("\n") if line.strip()]
        rows = [row for row in rows if row[0] != "-DOCSTART-"]
        if rows:
            kinds = [label[2:] if label[2:] in ("PER", "ORG", "LOC") else "" for _, label in rows]
            yield Example(words=tuple(word for word, _ in rows), names=_bio(kinds))


def with_names(examples: list[Example], labels: list[tuple[str, ...]]) -> list[Example]:
    """Put a UNER layer over the same sentences' trees; lengths must agree."""
    pairs = list(zip(examples, labels, strict=True))
    return [replace(example, names=names) for example, names in pairs if len(names) == len(example.words)]


def gum_names(cells: list[list[str]]) -> tuple[str, ...]:
    """Cut GUM's entities down to names: persons, organisations, places whose head is a proper noun."""
    labels = ["O"] * len(cells)
    for start, end, kind in sorted(_gum_spans(cells), key=lambda span: span[0] - span[1]):
        name = _name_within(cells, start, end, kind)
        if name and all(labels[i] == "O" for i in range(*name)):
            labels[name[0]] = "B-" + kind
            labels[name[0] + 1 : name[1]] = ["I-" + kind] * (name[1] - name[0] - 1)
    return tuple(labels)


def _gum_spans(cells: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    stack: list[tuple[int, str, str]] = []
    for index, row in enumerate(cells):
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]*\)?|[^()]*\)", entity):
            key = piece.strip("()")
            if piece.startswith("("):
                parts = key.split("-")
                stack.append((index, parts[0], parts[1] if len(parts) > 1 else ""))
            if piece.endswith(")"):
                number = key.split("-")[0]
                at = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][1] == number), None)
                if at is not None:
                    start, _, kind = stack.pop(at)
                    if kind in KINDS:
                        yield start, index + 1, KINDS[kind]


def _proper(row: list[str]) -> bool:
    return row[4] in ("NNP", "NNPS") and row[1][:1].isupper()


def _name_within(cells: list[list[str]], start: int, end: int, kind: str) -> tuple[int, int] | None:
    inside = [i for i in range(start, end) if not start < int(cells[i][6]) <= end]
    head = inside[0] if inside else start
    if not _proper(cells[head]) or (kind == "PER" and cells[head][4] == "NNPS"):
        return None
    left, right = head, head + 1
    while left > start and (_proper(cells[left - 1]) or _joins(cells, left - 1, left - 2, start, kind)):
        left -= 1
    while right < end and (_proper(cells[right]) or _joins(cells, right, right + 1, end - 1, kind)):
        right += 1
    while right > left and not _proper(cells[right - 1]):
        right -= 1
    if kind == "PER":
        left = max([i + 1 for i in range(left, right) if cells[i][1].lower() in TITLES], default=left)
    while left < right and not _proper(cells[left]):
        left += 1
    return (left, right) if left < right else None


def _joins(cells: list[list[str]], index: int, beyond: int, limit: int, kind: str) -> bool:
    word = cells[index][1].lower()
    reachable = beyond <= limit if beyond > index else beyond >= limit
    allowed = _LINKERS - {","} if kind != "PER" else {"-", "al", "bin", "de", "von", "van", "der", "."}
    if not reachable or word not in allowed:
        return False
    return _proper(cells[beyond]) or (cells[beyond][1].lower() == "the" and word == "of")


def _bio(kinds: list[str]) -> tuple[str, ...]:
    out = []
    for index, kind in enumerate(kinds):
        before = kinds[index - 1] if index else ""
        out.append(("I-" if kind == before else "B-") + kind if kind else "O")
    return tuple(out)


def _blocks(path: Path, left_out: tuple[str, ...] = ()) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    wanted = True
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id = "):
                wanted = not line.startswith(left_out, len("# sent_id = ")) if left_out else True
            elif not line:
                if rows and wanted:
                    yield rows
                rows = []
            elif not line.startswith("#"):
                rows.append(line.split("\t"))
    if rows and wanted:
        yield rows
