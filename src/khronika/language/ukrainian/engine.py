"""The Ukrainian engine: the small network with pymorphy3's dictionary, participles and names mended."""

from functools import cache
from pathlib import Path

from khronika.language.compact.engine import CompactEngine, Language
from khronika.language.compact.vectors import Vectors
from khronika.language.ukrainian.dictionary import known_as, lemma, parts, readings
from khronika.language.ukrainian.names import find_names
from khronika.language.ukrainian.relations import mend
from khronika.language.ukrainian.segment import segment, tokenise

MODEL = Path(__file__).parent / "model"


@cache
def load() -> CompactEngine:
    """Load the engine with the model shipped beside this file; once a process."""
    language = Language(
        code="uk",
        segment=segment,
        tokenise=tokenise,
        readings=readings,
        lemma=lemma,
        known_as=known_as,
        parts=parts,
        mend=mend,
        find_names=find_names,
        vectors=Vectors(MODEL),
    )
    return CompactEngine(MODEL, language)
