"""Mentions of one event are linked, and of several are not; what a person decided stands."""

import random
from datetime import date
from typing import Any

import msgspec
import pytest
from told import day, mention

from khronika.errors import DataError
from khronika.model import Quantity, Span, ToldPlace
from khronika.resolve.events import (
    LinkedDocument,
    LinkedMention,
    Linking,
    link_document,
    link_events,
    link_mention,
    tables,
)
from khronika.resolve.events.cluster import Clusters
from khronika.resolve.events.compare import compare
from khronika.resolve.events.durations import lasted
from khronika.resolve.events.pile import Pile, in_scenes
from khronika.resolve.events.profile import profile
from khronika.resolve.events.tables import likeness_of_modes, modes, weights

STORY = "nurses hospital ward staffing ratio union walkout pay emergency director"
OTHER = "quarry road trees residents lorries dust hearing council planning noise"


def document(
    key: str, text: str = STORY, language: str = "en", when: tuple[int, int, int] = (2024, 3, 5), **more: Any
) -> LinkedDocument:
    return link_document(key, text, language=language, day=date(*when), **more)


def one(id: str, text: str = STORY, **more: Any) -> LinkedMention:
    """Give a mention in a report of its own."""
    facts = {name: more.pop(name) for name in ("language", "when", "source", "marks") if name in more}
    return link_mention(mention(id, document=f"d-{id}", **more), document(f"d-{id}", text, **facts))


def linked(*mentions: LinkedMention, **decided: Any) -> list[tuple[str, ...]]:
    return list(link_events(mentions, **decided).clusters)


def test_two_reports_of_one_strike_are_linked_by_day_place_and_story() -> None:
    a = one("a", day=day(2024, 3, 4), place="Lille", actors=("nurses",))
    b = one("b", day=day(2024, 3, 4), place="Lille", trigger="stopped work", actors=("nurses",))
    assert linked(a, b) == [("a", "b")]


def test_a_stoppage_of_an_hour_is_not_the_strike_of_three_days() -> None:
    days = one("a", quote="The three-day strike was called off.", trigger="strike")
    hour = one("b", quote="They went on strike for an hour.", trigger="strike")
    untold = one("c", quote="The strike was called off.", trigger="strike")
    assert (days.lasted, hour.lasted, untold.lasted) == (72.0, 1.0, None)
    against = {"lasted_apart"}
    assert against <= dict(compare(profile(days), profile(hour))).keys()
    assert not against & dict(compare(profile(days), profile(untold))).keys()


@pytest.mark.parametrize(
    ("before", "behind", "language", "hours"),
    [
        ("who on Tuesday had ", " for an hour.", "en", 1),
        ("a 24-hour ", "", "en", 24),
        ("an hour-long ", "", "en", 1),
        ("the day had ", "", "en", None),
        ("went on ", " for ² hours", "en", None),
        ("Двухдневная ", "", "ru", 48),
        ("В Риге на час ", " троллейбусы", "ru", 1),
        ("Двогодинний попереджувальний ", "", "uk", 2),
        ("la ", " d'une heure", "fr", 1),
        ("une ", " de deux jours", "fr", 48),
    ],
)
def test_how_long_an_event_lasted_is_read_beside_its_words(
    before: str, behind: str, language: str, hours: float | None
) -> None:
    assert lasted(before, behind, language) == hours


def test_a_report_without_a_date_is_linked_by_its_story_and_the_day_it_was_published() -> None:
    a = one("a", day=day(2024, 3, 4), place="Lille", actors=("nurses",))
    b = one("b", place="Lille", actors=("nurses",), when=(2024, 3, 6))
    assert linked(a, b) == [("a", "b")]


