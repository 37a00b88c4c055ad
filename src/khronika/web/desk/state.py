"""What the desk shows of one mention, statement or relation, gathered in a few queries."""

from collections.abc import Iterator
from typing import cast

from django.http import Http404
from django.urls import reverse
from msgspec import Struct

from khronika.errors import DecisionError
from khronika.model import Body, Decision, TargetKind, argument_keys
from khronika.resolve.settle import Settled
from khronika.store import models
from khronika.web.desk import card
from khronika.web.desk.report import Mark, Shown, show
from khronika.web.templatetags.wording import kind as kind_label
from khronika.work import decisions, settling
from khronika.work.blind import own_view

PAGES: dict[TargetKind, str] = {"mention": "review", "statement": "statement", "relation": "relation"}
SHOWN = ("proposed", "returned", "accepted", "corrected", "added")


class Beside(Struct, frozen=True):
    """Another mention, statement or relation of the same report."""

    kind: TargetKind
    key: str
    label: str
    status: str
    words: str
    address: str
    start: int
    end: int


class Difference(Struct, frozen=True):
    """A field in which two versions of a proposal differ: what the person saw, what is proposed now, what stands."""

    label: str
    then: str
    now: str
    stands: str


class Desk(Struct, frozen=True, kw_only=True):
    """One card with its report."""

    kind: TargetKind
    row: settling.Row
    settled: Settled
    rows: list[card.Row]
    title: str
    revision: int
    last: Decision | None
    shown: Shown
    beside: list[Beside]
    differences: list[Difference]
    event: models.Event | None = None

    @property
    def document(self) -> models.Document:
        """Give the report's document."""
        return self.row.document

    @property
    def status(self) -> str:
        """Give the status as it stands, for the one who looks."""
        return self.settled.status


def find(kind: str, key: str) -> settling.Row:
    """Give the row of a key.

    Raises:
        Http404: there is none.
    """
    if kind not in PAGES:
        raise Http404
    try:
        return settling.find_row(kind, key)
    except DecisionError as error:
        raise Http404 from error


def lay(kind: TargetKind, row: settling.Row, *, whole: bool = False, batch: int | None = None, by: str = "") -> Desk:
    """Gather a desk; within a batch it shows what the coder proposed and one's own decisions, and nobody else's."""
    told = decisions.about(kind, row.pk)
    last = decisions.newest(told, batch=batch, by=by if batch else None)
    settled = settling.settle_row(kind, row, told if batch is None else own_view(told, batch, by))
    beside = [] if batch else list(_beside(kind, row))
    marks = [*card.marks(kind, settled), *_other_marks(beside)]
    passage = settled.body["start"], settled.body["end"]
    return Desk(
        kind=kind,
        row=row,
        settled=settled,
        rows=card.rows(kind, settled, row.proposal.body if row.proposal else None),
        title=card.title(kind, settled.body),
        revision=last.id if last else 0,
        last=_undoable(told, last),
        shown=show(row.document.text, marks, passage, whole=whole),
        beside=beside,
        differences=_differences(kind, row, settled),
        event=_event(row) if batch is None else None,
    )


def _event(row: settling.Row) -> models.Event | None:
    """Give the event that a mention tells, without its body."""
    if not isinstance(row, models.Mention) or row.event_id is None:
        return None
    return models.Event.objects.only("key", "source_count", "disputed").filter(pk=row.event_id).first()


def _undoable(told: list[Decision], last: Decision | None) -> Decision | None:
    """Give the decision that an undo takes back: the newest that stands and is no undo itself."""
    if last is None:
        return None
    same = [d for d in told if d.batch == last.batch and (d.batch is None or d.by == last.by)]
    undone = {d.undoes for d in same}
    return next((d for d in reversed(same) if d.verb != "undo" and d.id not in undone), None)


def _beside(kind: TargetKind, row: settling.Row) -> Iterator[Beside]:
    where, within = {"document": row.document_id}, f"?document={row.document_id}"
    mentions = models.Mention.objects.filter(**where).exclude(status="gone").order_by("start", "key")
    for one in mentions.values("key", "type", "mode", "status", "body__trigger"):
        trigger, address = one["body__trigger"], reverse("review", args=[one["key"]]) + within
        yield Beside(
            "mention", one["key"], kind_label(one), one["status"],
            trigger["text"], address, trigger["start"], trigger["end"],
        )  # fmt: skip
    for table, name in ((models.Statement, "statement"), (models.Relation, "relation")):
        found = table._default_manager.filter(**where).exclude(status="gone").order_by("start", "key")
        for other in found.only("key", "status", "quote", "start", "end", "body"):
            target = cast(TargetKind, name)
            yield Beside(
                target, other.pk, card.title(target, other.body), other.status, other.quote,
                reverse(name, args=[other.pk]) + within, other.start, other.end,
            )  # fmt: skip


def _other_marks(beside: list[Beside]) -> Iterator[Mark]:
    """Give light marks for the other events of the report, so that nothing is decided twice or overlooked."""
    for one in beside:
        if one.kind == "mention" and one.status in SHOWN:
            yield Mark(one.start, one.end, "beside", address=one.address, title=one.label, rank=8)


def _differences(kind: TargetKind, row: settling.Row, settled: Settled) -> list[Difference]:
    """Give what differs between what the person decided about and what is proposed now; empty unless it returned."""
    if settled.status != "returned" or settled.seen is None or row.proposal is None:
        return []
    older = models.Proposal.objects.filter(kind=kind, key=row.pk, fingerprint=settled.seen).order_by("-id").first()
    then = _worded(kind, older.body) if older else {}
    now = _worded(kind, row.proposal.body) if row.proposal.live else {}
    stands = _worded_rows(card.rows(kind, settled))
    labels = [label for label in dict.fromkeys([*then, *now]) if then.get(label) != now.get(label)]
    return [Difference(label, then.get(label, ""), now.get(label, ""), stands.get(label, "")) for label in labels]


def _worded(kind: TargetKind, body: Body) -> dict[str, str]:
    keys = tuple(argument_keys(body.get("arguments", ())))
    return _worded_rows(card.rows(kind, Settled(body=body, status="proposed", keys=keys)))


def _worded_rows(rows: list[card.Row]) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for row in rows:
        told.setdefault(row.label, []).append(row.value)
    return {label: "; ".join(value for value in values if value) for label, values in told.items()}
