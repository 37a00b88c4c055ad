"""Faults of the sets that ask for labels of a sentence or document, and for fillers: police, GLOCON, MUC-4."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from khronika.evaluate import glocon, india_police, muc4
from khronika.evaluate.answers import Answer, arguments, name_of
from khronika.evaluate.faults.fault import Fault, describe_all, triggers
from khronika.evaluate.measure import best_pairs, name_words
from khronika.work.shown import MentionRow


def of_police(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare the labels of every sentence; ANY_ACTION only where it is all that differs."""
    for row, answer in zip(india_police.rows(path), answers, strict=True):
        found = {label for mention in answer.mentions for label in india_police.labels_of(mention)}
        missed, made_up = row.sent_labels - found, found - row.sent_labels
        if missed or made_up:
            yield Fault(
                _police_cause(missed, answer.mentions) if missed else "false event",
                f"{row.doc_id}-{row.sent_id}",
                row.sent_text,
                gold=", ".join(sorted(row.sent_labels)) or "none",
                found=f"{', '.join(sorted(found)) or 'none'}\n{describe_all(answer.mentions)}",
                found_at=triggers(answer.mentions),
            )


def _police_cause(missed: frozenset[str], mentions: Sequence[MentionRow]) -> str:
    if not mentions:
        return "no trigger"
    if not any(map(india_police.is_by_police, mentions)):
        return "wrong actor"
    return "realis" if "FAIL" in missed or all(m.realis != "actual" for m in mentions) else "wrong type"


def of_glocon(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare every sentence and document."""
    for (level, row), answer in zip(glocon.rows(path), answers, strict=True):
        telling = [mention for mention in answer.mentions if glocon.tells_protest(mention)]
        fault = partial(Fault, document=f"{level} {row.id}", text=row.sentence or row.text)
        if row.label > 0 and not telling:
            kin = [mention for mention in answer.mentions if mention.type in glocon.TYPES]
            cause = "realis" if kin else "wrong type" if answer.mentions else "no trigger"
            yield fault(
                cause,
                gold="protest" if row.label == 1 else "planned protest",
                found=describe_all(answer.mentions),
                found_at=triggers(answer.mentions),
            )
        elif telling and row.label <= 0:
            yield fault("false event", found=describe_all(telling), found_at=triggers(telling))


def of_muc4(path: Path, answers: Sequence[Answer]) -> Iterator[Fault]:
    """Compare incident types and fillers of every document."""
    for row, answer in zip(muc4.rows(path), answers, strict=True):
        told = [mention for mention in answer.mentions if muc4.incident(mention)]
        fault = partial(Fault, document=row.docid, text=row.doctext)
        gold_types, found_types = muc4.alternatives(row), sorted({muc4.incident(m) or "" for m in told})
        pairs = best_pairs(gold_types, found_types, lambda gold, kind: float(kind in gold))
        for kinds in (kinds for kinds in gold_types if not any(gold is kinds for gold, _ in pairs)):
            yield fault("wrong type" if told else "no trigger", gold=" / ".join(sorted(kinds)))
        for kind in (kind for kind in found_types if not any(paired == kind for _, paired in pairs)):
            wrong = [mention for mention in told if muc4.incident(mention) == kind]
            yield fault("false event", found=f"{kind}\n{describe_all(wrong)}", found_at=triggers(wrong))
        for role in muc4.SLOTS:
            yield from _fillers(fault, role, muc4.gold_entities(row, role), answer.mentions, told)


def _fillers(
    fault: "partial[Fault]", role: str, gold: list[list[muc4.Words]], every: Sequence[MentionRow],
    told: Sequence[MentionRow],
) -> Iterator[Fault]:  # fmt: skip
    found = muc4.found_entities(told, role)
    right = best_pairs(gold, found, muc4.is_right)
    elsewhere = [name_words(name_of(a)) for m in every for a in arguments(m, *muc4.SLOTS)]
    for entity in (entity for entity in gold if not any(paired is entity for paired, _ in right)):
        placed = any(muc4.is_right(entity, words) for words in elsewhere)
        names = " = ".join(" ".join(sorted(words)) for words in entity)
        yield fault("wrong attachment" if placed else "wrong actor", gold=f"{role}: {names}")
    for words in (words for words in found if not any(paired is words for _, paired in right)):
        by = [m for m in told for a in arguments(m, role) if name_words(name_of(a)) == words]
        yield fault(
            "wrong actor", found=f"{role}: {' '.join(sorted(words))}\n{describe_all(by)}", found_at=triggers(by)
        )
