"""Count how the tables of other matters read the marked passages: `python training/subjects.py uk fr`.

Printed are, for each language, how many passages with events would be passed over and how many without would be caught;
then the words of the tables that stand with events as often as without, and so tell nothing.
"""

import argparse
from collections import Counter

from passages import passages_of

from khronika.lexicon.subjects import PUBLIC, WORD, other_matters, subjects_of
from khronika.lexicon.tables import fold

SEEN = 10  # passages with events in which a word stands, to be judged
ALIKE = 1.15  # how many times as often a word must stand in passages without events


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="+")
    for language in parser.parse_args().languages:
        table = subjects_of(language)
        passages, elsewhere = Counter[bool](), Counter[bool]()
        words: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        for passage in passages_of(language):
            tells = bool(passage.marks)
            passages[tells] += 1
            elsewhere[tells] += bool(other_matters(language, passage.text))
            found = {table[match[0]] for match in WORD.finditer(fold(passage.text)) if match[0] in table}
            words[tells].update(lemma for lemma, subject in found if subject != PUBLIC)
        print(f"{language}: with events {passages[True]}, passed over {elsewhere[True]}; "
              f"without {passages[False]}, caught {elsewhere[False]}")  # fmt: skip
        share = {tells: {word: n / passages[tells] for word, n in seen.items()} for tells, seen in words.items()}
        alike = [word for word, n in words[True].items() if n >= SEEN
                 and share[False].get(word, 0) < ALIKE * share[True][word]]  # fmt: skip
        print("  alike:", ", ".join(sorted(alike)) or "none")


if __name__ == "__main__":
    main()
