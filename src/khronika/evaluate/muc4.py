"""MUC-4: the incident types of a document, and who did what to whom with what, over all its templates.

Fillers are scored as in CEAF-REE (Du, Rush and Cardie 2021), pooled by role over a document and paired one to one; a
filler is right where its words are a part of a gold mention's, or the other way round.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.evaluate.answers import Answer, arguments, name_of
from khronika.evaluate.gold import Article, json_rows
from khronika.evaluate.measure import Score, best_pairs, name_words
from khronika.evaluate.report import Measure, f1
from khronika.work.shown import MentionRow

Words = frozenset[str]
SLOTS = {"actor": ("PerpInd", "PerpOrg"), "recipient": ("Target", "Victim"), "instrument": ("Weapon",)}
INCIDENTS = {
    ("ASSAULT", "bombing"): "bombing",
    ("ASSAULT", "abduction"): "kidnapping",
    ("ASSAULT", "arson"): "arson",
    ("PROTEST", "strike"): "forced work stoppage",
    ("COERCE", "seizure"): "robbery",
}
NO_INCIDENT = {"war", "crowd_control", "sexual"}
Template = dict[str, object]


class Row(Struct, frozen=True):
    """One gold document with its templates; a slot lists entities, each a list of (words, offset)."""

    docid: str
    doctext: str
    templates: list[Template]


def rows(path: Path) -> list[Row]:
    """Read the gold documents."""
    return [msgspec.convert(row, Row) for row in json_rows(path)]


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    return [Article(r.docid, r.doctext, language="en") for r in rows(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score incident types and fillers."""
    types, roles = Score(), {role: Score() for role in SLOTS}
    for row, found in zip(rows(path), answers, strict=True):
        incidents = {id(m): kind for m in found.mentions if (kind := incident(m))}
        told = [m for m in found.mentions if id(m) in incidents]
        gold_types, found_types = alternatives(row), sorted(set(incidents.values()))
        right = best_pairs(gold_types, found_types, lambda gold, kind: float(kind in gold))
        types.add(len(right), len(found_types), len(gold_types))
        for role, tally in roles.items():
            gold, fillers = gold_entities(row, role), found_entities(told, role)
            tally.add(len(best_pairs(gold, fillers, is_right)), len(fillers), len(gold))
    every = sum(roles.values(), Score())
    return [
        f1("incident type F1", types),
        *(f1(f"{role} filler F1", tally) for role, tally in roles.items()),
        f1("filler F1", every),
        Measure("summary", (types.f1 + every.f1) / 2, "mean of incident type F1 and filler F1"),
    ]


def incident(mention: MentionRow) -> str | None:
    """Give the MUC-4 incident type of a mention that is told as a fact, None where it has none."""
    if mention.realis != "actual" or mention.mode in NO_INCIDENT:
        return None
    return INCIDENTS.get((mention.type, mention.mode or ""), "attack" if mention.type == "ASSAULT" else None)


def alternatives(row: Row) -> list[frozenset[str]]:
    """Give a document's incident types as sets of equals: "attack / bombing" is either, unless one stands alone."""
    every = {frozenset(str(t["incident_type"]).split(" / ")) for t in row.templates}
    return sorted((kind for kind in every if not any(other < kind for other in every)), key=sorted)


def gold_entities(row: Row, role: str) -> list[list[Words]]:
    """Give the gold entities of a role over all templates, as their mentions' words; those that share one merge."""
    merged: list[set[str]] = []
    for template in row.templates:
        for slot in SLOTS[role]:
            for entity in msgspec.convert(template[slot], list[list[tuple[str, int]]]):
                mentions = {text for text, _ in entity}
                same = [other for other in merged if other & mentions]
                merged = [other for other in merged if not other & mentions]
                merged.append(mentions.union(*same))
    return [[name_words(text) for text in sorted(entity)] for entity in merged]


def found_entities(mentions: Sequence[MentionRow], role: str) -> list[Words]:
    """Give the distinct fillers of a role, as words."""
    return sorted({name_words(name_of(a)) for m in mentions for a in arguments(m, role)}, key=sorted)


def is_right(gold: list[Words], found: Words) -> float:
    return float(any(mention and found and (mention <= found or found <= mention) for mention in gold))
