"""The real bot as a process: the command line's own entry, with everything logged."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType

from tests.botapi import BotApiServer

TOKEN = "123456:TEST-token_of-the_bot"
ROOT = Path(__file__).parents[3]
_DRIVER = """
import logging, sys
logging.basicConfig(level={level!r}, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
{before}
from bot.cli import run
sys.exit(run(sys.argv[1:]))
"""


class BotProcess:
    """`kehoach --data-dir DIR bot` against a server, while the `with` block lasts.

    Args:
        data_dir: Holds the library; its folder also gets the log.
        server: Of Telegram.
        allowed: Users who may ask.
        before: Python that the process runs before anything else.
        environ: Further settings.
        level: Of its log; all that is logged slows it down.
    """

    def __init__(
        self,
        data_dir: Path,
        server: BotApiServer,
        *,
        allowed: str = "42",
        token: str = TOKEN,
        before: str = "",
        environ: Mapping[str, str] | None = None,
        level: str = "DEBUG",
    ) -> None:
        self.data_dir = data_dir
        self.server = server
        self._log = data_dir.parent / f"{data_dir.name}.log"
        self._driver = _DRIVER.format(before=before, level=level)
        self._environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(data_dir.parent),
            "PYTHONPATH": str(ROOT),
            "KEHOACH_TELEGRAM_API": server.url.removesuffix("/bot"),
            "KEHOACH_ALLOWED": allowed,
            "TELEGRAM_BOT_TOKEN": token,
            **(environ or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> BotProcess:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def start(self) -> None:
        command = [sys.executable, "-c", self._driver, "--data-dir", str(self.data_dir), "bot"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environ, stdout=log, stderr=log, cwd=self.data_dir.parent
            )

    @property
    def pid(self) -> int:
        """Number of the process."""
        assert self._process
        return self._process.pid

    def wait_ready(self, polls: int = 1) -> None:
        """Wait until it polls."""
        self.server.wait_until(lambda: len(self.server.calls("getUpdates")) >= polls, 30)

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def terminate(self) -> tuple[int, float]:
        """Ask it to end; return its exit status and the seconds that took."""
        assert self._process
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(15)
        self._process = None
        return status, time.monotonic() - began

    def wait_end(self) -> int:
        assert self._process
        status = self._process.wait(30)
        self._process = None
        return status

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def journal(self) -> list[tuple[int, str, str]]:
        """Return id, state and payload of every row."""
        with closing(sqlite3.connect(self.data_dir / "library.db", timeout=10)) as connection:
            query = "SELECT update_id, state, payload FROM journal ORDER BY update_id"
            return connection.execute(query).fetchall()

    def settled(self, count: int) -> bool:
        """Say whether the journal has so many rows, none of them waits and all is sent."""
        rows = self.journal()
        waits = any(state == "waiting" for _, state, _ in rows)
        return len(rows) == count and not waits and not self.outbox()

    def outbox(self) -> list[tuple[str, str]]:
        """Return lane and part of everything that is not out yet."""
        with closing(sqlite3.connect(self.data_dir / "library.db", timeout=10)) as connection:
            return connection.execute("SELECT lane, part FROM outbox ORDER BY id").fetchall()

    def database_bytes(self) -> bytes:
        """Return every byte of the database's files."""
        return b"".join(path.read_bytes() for path in self.data_dir.glob("library.db*"))