@pytest.mark.parametrize("other", [
    {"day": day(2024, 6, 20), "place": "Lille"},
    {"day": day(2024, 3, 4), "place": "Lyon"},
    {"day": day(2024, 3, 4), "place": "Lille", "type": "COERCE", "mode": "detention"},
])  # fmt: skip
def test_another_day_town_or_kind_is_another_event(other: dict[str, Any]) -> None:
    assert linked(one("a", day=day(2024, 3, 4), place="Lille"), one("b", **other)) == [("a",), ("b",)]


def test_two_persons_detained_on_one_day_are_two_events() -> None:
    told = {"type": "COERCE", "mode": "detention", "trigger": "detained", "day": day(2024, 3, 4), "place": "Lille"}
    a, b = one("a", recipients=("Anna Vetrova",), **told), one("b", recipients=("Pavel Sedov",), **told)
    assert linked(a, b) == [("a",), ("b",)]
    assert linked(a, one("c", recipients=("Anna Vetrova",), **told)) == [("a", "c")]


def test_stages_of_a_prosecution_are_events_of_their_own() -> None:
    stages = ("search", "detention", "criminal_charge", "remand", "trial", "sentence")
    told = {"type": "COERCE", "day": day(2024, 3, 4), "place": "Lille", "recipients": ("Anna Vetrova",)}
    mentions = [one(f"m{at}", mode=mode, trigger=mode, **told) for at, mode in enumerate(stages)]
    assert linked(*mentions) == [(f"m{at}",) for at in range(len(stages))]


def test_a_strike_that_lasts_is_one_event_over_its_days() -> None:
    a = one("a", day=day(2024, 3, 4), place="Lille", actors=("nurses",))
    b = one("b", day=day(2024, 3, 9), place="Lille", actors=("nurses",), when=(2024, 3, 9))
    assert linked(a, b) == [("a", "b")]


def test_reports_in_two_languages_are_linked_by_what_means_the_same_in_both() -> None:
    marks = ("place:2998324", "person:vtrv", "number:400")
    a = one("a", day=day(2024, 3, 4), place="Lille", actors=("nurses",), marks=marks)
    b = one("b", "медсёстры больница палата профсоюз", language="ru", trigger="бастуют", day=day(2024, 3, 4),
            place="Lille", actors=("медсёстры",), marks=marks)  # fmt: skip
    assert linked(a, b) == [("a", "b")]


def test_mentions_of_one_report_without_details_go_to_its_event() -> None:
    report = document("d")
    a = link_mention(mention("a", document="d", day=day(2024, 3, 4), place="Lille", actors=("nurses",)), report)
    b = link_mention(mention("b", document="d", trigger="walkout", start=300, quote="The walkout goes on."), report)
    assert linked(a, b) == [("a", "b")]


def test_what_is_told_without_a_place_is_taken_to_have_been_where_its_report_last_told_of_something() -> None:
    report, other = document("d"), document("e")
    told = link_mention(mention("a", document="d", place="Lille"), report)
    bare = link_mention(mention("b", document="d", trigger="walkout", start=300), report)
    said = link_mention(mention("c", document="d", type="ACCUSE", mode=None, start=600), report)
    alone = link_mention(mention("e", document="e", start=300), other)
    quote = "She had never struck before."
    never = link_mention(mention("f", document="d", trigger="struck", realis="negated", quote=quote, start=900), report)
    places = {one.key: one.place for one in in_scenes([bare, said, alone, told, never])}
    assert told.place is not None
    supposed = msgspec.structs.replace(told.place, inferred=True)
    assert places == {"a": told.place, "b": supposed, "c": None, "e": None, "f": None}


def test_two_words_of_one_sentence_are_rather_two_events() -> None:
    report = document("d")
    quote = "The rally was larger than the demonstration before it."
    a, b = (
        link_mention(mention(word, document="d", mode="demonstration", trigger=word, quote=quote), report)
        for word in ("rally", "demonstration")
    )
    assert linked(a, b) == [("demonstration",), ("rally",)]


