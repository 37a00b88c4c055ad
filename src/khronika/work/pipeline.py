"""The table of contents: from a document read to all that it tells.

The standard order is one tuple, STEPS; each step takes the document so far and gives it back with its own part added.
"""

from collections.abc import Callable

import msgspec
from msgspec import Struct

from khronika import lexicon
from khronika.annotate.dates import read_dates
from khronika.annotate.names import find_names
from khronika.annotate.numbers import find_numbers
from khronika.annotate.places import find_places
from khronika.extract.coreference import Antecedents
from khronika.extract.events import find_events
from khronika.extract.relations import find_relations
from khronika.extract.statements import find_statements
from khronika.language import engines
from khronika.language.detect import detect
from khronika.model import Document, EventMention, Mention, Relation, Statement, View
from khronika.work.analyse import analyse, missing_language
from khronika.work.coded import Coded
from khronika.work.settings import Settings


class Draft(Struct, frozen=True):
    """A document on its way through the steps, in the coordinates of its view.

    `antecedents` holds the analysis and the mentions, and what steps work out of them for one another; `entities` are
    the mentions as they are told of, a stretch of time by its two ends.
    """

    antecedents: Antecedents
    entities: tuple[Mention, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()


def add_mentions(draft: Draft) -> Draft:
    """Find names, places, dates and numbers; where a name and a place claim the same words, both stand."""
    analysis = draft.antecedents.analysis
    dates = read_dates(analysis)
    others = [*find_names(analysis), *find_places(analysis), *find_numbers(analysis, dates.whole)]
    antecedents = Antecedents(analysis, _in_order([*others, *dates.whole]))
    return msgspec.structs.replace(draft, antecedents=antecedents, entities=_in_order([*others, *dates.apart]))


def _in_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.kind)))


def add_events(draft: Draft) -> Draft:
    """Find event mentions, but for stretches about sport, weather and the like, which borrow the words of events."""
    analysis = draft.antecedents.analysis
    passed_over = lexicon.other_matters(analysis.document.language or "", analysis.text)
    found = find_events(draft.antecedents)
    kept = [m for m in found if not any(start <= m.trigger.start < end for start, end in passed_over)]
    return msgspec.structs.replace(draft, event_mentions=tuple(kept))


def add_relations(draft: Draft) -> Draft:
    """Find lasting ties."""
    return msgspec.structs.replace(draft, relations=tuple(find_relations(draft.antecedents)))


def add_statements(draft: Draft) -> Draft:
    """Find who says what; the ties found before tell for whom."""
    found = find_statements(draft.antecedents, draft.event_mentions, draft.relations)
    return msgspec.structs.replace(draft, statements=tuple(found))


STEPS: tuple[Callable[[Draft], Draft], ...] = (add_mentions, add_events, add_relations, add_statements)


def code_document(document: Document, view: View, settings: Settings) -> Coded:
    """Code one document; every span of the answer holds its words in `document.text`.

    Raises:
        LanguageError: no engine analyses the document's language.
    """
    document = with_language(document, view, settings)
    if document.language not in engines.available():
        raise missing_language(document)
    draft = Draft(Antecedents(analyse(document, view, settings), ()))
    for step in STEPS:
        draft = step(draft)
    return Coded(
        view.restore(document),
        view.restore(draft.event_mentions),
        view.restore(draft.statements),
        view.restore(draft.relations),
        view.restore(draft.entities),
    )


def with_language(document: Document, view: View, settings: Settings) -> Document:
    """Fill in a document's language: as told, else as the run says, else as its words show."""
    language = settings.language or document.language or detect(view.text)
    return document if language == document.language else msgspec.structs.replace(document, language=language)
