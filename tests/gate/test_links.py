"""The gold for linking is well-formed: spans hold what they say, types are the ontology's, ids lead somewhere."""

import json
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

from khronika.ontology import load

Bundle = dict[str, Any]

HERE = Path(__file__).parents[2] / "gate" / "links"
LANGUAGES = {"english": {"en"}, "russian": {"ru"}, "mixed": {"en", "ru"}}
FIELDS = {"id", "kind", "reports", "mentions", "events", "actors", "reprints"}
REPORT = {"id", "text", "publisher", "published", "language"}
MENTION = {"report", "start", "end", "trigger", "type", "mode", "event"}


def bundles(name: str) -> list[Bundle]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


EVERY = [pytest.param(name, bundle, id=bundle["id"]) for name in LANGUAGES for bundle in bundles(name)]
each_bundle = pytest.mark.parametrize(("name", "bundle"), EVERY)


def texts(bundle: Bundle) -> dict[str, str]:
    return {report["id"]: report["text"] for report in bundle["reports"]}


def names(bundle: Bundle) -> list[dict[str, Any]]:
    return list(chain.from_iterable(actor["names"] for actor in bundle["actors"]))


def overlapping(spans: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    ordered = sorted(spans, key=lambda span: (span["report"], span["start"]))
    pairs = pairwise(ordered)
    return [(one, two) for one, two in pairs if one["report"] == two["report"] and two["start"] < one["end"]]


def test_there_is_enough_of_each_language() -> None:
    enough = {"english": 14, "russian": 14, "mixed": 6}
    assert all(len(bundles(name)) >= least for name, least in enough.items())


def test_no_two_bundles_share_an_id() -> None:
    ids = [bundle["id"] for name in LANGUAGES for bundle in bundles(name)]
    assert len(ids) == len(set(ids))


@each_bundle
def test_a_bundle_has_the_fields_that_the_guide_names_and_no_others(name: str, bundle: Bundle) -> None:
    assert set(bundle) == FIELDS
    assert all(set(report) - {"title"} == REPORT for report in bundle["reports"])
    assert all(set(mention) == MENTION for mention in bundle["mentions"])
    assert all(set(event) == {"what", "case"} for event in bundle["events"].values())
    assert all(set(actor) == {"actor", "kind", "names"} for actor in bundle["actors"])
    assert all(set(span) == {"report", "start", "end", "text"} for span in names(bundle))
    assert {actor["kind"] for actor in bundle["actors"]} <= {"person", "organisation"}


@each_bundle
def test_a_bundle_is_three_to_six_reports_of_the_files_languages(name: str, bundle: Bundle) -> None:
    assert 3 <= len(texts(bundle)) == len(bundle["reports"]) <= 6
    assert {report["language"] for report in bundle["reports"]} == LANGUAGES[name]
    assert all(60 <= len(text.split()) <= 200 for text in texts(bundle).values())
    assert all(date.fromisoformat(report["published"]) for report in bundle["reports"])


@each_bundle
def test_each_span_holds_the_words_that_it_says(name: str, bundle: Bundle) -> None:
    told = [(span, span["trigger"]) for span in bundle["mentions"]] + [(span, span["text"]) for span in names(bundle)]
    text = texts(bundle)
    assert not [span for span, words in told if text[span["report"]][span["start"] : span["end"]] != words]
    assert all(words and words == words.strip() for _, words in told)


@each_bundle
def test_no_word_is_the_trigger_of_two_mentions_or_the_name_of_two_actors(name: str, bundle: Bundle) -> None:
    assert not overlapping(bundle["mentions"])
    assert not overlapping(names(bundle))


@each_bundle
def test_types_and_modes_are_those_of_the_ontology(name: str, bundle: Bundle) -> None:
    types = load().types
    told = {(mention["type"], mention["mode"]) for mention in bundle["mentions"]}
    assert not [(kind, mode) for kind, mode in told if kind not in types or mode not in {None, *types[kind].modes}]


@each_bundle
def test_events_and_mentions_lead_to_each_other(name: str, bundle: Bundle) -> None:
    assert {mention["event"] for mention in bundle["mentions"]} == set(bundle["events"])
    assert all(event["what"] for event in bundle["events"].values())
    assert len({actor["actor"] for actor in bundle["actors"]}) == len(bundle["actors"])


@each_bundle
def test_reprints_are_reports_of_the_bundle_the_first_published_first(name: str, bundle: Bundle) -> None:
    published = {report["id"]: report["published"] for report in bundle["reports"]}
    for copies in bundle["reprints"]:
        assert len(copies) >= 2
        assert [published[one] for one in copies] == sorted(published[one] for one in copies)


@each_bundle
def test_a_bundle_has_links_and_events_told_only_once(name: str, bundle: Bundle) -> None:
    told = [mention["event"] for mention in bundle["mentions"]]
    counts = {told.count(event) for event in bundle["events"]}
    assert 1 in counts
    assert max(counts) > 1
