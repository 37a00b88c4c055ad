"""What comes next in the queue."""

from typing import Any

import pytest
from made import mention_body, put_mention

from khronika.model import Target
from khronika.store import models
from khronika.work.chronicle import Chronicle
from khronika.work.queue import QueueFilters, next_in_queue, queue_page
from khronika.work.review import decide


@pytest.fixture(params=["sqlite", "postgresql"])
def chronicle(request: pytest.FixtureRequest, new_chronicle: Any) -> Chronicle:
    """Give an empty chronicle on each database."""
    made: Chronicle = new_chronicle(request.param)
    return made


@pytest.fixture
def queue(document: models.Document) -> models.Document:
    """Give mentions a to d, the most urgent first; c has returned, d is in Russia."""
    for number, key in enumerate("abcd"):
        place = mention_body(key)["place"] | {"country": "RU" if key == "d" else "FR"}
        row = put_mention(document, mention_body(key, place=place))
        models.Mention.objects.filter(pk=row.pk).update(
            priority=1 - number / 10, status="returned" if key == "c" else "proposed"
        )
    return document


def keys(filters: QueueFilters | None = None, after: str | None = None) -> list[str | None]:
    queued = next_in_queue(filters, after)
    return [mention.pk if mention else None for mention in (queued.mention, queued.following)]


def test_the_most_urgent_comes_first_and_the_one_after_it_is_ready(queue: object) -> None:
    assert keys() == ["a", "b"]
    assert keys(after="a") == ["b", "c"]


def test_behind_the_last_it_starts_again_with_what_was_passed_over(queue: object) -> None:
    assert keys(after="c") == ["d", "a"]
    assert keys(after="d") == ["a", "b"]


def test_what_is_decided_leaves_the_queue(queue: object) -> None:
    decide(by="ann", verb="accept", target=Target("mention", "b"), revision=0)
    assert keys(after="b") == ["c", "d"]
    for key in "acd":
        decide(by="ann", verb="reject", target=Target("mention", key), revision=0)
    assert keys() == [None, None]


def test_filters_narrow_the_queue(queue: object) -> None:
    assert keys(QueueFilters(country="RU")) == ["d", None]
    assert keys(QueueFilters(statuses=("returned",))) == ["c", None]
    assert keys(QueueFilters(since="2024-03-05")) == [None, None]
    assert keys(QueueFilters(document="a.txt", type="PROTEST", mode="strike", confidence_from=0.5)) == ["a", "b"]


def test_equal_priorities_go_by_key_and_none_is_passed_over(queue: object) -> None:
    models.Mention.objects.update(priority=0.5)
    assert [mention.pk for mention in queue_page(QueueFilters(), size=3)] == ["a", "b", "c"]
    assert [mention.pk for mention in queue_page(QueueFilters(), size=3, after="c")] == ["d"]
