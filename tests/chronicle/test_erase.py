"""A person's right to be forgotten: no byte of their name stays, and everybody else's evidence keeps its place."""

import gzip
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import private_postgres
import pytest
from click.testing import CliRunner
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from made import NOW

from khronika.cli import commands
from khronika.errors import ArgumentError
from khronika.model import Target
from khronika.store import models
from khronika.store.search import search
from khronika.work.backup import back_up
from khronika.work.chronicle import Chronicle
from khronika.work.consistency import check
from khronika.work.erase import erase, find_actor, plan
from khronika.work.evidence import place_of
from khronika.work.ingest import add
from khronika.work.link import link as link_all
from khronika.work.purging import holds
from khronika.work.recode import recode
from khronika.work.review import decide, history, undo
from khronika.work.settings import Settings

REPORTS = {
    "strike.txt": "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said. Police detained Vera "
    "Quillmoor, a nurse, on Tuesday.\n\nQuillmoor's sister was fined. “We will not go back to work,” Vera Quillmoor "
    "said.\n\nVera Quillmoor, the leader of the Open Ledger union, was released on Wednesday. Boris Tavell was "
    "dismissed.\n",
    "vera-quillmoor.txt": "3 марта 2024 года в Казани задержали Веру Куиллмур. Борис Тавелл сообщил, что Куиллмур "
    "избили. Суд оштрафовал Веру Андреевну Куиллмур на 10 тысяч рублей.\n",
    "march.txt": "Students marched through Porto on Friday. Boris Tavell spoke.\n",
    "page.html": "<html><body><h1>Farmers block road</h1><p>Farmers blocked a road near Toulouse on Friday.</p>"
    "<nav>Read also: Vera Quillmoor detained</nav><script>var x = 'Vera Quillmoor';</script></body></html>",
}
FORMS = ("Quillmoor", "quillmoor", "QUILLMOOR", "Куиллмур", "куиллмур", "КУИЛЛМУР", "Vera Q", "Веру К", "Веру Андр")
NAMES = ["Vera Quillmoor", "Вера Куиллмур", "Вера Андреевна Куиллмур"]
HER, HIM = "a-vera", "a-boris"


@pytest.fixture(params=["sqlite", "postgresql"])
def chronicle(request: pytest.FixtureRequest, new_chronicle: Any) -> Chronicle:
    """Give an empty chronicle on each database."""
    made: Chronicle = new_chronicle(request.param)
    return made


