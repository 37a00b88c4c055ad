"""The tables of a language: which words speak of time, and which sequences of them make an expression.

`words.tsv` and `numbers.tsv` give words a kind and a value; `rules.tsv` puts kinds in order and names the reading that
gives the sequence its days. A word may list its endings: `январ(ь|я|ю)`, or name a set of them: `перв@adjective`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct, field

from khronika.errors import DataError

JOINT = "dash?"
# Kinds are written as letters of the private use area.
FIRST_LETTER = 0xE000
# So many sets of letters are remembered with the rules that may match them, and forms of no interest.
REMEMBERED = 10_000
# The kind of words that are known only from phrases.
PHRASE = "phrase"


class Word(Struct, frozen=True):
    """What a word is in an expression of time: its kind ("month"), and its value there ("3")."""

    kind: str
    value: str


class Words(Struct, frozen=True):
    """The words of a language by form, and the phrases by their first word, the longest first.

    `idle` remembers forms that were found to be of no interest.
    """

    single: Mapping[str, Word]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    idle: set[str] = field(default_factory=set)

    def remember_idle(self, form: str) -> None:
        """Remember that a form is of no interest."""
        if len(self.idle) > REMEMBERED:
            self.idle.clear()
        self.idle.add(form)


class Rule(Struct, frozen=True):
    """A sequence of kinds and the name of its reading; a group `span` is what belongs to the expression.

    `letters` are those of which each match holds one at least.
    """

    reading: str
    pattern: re.Pattern[str]
    example: str
    letters: frozenset[str]


class Rules(Struct, frozen=True):
    """The rules of a language, the letter that stands for each kind of word, the letters that make no match alone."""

    rules: tuple[Rule, ...]
    letters: Mapping[str, str]
    fillers: frozenset[str]
    _possible: dict[frozenset[str], tuple[tuple[int, Rule], ...]] = field(default_factory=dict)

    def possible(self, letters: frozenset[str]) -> tuple[tuple[int, Rule], ...]:
        """Give the rules, each with its place in the order, that may match a sentence of these letters."""
        found = self._possible.get(letters)
        if found is None:
            if len(self._possible) > REMEMBERED:
                self._possible.clear()
            telling = letters - self.fillers
            found = tuple(one for one in enumerate(self.rules) if not one[1].letters.isdisjoint(telling))
            self._possible[letters] = found
        return found


def rows(language: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the numbered rows of a table, split at tabs, without comments."""
    table = files(__package__) / language / name
    for number, line in enumerate(table.read_text("utf8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


@cache
def load_words(language: str, *names: str) -> Words:
    """Load the words of a language from these tables, the first to give a form its meaning.

    Raises:
        DataError: a row has not three columns, or names endings that are not given above it.
    """
    single: dict[str, Word] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for form, word in _forms(language, names):
        first, *rest = form.split()
        if rest:
            phrases.setdefault(first, []).append((tuple(rest), word))
        else:
            single.setdefault(form, word)
    for first, others in phrases.items():
        for form in (first, *(form for rest, _ in others for form in rest)):
            single.setdefault(form, Word(PHRASE, ""))
    longest_first = {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}
    return Words(single, longest_first)


def _forms(language: str, names: Iterable[str]) -> Iterator[tuple[str, Word]]:
    for name in names:
        endings: dict[str, str] = {}
        for number, row in rows(language, name):
            if len(row) != 3:
                raise DataError(f"{name}:{number}: want word, kind and value, got {row}")
            if row[1] == "endings":
                endings[row[0]] = row[2]
                continue
            for form in expand(row[0], endings, f"{name}:{number}"):
                yield form, Word(row[1], row[2])


def expand(word: str, endings: Mapping[str, str], where: str) -> Iterator[str]:
    """Yield the forms of a word: `год(|а|у)` gives год, года, году."""
    if name := re.search(r"@\w+", word):
        if name[0] not in endings:
            raise DataError(f"{where}: no endings named {name[0]!r} above this row")
        word = word.replace(name[0], f"({endings[name[0]]})", 1)
    if choice := re.search(r"\(([^()]*)\)", word):
        for ending in choice[1].split("|"):
            yield from expand(word.replace(choice[0], ending, 1), endings, where)
    else:
        yield word


@cache
def load_rules(language: str, name: str) -> Rules:
    """Load the rules of a language, each compiled to a pattern over the letters of kinds."""
    macros: dict[str, str] = {}
    letters: dict[str, str] = {}
    fillers: frozenset[str] = frozenset()
    rules = []
    for number, row in rows(language, name):
        if row[0] == "let":
            macros[row[1]] = f"({_spelled(row[2], macros)})"
        elif row[0] == "filler":
            fillers = frozenset(letters.setdefault(kind, chr(FIRST_LETTER + len(letters))) for kind in row[1].split())
        elif len(row) == 3:
            pattern = _compile(_spelled(row[1], macros), letters)
            telling = frozenset(letters.values()).intersection(pattern.pattern) - fillers
            rules.append(Rule(row[0], pattern, row[2], telling))
        else:
            raise DataError(f"{name}:{number}: want reading, pattern and example, got {row}")
    return Rules(tuple(rules), letters, fillers)


def _spelled(pattern: str, macros: Mapping[str, str]) -> str:
    return re.sub(r"\w+", lambda name: macros.get(name[0], name[0]), pattern)


def _compile(pattern: str, letters: dict[str, str]) -> re.Pattern[str]:
    jointed = re.sub(r"\s+", f" {JOINT} ", pattern.strip())
    kinds = re.sub(r"\w+", lambda name: letters.setdefault(name[0], chr(FIRST_LETTER + len(letters))), jointed)
    grouped = kinds.replace("(", "(?:").replace("[", "(?P<span>").replace("]", ")")
    return re.compile(grouped.replace(" ", ""))
