"""Rows that the coder missed, made of words selected in a report and what was chosen beside them."""

from collections.abc import Mapping

from khronika.language import engines
from khronika.model import Body
from khronika.store.models import Document
from khronika.web.desk.selected import span_of
from khronika.work.selection import field_value

Post = Mapping[str, str]
AROUND = 2_000  # characters on either side in which the sentence of a selection is looked for


def new_mention(document: Document, post: Post) -> Body:
    """Give a new event mention: the selected words are its trigger, their sentence is its quote.

    Raises:
        DecisionError: nothing is selected.
    """
    trigger = field_value(document, *span_of(document.text, post), "trigger")
    type_, _slash, mode = post.get("kind", "").partition("/")
    return {
        "document": document.name, "type": type_, "mode": mode or None, "trigger": trigger,
        **_sentence(document, trigger["start"], trigger["end"]), "arguments": [],
    }  # fmt: skip


def new_statement(document: Document, post: Post) -> Body:
    """Give a new statement: the selected words are what is said.

    Raises:
        DecisionError: nothing is selected.
    """
    quote = field_value(document, *span_of(document.text, post), "quote")
    name = post.get("speaker", "").strip()
    speaker = {"name": name, "start": None, "end": None, "text": None} if name else None
    return {
        "document": document.name, **quote, "speaker": speaker, "on_behalf_of": None,
        "relation": post.get("relation", "states"), "about": {"entities": [], "events": []},
        "kind": post.get("form", "direct"),
    }  # fmt: skip


def new_relation(document: Document, post: Post) -> Body:
    """Give a new tie between two selections; its quote is the passage that holds both.

    Raises:
        DecisionError: one of the two is missing.
    """
    first = {"start": post.get("from_start", ""), "end": post.get("from_end", "")}
    subject = field_value(document, *span_of(document.text, first), "subject")
    object_ = field_value(document, *span_of(document.text, post), "object")
    ends = sorted([(subject["start"], subject["end"]), (object_["start"], object_["end"])])
    return {
        "document": document.name, **_sentence(document, ends[0][0], ends[1][1]), "subject": subject,
        "relation": post.get("relation", ""), "role": post.get("role", "").strip() or None, "object": object_,
    }  # fmt: skip


def _sentence(document: Document, start: int, end: int) -> Body:
    """Give the sentences that words stand in, as start, end and quote; their line where no engine knows sentences."""
    text = document.text
    low, high = max(0, text.rfind("\n", 0, start) + 1, start - AROUND), text.find("\n", end)
    high = min(len(text) if high < 0 else high, end + AROUND)
    if document.language in engines.available():
        window = text[low:high]
        touched = [(a + low, b + low) for a, b in engines.engine(document.language).segment(window)]
        touched = [(a, b) for a, b in touched if a < end and start < b]
        if touched:
            low, high = touched[0][0], touched[-1][1]
    line = text[low:high]
    low, high = low + len(line) - len(line.lstrip()), high - (len(line) - len(line.rstrip()))
    return {"start": low, "end": high, "quote": text[low:high]}
