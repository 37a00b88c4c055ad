"""Label names in EWT's training part with a trained network, where the treebank has proper nouns.

`python training/silver.py --data DIR --encoder DIR --run DIR --out FILE.tsv`: a name may hold proper nouns only, and
small words or signs between two of them; a string takes the kind that the network gives it most over all its places.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from augment import name_spans
from corpus import Example, read_conllu
from features import NAME_LABELS, Classes, Numberer, padded
from network import Network

INPUTS = ("pieces", "shapes", "first", "word_shapes")
LINKERS = frozenset("of the for and & - 's . de la al bin , '".split())
NEVER = -1e4
HEADER = "# sentence of EWT train (from 0), first word, past the last, kind; written by silver.py"
CORRECTIONS = Path(__file__).parent / "name_kinds.tsv"


def may_be_name(example: Example) -> np.ndarray:
    """Say which words may stand in a name."""
    proper = [xpos in ("NNP", "NNPS") for xpos in example.xpos]
    out = list(proper)
    for at, word in enumerate(example.words):
        out[at] |= word.lower() in LINKERS and any(proper[:at][-2:]) and any(proper[at + 1 :][:2])
    return np.array(out)


def labelled(network: Network, numberer: Numberer, examples: list[Example]) -> list[np.ndarray]:
    """Score the labels of every sentence, words that can't be in a name set to O."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].words))
    out: list[np.ndarray] = [np.zeros(0)] * len(examples)
    for begin in range(0, len(order), 32):
        rows = order[begin : begin + 32]
        items = [numberer.number(examples[i].words, examples[i], None) for i in rows]
        tensors = [torch.from_numpy(padded([getattr(i, part) for i in items], fill=0)) for part in INPUTS]
        tensors = [t[:, :512] if n < 2 else t.clamp(max=511) for n, t in enumerate(tensors)]
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            scores = network(*tensors)["names"].float().log_softmax(-1).numpy()
        for i, row in zip(rows, scores, strict=True):
            own = row[1 : len(examples[i].words) + 1].copy()
            own[~may_be_name(examples[i]), 1:] += NEVER
            out[i] = own
    return out


def decode(scores: np.ndarray) -> list[str]:
    """Find the best sequence in which no name begins with an inside label."""
    labels = len(NAME_LABELS)
    cost = np.zeros((labels, labels))
    for after, name in enumerate(NAME_LABELS):
        if name.startswith("I-"):
            cost[:, after] = [0 if before[2:] == name[2:] else NEVER * 10 for before in NAME_LABELS]
    best = scores[0] + np.array([NEVER * 10 if name.startswith("I-") else 0 for name in NAME_LABELS])
    back = []
    for row in scores[1:]:
        through = best[:, None] + cost
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return [NAME_LABELS[i] for i in reversed(path)]


def correct(example: Example, labels: list[str], corrected: dict[str, str]) -> None:
    """Set the kinds that a person gave, also where the network saw no name."""
    free = [label == "O" and xpos in ("NNP", "NNPS") for label, xpos in zip(labels, example.xpos, strict=True)]
    alone = [(i, i + 1) for i, is_free in enumerate(free) if is_free]
    for start, end in [*name_spans(labels), *alone]:
        kind = corrected.get(" ".join(example.words[start:end]))
        if kind == "-":
            labels[start:end] = ["O"] * (end - start)
        elif kind:
            labels[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)


def main() -> None:
    """Label and write one row a name."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("data", "encoder", "run", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    classes = Classes(**{k: tuple(v) for k, v in json.loads((options.run / "classes.json").read_text()).items()})
    network = Network(classes.sizes)
    network.load_state_dict(torch.load(options.run / "network.pt"))
    network.eval()
    random.seed(1)
    examples = list(read_conllu(options.data / "ud_english_ewt/train.conllu"))
    scores = labelled(network, Numberer(options.encoder / "tokenizer.json", classes), examples)
    rows = [decode(row) for row in scores]
    votes: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(3))
    for example, row, labels in zip(examples, scores, rows, strict=True):
        for start, end in name_spans(labels):
            votes[" ".join(example.words[start:end])] += np.exp(row[start, [1, 3, 5]])
    corrected = dict(line.split("\t") for line in CORRECTIONS.read_text().splitlines() if not line.startswith("#"))
    for example, labels in zip(examples, rows, strict=True):
        correct(example, labels, corrected)
        for start, end in name_spans(labels):
            if " ".join(example.words[start:end]) in corrected:
                continue
            kind = NAME_LABELS[1 + 2 * int(votes[" ".join(example.words[start:end])].argmax())][2:]
            labels[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    found = [(at, *span, labels[span[0]][2:]) for at, labels in enumerate(rows) for span in name_spans(labels)]
    lines = ["\t".join(map(str, row)) for row in found]
    options.out.write_text("\n".join([HEADER, *lines]) + "\n")


if __name__ == "__main__":
    main()
