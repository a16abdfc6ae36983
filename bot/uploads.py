"""Files that users sent: private to each, until an administrator takes one into the library."""

from __future__ import annotations

import re
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.tables import UploadRow

FOLDER = "uploads"
PRIVATE, PROPOSED, APPROVED, DECLINED = "private", "proposed", "approved", "declined"
KEPT_DAYS = 30
"""How long a file is kept that nobody proposed, unless the settings keep less."""
_NAME = 100


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a user sent.

    Attributes:
        path: Where it lies.
        title: What the file says it is.
    """

    id: str
    owner: int
    sha256: str
    name: str
    title: str
    state: str
    path: Path

    @property
    def called(self) -> str:
        """The title; the name of a file that tells none."""
        return self.title or self.name


class Uploads:
    """The files of all users; each sees his own.

    Args:
        engine: Of the database.
        data_dir: In which the files lie.
        days: How long a file is kept that nobody proposed.
    """

    def __init__(self, engine: Engine, data_dir: Path, days: int = KEPT_DAYS) -> None:
        self._engine = engine
        self._kept = timedelta(days=days)
        self._folder = data_dir / FOLDER

    def keep(self, owner: int, path: Path, name: str, title: str, sha256: str) -> Upload:
        """Keep a file; the same file of the same user is kept once."""
        self.discard_old()
        with Session(self._engine) as session, session.begin():
            query = select(UploadRow).where(UploadRow.owner == owner, UploadRow.sha256 == sha256)
            row = session.scalars(query).first()
            if row is None:
                made = f"{secrets.token_hex(12)}{_suffix(path)}"
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                shutil.copyfile(path, self._folder / made)
                row = UploadRow(
                    id=made, owner=owner, sha256=sha256, name=name[:_NAME], title=title,
                    state=PRIVATE, sent_at=datetime.now(UTC),
                )  # fmt: skip
                session.add(row)
            return self._upload(row)

    def get(self, identity: str, owner: int | None = None) -> Upload | None:
        """Return a file by its id, None if it is gone or not the owner's; None: anybody's."""
        with Session(self._engine) as session:
            row = session.get(UploadRow, identity)
            if row is None or (owner is not None and row.owner != owner):
                return None
            upload = self._upload(row)
            return upload if upload.path.is_file() else None

    def proposed(self) -> list[Upload]:
        """Return the files that wait for an administrator, the oldest first."""
        query = select(UploadRow).where(UploadRow.state == PROPOSED).order_by(UploadRow.sent_at)
        with Session(self._engine) as session:
            return [self._upload(row) for row in session.scalars(query)]

    def settle(self, identity: str, state: str) -> None:
        """Give a file another state."""
        with Session(self._engine) as session, session.begin():
            row = session.get(UploadRow, identity)
            if row is not None:
                row.state = state

    def erase(self, owner: int) -> list[str]:
        """Remove the files of a user; return their ids. What was approved stays in the library."""
        with Session(self._engine) as session, session.begin():
            rows = session.scalars(select(UploadRow).where(UploadRow.owner == owner)).all()
            for row in rows:
                self._remove(session, row)
            return [row.id for row in rows]

    def discard_old(self) -> None:
        """Remove the files that nobody proposed and that were kept long enough."""
        old = datetime.now(UTC) - self._kept
        query = select(UploadRow).where(UploadRow.sent_at < old, UploadRow.state != PROPOSED)
        with Session(self._engine) as session, session.begin():
            for row in session.scalars(query):
                self._remove(session, row)

    def _remove(self, session: Session, row: UploadRow) -> None:
        (self._folder / row.id).unlink(missing_ok=True)
        session.delete(row)

    def _upload(self, row: UploadRow) -> Upload:
        path = self._folder / row.id
        return Upload(row.id, row.owner, row.sha256, row.name, row.title, row.state, path)


def _suffix(path: Path) -> str:
    """Return the ending of a file's name, as far as it is an ending and nothing else."""
    suffix = path.suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z]{3,4}", suffix) and suffix != ".lock" else ""
