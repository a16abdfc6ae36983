"""Latency, build time and memory at sizes that no shipped corpus has: clauses resampled."""

from __future__ import annotations

import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.config import read_settings
from bot.services import Services, build_services, today
from retrieval.evaluation import read_questions
from retrieval.library.models import DocumentRow
from retrieval.library.reader import REVISION
from retrieval.library.rows import from_block
from retrieval.parsing import parser_version
from retrieval.query import understand
from retrieval.types import Block, BlockType

CLAUSES_A_PLAN = 60
QUESTIONS = 200


def main(size: int) -> None:
    """Build a library of that many clauses and print what it costs to search it."""
    with tempfile.TemporaryDirectory(prefix="kehoach-scale-") as folder:
        data_dir = Path(folder)
        services = build_services(read_settings(data_dir, environ={}, dotenv=data_dir / "none"))
        services.library.load_shipped()
        resample(services, size)
        started = time.perf_counter()
        services.index.snapshot()
        print(f"{size} clauses: build {time.perf_counter() - started:.1f} s")
        gc.freeze()  # as the bot does
        for filtered in (False, True):
            times = sorted(_search_times(services, filtered=filtered))
            middle, tail = times[len(times) // 2], times[len(times) * 95 // 100]
            kind = "filtered" if filtered else "search"
            print(f"  {kind}: p50 {middle:.1f} ms, p95 {tail:.1f} ms")
        plan = data_dir / "new.txt"
        plan.write_text(
            "KẾ HOẠCH\nThực hiện công tác trẻ em xã Tân Lập năm 2026\n\n"
            "V. TỔ CHỨC THỰC HIỆN\n1. Hội Làm vườn xã: Trồng hàng rào xanh quanh ao.\n",
            encoding="utf-8",
        )
        started = time.perf_counter()
        services.library.add(plan)
        services.index.snapshot()
        print(f"  adding one plan, until it is found: {time.perf_counter() - started:.2f} s")
        print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
        services.close()


def resample(services: Services, size: int) -> None:
    """Fill the library with plans whose clauses are drawn from the shipped ones, words shuffled."""
    rng = random.Random(7)
    shipped = [clause.block for clause in services.library.clauses()]
    with Session(services.engine) as session, session.begin():
        for number in range(size // CLAUSES_A_PLAN):
            blocks = [_noisy(rng.choice(shipped), rng, i) for i in range(CLAUSES_A_PLAN)]
            _insert(session, f"plan-{number:05}", blocks)
    services.library.set_state(REVISION, "resampled")


def _noisy(block: Block, rng: random.Random, place: int) -> Block:
    words = block.text.split()
    for _ in range(max(1, len(words) // 10)):
        i, j = rng.randrange(len(words)), rng.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    return replace(block, text=" ".join(words), path=f"V.{place}", type=BlockType.CLAUSE)


def _insert(session: Session, name: str, blocks: Sequence[Block]) -> None:
    session.add(
        DocumentRow(
            id=name,
            origin="added",
            sha256=name,
            parser=parser_version(),
            description={"title": f"Kế hoạch {name}", "unit": f"xã Số {name}", "year": 2026},
            corrections={},
            text=" ".join(block.text for block in blocks),
            removed=False,
            added_at=datetime.now(UTC),
        )
    )
    session.flush()
    session.add_all([from_block(name, i, block) for i, block in enumerate(blocks)])


def _search_times(services: Services, *, filtered: bool) -> list[float]:
    times = []
    documents = services.library.documents()
    for asked in read_questions("development")[:QUESTIONS]:
        question = understand(
            asked.text, as_of=today(), documents=() if filtered else documents[:5]
        )
        if filtered:
            question = replace(question, documents=(documents[0].id, documents[-1].id))
        started = time.perf_counter()
        services.searcher.search(question, limit=10)
        times.append(1000 * (time.perf_counter() - started))
    return times


if __name__ == "__main__":
    main(int(sys.argv[1]))
