"""Measure how long decisions take in a large chronicle, and what comes next in its queue.

    python benchmarks/review.py FOLDER [--mentions 1000000] [--decisions 300]

The chronicle is made in FOLDER unless it is there, of the documents that `benchmarks/store.py` makes.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from store import MENTIONS, made_document

from khronika.work.chronicle import init_chronicle, open_chronicle

TOGETHER = 256  # documents stored in one transaction
TURIN = {"name": "Turin", "country": "IT", "precision": "settlement"}


def fill(folder: Path, mentions: int) -> None:
    """Make a chronicle of so many mentions."""
    init_chronicle(folder)
    from khronika.resolve.reprints import sample
    from khronika.store.incoming import Coder, Incoming
    from khronika.store.saving import save

    chance, coder = random.Random(7), Coder("0.1.0", "made", {}, datetime.now(UTC))

    def made() -> Iterator[Incoming]:
        for number in range(mentions // MENTIONS):
            document, told, statements, relations = made_document(number, chance)
            yield Incoming(
                sha256=document["sha256"], size=len(document["text"]), media_type="application/jsonl",
                slot=f"made.jsonl#{document['id']}", document=document, number=None, run={"told": {}},
                event_mentions=tuple(told), statements=tuple(statements), relations=tuple(relations),
                sample=sample(document["text"]),
            )  # fmt: skip

    batch: list[Incoming] = []
    for one in made():
        batch.append(one)
        if len(batch) == TOGETHER:
            save(batch, coder)
            batch = []
    save(batch, coder)


def main() -> None:
    """Decide about mentions drawn at random, and print the median and the 95th percentile of each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--decisions", type=int, default=300)
    wanted = parser.parse_args()
    if not (wanted.folder / "khronika.toml").exists():
        fill(wanted.folder, wanted.mentions)
    open_chronicle(wanted.folder)
    from khronika.model import Target
    from khronika.store.models import Mention
    from khronika.work.queue import QueueFilters, next_in_queue
    from khronika.work.review import decide, history, undo

    keys = list(Mention.objects.filter(status="proposed").values_list("pk", flat=True))
    chance = random.Random(wanted.decisions)
    taken: dict[str, list[float]] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        found = step()
        taken.setdefault(name, []).append((time.perf_counter() - started) * 1000)
        return found

    for key in chance.sample(keys, wanted.decisions):
        target = Target("mention", key)
        place = Target("mention", key, "place")
        first = timed("correct", partial(decide, by="ann", verb="correct", target=place, value=TURIN, revision=0))
        second = timed("accept", partial(decide, by="ann", verb="accept", target=target, revision=first.id))
        timed("undo", partial(undo, second.id, by="ann", revision=second.id))
        timed("history", partial(history, target))
        timed("next in queue", partial(next_in_queue, None, key))
        timed("next in queue, filtered", partial(next_in_queue, QueueFilters(country="IT", mode="fine"), key))
    print(f"{len(keys):,} mentions wait; milliseconds of {wanted.decisions} each:")
    for name, times in taken.items():
        print(f"  {name}: median {statistics.median(times):.1f}, p95 {statistics.quantiles(times, n=20)[-1]:.1f}")


if __name__ == "__main__":
    main()
