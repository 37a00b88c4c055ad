"""The project's own gold: short reports in its own words, each with the event mentions that must come out.

A case is a line of JSON: `id`, `language`, `published`, `text`, and `events`, each with `trigger` (words of the text),
`type`, `mode`, `realis`, and where told `actors`, `recipients`, `place`, `date` ([first day, day after the last]) and
`speaker`, `arguments` (further roles, not scored yet). A case may name its `genre`. A mention is paired with the gold
event whose trigger it touches.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from khronika.errors import ArgumentError
from khronika.evaluate.answers import Answer, arguments, name_of
from khronika.evaluate.gold import Article
from khronika.evaluate.measure import Bounds, Score, best_pairs, name_words, union_share
from khronika.evaluate.report import Measure, f1, recall
from khronika.work.shown import MentionRow

Days = tuple[date | None, date | None]


class GoldArgument(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the passage that play a further part in an event: a number, a charge, a demand."""

    role: str
    text: str


class GoldEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """An event that a case tells; `appearance` says which occurrence of the trigger's words it is, from 0."""

    trigger: str
    type: str
    mode: str | None
    realis: str = "actual"
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    date: Days | None = None
    speaker: str | None = None
    appearance: int = 0
    arguments: tuple[GoldArgument, ...] = ()

    def bounds(self, text: str) -> Bounds:
        """Give where the trigger stands in the text."""
        start = -1
        for _ in range(self.appearance + 1):
            start = text.index(self.trigger, start + 1)
        return start, start + len(self.trigger)


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One short report and what it tells."""

    id: str
    language: str
    text: str
    events: tuple[GoldEvent, ...]
    published: str = ""
    genre: str = ""


def cases(path: Path) -> list[Case]:
    """Read the cases of a JSON Lines file, or of every one in a folder.

    Raises:
        ArgumentError: a line is no case; the message names file and line.
    """
    found = []
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_bytes().splitlines(), start=1):
            try:
                case = msgspec.json.decode(line, type=Case)
                for event in case.events:
                    event.bounds(case.text)
                found.append(case)
            except (msgspec.DecodeError, ValueError) as error:
                raise ArgumentError(f"{file}:{number}: not a case: {error}") from error
    return found


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    return [Article(case.id, case.text, case.published, case.language) for case in cases(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score which events are found, and of those each field: over all cases, then for each of several languages."""
    found = list(zip(cases(path), answers, strict=True))
    measures = _measures(found)
    languages = sorted({case.language for case, _ in found})
    for language in languages if len(languages) > 1 else ():
        own = _measures([(case, answer) for case, answer in found if case.language == language])
        measures += [replace(measure, name=f"{language}: {measure.name}") for measure in own]
    return measures


def _measures(answered: Sequence[tuple[Case, Answer]]) -> list[Measure]:
    names = ("events", "actor", "recipient", "place", "date")
    scores = {name: Score() for name in names}
    kinds = {name: Score() for name in ("type", "mode", "realis", "speaker")}
    for case, found in answered:
        pairs = best_pairs(case.events, found.mentions, partial(touch, case.text))
        right = [(gold, m) for gold, m in pairs if gold.type == m.type]
        scores["events"].add(len(right), len(found.mentions), len(case.events))
        kinds["type"].add(len(right), 0, len(pairs))
        for gold, mention in right:
            kinds["mode"].add(gold.mode == mention.mode, 0, 1)
            kinds["realis"].add(gold.realis == mention.realis, 0, 1)
            kinds["speaker"].add(same_name(gold.speaker, mention.attribution.speaker), 0, 1)
            for role, wanted in (("actor", gold.actors), ("recipient", gold.recipients)):
                told = [name_of(a) for a in arguments(mention, role)]
                scores[role].add(len(best_pairs(wanted, told, _share)), len(told), len(wanted))
            scores["place"].add(*_compare(gold.place, mention.place.name if mention.place else None))
            scores["date"].add(*_compare_dates(gold, mention))
    return [
        *(f1(f"{name} F1", tally) for name, tally in scores.items()),
        *(recall(f"{name} right", tally) for name, tally in kinds.items()),
    ]


def touch(text: str, gold: GoldEvent, mention: MentionRow) -> float:
    share = union_share(gold.bounds(text), (mention.trigger.start, mention.trigger.end))
    return share + (gold.type == mention.type) if share else 0.0


def _share(wanted: str, told: str) -> float:
    return float(same_name(wanted, told))


def same_name(a: str | None, b: str | None) -> bool:
    """Say whether two names share a word; five letters are enough, for the sake of inflection."""
    if a is None or b is None:
        return a is b
    return bool({word[:5] for word in name_words(a)} & {word[:5] for word in name_words(b)})


def _compare(wanted: str | None, told: str | None) -> tuple[int, int, int]:
    return int(bool(wanted and told and same_name(wanted, told))), int(told is not None), int(wanted is not None)


def _compare_dates(gold: GoldEvent, mention: MentionRow) -> tuple[int, int, int]:
    told = (mention.date.start, mention.date.end) if mention.date else (None, None)
    is_told = told != (None, None)
    return int(gold.date == told and is_told), int(is_told), int(gold.date is not None)