def test_the_same_kind_of_event_in_another_story_is_not_linked() -> None:
    a = one("a", day=day(2024, 3, 4))
    b = one("b", OTHER, day=day(2024, 3, 4), trigger="downed tools", when=(2024, 3, 20))
    assert linked(a, b) == [("a",), ("b",)]


def test_what_a_person_decided_stands() -> None:
    a, b = one("a", day=day(2024, 3, 4), place="Lille"), one("b", day=day(2024, 3, 4), place="Lille")
    c = one("c", OTHER, day=day(2023, 1, 1), place="Lyon")
    assert linked(a, b, not_same=[("a", "b")]) == [("a",), ("b",)]
    assert linked(a, c, same=[("a", "c")]) == [("a", "c")]
    assert linked(a, b, c, same=[("a", "c")], not_same=[("b", "c")]) == [("a", "c"), ("b",)]
    assert linked(a, same=[("a", "not here")]) == [("a",)]


def pile() -> list[LinkedMention]:
    made = []
    for number in range(40):
        place = ("Lille", "Arras", "Lyon", None)[number % 4]
        when = day(2024, 3, 1 + number % 5) if number % 3 else None
        text = STORY if number % 2 else OTHER
        made.append(one(f"m{number:02}", text, day=when, place=place, actors=("nurses",) if number % 7 else ()))
    return made


def test_the_order_of_mentions_changes_nothing_and_twice_is_once() -> None:
    mentions = pile()
    first = link_events(mentions)
    for seed in range(3):
        random.Random(seed).shuffle(mentions)
        assert link_events(mentions) == first
    assert sorted(key for cluster in first.clusters for key in cluster) == sorted(m.key for m in mentions)


def test_a_proposal_says_why_and_what_asks_was_not_linked() -> None:
    linking = link_events(pile())
    home = {key: at for at, members in enumerate(linking.clusters) for key in members}
    assert linking.proposals
    for proposal in linking.proposals:
        assert proposal.why
        assert 0 <= proposal.score <= 1
        assert (home[proposal.a] == home[proposal.b]) != proposal.ask


def test_nothing_gives_nothing() -> None:
    assert link_events([]) == Linking((), ())


def test_modes_that_reports_use_for_one_another_are_a_table() -> None:
    assert likeness_of_modes(("PROTEST", "march"), ("PROTEST", "demonstration")) == "like_mode"
    assert likeness_of_modes(("PROTEST", "strike"), ("PROTEST", None)) == "same_type"
    assert likeness_of_modes(("COERCE", "fine"), ("COERCE", None)) == "any_mode"
    assert likeness_of_modes(("COERCE", "trial"), ("COERCE", "sentence")) is None
    assert all(row.families and row.days >= 0 for row in modes().values())
    assert all(weight.says for weight in weights().values())


@pytest.mark.parametrize(("trigger", "quote"), [
    ("rallies", "They said that the two rallies had changed nothing."),
    ("rallies", "They keep up the weekly rallies."),
    ("rallied", "They rallied in at least six other large cities."),
    ("rallied", "They have rallied there every Friday since May."),
    ("митингуют", "Они митингуют у мэрии каждую пятницу."),
])  # fmt: skip
def test_a_whole_and_its_part_speak_against_one_another(trigger: str, quote: str) -> None:
    whole = one("a", mode="demonstration", trigger=trigger, quote=quote)
    assert whole.whole
    part = one("b", mode="demonstration", trigger="rally", quote="The rally ended quietly.", place="Lyon")
    assert not part.whole
    assert (Clusters(Pile([whole, part])).features(0, 1) or {})["part_and_whole"] == 1.0


def test_what_is_told_of_one_town_is_no_whole_though_its_sentence_names_many() -> None:
    told = one("a", trigger="struck", quote="They struck, as others did in six towns.", place="Lille")
    assert not told.whole


