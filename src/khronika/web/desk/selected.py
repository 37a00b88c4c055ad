"""What words selected in the report set: a field of the card, or a new argument."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from khronika.errors import DecisionError
from khronika.model import Body, Verb
from khronika.resolve.settle import Settled, field_of
from khronika.store.models import Document
from khronika.work.selection import field_value, span_value

Chosen = tuple[Verb, str, Body]


def selected_value(document: Document, settled: Settled, post: Mapping[str, str]) -> Chosen:
    """Give the verb, field and value that a selection makes; `field` is a field, or `role:` and a role to add.

    Raises:
        DecisionError: nothing is selected, or the field takes no words.
    """
    start, end = span_of(document.text, post)
    field = post.get("field", "")
    if field.startswith("role:"):
        return "add", "argument", span_value(document, start, end, field.removeprefix("role:"))
    if field.startswith("argument:"):
        stands = field_of(settled, field)
        if stands is None:
            raise DecisionError(_("This field is no longer there. Reload the page."))
        return "correct", field, span_value(document, start, end, stands["role"])
    return "correct", field, _kept(field, field_value(document, start, end, field), field_of(settled, field))


def _kept(field: str, value: Body, stands: Any) -> Body:
    """Keep of an attribution how it is said: the words tell who."""
    if field == "attribution" and stands and stands["speaker"]:
        return {**value, "relation": stands["relation"]}
    return value


def span_of(text: str, post: Mapping[str, str]) -> tuple[int, int]:
    """Read a selection: `start` and `end` in code points, or `words` typed, of which the first place counts.

    Raises:
        DecisionError: there is no such place in the text.
    """
    start, end, words = post.get("start", ""), post.get("end", ""), post.get("words", "").strip()
    if start.isdecimal() and end.isdecimal() and len(start) < 12 and len(end) < 12:
        return int(start), int(end)
    if not words:
        raise DecisionError(_("Nothing is selected. Select words in the report first."))
    near = post.get("near", "")
    at = text.find(words, int(near) if near.isdecimal() and len(near) < 12 else 0)
    at = text.find(words) if at < 0 else at
    if at < 0:
        raise DecisionError(_("“%(words)s” does not stand in the report like this.") % {"words": words[:80]})
    return at, at + len(words)
