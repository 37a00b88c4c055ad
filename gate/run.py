"""Run the gate: score every set that has floors and whose data is here; fail where a score has fallen below its floor.

The project's own cases are always here. Public gold sets are scored where the folder given with --gold holds them;
how to get them is in docs/measurements.md.
"""

import argparse
import sys
import time
from pathlib import Path

from khronika.evaluate.sets import below_floors, evaluate

HERE = Path(__file__).parent
# Set → the files it is scored on, in the folder of public gold sets.
GOLD_FILES = {
    "plover": "plover_gsr.jsonl.gz",
    "muc4": "muc4_dev.jsonl.gz",
    "nerel": "nerel_dev.tar.xz",
    "timex": "tempeval3.tar.xz",
    "timex_uk": "wikiwars_ua.tar.xz",
    "places": "places.tar.xz",
    "ecb": "ecbplus.tar.xz",
    "glocon": "glocon_sample.tar.xz",
    "petrarch": "petrarch_records.tar.xz",
    "india_police": "india_police_sents.jsonl.gz",
    "names": "person_name_pairs.tar.xz",
}
# Sets that have the format of another, and floors of their own.
SCORED_AS = {"blind": "cases", "timex_uk": "timex"}


def run(gold: Path, jobs: int) -> int:
    """Score what is here; give the number of measures below their floors."""
    public = {name: gold / file for name, file in GOLD_FILES.items()}
    paths = {"cases": HERE / "cases", "blind": HERE / "blind", "links": HERE / "links", **public}
    faults = 0
    for name, path in paths.items():
        if not path.exists():
            print(f"{name}: not measured, {path} is not here")
            continue
        started = time.monotonic()
        measures = evaluate(SCORED_AS.get(name, name), path, jobs=jobs)
        print(f"{name} ({time.monotonic() - started:.0f} s)")
        for measure in measures:
            print(f"  {measure.name:34} {measure.value:.3f}  {measure.detail}".rstrip())
        for fault in below_floors(name, measures, HERE / "floors.json"):
            print(f"  BELOW ITS FLOOR: {fault}")
            faults += 1
    return faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of public gold sets; may be absent")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    sys.exit(1 if run(options.gold, options.jobs) else 0)
