"""Deciding, taking back, and being told when somebody else decided in between."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from made import TEXT, make_document, mention_body, propose, put_mention, span

from khronika.errors import ConflictError, DecisionError
from khronika.model import Decision, Target, argument_keys
from khronika.store import models
from khronika.work.batches import make_batch
from khronika.work.chronicle import Chronicle
from khronika.work.decisions import about
from khronika.work.review import accept_all, decide, history, undo
from khronika.work.settling import resettle

M1 = Target("mention", "m1")
ACTOR_KEY = argument_keys(mention_body("m1")["arguments"])[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def chronicle(request: pytest.FixtureRequest, new_chronicle: Any) -> Chronicle:
    """Give an empty chronicle on each database."""
    made: Chronicle = new_chronicle(request.param)
    return made


def of(field: str) -> Target:
    return Target("mention", "m1", field)


def row() -> models.Mention:
    return models.Mention.objects.get(pk="m1")


def make(verb: Any, target: Target = M1, value: Any = None, revision: int | None = None, **more: Any) -> Decision:
    """Decide with knowledge of all that was decided before, as Ann."""
    known = max((d.id for d in about(target.kind, target.key) if d.batch is None), default=0)
    return decide(
        by=more.pop("by", "ann"), verb=verb, target=target, value=value,
        revision=known if revision is None else revision, **more,
    )  # fmt: skip


def test_an_accepted_mention_leaves_the_queue_and_says_who_when_and_under_which_versions(mention: object) -> None:
    made = make("accept", reason="read it twice")
    assert (row().status, row().revision) == ("accepted", made.id)
    written = models.Decision.objects.get(pk=made.id)
    assert (written.by, written.reason, written.seen) == ("ann", "read it twice", row().proposal.fingerprint)
    assert written.coder and written.codebook and written.at


def test_a_corrected_field_changes_body_columns_and_status(mention: object) -> None:
    value = {"start": "2024-03-01", "end": "2024-04-01", "precision": "month"}
    make("correct", of("date"), value)
    assert (row().status, row().date_start, row().date_precision) == ("corrected", "2024-03-01", "month")
    assert row().body["date"]["text"] is None
    assert models.Decision.objects.get().before["start"] == "2024-03-04"


def test_the_proposal_is_never_changed(mention: models.Mention) -> None:
    make("correct", of("type"), {"type": "COERCE", "mode": "arrest"})
    assert models.Proposal.objects.get(pk=mention.proposal_id).body == mention_body("m1")


def test_a_type_alone_leaves_the_mode_unknown(mention: object) -> None:
    make("correct", of("type"), "COERCE")
    assert (row().type, row().mode) == ("COERCE", "")


def test_arguments_are_corrected_rejected_and_added(mention: object) -> None:
    police = {"role": "actor", **span("Police"), "value": {"kind": "organisation", "name": "police"}}
    make("correct", of(f"argument:{ACTOR_KEY}"), police)
    assert row().arguments.get(key=ACTOR_KEY).name == "police"
    make("reject", of(f"argument:{ACTOR_KEY}"))
    assert not row().arguments.filter(key=ACTOR_KEY).exists()
    make("add", of("argument"), police)
    assert sorted(row().arguments.values_list("role", "name")) == [("actor", "police"), ("number", "")]


def test_a_second_person_is_told_and_nothing_is_overwritten(mention: object) -> None:
    make("reject", by="ann")
    with pytest.raises(ConflictError, match=r"ann decided in between: reject, 20\d\d-\d\d-\d\d \d\d:\d\d UTC"):
        make("accept", by="ben", revision=0)
    assert row().status == "rejected"
    assert models.Decision.objects.count() == 1


def test_of_two_who_decide_at_the_same_moment_one_is_told(mention: object) -> None:
    def attempt(by: str) -> str:
        try:
            decide(by=by, verb="accept", target=M1, revision=0)
        except ConflictError as error:
            return str(error)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(attempt, ["ann", "ben", "eva", "ida", "jon", "kim"]))
    assert answers.count("done") == 1
    assert all("decided in between: accept" in answer for answer in answers if answer != "done")
    assert models.Decision.objects.count() == 1


def test_undo_restores_what_was_and_can_itself_be_undone(mention: object) -> None:
    first = make("correct", of("realis"), "future")
    second = make("reject")
    third = undo(second.id, by="ben", revision=second.id)
    assert (row().status, row().realis, row().revision) == ("corrected", "future", third.id)
    fourth = undo(first.id, by="ben", revision=third.id)
    assert (row().status, row().body) == ("proposed", mention_body("m1"))
    undo(fourth.id, by="ben", revision=fourth.id)
    assert row().realis == "future"


def test_a_decision_is_taken_back_once(mention: object) -> None:
    first = make("reject")
    second = undo(first.id, by="ann", revision=first.id)
    with pytest.raises(DecisionError, match="taken back already"):
        undo(first.id, by="ann", revision=second.id)
    with pytest.raises(ConflictError):
        undo(second.id, by="ann", revision=first.id)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("date", {"start": "March"}, "not a date"),
        ("date", {"start": "2024-03-02", "end": "2024-03-01"}, "want start < end"),
        ("date", {"start": "2024-03-01", "text": span("nurses") | {"text": "On Monday"}}, "does not stand at"),
        ("type", "STRIKE", "no such type"),
        ("mode", "arrest", "no such mode"),
        ("realis", "maybe", "not a realis"),
        ("contexts", ["weather"], "no such context"),
        ("place", {"name": "Lille", "lat": 500.0}, "not degrees"),
        ("place", {"country": "FR"}, "name"),
        ("attribution", {"speaker": "CGT", "text": "the CGT union said"}, "without their place"),
        ("confidence", 1.0, "no such field"),
        ("argument:0123456789ab", None, "no argument"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(mention: object, field: str, value: Any, told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        make("correct", of(field), value)
    assert row().status == "proposed"
    assert not models.Decision.objects.exists()


def test_verbs_that_do_not_fit_are_refused(mention: object) -> None:
    for verb, target in [
        ("choose", M1), ("correct", M1), ("add", of("date")), ("reject", of("type")), ("same", M1),
        ("accept", Target("mention", "m0")),
    ]:  # fmt: skip
        with pytest.raises(DecisionError):
            make(verb, target)


def test_splitting_makes_a_second_mention_that_undo_takes_back(mention: object) -> None:
    changes = {"type": "COERCE", "mode": "detention", "trigger": span("walked out")}
    made = make("split", value=changes)
    second = models.Mention.objects.get(pk=made.value["into"])
    assert (second.status, second.type, second.mode, second.place) == ("added", "COERCE", "detention", "Lille")
    assert second.arguments.count() == 2
    assert second.pk != "m1" and row().status == "proposed"
    undo(made.id, by="ann", revision=made.id)
    second.refresh_from_db()
    assert second.status == "gone"


def test_a_split_stays_while_its_second_mention_is_decided_about(mention: object) -> None:
    made = make("split", value={"mode": "march"})
    make("accept", Target("mention", made.value["into"]))
    with pytest.raises(DecisionError, match="decided about since"):
        undo(made.id, by="ann", revision=made.id)


def test_undoing_the_second_mention_undoes_the_split(mention: object) -> None:
    made = make("split", value={"mode": "march"})
    added = about("mention", made.value["into"])[0]
    undo(added.id, by="ann", revision=added.id)
    assert [d.verb for d in about("mention", "m1")] == ["split", "undo"]


def test_merging_needs_another_mention_of_the_same_report(mention: object, document: models.Document) -> None:
    put_mention(document, mention_body("m2", "detained"))
    put_mention(make_document("b.txt", TEXT), mention_body("m3"))
    for into in ("m1", "m3", "m9", None):
        with pytest.raises(DecisionError):
            make("merge", value={"into": into})
    make("merge", value={"into": "m2"})
    assert row().status == "merged"
    with pytest.raises(DecisionError, match="is merged"):
        make("merge", Target("mention", "m2"), {"into": "m1"})


def test_a_mention_that_the_coder_missed_is_added(document: models.Document) -> None:
    quote = span("Police detained 26 of them.")
    body = {
        "document": "a.txt", "type": "COERCE", "mode": "detention", "trigger": span("detained"),
        "start": quote["start"], "end": quote["end"], "quote": quote["text"],
        "arguments": [{"role": "actor", **span("Police"), "value": {"kind": "organisation", "name": "police"}}],
    }  # fmt: skip
    made = decide(by="ann", verb="add", target=Target("mention", ""), value=body, revision=0)
    added = models.Mention.objects.get(pk=made.target.key)
    assert (added.status, added.mode, added.date_start, added.speaker) == ("added", "detention", "", "")
    assert added.body["attribution"]["relation"] == "states"
    again = decide(by="ann", verb="add", target=Target("mention", ""), value=body, revision=0)
    assert again.target.key != made.target.key


def test_an_added_mention_must_fit_the_text(document: models.Document) -> None:
    with pytest.raises(DecisionError):
        decide(by="ann", verb="add", target=Target("mention", ""), value={"document": "a.txt"}, revision=0)
    with pytest.raises(DecisionError, match="no document"):
        decide(by="ann", verb="add", target=Target("mention", ""), value={"document": "zz"}, revision=0)


def test_statements_and_relations_are_added_and_corrected(document: models.Document) -> None:
    quote = span("Vera Kolm, of the Open Ledger union, said that two of them had been dismissed.")
    passage = {"document": "a.txt", "start": quote["start"], "end": quote["end"], "quote": quote["text"]}
    said = decide(
        by="ann", verb="add", target=Target("statement", ""), revision=0,
        value={**passage, "speaker": {"name": "Vera Kolm", **span("Vera Kolm")}, "relation": "states"},
    )  # fmt: skip
    make("correct", Target("statement", said.target.key, "relation"), "accuses")
    assert models.Statement.objects.get().relation == "accuses"
    parties = {
        "subject": {"kind": "person", "name": "Vera Kolm", **span("Vera Kolm")},
        "object": {"kind": "organisation", "name": "Open Ledger", **span("Open Ledger")},
    }
    tie = decide(
        by="ann", verb="add", target=Target("relation", ""), revision=0,
        value={**passage, **parties, "relation": "member"},
    )  # fmt: skip
    make("reject", Target("relation", tie.target.key))
    assert models.Relation.objects.get().status == "rejected"


def test_history_tells_field_by_field_what_each_decision_changed(mention: object) -> None:
    make("correct", of("realis"), "future")
    second = make("reject", of(f"argument:{ACTOR_KEY}"), by="ben")
    undo(second.id, by="ann", revision=second.id)
    told = history(M1)
    assert [(r.decision.by, r.decision.verb, r.status) for r in told] == [
        ("ann", "correct", "corrected"), ("ben", "reject", "corrected"), ("ann", "undo", "corrected"),
    ]  # fmt: skip
    assert told[0].changes == (("realis", "actual", "future"),)
    assert [change[0] for change in told[1].changes] == [f"argument:{ACTOR_KEY}"]
    assert told[1].undone_by == told[2].decision.id


def test_what_changed_under_a_decision_returns_with_both_versions(mention: models.Mention) -> None:
    make("accept")
    old = mention.proposal
    row_now = row()
    row_now.proposal = propose(mention.document, "mention", "m1", mention_body("m1", mode="march"))
    row_now.save()
    settled = resettle("mention", row_now)
    assert (row().status, row().mode, settled.seen) == ("returned", "march", old.fingerprint)
    make("accept")
    assert row().status == "accepted"


def test_many_are_accepted_at_once_and_those_decided_in_between_are_named(
    mention: object, document: models.Document
) -> None:
    put_mention(document, mention_body("m2", "detained"))
    make("reject", by="ben")
    made, refused = accept_all({"m1": 0, "m2": 0}, by="ann")
    assert [d.target.key for d in made] == ["m2"]
    assert refused.keys() == {"m1"} and "ben decided in between" in refused["m1"]


def test_a_person_is_private_until_a_reason_and_a_public_role_are_given(chronicle: None) -> None:
    models.Actor.objects.create(key="a1", kind="person", name="Vera Kolm")
    target = Target("actor", "a1")
    with pytest.raises(DecisionError, match="needs a reason and the role"):
        make("protect", target, {"protection": "public"})
    made = make("protect", target, {"protection": "public", "reason": "speaks in public", "public_role": "chair"})
    actor = models.Actor.objects.get()
    assert (actor.protection, actor.public_role) == ("public", "chair")
    undo(made.id, by="ann", revision=made.id)
    assert models.Actor.objects.get().protection == "private"


def test_a_corrected_name_of_an_actor_is_given_back_by_undo(chronicle: None) -> None:
    models.Actor.objects.create(key="a1", kind="person", name="Vera Kolm")
    models.Actor.objects.update(protection="at_risk")
    made = make("correct", Target("actor", "a1", "name"), "Vera Holm")
    assert (models.Actor.objects.get().name, models.Actor.objects.get().protection) == ("Vera Holm", "at_risk")
    undo(made.id, by="ann", revision=made.id)
    assert models.Actor.objects.get().name == "Vera Kolm"


def test_links_are_decided_even_where_the_machine_never_thought_of_them(
    mention: object, document: models.Document
) -> None:
    put_mention(document, mention_body("m2", "detained"))
    target = Target("event_link", "m1|m2")
    made = make("same", target)
    link = models.Link.objects.get()
    assert (link.status, link.revision) == ("same", made.id)
    make("not_same", target)
    undone = undo(made.id + 1, by="ann", revision=made.id + 1)
    link.refresh_from_db()
    assert (link.status, link.revision) == ("same", undone.id)
    for wrong in ("m2|m1", "m1", "m1|m9"):
        with pytest.raises(DecisionError):
            make("same", Target("event_link", wrong))


def test_an_event_takes_only_values_that_are_told(mention: object, document: models.Document) -> None:
    elsewhere = {**row().body["place"], "name": "Roubaix", "geonames_id": 5}
    put_mention(document, mention_body("m2", "detained", place=elsewhere))
    make("accept")
    make("same", Target("event_link", "m1|m2"))
    event = models.Event.objects.get()
    told = {field["name"]: field for field in event.body["fields"]}
    assert (event.mention_count, event.disputed, len(told["place"]["told"])) == (2, True, 2)
    place = Target("event", event.pk, "place")
    other = next(one["value"] for one in told["place"]["told"] if one["value"]["name"] != event.place)
    with pytest.raises(DecisionError, match="no report"):
        make("choose", place, other | {"name": "Paris"})
    made = make("choose", place, other)
    assert models.Event.objects.get().place == other["name"]
    assert history(Target("event", event.pk))[0].changes[0][2] == other
    undo(made.id, by="ann", revision=made.id)
    assert models.Event.objects.get().place == event.place
    actors = make("choose", Target("event", event.pk, "actor"), told["actor"]["told"][0]["value"])
    assert actors.value == [told["actor"]["told"][0]["value"]]


def test_an_event_follows_what_is_decided_about_its_mentions(mention: object, document: models.Document) -> None:
    put_mention(document, mention_body("m2", "detained"))
    make("accept")
    make("accept", Target("mention", "m2"))
    assert models.Event.objects.count() == 2
    make("same", Target("event_link", "m1|m2"))
    assert models.Event.objects.get().mention_count == 2
    make("correct", of("mode"), "march")
    assert models.Event.objects.get().mode == "march"
    rejected = make("reject")
    assert (models.Event.objects.get().mention_count, models.Event.objects.get().mode) == (1, "strike")
    gone = make("reject", Target("mention", "m2"))
    assert not models.Event.objects.exists()
    undo(gone.id, by="ann", revision=gone.id)
    undo(rejected.id, by="ann", revision=rejected.id)
    assert {event.mention_count for event in models.Event.objects.all()} == {1}


def test_two_mentions_told_apart_make_two_events(mention: object, document: models.Document) -> None:
    put_mention(document, mention_body("m2", "detained"))
    make("accept")
    make("same", Target("event_link", "m1|m2"))
    make("not_same", Target("event_link", "m1|m2"))
    assert sorted(models.Event.objects.values_list("key", "mention_count")) == [("m1", 1), ("m2", 1)]


def test_a_blind_decision_is_seen_by_nobody_else_and_changes_nothing(mention: object) -> None:
    for name in ("ben", "eva"):
        User.objects.create_user(name)
    batch = make_batch("one", ["ben", "eva"], by="ann", mentions=["m1"])
    first = decide(by="ben", verb="reject", target=M1, revision=0, batch=batch.pk)
    decide(by="eva", verb="correct", target=of("realis"), value="future", revision=0, batch=batch.pk)
    with pytest.raises(ConflictError):
        decide(by="ben", verb="accept", target=M1, revision=0, batch=batch.pk)
    assert (row().status, row().revision, history(M1)) == ("proposed", 0, [])
    with pytest.raises(DecisionError, match="another person's"):
        undo(first.id, by="eva", revision=first.id + 1)
