"""Where names stand in documents, and whose they are: from spans to accounts of actors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khronika.model import Document, EventMention, Mention, Naming, Participant, Relation, Statement
from khronika.resolve.actors import collect_namings, naming_key
from khronika.resolve.actors.collect import name_accounts

ERASED = "█"
Bounds = tuple[int, int]


@dataclass
class Names:
    """The names of many documents.

    `namings` in the order of the documents; `owners` by document: where a name stands → the key of its naming.
    """

    namings: list[Naming] = field(default_factory=list)
    owners: dict[str, dict[Bounds, str]] = field(default_factory=dict)
    by_name: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(
        self,
        document: Document,
        events: Sequence[EventMention],
        statements: Sequence[Statement],
        ties: Sequence[Relation],
        entities: Sequence[Mention],
    ) -> list[Naming]:
        """Take the names of a document in, and give its namings; what was erased names nobody."""
        collected = collect_namings(document, events, statements, ties, entities)
        found = [naming for naming in collected if ERASED not in naming.name]
        self.namings += found
        known = {naming.key for naming in found}
        owners: dict[Bounds, str] = {}
        for account in name_accounts(document, events, ties, entities):
            key = naming_key(document.id, account.kind, account.name)
            if key in known:
                owners |= dict.fromkeys(account.spans, key)
                self.by_name |= {(document.id, name): key for name in account.names}
        self.owners[document.id] = owners
        return found

    def naming_at(self, document: str, start: int | None, end: int | None, name: str) -> str | None:
        """Give the naming that a span tells: of the names within it the one of that name, else the first."""
        if start is None or end is None:
            return self.by_name.get((document, name))
        owners = self.owners[document]
        if (start, end) in owners:
            return owners[start, end]
        inside = sorted((span, key) for span, key in owners.items() if start <= span[0] and span[1] <= end)
        named = self.by_name.get((document, name))
        if any(key == named for _, key in inside):
            return named
        return inside[0][1] if inside else None

    def of_mention(self, mention: EventMention) -> Iterator[tuple[int, str]]:
        """Yield which argument of a mention names whom: its number and the key of the naming."""
        for at, argument in enumerate(mention.arguments):
            value = argument.value
            if isinstance(value, Participant) and value.kind in ("person", "organisation"):
                naming = self.naming_at(mention.document, argument.start, argument.end, value.name)
                if naming:
                    yield at, naming
