"""One document's account of each person and organisation it names: names joined, and what is told with them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct

from khronika.model import Document, EventMention, Mention, Name, Naming, Participant, Place, Relation, Statement
from khronika.resolve.actors.joining import Occurrence, join_organisations, join_persons, settle_kinds
from khronika.resolve.actors.profile import fullness
from khronika.resolve.actors.roles import age_beside, roles_beside

LONG = 40  # names in a document beyond which company is only who stands in the same paragraph
BY_PARAGRAPH = frozenset({"bulletin", "table"})
NEAR_PLACES = frozenset({"exact", "settlement", "admin1"})
KEY_DIGITS = 16
PARTS = frozenset({"actor", "recipient", "employer"})


class Account(Struct, frozen=True):
    """What a document names as one: a naming without its company, and where it stands."""

    kind: str
    name: str
    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def naming_key(document: str, kind: str, name: str) -> str:
    """Make the key of a naming: a digest of the document's id, the kind and the name in small letters."""
    told = "\x1f".join((document, kind, " ".join(name.casefold().split())))
    return sha256(told.encode()).hexdigest()[:KEY_DIGITS]


def collect_namings(
    document: Document,
    event_mentions: Iterable[EventMention] = (),
    statements: Iterable[Statement] = (),
    relations: Iterable[Relation] = (),
    entities: Iterable[Mention] = (),
) -> list[Naming]:
    """Give one document's accounts of the persons and organisations it names, in the order of their first names.

    A surname or given name alone is joined to the one fuller name of the document that it fits.
    """
    events, ties, mentions, said = list(event_mentions), list(relations), list(entities), list(statements)
    accounts = name_accounts(document, events, ties, mentions)
    scopes = _scopes(document, accounts)
    places = _places(document, mentions, scopes)
    years = _years(document)
    roles = _roles(document, ties, accounts)
    found = []
    for account in accounts:
        homes = {scopes(start) for start, _ in account.spans}
        beside = [other for other in accounts if other != account and any(scopes(s) in homes for s, _ in other.spans)]
        found.append(Naming(
            key=naming_key(document.id, account.kind, account.name),
            document=document.id,
            kind="person" if account.kind == "person" else "organisation",
            name=account.name,
            names=account.names,
            language=document.language,
            roles=tuple(sorted(roles.get(account.name, ()))),
            organisations=tuple(sorted(_spoken_for(said, account) | _named(beside, "organisation"))),
            company=tuple(sorted(_named(beside, "person"))),
            places=tuple(sorted({place for home in homes for place in places.get(home, ())})),
            years=years,
            acts=_acts(events, account),
            born=_born(document.text, account, years) if account.kind == "person" else (),
        ))  # fmt: skip
    return found


def name_accounts(
    document: Document, events: Iterable[EventMention], ties: Iterable[Relation], mentions: Iterable[Mention]
) -> list[Account]:
    """Join the names of a document into accounts, the first named first; spans tell which name is whose."""
    told = settle_kinds(sorted(set(_occurrences(document, events, ties, mentions))))
    groups = join_persons([one for one in told if one.kind == "person"])
    groups += join_organisations([one for one in told if one.kind == "organisation"], document.text)
    accounts = [_account(group) for group in groups]
    return sorted(accounts, key=lambda account: (account.spans[0], account.name))


def _occurrences(
    document: Document, events: Iterable[EventMention], ties: Iterable[Relation], mentions: Iterable[Mention]
) -> Iterator[Occurrence]:
    named = set()
    for mention in mentions:
        if isinstance(mention.value, Name) and (mention.kind == "person" or mention.kind == "organisation"):
            named.add((mention.start, mention.end))
            yield Occurrence(mention.start, mention.end, mention.kind, mention.value.name)
        elif isinstance(mention.value, Place) and mention.value.geonames_id is None:
            yield Occurrence(mention.start, mention.end, "unsure", mention.value.name)
    for event in events:
        for argument in event.arguments:
            value = argument.value
            if not isinstance(value, Participant) or argument.inferred or not _is_name(value.name):
                continue
            if value.kind == "person" or value.kind == "organisation":
                inside = any(argument.start <= start and end <= argument.end for start, end in named)
                if not inside:
                    yield Occurrence(argument.start, argument.end, value.kind, value.name)
    for tie in ties:
        for party in (tie.subject, tie.object):
            if (party.start, party.end) in named or not _is_name(party.text):
                continue
            if party.kind == "person" or party.kind == "organisation":
                yield Occurrence(party.start, party.end, party.kind, party.name)
    for turn in document.turns:
        if turn.speaker and document.text[turn.start : turn.end].startswith(turn.speaker):
            yield Occurrence(turn.start, turn.start + len(turn.speaker), "person", turn.speaker)


