"""The network: a six-layer MiniLM encoder and heads, on each word's first piece, for tags, trees and names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
ARC, LABEL, SHAPES, FAR = 192, 64, 30, 32


class Layer(nn.Module):
    """One transformer layer as in BERT (normalisation after the sum)."""

    def __init__(self, inner: int) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + F.dropout(mixed, dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), dropout, self.training))


class Network(nn.Module):
    """Encoder and heads; `sizes` counts the classes of tags, relations and names, `inner` each layer's inner units."""

    def __init__(self, sizes: dict[str, int], dropout: float = 0.2, inner: Sequence[int] = (INNER,) * LAYERS) -> None:
        super().__init__()
        self.dropout = dropout
        self.pieces, self.positions = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.shapes_in, self.shapes_out = nn.Embedding(SHAPES, WIDTH), nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(units) for units in inner)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.arc_weight, self.arc_bias = nn.Parameter(torch.zeros(ARC, ARC)), nn.Linear(ARC, 1, bias=False)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.label_weight = nn.Parameter(torch.zeros(LABEL + 1, LABEL + 1, sizes["relations"]))
        self.tags, self.names = (nn.Linear(WIDTH, sizes[layer]) for layer in ("tags", "names"))
        nn.init.zeros_(self.shapes_in.weight)
        nn.init.zeros_(self.shapes_out.weight)

    def encode(self, pieces: Tensor, shapes: Tensor, first: Tensor, word_shapes: Tensor) -> Tensor:
        """Give a vector a word, the root's (`[CLS]`) first: [batch, words + 1, width]."""
        x = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.shapes_in(shapes)
        x = F.dropout(self.norm(x), 0.5 * self.dropout, self.training)
        mask = torch.where(pieces == 0, -1e4, 0.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, 0.5 * self.dropout)
        words = torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH)) + self.shapes_out(word_shapes)
        return F.dropout(words, self.dropout, self.training)

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, word_shapes: Tensor) -> dict[str, Tensor]:
        words = self.encode(pieces, shapes, first, word_shapes)
        drop = lambda x: F.dropout(F.gelu(x), self.dropout, self.training)  # noqa: E731
        dependent, head = drop(self.arc_dependent(words)), drop(self.arc_head(words))
        arcs = (dependent @ self.arc_weight) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        order = torch.arange(words.shape[1])
        arcs = arcs.float() + self.distance[(order[None] - order[:, None]).clamp(-FAR, FAR) + FAR]
        return {
            "arcs": arcs,
            "label_dependent": drop(self.label_dependent(words)),
            "label_head": drop(self.label_head(words)),
            "tags": self.tags(words),
            "names": self.names(words),
        }

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Score relations of N pairs of 64-wide vectors: [N, relations]."""
        one = dependent.new_ones(dependent.shape[0], 1)
        dependent, head = torch.cat([dependent, one], 1), torch.cat([head, one], 1)
        mixed = (dependent @ self.label_weight.reshape(LABEL + 1, -1)).view(len(one), LABEL + 1, -1)
        return torch.einsum("nhr,nh->nr", mixed, head)

    @classmethod
    def read(cls, path: Path, sizes: dict[str, int]) -> Network:
        """Read trained weights, of a network whole or pruned."""
        state = torch.load(path)
        network = cls(sizes, inner=[len(b) for name, b in state.items() if name.endswith(".up.bias")])
        network.load_state_dict(state)
        return network.eval()

    def start_from(self, folder: Path) -> None:
        """Take the encoder's weights from a BERT checkpoint; the word, position and type embeddings stay frozen."""
        state = load_file(folder / "model.safetensors")
        state = {name.removeprefix("bert."): value for name, value in state.items()}
        first_type = state["embeddings.token_type_embeddings.weight"][0]
        own = {
            "pieces.weight": state["embeddings.word_embeddings.weight"] + first_type,
            "positions.weight": state["embeddings.position_embeddings.weight"],
            "norm.weight": state["embeddings.LayerNorm.weight"],
            "norm.bias": state["embeddings.LayerNorm.bias"],
        }
        for index in range(LAYERS):
            for end in ("weight", "bias"):
                old = f"encoder.layer.{index}."
                parts = [state[f"{old}attention.self.{name}.{end}"] for name in ("query", "key", "value")]
                own[f"layers.{index}.qkv.{end}"] = torch.cat(parts)
                own[f"layers.{index}.out.{end}"] = state[f"{old}attention.output.dense.{end}"]
                own[f"layers.{index}.norm1.{end}"] = state[f"{old}attention.output.LayerNorm.{end}"]
                own[f"layers.{index}.up.{end}"] = state[f"{old}intermediate.dense.{end}"]
                own[f"layers.{index}.down.{end}"] = state[f"{old}output.dense.{end}"]
                own[f"layers.{index}.norm2.{end}"] = state[f"{old}output.LayerNorm.{end}"]
        unknown = self.load_state_dict(own, strict=False).unexpected_keys
        if unknown:
            raise ValueError(f"the checkpoint does not fit: {unknown}")
        self.pieces.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)
