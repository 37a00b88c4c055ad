"""The counts of the queue, kept in memory: loaded again beside the pages that read them, once they have changed."""

import time
from collections.abc import Iterator

import pytest
from filled import fill

from khronika.store import tally
from khronika.store.models import Mention, Tally
from khronika.web.queueing import cube
from khronika.work.chronicle import Chronicle


@pytest.fixture
def kept(chronicle: Chronicle, monkeypatch: pytest.MonkeyPatch) -> Iterator[cube.Kept]:
    """Give the counts of a chronicle as if it were large: loading them is dear."""
    fill()
    if not Tally.objects.exists():
        tally.count(added=map(tally.counted, Mention.objects.all()))
    monkeypatch.setattr(cube, "CHEAP", -1.0)
    monkeypatch.setattr(cube, "SHARE", 0)
    monkeypatch.setattr(cube, "WAIT", 0.0)
    one = cube.Kept()
    yield one
    settle(one)


def settle(kept: cube.Kept) -> None:
    """Wait until nothing is loaded any more."""
    until = time.monotonic() + 10
    while kept._is_loading and time.monotonic() < until:
        time.sleep(0.01)


def waiting(kept: cube.Kept) -> int:
    """Count what waits, as the second of two pages does."""
    kept.give()
    settle(kept)
    return kept.give().total({"status": ["proposed"]})


def test_what_changed_is_counted_by_the_next_page(kept: cube.Kept) -> None:
    before = waiting(kept)
    assert before == Mention.objects.filter(status="proposed").count() > 0
    row = Tally.objects.filter(status="proposed").first()
    assert row
    Tally.objects.filter(pk=row.pk).update(number=row.number + 2)
    assert waiting(kept) == before + 2


def test_what_did_not_change_is_not_read_again(kept: cube.Kept) -> None:
    first = kept.give()
    waiting(kept)
    assert kept.give() is first


def test_an_answer_that_is_kept_is_that_of_its_question(kept: cube.Kept) -> None:
    whole = kept.give()
    asked = [{}, {"status": ["proposed"]}, {"status": ["proposed"], "type": ["COERCE"]}, {"type": ["COERCE"]}]
    fresh = [cube.load().count("type", part) for part in asked]
    assert [whole.count("type", part) for part in asked * 2] == fresh * 2
    assert len({str(answer) for answer in fresh}) > 1


def test_answers_to_ever_new_questions_do_not_pile_up(kept: cube.Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cube, "REMEMBERED", 3)
    whole = kept.give()
    for number in range(10):
        whole.count("type", {"country": [f"X{number}"]})
    assert len(whole.answers) <= 3
