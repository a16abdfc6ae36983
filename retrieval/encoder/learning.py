"""Learn a table of term vectors from pairs, each against the other texts of its batch.

InfoNCE (van den Oord, Li & Vinyals, arXiv 1807.03748) with in-batch negatives, which
sentence-transformers calls MultipleNegativesRankingLoss. A plain loop, because drawing another
form of each pair in every epoch and masking equal headings take more code with its trainer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional
from tqdm import tqdm

from retrieval.encoder.vocabulary import Example, Ids

KEPT = (0.2, 0.8)
"""Least and largest share of the terms of a text that are kept in a question made of it."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to learn. The defaults are what the shipped model was trained with.

    Attributes:
        dim: Length of a vector.
        vocabulary: Number of terms with a vector, the unknown one included.
        epochs: Times that each pair is seen.
        seed: Of everything random; the same seed and machine give the same bytes.
        batch: Pairs at once; each text is a negative for every other heading.
        rate: Largest step of Adam; it falls to zero in a straight line.
        scale: Cosines are multiplied by this before the softmax (one over the temperature).
        whole: Share of pairs of which the whole text is read, not one piece.
        bare: Share of pairs of which the heading stands without a context.
        cloze: Share of pairs of the first kind of which the question is made of the text.
        spread: Standard deviation of the vectors at the start; small, so that a term seldom
            seen says little.
    """

    dim: int = 128
    vocabulary: int = 80_000
    epochs: int = 5
    seed: int = 7
    batch: int = 1_024
    rate: float = 0.01
    scale: float = 30.0
    whole: float = 0.5
    bare: float = 0.5
    cloze: float = 0.2
    spread: float = 0.02


@dataclass(frozen=True, slots=True)
class Learned:
    """Term vectors, shape (vocabulary, dim), that of the unknown term zero; and the last loss."""

    table: torch.Tensor
    loss: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """One form of a pair: a question, a text, and the bytes of the whole text it is of."""

    question: Ids
    text: Ids
    whole: bytes


def learn(groups: Sequence[Sequence[Example]], words: int, recipe: Recipe) -> Learned:
    """Return vectors for `words` terms, showing progress on standard error.

    Args:
        groups: Examples by kind, law first. A batch is of one kind: what is told apart is alike.
        words: Number of terms.
        recipe: How to learn.
    """
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    bag = torch.nn.EmbeddingBag(words, recipe.dim, mode="mean")
    torch.nn.init.normal_(bag.weight, std=recipe.spread)
    steps = recipe.epochs * sum(-(-len(group) // recipe.batch) for group in groups)
    adam = torch.optim.Adam(bag.parameters(), lr=recipe.rate)
    falling = torch.optim.lr_scheduler.LinearLR(adam, 1.0, 0.0, total_iters=steps)
    recent = float("nan")
    with tqdm(total=steps, unit="batch", desc="learning") as bar:
        for batch in _batches(groups, recipe, rng):
            loss = _loss(bag, batch, recipe)
            adam.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
            falling.step()
            recent = loss.item() if recent != recent else 0.95 * recent + 0.05 * loss.item()
            bar.set_postfix(loss=f"{recent:.3f}", refresh=False)
            bar.update()
    table = bag.weight.detach().clone()
    table[0] = 0.0
    return Learned(table, recent)


def _batches(
    groups: Sequence[Sequence[Example]], recipe: Recipe, rng: np.random.Generator
) -> Iterator[list[Drawn]]:
    """Yield batches of all groups in a mixed order, with new forms of the pairs in every epoch."""
    for _ in range(recipe.epochs):
        batches = [
            (
                recipe.cloze * (group is groups[0]),
                [group[at] for at in order[start : start + recipe.batch]],
            )
            for group in groups
            for order in [rng.permutation(len(group))]
            for start in range(0, len(order), recipe.batch)
        ]
        for turn in rng.permutation(len(batches)):
            cloze, batch = batches[turn]
            yield [
                _cloze(example, rng)
                if cloze and rng.random() < cloze
                else _draw(example, recipe, rng)
                for example in batch
            ]


def _draw(example: Example, recipe: Recipe, rng: np.random.Generator) -> Drawn:
    """Return one form of a pair: heading alone or under a context; whole text or one piece."""
    question, text = example.heading, example.text
    if example.contexts and rng.random() >= recipe.bare:
        context = example.contexts[rng.integers(len(example.contexts))]
        question = np.concatenate((context, question))
    if example.pieces and rng.random() >= recipe.whole:
        text = example.pieces[rng.integers(len(example.pieces))]
    return Drawn(question, text, example.text.tobytes())


def _cloze(example: Example, rng: np.random.Generator) -> Drawn:
    """Return a part of the text with terms left out by chance, and the text under its heading.

    The inverse cloze task (Lee, Chang & Toutanova, ACL 2019): it teaches what headings do not.
    """
    parts = example.pieces or (example.text,)
    part = parts[rng.integers(len(parts))]
    kept = part[rng.random(len(part)) < rng.uniform(*KEPT)]
    text = np.concatenate((example.heading, example.text))
    return Drawn(kept if len(kept) else part, text, example.text.tobytes())


def _loss(bag: torch.nn.EmbeddingBag, batch: Sequence[Drawn], recipe: Recipe) -> torch.Tensor:
    """Return the mean cross-entropy of finding each text by its question, and the reverse."""
    questions = functional.normalize(_means(bag, [drawn.question for drawn in batch]))
    texts = functional.normalize(_means(bag, [drawn.text for drawn in batch]))
    cosines = recipe.scale * questions @ texts.T
    cosines = cosines.masked_fill(_no_negatives(batch), float("-inf"))
    right = torch.arange(len(batch))
    return 0.5 * (
        functional.cross_entropy(cosines, right) + functional.cross_entropy(cosines.T, right)
    )


def _no_negatives(batch: Sequence[Drawn]) -> torch.Tensor:
    """Mark, off the diagonal, pairs with the same question or of the same whole text."""
    questions = _numbered([drawn.question.tobytes() for drawn in batch])
    wholes = _numbered([drawn.whole for drawn in batch])
    same = (questions[:, None] == questions) | (wholes[:, None] == wholes)
    return same & ~torch.eye(len(batch), dtype=torch.bool)


def _numbered(keys: Sequence[bytes]) -> torch.Tensor:
    """Return a number for each key, equal for equal keys: shape (len(keys),)."""
    seen: dict[bytes, int] = {}
    return torch.tensor([seen.setdefault(key, len(seen)) for key in keys])


def _means(bag: torch.nn.EmbeddingBag, texts: Sequence[Ids]) -> torch.Tensor:
    """Return the mean vector of each text: shape (len(texts), dim)."""
    starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
    flat = torch.from_numpy(np.concatenate(texts).astype(np.int64))
    means: torch.Tensor = bag(flat, torch.from_numpy(starts))
    return means
