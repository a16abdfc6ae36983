"""`eval`: how well the search finds what it should."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bot.cli.output import write, write_json
from bot.errors import InputError
from bot.services import Services
from retrieval.encoder import load_encoder
from retrieval.evaluation import evaluate_folder
from retrieval.search import Options

WORDS_ONLY = Options(vector_share=0.0)
VECTORS_ONLY = Options(vector_share=float("inf"))


def evaluate(arguments: argparse.Namespace, services: Services) -> int:
    """Print the figures for a folder in BEIR form."""
    if arguments.folder is None:
        raise InputError("eval_needs_folder")
    if arguments.words_only and arguments.vectors_only:
        raise InputError("eval_one_ablation")
    options = WORDS_ONLY if arguments.words_only else Options()
    options = VECTORS_ONLY if arguments.vectors_only else options
    encoder = load_encoder(services.settings.encoder)
    with tempfile.TemporaryDirectory(prefix="kehoach-eval-") as scratch:
        figures = evaluate_folder(arguments.folder, Path(scratch), encoder, options)
    if arguments.json:
        write_json(figures, indent=2)
        return 0
    for name, value in figures.items():
        write(f"{name:12} {value}")
    return 0
