"""Kill adding, recoding, deciding and linking at random, and check each time that nothing is half-done or lost.

    python benchmarks/kill.py [--times 100] [--seed 1] [--longest 2] [--folder DIR] [--database postgresql://…]

Each task runs in a process of its own, forked from this one. After each kill the chronicle must open and be whole (as
`khronika status --check` sees it), and hold every decision that was acknowledged: whose writer had been told that it is
written.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TextIO

import msgspec

import khronika
from khronika.work.chronicle import init_chronicle, open_chronicle

TASKS = ("add", "recode", "decide", "link")
PATIENCE = 120
TOWNS = "Leeds Lille Turin Porto Ghent Gdansk Bilbao Krakow Glasgow Naples".split()
CROWDS = "nurses bakers dockers teachers students farmers miners drivers librarians tenants".split()


def write_pile(folder: Path, number: int, chance: random.Random) -> Path:
    """Write a few reports that are in no earlier pile: files, a table, and a changed version of a file there before."""
    pile = folder / "pile"
    pile.mkdir(exist_ok=True)
    for index in range(4):
        (pile / f"report-{number}-{index}.txt").write_text(told(f"{number}-{index}", chance), "utf8")
    (pile / "changing.txt").write_text(told(f"version {number}", chance), "utf8")
    rows = [{"id": f"row-{number}-{index}", "text": told(f"{number}.{index}", chance)} for index in range(40)]
    (pile / f"table-{number}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    return pile


def told(mark: str, chance: random.Random) -> str:
    """Tell of something that happened."""
    first, second = chance.sample(CROWDS, 2)
    town, count = chance.choice(TOWNS), chance.randrange(20, 900)
    return (
        f"On Monday some {count} {first} walked out in {town} over case {mark}. "
        f"Police detained six {second} near the town hall.\n"
    )


def work(task: str, folder: Path, pile: Path) -> None:
    """Do one task until it is done or killed; the first line printed says that work begins."""
    chronicle = open_chronicle(folder)
    list(khronika.code(["Nurses walked out in Leeds."], language="en"))  # the model is loaded before work begins
    from khronika.work.pipeline import code_document
    from khronika.work.settings import Settings

    if task == "add":
        from khronika.work.ingest import add

        say("begin")
        add(chronicle, [pile], settings=Settings(language="en"))
    elif task == "recode":
        from khronika.work.recode import recode

        mode = random.choice(["strike", "picket", "march"])

        def code(*given: object) -> object:
            coded = code_document(*given)  # type: ignore[arg-type]
            kept = coded.event_mentions[: random.choice([1, 9])]
            changed = (msgspec.structs.replace(m, mode=mode) if m.type == "PROTEST" else m for m in kept)
            return msgspec.structs.replace(coded, event_mentions=tuple(changed))

        say("begin")
        recode(chronicle, code=code)  # type: ignore[arg-type]
    elif task == "link":
        from khronika.work.link import link

        say("begin")
        link(chronicle)
    else:
        decide_on()
    say("end")


def decide_on() -> None:
    """Decide about one mention after the other, and print the number of each decision once it is written."""
    from khronika.errors import KhronikaError
    from khronika.model import Target
    from khronika.store.models import Mention
    from khronika.work.review import decide, undo

    say("begin")
    for row in Mention.objects.order_by("?")[:400]:
        target = Target("mention", row.key)
        try:
            made = decide(by="ann", verb=random.choice(["accept", "reject"]), target=target, revision=row.revision)
            say(made.id)
            part = Target("mention", row.key, "realis")
            made = decide(by="ann", verb="correct", target=part, value="future", revision=made.id)
            say(made.id)
            say(undo(made.id, by="ann", revision=made.id).id)
        except KhronikaError as error:
            print(error, file=sys.stderr)


def say(word: object) -> None:
    """Tell the parent at once."""
    print(word, flush=True)


def kill_one(task: str, folder: Path, pile: Path, wait: float) -> tuple[list[str], bool]:
    """Start a task, kill it so long after its work began; give what it said, and whether it was cut short."""
    child, out = start(task, folder, pile)
    said: list[str] = []
    first = out.readline().strip()
    if first != "begin":
        raise SystemExit(f"{task} did not begin: {first!r}")
    reader = threading.Thread(target=lambda: said.extend(line.strip() for line in out))
    reader.start()
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    reader.join(PATIENCE)
    return said, "end" not in said


def start(task: str, folder: Path, pile: Path) -> tuple[int, TextIO]:
    """Start a task in a forked process, which finds everything imported but holds no connection; give what it says."""
    from django.db import connections

    connections.close_all()
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, encoding="utf8")
    status = 1
    try:
        os.dup2(writing, 1)
        work(task, folder, pile)
        status = 0
    finally:
        os._exit(status)


def main() -> int:
    """Kill so many times; exit status 1 at the first fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="", help="postgresql:// URL of an empty database; SQLite without")
    parser.add_argument("--longest", type=float, default=2.0, help="seconds from the first sign of work to the kill")
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return kill(Path(wanted.folder or folder), wanted, random.Random(wanted.seed))


def kill(folder: Path, wanted: argparse.Namespace, chance: random.Random) -> int:
    """Run, kill and check in turns."""
    place, times = folder / "chronicle", wanted.times
    init_chronicle(place, wanted.database)
    from khronika.store.models import Decision, Document, Proposal
    from khronika.work.consistency import check

    child, out = start("add", place, write_pile(folder, 0, chance))
    if "end" not in out.read() or os.waitpid(child, 0)[1]:
        raise SystemExit("the first reports could not be added")
    acknowledged: set[int] = set()
    cut: Counter[str] = Counter()
    for number in range(1, times + 1):
        task = TASKS[number % len(TASKS)]
        pile = write_pile(folder, number, chance)
        said, is_cut = kill_one(task, place, pile, chance.uniform(0, wanted.longest))
        cut[task] += is_cut
        if task == "decide":
            acknowledged.update(int(word) for word in said if word.isdecimal())
        faults = list(check(open_chronicle(place)))
        lost = acknowledged - set(Decision.objects.values_list("pk", flat=True))
        faults += [f"decision {one} was acknowledged and is lost" for one in sorted(lost)]
        if faults:
            print(f"after kill {number} ({task}):", *faults[:20], sep="\n")
            return 1
    counts = f"{Document.objects.count():,} documents, {Proposal.objects.count():,} proposals, "
    counts += f"{len(acknowledged):,} acknowledged decisions"
    cuts = ", ".join(f"{cut[task]} {task}" for task in TASKS)
    print(f"{times} kills (cut short: {cuts}): whole each time; at the end {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
