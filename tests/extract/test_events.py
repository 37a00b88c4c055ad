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


# Sentences with their report's day, the trigger that is asked about, and its day and town: "?" where only inferred.
TIMES_AND_PLACES = [
    ("en", "The protest was smaller than Saturday's march in Lyon.", "protest", None, None),
    ("en", "The group will dismiss 120 workers under a deal reached last Wednesday.", "dismiss", None, None),
    ("en", "The last demonstration had been in 2018, the mayor said.", "demonstration", "2018-01-01", None),
    ("en", "The first demonstration, on 3 February, had changed nothing.", "demonstration", "2024-02-03", None),
    ("en", "Ann Lee, who had been arrested over a fire in Leeds and was let go on Monday, spoke.", "arrested",
     "2024-03-04?", "Leeds"),
    ("en", "In Leeds, where protesters had clashed since noon with police, it was quiet.", "clashed", None, "Leeds"),
    ("en", "The union thanked the drivers in Riga, who had stopped work for an hour.", "stopped work", None, "Riga"),
    ("en", "Two drivers were arrested and fined in Porto.", "arrested", None, "Porto"),
    ("en", "Police arrested ten on Friday. She had never struck before.", "struck", None, None),
    ("en", "They struck in Cork on Monday. The union, which condemned an attack in Galway on Friday, pays. It rallied.",
     "rallied", "2024-03-04?", "Cork?"),
    ("en", "Workers struck at noon; on 9 April a court sentenced the mayor.", "struck", None, None),
    ("ru", "Его задержали на улице Чернышевского в понедельник.", "задержали", "2024-03-04", None),
    ("ru", "Суд отправил его в СИЗО до 4 мая, Чурсанову спустя двое суток отпустили.", "отпустили", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "trigger", "when", "where"), TIMES_AND_PLACES)
def test_an_event_has_the_day_and_the_place_that_are_told_of_it(
    language: str, text: str, trigger: str, when: str | None, where: str | None
) -> None:
    event = next(event for event in events_of(text, language=language) if event.trigger.text == trigger)
    day, place = event.date, event.place
    assert (day.start.isoformat() + "?" * day.inferred if day and day.start else None) == when
    assert (place.name + "?" * place.inferred if place else None) == where


def test_what_was_done_was_not_done_after_its_report() -> None:
    beaten = events_of("He was beaten, and the bill against it goes to parliament next week.")[0]
    assert (beaten.trigger.text, beaten.date) == ("beaten", None)


def test_a_strike_that_will_end_is_under_way() -> None:
    assert events_of("The strike of the dockers will end on Friday.")[0].realis == "actual"
    assert events_of("The dockers will strike on Friday.")[0].realis != "actual"


def test_what_nobody_would_speak_of_is_not_denied() -> None:
    *_, arrested = events_of("He declined to say whether the police had arrested the student.")
    assert (arrested.trigger.text, arrested.realis) == ("arrested", "hypothetical")


def test_what_had_no_trouble_was_held() -> None:
    (event,) = events_of("The march in Leeds on Saturday had no trouble.")
    assert event.realis == "actual"
    assert events_of("Nobody marched in Leeds.")[0].realis == "negated"
