"""Two actors that a person says are one are one at once, and two again when that is taken back."""

from pathlib import Path

import pytest
from made import make_document, mention_body, put_mention

from khronika.model import Target
from khronika.store import models
from khronika.work.chronicle import Chronicle
from khronika.work.decisions import about
from khronika.work.ingest import add
from khronika.work.link import link
from khronika.work.review import decide, history, undo
from khronika.work.settings import Settings

LINK = Target("actor_link", "n-a|n-b")


@pytest.fixture
def actors(chronicle: Chronicle) -> None:
    """Give Vera Kolm, told of in three reports, and В. Колм, at risk, told of in one."""
    for key, name, script, number in (("n-a", "Vera Kolm", "latin", 3), ("n-b", "В. Колм", "cyrillic", 1)):
        actor = models.Actor.objects.create(
            key=key, kind="person", name=name, mentions=number, first_day=f"2024-0{number}-01", last_day="2024-05-01",
            names=[{"text": name, "script": script, "language": None, "count": number}],
            protection="at_risk" if key == "n-b" else "private",
        )  # fmt: skip
        document = make_document(f"{key}.txt", "On Monday some 400 nurses walked out at Lille's hospital." * 9)
        models.Naming.objects.create(key=key, document=document, actor=actor, kind="person", name=name, body={})
        mention = put_mention(document, mention_body(f"m-{key}") | {"document": document.name})
        mention.arguments.filter(role="actor").update(actor=actor, naming=key)
        models.Statement.objects.create(
            key=f"s-{key}", document=document, speaker=name, speaker_actor=actor, relation="states", quote="", start=0,
            end=0, body={},
        )  # fmt: skip


def state() -> list[object]:
    """Give everything that names an actor."""
    return [
        list(models.Actor.objects.order_by("pk").values_list("pk", "name", "mentions", "protection", "first_day")),
        list(models.Naming.objects.order_by("pk").values_list("pk", "actor_id")),
        list(models.Argument.objects.order_by("pk").values_list("pk", "actor_id")),
        list(models.Statement.objects.order_by("pk").values_list("pk", "speaker_actor_id")),
    ]


def test_two_that_are_one_are_put_together_with_the_stricter_protection(actors: None) -> None:
    decide(by="ann", verb="same", target=LINK, revision=0)
    actor = models.Actor.objects.get()
    assert (actor.pk, actor.mentions, actor.first_day, actor.protection) == ("n-a", 4, "2024-01-01", "at_risk")
    assert [name["text"] for name in actor.names] == ["Vera Kolm", "В. Колм"]
    assert set(models.Naming.objects.values_list("actor_id", flat=True)) == {"n-a"}
    assert models.Argument.objects.filter(actor="n-a").count() == models.Statement.objects.count() == 2


def test_taking_it_back_parts_them_as_they_were(actors: None) -> None:
    before = state()
    made = decide(by="ann", verb="same", target=LINK, revision=0)
    undone = undo(made.id, by="ann", revision=made.id)
    assert state() == before
    undo(undone.id, by="ann", revision=undone.id)
    assert models.Actor.objects.count() == 1
    decide(by="ben", verb="not_same", target=LINK, revision=undone.id + 1)
    assert state() == before
    assert [r.changes for r in history(LINK)] == [()] * 4


def test_what_was_decided_about_the_one_that_stays_outlasts_the_parting(actors: None) -> None:
    made = decide(by="ann", verb="same", target=LINK, revision=0)
    value = {"protection": "public", "reason": "speaks in public", "public_role": "chair"}
    decide(by="ann", verb="protect", target=Target("actor", "n-a"), value=value, revision=0)
    undo(made.id, by="ann", revision=made.id)
    assert dict(models.Actor.objects.values_list("pk", "protection")) == {"n-a": "public", "n-b": "at_risk"}


def test_linking_keeps_what_people_said_of_an_actor(chronicle: Chronicle, tmp_path: Path) -> None:
    for name, text in {
        "a.txt": "Police detained Vera Kolm, a nurse, in Lille on 4 March 2024.",
        "b.txt": "Vera Kolm, a nurse, was fined in Lille on 5 March 2024.",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf8")
    add(chronicle, [tmp_path / "a.txt", tmp_path / "b.txt"], settings=Settings())
    link(chronicle)
    actor = models.Actor.objects.filter(name="Vera Kolm").order_by("-mentions").first()
    assert actor is not None
    shield = {"protection": "at_risk", "reason": "threatened", "public_role": ""}
    decide(by="ann", verb="protect", target=Target("actor", actor.pk), value=shield, revision=0)
    named = decide(
        by="ann", verb="correct", target=Target("actor", actor.pk, "name"), value="Vera Holm", revision=newest(actor.pk)
    )
    link(chronicle)
    actor.refresh_from_db()
    assert (actor.name, actor.protection) == ("Vera Holm", "at_risk")
    undo(named.id, by="ann", revision=named.id)
    link(chronicle)
    actor.refresh_from_db()
    assert (actor.name, actor.protection) == ("Vera Kolm", "at_risk")


def newest(actor: str) -> int:
    return max(decision.id for decision in about("actor", actor))
