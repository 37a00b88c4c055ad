"""Measure the installed English engine: `python training/measure.py trees FILE.conllu...` or `names FILE.iob2...`.

Trees: words from the file; UAS and LAS without punctuation, parts of speech, lemmas, and F1 of chosen relations.
Names: exact span and kind, words from the file. Words: the engine's own sentences and words against a treebank's text.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from khronika.language import Sentence
from khronika.language.english.engine import load

RELATIONS = (
    "nsubj obj nsubj:pass obl:agent obl conj advcl acl acl:relcl appos nmod ccomp xcomp aux:pass parataxis".split()
)
KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}


def blocks(path: Path) -> Iterator[list[list[str]]]:
    """Yield each sentence's rows that hold a word."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield rows


def analysed(sentences: list[list[list[str]]]) -> list[Sentence]:
    """Analyse the file's own words, laid one after another with spaces."""
    parts, words, at = [], [], 0
    for rows in sentences:
        spans = []
        for row in rows:
            spans.append((at, at + len(row[1])))
            parts.append(row[1])
            at += len(row[1]) + 1
        words.append(spans)
    engine, text = load(), " ".join(parts)
    began = time.process_time()
    out = [s for i in range(0, len(words), 400) for s in engine.analyse_words(text, words[i : i + 400])]
    print(f"{sum(map(len, words)) / (time.process_time() - began):.0f} words/s")
    return out


def measure_trees(path: Path) -> None:
    """Print attachment scores, tags, lemmas and the F1 of relations."""
    gold = list(blocks(path))
    counts: Counter[str] = Counter()
    wanted, said, right = Counter(), Counter(), Counter()
    for rows, sentence in zip(gold, analysed(gold), strict=True):
        for row, token in zip(rows, sentence.tokens, strict=True):
            counts["words"] += 1
            counts["upos"] += row[3] == token.upos
            counts["lemma"] += row[2] == token.lemma
            for name, value in token.feats.items():
                if name in ("VerbForm", "Tense", "Number", "Mood", "Voice"):
                    counts["feats"] += 1
                    counts["feats right"] += f"{name}={value}" in row[5].split("|")
            if row[3] != "PUNCT":
                head = int(row[6]) == token.head + 1
                label = row[7] == token.deprel
                counts["scored"] += 1
                counts["uas"] += head
                counts["las"] += head and label
                counts["plain las"] += head and row[7].partition(":")[0] == token.deprel.partition(":")[0]
                wanted[row[7]] += 1
                said[token.deprel] += 1
                right[row[7]] += head and label
    share = lambda a, b: f"{100 * counts[a] / counts[b]:.2f}"  # noqa: E731
    print(f"{path.name}: UAS {share('uas', 'scored')} LAS {share('las', 'scored')}", end=" ")
    print(f"(without subtypes {share('plain las', 'scored')})", end=" ")
    print(f"UPOS {share('upos', 'words')} lemmas {share('lemma', 'words')} features {share('feats right', 'feats')}")
    print("  " + " ".join(f"{name} {200 * right[name] / max(1, wanted[name] + said[name]):.1f}" for name in RELATIONS))


def measure_names(path: Path) -> None:
    """Print precision, recall and F1 of names, in all and by kind."""
    gold = list(blocks(path))
    right, said, wanted = Counter(), Counter(), Counter()
    for rows, sentence in zip(gold, analysed(gold), strict=True):
        found = {(name.first, name.last, KINDS[name.kind]) for name in sentence.names}
        want = set(gold_names([row[2] for row in rows]))
        for kind in KINDS.values():
            right[kind] += sum(name[2] == kind for name in found & want)
            said[kind] += sum(name[2] == kind for name in found)
            wanted[kind] += sum(name[2] == kind for name in want)
    shares = (2 * right.total() / (said.total() + wanted.total()), right.total() / said.total())
    parts = " ".join(f"{kind} {2 * right[kind] / max(1, said[kind] + wanted[kind]):.3f}" for kind in KINDS.values())
    recall = right.total() / wanted.total()
    print(f"{path.parent.name}: F1 {shares[0]:.3f} P {shares[1]:.3f} R {recall:.3f} {parts}")


def gold_names(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names that IOB2 labels spell."""
    for at, label in enumerate(labels):
        if label.startswith("B-"):
            end = at + 1
            while end < len(labels) and labels[end] == "I-" + label[2:]:
                end += 1
            yield at, end, label[2:]


def measure_words(path: Path) -> None:
    """Print F1 of sentences and words over the treebank's paragraphs, and the speed of the whole engine."""
    engine = load()
    right, said, wanted = Counter(), Counter(), Counter()
    texts: list[str] = []
    for text, sentences, words in paragraphs(path):
        texts.append(text)
        spans = engine.segment(text)
        found = {(token.start, token.end) for s in engine.analyse(text, spans) for token in s.tokens}
        for name, ours, theirs in (("sentences", set(spans), sentences), ("words", found, words)):
            right[name] += len(ours & theirs)
            said[name] += len(ours)
            wanted[name] += len(theirs)
    scores = " ".join(f"{name} {200 * right[name] / (said[name] + wanted[name]):.2f}" for name in right)
    whole = "\n".join(texts)
    began = time.process_time()
    total = sum(len(s.tokens) for s in engine.analyse(whole, engine.segment(whole)))
    print(f"{path.name}: {scores}; whole engine {total / (time.process_time() - began):.0f} words/s")


def paragraphs(path: Path) -> Iterator[tuple[str, set[tuple[int, int]], set[tuple[int, int]]]]:
    """Yield each paragraph's text with the spans of its sentences and words (a space between sentences)."""
    text, sentences, words = "", set(), set()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if "# newpar" in block or "# newdoc" in block:
            if text:
                yield text, sentences, words
            text, sentences, words = "", set(), set()
        own = next((line[9:] for line in block.split("\n") if line.startswith("# text = ")), "")
        start = at = len(text) + bool(text)
        text = f"{text} {own}" if text else own
        for row in (line.split("\t") for line in block.split("\n") if line and line[0].isdigit()):
            if row[0].isdigit():
                at = text.index(row[1], at)
                words.add((at, at + len(row[1])))
                at += len(row[1])
        if own:
            sentences.add((start, start + len(own)))
    if text:
        yield text, sentences, words


def main() -> None:
    """Measure the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["trees", "names", "words"])
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    measure = {"trees": measure_trees, "names": measure_names, "words": measure_words}[options.what]
    for path in options.files:
        measure(path)


if __name__ == "__main__":
    main()
