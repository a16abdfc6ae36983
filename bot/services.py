"""The doors from bot/ into the rest of the program, built once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.config import Settings
from prompts.answering import Answerer
from prompts.model import ChatModel
from prompts.rewriting import Rewriter
from prompts.rewriting.placeholders import Placeholders
from retrieval.encoder import Encoder, load_encoder
from retrieval.index import Index
from retrieval.legal import Catalogue, shipped_catalogue
from retrieval.legal.corrections import corrected_catalogue
from retrieval.library import Library
from retrieval.library.database import open_database
from retrieval.reranker import CrossEncoderReranker
from retrieval.search import Searcher

Progress = Callable[[str, int, int], None]
"""Called with the name of the work, how much is done and how much there is."""
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the time in Viet Nam."""
    return datetime.now(VIETNAM)


def today() -> date:
    """Return the day in Viet Nam: dates of law are hers."""
    return now().date()


@dataclass(frozen=True, slots=True)
class Services:
    """What the front ends work with.

    Attributes:
        rewriter: Words answers by the language model of the settings; None without one.
    """

    settings: Settings
    engine: Engine
    library: Library
    encoder: Encoder
    index: Index
    searcher: Searcher
    answerer: Answerer
    catalogue: Catalogue
    rewriter: Rewriter | None = None

    def prepare(self, progress: Progress | None = None) -> None:
        """Take in the shipped plans and open the index, built first where it is missing."""
        report = progress or (lambda name, done, total: None)
        self.library.load_shipped(lambda done, total: report("plans", done, total))
        self.index.snapshot(lambda done, total: report("index", done, total))

    def close(self) -> None:
        """Let go of files and connections."""
        self.index.close()
        self.engine.dispose()


def catalogue_of(settings: Settings) -> Catalogue:
    """Return the legal documents as the office has corrected them up to now."""
    return corrected_catalogue(shipped_catalogue(), settings.data_dir)


def build_services(settings: Settings) -> Services:
    """Build the services; nothing is read or indexed yet."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    library = Library(engine)
    encoder = load_encoder(settings.encoder)
    index = Index(library, settings.data_dir / "index", encoder)
    reranker = CrossEncoderReranker.load(settings.reranker) if settings.reranker else None
    searcher = Searcher(library, index, encoder, reranker=reranker)
    catalogue = catalogue_of(settings)
    answerer = Answerer(library, searcher, encoder, catalogue)
    rewriter = _rewriter(settings)
    return Services(
        settings, engine, library, encoder, index, searcher, answerer, catalogue, rewriter
    )


def _rewriter(settings: Settings) -> Rewriter | None:
    if not settings.model:
        return None
    model = ChatModel(settings.model, settings.model_url, settings.model_key)
    return Rewriter(model, None if settings.model_local else Placeholders)
