"""Time linking on made mentions: seconds, peak memory and how right the links are, on one core.

python benchmarks/link.py --number 100000
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from khronika.evaluate.coreference import labels, pairs
from khronika.model import Quantity, ToldDate, ToldPlace
from khronika.resolve.events import LinkedDocument, LinkedMention, Party, link_events

MODES = [
    ("PROTEST", "demonstration"), ("PROTEST", "march"), ("PROTEST", "picket"), ("PROTEST", "strike"),
    ("COERCE", "detention"), ("COERCE", "search"), ("COERCE", "sentence"), ("COERCE", "fine"), ("COERCE", "trial"),
    ("ASSAULT", "beating"), ("ASSAULT", "arson"), ("CONCEDE", "release"),
]  # fmt: skip
FIRST = date(2020, 1, 1)
DAYS = 5 * 365
TOWNS = 800
PERSONS = 20_000
COMMON, VOCABULARY = 3_000, 60_000
REPORTS = (1, 1, 1, 2, 2, 3, 5, 8)  # how many reports tell of one story


def make(number: int, seed: int = 1) -> Iterator[tuple[LinkedMention, int]]:
    """Yield mentions, each with the number of the event that it tells: stories of some events, told by some reports."""
    random.seed(seed)
    made = story = 0
    while made < number:
        story += 1
        day = FIRST + timedelta(random.randrange(DAYS))
        town = random.randrange(TOWNS)
        topic = [f"w{random.randrange(COMMON, VOCABULARY)}" for _ in range(40)]
        events = [
            (random.choice(MODES), random.randrange(PERSONS), random.randint(2, 900))
            for _ in range(random.randint(1, 3))
        ]
        for report in range(random.choice(REPORTS)):
            words = {f"w{int(random.paretovariate(0.6)) % COMMON}" for _ in range(80)} | set(random.sample(topic, 25))
            published = day + timedelta(random.randint(0, 3))
            key = f"d{story}-{report}"
            document = LinkedDocument(
                key=key, source=key, language=random.choice(("en", "ru")), day=published, words=tuple(sorted(words))
            )
            for at, (kind, person, count) in enumerate(events):
                for again in range(random.choice((1, 1, 2))):
                    yield _mention(document, f"{at}-{again}", kind, person, count, day, town, topic), story * 10 + at
                    made += 1


def _mention(
    document: LinkedDocument,
    at: str,
    kind: tuple[str, str],
    person: int,
    count: int,
    day: date,
    town: int,
    topic: list[str],
) -> LinkedMention:
    told = ToldDate(day, day + timedelta(1), "day", inferred=random.random() < 0.5) if random.random() < 0.7 else None
    place = ToldPlace(f"town {town}", "XX", f"region {town // 40}", town, town % 40, town // 40, "settlement")
    is_told = random.random() < 0.6
    return LinkedMention(
        key=f"{document.key}-{at}",
        document=document,
        sentence=int(at[0]) * 400 + int(at[-1]) * 120,
        start=int(at[0]) * 400 + int(at[-1]) * 120,
        type=kind[0],
        mode=kind[1],
        trigger=(f"{kind[1]}{random.randrange(3)}",),
        words=tuple(random.sample(topic, 5)),
        date=told,
        place=place if is_told else None,
        recipients=(Party(f"p{person}", "person"),) if kind[0] == "COERCE" and random.random() < 0.6 else (),
        numbers=(Quantity(count, count, False, "actor"),) if kind[0] == "PROTEST" and random.random() < 0.4 else (),
    )


def main() -> None:
    """Print one line of measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=100_000)
    options = parser.parse_args()
    made = list(make(options.number))
    mentions, gold = [mention for mention, _ in made], [event for _, event in made]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started, cpu = time.perf_counter(), time.process_time()
    linking = link_events(mentions)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = pairs(gold, labels(linking.clusters, [mention.key for mention in mentions]))
    asked = sum(proposal.ask for proposal in linking.proposals)
    print(
        f"{len(mentions)} mentions of {len({one.document.key for one in mentions})} reports: {seconds:.0f} s "
        f"({cpu:.0f} s of processor), peak {peak:.0f} MB ({before:.0f} MB before), "
        f"{len(linking.clusters)} events of {len(set(gold))}, "
        f"pairs P {score.precision:.3f} R {score.recall:.3f}, {asked} questions"
    )


if __name__ == "__main__":
    main()
