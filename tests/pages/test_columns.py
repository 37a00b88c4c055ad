"""Events in memory are those of the tables, whatever changed them, on both databases."""

import pytest
from filled import fill

from khronika.store.columns import Filter, by_place, current, filtered, forget, spread
from khronika.store.models import Actor, Argument, Event, Mention
from khronika.work.chronicle import Chronicle


@pytest.fixture
def filled(chronicle: Chronicle) -> Chronicle:
    forget()
    fill()
    return chronicle


def keys(query: str = "", **asked: object) -> set[str]:
    snapshot = current()
    left = filtered(snapshot, Filter(**asked), query)  # type: ignore[arg-type]  # parts of a filter
    return {snapshot.words.keys[at] for at in left.positions()}


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, {"m1", "m3", "m4"}),
        ({"type": "PROTEST"}, {"m3", "m4"}),
        ({"mode": "PROTEST/march"}, {"m3"}),
        ({"country": "FR"}, {"m1"}),
        ({"language": "ru"}, {"m1"}),
        ({"review": "open"}, {"m1", "m3", "m4"}),
        ({"review": "reviewed"}, set()),
        ({"disputed": "yes"}, {"m1"}),
        ({"sources": "2"}, {"m1"}),
        ({"since": "2024-03-01", "until": "2024-03-31"}, {"m1", "m3", "m4"}),
        ({"until": "2023-12-31"}, {"m4"}),
        ({"place": 2998324}, {"m1"}),
        ({"box": (-10.0, 38.0, 0.0, 42.0)}, {"m3", "m4"}),
        ({"type": "nothing"}, set()),
    ],
)
def test_a_filter_leaves_what_it_names(filled: Chronicle, asked: dict[str, object], left: set[str]) -> None:
    assert keys(**asked) == left


def test_full_text_finds_events_by_any_of_their_mentions(filled: Chronicle) -> None:
    assert keys("picketing") == {"m4"}
    assert keys("задержаны") == {"m1"}
    assert keys("police -picketed") == {"m1"}
    assert keys("nothing at all like it") == set()


def test_facets_count_what_each_value_would_leave(filled: Chronicle) -> None:
    found = filtered(current(), Filter(type="COERCE"))
    assert found.facet("type") == [("PROTEST", 2), ("COERCE", 1)]
    assert found.facet("country") == [("FR", 1)]
    assert found.facet("months") == [("2024-03", 1)]


def test_a_decision_is_seen_at_once(filled: Chronicle) -> None:
    assert keys(review="reviewed") == set()
    Mention.objects.filter(key="m3").update(status="accepted")
    assert keys(review="reviewed") == {"m3"}
    Mention.objects.filter(key="m3").update(status="rejected")
    assert keys() == {"m1", "m4"}
    assert keys(review="rejected") == {"m3"}


def test_a_new_a_changed_and_a_removed_event_are_seen_at_once(filled: Chronicle) -> None:
    current()
    Event.objects.create(key="new", type="AID", mode="legal", realis="actual", country="GE", body={})
    Event.objects.filter(key="m1").update(country="DE")
    Mention.objects.filter(key="m4").update(event="new")
    Event.objects.filter(key="m4").delete()
    assert keys(country="GE") == {"new"}
    assert keys(country="DE") == {"m1"}
    assert keys() == {"m1", "m3", "new"}
    assert keys("picketed") == {"new"}


def test_an_argument_has_the_day_and_event_of_its_mention(filled: Chronicle) -> None:
    argument = Argument.objects.get(mention="m1", role="recipient")
    assert (argument.day, argument.event_key) == ("2024-03-04", "m1")
    mention = Mention.objects.get(key="m1")
    mention.date_start, mention.event = "2024-03-05", None
    mention.save()
    argument.refresh_from_db()
    assert (argument.day, argument.event_key) == ("2024-03-05", "")


def test_vague_dates_are_no_bars(filled: Chronicle) -> None:
    told = spread(filtered(current(), Filter()), "month")
    assert sum(map(sum, told.counts.values())) == 1
    assert sorted(number for *_, number in told.wider) == [1, 1]
    assert told.undated == 0


def test_places_are_counted(filled: Chronicle) -> None:
    snapshot = current()
    named = {snapshot.words.places.values[at].name: n for at, n in by_place(filtered(snapshot, Filter())).items()}
    assert named == {"Lille": 1, "Porto": 1, "Portugal": 1}
    precision = {place.name: place.precision for place in snapshot.words.places.values}
    assert precision == {"Lille": "settlement", "Porto": "settlement", "Portugal": "country"}


def test_an_order_is_the_days_newest_first_and_the_undated_last(filled: Chronicle) -> None:
    Event.objects.create(key="undated", type="AID", realis="actual", body={})
    snapshot = current()
    ordered = [snapshot.words.keys[at] for at in filtered(snapshot, Filter()).positions("day")]
    assert ordered == ["m1", "m3", "m4", "undated"]
    assert Actor.objects.count() == 3
