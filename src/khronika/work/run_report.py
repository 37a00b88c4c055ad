"""What `run.json` says of a run; nothing in it depends on the clock, so equal input gives equal bytes."""

from msgspec import Struct

from khronika.work.settings import Settings


class NotRead(Struct, frozen=True):
    """An input that could not be read or coded, and why."""

    id: str
    source: str
    reason: str


class Warned(Struct, frozen=True):
    """A document that was coded, and what was doubtful about it."""

    document: str
    warning: str


class Versions(Struct, frozen=True):
    """What made the output; `models` and `lexicons` by language."""

    program: str
    schema: str
    ontology: str
    gazetteer: str
    models: dict[str, str]
    lexicons: dict[str, str]


class RunReport(Struct, frozen=True):
    """Versions, settings, counts, and every input that could not be read, with the reason."""

    versions: Versions
    settings: Settings
    counts: dict[str, int]
    types: dict[str, int]
    languages: dict[str, int]
    not_read: tuple[NotRead, ...]
    warnings: tuple[Warned, ...]
