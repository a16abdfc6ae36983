"""Prints what the README promises, measured on this machine: start, speed, quality, scale."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.config import read_settings
from bot.services import build_services, today
from retrieval.evaluation import read_questions
from tests.bench.rivals import afternoon, compare, ours, rank_bm25

QUESTION = "ai phụ trách phòng, chống đuối nước trẻ em?"
STARTS = 5
SIZES = (300, 10_000, 100_000)
"""Clauses at which latency is measured, each in a process of its own."""
ROUNDS = 3


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="kehoach-bench-") as folder:
        data_dir = Path(folder) / "data"
        first, _ = _start(data_dir)
        later = [_start(data_dir) for _ in range(STARTS)]
        seconds = statistics.median(seconds for seconds, _ in later)
        megabytes = max(megabytes for _, megabytes in later)
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
        print(f"first start to first answer, index built: {first:.2f} s")
        print(f"second start to first answer: median {seconds:.2f} s of {STARTS}, {megabytes} MB")
        _questions(data_dir)
        _rivals(data_dir, Path(folder) / "rival")
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.bench.scale", str(size)], check=True)


def _rivals(data_dir: Path, scratch: Path) -> None:
    services = build_services(read_settings(data_dir, environ={}, dotenv=data_dir / "none"))
    services.prepare()
    systems = (ours(services), afternoon(services, scratch), rank_bm25(services))
    compare(systems, "held-out")
    services.close()


def _start(data_dir: Path) -> tuple[float, int]:
    """Return seconds and megabytes of a whole process that answers one question."""
    arguments = [sys.executable, "-m", "bot", "--data-dir", str(data_dir), "ask", QUESTION]
    started = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - started, usage.ru_maxrss // 1024


def _questions(data_dir: Path) -> None:
    services = build_services(read_settings(data_dir, environ={}, dotenv=data_dir / "none"))
    services.prepare()
    asked = [question.text for question in read_questions("development")]
    day = today()
    services.answerer.ask(QUESTION, as_of=day)
    times = []
    for text in asked * ROUNDS:
        started = time.perf_counter()
        services.answerer.ask(text, as_of=day)
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    median, tail = times[len(times) // 2], times[len(times) * 95 // 100]
    print(f"ask: p50 {median:.1f} ms, p95 {tail:.1f} ms over {len(times)} questions")
    services.close()


if __name__ == "__main__":
    main()
