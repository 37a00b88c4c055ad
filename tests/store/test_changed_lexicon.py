"""Someone mends the lexicon and codes everything anew: not a minute of what people did is lost."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import khronika
from khronika.model import Target
from khronika.work.chronicle import Chronicle
from khronika.work.settings import Settings

PACKAGE = Path(khronika.__file__).parent
TEXT = (
    "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said.\n\n"
    "Police detained six people in Leeds on 3 March 2024. A court fined Mara Quillon in Leeds.\n\n"
    "Hundreds of students marched to the town hall of Ghent on Friday.\n\n"
    "On Sunday a shop in Ghent sold lemons.\n"
)
# What the editor does with rows of triggers.tsv: another mode, words taken out, words that were not there.
CHANGES = (
    (r"^(walk\* out\tVERB\tPROTEST)\tstrike\t", r"\1\tpicket\t"),
    (r"^detain\tVERB\t.*\n", ""),
    (r"^fine\tVERB\t.*\n", ""),
)
ADDED = "sell\tVERB\tPROTEST\tdemonstration\tagent\t\t\t0.9\n"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with this program, all of it as it is but for what it knows of the English words of events."""
    folder = tmp_path_factory.mktemp("changed")
    own = folder / "khronika"
    own.mkdir()
    for path in PACKAGE.iterdir():
        if path.name not in ("lexicon", "extract"):
            (own / path.name).symlink_to(path)
    shutil.copytree(PACKAGE / "extract", own / "extract")
    (own / "extract" / "learnt" / "en.npz").unlink()  # the network would tell again what the lexicon no longer does
    shutil.copytree(PACKAGE / "lexicon", own / "lexicon")
    table = own / "lexicon" / "en" / "triggers.tsv"
    text = table.read_text("utf8")
    for pattern, new in CHANGES:
        text, number = re.subn(pattern, new, text, flags=re.MULTILINE)
        assert number, pattern
    head, rows = re.fullmatch(r"((?:#.*\n|words\t.*\n)*)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    ordered = sorted(
        [*rows.splitlines(keepends=True), ADDED], key=lambda row: (*row.split("\t")[2:4], *row.split("\t")[:2])
    )
    table.write_text(head + "".join(dict.fromkeys(ordered)), "utf8")
    return folder


def run(changed: Path, *arguments: object) -> str:
    command = [sys.executable, "-m", "khronika", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(changed)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


def test_decisions_stand_and_what_changed_under_them_returns_to_the_queue(
    chronicle: Chronicle, tmp_path: Path, changed: Path
) -> None:
    from khronika.store.models import Coding, Decision, Mention, Proposal
    from khronika.work.consistency import check
    from khronika.work.ingest import add
    from khronika.work.review import decide

    (tmp_path / "report.txt").write_text(TEXT, "utf8")
    add(chronicle, [tmp_path / "report.txt"], settings=Settings())
    keys = dict(Mention.objects.values_list("mode", "key"))
    assert keys.keys() == {"strike", "detention", "fine", "march"}
    target = {mode: Target("mention", key) for mode, key in keys.items()}
    decide(by="ann", verb="accept", target=target["strike"], revision=0, reason="told by two others")
    realis = Target("mention", keys["detention"], "realis")
    decide(by="ann", verb="correct", target=realis, value="negated", revision=0)
    decide(by="ann", verb="reject", target=target["fine"], revision=0)
    decided = list(Decision.objects.order_by("pk").values())

    told = run(changed, "recode", chronicle.folder)
    assert "1 new, " in told and "2 gone" in told and "people had decided about them: 2" in told

    rows = {row.key: row for row in Mention.objects.all()}
    assert list(Decision.objects.order_by("pk").values()) == decided
    assert (rows[keys["strike"]].status, rows[keys["strike"]].mode) == ("returned", "picket")
    versions = Proposal.objects.filter(key=keys["strike"]).order_by("pk").values_list("body__mode", "live")
    assert list(versions) == [("strike", False), ("picket", True)]
    assert (rows[keys["detention"]].status, rows[keys["detention"]].realis) == ("returned", "negated")
    assert rows[keys["fine"]].status == "rejected" and rows[keys["march"]].status == "proposed"
    [new] = [row for row in rows.values() if row.key not in keys.values()]
    assert (new.trigger, new.mode, new.status) == ("sold", "demonstration", "proposed")
    lexicons = [coding.versions["lexicons"]["en"] for coding in Coding.objects.all()]
    assert len(set(lexicons)) == len(lexicons) == 2
    assert list(check(chronicle)) == []

    assert "people had decided about them: 0" in run(PACKAGE.parent, "recode", chronicle.folder)
    assert list(Decision.objects.order_by("pk").values()) == decided
    again = dict(Mention.objects.values_list("key", "status"))
    assert (again[keys["strike"]], again[keys["detention"]]) == ("accepted", "corrected")
