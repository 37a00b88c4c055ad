"""Two coders, blind to each other; their agreement, and what an adjudicator makes of their differences."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from made import mention_body, put_mention, span

from khronika.errors import ConflictError, DecisionError
from khronika.model import Decision, Target, argument_keys
from khronika.store import models
from khronika.work.adjudicate import adjudicate, adopt
from khronika.work.batches import (
    agreement_of,
    close,
    coding_of,
    differences,
    made_besides,
    make_batch,
    next_assigned,
    progress,
)
from khronika.work.decisions import about
from khronika.work.queue import QueueFilters
from khronika.work.review import decide, undo

KEYS = ("a", "b", "c", "d")


@pytest.fixture
def batch(document: models.Document) -> int:
    """Give a batch of four mentions for Ben and Eva."""
    for key in KEYS:
        put_mention(document, mention_body(key))
    for name in ("ann", "ben", "eva"):
        User.objects.create_user(name)
    return make_batch("first", ["ben", "eva"], by="ann").pk


def say(batch: int, by: str, verb: Any, key: str, field: str | None = None, value: Any = None) -> Decision:
    last = max((d.id for d in about("mention", key) if d.batch == batch and d.by == by), default=0)
    return decide(by=by, verb=verb, target=Target("mention", key, field), value=value, revision=last, batch=batch)


def both_accept(batch: int, *keys: str) -> None:
    for key in keys:
        say(batch, "ben", "accept", key)
        say(batch, "eva", "accept", key)


def row(key: str) -> models.Mention:
    return models.Mention.objects.get(pk=key)


def test_a_batch_gives_each_coder_every_mention(batch: int) -> None:
    assert [(p.user, p.done, p.total) for p in progress(batch)] == [("ben", 0, 4), ("eva", 0, 4)]
    assert [mention.pk for mention in next_assigned(batch, "ben")] == ["a", "b"]
    say(batch, "ben", "accept", "b")
    assert [mention.pk for mention in next_assigned(batch, "ben", after="a")] == ["c", "d"]
    assert [mention.pk for mention in next_assigned(batch, "ben", after="d")] == ["a", "c"]
    assert [mention.pk for mention in next_assigned(batch, "eva")] == ["a", "b"]


def test_the_same_seed_draws_the_same_sample(batch: int) -> None:
    def drawn(seed: int) -> set[str]:
        made = make_batch("sample", ["ben", "eva"], by="ann", sample=2, seed=seed)
        return set(made.assignments.values_list("mention", flat=True))

    assert drawn(7) == drawn(7)
    assert len(drawn(7)) == 2
    assert len({frozenset(drawn(seed)) for seed in range(12)}) > 1


def test_a_batch_needs_two_users_and_mentions_that_are_there(batch: int) -> None:
    for users, more in [
        (["ben"], {}), (["ben", "zoe"], {}), (["ben", "eva"], {"mentions": ["zz"]}),
        (["ben", "eva"], {"filters": QueueFilters(country="JP")}),
    ]:  # fmt: skip
        with pytest.raises(DecisionError):
            make_batch("x", users, by="ann", **more)  # type: ignore[arg-type]


def test_each_coder_sees_their_own_decisions_only(batch: int) -> None:
    say(batch, "ben", "correct", "a", "realis", "future")
    say(batch, "eva", "reject", "a")
    assert coding_of(batch, "ben", "a").body["realis"] == "future"
    assert coding_of(batch, "eva", "a").status == "rejected"
    assert (row("a").status, row("a").realis) == ("proposed", "actual")


def test_what_the_others_said_is_shown_only_to_who_has_finished(batch: int) -> None:
    for key in KEYS:
        say(batch, "ben", "accept", key)
    with pytest.raises(DecisionError, match="blind"):
        agreement_of(batch, by="eva")
    assert agreement_of(batch, by="ben")


def test_only_the_coders_of_an_open_batch_decide_in_it(batch: int) -> None:
    with pytest.raises(DecisionError, match="not in your share"):
        say(batch, "ann", "accept", "a")
    first = say(batch, "ben", "accept", "a")
    close(batch, by="ann")
    with pytest.raises(DecisionError, match="not open"):
        say(batch, "ben", "accept", "b")
    with pytest.raises(DecisionError, match="not open"):
        undo(first.id, by="ben", revision=first.id)


def test_taking_a_verdict_back_makes_a_mention_open_again(batch: int) -> None:
    first = say(batch, "ben", "accept", "a")
    assert progress(batch)[0].done == 1
    undo(first.id, by="ben", revision=first.id)
    assert progress(batch)[0].done == 0


def test_a_correction_alone_is_no_verdict(batch: int) -> None:
    say(batch, "ben", "correct", "a", "realis", "future")
    assert progress(batch)[0].done == 0


def test_agreement_is_told_field_by_field(batch: int) -> None:
    say(batch, "ben", "correct", "a", "mode", "march")
    say(batch, "ben", "accept", "a")
    say(batch, "eva", "accept", "a")
    say(batch, "ben", "reject", "b")
    say(batch, "eva", "accept", "b")
    both_accept(batch, "c", "d")
    assert models.Batch.objects.get(pk=batch).state == "adjudicating"
    told = {one.field: one for one in agreement_of(batch, by="ann")}
    assert (told["verdict"].units, told["verdict"].percent) == (4, 0.75)
    assert told["verdict"].alpha == pytest.approx(0)
    assert (told["mode"].units, told["mode"].percent) == (3, pytest.approx(2 / 3))
    assert (told["place"].percent, told["place"].alpha) == (1, None)
    assert [(d.mention, sorted(d.fields)) for d in differences(batch, by="ann")] == [
        ("a", ["mode"]),
        ("b", ["verdict"]),
    ]
    assert differences(batch, by="ann")[0].fields["mode"] == {"ben": "march", "eva": "strike"}


def test_what_the_adjudicator_takes_becomes_ordinary_decisions(batch: int) -> None:
    actor, _ = argument_keys(mention_body("a")["arguments"])
    police = {"role": "recipient", **span("Police"), "value": {"kind": "organisation", "name": "police"}}
    say(batch, "ben", "correct", "a", "mode", "march")
    say(batch, "ben", "reject", "a", "date")
    say(batch, "ben", "accept", "a")
    say(batch, "eva", "reject", "a", f"argument:{actor}")
    say(batch, "eva", "add", "a", "argument", police)
    say(batch, "eva", "accept", "a")
    both_accept(batch, "b", "c", "d")
    with pytest.raises(DecisionError, match=r"differ in actor, date, mode, recipient"):
        adjudicate(batch, "a", by="ann", take={}, revision=0)
    take = {"mode": "ben", "date": "eva", "actor": "eva", "recipient": "eva"}
    made = adjudicate(batch, "a", by="ann", take=take, revision=0)
    assert (row("a").status, row("a").mode, row("a").date_start) == ("corrected", "march", "2024-03-04")
    assert sorted(row("a").arguments.values_list("role", flat=True)) == ["number", "recipient"]
    assert {(d.by, d.batch, d.reason) for d in made} == {("ann", None, f"adjudication of batch {batch}")}
    with pytest.raises(ConflictError):
        adjudicate(batch, "a", by="ann", take=take, revision=0)


def test_a_rejection_that_is_taken_rejects(batch: int) -> None:
    say(batch, "ben", "reject", "a")
    say(batch, "eva", "accept", "a")
    both_accept(batch, "b", "c", "d")
    with pytest.raises(DecisionError, match="differ in verdict"):
        adjudicate(batch, "a", by="ann", take={}, revision=0)
    with pytest.raises(DecisionError, match="not coders"):
        adjudicate(batch, "a", by="ann", take={"verdict": "ann"}, revision=0)
    adjudicate(batch, "a", by="ann", take={"verdict": "ben"}, revision=0)
    assert row("a").status == "rejected"


def test_what_coders_agree_on_needs_no_choice(batch: int) -> None:
    for name in ("ben", "eva"):
        say(batch, name, "correct", "a", "mode", "march")
        say(batch, name, "accept", "a")
    both_accept(batch, "b", "c", "d")
    adjudicate(batch, "a", by="ann", take={}, revision=0)
    adjudicate(batch, "b", by="ann", take={}, revision=0)
    assert [(row(key).status, row(key).mode) for key in "ab"] == [("corrected", "march"), ("accepted", "strike")]


def test_type_and_mode_taken_from_two_coders_must_go_together(batch: int) -> None:
    say(batch, "ben", "correct", "a", "type", {"type": "COERCE", "mode": "arrest"})
    say(batch, "ben", "accept", "a")
    say(batch, "eva", "accept", "a")
    both_accept(batch, "b", "c", "d")
    with pytest.raises(DecisionError, match="no such mode"):
        adjudicate(batch, "a", by="ann", take={"type": "ben", "mode": "eva"}, revision=0)
    assert row("a").status == "proposed"


def test_what_a_coder_added_or_split_can_be_taken_over(batch: int, document: models.Document) -> None:
    quote = span("Police detained 26 of them.")
    body = {
        "document": "a.txt", "type": "COERCE", "mode": "detention", "trigger": span("detained"),
        "start": quote["start"], "end": quote["end"], "quote": quote["text"],
    }  # fmt: skip
    decide(by="ben", verb="add", target=Target("mention", ""), value=body, revision=0, batch=batch)
    split = say(batch, "ben", "split", "a", value={"mode": "march"})
    assert models.Mention.objects.count() == 4
    both_accept(batch, *KEYS)
    added, parted = made_besides(batch, by="ann")
    assert (added.verb, parted.id) == ("add", split.id)
    adopt(added.id, by="ann", revision=0)
    adopt(parted.id, by="ann", revision=0)
    assert models.Mention.objects.filter(status="added").count() == 2
    with pytest.raises(DecisionError):
        decide(
            by="ben", verb="add", target=Target("mention", ""), value=body | {"document": "b"}, revision=0, batch=batch
        )
