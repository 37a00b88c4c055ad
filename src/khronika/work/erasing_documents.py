"""One document without one actor: its text, what was coded from it, and what people decided about that."""

from hashlib import sha256
from typing import Any

from django.utils import timezone as clock
from msgspec import Struct

from khronika.model import Body, Decision, TargetKind, argument_keys, fingerprint
from khronika.resolve.named import COVER, cover
from khronika.resolve.reprints import sample
from khronika.resolve.settle import ARGUMENT, effective
from khronika.store import models
from khronika.store.bulk import insert
from khronika.store.search_entries import document_entries
from khronika.store.standing import replace_entries
from khronika.work import decisions as written
from khronika.work.blind import own_view
from khronika.work.covering import Cover
from khronika.work.settling import ROWS, Row, resettle


class Redaction(Struct, frozen=True, kw_only=True):
    """How much was covered or deleted; the events told of; the whole names as the texts told them."""

    documents: int = 0
    mentions: int = 0
    statements: int = 0
    relations: int = 0
    decisions: int = 0
    events: frozenset[str] = frozenset()
    literal: frozenset[str] = frozenset()

    def plus(self, other: "Redaction") -> "Redaction":
        """Add another."""
        return Redaction(
            documents=self.documents + other.documents,
            mentions=self.mentions + other.mentions,
            statements=self.statements + other.statements,
            relations=self.relations + other.relations,
            decisions=self.decisions + other.decisions,
            events=self.events | other.events,
            literal=self.literal | other.literal,
        )


def redact(pk: int, hide: Cover, actor: models.Actor) -> Redaction:
    """Cover an actor's names in a document and all that hangs on it; what they said and their ties go.

    The document's original is marked for deletion. Call within a transaction.
    """
    row = models.Document.objects.get(pk=pk)
    said = _said_by(row, hide, actor)
    ties = [one.pk for one in models.Relation.objects.filter(document=row) if _is_theirs(one, hide, actor)]
    places = hide.places(row.text)
    literal = {row.text[start:end] for start, end in places if " " in row.text[start:end]}
    text = cover(row.text, [*places, *((one.start, one.end) for one in said)])
    _redact_document(row, hide, text)
    forgotten = _forget("statement", [one.pk for one in said]) + _forget("relation", ties)
    decided, mentions = _redact_coded(row, hide, text)
    events = models.Mention.objects.filter(document=row).exclude(event=None).values_list("event", flat=True)
    return Redaction(
        documents=1,
        mentions=mentions,
        statements=len(said),
        relations=len(ties),
        decisions=decided + forgotten,
        events=frozenset(key for key in events if key),
        literal=frozenset(literal),
    )


def _said_by(row: models.Document, hide: Cover, actor: models.Actor) -> list[models.Statement]:
    """Give the statements whose speaker the actor is."""
    found = models.Statement.objects.filter(document=row)
    return [one for one in found if one.speaker_actor_id == actor.pk or hide.is_name(one.speaker)]


def _is_theirs(tie: models.Relation, hide: Cover, actor: models.Actor) -> bool:
    is_linked = actor.pk in (tie.subject_actor_id, tie.object_actor_id)
    return is_linked or hide.is_name(tie.subject) or hide.is_name(tie.object)


def _redact_document(row: models.Document, hide: Cover, text: str) -> None:
    name = _free_name(row, hide.address(row.name))
    body = hide.rows(row.body, text)
    row.body = body | {"id": hide.address(str(row.body.get("id", "")))}
    row.entities = [
        covered | {"document": name}
        for covered in hide.rows(row.entities, text)
        if str(covered["text"]).strip(f"{COVER} ") or not covered["text"]
    ]
    for field in ("title", "publisher", "first_publisher"):
        setattr(row, field, hide.words(getattr(row, field)))
    for field in ("url", "first_url", "slot"):
        setattr(row, field, hide.address(getattr(row, field)))
    row.name, row.text = name, text
    row.text_sha256 = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    row.save()
    models.Shingle.objects.filter(document=row).delete()
    insert(models.Shingle, [{"number": number, "document_id": row.pk} for number in sample(text)])
    replace_entries("document", str(row.pk), document_entries(str(row.pk), row.body, text))
    models.Report.objects.filter(pk=row.report_id, erased_at=None).update(erased_at=clock.now())
    for arrival in models.Arrival.objects.filter(report=row.report_id):
        arrival.origin = hide.address(arrival.origin)
        arrival.save()
    for naming in models.Naming.objects.filter(document=row):
        naming.body = hide.rows(naming.body)
        naming.save()


