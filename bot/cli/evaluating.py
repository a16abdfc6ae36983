"""`eval`: how well the search finds what it should."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bot.cli.output import progress_bars, write, write_json
from bot.errors import InputError
from bot.services import Services, today
from prompts.answering import Answerer
from prompts.evaluation import answer_figures, search_outcomes
from retrieval.evaluation import FORMS, evaluate_folder, read_questions, read_unanswerable
from retrieval.search import Options, Searcher

WORDS_ONLY = Options(vector_share=0.0)
VECTORS_ONLY = Options(vector_share=float("inf"))


def evaluate(arguments: argparse.Namespace, services: Services) -> int:
    """Print the figures for the project's own questions, or for a folder in BEIR form."""
    if arguments.words_only and arguments.vectors_only:
        raise InputError("eval_one_ablation")
    options = WORDS_ONLY if arguments.words_only else Options()
    options = VECTORS_ONLY if arguments.vectors_only else options
    if arguments.folder is None:
        return _own_questions(arguments, services, options)
    with tempfile.TemporaryDirectory(prefix="kehoach-eval-") as scratch:
        figures = evaluate_folder(arguments.folder, Path(scratch), services.encoder, options)
    if arguments.json:
        write_json(figures, indent=2)
        return 0
    for name, value in figures.items():
        write(f"{name:12} {value}")
    return 0


def _own_questions(arguments: argparse.Namespace, services: Services, options: Options) -> int:
    services.prepare(progress_bars())
    questions = read_questions(arguments.half)
    searcher = Searcher(services.library, services.index, services.encoder, options)
    documents, day = services.library.plans(), today()
    forms = {
        form: search_outcomes(questions, searcher, documents, as_of=day, form=form)[1]
        for form in FORMS
    }
    answerer = Answerer(services.library, searcher, services.encoder)
    answers = answer_figures(questions, read_unanswerable(arguments.half), answerer, as_of=day)
    if arguments.json:
        size = {"documents": len(documents)}
        write_json({**forms["as written"], **size, **answers, "forms": forms}, indent=2)
        return 0
    columns = ("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "p50_ms", "queries")
    write(f"{'':12}" + "".join(f"{name:>11}" for name in columns))
    for form, figures in forms.items():
        write(f"{form:12}" + "".join(f"{figures[name]:>11}" for name in columns))
    write("".join(f"{name} {share}  " for name, share in answers.items()))
    return 0
