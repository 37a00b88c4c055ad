"""Stages of one prosecution stay events of their own, of one case, with custody over time."""

from datetime import date

from told import day, mention, telling

from khronika.model import Event
from khronika.resolve.assemble import assemble
from khronika.resolve.cases import custody_now, find_cases

ANNA, PAVEL = {"Anna Vetrova": "anna"}, {"Pavel Sedov": "pavel"}


def event(id: str, type: str, mode: str, when: tuple[int, int, int] | None, **more: object) -> Event:
    who = more.pop("who", "Anna Vetrova")
    told = mention(id, type=type, mode=mode, day=day(*when) if when else None, recipients=(str(who),), **more)  # type: ignore[arg-type]
    return assemble([telling(told, actors=ANNA | PAVEL)])


def prosecution() -> list[Event]:
    return [
        event("e1", "COERCE", "search", (2024, 3, 1)),
        event("e2", "COERCE", "detention", (2024, 3, 1), place="Lille"),
        event("e3", "COERCE", "criminal_charge", (2024, 3, 2)),
        event("e4", "COERCE", "remand", (2024, 3, 3), place="Lille"),
        event("e5", "COERCE", "trial", (2024, 9, 1)),
        event("e6", "COERCE", "sentence", (2024, 10, 1), sentences=(("two years in prison", 2, "year"),)),
        event("e7", "CONCEDE", "release", (2025, 6, 1)),
    ]


def test_stages_are_events_of_one_case_in_order() -> None:
    [case] = find_cases(prosecution()[::-1])
    assert case.events == ("e1", "e2", "e3", "e4", "e5", "e6", "e7")
    assert case.person == "anna"


def test_custody_is_a_history_with_its_events() -> None:
    [case] = find_cases(prosecution())
    assert [(one.status, one.since, one.until) for one in case.custody] == [
        ("detained", date(2024, 3, 1), date(2024, 3, 3)),
        ("remanded", date(2024, 3, 3), date(2024, 10, 1)),
        ("imprisoned", date(2024, 10, 1), date(2025, 6, 1)),
        ("released", date(2025, 6, 1), None),
    ]
    assert custody_now(case) == "released"


def test_a_suspended_sentence_takes_nobody_into_prison() -> None:
    events = [
        event("e1", "COERCE", "trial", (2024, 9, 1)),
        event("e2", "COERCE", "sentence", (2024, 10, 1), sentences=(("two years suspended", 2, "year"),)),
    ]
    [case] = find_cases(events)
    assert case.custody == ()
    assert custody_now(case) == "unknown"


def test_two_persons_of_one_event_have_a_case_each() -> None:
    both = assemble([telling(mention("e1", type="COERCE", mode="detention", recipients=("Anna Vetrova", "Pavel Sedov")),
                             actors=ANNA | PAVEL)])  # fmt: skip
    charges = [event("e2", "COERCE", "criminal_charge", (2024, 3, 2)),
               event("e3", "COERCE", "criminal_charge", (2024, 3, 2), who="Pavel Sedov")]  # fmt: skip
    assert [(case.person, set(case.events)) for case in find_cases([both, *charges])] == [
        ("anna", {"e1", "e2"}), ("pavel", {"e1", "e3"}),
    ]  # fmt: skip


def test_a_detention_long_after_the_release_opens_another_case() -> None:
    events = [
        *prosecution(),
        event("e8", "COERCE", "detention", (2027, 1, 5)),
        event("e9", "COERCE", "fine", (2027, 1, 6)),
    ]
    first, second = find_cases(events)
    assert first.events[-1] == "e7"
    assert second.events == ("e8", "e9")


def test_another_article_is_another_case() -> None:
    events = [
        event("e1", "COERCE", "criminal_charge", (2024, 3, 1), articles=("article 318",)),
        event("e2", "COERCE", "trial", (2024, 4, 1), articles=("part 1 of article 318",)),
        event("e3", "COERCE", "criminal_charge", (2024, 5, 1), articles=("article 212",)),
        event("e4", "COERCE", "trial", (2024, 6, 1)),
    ]
    first, second = find_cases(events)
    assert (first.events, first.articles) == (("e1", "e2"), ("article 318",))
    assert second.articles == ("article 212",)


def test_what_was_only_planned_or_denied_is_no_stage() -> None:
    events = [
        event("e1", "COERCE", "trial", (2024, 9, 1), realis="future"),
        event("e2", "COERCE", "fine", (2024, 9, 2)),
    ]
    assert find_cases(events) == []


def test_quotes_tell_the_place_of_detention_and_who_is_a_minor() -> None:
    events = prosecution()[:4]
    quotes = {"e2": ["Police held 16-year-old Anna Vetrova."], "e4": ["Anna Vetrova was sent to SIZO-1."]}
    [case] = find_cases(events, quotes)
    assert case.minor is True
    assert case.places_of_detention == ("SIZO-1",)
    [unknown] = find_cases(events, {"e2": ["Police held Anna Vetrova with a 16-year-old."]})
    assert unknown.minor is None
