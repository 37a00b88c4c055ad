"""Measure the French and Ukrainian engines: `python training/measure_compact.py fr FILE.conllu...`.

Words from the file, contractions in one piece. UAS and LAS without and with punctuation and subtypes, parts of speech,
features, lemmas (in small letters), F1 of chosen relations; and words a second from plain text to records.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from trees import Tree, read_trees

from khronika.language.engines import engine

SHOWN = "nsubj nsubj:pass obj iobj obl obl:agent aux:pass nmod amod conj advcl acl acl:relcl xcomp ccomp appos".split()
PLAIN = frozenset({"obl"})  # shown without subtypes, but for agents
FEATURES = ("Number", "Gender", "Case", "Tense", "VerbForm", "Mood", "Voice", "Person", "Aspect")
PRONOUNS = {
    line.split("\t")[0]: line.split("\t")[1]
    for line in (Path(__file__).parent / "french_pronouns.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
}


def shown(relation: str) -> str:
    """Give the relation as it is shown: obliques but agents in one."""
    bare = relation.partition(":")[0]
    return bare if bare in PLAIN and relation != "obl:agent" else relation


def measure(language: str, path: Path) -> None:
    """Print the scores of one file."""
    trees = list(read_trees(path, language, FEATURES))
    counts: Counter[str] = Counter()
    wanted, said, right = Counter(), Counter(), Counter()
    for tree, sentence in zip(trees, analysed(language, trees), strict=True):
        for at, token in enumerate(sentence.tokens):
            upos = tree.features[at]["UPOS"]
            head, relation = tree.heads[at] == token.head, tree.relations[at]
            alike = relation.partition(":")[0] == token.deprel.partition(":")[0]
            lemma = (
                PRONOUNS.get(token.text.lower(), tree.lemmas[at])
                if language == "fr" and upos == "PRON"
                else tree.lemmas[at]
            )
            same = lemma.lower() == token.lemma.lower()
            participle = tree.features[at].get("VerbForm") == "Part"
            counts += Counter(all=1, uas=head, las=head and alike, upos=upos == token.upos,
                              lemma=same)  # fmt: skip
            counts += Counter(others=not participle, lemma_others=not participle and same,
                              upos_others=not participle and upos == token.upos)  # fmt: skip
            if upos != "PUNCT":
                counts += Counter(words=1, w_uas=head, w_las=head and alike, w_full=head and relation == token.deprel)
            for name in FEATURES:
                told, gold = token.feats.get(name), tree.features[at].get(name)
                counts += Counter(
                    said=told is not None, wanted=gold is not None, f_right=told is not None and told == gold
                )
            wanted[shown(relation)] += 1
            said[shown(token.deprel)] += 1
            right[shown(relation)] += head and shown(relation) == shown(token.deprel)
    share = lambda part, whole: f"{100 * counts[part] / max(1, counts[whole]):.1f}"  # noqa: E731
    print(
        f"{path.stem}: {counts['all']} words; with punctuation UAS {share('uas', 'all')} LAS {share('las', 'all')};",
        end=" ",
    )
    print(
        f"without UAS {share('w_uas', 'words')} LAS {share('w_las', 'words')} (subtypes {share('w_full', 'words')});",
        end=" ",
    )
    print(
        f"UPOS {share('upos', 'all')} lemmas {share('lemma', 'all')}, no participles {share('upos_others', 'others')}",
        end=" ",
    )
    features = 200 * counts["f_right"] / (counts["said"] + counts["wanted"])
    print(f"{share('lemma_others', 'others')}; features F1 {features:.1f}")
    print("  " + " ".join(f"{n} {200 * right[n] / max(1, wanted[n] + said[n]):.0f}" for n in SHOWN))


def analysed(language: str, trees: list[Tree]) -> list:
    """Analyse the file's own words, laid one after another with spaces."""
    parts, words, at = [], [], 0
    for tree in trees:
        spans = []
        for word in tree.words:
            spans.append((at, at + len(word)))
            parts.append(word)
            at += len(word) + 1
        words.append(spans)
    return engine(language).analyse_words(" ".join(parts), words)


def measure_speed(language: str, path: Path) -> None:
    """Print words a second, the second time round, and how much of words and sentences is cut as in the treebank."""
    trees = list(read_trees(path, language, ()))
    text = "\n\n".join(" ".join(tree.text for tree in trees[at : at + 8]) for at in range(0, len(trees), 8))
    reader = engine(language)
    for _ in range(2):
        began = time.process_time()
        sentences = reader.analyse(text, reader.segment(text))
        taken = time.process_time() - began
    print(f"  {sum(len(s.tokens) for s in sentences) / taken:.0f} words a second")
    starts = {text.index(tree.text): len(tree.text) for tree in trees}
    gold = {(start, start + size) for start, size in starts.items()}
    found = {(s.start, s.end) for s in sentences}
    print(f"  sentences F1 {200 * len(gold & found) / (len(gold) + len(found)):.1f}")


def main() -> None:
    """Measure the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    for path in options.files:
        measure(options.language, path)
        measure_speed(options.language, path)


if __name__ == "__main__":
    main()
