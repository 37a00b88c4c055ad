"""An event shows for each field all values told, by whom, the chosen one and why."""

from datetime import date

import pytest
from told import mention, telling

from khronika.model import EventField
from khronika.resolve.assemble import assemble


def field(event: object, name: str) -> EventField:
    return next(one for one in event.fields if one.name == name)  # type: ignore[attr-defined]


def test_the_value_of_most_independent_sources_stands_and_the_other_is_kept_with_its_words() -> None:
    tellings = [
        telling(mention("m1", document="a", place="Lille"), source="a"),
        telling(mention("m2", document="b", place="Lille"), source="b"),
        telling(mention("m3", document="c", place="Arras"), source="c"),
    ]
    place = field(assemble(tellings), "place")
    assert place.chosen["name"] == "Lille"
    assert place.why == "told by the most independent sources"
    assert place.disputed
    assert [(told.value["name"], told.text, told.document) for told in place.told] == [
        ("Lille", "Lille", "a"), ("Lille", "Lille", "b"), ("Arras", "Arras", "c"),
    ]  # fmt: skip


def test_reprints_count_as_one_source() -> None:
    tellings = [
        telling(mention("m1", document="a", place="Arras"), source="a"),
        telling(mention("m2", document="b", place="Arras"), source="a"),
        telling(mention("m3", document="c", place="Lille", precision="settlement"), source="c"),
        telling(mention("m4", document="d", place="Lille"), source="d"),
    ]
    event = assemble(tellings)
    assert event.sources == 3
    assert field(event, "place").chosen["name"] == "Lille"


def test_a_month_supports_a_day_within_it_and_disputes_nothing() -> None:
    tellings = [
        telling(mention("m1", document="a", day=(date(2024, 3, 1), date(2024, 4, 1), "month")), source="a"),
        telling(mention("m2", document="b", day=(date(2024, 3, 4), date(2024, 3, 5), "day")), source="b"),
    ]
    told = field(assemble(tellings), "date")
    assert told.chosen == {"start": "2024-03-04", "end": "2024-03-05", "precision": "day"}
    assert told.why == "told by the most independent sources"
    assert not told.disputed


def test_what_a_person_decided_stands_over_any_number_of_sources() -> None:
    tellings = [telling(mention(f"m{n}", document=f"d{n}", place="Lille"), source=f"d{n}") for n in range(3)]
    tellings.append(telling(mention("m9", document="d9", place="Arras"), source="d9", decided={"place"}))
    place = field(assemble(tellings), "place")
    assert (place.chosen["name"], place.why) == ("Arras", "decided by a person")


def test_a_value_chosen_for_the_event_stands() -> None:
    event = assemble([telling(mention("m1", place="Lille"))], chosen={"realis": "negated"})
    assert event.realis == "negated"
    assert field(event, "realis").why == "decided by a person"


def test_numbers_are_a_range_by_type_of_source() -> None:
    tellings = [
        telling(mention("m1", document="a", number=300, speaker="police"), source="a"),
        telling(mention("m2", document="b", number=2000, speaker="the union"), source="b"),
        telling(mention("m3", document="c", number=1500, speaker="the union"), source="c"),
    ]
    number = field(assemble(tellings), "number:actor")
    assert number.chosen == {
        "low": 300, "high": 2000,
        "by": {"authority": {"low": 300, "high": 300}, "participant": {"low": 1500, "high": 2000}},
    }  # fmt: skip
    assert number.disputed


def test_who_says_so_is_told_by_words_for_roles_in_both_languages() -> None:
    speakers = {"police": "authority", "the miners' union": "participant", "an eyewitness": "witness", None: "media",
                "Jan Novak": "unknown"}  # fmt: skip
    for speaker, kind in speakers.items():
        event = assemble([telling(mention("m1", speaker=speaker))])
        assert field(event, "type").told[0].source_type == kind, speaker
    for speaker, kind in {"полиция": "authority", "профсоюз": "participant", "очевидцы": "witness"}.items():
        event = assemble([telling(mention("m1", speaker=speaker), language="ru")])
        assert field(event, "type").told[0].source_type == kind, speaker


def test_what_was_planned_and_then_done_is_done() -> None:
    tellings = [
        telling(mention("m1", document="a", realis="future"), source="a"),
        telling(mention("m2", document="b", realis="future"), source="b"),
        telling(mention("m3", document="c"), source="c"),
    ]
    assert assemble(tellings).realis == "actual"


def test_all_participants_are_chosen_and_one_actor_is_told_once_whatever_the_spelling() -> None:
    first = mention("m1", document="a", recipients=("Anna Vetrova",))
    second = mention("m2", document="b", recipients=("Анна Ветрова", "Pavel Sedov"))
    event = assemble([
        telling(first, source="a", actors={"Anna Vetrova": "p1"}),
        telling(second, source="b", actors={"Анна Ветрова": "p1"}),
    ])  # fmt: skip
    assert [one["name"] for one in field(event, "recipient").chosen] == ["Anna Vetrova", "Pavel Sedov"]


def test_a_denial_disputes_that_it_happened() -> None:
    tellings = [telling(mention("m1")), telling(mention("m2", document="b", speaker="police", relation="denies"))]
    assert field(assemble(tellings), "realis").disputed


def test_the_order_of_mentions_changes_nothing() -> None:
    tellings = [telling(mention(f"m{n}", document=f"d{n}", place=place), source=f"d{n}", published=date(2024, 3, n + 1))
                for n, place in enumerate(("Lille", "Arras", "Douai"))]  # fmt: skip
    assert assemble(tellings) == assemble(tellings[::-1])
    assert assemble(tellings).key == "m0"


def test_no_mention_is_no_event() -> None:
    with pytest.raises(ValueError, match="at least one"):
        assemble([])
