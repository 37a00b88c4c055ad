"""Names as they may leave the chronicle: a protected person is a pseudonym, everywhere the same and of this chronicle.

Protected is every person who is not public in a role: private (the default), at risk, or a minor.
"""

import base64
import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.conf import settings
from msgspec import Struct

from khronika.store.models import Actor, Argument, Document, Mention, Naming

LETTERS = 6
NOBODY = "[person]"  # a person of whom nobody knows who it is; like pseudonyms the same in every language


class Redactor(Struct, frozen=True):
    """What stands for whom in some documents.

    `is_open` says that nothing is hidden; `forms` are the words that a document uses for protected people, with what
    stands for each; `spans` where a document names a person: (start, end, what stands there).
    """

    is_open: bool
    forms: Mapping[int, Mapping[str, str]]
    spans: Mapping[int, list[tuple[int, int, str]]]

    def text(self, document: int, text: str, start: int | None = None) -> str:
        """Give words of a document without protected names; `start` is where they stand in it, None if elsewhere."""
        if start is not None:
            end = start + len(text)
            inside = [span for span in self.spans.get(document, ()) if start <= span[0] and span[1] <= end]
            for first, last, name in sorted(inside, reverse=True):
                text = text[: first - start] + name + text[last - start :]
        forms = self.forms.get(document)
        if not forms:
            return text
        pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: forms[found[0]], text)

    def party(self, actor: Actor | None, text: str, kind: str) -> str:
        """Give the name of who takes part; a person of whom nobody knows who it is, is told of as a person."""
        if actor is not None:
            return names_of([actor], is_shown=self.is_open)[actor.key]
        return text if self.is_open or kind != "person" else NOBODY


def pseudonym(key: str) -> str:
    """Make a name that says nothing, the same for the same actor of the same chronicle."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"pseudonym\x1f{key}".encode(), hashlib.sha256).digest()
    return f"Person {base64.b32encode(digest).decode()[:LETTERS]}"


def is_protected(kind: str, protection: str) -> bool:
    """Say whether an actor's name stays in the building."""
    return kind == "person" and protection != "public"


def names_of(actors: Iterable[Actor], *, is_shown: bool) -> dict[str, str]:
    """Give names by key: pseudonyms for the protected, unless they are to be shown."""
    return {
        actor.key: pseudonym(actor.key) if is_protected(actor.kind, actor.protection) and not is_shown else actor.name
        for actor in actors
    }


def redactor(documents: Iterable[int], *, is_shown: bool) -> Redactor:
    """Learn whom some documents name, and what is to stand there instead."""
    if is_shown:
        return Redactor(True, {}, {})
    wanted = sorted(set(documents))
    namings = Naming.objects.filter(document_id__in=wanted).select_related("actor")
    actors = {row.actor.key: row.actor for row in namings if row.actor}
    arguments = _arguments(wanted)
    actors |= {row.actor.key: row.actor for row in arguments if row.actor}
    names = names_of(actors.values(), is_shown=False)
    forms: dict[int, dict[str, str]] = defaultdict(dict)
    known: dict[tuple[int, str], Naming] = {}
    for row in namings:
        known[row.document_id, row.name.casefold()] = row
        if row.kind == "person" and not (row.actor and not is_protected(row.actor.kind, row.actor.protection)):
            stands = names[row.actor.key] if row.actor else NOBODY
            forms[row.document_id] |= {form: stands for form in (row.name, *row.body.get("names", ())) if form.strip()}
    spans: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for number, entities in Document.objects.filter(pk__in=wanted).values_list("id", "entities"):
        for entity in entities:
            if entity["kind"] == "person":
                _hide(spans[number], forms[number], entity, known.get((number, _named(entity))), names)
    for told in arguments:
        if not (told.actor and not is_protected(told.actor.kind, told.actor.protection)):
            stands = names[told.actor.key] if told.actor else NOBODY
            forms[told.mention.document_id].setdefault(told.text, stands)
    return Redactor(False, forms, spans)


def _arguments(documents: list[int]) -> list[Argument]:
    rows = Argument.objects.filter(mention__in=Mention.objects.filter(document_id__in=documents), kind="person")
    return list(rows.select_related("actor", "mention"))


def _named(entity: Mapping[str, object]) -> str:
    value = entity.get("value")
    name = value.get("name") if isinstance(value, Mapping) else None
    return str(name or entity["text"]).casefold()


def _hide(
    spans: list[tuple[int, int, str]],
    forms: dict[str, str],
    entity: Mapping[str, object],
    naming: Naming | None,
    names: Mapping[str, str],
) -> None:
    actor = naming.actor if naming else None
    if actor and not is_protected(actor.kind, actor.protection):
        return
    stands = names[actor.key] if actor else NOBODY
    spans.append((int(str(entity["start"])), int(str(entity["end"])), stands))
    forms.setdefault(str(entity["text"]), stands)
