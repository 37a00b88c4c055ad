"""A better rule runs over everything and loses nothing that a person did."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from khronika.model import Document, EventMention, Target, View
from khronika.work.chronicle import Chronicle
from khronika.work.coded import Coded
from khronika.work.pipeline import code_document
from khronika.work.settings import Settings

TEXT = (
    "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said.\n\n"
    "Police detained 26 demonstrators in Leeds on 3 March 2024. Bakers marched through Ghent on Friday.\n\n"
    "A court fined Mara Quillon, leader of the Open Ledger union. “We shall strike again,” Quillon said.\n"
)
Coder = Callable[[Document, View, Settings], Coded]


def improved(change: Callable[[EventMention], EventMention | None], *, silent: bool = False) -> Coder:
    """Make a coder that tells mentions otherwise: changed, or not at all; silent also about what people say."""

    def code(document: Document, view: View, settings: Settings) -> Coded:
        coded = code_document(document, view, settings)
        mentions = tuple(new for mention in coded.event_mentions if (new := change(mention)) is not None)
        changed = msgspec.structs.replace(coded, event_mentions=mentions)
        return msgspec.structs.replace(changed, statements=(), relations=()) if silent else changed

    return code


def other_mode(mode: str, new: str) -> Coder:
    return improved(lambda m: msgspec.structs.replace(m, mode=new) if m.mode == mode else m)


def without(mode: str) -> Coder:
    return improved(lambda m: None if m.mode == mode else m)


def surer(mention: EventMention) -> EventMention:
    return msgspec.structs.replace(mention, confidence=0.99, coder="0.2.0")


@pytest.fixture
def filled(chronicle: Chronicle, tmp_path: Path) -> Chronicle:
    from khronika.work.ingest import add

    (tmp_path / "report.txt").write_text(TEXT, "utf8")
    add(chronicle, [tmp_path / "report.txt"], settings=Settings())
    return chronicle


def recode(chronicle: Chronicle, code: Coder = code_document) -> dict[str, int]:
    from khronika.work.consistency import check
    from khronika.work.recode import recode as recode_all

    recoded = recode_all(chronicle, code=code)
    assert not recoded.failures and list(check(chronicle)) == []
    return {name: number for name, number in {**recoded.fates, "returned": recoded.returned}.items() if number}


def status_of(mode: str) -> str:
    return mention(mode).status


def mention(mode: str):  # type: ignore[no-untyped-def]  # models are there only once Django is
    from khronika.store.models import Mention

    return Mention.objects.get(proposal__body__mode=mode)


def decide(verb: str, mode: str, field: str | None = None, value: object = None) -> int:
    from khronika.work.review import decide as decide_on

    row = mention(mode)
    made = decide_on(
        by="ann",
        verb=verb,
        target=Target("mention", row.key, field),
        value=value,
        revision=row.revision,  # type: ignore[arg-type]
    )
    return made.id


def test_the_same_rules_change_nothing(filled: Chronicle) -> None:
    from khronika.store.models import Coding, Proposal

    before = list(Proposal.objects.order_by("pk").values_list("pk", "fingerprint", "live")), Coding.objects.count()
    assert set(recode(filled)) == {"same"}
    assert before == (
        list(Proposal.objects.order_by("pk").values_list("pk", "fingerprint", "live")),
        Coding.objects.count(),
    )


def test_more_confidence_alone_is_no_change(filled: Chronicle) -> None:
    assert set(recode(filled, improved(surer))) == {"same"}


def test_what_nobody_decided_about_follows_the_better_rule(filled: Chronicle) -> None:
    from khronika.store.models import Mention, Proposal

    key = mention("march").key
    assert recode(filled, other_mode("march", "picket"))["changed"] == 1
    row = Mention.objects.get(pk=key)
    assert (row.mode, row.status, row.body["mode"]) == ("picket", "proposed", "picket")
    assert list(Proposal.objects.filter(key=key).order_by("pk").values_list("body__mode", "live")) == [
        ("march", False), ("picket", True),
    ]  # fmt: skip


def test_a_mention_that_changed_under_a_decision_returns_with_both_versions(filled: Chronicle) -> None:
    from khronika.store.models import Decision, Mention, Proposal

    key = mention("detention").key
    decide("accept", "detention")
    assert recode(filled, other_mode("detention", "arrest"))["returned"] == 1
    assert Mention.objects.get(pk=key).status == "returned"
    versions = {proposal.fingerprint: proposal.body["mode"] for proposal in Proposal.objects.filter(key=key)}
    [decision] = Decision.objects.filter(target=key)
    assert versions.pop(decision.seen) == "detention" and list(versions.values()) == ["arrest"]


def test_a_mention_that_vanished_under_a_decision_returns_and_one_without_is_gone(filled: Chronicle) -> None:
    from khronika.store.models import Mention

    keys = {mode: mention(mode).key for mode in ("detention", "march")}
    decide("accept", "detention")
    recode(filled, without("detention"))
    recode(filled, improved(lambda m: None if m.mode in ("detention", "march") else m))
    statuses = {mode: Mention.objects.get(pk=key).status for mode, key in keys.items()}
    assert statuses == {"detention": "returned", "march": "gone"}
    recode(filled)
    statuses = {mode: Mention.objects.get(pk=key).status for mode, key in keys.items()}
    assert statuses == {"detention": "accepted", "march": "proposed"}


def test_a_correction_stays_when_the_coder_says_something_new_elsewhere(filled: Chronicle) -> None:
    from khronika.store.models import Mention

    key = mention("march").key
    decide("correct", "march", "realis", "future")
    recode(filled, other_mode("march", "picket"))
    row = Mention.objects.get(pk=key)
    assert (row.status, row.realis, row.mode) == ("returned", "future", "picket")


def test_a_rejected_mention_stays_rejected_when_the_coder_falls_silent(filled: Chronicle) -> None:
    from khronika.store.models import Mention

    key = mention("fine").key
    decide("reject", "fine")
    recode(filled, without("fine"))
    assert Mention.objects.get(pk=key).status == "rejected"


def test_what_a_person_added_stands_as_they_told_it_even_when_the_coder_finds_it_later(filled: Chronicle) -> None:
    from khronika.store import tally
    from khronika.store.models import Mention
    from khronika.work.review import decide as decide_on

    found = mention("march")
    recode(filled, without("march"))
    tally.count(removed=[tally.counted(Mention.objects.get(pk=found.key))])  # as if it had never been found
    Mention.objects.get(pk=found.key).delete()
    body = {name: value for name, value in found.body.items() if name not in ("id", "coder", "confidence")}
    made = decide_on(by="ann", verb="add", target=Target("mention", ""), value={**body, "realis": "future"}, revision=0)
    assert made.target.key == found.key
    recode(filled)
    row = Mention.objects.get(pk=found.key)
    assert (row.status, row.realis) == ("added", "future")


def test_no_decision_is_lost_whatever_the_rules_do(filled: Chronicle) -> None:
    from khronika.store.models import Decision

    decide("accept", "detention")
    decide("correct", "detention", "realis", "future")
    decide("reject", "fine")
    before = list(Decision.objects.order_by("pk").values())
    for code in (improved(lambda m: None, silent=True), other_mode("fine", "sentence"), code_document):
        recode(filled, code)
    assert list(Decision.objects.order_by("pk").values()) == before
    assert (status_of("detention"), status_of("fine")) == ("corrected", "rejected")


def test_without_the_originals_the_stored_text_is_coded(filled: Chronicle) -> None:
    from khronika.store.models import Report
    from khronika.work.recode import recode as recode_all

    for path in filled.evidence.rglob("*"):
        if path.is_file():
            path.unlink()
    assert Report.objects.exists()
    fates = recode_all(filled).fates
    assert fates["changed"] == fates["vanished"] == fates["new"] == 0 and fates["same"] > 3


def test_a_document_that_can_no_longer_be_coded_keeps_what_it_had(filled: Chronicle) -> None:
    from khronika.store.models import Mention
    from khronika.work.recode import recode as recode_all

    def broken(document: Document, view: View, settings: Settings) -> Coded:
        raise RuntimeError("out of luck")

    before = Mention.objects.count()
    recoded = recode_all(filled, code=broken)
    assert [failure.id for failure in recoded.failures] == ["report.txt"]
    assert Mention.objects.filter(status="proposed").count() == before
