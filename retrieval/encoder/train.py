"""Train a static encoder on pairs of law, and of the field when its folder is named.

python -m retrieval.encoder.train PAIRS.jsonl[.xz] ... --field corpus --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from model2vec import StaticModel
from tqdm import tqdm

from retrieval.encoder.base import EncoderError
from retrieval.encoder.card import Training, card
from retrieval.encoder.field import Field, read_field
from retrieval.encoder.learning import Learned, Recipe, learn
from retrieval.encoder.pairs import Pair, headings, read_pairs
from retrieval.encoder.preparation import PREPARATION
from retrieval.encoder.static import MARK
from retrieval.encoder.vocabulary import Example, choose_terms, examples, word_tokenizer


def train(
    sources: Sequence[Path],
    out: Path,
    recipe: Recipe,
    *,
    corpus: Path | None = None,
    measured: str = "",
) -> Training:
    """Learn from files of pairs, write a folder of model2vec, return what its card says.

    Args:
        sources: Files as `read_pairs` takes them.
        out: Folder to write; files of an earlier model there are replaced.
        recipe: How to learn.
        corpus: Folder of the field's words and plans; None leaves the field out.
        measured: Markdown for the card, with what an evaluation of this recipe gave.

    Raises:
        EncoderError: A file is not one of pairs ("pairs_unreadable") or of the field
            ("field_unreadable"), or they hold no term that two of them share ("pairs_empty").
    """
    law = read_pairs(sources)
    field = read_field(corpus, law, recipe.seed) if corpus else Field()
    numbers, groups = _numbered(law, field, recipe)
    if not any(groups):
        raise EncoderError("pairs_empty", name=", ".join(map(str, sources)))
    start = time.monotonic()
    learned = learn(groups, len(numbers), recipe)
    training = Training(
        sources=tuple(source.name for source in sources),
        pairs=len(groups[0]),
        headings=headings(law),
        said=len(field.said),
        clauses=len(field.clauses),
        disguised=len(groups[2]),
        terms=len(numbers) - 1,
        loss=learned.loss,
        seconds=time.monotonic() - start,
        command=_command(sources, out, recipe, corpus),
        measured=measured,
    )
    _save(learned, numbers, out)
    (out / "README.md").write_text(card(training, recipe), encoding="utf-8")
    return training


def _numbered(
    law: Sequence[Pair], field: Field, recipe: Recipe
) -> tuple[dict[str, int], list[list[Example]]]:
    """Return the number of each term, and the pairs by kind: law, plain and disguised."""
    counted = tqdm(law, desc="choosing terms", unit="pair")
    numbers = choose_terms(counted, recipe.vocabulary, field.texts)
    kinds = (law, field.plain, field.disguised)
    return numbers, [examples(tqdm(kind, desc="numbering", unit="pair"), numbers) for kind in kinds]


def _save(learned: Learned, numbers: dict[str, int], out: Path) -> None:
    """Write the model in 8 bits a number and a scale a row, and the name of its preparation."""
    table = learned.table.numpy()
    scales = np.abs(table).max(axis=1).clip(min=1e-3) / 127
    rows = np.rint(table / scales[:, None]).astype(np.int8)
    tokenizer = word_tokenizer(numbers)
    model = StaticModel(
        rows, tokenizer, normalize=True, weights=scales.astype(np.float16), max_length=None
    )
    model.save_pretrained(out)
    (out / "model.safetensors").chmod(0o644)  # safetensors leaves it to its owner alone
    (out / MARK).write_text(json.dumps({"text": PREPARATION}) + "\n", encoding="utf-8")


def _command(sources: Sequence[Path], out: Path, recipe: Recipe, corpus: Path | None) -> str:
    """Return the command that repeats the run, with bare file names."""
    field = f" --field {corpus.name}" if corpus else ""
    return (
        f"python -m retrieval.encoder.train {' '.join(source.name for source in sources)}"
        f"{field} --out {out.name} --dim {recipe.dim} --vocabulary {recipe.vocabulary}"
        f" --epochs {recipe.epochs} --seed {recipe.seed}"
    )


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    usual = Recipe()
    parser = argparse.ArgumentParser(description="Train a static encoder on heading/text pairs.")
    parser.add_argument("pairs", nargs="+", type=Path, help='JSON lines with "title" and "text"')
    parser.add_argument("--out", required=True, type=Path, help="folder to write")
    parser.add_argument("--field", type=Path, help="folder of the field's words and plans")
    parser.add_argument("--dim", type=int, default=usual.dim)
    parser.add_argument("--vocabulary", type=int, default=usual.vocabulary)
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--measured", type=Path, help="Markdown for the card: evaluation results")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the command line says; return the exit status."""
    given = _arguments(arguments)
    recipe = Recipe(
        dim=given.dim, vocabulary=given.vocabulary, epochs=given.epochs, seed=given.seed
    )
    torch.set_num_threads(1)  # the same bytes whatever the cores; two that are shared are slower
    try:
        measured = given.measured.read_text(encoding="utf-8") if given.measured else ""
        training = train(given.pairs, given.out, recipe, corpus=given.field, measured=measured)
    except (EncoderError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{training.all_pairs:,} pairs, loss {training.loss:.3f}, in {given.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
