"""Reading triggers.tsv: words, conditions and codes of each row, checked against ontology and frames."""

import re
from collections.abc import Collection, Iterator, Mapping

from khronika.errors import DataError
from khronika.lexicon.entries import Condition, Trigger
from khronika.lexicon.tables import TRIGGER_COLUMNS, fold, rows
from khronika.ontology import Ontology

POS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP", "PROPN", "AUX", "INTJ", "PRON", "DET", "NUM"})
PARTICLES = frozenset({"in", "out", "off", "down", "up", "on", "over", "away", "by", "back"})
Classes = Mapping[str, frozenset[str]]


def read_triggers(
    name: str, content: str, *, frames: Collection[str], classes: Classes, codes: Ontology
) -> tuple[Trigger, ...]:
    """Read the triggers, one or (where a word has a hyphen) more a row.

    Raises:
        DataError: a row that cannot be read; the message names file and line.
    """
    found: list[Trigger] = []
    for number, cells in rows(name, content, TRIGGER_COLUMNS):
        try:
            found += _triggers(number, cells, frames, classes, codes)
        except DataError as error:
            raise DataError(f"{name}:{number}: {error}") from error
    return tuple(found)


def _triggers(
    line: int, cells: list[str], frames: Collection[str], classes: Classes, codes: Ontology
) -> Iterator[Trigger]:
    words, pos, kind, mode, frame, needs, contexts, weight = cells
    codes.check(kind, mode or None)
    if frame not in frames:
        raise DataError(f"no such frame {frame!r} (frames.tsv has {', '.join(sorted(frames))})")
    told = tuple(part.strip() for part in contexts.split(";") if part.strip())
    for context in told:
        codes.check_context(context)
    for variant, anchor in _variants(words, pos):
        yield Trigger(
            words=variant,
            anchor=anchor,
            pos=_tags(pos),
            type=kind,
            mode=mode or None,
            frame=frame,
            needs=tuple(read_condition(part, classes) for part in needs.split(";") if part.strip()),
            contexts=told,
            weight=_weight(weight),
            line=line,
        )


def _tags(written: str) -> frozenset[str]:
    tags = frozenset(written.split("|"))
    if not tags <= POS:
        raise DataError(f"no such part of speech {'|'.join(sorted(tags - POS))!r} (want UPOS tags, with | between)")
    return tags


def _weight(written: str) -> float:
    try:
        weight = float(written)
    except ValueError:
        weight = -1.0
    if not 0 < weight <= 1:
        raise DataError(f"not a weight: {written!r} (want a number above 0, at most 1)")
    return weight


def _variants(written: str, pos: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the words and the anchor's index: as written, and with each hyphened word taken apart."""
    marked = written.split()
    if not marked:
        raise DataError("no words")
    starred = [index for index, word in enumerate(marked) if word.endswith("*")]
    if len(starred) > 1:
        raise DataError(f"two anchors in {written!r} (want one *)")
    anchor = starred[0] if starred else 0 if pos.startswith("VERB") else len(marked) - 1
    words = tuple(fold(word.removesuffix("*")) for word in marked)
    yield words, anchor
    if any(_is_hyphened(word) for word in words):
        yield _taken_apart(words, anchor, keep_hyphens=True)
        if "NOUN" in pos:
            yield _taken_apart(words, anchor, keep_hyphens=False)


def _is_hyphened(word: str) -> bool:
    return "-" in word.strip("-") and not word.startswith("=")


def _taken_apart(words: tuple[str, ...], anchor: int, *, keep_hyphens: bool) -> tuple[tuple[str, ...], int]:
    """Give the words with each hyphened one in its parts, and where the anchor then stands: before a particle."""
    found: list[str] = []
    at = 0
    for index, word in enumerate(words):
        parts = [part for part in re.findall(r"[^-]+|-", word) if keep_hyphens or part != "-"]
        parts = parts if _is_hyphened(word) else [word]
        if index == anchor:
            at = len(found) + (0 if parts[-1] in PARTICLES else len(parts) - 1)
        found += parts
    return tuple(found), at


def read_condition(written: str, classes: Classes) -> Condition:
    """Read one condition: `[!]relation[:marker]=lemma|lemma|@class`.

    Raises:
        DataError: no relation or lemma, or a class that neither roles.tsv nor groups.tsv has.
    """
    relation, equals, lemmas = written.strip().partition("=")
    negated = relation.startswith("!")
    relation = relation.removeprefix("!")
    wanted = {fold(lemma.strip()) for lemma in lemmas.split("|")}
    if not equals or not relation or "" in wanted:
        raise DataError(f"not a condition: {written.strip()!r} (want relation=lemma|lemma)")
    for lemma in sorted(wanted):
        if lemma.startswith("@"):
            if lemma not in classes:
                raise DataError(f"no such class {lemma!r} (the meanings of roles.tsv and groups.tsv, and @people)")
            wanted |= classes[lemma]
    return Condition(relation, frozenset(wanted), negated)
