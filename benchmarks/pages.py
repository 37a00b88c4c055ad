"""Time the pages of a workbench that serves a large chronicle: median and 95th percentile, several clients at once.

python benchmarks/chronicle.py FOLDER        first: a million made-up mentions
python benchmarks/pages.py FOLDER            serves it on two cores, asks for each page by 4 clients, prints a table
"""

import argparse
import http.client
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

WORDS = ("strike", "detained", "задержаны", "Lille march", "забастовка Казань", '"tear gas"', "release", "митинг")
COUNTRIES = ("FR", "GB", "RU", "KE", "US", "GE")
TYPES = ("PROTEST", "COERCE", "ASSAULT", "CONCEDE")
TARGET = 200  # milliseconds


def addresses(folder: Path) -> dict[str, Callable[[random.Random], str]]:
    """Give for each page how its addresses are made: no two alike where a person would ask different things."""
    base = sqlite3.connect(folder / "chronicle.sqlite3")
    events = [row[0] for row in base.execute("SELECT key FROM store_event ORDER BY source_count DESC LIMIT 2000")]
    actors = "SELECT key FROM store_actor WHERE kind {} 'person' ORDER BY mentions DESC LIMIT {}"
    people = [row[0] for row in base.execute(actors.format("=", 3000))]
    bodies = [row[0] for row in base.execute(actors.format("<>", 1500))]
    top = people[0], bodies[0]
    documents = base.execute("SELECT max(id) FROM store_document").fetchone()[0]
    months = [f"{year}-{month:02}" for year in range(2010, 2025) for month in range(1, 13)]

    def stretch(rng: random.Random) -> str:
        month = rng.choice(months)
        return f"since={month}&until={month}"

    return {
        "queue": lambda rng: "/",
        "events, all": lambda rng: "/events/",
        "events, facets": lambda rng: (
            f"/events/?type={rng.choice(TYPES)}&country={rng.choice(COUNTRIES)}&since={rng.randint(2010, 2020)}"
        ),
        "events, full text": lambda rng: f"/events/?q={quote(rng.choice(WORDS))}",
        "events, text and facets": lambda rng: (
            f"/events/?q={quote(rng.choice(WORDS))}&type={rng.choice(TYPES)}&sort=sources"
        ),
        "events, deep page": lambda rng: f"/events/?sort=priority&after={rng.choice(events)}",
        "map": lambda rng: f"/events/map/?type={rng.choice(TYPES)}&{stretch(rng)}",
        "map, marks of the world": lambda rng: f"/events/map/cells/?zoom=2&language={rng.choice(('en', 'ru'))}",
        "map, marks close by": lambda rng: f"/events/map/cells/?zoom=7&seen=-5,42,9,52&type={rng.choice(TYPES)}",
        "timeline, years": lambda rng: f"/events/timeline/?type={rng.choice(TYPES)}",
        "timeline, a month": lambda rng: f"/events/timeline/?{stretch(rng)}",
        "timeline, each event": lambda rng: f"/events/timeline/?{stretch(rng)}&country=KE&mode=PROTEST/strike",
        "counts by month": lambda rng: f"/events/counts/?by=month&country={rng.choice(COUNTRIES)}",
        "event": lambda rng: f"/events/{rng.choice(events)}/",
        "person": lambda rng: f"/people/{rng.choice(people)}/",
        "person told of most": lambda rng: f"/people/{top[0]}/",
        "organisation": lambda rng: f"/organisations/{rng.choice(bodies)}/",
        "organisation told of most": lambda rng: f"/organisations/{top[1]}/",
        "people": lambda rng: "/people/",
        "people by name": lambda rng: f"/people/?q={quote(rng.choice(('tav', 'Борел', 'quin', 'van')))}",
        "sources": lambda rng: f"/sources/?language={rng.choice(('en', 'ru'))}",
        "sources, full text": lambda rng: f"/sources/?q={quote(rng.choice(WORDS))}",
        "source": lambda rng: f"/sources/{rng.randint(1, documents)}/",
    }


class Served:
    """`khronika serve` on two cores, and the session of one user."""

    def __init__(self, folder: Path, port: int) -> None:
        """Start it and sign in."""
        self.port = port
        command = [sys.executable, "-u", "-m", "khronika", "serve", str(folder), "--no-open", "--port", str(port)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, preexec_fn=_on_two_cores
        )
        line = next(line for line in self.process.stdout or () if "/enter/" in line)
        link = re.search(r"/enter/\S+", line)
        assert link
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", link[0])
        answer = connection.getresponse()
        self.cookie = "; ".join(header.split(";")[0] for header in answer.headers.get_all("Set-Cookie") or ())

    def ask(self, connection: http.client.HTTPConnection, address: str) -> float:
        """Give how many milliseconds an address took, to its last byte."""
        started = time.perf_counter()
        connection.request("GET", address, headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address}: {answer.status}")
        return (time.perf_counter() - started) * 1000


def _on_two_cores() -> None:
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))


def measure(served: Served, make: Callable[[random.Random], str], times: int, clients: int) -> list[float]:
    """Ask for a page so many times, by several clients at once."""
    taken: list[float] = []

    def client(number: int) -> None:
        rng = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", served.port)
        for _ in range(times // clients):
            taken.append(served.ask(connection, make(rng)))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--only", default="", help="pages whose name begins so")
    options = parser.parse_args()
    served = Served(options.folder, options.port)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", options.port)
        first = served.ask(connection, "/events/")
        print(f"first page after the start: {first / 1000:.1f} s\n")
        print("| page | p50 ms | p95 ms |\n| --- | --- | --- |")
        for name, make in addresses(options.folder).items():
            if name.startswith(options.only):
                served.ask(connection, make(random.Random(99)))
                taken = sorted(measure(served, make, options.times, options.clients))
                p95 = taken[min(len(taken) - 1, round(0.95 * len(taken)) - 1)]
                mark = "" if p95 < TARGET else " **over**"
                print(f"| {name} | {statistics.median(taken):.0f} | {p95:.0f}{mark} |", flush=True)
    finally:
        served.process.terminate()


if __name__ == "__main__":
    main()
