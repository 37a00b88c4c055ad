"""A sentence with all that extraction asks about it: its grammar, its lemmas, the mentions in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from khronika.extract.grammar import Grammar
from khronika.extract.heading import heading_end
from khronika.language import Analysis, Sentence
from khronika.lexicon import Lexicon, Word, fold
from khronika.model import FURNITURE, Mention, MentionKind, Span

_folded = lru_cache(maxsize=20_000)(fold)
LONGEST_BULLET = 5  # characters before a report's first word
LONGEST_HEADING = 120  # characters
FULL_STOPS = frozenset({".", "!", "?", "…", ";", "»", "”", '"'})
LONGEST_PHRASE = 3  # words of a group or role in the lexicon that are looked up as one
_TABLES: dict[tuple[str, str, str], dict[str, tuple[Word, ...]]] = {}
PERSONAL = frozenset({
    "i", "you", "he", "she", "it", "we", "they", "who", "someone", "everyone", "я", "ты", "он", "она", "оно", "мы",
    "вы", "они", "кто", "кто-то", "je", "tu", "il", "elle", "nous", "vous", "ils", "elles", "on", "eux", "lui", "le",
    "la", "les", "leur", "moi", "me", "qui", "ти", "він", "вона", "воно", "ми", "ви", "вони", "хто", "хтось",
})  # fmt: skip


class Scene:
    """One sentence of a document, seen whole; what is costly is worked out when it is first asked for."""

    def __init__(self, analysis: Analysis, number: int, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        """Take the sentence by its number in the analysis, and the mentions that stand in it."""
        self.analysis = analysis
        self.number = number
        self.lexicon = lexicon
        self.mentions = mentions
        self.sentence: Sentence = analysis.sentences[number]
        self.tokens = self.sentence.tokens
        self.grammar = Grammar(self.sentence)
        self.kept: dict[object, object] = {}  # what `once` has found of it
        self._phrases: dict[int, tuple[str, ...]] = {}
        self._people = (_rows(lexicon, "groups"), _rows(lexicon, "roles"))
        self.anchors: set[int] = set()  # of the events found here, filled by the matching

    @cached_property
    def heading_end(self) -> int | None:
        """Give where the place and day end that head the sentence, None where none do."""
        return heading_end(self.analysis.text, self.sentence.start, self.sentence.end, self.mentions)

    @cached_property
    def opens_report(self) -> bool:
        """Say whether the sentence is the first of the report's body."""
        body = (paragraph for paragraph in self.analysis.document.paragraphs if paragraph.kind not in FURNITURE)
        first = next(body, None)
        return first is not None and self.sentence.start - first.start < LONGEST_BULLET

    @cached_property
    def is_heading(self) -> bool:
        """Say whether the sentence stands in a line of its own that heads the report and ends in no full stop."""
        told = (each for each in self.analysis.document.paragraphs if each.kind not in FURNITURE)
        body = list(islice(told, 2))
        if len(body) < 2 or not body[0].start <= self.sentence.start < body[0].end:
            return False
        line = self.analysis.text[body[0].start : body[0].end].rstrip()
        return len(line) <= LONGEST_HEADING and line[-1:] not in FULL_STOPS

    @cached_property
    def lemmas(self) -> list[str]:
        """Give the folded lemma of each token."""
        return [_folded(token.lemma) for token in self.tokens]

    @cached_property
    def forms(self) -> list[str]:
        """Give the folded form of each token."""
        return [_folded(token.text) for token in self.tokens]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Give all folded lemmas and forms, for a quick look whether a phrase can be here at all."""
        return frozenset(self.lemmas).union(self.forms)

    @cached_property
    def _mentions_at(self) -> list[list[Mention]]:
        found: list[list[Mention]] = [[] for _ in self.tokens]
        starts = [token.start for token in self.tokens]
        for mention in self.mentions:
            at = max(0, bisect_left(starts, mention.start + 1) - 1)
            while at < len(self.tokens) and self.tokens[at].start < mention.end:
                if self.tokens[at].end > mention.start:
                    found[at].append(mention)
                at += 1
        return found

    def mention_at(self, index: int, *kinds: MentionKind) -> Mention | None:
        """Give the longest mention of these kinds over a token, the first of equals."""
        here = self._mentions_at[index]
        if not here:
            return None
        fitting = [mention for mention in here if mention.kind in kinds]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        return max(fitting, key=lambda mention: mention.end - mention.start)

    def word(self, table: str, index: int) -> Word | None:
        """Give the row of a lexicon table for a token: of its own part of speech, else one that names none."""
        rows = _rows(self.lexicon, table)
        upos = self.tokens[index].upos
        for lemma in self.phrases(index):
            for row in rows.get(lemma, ()):
                if row.pos is None or upos in row.pos.split("|"):
                    return row
        return None

    def phrases(self, index: int) -> tuple[str, ...]:
        """Give the lemma of a token, and before it the longer ones that it heads: "rapid action force", "force"."""
        found = self._phrases.get(index)
        if found is None:
            found = self._phrases[index] = (*self._longer(index), self.lemmas[index])
        return found

    def _longer(self, index: int) -> Iterator[str]:
        """Yield lemmas of several words, the longest first, that end or begin with a token on which the rest hangs."""
        lemmas, tokens, lemma = self.lemmas, self.tokens, self.lemmas[index]
        if lemma not in self.lexicon.phrase_ends and lemma not in self.lexicon.phrase_starts:
            return
        for words in range(LONGEST_PHRASE, 1, -1):
            start, end = index - words + 1, index + words
            if lemma in self.lexicon.phrase_ends and start >= 0 and not start <= tokens[index].head < index:
                yield " ".join(lemmas[start : index + 1])
            if lemma in self.lexicon.phrase_starts and end <= len(lemmas) and index <= tokens[end - 1].head < end:
                yield " ".join(lemmas[index:end])

    def means(self, index: int) -> str | None:
        """Give the class of a group or role word ("students", "police"), None for any other word."""
        return self.meanings[index]

    @cached_property
    def meanings(self) -> list[str | None]:
        """Give for each token the class of the group or role word that it is, None for any other word."""
        return [self._meaning(index) for index in range(len(self.tokens))]

    def _meaning(self, index: int) -> str | None:
        if self.tokens[index].upos not in ("NOUN", "PROPN", "ADJ", "VERB"):
            return None
        for rows in self._people:
            for lemma in self.phrases(index):
                if lemma in rows:
                    return rows[lemma][0].meaning
        return None

    def is_participant(self, index: int) -> bool:
        """Say whether a word names or describes somebody: a name, a group, a role, a personal pronoun."""
        if self.mention_at(index, "person", "organisation", "place") is not None:
            return True
        if self.tokens[index].upos == "PRON" and self.lemmas[index] in PERSONAL:
            return True
        return self.means(index) is not None

    def span(self, first: int, last: int) -> Span:
        """Give the words from token `first` up to and with token `last`."""
        return Span.of(self.analysis.text, self.tokens[first].start, self.tokens[last].end)


def _rows(lexicon: Lexicon, table: str) -> dict[str, tuple[Word, ...]]:
    """Index a table by lemma, keeping every part of speech; made once for each table of each lexicon."""
    key = lexicon.language, lexicon.version, table
    if key not in _TABLES:
        found: dict[str, tuple[Word, ...]] = {}
        for word in lexicon.tables.get(table, ()):
            found[word.lemma] = (*found.get(word.lemma, ()), word)
        _TABLES[key] = found
    return _TABLES[key]
