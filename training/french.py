"""Train the French network: `python training/french.py --data DIR --names DIR --vectors FILE --out DIR`.

DATA holds UD French Sequoia (train, dev) and GSD (dev); NAMES the labels that `french_names.py` writes; VECTORS what
`french_vectors.py` writes. OUT has the dictionary (`french_dictionary.py`) and gets the network.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from compact import Setup, parse_run, train
from swap import Stock, swapped
from trees import FRENCH, Tree, read_trees

from khronika.language.compact.vectors import Vectors
from khronika.language.compact.words import plain
from khronika.language.french.dictionary import AS_WRITTEN, Dictionary

FEATURES = (
    "Definite", "Gender", "Mood", "Number", "NumType", "Person", "Polarity", "Poss", "PronType", "Reflex", "Tense",
    "VerbForm", "Voice",
)  # fmt: skip
CAPITALS, SMALL, CURLY = 0.05, 0.04, 0.5


def read_corpus(data: Path, names: Path) -> list[Tree]:
    """Read every training sentence, with its silver names."""
    found: list[Tree] = []
    for name, file in FRENCH.items():
        labels = [tuple(line.split(" ")) for line in (names / f"{name}.names").read_text().splitlines()]
        trees = read_trees(data / file, "fr", FEATURES)
        found += [replace(tree, names=row) for tree, row in zip(trees, labels, strict=True)]
    return found


def write_lemmas(trees: Sequence[Tree], folder: Path) -> None:
    """Write the lemmas that the dictionary does not give as the treebanks have them."""
    (folder / "lemmas.tsv").write_text("", encoding="utf-8")
    dictionary = Dictionary(folder)
    counts: dict[tuple[str, str], Counter[str]] = {}
    for tree in trees:
        for word, lemma, feats in zip(tree.words, tree.lemmas, tree.features, strict=True):
            if feats["UPOS"] not in AS_WRITTEN:
                counts.setdefault((feats["UPOS"], plain(word)), Counter())[plain(lemma)] += 1
    lines = (Path(__file__).parent / "french_pronouns.tsv").read_text("utf-8").splitlines()
    pronouns = dict(line.split("\t") for line in lines if not line.startswith("#"))
    rows = [f"PRON\t{word}\t{lemma}" for word, lemma in pronouns.items()]
    for (upos, word), lemmas in sorted(counts.items()):
        lemma, n = lemmas.most_common(1)[0]
        told = upos == "PRON" and word in pronouns
        differs = lemma != dictionary.lemma(word, upos, {})
        if not told and differs and n * 2 > lemmas.total() and (n > 1 or not dictionary.readings(word)):
            rows.append(f"{upos}\t{word}\t{lemma}")
    (folder / "lemmas.tsv").write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")
    print(len(rows), "lemmas")


def vary(stock: Stock, tree: Tree, rng: random.Random) -> Sequence[str]:
    """Give a sentence other names, sometimes typographic apostrophes, capitals or small letters."""
    words = swapped(tree, stock, rng)
    chance = rng.random()
    if chance < CAPITALS:
        return [word.upper() for word in words]
    return [word.lower() for word in words] if chance < CAPITALS + SMALL else words


def main() -> None:
    """Read, train, write."""
    options, run = parse_run(argparse.ArgumentParser(description=__doc__))
    trees = read_corpus(options.data, options.names)
    write_lemmas(trees, options.out)
    dictionary, vectors = Dictionary(options.out), Vectors(options.out)
    stock = Stock("fr")
    cut = len(trees) - run.held
    setup = Setup(
        trees=trees[:cut],
        readings=lambda word, language: dictionary.readings(plain(word)),
        features=FEATURES,
        vector_of=lambda word, language: vectors.row(plain(word)),
        vectors=np.asarray(vectors.table, np.float32),
        vary=lambda tree, rng: vary(stock, tree, rng),
        development=trees[cut:],
    )
    train(setup, run)


if __name__ == "__main__":
    main()
