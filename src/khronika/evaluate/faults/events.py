"""Faults of the sets that ask for events: the project's own cases, PLOVER and PETRARCH."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from khronika.evaluate import cases, petrarch, plover
from khronika.evaluate.answers import Answer, arguments, name_of
from khronika.evaluate.faults.fault import Fault, cause_of_missing, describe, describe_all, triggers
from khronika.evaluate.measure import best_pairs
from khronika.work.shown import MentionRow


def of_cases(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare every case with its mentions, field by field."""
    for case, answer in zip(cases.cases(path), answers, strict=True):
        pairs = best_pairs(case.events, answer.mentions, partial(cases.touch, case.text))
        fault = partial(Fault, document=case.id, text=case.text)
        for event in case.events:
            if not any(gold is event for gold, _ in pairs):
                yield fault("no trigger", gold=_line(event), gold_at=(event.bounds(case.text),))
        for mention in answer.mentions:
            if not any(paired is mention for _, paired in pairs):
                yield fault("false event", found=describe(mention), found_at=triggers([mention]))
        for event, mention in pairs:
            for cause in _differences(event, mention, answer.mentions):
                yield fault(
                    cause,
                    gold=_line(event),
                    found=describe(mention),
                    gold_at=(event.bounds(case.text),),
                    found_at=triggers([mention]),
                )


def _line(event: cases.GoldEvent) -> str:
    told = {"actor": "; ".join(event.actors), "recipient": "; ".join(event.recipients), "place": event.place,
            "date": " to ".join(map(str, event.date)) if event.date else None, "speaker": event.speaker}  # fmt: skip
    fields = ", ".join(f"{name}: {value}" for name, value in told.items() if value)
    realis = "" if event.realis == "actual" else f" [{event.realis}]"
    return f"{event.type}{'/' + event.mode if event.mode else ''}{realis} “{event.trigger}” {fields}"


def _differences(event: cases.GoldEvent, mention: MentionRow, every: Sequence[MentionRow]) -> Iterator[str]:
    """Give the causes by which a mention differs from the gold event it stands for; after a wrong type, none else."""
    if event.type != mention.type:
        yield "wrong type"
        return
    if event.mode != mention.mode:
        yield "wrong mode"
    if event.realis != mention.realis:
        yield "realis"
    for role, wanted in (("actor", event.actors), ("recipient", event.recipients)):
        told = [name_of(a) for a in arguments(mention, role)]
        right = best_pairs(wanted, told, lambda a, b: float(cases.same_name(a, b)))
        missing = [phrase for phrase in wanted if not any(gold == phrase for gold, _ in right)]
        yield from (cause_of_missing(phrase, every) for phrase in missing)
        if len(told) > len(right) and not missing:
            yield "wrong actor"
    if not cases.same_name(event.place, mention.place.name if mention.place else None):
        yield "place"
    days = (mention.date.start, mention.date.end) if mention.date else (None, None)
    if (event.date or (None, None)) != days:
        yield "date"
    if not cases.same_name(event.speaker, mention.attribution.speaker):
        yield "attribution"


def of_plover(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare the type and the phrases of every record."""
    for record, answer in zip(plover.records(path), answers, strict=True):
        right = [mention for mention in answer.mentions if mention.type == record.type]
        sides = {"actor": record.phrases("source"), "recipient": record.phrases("target")}
        fault = partial(
            Fault,
            document=record.id,
            text=record.text,
            gold=f"{record.type} " + ", ".join(f"{role}: {'; '.join(told)}" for role, told in sides.items()),
            found=describe_all(answer.mentions),
            found_at=triggers(answer.mentions),
        )
        best = plover.most_confident(answer.mentions)
        if not right:
            yield fault("wrong type" if best else "no trigger")
        elif best and best.type != record.type:
            yield fault("false event")
        if chosen := plover.most_confident(right):
            told = [name_of(a) + " " + a.text for a in arguments(chosen, "actor", "recipient")]
            for phrase in (phrase for phrases in sides.values() for phrase in phrases):
                if not any(cases.same_name(phrase, words) for words in told):
                    yield fault(cause_of_missing(phrase, answer.mentions))


def of_petrarch(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare the types of every record."""
    for record, answer in zip(petrarch.records(path), answers, strict=True):
        found = {mention.type for mention in answer.mentions}
        fault = partial(
            Fault,
            document=record.id,
            text=record.text,
            gold=", ".join(sorted(record.types)),
            found=describe_all(answer.mentions),
            found_at=triggers(answer.mentions),
        )
        if record.types - found:
            yield fault("wrong type" if found else "no trigger")
        elif found - record.types:
            yield fault("false event")
