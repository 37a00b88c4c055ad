"""IndiaPoliceEvents: what police did, sentence by sentence, as five labels; the summary is their mean F1."""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.evaluate.answers import Answer, arguments, name_of
from khronika.evaluate.gold import Article, json_rows
from khronika.evaluate.measure import Score
from khronika.evaluate.report import Measure, f1
from khronika.work.shown import MentionRow

LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
DAY = "2002-03-15"
# Words for police and those who act as police, as the authors of the set count them.
POLICE = re.compile(
    r"polic|constab|inspector|commissioner|superintend|jawan|army|soldier|troops|military|paramilit"
    r"|\b(?:cops?|officers?|forces|home ?guards?|security (?:forces?|personnel))\b"
    r"|\b(?:[ads]?sp|dig|[di]gp|[ad]cp|crpf|rpf|grp|srpf?|bsf|itbp|pac|cbi|cid|nsg)\b",
    re.IGNORECASE,
)
ARRESTS = {"arrest", "detention", "administrative_arrest", "remand", "criminal_charge", "crowd_control"}
FORCE = {"crowd_control", "shooting", "beating", "killing", "torture"}


class Row(Struct, frozen=True):
    """One gold sentence."""

    doc_id: int | str
    sent_id: int | str
    sent_text: str
    sent_labels: frozenset[str]


def rows(path: Path) -> list[Row]:
    """Read the gold sentences that have a text."""
    return [row for r in json_rows(path) if (row := msgspec.convert(r, Row)).sent_text.strip()]


def articles(path: Path) -> list[Article]:
    """Give the articles to code, one a sentence."""
    return [Article(f"ipe-{r.doc_id}-{r.sent_id}", r.sent_text, DAY, "en") for r in rows(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score the labels."""
    scores = {label: Score() for label in LABELS}
    for row, found in zip(rows(path), answers, strict=True):
        labels = set().union(*map(labels_of, found.mentions))
        for label, tally in scores.items():
            tally.add(label in row.sent_labels & labels, label in labels, label in row.sent_labels)
    macro = sum(tally.f1 for tally in scores.values()) / len(scores)
    return [*(f1(f"{label} F1", tally) for label, tally in scores.items()), Measure("macro F1", macro, "mean of five")]


def labels_of(mention: MentionRow) -> set[str]:
    """Give the labels that a mention stands for; none where it is not a deed of police."""
    if not is_by_police(mention) or mention.realis not in ("actual", "generic", "negated"):
        return set()
    if mention.realis == "negated":
        return {"FAIL"}
    labels = {"ANY_ACTION"}
    if mention.type == "COERCE" and mention.mode in ARRESTS:
        labels.add("ARREST")
    if mention.type == "ASSAULT" and mention.mode in FORCE:
        labels |= {"FORCE", "KILL"} if mention.mode == "killing" else {"FORCE"}
    return labels


def is_by_police(mention: MentionRow) -> bool:
    """Say whether police act; where no actor is told, an instrument or trigger may say so, or the deed itself."""
    actors = arguments(mention, "actor")
    told = actors or arguments(mention, "instrument")
    words = " ".join([mention.trigger.text, *(word for a in told for word in (a.text, name_of(a)))])
    return bool(POLICE.search(words)) or (not actors and mention.mode in ARRESTS)
