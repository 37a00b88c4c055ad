"""Time `khronika code` as a whole process on made articles: articles a second and peak memory, on one core.

python benchmarks/speed.py            the table of docs/measurements.md
python benchmarks/speed.py --number 100000 --language en --share 0.1 --depth events     one row of it
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import WORDS, write

# (language, share of sentences that hold a trigger, depth, articles, jobs)
ROWS = [
    ("en", 0.1, "events", 1000, 1),
    ("en", 0.5, "events", 500, 1),
    ("en", 0.1, "all", 600, 1),
    ("en", 0.1, "all", 600, 2),
    ("ru", 0.1, "events", 600, 1),
    ("ru", 0.5, "events", 300, 1),
    ("ru", 0.1, "all", 200, 1),
]


def measure(language: str, share: float, depth: str, number: int, jobs: int, words: int = WORDS) -> tuple[float, float]:
    """Give (seconds, peak memory in MB of the largest process) of one run, bound to as many cores as there are jobs."""
    with tempfile.TemporaryDirectory() as scratch:
        table = Path(scratch) / "articles.jsonl"
        write(table, number, language, share, words)
        command = [sys.executable, "-m", "khronika", "code", str(table), "-o", f"{scratch}/out", "--depth", depth]
        cores = set(sorted(os.sched_getaffinity(0))[:jobs])
        started = time.perf_counter()
        process = subprocess.Popen(
            [*command, "--jobs", str(jobs)],
            stdout=subprocess.DEVNULL,
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        if status:
            raise SystemExit(f"{' '.join(command)} failed")
        return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Print the table, or the one row that the options name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int)
    parser.add_argument("--language", default="en", choices=["en", "ru", "both"])
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--share", type=float, default=0.1)
    parser.add_argument("--depth", default="events", choices=["events", "all"])
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    one = (options.language, options.share, options.depth, options.number, options.jobs)
    print("| language | sentences with a trigger | depth | articles | jobs | articles/s | seconds | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for language, share, depth, number, jobs in [one] if options.number else ROWS:
        seconds, megabytes = measure(language, share, depth, number, jobs, options.words)
        cells = (language, f"{share:.0%}", depth, number, jobs, f"{number / seconds:.1f}", f"{seconds:.1f}")
        print("|", " | ".join(map(str, cells)), "|", f"{megabytes:.0f} |")


if __name__ == "__main__":
    main()
