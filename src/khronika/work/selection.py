"""Selected words become a value: a reviewer marks them in the text, and gets what the contract wants."""

from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec import Struct

from khronika import gazetteer, lexicon
from khronika.annotate.dates import find_dates
from khronika.annotate.names import find_names
from khronika.annotate.numbers import find_numbers
from khronika.annotate.places import find_places
from khronika.errors import DecisionError
from khronika.extract.naming import phrase_name
from khronika.extract.participants import kind_of_phrase
from khronika.extract.scene import Scene
from khronika.language import Analysis, engines
from khronika.model import Body, Document, Interval, Mention, Participant, Place, Quantity, Term
from khronika.store import models

WINDOW = 2000  # characters on either side in which the sentence of a selection is looked for
PARTIES = frozenset({"actor", "recipient"})
NAMED = frozenset({"person", "organisation", "place"})
# Which kinds of entity a role's value is made of; every other role takes the words as they stand.
WANTED: Mapping[str, frozenset[str]] = {
    "actor": NAMED, "recipient": NAMED, "place": frozenset({"place"}), "date": frozenset({"date"}),
    "number": frozenset({"number"}),
}  # fmt: skip
# As what the words of a field are read.
FIELD_ROLES: Mapping[str, str] = {
    "date": "date", "place": "place", "attribution": "actor", "speaker": "actor", "on_behalf_of": "actor",
    "subject": "actor", "object": "actor",
}  # fmt: skip


def span_value(document: models.Document, start: int, end: int, role: str, language: str | None = None) -> Body:
    """Give the argument of the contract that selected words make: role, span, and the value in normal form.

    Names, places, dates and numbers are what the coder found at these words, else what it finds in their sentence; a
    date counts from the document's day. What it does not know keeps its words and has nulls, to be filled in by hand.
    White space at either end of the selection is left out.

    Raises:
        DecisionError: the selection is empty or not within the text.
    """
    text = document.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise DecisionError(f"nothing is selected: {start}:{end} (of a text of {len(text)} characters)")
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    value = _value(document, start, end, role, language or document.language)
    return {"role": role, "start": start, "end": end, "text": text[start:end], "value": value, "inferred": False}


def field_value(document: models.Document, start: int, end: int, field: str, language: str | None = None) -> Body:
    """Give the value that selected words make for a field: of a mention, a statement or a relation.

    Raises:
        DecisionError: the selection is empty or not within the text, or the field holds no words of the text.
    """
    if field in ("trigger", "quote"):
        span = span_value(document, start, end, "reason", language)
        words = "quote" if field == "quote" else "text"
        return {"start": span["start"], "end": span["end"], words: span["text"]}
    role = FIELD_ROLES.get(field)
    if role is None:
        raise DecisionError(f"{field!r} holds no words of the text (of fields, these do: {', '.join(FIELD_ROLES)})")
    argument = span_value(document, start, end, role, language)
    span = {name: argument[name] for name in ("start", "end", "text")}
    value: Body = argument["value"]
    if field == "date":
        return {**value, "text": span, "relative_to": _anchor(document), "inferred": False}
    if field == "place":
        return {**value, "text": span, "inferred": False}
    if field == "attribution":
        return {"speaker": value["name"], "relation": "says", **span}
    if field in ("subject", "object"):
        return {"kind": "group" if value["kind"] == "unknown" else value["kind"], "name": value["name"], **span}
    return {"name": value["name"], **span}


def _value(document: models.Document, start: int, end: int, role: str, language: str) -> Body:
    text = document.text
    words = " ".join(text[start:end].split())
    wanted = WANTED.get(role, frozenset())
    if not wanted:
        return _plain(Term(words))
    found = _best([entity for entity in document.entities if entity["kind"] in wanted], start, end)
    if found is None:
        passage = _passage(document, start, end, language)
        found = _best([entity for entity in passage.entities if entity["kind"] in wanted], start, end)
        if found is None and role in PARTIES:
            return passage.group(start, end) or _plain(Participant("unknown", words))
    if found is not None:
        return _participant(found) if role in PARTIES else dict(found["value"])
    return _unknown(role, words)


