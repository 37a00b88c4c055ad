"""Who a pronoun or a bare role word stands for: the nearest fitting one before it."""

from collections.abc import Sequence

from msgspec import Struct

from khronika.language import Analysis, Token
from khronika.model import Mention, Name, ParticipantKind

SINGULAR = frozenset({"he", "she", "him", "her", "his", "он", "она"})
PLURAL = frozenset({"they", "them", "their", "они"})
THING = frozenset({"it", "its", "оно"})
OURS = frozenset({"we", "us", "our", "мы", "i", "me", "я"})
REACH = 3  # sentences back


class Antecedent(Struct, frozen=True):
    """Whom a word stands for, with the words that name him."""

    kind: ParticipantKind
    name: str
    start: int
    end: int
    text: str


class Antecedents:
    """The ones named so far in a document, asked for by pronoun."""

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention]) -> None:
        """Take the document and its mentions, sorted by position."""
        self.analysis = analysis
        self.named = [mention for mention in mentions if mention.kind in ("person", "organisation")]

    def resolve(self, sentence: int, index: int) -> Antecedent | None:
        """Give whom the token stands for, None where nobody fits."""
        token = self.analysis.sentences[sentence].tokens[index]
        word = token.lemma.lower()
        if word in SINGULAR:
            return self._nearest(sentence, token, ("person",))
        if word in THING:
            return self._nearest(sentence, token, ("organisation",))
        if word in PLURAL:
            return self._plural(sentence, token) or self._nearest(sentence, token, ("organisation",))
        return None

    def _nearest(self, sentence: int, token: Token, kinds: tuple[str, ...]) -> Antecedent | None:
        first = self.analysis.sentences[max(0, sentence - REACH)].start
        before = [m for m in self.named if m.kind in kinds and first <= m.start and m.end <= token.start]
        if not before:
            return None
        found = before[-1]
        name = found.value.name if isinstance(found.value, Name) else found.text
        return Antecedent("person" if found.kind == "person" else "organisation", name, found.start, found.end, found.text)

    def _plural(self, sentence: int, token: Token) -> Antecedent | None:
        """Give the nearest plural subject before the pronoun."""
        for number in range(sentence, max(-1, sentence - REACH), -1):
            found = self.analysis.sentences[number]
            for at in range(len(found.tokens)):
                other = found.tokens[at]
                if (
                    other.start < token.start
                    and other.deprel.startswith("nsubj")
                    and other.upos in ("NOUN", "PROPN")
                    and other.feats.get("Number") == "Plur"
                ):
                    return Antecedent("group", other.text, other.start, other.end, other.text)
        return None
