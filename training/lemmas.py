"""Write the table of lemmas that spelling rules get wrong: `python training/lemmas.py --data DIR --out lemmas.tsv`.

From the training parts of EWT and GUM (the lemma seen most) and, for words they lack, lemminflect's lexicon (MIT).
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from pathlib import Path

import lemminflect

from khronika.language.english.lemmas import AS_WRITTEN, by_rule
from khronika.language.english.pieces import plain

LEFT_OUT = {"Abbr=Yes", "Typo=Yes", "VerbForm=Inf"}
CLASSES = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}


def from_treebanks(paths: list[Path]) -> dict[tuple[str, str], str]:
    """Give the lemma seen most of each part of speech and form."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            if (
                len(row) == 10
                and row[0].isdigit()
                and row[3] not in AS_WRITTEN
                and not LEFT_OUT & set(row[5].split("|"))
            ):
                seen[row[3], plain(row[1].lower())][row[2]] += 1
    return {key: max(sorted(counts), key=counts.__getitem__) for key, counts in seen.items()}


def from_lexicon() -> dict[tuple[str, str], str]:
    """Give the first lemma of every inflected form in lemminflect's table."""
    path = Path(lemminflect.__file__).parent / "resources/lemma_lu.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.strip().split(",") for line in lines]
    return {(CLASSES[row[1]], row[0]): row[2].split("/")[0] for row in rows if row[1] in CLASSES and row[0].isalpha()}


def main() -> None:
    """Write rows that differ from the rules, sorted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    treebanks = [options.data / part / "train.conllu" for part in ("ud_english_ewt", "gum_open_genres")]
    known = from_lexicon() | from_treebanks(treebanks)
    rows = [(upos, form, lemma) for (upos, form), lemma in known.items() if lemma != by_rule(form, upos)]
    header = "# part of speech, form, lemma where spelling rules fail (EWT, GUM, lemminflect); by training/lemmas.py\n"
    options.out.write_text(header + "".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
