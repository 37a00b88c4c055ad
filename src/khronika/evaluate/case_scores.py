"""Scores of the project's own gold: the events of a case, their fields, what is quiet, what the scan reaches."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from khronika.evaluate.answers import Answer, arguments, name_of
from khronika.evaluate.cases import Case, GoldEvent, cases, same_name, touch
from khronika.evaluate.measure import Score, best_pairs, shared
from khronika.evaluate.report import Measure, f1, recall
from khronika.language.engines import available
from khronika.lexicon.scan import scanner
from khronika.work.shown import MentionRow

FOUND = ("events", "actor", "recipient", "place", "date")
RIGHT = ("type", "mode", "realis", "speaker")
FURTHER = ("number", "instrument", "demand", "reason", "charge", "sentence", "legal_basis", "employer", "sector")
Pair = tuple[Case, Answer]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score all cases that an engine can read together, then each language apart where there are several.

    Cases in a language without an engine are left out of every figure but the first, which says how many were coded.
    """
    pairs = list(zip(cases(path), answers, strict=True))
    coded = [pair for pair in pairs if pair[0].language in available()]
    languages = sorted({case.language for case, _ in pairs})
    measures = [] if len(coded) == len(pairs) else [_coded(languages, len(coded), len(pairs))]
    measures += _measures(coded)
    if len(languages) > 1:
        for language in languages:
            own = [pair for pair in coded if pair[0].language == language]
            named = [*_measures(own), *_scanned(language, own)] if own else []
            measures += [Measure(f"{language} {m.name}", m.value, m.detail) for m in named]
    return measures


def _coded(languages: Iterable[str], coded: int, every: int) -> Measure:
    missing = ", ".join(language for language in languages if language not in available())
    return Measure("cases coded", coded / every, f"{coded} of {every}; no engine for: {missing}")


def _measures(pairs: Sequence[Pair]) -> list[Measure]:
    """Score which events are found, of those each field, and how many cases without event stay without one."""
    scores = {name: Score() for name in (*FOUND, "arguments")}
    kinds = {name: Score() for name in RIGHT}
    quiet = Score()
    for case, found in pairs:
        touching = best_pairs(case.events, found.mentions, partial(touch, case.text))
        right = [(gold, m) for gold, m in touching if gold.type == m.type]
        scores["events"].add(len(right), len(found.mentions), len(case.events))
        kinds["type"].add(len(right), 0, len(touching))
        if not case.events:
            quiet.add(not found.mentions, 0, 1)
        for gold, mention in right:
            _add_fields(scores, kinds, gold, mention)
    return [
        *(f1(f"{name} F1", scores[name]) for name in FOUND),
        *([f1("arguments F1", scores["arguments"])] if scores["arguments"].gold else []),
        *(recall(f"{name} right", tally) for name, tally in kinds.items()),
        *([recall("quiet where nothing is told", quiet)] if quiet.gold else []),
    ]


def _add_fields(scores: dict[str, Score], kinds: dict[str, Score], gold: GoldEvent, mention: MentionRow) -> None:
    """Add the counts of one event that was found."""
    kinds["mode"].add(gold.mode == mention.mode, 0, 1)
    kinds["realis"].add(gold.realis == mention.realis, 0, 1)
    kinds["speaker"].add(same_name(gold.speaker, mention.attribution.speaker), 0, 1)
    for role, wanted in (("actor", gold.actors), ("recipient", gold.recipients)):
        told = [name_of(a) for a in arguments(mention, role)]
        scores[role].add(len(best_pairs(wanted, told, _share)), len(told), len(wanted))
    told_further = [(a.role, a.text) for a in arguments(mention, *FURTHER)]
    wanted_further = [(a.role, a.text) for a in gold.arguments]
    scores["arguments"].add(
        len(best_pairs(wanted_further, told_further, _same_argument)), len(told_further), len(wanted_further)
    )
    scores["place"].add(*_compare_places(gold.place, mention.place.name if mention.place else None))
    scores["date"].add(*_compare_dates(gold, mention))


def _scanned(language: str, pairs: Iterable[Pair]) -> list[Measure]:
    """Measure the scan: the share of gold triggers that touch a word which may be a trigger."""
    reached = Score()
    for case, _ in pairs:
        hits = scanner(language).hits(case.text)
        for event in case.events:
            reached.add(any(shared(event.bounds(case.text), hit) for hit in hits), 0, 1)
    return [recall("triggers the scan reaches", reached)] if reached.gold else []


def _share(wanted: str, told: str) -> float:
    return float(same_name(wanted, told))


def _same_argument(wanted: tuple[str, str], told: tuple[str, str]) -> float:
    return float(wanted[0] == told[0] and (wanted[1] in told[1] or told[1] in wanted[1]))


def _compare_places(wanted: str | None, told: str | None) -> tuple[int, int, int]:
    return int(bool(wanted and told and same_name(wanted, told))), int(told is not None), int(wanted is not None)


def _compare_dates(gold: GoldEvent, mention: MentionRow) -> tuple[int, int, int]:
    told = (mention.date.start, mention.date.end) if mention.date else (None, None)
    is_told = told != (None, None)
    return int(gold.date == told and is_told), int(is_told), int(gold.date is not None)
