"""A sentence with all that extraction asks about it: its grammar, its lemmas, the mentions in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from khronika.extract.grammar import Grammar
from khronika.language import Analysis, Sentence
from khronika.lexicon import Lexicon, fold
from khronika.model import Mention, MentionKind, Span

PERSONAL = frozenset({
    "i", "you", "he", "she", "it", "we", "they", "who", "someone", "everyone",
    "я", "ты", "он", "она", "оно", "мы", "вы", "они", "кто", "кто-то",
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
        self.anchors: set[int] = set()  # of the events found here, filled by the matching

    @cached_property
    def lemmas(self) -> list[str]:
        """Give the folded lemma of each token."""
        return [fold(token.lemma) for token in self.tokens]

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
        fitting = [mention for mention in self._mentions_at[index] if mention.kind in kinds]
        return max(fitting, key=lambda mention: mention.end - mention.start, default=None)

    def is_headed_by(self, mention: Mention, index: int) -> bool:
        """Say whether a token is the head of a mention's words."""
        return self.sentence.head_of(mention.start, mention.end) == index

    def means(self, index: int) -> str | None:
        """Give the class of a group or role word ("students", "police"), None for any other word."""
        for table in ("groups", "roles"):
            word = self.lexicon.words(table).get(self.lemmas[index])
            if word is not None and self.tokens[index].upos in ("NOUN", "PROPN", "ADJ", "VERB"):
                return word.meaning
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


def scenes(analysis: Analysis, mentions: Sequence[Mention], lexicons: dict[str, Lexicon]) -> Iterator[Scene]:
    """Yield the scenes of a document that lie in its body, in order; `mentions` are sorted by position."""
    starts = [mention.start for mention in mentions]
    for number, sentence in enumerate(analysis.sentences):
        if sentence.language in lexicons and analysis.is_body(sentence):
            inside = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            yield Scene(analysis, number, lexicons[sentence.language], inside)
