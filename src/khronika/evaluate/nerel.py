"""NEREL, Russian Wikinews: persons, organisations and places; who, where and when of the events that a trigger touches.

Entities count by exact span: the outermost is asked for, one inside it accepted. An argument counts where its span
covers a tenth of what both cover, and only within the line of its event.
"""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from khronika.evaluate.answers import Answer, arguments
from khronika.evaluate.brat import Annotated, read_brat
from khronika.evaluate.gold import Article, archive_texts
from khronika.evaluate.measure import Bounds, Score, shared, union_share
from khronika.evaluate.report import Measure, f1, recall
from khronika.work.shown import MentionRow

EVENT_LABELS = {"EVENT", "CRIME", "PENALTY"}
KINDS = {
    "PERSON": "person", "ORGANIZATION": "organisation", "CITY": "place", "COUNTRY": "place", "DISTRICT": "place",
    "LOCATION": "place", "STATE_OR_PROVINCE": "place",
}  # fmt: skip
RELATIONS = {
    "PARTICIPANT_IN": "participant", "AGENT": "participant", "ORGANIZES": "participant", "CONVICTED_OF": "participant",
    "PENALIZED_AS": "participant", "TAKES_PLACE_IN": "place", "POINT_IN_TIME": "time", "START_TIME": "time",
    "END_TIME": "time",
}  # fmt: skip
LEAST_SHARE = 0.1


def texts(path: Path) -> list[Annotated]:
    """Read the annotated texts."""
    plain = archive_texts(path, ".txt")
    return [
        read_brat(PurePosixPath(name).stem, plain[name.removesuffix(".ann") + ".txt"], notes)
        for name, notes in archive_texts(path, ".ann").items()
    ]


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    return [Article(text.id, text.text, language="ru") for text in texts(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score entities and the arguments of events."""
    kinds = {kind: Score() for kind in dict.fromkeys(KINDS.values())}
    roles = {role: Score() for role in dict.fromkeys(RELATIONS.values())}
    touched = Score()
    for text, found in zip(texts(path), answers, strict=True):
        for kind, tally in kinds.items():
            add_entities(text, {(e.start, e.end) for e in found.entities if e.kind == kind}, kind, tally)
        for event, (label, bounds) in text.entities.items():
            if label in EVENT_LABELS:
                telling = [m for m in found.mentions if shared((m.trigger.start, m.trigger.end), bounds)]
                touched.add(bool(telling), 0, 1)
                if telling:
                    add_arguments(text, event, telling, roles)
    every_argument, every_name = sum(roles.values(), Score()), sum(kinds.values(), Score())
    return [
        *(f1(f"{kind} F1", tally) for kind, tally in kinds.items()),
        f1("person and organisation F1", kinds["person"] + kinds["organisation"]),
        f1("entity F1", every_name),
        recall("events touched", touched),
        *(recall(f"{role} recall", tally) for role, tally in roles.items()),
        recall("argument recall", every_argument),
        Measure("summary", (every_argument.recall + every_name.f1) / 2, "mean of argument recall and entity F1"),
    ]


def add_entities(text: Annotated, found: set[Bounds], kind: str, tally: Score) -> None:
    """Compare the spans of one kind; a nested one that is found is neither asked for nor wrong."""
    every = {bounds for label, bounds in text.entities.values() if KINDS.get(label) == kind}
    outer = {a for a in every if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in every)}
    tally.add(len(found & outer), len(found) - len(found & (every - outer)), len(outer))


def add_arguments(text: Annotated, event: str, telling: Sequence[MentionRow], roles: dict[str, Score]) -> None:
    """Compare the arguments of one event that stand in its line with those of the mentions that touch it."""
    line = text.line_around(text.entities[event][1])
    for label, first, second in text.relations:
        role = RELATIONS.get(label)
        for this, other in ((first, second), (second, first)):
            if role and this == event and shared(wanted := text.entities[other][1], line):
                spans = [span for m in telling for span in spans_of(m, role)]
                roles[role].add(any(union_share(wanted, span) >= LEAST_SHARE for span in spans), 0, 1)


def spans_of(mention: MentionRow, role: str) -> list[Bounds]:
    """Give where a mention tells participants, places or times."""
    named = {"participant": ("actor", "recipient"), "place": ("place",), "time": ("date",)}[role]
    spans = [(a.start, a.end) for a in arguments(mention, *named)]
    if role == "time" and mention.date and mention.date.text:
        spans.append((mention.date.text.start, mention.date.text.end))
    return spans
