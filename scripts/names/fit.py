"""Fit the weights by which names are compared to pairs of names that are, or are not, one person's.

    python scripts/names/fit.py person_name_pairs.tar.xz [--write]

Prints precision, recall and F1 of five folds, the weights of each fitted without it; with --write, weights fitted to
all pairs go into tables/weights.tsv. Only the weights are written, nothing of the pairs.
"""

import argparse
from pathlib import Path

from khronika.evaluate import name_pairs
from khronika.evaluate.name_fit import fit

TABLE = Path(__file__).parents[2] / "src" / "khronika" / "resolve" / "actors" / "tables" / "weights.tsv"


def main() -> None:
    """Measure, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    for measure in name_pairs.measure(asked.pairs):
        print(f"{measure.name:34} {measure.value:.3f}  {measure.detail}")
    if asked.write:
        weights = fit(name_pairs.read_pairs(asked.pairs))
        lines = ["# Written by scripts/names/fit.py; see ATTRIBUTION.md.", "feature\tweight"]
        lines += [f"{name}\t{value:.2f}" for name, value in weights.items()]
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
