"""One file asked about by itself: a library of its own, thrown away afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from bot.services import Services
from bot.uploads import Upload
from prompts.answering import Answerer
from retrieval.index import Index
from retrieval.library import Library
from retrieval.library.database import open_database
from retrieval.reading import read_file
from retrieval.search import Searcher

_OPEN = 4
"""Files that lie open at once; the one that was asked about longest ago is put away."""


class ReadingRoom:
    """Answers from one file alone; nothing of it reaches the library."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._open: OrderedDict[str, tuple[Answerer, Callable[[], None]]] = OrderedDict()
        self._lock = Lock()

    def answerer(self, upload: Upload) -> Answerer:
        """Return what answers from a file.

        Raises:
            ReadingError: The file cannot be read any more.
            DocumentError: document_without_clauses.
        """
        with self._lock:
            if upload.id not in self._open:
                self._open[upload.id] = self._opened(upload)
            self._open.move_to_end(upload.id)
            while len(self._open) > _OPEN:
                _, (_, close) = self._open.popitem(last=False)
                close()
            return self._open[upload.id][0]

    def close(self) -> None:
        """Put all files away."""
        with self._lock:
            while self._open:
                _, (_, close) = self._open.popitem()
                close()

    def _opened(self, upload: Upload) -> tuple[Answerer, Callable[[], None]]:
        folder = Path(tempfile.mkdtemp(prefix="kehoach-read-"))
        engine = open_database(f"sqlite:///{folder / 'library.db'}")
        encoder = self._services.encoder
        library = Library(engine)
        index = Index(library, folder / "index", encoder)

        def close() -> None:
            index.close()
            engine.dispose()
            shutil.rmtree(folder, ignore_errors=True)

        try:
            library.add_text(upload.title or upload.name, read_file(upload.path))
            index.snapshot()
        except Exception:
            close()
            raise
        searcher = Searcher(library, index, encoder)
        return Answerer(library, searcher, encoder, self._services.catalogue), close
