"""Where a document belongs: whether it is there already, is a new version of one, or is new; and under what name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, count

from khronika.model import Body
from khronika.store.incoming import Incoming
from khronika.store.models import Document
from khronika.store.names import fit

# What may differ between two copies of one document without it being another version.
OF_THE_COPY = frozenset({"id", "source", "sha256", "encoding", "media_type", "warnings", "text"})


@dataclass
class Place:
    """Where a document goes. `row` is its row, made but not yet stored where the fate is new or version."""

    fate: str
    row: Document
    before: Document | None = None


class Places:
    """What is known about the slots, names and reports of one batch; placing a document makes it known too."""

    def __init__(self, batch: Sequence[Incoming], reports: dict[str, int]) -> None:
        """Look up, in three queries, what is there already."""
        self._reports = reports
        slots = {fit(incoming.slot) for incoming in batch}
        names = {fit(incoming.document["id"]) for incoming in batch}
        light = Document.objects.defer("text", "entities")
        same_report = list(light.filter(report__in=set(reports.values())))
        self._by_report: dict[int, list[Document]] = {}
        for document in same_report:
            self._by_report.setdefault(document.report_id, []).append(document)
        self._current = {document.slot: document for document in light.filter(slot__in=slots, current=True)}
        self._asked = names
        self._names = set(Document.objects.filter(name__in=names).values_list("name", flat=True))

    def place(self, incoming: Incoming) -> Place:
        """Say where a document goes."""
        report = self._reports[incoming.sha256]
        slot = fit(incoming.slot)
        twin = self._twin(report, incoming)
        if twin is not None:
            is_older = not twin.current and twin.slot == slot
            return Place("revived" if is_older else "known", twin, self._current.get(slot) if is_older else None)
        before = self._current.get(slot)
        if before is not None and before.report_id == report and incoming.number is not None:
            slot, before = fit(f"{slot}#{incoming.number}"), None
        if before is not None and _says_the_same(before, incoming):
            return Place("known", before)
        return self._fresh(incoming, report, slot, before)

    def _twin(self, report: int, incoming: Incoming) -> Document | None:
        """Find the document itself: the report's n-th, or, for a row of a table, one with the same metadata."""
        for document in self._by_report.get(report, ()):
            is_same = document.number == incoming.number
            if incoming.number is None:
                is_same = _meta(document.body) == _meta(_body(incoming))
            if is_same:
                return document
        return None

    def _fresh(self, incoming: Incoming, report: int, slot: str, before: Document | None) -> Place:
        body = _body(incoming)
        first = body["publisher_chain"][-1] if len(body["publisher_chain"]) > 1 else {}
        siblings = self._by_report.setdefault(report, [])
        number = incoming.number
        if number is None:
            number = max((sibling.number for sibling in siblings), default=-1) + 1
        row = Document(
            name=self._name(fit(body["id"]), before),
            slot=slot,
            version=before.version + 1 if before else 1,
            report_id=report,
            number=number,
            text_sha256=_digest(incoming),
            title=body["title"] or "",
            published=body["published"] or "",
            first_published=body["first_published"] or "",
            language=body["language"] or "",
            publisher=body["publisher"] or "",
            url=body["url"] or "",
            genre=body["genre"],
            first_publisher=first.get("publisher") or "",
            first_url=first.get("url") or "",
            text=incoming.document["text"],
            body={**body, "run": incoming.run},
        )
        siblings.append(row)
        self._current[slot] = row
        return Place("version" if before else "new", row, before)

    def _name(self, wanted: str, before: Document | None) -> str:
        """Give a name that no document has: `x`, `x~2` where another input has it, `x@2` for its second version."""
        candidates: Iterator[str]
        if before is None:
            candidates = chain([wanted], (f"{wanted}~{number}" for number in count(2)))
        else:
            base = before.name.removesuffix(f"@{before.version}")
            candidates = (f"{base}@{number}" for number in count(before.version + 1))
        name = next(name for name in candidates if not self._is_taken(name))
        self._names.add(name)
        return name

    def _is_taken(self, name: str) -> bool:
        return name in self._names or (name not in self._asked and Document.objects.filter(name=name).exists())


def _says_the_same(document: Document, incoming: Incoming) -> bool:
    same_text = document.text_sha256 == _digest(incoming)
    return same_text and _meta(document.body) == _meta(_body(incoming))


def _body(incoming: Incoming) -> Body:
    return {name: value for name, value in incoming.document.items() if name != "text"}


def _digest(incoming: Incoming) -> str:
    return sha256(incoming.document["text"].encode("utf-8", "surrogatepass")).hexdigest()


def _meta(body: Body) -> Body:
    return {name: value for name, value in body.items() if name not in OF_THE_COPY and name != "run"}
