"""Code everything that is stored with today's rules; what people decided stays with what they decided about."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import cast

import msgspec

from khronika.model import Body, TargetKind
from khronika.read.result import Failure
from khronika.store.incoming import Incoming
from khronika.store.models import Document, Proposal
from khronika.store.recoding import Changes, store_coding
from khronika.store.turns import turn
from khronika.work.chronicle import Chronicle
from khronika.work.evidence import place_of
from khronika.work.outcome import Outcome
from khronika.work.pipeline import code_document
from khronika.work.reread import Stored, code_again, lost
from khronika.work.run import Code, spread
from khronika.work.settling import ROWS, resettle
from khronika.work.storing import coder


@dataclass
class Recoded:
    """What a recoding did.

    `fates` counts same, new, changed and vanished proposals; `returned` what goes back to people.
    """

    documents: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    returned: int = 0
    failures: list[Failure] = field(default_factory=list)


def recode(
    chronicle: Chronicle,
    *,
    jobs: int = 1,
    code: Code = code_document,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> Recoded:
    """Code every current document anew, each in a transaction of its own.

    What is said as before is left alone. What changed gets a new proposal beside the old one; where people had decided
    about it, it returns to the queue. A document that cannot be coded any more keeps what it had.
    """
    recoded = Recoded()
    work = partial(code_again, code=code)
    groups = _groups(chronicle)
    done = ((group, work(group)) for group in groups) if jobs == 1 else spread(groups, work, jobs, lost=lost)
    for group, outcomes in done:
        for stored, outcome in zip(group, outcomes, strict=True):
            if outcome.failure is not None or outcome.rows is None:
                recoded.failures += [outcome.failure] if outcome.failure else []
            else:
                _take(stored, outcome, recoded)
            on_outcome(outcome)
    return recoded


def _groups(chronicle: Chronicle) -> Iterator[tuple[Stored, ...]]:
    """Give the current documents of each report; those that come in while this runs are of today anyway."""
    # What was erased in part is left as it is: of a text with blocks in it, other things would be told.
    coded = Document.objects.filter(current=True, report__erased_at=None)
    reports = list(coded.order_by("report").values_list("report", flat=True).distinct())
    for report in reports:
        rows = Document.objects.filter(report=report, current=True).select_related("report").order_by("number", "pk")
        group = tuple(
            Stored(
                pk=row.pk,
                number=row.number,
                body=row.body,
                text=row.text,
                original=place_of(chronicle.evidence, row.report.sha256),
            )
            for row in rows
        )
        if group:
            yield group


def _take(stored: Stored, outcome: Outcome, recoded: Recoded) -> None:
    assert outcome.rows is not None
    read = {name: _decode(lines) for name, lines in outcome.rows.files.items()}
    [document] = read["documents"]
    with turn():
        row = Document.objects.select_for_update().filter(pk=stored.pk, current=True).first()
        if row is None or row.text != stored.text:
            return  # a new version has come, or the text was erased in part, while this was coded
        incoming = Incoming(
            sha256=document["sha256"], size=0, media_type=document["media_type"], slot=row.slot, document=document,
            event_mentions=read["event_mentions"], statements=read["statements"], relations=read["relations"],
            entities=read["entities"],
        )  # fmt: skip
        changes = store_coding(row, incoming, coder([document["language"] or ""]))
        recoded.returned += _settle(row, changes)
    recoded.documents += 1
    counts = {"same": changes.same, "new": len(changes.new), "changed": len(changes.changed)}
    recoded.fates.update({**counts, "vanished": len(changes.vanished)})


def _decode(lines: bytes) -> tuple[Body, ...]:
    return tuple(msgspec.json.decode(line) for line in lines.splitlines())


def _settle(document: Document, changes: Changes) -> int:
    """Let everything that changed stand anew; give how much returned to people."""
    returned = 0
    now = {**changes.new, **changes.changed, **dict.fromkeys(changes.vanished)}
    for (kind, key), proposal in now.items():
        table = ROWS[_kind(kind)]
        row = table._default_manager.select_related("document", "proposal").filter(pk=key).first()
        if row is None:
            row = table(pk=key, document=document)
        elif row.proposal_id is None:
            continue  # a person found it before the coder did: it stands as they told it
        if proposal is not None:
            row.proposal = Proposal.objects.get(pk=proposal)
        elif row.proposal is not None:
            row.proposal.live = False
        returned += resettle(_kind(kind), row).status == "returned"
    return returned


def _kind(kind: str) -> TargetKind:
    return cast("TargetKind", kind)
