"""What each part of the search is worth, with its significance: `make eval`, or folders of BEIR."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ranx import Qrels, Run, compare

from bot.config import read_settings
from bot.services import Services, build_services, today
from prompts.evaluation import answer_figures, search_outcomes
from retrieval.evaluation import (
    FORMS,
    read_folder,
    read_questions,
    read_unanswerable,
    search_folder,
)
from retrieval.index import throwaway
from retrieval.search import Options, Searcher

VARIANTS: Mapping[str, Options] = {
    "all": Options(),
    "words only": Options(vector_share=0.0),
    "vectors only": Options(vector_share=float("inf")),
    "no folding": Options(fold=False),
    "no expansion": Options(expand=False),
    "no coverage": Options(coverage_share=0.0),
    "any kind of clause": Options(suit_share=0.0),
}
METRICS = ["recall@5", "recall@10", "mrr@10", "ndcg@10"]
DEPTH = 20


def main(folders: list[str]) -> None:
    """Print the tables for the project's own questions, or for folders in BEIR form."""
    with tempfile.TemporaryDirectory(prefix="kehoach-eval-") as scratch:
        data_dir = Path(scratch) / "data"
        services = build_services(read_settings(data_dir, environ={}, dotenv=data_dir / "none"))
        for name in folders:
            _folder(services, Path(name), Path(scratch) / Path(name).name)
        if not folders:
            services.prepare()
            for half in ("development", "held-out"):
                _own_questions(services, half)
        services.close()


def _own_questions(services: Services, half: str) -> None:
    questions, documents, day = read_questions(half), services.library.plans(), today()
    for form in FORMS:
        runs = []
        for name, options in VARIANTS.items():
            searcher = Searcher(services.library, services.index, services.encoder, options)
            outcomes, _ = search_outcomes(questions, searcher, documents, as_of=day, form=form)
            ranks = {outcome.asked.id: outcome.rank for outcome in outcomes}
            runs.append(Run({key: _as_run(rank) for key, rank in ranks.items()}, name=name))
        qrels = Qrels({key: {"right": 1} for key in ranks})
        print(f"\n{half}, {form}, {len(ranks)} questions")
        print(compare(qrels, runs, METRICS, stat_test="fisher", max_p=0.05))
    figures = answer_figures(questions, read_unanswerable(half), services.answerer, as_of=day)
    print(f"\n{half}: " + "  ".join(f"{name} {share}" for name, share in figures.items()))


def _as_run(rank: int) -> dict[str, float]:
    """Return a ranking in which the right clause stands at this rank; 0: nowhere."""
    return {"right" if place == rank else f"{place}": 1 / place for place in range(1, DEPTH + 1)}


def _folder(services: Services, folder: Path, scratch: Path) -> None:
    test = read_folder(folder)
    snapshot = throwaway(test.entries(), scratch, services.encoder)
    runs = []
    for name in ("all", "words only", "vectors only", "no folding"):
        rankings, _ = search_folder(test, snapshot, services.encoder, VARIANTS[name])
        scored = {
            key: {document: 1 / place for place, document in enumerate(ranking, 1)}
            for key, ranking in rankings.items()
        }
        runs.append(Run({key: row or {"": 0.0} for key, row in scored.items()}, name=name))
    snapshot.close()
    print(f"\n{folder.name}, {len(test.questions)} questions")
    print(compare(Qrels(test.answers), runs, METRICS, stat_test="fisher", max_p=0.05))


if __name__ == "__main__":
    main(sys.argv[1:])
