"""What kind of source somebody is: an authority, one who took part, a witness, the media."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from khronika import lexicon
from khronika.errors import DataError
from khronika.model import Attribution, SourceType
from khronika.resolve.events.words import WORD, base_forms

TABLE = "source_types.tsv"
CLASSES = ("roles", "groups", "organisations")


def source_type(told: Attribution, language: str) -> SourceType:
    """Say what kind of source tells it: the media where it is the reporter, unknown where no word says.

    >>> source_type(Attribution("a police spokeswoman", "says"), "en")
    'authority'
    """
    if told.speaker is None:
        return "media"
    return _type_of(told.speaker, language) or _type_of(told.text or "", language) or "unknown"


@lru_cache(100_000)
def _type_of(phrase: str, language: str) -> SourceType | None:
    words = [form for word in WORD.findall(lexicon.fold(phrase)) for form in base_forms(word, language)]
    known = set(words)
    if language in lexicon.languages():
        indexes = lexicon.load(language).indexes
        known |= {f"@{row.meaning}" for word in words for name in CLASSES if (row := indexes[name].get(word))}
    return next((kind for word, kind in _table().items() if word in known), None)


@cache
def _table() -> Mapping[str, SourceType]:
    kinds: dict[str, SourceType] = {
        "authority": "authority", "participant": "participant", "witness": "witness", "media": "media",
    }  # fmt: skip
    found: dict[str, SourceType] = {}
    lines = files("khronika.resolve").joinpath(TABLE).read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or line == "word\ttype":
            continue
        word, _, kind = line.partition("\t")
        if kind not in kinds:
            raise DataError(f"{TABLE}:{number}: no such kind of source {kind!r} (want {', '.join(kinds)})")
        found[word] = kinds[kind]
    return found
