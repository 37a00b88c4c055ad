"""The rows of the lexicon: triggers and their conditions, frames, and words with a meaning."""

from collections.abc import Mapping

from msgspec import Struct

from khronika.errors import DataError


class Condition(Struct, frozen=True):
    """What must (or, negated, must not) stand beside a trigger: `obj=arrest`, `obl:to=prison`, `!subj=@police`.

    `relation` is the written form, a marker behind its colon; `lemmas` are folded and hold a class (`@police`) both by
    name and written out; `*` is any word.
    """

    relation: str
    lemmas: frozenset[str]
    negated: bool = False


class Trigger(Struct, frozen=True, kw_only=True):
    """Words that tell of an event of one type, and under which conditions they do.

    `words` are folded lemmas in text order (`=streets` is a fixed form); `anchor` is the index of the one that carries
    the arguments, `pos` its Universal POS tags; `weight` (0 to 1) says how often these words tell such an event.
    """

    words: tuple[str, ...]
    anchor: int
    pos: frozenset[str]
    type: str
    mode: str | None
    frame: str
    needs: tuple[Condition, ...] = ()
    contexts: tuple[str, ...] = ()
    weight: float
    line: int

    @property
    def key(self) -> str:
        """Give the folded anchor, by which triggers are looked up."""
        return self.words[self.anchor].removeprefix("=")

    @property
    def size(self) -> int:
        """Say how much the trigger asks for: its words and its positive conditions."""
        return len(self.words) + sum(not condition.negated for condition in self.needs)


class FrameRow(Struct, frozen=True):
    """Where a frame's argument stands: the anchor's relation (a path of them with `>`) and marker for one role."""

    frame: str
    pos: str
    role: str
    relation: str
    marker: str | None


class Word(Struct, frozen=True):
    """A word or phrase of one of the other tables, with its meaning there."""

    lemma: str
    pos: str | None
    meaning: str
    note: str | None


class Lexicon(Struct, frozen=True, kw_only=True):
    """All that one language says: triggers, frames, tables of words, and the classes that conditions name.

    `by_anchor` lists triggers by their folded anchor, those that ask for most first; `phrase_starts`
    and `phrase_ends` are the first and last words of lemmas of several words ("security force"); `version` changes
    with any file.
    """

    language: str
    version: str
    triggers: tuple[Trigger, ...]
    by_anchor: Mapping[str, tuple[Trigger, ...]]
    frames: Mapping[tuple[str, str], tuple[FrameRow, ...]]
    classes: Mapping[str, frozenset[str]]
    tables: Mapping[str, tuple[Word, ...]]
    indexes: Mapping[str, Mapping[str, Word]]
    phrase_starts: frozenset[str]
    phrase_ends: frozenset[str]

    def words(self, name: str) -> Mapping[str, Word]:
        """Give a table by its file name, as lemma -> word; of two rows with one lemma, the first.

        Raises:
            DataError: the language has no such table.
        """
        if name not in self.indexes:
            raise DataError(
                f"lexicon {self.language!r} has no table {name!r} (it has {', '.join(sorted(self.indexes))})"
            )
        return self.indexes[name]

    def word(self, name: str, lemma: str, pos: str | None = None) -> Word | None:
        """Give the row of a lemma that fits a part of speech, or None."""
        for word in self.tables.get(name, ()):
            if word.lemma == lemma and (pos is None or word.pos is None or pos in word.pos.split("|")):
                return word
        return None
