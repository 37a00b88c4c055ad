"""Train the Ukrainian network: `python training/ukrainian.py --data DIR --names DIR --out DIR`.

There is little Ukrainian to train on (ParlaMint's development part), so most sentences are Russian (GSD and Taiga,
development and test parts). Of a Russian word the network sees what pymorphy3's Russian dictionary says of it, written
as for Ukrainian; words that govern a sentence are swapped for their Ukrainian ones (`russian_ukrainian.tsv`). Word
ends are learnt from Ukrainian alone. Words that mean the same have the same vector (`ukrainian_vectors.py` writes them
to OUT first).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from compact import Setup, parse_run, train
from pymorphy3 import MorphAnalyzer
from trees import RUSSIAN, UKRAINIAN, Tree, read_trees
from ukrainian_vectors import pairs

from khronika.language.compact.vectors import Vectors
from khronika.language.compact.words import plain
from khronika.language.ukrainian.dictionary import known_as, readings
from khronika.language.ukrainian.readings import grammemes_of, readings_of

FEATURES = (
    "Animacy", "Aspect", "Case", "Degree", "Gender", "Mood", "NameType", "Number", "NumType", "Person", "Polarity",
    "Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice",
)  # fmt: skip
TRUST, TIMES = 1.0, 3  # Ukrainian sentences are shown so many times as often
CAPITALS = 0.04
# Relations and features that only one of the languages has, as the other has them.
RELATIONS = {
    "nummod:entity": "nummod", "parataxis:discourse": "parataxis", "obl:float": "obl", "obl:depict": "obl",
    "obl:tmod": "obl",
    "list": "conj", "nsubj:outer": "nsubj", "flat": "flat:name",
}  # fmt: skip


@cache
def russian() -> MorphAnalyzer:
    """Load pymorphy3's Russian dictionary, once."""
    return MorphAnalyzer(lang="ru")


@cache
def ukrainian_lemmas() -> dict[str, str]:
    """Read the Russian lemmas that are swapped."""
    lines = (Path(__file__).parent / "russian_ukrainian.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@lru_cache(200_000)
def readings_in(word: str, language: str) -> tuple[str, ...]:
    """Give a word's readings in its language."""
    low = plain(word)
    if language == "uk":
        return readings(low)
    if not any(letter.isalpha() for letter in low):
        return ()
    return readings_of(tuple(grammemes_of(str(one.tag)) for one in russian().parse(low)))


@lru_cache(200_000)
def known_in(word: str, language: str) -> str:
    """Give the Ukrainian lemma of a plain word, `-` for a Russian one that is not swapped."""
    if language == "uk":
        return known_as(word)
    if not any(letter.isalpha() for letter in word):
        return word
    told = ukrainian_lemmas()
    return told.get(word) or told.get(str(russian().parse(word)[0].normal_form)) or "-"


def rows_in(vectors: Vectors) -> Callable[[str, str], int]:
    """Give what finds the row of a word's vector in its language; 0 where it has none."""
    by_russian = {russian: vectors.row(ukrainian) for ukrainian, russian in pairs().items()}

    @lru_cache(200_000)
    def row(word: str, language: str) -> int:
        low = plain(word)
        if language == "uk":
            return vectors.row(known_as(low)) or vectors.row(low)
        if not any(letter.isalpha() for letter in low):
            return 0
        lemma = str(russian().parse(low)[0].normal_form)
        return by_russian.get(lemma) or by_russian.get(lemma.replace("ё", "е"), 0)

    return row


def as_ukrainian(tree: Tree) -> Tree:
    """Write a Russian sentence's analysis by Ukrainian conventions: participles are adjectives, and so on."""
    features = []
    for token in tree.features:
        token = dict(token)
        if token.get("VerbForm") == "Part" and token["UPOS"] == "VERB":
            token["UPOS"] = "ADJ"
        if token["UPOS"] == "ADJ" and "Case" not in token and "VerbForm" in token:
            token["Case"] = "Nom"
        if token.get("Voice") in ("Act", "Mid"):
            del token["Voice"]
        if token["UPOS"] == "ADJ" and token.get("Degree") == "Pos":
            del token["Degree"]
        features.append(token)
    return replace(tree, features=tuple(features), relations=tuple(RELATIONS.get(r, r) for r in tree.relations))


def person_names(tree: Tree) -> tuple[str, ...]:
    """Read names of people and places from the feature NameType; -1 stands for what it does not tell."""
    kinds = [
        {"Geo": "LOC", "Giv": "PER", "Sur": "PER", "Pat": "PER"}.get(f.get("NameType", ""), "") for f in tree.features
    ]
    labels = []
    for at, kind in enumerate(kinds):
        goes_on = kind == "PER" and at and kinds[at - 1] == "PER" and "NOUN" not in tree.features[at]["UPOS"]
        labels.append(
            ("I-" if goes_on else "B-") + kind if kind else "?" if tree.words[at][:1].isupper() and at else "O"
        )
    return tuple(labels)


def read_corpus(data: Path, names: Path) -> tuple[list[Tree], list[Tree]]:
    """Read the Russian sentences with their silver names, and the Ukrainian ones."""
    found: list[Tree] = []
    for name, file in RUSSIAN.items():
        labels = [tuple(line.split(" ")) for line in (names / f"{name}.names").read_text().splitlines()]
        trees = read_trees(data / file, "ru", FEATURES)
        found += [as_ukrainian(replace(tree, names=row)) for tree, row in zip(trees, labels, strict=True)]
    own = [replace(tree, names=person_names(tree)) for tree in read_trees(data / UKRAINIAN, "uk", FEATURES)]
    return found, own


def vary(tree: Tree, rng: random.Random) -> Sequence[str]:
    """Write a sentence in capitals now and then."""
    return [word.upper() for word in tree.words] if rng.random() < CAPITALS else tree.words


def main() -> None:
    """Read, train, write."""
    options, run = parse_run(argparse.ArgumentParser(description=__doc__))
    others, own = read_corpus(options.data, options.names)
    cut = len(own) - run.held
    counted: dict[str, int] = {}
    for tree in own[:cut]:
        for word in tree.words:
            lemma = known_in(plain(word), "uk")
            counted[lemma] = counted.get(lemma, 0) + 1
    vectors = Vectors(options.out)
    setup = Setup(
        trees=others + own[:cut] * TIMES,
        readings=readings_in,
        features=FEATURES,
        common=frozenset(ukrainian_lemmas().values()) | {lemma for lemma, n in counted.items() if n >= 3},
        affixes_from="uk",
        known_as=known_in,
        vector_of=rows_in(vectors),
        vectors=vectors.table,
        vary=vary,
        development=own[cut:],
    )
    train(setup, run)


if __name__ == "__main__":
    main()