@pytest.fixture
def told(chronicle: Chronicle, tmp_path: Path) -> Chronicle:
    """Give a chronicle of four reports in which Vera Quillmoor and Boris Tavell are linked, with decisions."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf8")
    add(chronicle, [folder], settings=Settings(published=None))
    link(HER, NAMES, ["strike.txt", "vera-quillmoor.txt"])
    link(HIM, ["Boris Tavell", "Борис Тавелл"], ["strike.txt", "vera-quillmoor.txt", "march.txt"])
    return chronicle


def link(key: str, names: list[str], documents: list[str]) -> None:
    """Do what the linker does: an actor, its accounts, and the arguments and speakers that are theirs."""
    actor = models.Actor.objects.create(key=key, kind="person", name=names[0], names=[{"text": n} for n in names])
    for document in models.Document.objects.filter(name__in=documents):
        naming = f"{key}-{document.pk}"
        company = [] if document.name == "march.txt" else ["Vera Quillmoor", "Boris Tavell"]
        body = {"name": names[0], "names": names, "company": company}
        models.Naming.objects.create(
            key=naming, document=document, actor=actor, kind="person", name=names[0], body=body
        )
        arguments = models.Argument.objects.filter(mention__document=document, name__in=names)
        arguments.update(actor=actor, naming=naming)
        models.Statement.objects.filter(document=document, speaker__in=names).update(speaker_actor=actor)
        models.Relation.objects.filter(document=document, subject__in=names).update(subject_actor=actor)


def her_mention() -> models.Mention:
    found = models.Mention.objects.filter(arguments__actor=HER, mode="detention", document__name="strike.txt").first()
    assert found is not None
    return found


def raw_bytes(chronicle: Chronicle) -> Iterator[tuple[str, bytes]]:
    """Give every file of the chronicle, and on PostgreSQL a dump and the files of the database."""
    for path in sorted(chronicle.folder.rglob("*")):
        yield str(path.relative_to(chronicle.folder)), str(path).encode()
        if path.is_file():
            yield str(path.relative_to(chronicle.folder)), path.read_bytes()
        if path.name.endswith(".tar.gz"):
            yield path.name, gzip.decompress(path.read_bytes())
    if connection.vendor == "postgresql":
        dump = private_postgres.find_program("pg_dump")
        assert dump
        url = chronicle.config.database
        yield "dump", subprocess.run([dump, url], check=True, capture_output=True).stdout
        with connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            base = Path(cursor.fetchone()[0]) / "base"
            cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
            folder = base / str(cursor.fetchone()[0])
        connection.close()
        if os.access(base, os.R_OK):
            for path in folder.iterdir():
                yield path.name, path.read_bytes()


def found_in(chronicle: Chronicle) -> list[tuple[str, str]]:
    """Give every file and form of the name that stands in it, in any encoding."""
    seen = []
    for name, data in raw_bytes(chronicle):
        for form in FORMS:
            coded = [form.encode(c) for c in ("utf-8", "utf-16-le", "utf-16-be")]
            coded += [json.dumps(form)[1:-1].encode(), json.dumps(form)[1:-1].upper().encode()]
            if any(each in data for each in coded):
                seen.append((name, form))
    return seen


def decide_a_lot() -> None:
    """Let people decide about everything that names her."""
    mention = her_mention()
    argument = mention.arguments.get(actor=HER)
    told = {n: getattr(argument, n) for n in ("role", "start", "end", "text")}
    first = decide(
        by="ann", verb="correct", target=Target("mention", mention.pk, f"argument:{argument.key}"), revision=0,
        value={**told, "value": {"kind": "person", "name": "Vera Andreevna Quillmoor"}}, reason="Quillmoor is her name",
    )  # fmt: skip
    second = decide(
        by="ann", verb="add", target=Target("mention", mention.pk, "argument"), revision=first.id,
        value={**told, "role": "actor", "value": {"kind": "person", "name": "Vera Quillmoor"}},
    )  # fmt: skip
    decide(by="ben", verb="accept", target=Target("mention", mention.pk), revision=second.id, reason="Vera Quillmoor!")
    decide(
        by="ann", verb="split", target=Target("mention", mention.pk), revision=second.id + 1, value={"mode": "arrest"}
    )
    models.Actor.objects.filter(pk=HER).update(public_role="a nurse")
    decide(by="ann", verb="correct", target=Target("actor", HER, "name"), value="Vera A. Quillmoor", revision=0)
    models.Link.objects.create(kind="actor_link", a=HER, b="a-zoe", score=1, why=["company: Vera Quillmoor"], ask=True)
    models.Link.objects.create(kind="actor_link", a=HIM, b="a-zoe", score=1, why=["company: Vera Quillmoor"], ask=True)
    decide(by="ann", verb="same", target=Target("actor_link", f"{HER}|a-zoe"), revision=0, reason="Quillmoor twice")
    event = models.Mention.objects.get(pk=mention.pk).event
    assert event and "Quillmoor" in str(event.body)
    of_her = next(field for field in event.body["fields"] if field["name"] == "recipient")["told"][0]["value"]
    decide(by="ann", verb="choose", target=Target("event", event.pk, "recipient"), value=of_her, revision=0)
    models.Case.objects.create(key="c1", actor_id=HER, title="Case of Vera Quillmoor", body={"person": HER})
    batch = models.Batch.objects.create(name="All about Vera Quillmoor", by="ann", at=NOW)
    assert batch.pk
    looked = {"target": "/people/?q=Vera+Quillmoor", "detail": {"q": "Веру Куиллмур"}}
    models.Audit.objects.create(at=NOW, by="ann", action="look", **looked)
    session = SessionStore()
    session["last_search"] = "Вера Куиллмур"
    session.create()


def test_the_reports_name_her_before(told: Chronicle) -> None:
    decide_a_lot()
    assert {form for _, form in found_in(told)} >= {"Quillmoor", "Куиллмур"}
    assert models.Statement.objects.filter(speaker_actor=HER).exists()
    assert plan(find_actor("vera quillmoor")).counts["documents"] == 2


def test_no_byte_of_her_name_stays_anywhere(told: Chronicle) -> None:
    decide_a_lot()
    old, _ = back_up(told)
    assert b"Vera Quillmoor" in gzip.decompress(old.read_bytes())
    erased = erase(told, HER, by="root", reason="Vera Quillmoor asked for it")
    assert found_in(told) == []
    assert erased.purged.left == ()
    assert (erased.purged.originals, erased.purged.backups) == (3, 1)
    [new] = told.backups.iterdir()
    assert new != old
    assert erased.counts["documents"] == 2
    assert not search("Quillmoor", "mention").exists() and not search("Куиллмур", "document").exists()


def test_a_tombstone_stays_and_says_nothing_of_the_name(told: Chronicle) -> None:
    erase(told, HER, by="root", reason="Vera Quillmoor asked for it")
    tombstone = models.Erasure.objects.get()
    assert (tombstone.actor, tombstone.by) == (HER, "root")
    assert tombstone.reason == "█" * len("Vera Quillmoor") + " asked for it"
    assert not models.Actor.objects.filter(pk=HER).exists()
    assert models.Audit.objects.get(action="erase").target == HER


def test_everything_else_keeps_its_place(told: Chronicle) -> None:
    before = {m.pk: (m.type, m.mode, m.start, m.end, m.date_start, m.place) for m in models.Mention.objects.all()}
    lengths = {d.pk: len(d.text) for d in models.Document.objects.all()}
    decide_a_lot()
    erase(told, HER, by="root")
    for document in models.Document.objects.all():
        assert len(document.text) == lengths[document.pk]
        for table in (models.Mention, models.Statement, models.Relation):
            for row in table.objects.filter(document=document):
                assert document.text[row.start : row.end] == row.quote
        for mention in models.Mention.objects.filter(document=document):
            for argument in [*mention.arguments.all()]:
                assert document.text[argument.start : argument.end] == argument.text
            assert mention.body["document"] == document.name
    after = {m.pk: (m.type, m.mode, m.start, m.end, m.date_start, m.place) for m in models.Mention.objects.all()}
    assert {key: after[key] for key in before} == before


def test_other_people_stay(told: Chronicle) -> None:
    spoke = models.Argument.objects.filter(actor=HIM).count()
    erase(told, HER, by="root")
    assert models.Actor.objects.get().pk == HIM
    assert models.Argument.objects.filter(actor=HIM).count() == spoke > 0
    assert "Boris Tavell was dismissed" in models.Document.objects.get(name="strike.txt").text
    assert models.Naming.objects.filter(actor=HIM).count() == 3
    march = models.Document.objects.get(name="march.txt")
    assert place_of(told.evidence, march.report.sha256).exists()


def test_her_words_and_ties_go_with_her(told: Chronicle) -> None:
    erase(told, HER, by="root")
    assert "not go back" not in models.Document.objects.get(name="strike.txt").text
    assert not models.Statement.objects.filter(quote__contains="not go back").exists()
    assert not models.Relation.objects.exists()


def test_decisions_stand_as_before_but_for_the_name(told: Chronicle) -> None:
    mention = her_mention()
    decide_a_lot()
    mention.refresh_from_db()
    verbs = [r.decision.verb for r in history(Target("mention", mention.pk))]
    roles = sorted(mention.arguments.values_list("role", flat=True))
    erase(told, HER, by="root")
    mention.refresh_from_db()
    assert mention.status == "corrected"
    assert sorted(mention.arguments.values_list("role", flat=True)) == roles
    revisions = history(Target("mention", mention.pk))
    assert [r.decision.verb for r in revisions] == verbs
    last = revisions[-1].decision.id
    undo(revisions[0].decision.id, by="ann", revision=last)
    mention.refresh_from_db()
    assert len(mention.body["arguments"]) == len(roles)


def test_what_was_erased_does_not_come_back(told: Chronicle, tmp_path: Path) -> None:
    erase(told, HER, by="root")
    added = add(told, [tmp_path / "reports"], settings=Settings())
    assert len(added.tally.failures) == 3
    assert found_in(told) == []


def test_an_erasure_that_was_cut_short_is_finished_by_the_next(told: Chronicle) -> None:
    digest = models.Document.objects.get(name="strike.txt").report.sha256
    erase(told, HER, by="root")
    left = place_of(told.evidence, digest)
    left.write_bytes(b"Vera Quillmoor")
    again = erase(told, HER, by="root")
    assert not left.exists()
    assert again.purged.originals == 1
    assert models.Erasure.objects.count() == 1


def test_coding_anew_leaves_what_was_erased_as_it_is(told: Chronicle) -> None:
    erase(told, HER, by="root")
    before = list(models.Mention.objects.order_by("pk").values_list("pk", "status"))
    recode(told)
    assert list(models.Mention.objects.order_by("pk").values_list("pk", "status")) == before


def test_a_namesake_in_another_report_stays(told: Chronicle, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Police detained Vera Quillmoor, a farmer, in Porto on 5 May 2024.", encoding="utf8")
    add(told, [other], settings=Settings())
    document = models.Document.objects.get(name="other.txt")
    models.Actor.objects.create(key="a-namesake", kind="person", name="Vera Quillmoor")
    models.Naming.objects.create(
        key="n-namesake", document=document, actor_id="a-namesake", kind="person", name="Vera Quillmoor", body={}
    )
    erased = erase(told, HER, by="root")
    document.refresh_from_db()
    assert document.text == other.read_text()
    assert place_of(told.evidence, document.report.sha256).exists()
    assert erased.counts["documents"] == 2
    assert erased.purged.left


def test_who_is_not_there_is_not_erased(told: Chronicle) -> None:
    with pytest.raises(ArgumentError, match="no actor"):
        erase(told, "nobody", by="root")
    with pytest.raises(ArgumentError, match="no actor"):
        find_actor("Nobody Atall")
    models.Actor.objects.create(key="a-other", kind="person", name="Boris Tavell")
    with pytest.raises(ArgumentError, match="a-boris: Boris Tavell; a-other: Boris Tavell"):
        find_actor("Boris Tavell")


@pytest.mark.parametrize(
    "data",
    [
        "Vera Quillmoor".encode("utf-16-le"), b"VERA QUILLMOOR", b"/vera-quillmoor/", b"vera%20quillmoor",
        json.dumps("Вера Куиллмур").encode(), "Вера Куиллмур".encode("cp1251"), "Вера Куиллмур".encode("koi8-r"),
        b"x" * (2**22 - 3) + b"Vera Quillmoor",
    ],
)  # fmt: skip
def test_a_name_is_found_in_files_however_it_is_written(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert holds(path, NAMES)
    path.write_bytes(b"Boris Tavell")
    assert not holds(path, NAMES)


def test_the_command_asks_first_and_signs_what_it_does(told: Chronicle) -> None:
    folder = str(told.folder)
    refused = CliRunner().invoke(commands, ["erase", folder, "Vera Quillmoor"], input="n\n")
    assert refused.exit_code == 1 and models.Actor.objects.filter(pk=HER).exists()
    assert "2 documents" in refused.output
    done = CliRunner().invoke(commands, ["erase", folder, "Vera Quillmoor", "--yes", "--reason", "asked"])
    assert done.exit_code == 0, done.output
    assert "Quillmoor" not in done.output.splitlines()[-1]
    assert models.Erasure.objects.get().by
    again = CliRunner().invoke(commands, ["erase", folder, HER, "--yes"])
    assert again.exit_code == 0, again.output


def test_what_the_linker_found_is_erased_and_linking_again_finds_nothing(chronicle: Chronicle, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf8")
    add(chronicle, [folder], settings=Settings())
    link_all(chronicle)
    her = [actor.pk for actor in models.Actor.objects.all() if "uillmoor" in actor.name or "уиллмур" in actor.name]
    assert her
    for key in her:
        erase(chronicle, key, by="root")
    assert found_in(chronicle) == []
    link_all(chronicle)
    assert found_in(chronicle) == []
    assert models.Actor.objects.filter(name="Boris Tavell").exists()
    assert not models.Actor.objects.filter(name__contains="█").exists()


def test_a_chronicle_is_whole_after_an_erasure(told: Chronicle) -> None:
    key = models.Mention.objects.filter(document__name="strike.txt").order_by("start")[0].key
    decide(by="ann", verb="correct", target=Target("mention", key, "realis"), value="future", revision=0)
    erase(told, HER, by="ann")
    assert list(check(told)) == []