def test_a_year_that_stands_elsewhere_in_the_sentence_says_nothing_of_when() -> None:
    long_ago = (date(2022, 1, 1), date(2023, 1, 1), "year")
    a = one("a", day=day(2024, 3, 4), place="Lille", actors=("nurses",))
    b = one("b", day=long_ago, inferred=True, place="Lille", actors=("nurses",))
    c = one("c", day=long_ago, place="Lille", actors=("nurses",))
    assert linked(a, b) == [("a", "b")]
    assert linked(a, c) == [("a",), ("c",)]


def features(*mentions: LinkedMention) -> dict[str, float]:
    return Clusters(Pile(mentions)).features(0, 1) or {}


def test_what_is_still_planned_when_another_is_done_is_another() -> None:
    done = one("a", when=(2024, 3, 5), place="Lille")
    assert "still_to_come" in features(done, one("b", realis="future", when=(2024, 3, 6), place="Lille"))
    assert "still_to_come" not in features(done, one("b", realis="future", when=(2024, 3, 2), place="Lille"))


def test_what_is_done_on_a_condition_may_be_what_is_planned_and_two_only_spoken_of_are_seldom_one() -> None:
    threatened = one("a", realis="hypothetical")
    assert "open_realis" not in features(threatened, one("b", realis="future"))
    assert "open_realis" in features(threatened, one("b", realis="actual"))
    assert "both_open" in features(threatened, one("b", realis="generic"))


def test_one_told_by_name_is_not_the_several_told_by_number() -> None:
    told = {"type": "COERCE", "mode": "detention", "trigger": "detained", "day": day(2024, 3, 4)}
    named = one("a", recipients=("Anna Vetrova",), **told)
    several = one("b", "hospital police gate crowd evening mayor statement", quote="Thirteen were detained.", **told)
    counted = msgspec.structs.replace(several, numbers=(Quantity(13, 13, False, "recipient"),))
    assert "one_of_several" in features(named, counted)
    assert linked(named, counted) == [("a",), ("b",)]
    alone = msgspec.structs.replace(several, numbers=(Quantity(1, 1, False, "recipient"),))
    assert "one_of_several" not in features(named, alone)
    assert linked(named, alone) == [("a", "b")]


def test_what_is_told_as_done_was_not_done_after_its_report() -> None:
    done = one("a", day=day(2024, 3, 4), place="Lille", actors=("nurses",))
    misread = (date(2024, 9, 1), date(2024, 12, 1), "season")
    assert linked(done, one("b", day=misread, place="Lille", actors=("nurses",))) == [("a", "b")]
    next_week = one("b", day=day(2024, 3, 14), place="Lille", actors=("nurses",), mode="demonstration")
    assert features(one("a", day=day(2024, 3, 4), mode="demonstration"), next_week) == {}


def test_a_day_told_by_one_mention_of_a_cluster_speaks_for_all_of_it() -> None:
    told = {"actors": ("nurses",), "mode": "demonstration", "trigger": "rallied"}
    a, b = one("a", day=day(2024, 3, 4), **told), one("b", when=(2024, 3, 6), **told)
    clusters = Clusters(Pile([a, b, one("c", day=day(2024, 4, 25), when=(2024, 3, 6), inferred=True, **told)]))
    clusters.join(0, 1)
    features = clusters.features(0, 2) or {}
    assert features["days_apart"] == 1.0
    assert not features["day_unknown"]


def test_a_word_that_fits_any_kind_goes_to_the_event_of_its_type() -> None:
    a = one("a", day=day(2024, 3, 4), actors=("nurses",))
    b = one("b", mode=None, trigger="protest", quote="The protest goes on.", when=(2024, 3, 6))
    assert linked(a, b) == [("a", "b")]


def test_an_unknown_reach_of_a_pattern_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "rows", lambda name, columns: iter([(7, ["anywhere", "x"])]))
    with pytest.raises(DataError, match=r"wholes\.tsv:7: no such reach 'anywhere'"):
        tables.wholes.__wrapped__()