def _is_name(text: str) -> bool:
    """Say whether words are a name and not only what somebody is: a word with a capital behind the first letter."""
    return any(word[:1].isupper() for word in text.replace("«", " ").replace('"', " ").split())


def _account(group: Sequence[Occurrence]) -> Account:
    counts: dict[str, int] = defaultdict(int)
    for one in group:
        counts[one.name] += 1
    fullest = max(fullness(name) for name in counts)
    name = min((name for name in counts if fullness(name) == fullest), key=lambda name: (-counts[name], name))
    return Account(group[0].kind, name, tuple(sorted(counts)), tuple(sorted({(one.start, one.end) for one in group})))


class _Scopes(Struct, frozen=True):
    """From where a name stands to the stretch whose other names are its company."""

    starts: tuple[int, ...]

    def __call__(self, at: int) -> int:
        return bisect_right(self.starts, at)


def _scopes(document: Document, accounts: Sequence[Account]) -> _Scopes:
    if document.genre in BY_PARAGRAPH or len(accounts) > LONG:
        starts = [paragraph.start for paragraph in document.paragraphs]
        if not starts:
            starts = [at + 1 for at, letter in enumerate(document.text) if letter == "\n"]
        return _Scopes(tuple(starts))
    return _Scopes(())


def _places(document: Document, mentions: Iterable[Mention], scopes: _Scopes) -> Mapping[int, set[str]]:
    """Give the settlements named in each stretch; where there is none, the regions."""
    near: dict[int, set[str]] = defaultdict(set)
    wide: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        value = mention.value
        if isinstance(value, Place) and value.precision in NEAR_PLACES:
            (wide if value.precision == "admin1" else near)[scopes(mention.start)].add(value.name)
    return {**wide, **near}


def _years(document: Document) -> tuple[int, ...]:
    day = document.first_published or document.published
    return (day.year,) if day else ()


def _acts(events: Iterable[EventMention], account: Account) -> tuple[str, ...]:
    """Give the types and modes of the events in which an account plays a part, and these with their months."""
    found = {
        (f"{event.type}/{event.mode or ''}", event.date.start if event.date else None)
        for event in events for argument in event.arguments if argument.role in PARTS
        if any(argument.start < end and start < argument.end for start, end in account.spans)
    }  # fmt: skip
    dated = {f"{kind} {day:%Y-%m}" for kind, day in found if day is not None}
    return tuple(sorted({kind for kind, _ in found} | dated))


def _born(text: str, account: Account, years: Sequence[int]) -> tuple[int, ...]:
    """Give the years of birth that fit the age told beside a name, in a report of a known year."""
    ages = {age for start, end in account.spans if (age := age_beside(text, start, end)) is not None}
    return tuple(sorted({year - age - before for year in years for age in ages for before in (0, 1)}))


def _named(accounts: Iterable[Account], kind: str) -> set[str]:
    return {account.name for account in accounts if account.kind == kind}


def _spoken_for(statements: Iterable[Statement], account: Account) -> set[str]:
    """Give the organisations for which a person speaks, wherever they are named."""
    return {
        one.on_behalf_of.name for one in statements
        if one.speaker and one.on_behalf_of and account.kind == "person" and one.speaker.name in account.names
    }  # fmt: skip


def _roles(document: Document, ties: Iterable[Relation], accounts: Sequence[Account]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    owner = {span: account.name for account in accounts for span in account.spans if account.kind == "person"}
    for (start, end), name in owner.items():
        found[name] |= set(roles_beside(document.text, start, end))
    for tie in ties:
        subject = owner.get((tie.subject.start, tie.subject.end))
        if tie.role and subject:
            found[subject].add(tie.role.casefold())
    return found
