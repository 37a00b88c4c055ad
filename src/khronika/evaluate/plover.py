"""PLOVER gold standard records: sentences with an event type and the phrases of its actors and recipients.

Precision of the type is that of the mention of highest confidence, recall that of any mention; a phrase is right where
it shares a word with an argument.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.evaluate.answers import Answer, arguments, name_of
from khronika.evaluate.gold import Article, json_rows
from khronika.evaluate.measure import Score, best_pairs, name_words
from khronika.evaluate.report import Measure, f1
from khronika.work.shown import ArgumentRow, MentionRow

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


class Party(Struct, frozen=True):
    """One actor of a record."""

    actorText: str | None = None  # noqa: N815  the set's own name


class Record(Struct, frozen=True):
    """One gold record; a side that is not listed is a string or null."""

    id: str
    text: str
    date: str
    language: str
    event: str
    source: list[Party] | str | None = None
    target: list[Party] | str | None = None

    @property
    def type(self) -> str:
        """Give the event type by its name of today."""
        return RENAMED.get(self.event, self.event)

    def phrases(self, side: str) -> list[str]:
        """Give the phrases of a side, `source` or `target`."""
        listed: list[Party] | str | None = getattr(self, side)
        return [p.actorText.strip() for p in listed if p.actorText] if isinstance(listed, list) else []


def records(path: Path) -> list[Record]:
    """Read the gold records."""
    return [msgspec.convert(row, Record) for row in json_rows(path)]


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    return [Article(r.id, r.text, r.date, r.language) for r in records(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score types and phrases."""
    hits, best_hits = Score(), Score()
    sides = {"actor": Score(), "recipient": Score()}
    for record, found in zip(records(path), answers, strict=True):
        right = [m for m in found.mentions if m.type == record.type]
        best = most_confident(found.mentions)
        hits.add(bool(right), 0, 1)
        if best:
            best_hits.add(best.type == record.type, 1, 0)
        _add_phrases(record, most_confident(right) or best, sides)
    precision, recall = best_hits.precision, hits.recall
    type_f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    both = sides["actor"] + sides["recipient"]
    return [
        Measure("type F1", type_f1, f"P of the best mention {precision:.3f}  R of any {recall:.3f}"),
        *(f1(f"{role} phrase F1", tally) for role, tally in sides.items()),
        f1("phrase F1", both),
        Measure("summary", (type_f1 + both.f1) / 2, "mean of type F1 and phrase F1"),
    ]


def most_confident(mentions: Sequence[MentionRow]) -> MentionRow | None:
    """Give the mention of highest confidence, the first of equals."""
    return max(mentions, key=lambda mention: mention.confidence, default=None)


def _add_phrases(record: Record, mention: MentionRow | None, sides: dict[str, Score]) -> None:
    """Compare the phrases of one record; where it has no target, its sources may be on either side."""
    is_mutual = not record.phrases("target")
    for side, role in (("source", "actor"), ("target", "recipient")):
        roles = ("actor", "recipient") if is_mutual and side == "source" else () if is_mutual else (role,)
        gold = record.phrases(side)
        found = arguments(mention, *roles) if mention else []
        sides[role].add(len(best_pairs(gold, found, _share_a_word)), len(found), len(gold))


def _share_a_word(phrase: str, argument: ArgumentRow) -> float:
    return float(bool(name_words(phrase) & (name_words(argument.text) | name_words(name_of(argument)))))
