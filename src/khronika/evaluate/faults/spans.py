"""Faults of the sets that ask for spans: names and arguments in NEREL, time expressions, toponyms."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from khronika.evaluate import nerel, places, timex
from khronika.evaluate.answers import Answer, EntityRow
from khronika.evaluate.brat import Annotated
from khronika.evaluate.faults.fault import Fault, describe_all
from khronika.evaluate.measure import Bounds, best_pairs, shared, union_share
from khronika.work.shown import MentionRow

# Characters of a long text shown on either side of a span.
REACH = 200
ROLE_CAUSES = {"participant": "wrong actor", "place": "place", "time": "date"}


def of_nerel(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare names, and the arguments of events, of every text; a text is shown by the line in question."""
    for text, answer in zip(nerel.texts(path), answers, strict=True):
        yield from _names(text, answer)
        for event, (label, _) in text.entities.items():
            if label in nerel.EVENT_LABELS:
                yield from _arguments(text, event, answer.mentions)


def _in_line(text: Annotated, cause: str, at: Bounds, gold: str, found: str, *, is_gold: bool) -> Fault:
    start, end = text.line_around(at)
    span = ((at[0] - start, at[1] - start),)
    marks = {"gold_at" if is_gold else "found_at": span}
    return Fault(cause, text.id, text.text[start:end], gold, found, **marks)


def _names(text: Annotated, answer: Answer) -> Iterator[Fault]:
    for kind in dict.fromkeys(nerel.KINDS.values()):
        found = {(e.start, e.end) for e in answer.entities if e.kind == kind}
        every = {bounds for label, bounds in text.entities.values() if nerel.KINDS.get(label) == kind}
        outer = {a for a in every if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in every)}
        for at in sorted(outer - found):
            instead = [text.text[slice(*b)] for b in sorted(found) if shared(at, b)]
            yield _in_line(text, "name", at, f"{kind}: {text.text[slice(*at)]}", "; ".join(instead), is_gold=True)
        for at in sorted(found - every):
            if not any(shared(at, gold) for gold in outer - found):
                yield _in_line(text, "name", at, "", f"{kind}: {text.text[slice(*at)]}", is_gold=False)


def _arguments(text: Annotated, event: str, mentions: Sequence[MentionRow]) -> Iterator[Fault]:
    bounds = text.entities[event][1]
    telling = [m for m in mentions if shared((m.trigger.start, m.trigger.end), bounds)]
    trigger = text.text[slice(*bounds)]
    if not telling:
        yield _in_line(text, "no trigger", bounds, trigger, "", is_gold=True)
        return
    line = text.line_around(bounds)
    for label, first, second in text.relations:
        role = nerel.RELATIONS.get(label)
        for this, other in ((first, second), (second, first)):
            wanted = text.entities[other][1]
            if role and this == event and shared(wanted, line) and not _covers(telling, role, wanted):
                elsewhere = any(_covers(mentions, any_role, wanted) for any_role in ROLE_CAUSES)
                cause = "wrong attachment" if elsewhere else ROLE_CAUSES[role]
                gold = f"{role} of “{trigger}”: {text.text[slice(*wanted)]}"
                yield _in_line(text, cause, wanted, gold, describe_all(telling), is_gold=True)


def _covers(mentions: Sequence[MentionRow], role: str, wanted: Bounds) -> bool:
    spans = (span for mention in mentions for span in nerel.spans_of(mention, role))
    return any(union_share(wanted, span) >= nerel.LEAST_SHARE for span in spans)


def of_timex(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare the time expressions that name days."""
    for text, answer in zip(timex.texts(path), answers, strict=True):
        found = [entity for entity in answer.entities if entity.kind == "date"]
        pairs = best_pairs(text.timexes, found, timex.touch)
        for gold in (gold for gold in text.timexes if gold.days):
            entity = next((entity for paired, entity in pairs if paired is gold), None)
            told = (entity.value.start, entity.value.end) if entity else None
            if gold.days != told:
                yield _around(text.id, text.text, "date", (gold.start, gold.end), gold.value, _entity(entity))
        for entity in found:
            if not any(timex.touch(gold, entity) for gold in text.timexes):
                yield _around(text.id, text.text, "date", (entity.start, entity.end), "", _entity(entity))


def of_places(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare the toponyms that have coordinates."""
    for text, answer in zip(places.texts(path), answers, strict=True):
        found = [entity for entity in answer.entities if entity.kind == "place"]
        mapped = [toponym for toponym in text.toponyms if toponym.point]
        pairs = best_pairs(mapped, found, places.touch)
        fault = partial(_around, text.id, text.text, "place")
        for toponym in mapped:
            entity = next((entity for paired, entity in pairs if paired is toponym), None)
            if entity is None or not places.is_near(toponym, entity):
                yield fault((toponym.start, toponym.end), str(toponym.point), _entity(entity))
        for entity in found:
            if not any(places.touch(toponym, entity) for toponym in text.toponyms):
                yield fault((entity.start, entity.end), "", _entity(entity))


def _entity(entity: EntityRow | None) -> str:
    if entity is None:
        return ""
    value = entity.value
    days = f" {value.start} to {value.end}" if entity.kind == "date" else ""
    point = f" {value.name} ({value.lat}, {value.lon})" if entity.kind == "place" else ""
    return f"“{entity.text}”{days}{point}"


def _around(document: str, text: str, cause: str, at: Bounds, gold: str, found: str) -> Fault:
    """Show a span with what stands around it."""
    start = max(0, at[0] - REACH)
    span = ((at[0] - start, at[1] - start),)
    marks = {"gold_at" if gold else "found_at": span}
    return Fault(cause, document, text[start : at[1] + REACH], gold, found, **marks)
