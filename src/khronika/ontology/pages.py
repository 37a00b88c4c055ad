"""The ontology as a page to read, made from the data so that it cannot say anything else."""

from collections.abc import Iterator, Mapping

from khronika.ontology.ontology import Ontology, load
from khronika.ontology.record import LANGUAGES, Entry, EventType, Mode

HEAD = """# The ontology

What an event mention can be. Made from the data files in `src/khronika/ontology/data`; `make docs` writes it anew.

The types are those of PLOVER, with ORGANIZE, ELECT and LEGISLATE beside them, in our own definitions. A mention has one
type and at most one mode, any number of contexts, one realis and one attribution. Counterparts elsewhere: ACLED
sub-event types, CAMEO 1.1b3 codes, and HURIDOCS Micro-thesaurus 4 (types of acts) by their twelve digits; – is none.
"""
LISTS = {
    "roles": ("Roles", "What part an argument plays."),
    "contexts": ("Contexts", "What an event is about; several may hold."),
    "realis": ("Realis", "Whether an event happened, by what the text says."),
    "attribution": ("Attribution", "How the one who tells an event tells it."),
    "sectors": ("Sectors", "The branch that the trade of those who act belongs to."),
}


def page(ontology: Ontology | None = None) -> str:
    """Give the ontology as Markdown: every type with its modes, then the closed lists of terms."""
    known = load() if ontology is None else ontology
    parts = [HEAD, *(_type(code, row) for code, row in known.types.items())]
    parts += [_list(*titles, getattr(known, name)) for name, titles in LISTS.items()]
    return "\n".join(parts)


def _type(code: str, row: EventType) -> str:
    modes = "\n".join(_mode(name, mode) for name, mode in row.modes.items())
    return f"## {code}\n\n{_about(row)}\n{modes}"


def _mode(name: str, mode: Mode) -> str:
    return f"### {name}\n\n{_about(mode)}"


def _about(row: Mode) -> str:
    lines = [
        row.definition,
        f"- Not for: {row.not_for}",
        f"- Example: *{row.example}*",
        f"- In words: {' · '.join(_labels(row.labels))}",
        f"- ACLED: {_codes(row.acled)}; CAMEO: {_codes(row.cameo)}; HURIDOCS: {_codes(row.huridocs)}",
    ]
    return "\n".join([lines[0], "", *lines[1:], ""])


def _list(title: str, about: str, entries: Mapping[str, Entry]) -> str:
    rows = "".join(
        f"| `{code}` | {entry.definition} | {' | '.join(_labels(entry.labels))} |\n" for code, entry in entries.items()
    )
    columns = f"| code | what it is | {' | '.join(LANGUAGES)} |\n| --- | --- |{' --- |' * len(LANGUAGES)}\n"
    return f"## {title}\n\n{about}\n\n{columns}{rows}"


def _labels(labels: Mapping[str, str]) -> Iterator[str]:
    return (labels[language] for language in LANGUAGES)


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "–"
