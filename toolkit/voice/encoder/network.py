"""The network: a BERT encoder that also sees the numbers of each word, and a linear chain over the labels behind it.

Methods: J. Devlin and others, "BERT", NAACL 2019; W. Wang and others, "MiniLM", NeurIPS 2020; G. Lample and others,
"Neural architectures for named entity recognition", NAACL 2016 (the chain). Needs PyTorch.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from toolkit.voice.encoder.inputs import SIZES
from toolkit.voice.sequence.labels import LABELS

_NEVER = -6.0  # where training begins for a step between labels that the gold has not


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The sizes of a BERT encoder, as its `config.json` names them."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int


class Layer(nn.Module):
    """Attention and two dense steps, each added to what came in and normalised."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        hidden = shape.hidden_size
        self.heads = shape.num_attention_heads
        self.attention = nn.Linear(hidden, 3 * hidden)  # query, key, value
        self.out = nn.Linear(hidden, hidden)
        self.norm_attention = nn.LayerNorm(hidden, eps=1e-12)
        self.wide = nn.Linear(hidden, shape.intermediate_size)
        self.narrow = nn.Linear(shape.intermediate_size, hidden)
        self.norm_dense = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is added to the scores of attention."""
        batch, length, hidden = x.shape
        parts = self.attention(x).view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Written out: PyTorch's own attention takes half as long again for heads as narrow as these.
        scores = torch.matmul(query * (hidden // self.heads) ** -0.5, key.transpose(-1, -2)) + mask.to(query.dtype)
        seen = torch.matmul(torch.softmax(scores, dim=-1, dtype=scores.dtype), value)
        x = self.norm_attention(x + self.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, hidden))))
        dense: Tensor = self.norm_dense(x + self.dropout(self.narrow(functional.gelu(self.wide(x)))))
        return dense


class Network(nn.Module):
    """From pieces and numbers to a score for each label, and the steps between labels."""

    def __init__(self, shape: Shape, *, dropout: float = 0.1) -> None:
        super().__init__()
        hidden = shape.hidden_size
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocab_size, hidden)
        self.places = nn.Embedding(shape.max_position_embeddings, hidden)
        self.numbers = nn.ModuleList([nn.Embedding(size, hidden) for size in SIZES])
        for embedding in self.numbers:
            nn.init.normal_(embedding.weight, std=0.02)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList([Layer(shape, dropout) for _ in range(shape.num_hidden_layers)])
        self.dropout = nn.Dropout(dropout)
        self.labels = nn.Linear(hidden, len(LABELS))
        self.steps = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))

    def forward(self, pieces: Tensor, numbers: Tensor, mask: Tensor) -> Tensor:
        """Scores of every piece; `mask` is 1 where there is one."""
        x = self.pieces(pieces) + self.places.weight[: pieces.shape[1]]
        for place, embedding in enumerate(self.numbers):
            x = x + embedding(numbers[..., place])
        x = self.dropout(self.norm(x))
        added = torch.zeros(mask.shape, dtype=torch.float32).masked_fill(mask == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, added)
        scores: Tensor = self.labels(self.dropout(x))
        return scores.float()

    def start_steps(self, seen: Tensor) -> None:
        """Steps between labels that the gold has not begin far down."""
        with torch.no_grad():
            self.steps.copy_(torch.where(seen > 0, 0.0, _NEVER))


def chain_loss(scores: Tensor, gold: Tensor, sizes: Tensor, steps: Tensor) -> Tensor:
    """Minus the log probability of the gold labels, summed; a row of `scores` and `gold` is one paragraph."""
    length = scores.shape[1]
    there = torch.arange(length)[None, :] < sizes[:, None]
    of_gold = scores.gather(2, gold[..., None])[..., 0] * there
    between = steps[gold[:, :-1], gold[:, 1:]] * there[:, 1:]
    forward = scores[:, 0]
    for place in range(1, length):
        onward = torch.logsumexp(forward[:, :, None] + steps, dim=1) + scores[:, place]
        forward = torch.where(there[:, place, None], onward, forward)
    return torch.logsumexp(forward, dim=1).sum() - of_gold.sum() - between.sum()
