"""What everybody who reads event mentions relies on, whatever the text."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khronika.model import Argument, EventMention, Span
from khronika.read import read_text
from khronika.read.result import Read
from khronika.work.pipeline import code_document
from khronika.work.settings import Settings

TEXT = (
    "Two hundred bakers went on strike in Lyon on Monday, the union said.\n\n"
    "Police arrested and fined three of them. Police arrested nobody else. On Friday the bakers will march again."
)
PIECES = st.lists(
    st.sampled_from(
        ["Police", "arrested", "the strike", "nurses", "who", "were", "beaten", ",", "and", "by", "Lyon", "on Monday",
         ".", "«", "if", "not", "protest against", "said", "to", "300", "\n\n", "it"]
    ),
    max_size=25,
)  # fmt: skip


def events_of(text: str, published: date | None = date(2024, 3, 6), language: str = "en") -> tuple[EventMention, ...]:
    read = read_text(text, id="t", published=published, language=language)
    assert isinstance(read, Read)
    return tuple(code_document(read.document, read.view, Settings()).event_mentions)


def spans(event: EventMention) -> list[Span | Argument]:
    told = [part.text for part in (event.date, event.place) if part is not None and part.text is not None]
    return [event.trigger, *event.arguments, *told]


def test_every_span_holds_its_words() -> None:
    events = events_of(TEXT)
    assert events
    for event in events:
        assert TEXT[event.start : event.end] == event.quote
        assert all(TEXT[span.start : span.end] == span.text for span in spans(event))


def test_events_are_ordered_by_their_triggers_and_have_ids_of_their_own() -> None:
    events = events_of(TEXT)
    starts = [event.trigger.start for event in events]
    assert starts == sorted(starts)
    assert len({event.id for event in events}) == len(events)


def test_ids_stay_when_text_is_added_behind() -> None:
    before, after = events_of(TEXT), events_of(TEXT + "\n\nFarmers blocked a road near Dijon.")
    assert [event.id for event in before] == [event.id for event in after][: len(before)]


def test_what_is_told_without_a_day_keeps_null_and_never_takes_the_day_of_publication() -> None:
    (event,) = events_of("Police searched the office of a newspaper.")
    assert event.date is None or (event.date.start is None and event.date.end is None)


def test_heads_and_feet_tell_nothing() -> None:
    assert all("Strike" not in event.quote for event in events_of("# Strike in Lyon\n\nThe bakery is open."))


def test_confidence_ranks_a_told_act_above_a_possible_one() -> None:
    told = max(event.confidence for event in events_of("Police arrested four nurses in Lyon."))
    possible = max(event.confidence for event in events_of("Police may arrest nurses."))
    assert told > possible


@pytest.mark.parametrize("text", ["", "…", "Strike!", "the the the the", "?" * 50, "a" * 3000])
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    read = read_text(text, id="t", language="en")
    if isinstance(read, Read):
        code_document(read.document, read.view, Settings())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_any_heap_of_words_gives_spans_that_hold_and_confidence_within_bounds(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if not text.strip():
        return
    for event in events_of(text):
        assert all(text[span.start : span.end] == span.text for span in spans(event))
        assert 0 <= event.confidence <= 1
