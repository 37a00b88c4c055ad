"""Label names in Russian treebanks with the Russian engine: `python training/russian_names.py --data DIR --out DIR`.

The labels stand beside the treebanks' own words, one line a sentence; `ukrainian.py` trains on them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from trees import RUSSIAN, read_trees

KINDS = {"person": "PER", "place": "LOC", "organisation": "ORG"}


def main() -> None:
    """Read, label, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    from khronika.language.russian.engine import RussianEngine
    from khronika.language.russian.models import load_models

    engine = RussianEngine(load_models())
    for name, file in RUSSIAN.items():
        rows = []
        for tree in read_trees(options.data / file, "ru", ()):
            labels = ["O"] * len(tree.words)
            for found in engine.analyse_words(tree.words).names:
                labels[found.first] = "B-" + KINDS[found.kind]
                labels[found.first + 1 : found.last] = ["I-" + KINDS[found.kind]] * (found.last - found.first - 1)
            rows.append(" ".join(labels))
        (options.out / f"{name}.names").write_text("\n".join(rows) + "\n")
        print(name, len(rows))


if __name__ == "__main__":
    main()
