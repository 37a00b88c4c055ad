"""Every type and mode in the words of the reader's language, as a form offers them."""

from functools import cache

from khronika import ontology
from khronika.web.templatetags.wording import spoken

Options = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def kinds() -> Options:
    """Give the types, each with its modes, as (label, ((value, label), …)), where a value is `TYPE` or `TYPE/mode`."""
    return _kinds(spoken())


@cache
def _kinds(language: str) -> Options:
    found = []
    for code, row in ontology.load().types.items():
        modes = sorted((mode.labels[language], f"{code}/{name}") for name, mode in row.modes.items())
        label = row.labels[language]
        found.append((label, ((code, label), *((value, words) for words, value in modes))))
    return tuple(sorted(found))


def terms(name: str) -> list[tuple[str, str]]:
    """Give the codes of a closed list of the ontology with their labels."""
    return [(code, entry.labels[spoken()]) for code, entry in getattr(ontology.load(), name).items()]
