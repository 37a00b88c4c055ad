"""Reading the tables: TSV with comments, each fault told by file and line."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from khronika.errors import DataError
from khronika.lexicon.entries import FrameRow, Word

ROOT = files("khronika.lexicon")
TRIGGER_COLUMNS = ("words", "pos", "type", "mode", "frame", "needs", "contexts", "weight")
FRAME_COLUMNS = ("frame", "pos", "role", "relation", "marker")
WORD_COLUMNS = ("lemma", "pos", "meaning", "note")


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a lexicon, sorted."""
    return tuple(
        sorted(place.name for place in ROOT.iterdir() if place.is_dir() and (place / "triggers.tsv").is_file())
    )


def fold(text: str) -> str:
    """Fold a lemma or form for look-up: lower case, ё as е, straight apostrophes; every character stays one."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lowered.replace("ё", "е").replace("’", "'")


def rows(name: str, content: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of a table whose first row names the columns; `#` begins a comment line.

    Raises:
        DataError: other columns than asked, or a row with too many cells.
    """
    head: list[str] | None = None
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if head is None:
            head = cells
            if head != list(columns):
                raise DataError(f"{name}:{number}: columns are {', '.join(head)} (want {', '.join(columns)})")
        elif len(cells) > len(columns):
            raise DataError(f"{name}:{number}: {len(cells)} cells (want {len(columns)}, separated by tabs)")
        else:
            yield number, cells + [""] * (len(columns) - len(cells))


def read_frames(name: str, content: str) -> dict[tuple[str, str], tuple[FrameRow, ...]]:
    """Read frames.tsv: the rows of each (frame, VERB or NOUN), in the file's order."""
    found: dict[tuple[str, str], list[FrameRow]] = {}
    for number, (frame, pos, role, relation, marker) in rows(name, content, FRAME_COLUMNS):
        if pos not in ("VERB", "NOUN"):
            raise DataError(f"{name}:{number}: no such kind of anchor {pos!r} (want VERB or NOUN)")
        if not (frame and role and relation):
            raise DataError(f"{name}:{number}: an empty frame, role or relation")
        found.setdefault((frame, pos), []).append(FrameRow(frame, pos, role, relation, marker or None))
    return {key: tuple(value) for key, value in found.items()}


def read_words(name: str, content: str) -> tuple[Word, ...]:
    """Read one of the other tables; a lemma may stand twice only with another part of speech."""
    found: dict[tuple[str, str | None], Word] = {}
    for number, (lemma, pos, meaning, note) in rows(name, content, WORD_COLUMNS):
        key = fold(lemma), pos or None
        if not lemma:
            raise DataError(f"{name}:{number}: an empty lemma")
        if key in found:
            raise DataError(f"{name}:{number}: {lemma!r} stands here twice as {pos or 'any part of speech'}")
        found[key] = Word(*key, meaning, note or None)
    return tuple(found.values())


def tables_of(language: str) -> list[Traversable]:
    """Give a language's files, sorted by name."""
    return sorted((place for place in (ROOT / language).iterdir() if place.name.endswith(".tsv")), key=lambda p: p.name)
