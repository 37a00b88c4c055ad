"""Make accounts of persons and organisations as a large pile would give them, link them, and say how long it took.

    python benchmarks/actors.py --namings 200000

Names are put together from invented and common parts by a Zipf law; a tenth of accounts tell only a surname or an
initial, a fifth are in another script. All are invented.
"""

import argparse
import random
import resource
import time
from collections.abc import Sequence
from typing import TypeVar

from khronika.model import Naming
from khronika.resolve.actors import naming_key, resolve_actors

T = TypeVar("T")
SYLLABLES = ("ba", "ko", "ri", "ven", "tal", "mo", "shu", "gre", "lin", "dor", "che", "zu", "pa", "sky", "or", "ek",
             "ul")  # fmt: skip
GIVEN = ("Oleksandr", "Александр", "Maria", "Мария", "Ivan", "Іван", "John", "Ottilie", "Borin", "Sergei", "Сергей",
         "Olha", "Ольга", "Ahmed", "Nadia", "Pierre", "Taras", "Mike", "Ada", "Hob")  # fmt: skip
COMMON = ("Иванов", "Smith", "Kovalenko", "Шевченко", "Petrov", "Johnson", "Мельник", "Martin")
LETTERS = str.maketrans({"a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "g": "г", "h": "х", "i": "и", "k": "к",
                         "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у",
                         "v": "в", "y": "ы", "z": "з"})  # fmt: skip


def make(count: int, seed: int) -> list[Naming]:
    """Make accounts: about four a person, twelve an organisation."""
    rng = random.Random(seed)
    surnames = [*COMMON, *("".join(rng.choices(SYLLABLES, k=rng.randint(3, 4))).title() for _ in range(count // 12))]
    people = [(rng.choice(GIVEN), _zipf(rng, surnames), rng.randrange(count // 40 + 1)) for _ in range(count // 5)]
    bodies = [f"Union of {''.join(rng.choices(SYLLABLES, k=3))} {''.join(rng.choices(SYLLABLES, k=2))}".title()
              for _ in range(count // 60 + 2)]  # fmt: skip
    towns = [f"Town {at}" for at in range(300)]
    found = []
    for at in range(count):
        document = f"report-{at // 3}"
        if rng.random() < 0.2:
            name = _zipf(rng, bodies)
            found.append(Naming(key=naming_key(document, "organisation", f"{name}{at}"), document=document,
                                kind="organisation", name=name, places=(rng.choice(towns),)))  # fmt: skip
            continue
        given, surname, home = _zipf(rng, people)
        name = rng.choices((f"{given} {surname}", surname, f"{given[0]}. {surname}"), (90, 6, 4))[0]
        if rng.random() < 0.2:
            name = name.lower().translate(LETTERS).title()
        company = tuple(sorted({" ".join(people[rng.randrange(len(people))][:2]) for _ in range(2)}))
        body = bodies[home % len(bodies)]
        found.append(Naming(key=naming_key(document, "person", f"{name}{at}"), document=document, kind="person",
                            name=name, places=(towns[home % len(towns)],), organisations=(body,),
                            company=company, years=(2000 + home % 20,)))  # fmt: skip
    return found


def _zipf(rng: random.Random, values: Sequence[T]) -> T:
    return values[min(int(len(values) * rng.random() ** 2), len(values) - 1)]


def main() -> None:
    """Time it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namings", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    namings = make(asked.namings, asked.seed)
    before, started = time.process_time(), time.time()
    found = resolve_actors(namings)
    used, took = time.process_time() - before, time.time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(namings):,} accounts, {len(found.actors):,} actors, {len(found.proposals):,} questions: "
          f"{used:.1f} s of one core ({took:.1f} s), at most {memory:,.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