def _free_name(row: models.Document, name: str) -> str:
    """Give a document's name that no other has, for names of one length may be one when they are covered."""
    free, number = name, 1
    while models.Document.objects.filter(name=free).exclude(pk=row.pk).exists():
        number += 1
        free = f"{name}~{number}"
    return free


def _forget(kind: TargetKind, keys: list[str]) -> int:
    """Delete rows with all proposals, and empty what was decided about them."""
    models.Proposal.objects.filter(kind=kind, key__in=keys).delete()
    ROWS[kind]._default_manager.filter(pk__in=keys).delete()
    models.SearchEntry.objects.filter(kind=kind, key__in=keys).delete()
    decided = models.Decision.objects.filter(target_kind=kind, target__in=keys)
    return decided.update(value=None, before=None, reason="")


def _redact_coded(row: models.Document, hide: Cover, text: str) -> tuple[int, int]:
    """Cover proposals and decisions, and let everything stand anew; give how many decisions and mentions changed."""
    proposals = list(models.Proposal.objects.filter(document=row))
    old = {one.pk: one.body for one in proposals}
    prints: dict[str, str] = {}
    for one in proposals:
        one.body = hide.rows(one.body, text) | {"document": row.name}
        now = fingerprint(one.body)
        prints[one.fingerprint], one.fingerprint = now, now
    models.Proposal.objects.bulk_update(proposals, ["body", "fingerprint"], batch_size=200)
    decided = mentions = 0
    for kind, table in ROWS.items():
        standing: list[Row] = list(table._default_manager.filter(document=row).select_related("document", "proposal"))
        about = _decisions(kind, [each.pk for each in standing])
        for each in standing:
            before = each.body
            base = old.get(each.proposal_id) if each.proposal_id else None
            if each.pk in about:
                decided += _redact_decisions(row.name, about[each.pk], base, hide, text, prints)
            elif hide.rows(before, text) | {"document": row.name} == before:
                continue  # says nothing of them
            resettle(kind, each)
            mentions += kind == "mention" and each.body != before
    return decided, mentions


def _decisions(kind: TargetKind, keys: list[str]) -> dict[str, list[models.Decision]]:
    found: dict[str, list[models.Decision]] = {}
    for one in models.Decision.objects.filter(target_kind=kind, target__in=keys).order_by("id"):
        found.setdefault(one.target, []).append(one)
    return found


def _redact_decisions(
    document: str, rows: list[models.Decision], base: Body | None, hide: Cover, text: str, prints: dict[str, str]
) -> int:
    """Cover what was decided about one thing; keys of arguments and fingerprints follow from what is covered now."""
    told = [written.as_value(one) for one in rows]
    fields: dict[str, str] = {}
    for view in _views(told):
        fields |= _moved_keys(base, view, hide, text)
    found = 0
    for one in rows:
        before = (one.value, one.before, one.reason, one.field)
        one.value, one.before = hide.rows(one.value, text), hide.rows(one.before, text)
        if isinstance(one.value, dict) and "document" in one.value:
            one.value["document"] = document
        one.reason = hide.words(one.reason)
        one.field = fields.get(one.field, one.field)
        if one.seen:
            silent = "-" if one.seen.startswith("-") else ""
            one.seen = silent + prints.get(one.seen.removeprefix("-"), one.seen.removeprefix("-"))
        one.save()
        found += before != (one.value, one.before, one.reason, one.field)
    return found


def _views(told: list[Decision]) -> list[list[Decision]]:
    """Give the decisions as they build on one another: the ordinary ones, and those of each coder of a batch."""
    coders = {(d.batch, d.by) for d in told if d.batch is not None}
    views = [own_view(told, batch, by) for batch, by in sorted(coders, key=str) if batch is not None]
    return [effective(view) for view in [told, *views]]


def _moved_keys(base: Body | None, view: list[Decision], hide: Cover, text: str) -> dict[str, str]:
    """Give the fields of arguments by the keys that they had, and by those that they have when they are covered."""
    whole = base if base is not None else next((d.value for d in view if d.verb == "add" and not d.target.field), {})
    named: list[Any] = list(whole.get("arguments", ()))
    named += [d.value for d in view if d.target.field == "argument"]
    old, new = argument_keys(named), argument_keys(hide.rows(named, text))
    return {f"{ARGUMENT}{a}": f"{ARGUMENT}{b}" for a, b in zip(old, new, strict=True)}
