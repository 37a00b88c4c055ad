"""Linking a chronicle: events of several reports, actors, cases; keys and decisions stay."""

from pathlib import Path
from typing import Any

import pytest

from khronika.model import Target
from khronika.store import models
from khronika.work.chronicle import Chronicle
from khronika.work.ingest import add
from khronika.work.link import link
from khronika.work.review import decide, undo
from khronika.work.settings import Settings

FIRST = (
    "On 4 March 2024 some 400 nurses walked out at Lille's central hospital, the Open Ledger union said.\n\n"
    "Police detained Vera Kolmar, a union leader, at the gate. On 6 March a court in Lille sentenced Vera Kolmar to "
    "ten days of arrest for disobeying police."
)
SECOND = (
    "Nurses of the central hospital in Lille went on strike on 4 March 2024. "
    "Police said that 250 nurses walked out.\n\n"
    "Vera Kolmar was detained by police at the hospital that day, the Open Ledger union said."
)
OTHER = "On 20 June 2025 dockers in Lyon blocked the harbour gate over new rosters, the port authority said."


@pytest.fixture
def linked(chronicle: Chronicle, tmp_path: Path) -> Chronicle:
    """Give a chronicle with three reports, linked."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", OTHER)):
        (reports / name).write_text(text, encoding="utf8")
    add(chronicle, [reports], settings=Settings(language="en"))
    link(chronicle)
    return chronicle


def of_mode(mode: str) -> list[models.Event]:
    return list(models.Event.objects.filter(mode=mode))


def stands() -> dict[str, Any]:
    """Give everything that linking writes."""
    return {
        "events": sorted(models.Event.objects.values_list("pk", "body", "case")),
        "mentions": sorted(models.Mention.objects.values_list("pk", "event")),
        "actors": sorted(models.Actor.objects.values_list("pk", "name", "mentions", "first_day", "last_day")),
        "arguments": sorted(models.Argument.objects.exclude(actor=None).values_list("mention", "key", "actor")),
        "cases": sorted(models.Case.objects.values_list("pk", "custody")),
        "links": sorted(models.Link.objects.values_list("kind", "a", "b", "score", "ask", "status")),
    }


def test_one_strike_in_two_reports_is_one_event_of_two_sources(linked: Chronicle) -> None:
    [strike] = of_mode("strike")
    assert (strike.source_count, strike.place, strike.date_start) == (2, "Lille", "2024-03-04")
    assert set(strike.mentions.values_list("document__name", flat=True)) == {"a.txt", "b.txt"}
    [blockade] = of_mode("obstruction")
    assert blockade.mention_count == 1


def test_numbers_of_both_sides_stand_side_by_side(linked: Chronicle) -> None:
    [strike] = of_mode("strike")
    number = next(field for field in strike.body["fields"] if field["name"] == "number:actor")
    assert (number["chosen"]["low"], number["chosen"]["high"]) == (250, 400)
    assert number["chosen"]["by"]["authority"] == {"low": 250, "high": 250}


def test_a_person_is_one_actor_with_a_case_and_custody(linked: Chronicle) -> None:
    [vera] = models.Actor.objects.filter(kind="person", name__contains="Kolmar")
    assert vera.namings.count() == 2
    [case] = models.Case.objects.filter(actor=vera)
    assert case.title == vera.name
    assert {event.mode for event in case.events.all()} == {"detention", "administrative_arrest"}
    assert case.custody == "imprisoned"
    assert (vera.first_day, vera.last_day) == ("2024-03-04", "2024-03-06")


def test_linking_again_changes_nothing(linked: Chronicle) -> None:
    before = stands()
    assert link(linked).events == len(before["events"])
    assert stands() == before


def test_keys_stay_when_another_report_joins(linked: Chronicle, tmp_path: Path) -> None:
    [strike] = of_mode("strike")
    actors = set(models.Actor.objects.values_list("pk", flat=True))
    (tmp_path / "d.txt").write_text(
        "A day before the talks, on 4 March 2024, nurses struck at the central hospital of Lille.", encoding="utf8"
    )
    add(linked, [tmp_path / "d.txt"], settings=Settings(language="en"))
    link(linked)
    [again] = of_mode("strike")
    assert again.pk == strike.pk
    assert again.source_count == 3
    assert actors <= set(models.Actor.objects.values_list("pk", flat=True))


def test_what_a_person_said_of_two_mentions_stands_after_linking(linked: Chronicle) -> None:
    [strike] = of_mode("strike")
    a, b = sorted(
        [strike.mentions.filter(document__name=name).values_list("pk", flat=True)[0] for name in ("a.txt", "b.txt")]
    )
    target = Target("event_link", f"{a}|{b}")
    made = decide(by="vera", verb="not_same", target=target, revision=0)
    link(linked)
    assert models.Mention.objects.get(pk=a).event_id != models.Mention.objects.get(pk=b).event_id
    undo(made.id, by="vera", revision=made.id)
    link(linked)
    assert models.Mention.objects.get(pk=a).event_id == models.Mention.objects.get(pk=b).event_id


def test_a_chosen_value_and_a_protection_stand_after_linking(linked: Chronicle) -> None:
    [strike] = of_mode("strike")
    decide(by="vera", verb="choose", target=Target("event", strike.pk, "realis"), value="actual", revision=0)
    [vera] = models.Actor.objects.filter(kind="person", name__contains="Kolmar")
    protect = {"protection": "at_risk", "reason": "threatened", "public_role": ""}
    decide(by="vera", verb="protect", target=Target("actor", vera.pk), value=protect, revision=0)
    link(linked)
    [strike] = of_mode("strike")
    realis = next(field for field in strike.body["fields"] if field["name"] == "realis")
    assert realis["why"] == "decided by a person"
    assert models.Actor.objects.get(pk=vera.pk).protection == "at_risk"


def test_a_rejected_mention_tells_no_event(linked: Chronicle) -> None:
    [blockade] = of_mode("obstruction")
    mention = blockade.mentions.get()
    decide(by="vera", verb="reject", target=Target("mention", mention.pk), revision=0)
    link(linked)
    assert not models.Event.objects.filter(pk=blockade.pk).exists()
    assert models.Mention.objects.get(pk=mention.pk).event_id is None


def test_an_empty_chronicle_links_to_nothing(chronicle: Chronicle) -> None:
    assert link(chronicle).events == 0
