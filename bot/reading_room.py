"""One file asked about by itself: a library of its own, thrown away afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
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

FOLDER = "scratch/reading"
_OPEN = 4
"""Files that lie open at once; the one that was asked about longest ago is put away."""


class ReadingRoom:
    """Answers from one file alone; nothing of it reaches the library.

    What a process that was killed left open is thrown away when the next one begins.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._folder = services.settings.data_dir / FOLDER
        self._open: OrderedDict[str, _Book] = OrderedDict()
        self._lock = Lock()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def answerer(self, upload: Upload) -> Iterator[Answerer]:
        """Give what answers from a file; it stays open until whoever has it is done.

        Raises:
            ReadingError: The file cannot be read any more.
            DocumentError: document_without_clauses.
        """
        with self._lock:
            if upload.id not in self._open:
                self._open[upload.id] = _Book(self._services, upload, self._folder)
            book = self._open[upload.id]
            book.readers += 1
            self._open.move_to_end(upload.id)
            for name in list(self._open)[:-_OPEN]:
                self._put_away(name)
        try:
            yield book.answerer
        finally:
            with self._lock:
                book.readers -= 1
                book.close_if_done()

    def put_away(self, upload_ids: list[str]) -> None:
        """Close files, as soon as nobody is being answered from them."""
        with self._lock:
            for name in upload_ids:
                self._put_away(name)

    def close(self) -> None:
        """Put all files away."""
        self.put_away(list(self._open))

    def _put_away(self, name: str) -> None:
        book = self._open.pop(name, None)
        if book is not None:
            book.wanted = False
            book.close_if_done()


class _Book:
    """A file that lies open.

    Attributes:
        readers: How many are being answered from it.
        wanted: Whether it stays open when they are done.
    """

    def __init__(self, services: Services, upload: Upload, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(dir=folder))
        self._engine = open_database(f"sqlite:///{self._folder / 'library.db'}")
        self.readers, self.wanted = 0, True
        library = Library(self._engine)
        self._index = Index(library, self._folder / "index", services.encoder)
        try:
            library.add_text(upload.called, read_file(upload.path))
            self._index.snapshot()
        except Exception:
            self._close()
            raise
        searcher = Searcher(library, self._index, services.encoder)
        self.answerer = Answerer(library, searcher, services.encoder, services.catalogue)

    def close_if_done(self) -> None:
        """Throw the file's library away if nobody needs it any more."""
        if not self.readers and not self.wanted:
            self._close()

    def _close(self) -> None:
        self._index.close()
        self._engine.dispose()
        shutil.rmtree(self._folder, ignore_errors=True)
