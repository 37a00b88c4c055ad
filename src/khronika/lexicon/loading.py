"""Loading a language's lexicon: its files read, checked and indexed, once."""

from collections import defaultdict
from functools import cache
from hashlib import sha256

from khronika import ontology
from khronika.errors import DataError
from khronika.lexicon.entries import Lexicon, Trigger, Word
from khronika.lexicon.tables import ROOT, languages, read_frames, read_words, tables_of
from khronika.lexicon.triggers import read_triggers

TABLES_OF_CLASSES = ("groups", "roles")
FRAMES = "frames.tsv"


@cache
def load(language: str) -> Lexicon:
    """Load the lexicon of a language (ISO 639-1), once.

    Raises:
        DataError: the language has no lexicon, or one of its files has a bad row.
    """
    if language not in languages():
        raise DataError(f"no lexicon for language {language!r} (there are {', '.join(languages())})")
    contents = {place.name.removesuffix(".tsv"): place.read_text("utf-8") for place in tables_of(language)}
    shared = (ROOT / FRAMES).read_text("utf-8")
    frames = read_frames(FRAMES, shared)
    tables = {
        name: read_words(f"{language}/{name}.tsv", content) for name, content in contents.items() if name != "triggers"
    }
    classes = _classes(tables)
    triggers = read_triggers(
        f"{language}/triggers.tsv",
        contents["triggers"],
        frames={frame for frame, _ in frames},
        classes=classes,
        codes=ontology.load(),
    )
    phrases = _phrases(tables, triggers)
    return Lexicon(
        language=language,
        version=_version([shared, *(contents[name] for name in sorted(contents))]),
        triggers=triggers,
        by_anchor=_by_anchor(triggers),
        frames=frames,
        classes=classes,
        tables=tables,
        phrase_starts=frozenset(words[0] for words in phrases),
        phrase_ends=frozenset(words[-1] for words in phrases),
        indexes={name: {word.lemma: word for word in reversed(words)} for name, words in tables.items()},
    )


def _phrases(tables: dict[str, tuple[Word, ...]], triggers: tuple[Trigger, ...]) -> list[list[str]]:
    """Give the words of every lemma of several words, in a table or a condition."""
    lemmas = {word.lemma for words in tables.values() for word in words}
    lemmas |= {lemma for trigger in triggers for need in trigger.needs for lemma in need.lemmas}
    return [lemma.split() for lemma in lemmas if " " in lemma]


def _version(contents: list[str]) -> str:
    return sha256("\x1f".join(contents).encode()).hexdigest()[:12]


def _classes(tables: dict[str, tuple[Word, ...]]) -> dict[str, frozenset[str]]:
    """Give the lemmas of each meaning of groups and roles as `@meaning`, and all of them as `@people`."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in TABLES_OF_CLASSES:
        for word in tables.get(table, ()):
            found["@" + word.meaning].add(word.lemma)
            found["@people"].add(word.lemma)
    return {name: frozenset(lemmas) for name, lemmas in found.items()}


def _by_anchor(triggers: tuple[Trigger, ...]) -> dict[str, tuple[Trigger, ...]]:
    """Index triggers by anchor, those that ask for most first, then the likeliest, then the file's order."""
    found: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        found[trigger.key].append(trigger)
    return {key: tuple(sorted(rows, key=lambda t: (-t.size, -t.weight, t.line))) for key, rows in found.items()}


def version(language: str) -> str:
    """Give the version of a language's lexicon: 12 hexadecimal digits that change with any of its files."""
    return load(language).version
