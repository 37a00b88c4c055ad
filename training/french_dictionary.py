"""Pack the DELA dictionary of French forms: `python training/french_dictionary.py --dela FILE --out DIR`.

FILE is the inflected DELA (683,824 simple forms; LGPL-LR), as UTF-8. Writes `forms.marisa`, from a form to the number
of its analysis, and `analyses.tsv`, what each number says: readings (part of speech and code) with the letters
to take off and to add for the lemma.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path

import marisa_trie

LINE = re.compile(
    r"^(?P<form>(?:[^,\\]|\\.)+),(?P<lemma>(?:[^.\\]|\\.)*)\.(?P<part>[A-Z]+)(?P<marks>(?:\+[^:+]+)*)(?P<codes>(?::[^:]+)*)$"
)
PARTS = frozenset("A ADV CONJC CONJS DET INTJ N PREP PREPDET PREPPRO PRO V".split())
RARE = "z3"


def read_dela(path: Path) -> dict[str, set[tuple[str, str, str]]]:
    """Read forms in small letters without spaces: part of speech, code and lemma; rare words only where no other is."""
    common: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    rare: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            match = LINE.match(line.rstrip("\n"))
            if match is None or match["part"] not in PARTS:
                continue
            form = match["form"].replace("\\", "")
            lemma = match["lemma"].replace("\\", "") or form
            if " " in form or form != form.lower() or lemma != lemma.lower():
                continue
            into = common if "z1" in match["marks"] or "z2" in match["marks"] else rare
            into[form].update((match["part"], code, lemma) for code in match["codes"].split(":")[1:] or [""])
    return {**{form: told for form, told in rare.items() if form not in common}, **common}


def analysis(form: str, told: set[tuple[str, str, str]]) -> str:
    """Write readings as `V:P3s -3+er`, the commonest order being the alphabet's; several stand with a bar."""
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for part, code, lemma in sorted(told):
        shared = 0
        while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
            shared += 1
        rows[part, f"{len(form) - shared}+{lemma[shared:]}"].append(code)
    return "|".join(f"{part}:{','.join(codes)}:{rule}" for (part, rule), codes in sorted(rows.items()))


def main() -> None:
    """Read the dictionary; write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("dela", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    told = {form: analysis(form, rows) for form, rows in read_dela(options.dela).items()}
    counts = Counter(told.values())
    numbers = {text: at for at, (text, _) in enumerate(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))}
    trie = marisa_trie.RecordTrie("<H", [(form, (numbers[text],)) for form, text in sorted(told.items())])
    options.out.mkdir(parents=True, exist_ok=True)
    trie.save(str(options.out / "forms.marisa"))
    (options.out / "analyses.tsv").write_text("\n".join(numbers) + "\n", encoding="utf-8")
    print(f"{len(told)} forms, {len(numbers)} analyses")


if __name__ == "__main__":
    main()
