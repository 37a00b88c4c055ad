"""Word pieces and word shapes: what the encoder sees of a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

BEGIN, END, UNKNOWN = 101, 102, 100
FIRST_WORD, CONTINUED = 10, 20
REMEMBERED = 50_000
_QUOTES = str.maketrans("‘’`“”„«»", "'''" + '"' * 5)


def shape_of(word: str) -> int:
    """Class a look: 1 lower, 2 Title, 3 UPPER, 4 one capital, 5 digits, 6 digits with letters, 7 mIxed, 8 signs."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 3 if len(word) > 1 else 4
        return 2 if word[0].isupper() and word[1:].islower() else 7
    if any(c.isdigit() for c in word):
        return 6 if any(c.isalpha() for c in word) else 5
    if not any(c.isalpha() for c in word):
        return 8
    if word.islower():
        return 1
    if word.isupper():
        return 3
    return 2 if word[0].isupper() else 7


def plain(word: str) -> str:
    """Write typographic quotes and apostrophes as the encoder's training texts do."""
    return word.translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence as the encoder takes it: pieces and shapes; each word's first piece and shape (the root before)."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    word_shapes: list[int]


class Pieces:
    """Cuts words into pieces and remembers what it has cut; holds the tokenizer."""

    def __init__(self, tokenizer: Path, longest: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._longest = longest
        self._known: dict[str, tuple[list[int], int]] = {}

    def learn(self, words: Sequence[str]) -> None:
        """Cut words not met before, all in one call; forget everything when too many are remembered."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        for word, cut in zip(
            new, self._tokenizer.encode_batch(list(map(plain, new)), add_special_tokens=False), strict=True
        ):
            self._known[word] = ((cut.ids or [UNKNOWN])[: self._longest], shape_of(word))

    def count(self, word: str) -> int:
        """Give the number of pieces of a word that was learnt."""
        return len(self._known[word][0])

    def encode(self, words: Sequence[str]) -> Encoded:
        """Lay the pieces of a sentence's words, all learnt before, one after another."""
        pieces, shapes, first, word_shapes = [BEGIN], [0], [0], [0]
        for word in words:
            ids, shape = self._known[word]
            first.append(len(pieces))
            word_shapes.append(shape)
            pieces += ids
            shapes.append(shape)
            shapes += [shape + CONTINUED] * (len(ids) - 1)
        word_shapes[1] += FIRST_WORD
        shapes[1] += FIRST_WORD
        pieces.append(END)
        shapes.append(0)
        return Encoded(pieces, shapes, first, word_shapes)
