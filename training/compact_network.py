"""The small network of the French and Ukrainian engines, in torch; `language.compact.network` runs it in numpy."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from khronika.language.compact.network import FAR
from khronika.language.compact.words import LOOKS, PREFIXES, SUFFIXES

WIDTH, ARC, LABEL, HEADS = 192, 96, 40, 4
WORD, AFFIX, READING = 64, 24, 64
LAYERS = "ccac"


def _dropped(x: Tensor, share: float, training: bool) -> Tensor:
    """Leave out the same numbers of all words of a sentence."""
    if not training:
        return x
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) > share).to(x.dtype) / (1 - share)


class Network(nn.Module):
    """`sizes` counts words, affixes, readings, tags (all features together), relations and names."""

    def __init__(self, sizes: dict[str, int], vectors: Tensor | None, dropout: float = 0.25) -> None:
        super().__init__()
        self.dropout = dropout
        self.word, self.affix = nn.Embedding(sizes["words"], WORD), nn.Embedding(sizes["affixes"], AFFIX)
        self.reading, self.look = nn.Embedding(sizes["readings"], READING, padding_idx=0), nn.Embedding(LOOKS, WIDTH)
        width = WORD + AFFIX * len(SUFFIXES + PREFIXES) + READING
        self.vector = None
        if vectors is not None:
            self.vector = nn.Embedding.from_pretrained(vectors, freeze=True)
            width += vectors.shape[1]
        for table in (self.word, self.affix, self.reading):
            nn.init.normal_(table.weight, std=0.3)
        nn.init.normal_(self.look.weight, std=0.1)
        self.embedded, self.embedded_norm = nn.Linear(width, WIDTH), nn.LayerNorm(WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in LAYERS)
        self.convolutions = nn.ModuleDict()
        for at, kind in enumerate(LAYERS):
            if kind == "c":
                self.convolutions[str(at)] = nn.Linear(3 * WIDTH, 2 * WIDTH)
            else:
                self.convolutions[f"{at}qkv"] = nn.Linear(WIDTH, 3 * WIDTH)
                self.convolutions[f"{at}out"] = nn.Linear(WIDTH, WIDTH)
        self.near = nn.Parameter(torch.zeros(len(LAYERS), HEADS, 2 * FAR + 1))
        self.last = nn.LayerNorm(WIDTH)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.arc_weight, self.arc_bias = nn.Parameter(torch.zeros(ARC, ARC)), nn.Parameter(torch.zeros(ARC, 1))
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.root_arc, self.root_label = nn.Parameter(torch.randn(ARC) * 0.1), nn.Parameter(torch.randn(LABEL) * 0.1)
        self.label_weight = nn.Parameter(torch.zeros(LABEL + 1, LABEL + 1, sizes["relations"]))
        nn.init.normal_(self.arc_weight, std=0.03)
        nn.init.normal_(self.label_weight, std=0.03)
        self.tags, self.names = nn.Linear(WIDTH, sizes["tags"]), nn.Linear(WIDTH, sizes["names"])

    def embed(self, rows: dict[str, Tensor]) -> Tensor:
        """Embed words: [batch, words, width]; in training, parts of what is seen of a word are left out."""
        parts = [self.word(self._hidden(rows["word"], 0.25))]
        parts.append(self.affix(self._hidden(rows["affixes"], 0.1)).flatten(2))
        readings = self._hidden(rows["readings"], 0.08)
        count = (readings > 0).sum(-1, keepdim=True).clamp(min=1)
        parts.append(self.reading(readings).sum(2) / count)
        if self.vector is not None:
            parts.append(self.vector(self._hidden(rows["vector"], 0.15)))
        x = self.embedded(_dropped(torch.cat(parts, -1), 0.1, self.training))
        return _dropped(self.embedded_norm(F.relu(x + self.look(rows["look"]))), 0.15, self.training)

    def _hidden(self, numbers: Tensor, share: float) -> Tensor:
        if not self.training:
            return numbers
        return numbers * (torch.rand(numbers.shape[:2]) > share).view(*numbers.shape[:2], *[1] * (numbers.dim() - 2))

    def encode(self, rows: dict[str, Tensor], mask: Tensor) -> Tensor:
        """Give a vector a word; `mask` is [batch, words, 1], 0 beyond a sentence's end."""
        x = self.embed(rows) * mask
        order = torch.arange(x.shape[1])
        distances = (order[None] - order[:, None]).clamp(-FAR, FAR) + FAR
        beyond = torch.where(mask[:, None, None, :, 0] > 0, 0.0, -1e4)
        for at, kind in enumerate(LAYERS):
            normal = self.norms[at](x) * mask
            if kind == "c":
                rows_ = F.pad(normal, (0, 0, 1, 1))
                windows = torch.cat((rows_[:, :-2], rows_[:, 1:-1], rows_[:, 2:]), -1)
                more = F.glu(self.convolutions[str(at)](windows), -1)
            else:
                batch, length, _ = x.shape
                qkv = self.convolutions[f"{at}qkv"](normal).view(batch, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
                bias = self.near[at][:, distances][None] + beyond
                mixed = F.scaled_dot_product_attention(*qkv, attn_mask=bias)
                more = self.convolutions[f"{at}out"](mixed.transpose(1, 2).reshape(batch, length, -1))
            x = (x + _dropped(more, 0.15, self.training)) * mask
        return _dropped(self.last(x) * mask, self.dropout, self.training)

    def forward(self, rows: dict[str, Tensor], mask: Tensor) -> dict[str, Tensor]:
        """Score: arcs [batch, words, words + 1] (column 0 the root), label vectors, tags, names."""
        x = self.encode(rows, mask)
        drop = lambda y: _dropped(F.relu(y), self.dropout, self.training)  # noqa: E731
        dependent, head = drop(self.arc_dependent(x)), drop(self.arc_head(x))
        mixed = dependent @ self.arc_weight
        order = torch.arange(x.shape[1])
        near = self.distance[(order[None] - order[:, None]).clamp(-FAR, FAR) + FAR]
        scores = mixed @ head.transpose(1, 2) + (head @ self.arc_bias).transpose(1, 2) + near
        scores = scores + torch.where(mask.transpose(1, 2) > 0, 0.0, -1e4)
        scores = scores - 1e4 * torch.eye(x.shape[1])
        root = mixed @ self.root_arc + self.root_arc @ self.arc_bias
        return {
            "arcs": torch.cat((root[..., None], scores), -1),
            "label_dependent": drop(self.label_dependent(x)),
            "label_head": drop(self.label_head(x)),
            "tags": self.tags(x),
            "names": self.names(x),
        }

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Score relations of N pairs of vectors: [N, relations]."""
        one = dependent.new_ones(dependent.shape[0], 1)
        dependent, head = torch.cat((dependent, one), 1), torch.cat((head, one), 1)
        mixed = (dependent @ self.label_weight.reshape(LABEL + 1, -1)).view(len(one), LABEL + 1, -1)
        return torch.einsum("nhr,nh->nr", mixed, head)

    def exported_from(self) -> dict[str, tuple[Tensor, bool]]:
        """Give the parameters under the names of the numpy network, and whether it has them turned."""
        out = {"word.table": (self.word.weight, False), "affix.table": (self.affix.weight, False)}
        out |= {"reading.table": (self.reading.weight, False), "look.table": (self.look.weight, False)}
        linears = {"embedded": self.embedded, "tags": self.tags, "names": self.names}
        linears |= {name: getattr(self, name) for name in "arc_dependent arc_head label_dependent label_head".split()}
        norms = {"embedded": self.embedded_norm, "last": self.last}
        for at, kind in enumerate(LAYERS):
            norms[f"layer{at}"] = self.norms[at]
            if kind == "c":
                linears[f"layer{at}"] = self.convolutions[str(at)]
            else:
                linears |= {f"layer{at}.{part}": self.convolutions[f"{at}{part}"] for part in ("qkv", "out")}
                out[f"layer{at}.near"] = self.near[at], False
        for name, linear in linears.items():
            out |= {f"{name}.weight": (linear.weight, True), f"{name}.bias": (linear.bias, False)}
        for name, norm in norms.items():
            out |= {f"{name}.scale": (norm.weight, False), f"{name}.shift": (norm.bias, False)}
        out |= {"arc.weight": (self.arc_weight, False), "arc.bias": (self.arc_bias, False)}
        out |= {"distance": (self.distance, False), "label.weight": (self.label_weight, False)}
        return out | {"root.arc": (self.root_arc, False), "root.label": (self.root_label, False)}

    def exported(self) -> dict[str, Tensor]:
        """Give the weights under the names and in the layout of the numpy network."""
        found = {name: (p.T if turned else p).detach() for name, (p, turned) in self.exported_from().items()}
        found["label.weight"] = found["label.weight"].reshape(LABEL + 1, -1)
        return {name: value.contiguous() for name, value in found.items()}

    def take(self, weights: dict[str, Tensor]) -> None:
        """Take weights as they were exported, to train on."""
        own = self.exported_from()
        with torch.no_grad():
            for name, value in weights.items():
                parameter, turned = own[name]
                parameter.copy_(value.T if turned else value.reshape(parameter.shape))
