"""Run the parsing of one file in a process apart, and end it whatever it does."""

from __future__ import annotations

import json
import math
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from retrieval.errors import ReadingError
from retrieval.reading.types import Limits, Parsed, Progress

_ROOT = Path(__file__).parents[2]
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
"""The child gets no other variable: no token, no key."""

_FIXED = {"PYTHONPATH": str(_ROOT), "OMP_THREAD_LIMIT": "1"}
"""Tesseract's own threads wait by spinning: on two busy cores a page took 6.3 s, with one 0.9."""

_BYTES_PER_CHARACTER = 6
_CHUNK = 1 << 16
_NEAR_LIMIT = 0.6
"""A crash with this share of its memory in use is taken for want of memory."""


def parse_apart(
    source: BinaryIO, media_type: str, limits: Limits, progress: Progress | None
) -> Parsed:
    """Parse an open file in a child process that is killed when it exceeds a limit.

    Args:
        source: The file, opened without buffer, at its beginning.
        media_type: One of child.READERS.
        limits: What it may cost.
        progress: Called in this thread while pages are recognised; what it raises goes through.

    Raises:
        ReadingError: those of the reader, and too_slow, too_much_memory, output_too_large, corrupt.
    """
    job = json.dumps({"media_type": media_type, "limits": asdict(limits)})
    with _workplace() as folder:
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", "retrieval.reading.child", job],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            answer = _Dialogue(child, limits, progress).answer()
        finally:
            _end(child)
    return answer


class _Dialogue:
    """What is heard from one child until it answers, crashes or runs out of time."""

    def __init__(
        self, child: subprocess.Popen[bytes], limits: Limits, progress: Progress | None
    ) -> None:
        self._child = child
        self._limits = limits
        self._progress = progress
        self._allowed = limits.wall_seconds
        self._deadline = time.monotonic() + self._allowed
        self._room = _BYTES_PER_CHARACTER * 3 * limits.output_characters + _CHUNK

    def answer(self) -> Parsed:
        for line in self._lines():
            message = _message(line)
            if isinstance(steps := message.get("progress"), list):
                self._report(*map(int, steps))
            elif isinstance(fields := message.get("parsed"), dict):
                return _parsed(fields)
            else:
                raise _refusal(message)
        raise self._crash()

    def _lines(self) -> Iterator[bytes]:
        pipe = self._child.stdout
        assert pipe is not None
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        unfinished: list[bytes] = []
        while True:
            if not poll.poll(max(0.0, self._deadline - time.monotonic()) * 1000):
                raise ReadingError("too_slow", seconds=math.ceil(self._allowed))
            chunk = os.read(pipe.fileno(), _CHUNK)
            if not chunk:
                return
            self._room -= len(chunk)
            if self._room < 0:
                raise ReadingError("output_too_large", limit=self._limits.output_characters)
            *ends, rest = chunk.split(b"\n")
            for end in ends:
                yield b"".join([*unfinished, end])
                unfinished = []
            unfinished.append(rest)

    def _report(self, done: int, total: int) -> None:
        if done == 0:
            self._allowed = self._limits.ocr_seconds
            self._deadline = time.monotonic() + self._allowed
        if self._progress is not None:
            self._progress(done, total)

    def _crash(self) -> ReadingError:
        """Say why the child ended without an answer."""
        child, limits = self._child, self._limits
        while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
            if time.monotonic() > self._deadline:
                return ReadingError("too_slow", seconds=math.ceil(self._allowed))
            time.sleep(0.005)
        _kill_group(child)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode == -signal.SIGXCPU:
            return ReadingError("too_slow", seconds=limits.cpu_seconds)
        used = usage.ru_maxrss / 1024
        killed = child.returncode == -signal.SIGKILL
        if killed or used > _NEAR_LIMIT * limits.megabytes_of_memory:
            return ReadingError("too_much_memory", megabytes=limits.megabytes_of_memory)
        return ReadingError("corrupt")


def _message(line: bytes) -> dict[str, object]:
    """Return one answer of the child, {} for what a crash may have left in the pipe."""
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _refusal(message: dict[str, object]) -> ReadingError:
    code, facts = message.get("error"), message.get("facts")
    if isinstance(code, str) and isinstance(facts, dict):
        return ReadingError(code, **facts)
    return ReadingError("corrupt")


def _parsed(fields: dict[str, object]) -> Parsed:
    pages = fields.get("pages")
    return Parsed(
        text=str(fields.get("text", "")),
        pages=pages if isinstance(pages, int) else None,
        ocr=bool(fields.get("ocr")),
        warnings=_strings(fields.get("warnings")),
        marks=_strings(fields.get("marks")),
        layout=layout if isinstance(layout := fields.get("layout"), list) else None,
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started, and reap it."""
    _kill_group(child)
    if child.stdout is not None:
        child.stdout.close()
    child.wait()


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill the child's process group; once the child is reaped its number may be another's."""
    if child.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    places = {name: str(folder) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    return kept | places | _FIXED


@contextmanager
def _workplace() -> Iterator[Path]:
    """Lend a temporary folder; a helper killed a moment ago may still write in it once."""
    folder = Path(tempfile.mkdtemp(prefix="kehoach-reading-"))
    try:
        yield folder
    finally:
        for _ in range(40):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.05)
