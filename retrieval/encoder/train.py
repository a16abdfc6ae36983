"""Train a static encoder: python -m retrieval.encoder.train PAIRS.jsonl[.xz] ... --out FOLDER."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tqdm import tqdm

from retrieval.encoder.base import EncoderError
from retrieval.encoder.card import Training, card
from retrieval.encoder.learning import Learned, Recipe, learn
from retrieval.encoder.pairs import headings, read_pairs
from retrieval.encoder.preparation import PREPARATION
from retrieval.encoder.static import MARK
from retrieval.encoder.vocabulary import choose_terms, examples, word_tokenizer


def train(sources: Sequence[Path], out: Path, recipe: Recipe, *, measured: str = "") -> Training:
    """Learn from files of pairs, write a sentence-transformers folder, return what its card says.

    Args:
        sources: Files as `read_pairs` takes them.
        out: Folder to write; files of an earlier model there are replaced.
        recipe: How to learn.
        measured: Markdown for the card, with what an evaluation of this recipe gave.

    Raises:
        EncoderError: A file is not one of pairs ("pairs_unreadable"), or they hold no term that
            two of them share ("pairs_empty").
    """
    pairs = read_pairs(sources)
    numbers = choose_terms(tqdm(pairs, desc="choosing terms", unit="pair"), recipe.vocabulary)
    shown = examples(tqdm(pairs, desc="numbering terms", unit="pair"), numbers)
    if not shown:
        raise EncoderError("pairs_empty", name=", ".join(map(str, sources)))
    start = time.monotonic()
    learned = learn(shown, len(numbers), recipe)
    seconds = time.monotonic() - start
    training = Training(
        sources=tuple(source.name for source in sources),
        pairs=len(shown),
        headings=headings(pairs),
        terms=len(numbers) - 1,
        loss=learned.loss,
        seconds=seconds,
        command=_command(sources, out, recipe),
        measured=measured,
    )
    _save(learned, numbers, out)
    (out / "README.md").write_text(card(training, recipe), encoding="utf-8")
    return training


def _save(learned: Learned, numbers: dict[str, int], out: Path) -> None:
    """Write the model in half precision, its tokenizer and the name of its preparation."""
    tokenizer = word_tokenizer(numbers)
    table = StaticEmbedding(tokenizer, embedding_weights=learned.table.half())
    model = SentenceTransformer(modules=[table, Normalize()], device="cpu")
    model.save(str(out), create_model_card=False)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)  # a third of the indented form
    (out / "model.safetensors").chmod(0o644)  # safetensors leaves it to its owner alone
    (out / MARK).write_text(json.dumps({"text": PREPARATION}) + "\n", encoding="utf-8")


def _command(sources: Sequence[Path], out: Path, recipe: Recipe) -> str:
    """Return the command that repeats the run, with bare file names."""
    return (
        f"python -m retrieval.encoder.train {' '.join(source.name for source in sources)}"
        f" --out {out.name} --dim {recipe.dim} --vocabulary {recipe.vocabulary}"
        f" --epochs {recipe.epochs} --seed {recipe.seed}"
    )


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    usual = Recipe()
    parser = argparse.ArgumentParser(description="Train a static encoder on heading/text pairs.")
    parser.add_argument("pairs", nargs="+", type=Path, help='JSON lines with "title" and "text"')
    parser.add_argument("--out", required=True, type=Path, help="folder to write")
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
    try:
        measured = given.measured.read_text(encoding="utf-8") if given.measured else ""
        training = train(given.pairs, given.out, recipe, measured=measured)
    except (EncoderError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{training.pairs:,} pairs, loss {training.loss:.3f}, in {given.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