def _unknown(role: str, words: str) -> Body:
    """Give what words mean that no annotator knows: a name of the gazetteer, a bare figure, or nothing."""
    if role == "place":
        known = gazetteer.load()
        candidates = known.candidates(words)
        return _plain(known.place(candidates[0]) if candidates else Place(words))
    if role == "number":
        digits = "".join(words.replace(",", " ").split())
        count = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
        return _plain(Quantity(count, count))
    return _plain(Interval())


def _best(entities: list[Body], start: int, end: int) -> Body | None:
    """Give the entity that shares most with the selection, if they share half of the longer one."""
    best: tuple[float, Body] | None = None
    for entity in entities:
        shared = min(end, entity["end"]) - max(start, entity["start"])
        share = shared / max(end - start, entity["end"] - entity["start"])
        if share >= 0.5 and (best is None or share > best[0]):
            best = (share, entity)
    return best[1] if best else None


def _participant(found: Body) -> Body:
    return {"kind": found["kind"], "name": found["value"]["name"]}


def _anchor(document: models.Document) -> str | None:
    return document.first_published or document.published or None


class _Passage(Struct, frozen=True):
    """The sentences that a selection touches, as the coder sees them; `at` is where they start in the text."""

    at: int
    analysis: Analysis | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def entities(self) -> list[Body]:
        """What was found, in the coordinates of the document."""
        rows = [_plain(mention) for mention in self.mentions]
        return [{**row, "start": row["start"] + self.at, "end": row["end"] + self.at} for row in rows]

    def group(self, start: int, end: int) -> Body | None:
        """Give who is meant by words that name nobody: their head in the nominative, without article and number."""
        sentences = self.analysis.sentences if self.analysis else ()
        for number, sentence in enumerate(sentences):
            head = sentence.head_of(start - self.at, end - self.at)
            if head is not None and self.analysis is not None and sentence.language in lexicon.languages():
                scene = Scene(self.analysis, number, lexicon.load(sentence.language), self.mentions)
                inside = [i for i in sentence.covering(start - self.at, end - self.at) if _names(scene, i)]
                name = phrase_name(scene, inside[0], inside[-1], head) if inside else scene.tokens[head].text
                return _plain(Participant(kind_of_phrase(scene, head), name))
        return None


def _names(scene: Scene, index: int) -> bool:
    """Say whether a word is part of a name: no article, number, preposition or mark."""
    return scene.tokens[index].upos not in ("DET", "NUM", "PUNCT", "ADP")


def _passage(document: models.Document, start: int, end: int, language: str) -> _Passage:
    """Analyse the sentences that a selection touches as the coder would."""
    low, high = max(0, start - WINDOW), min(len(document.text), end + WINDOW)
    if language not in engines.available():
        return _Passage(low)
    engine = engines.engine(language)
    window = document.text[low:high]
    touched = [(a, b) for a, b in engine.segment(window) if a + low < end and start < b + low]
    if not touched:
        return _Passage(low)
    text = window[touched[0][0] : touched[-1][1]]
    sentences = engine.analyse(text, [(a - touched[0][0], b - touched[0][0]) for a, b in touched])
    day = _anchor(document)
    anchor = date.fromisoformat(day) if day else None
    whole = Document(id="", language=language, published=anchor, source="", media_type="", sha256="", text=text)
    analysis = Analysis(whole, text, tuple(sentences), anchor)
    dates = find_dates(analysis)
    found = [*find_names(analysis), *find_places(analysis), *dates, *find_numbers(analysis, dates)]
    return _Passage(low + touched[0][0], analysis, tuple(found))


def _plain(value: Struct) -> Body:
    made: Body = msgspec.to_builtins(value)
    return made