def test_another_event_of_a_report_is_not_the_one_before_it() -> None:
    facts = document("r")
    quote = "They spoke of another strike."
    first = link_mention(mention("a", document="r", place="Lille"), facts)
    other = mention(
        "b", document="r", place="Lille", trigger="strike", start=len("They spoke of another "), quote=quote
    )
    second = link_mention(other, facts)
    assert second.another and not first.another
    assert linked(first, second) == [("a",), ("b",)]


def test_what_never_happened_is_no_event_that_others_tell() -> None:
    quote = "She had never struck before."
    told = mention("a", realis="negated", trigger="struck", start=len("She had never "), quote=quote)
    assert link_mention(told, document("r")).realis == "generic"
    denied = mention(
        "b", realis="negated", trigger="struck", start=len("They deny that they "), quote="They deny that they struck."
    )
    assert link_mention(denied, document("r")).realis == "negated"


def test_what_a_report_tells_as_done_is_not_what_was_done_after_it() -> None:
    undated = one("a", mode="demonstration", when=(2024, 3, 5))
    later = one("b", mode="demonstration", day=day(2024, 3, 8), when=(2024, 3, 9))
    assert "days_apart" in features(undated, later)
    planned = one("c", mode="demonstration", realis="future", when=(2024, 3, 5))
    assert "days_apart" not in features(planned, later)


def test_reports_a_week_apart_may_tell_the_next_of_a_weekly_habit() -> None:
    undated = one("a", mode="demonstration", when=(2024, 3, 12))
    six, seven = (one(f"b{n}", mode="demonstration", day=day(2024, 3, n), when=(2024, 3, 7)) for n in (6, 5))
    assert "day_unknown" in features(undated, six)
    assert "day_unknown" not in features(undated, seven)


def test_what_is_counted_in_years_may_lie_half_a_year_off() -> None:
    exact = one("a", day=day(2022, 11, 5), when=(2022, 11, 7))
    year = (date(2023, 1, 1), date(2024, 1, 1), "year")
    counted = mention("b", document="d-b", day=year)
    assert counted.date is not None
    for words, may_be_one in (("two years ago", True), ("2023", False)):
        told = msgspec.structs.replace(counted.date, text=Span(0, len(words), words))
        later = link_mention(msgspec.structs.replace(counted, date=told), document("d-b", when=(2025, 2, 18)))
        assert ("days_overlap" in features(exact, later)) == may_be_one


def test_two_dates_wider_than_a_year_overlap_little() -> None:
    decade = (date(1990, 1, 1), date(2000, 1, 1), "decade")
    assert features(one("a", day=decade), one("b", day=decade))["days_overlap"] == 0.1


def test_what_is_told_of_a_country_may_be_the_whole_that_another_counts() -> None:
    whole = one("a", trigger="struck", quote="They struck across the country.", start=5)
    france = ToldPlace("France", "FR", None, 3017382, 46.0, 2.0, "country", Span(0, 6, "France"))
    country = msgspec.structs.replace(one("b"), place=france)
    assert whole.whole and not country.whole
    assert "part_and_whole" not in features(whole, country)
    assert "part_and_whole" in features(whole, one("c", place="Lille"))


def test_an_item_of_a_digest_is_of_another_story_than_those_around_it() -> None:
    digest = document("d", f"{STORY} Ghent tram drivers toilets terminus", when=(2024, 3, 6))
    told = [
        mention("a", document="d", quote="Lille: nurses walked out over staffing.", place="Lille"),
        mention("b", document="d", quote="They walked out over staffing.", place="Lille", start=90),
    ]
    item, rest = (link_mention(each, digest) for each in told)
    assert (item.item, rest.item) == (True, False)
    other = one("c", "tram drivers toilets terminus Ghent wages", quote="Drivers walked out over toilets.")
    features = {m.key: dict(Pile([m, other]).compare_words(0, 1)) for m in (item, rest)}
    assert features["a"]["documents"] < features["b"]["documents"]
