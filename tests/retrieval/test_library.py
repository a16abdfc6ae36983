"""The library: what was put in stays, wholly or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.errors import DocumentError, ReadingError
from retrieval.library import GENERATION, Library, ascii_id
from retrieval.library.database import HEAD, MIGRATIONS, open_database
from retrieval.library.models import Base
from retrieval.types import BlockType

PLAN = """KẾ HOẠCH
Thực hiện công tác trẻ em xã Bình Minh năm 2026

Thực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2026.

V. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội
- Chủ trì phòng, chống đuối nước trẻ em.
- Báo cáo trước ngày 20/7/2026.
2. Công an xã: Tuần tra ao, hồ.
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(open_database(f"sqlite:///{tmp_path / 'library.db'}"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Kế hoạch Bình Minh.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_plan_describes_itself_when_it_is_added(library, plan):
    document = library.add(plan)
    assert document.id == "ke-hoach-binh-minh"
    assert (document.unit, document.level, document.year) == ("xã Bình Minh", "commune", 2026)
    assert [c.path for c in library.clauses()] == [
        "mở đầu đoạn 1",
        "V.1 gạch 1",
        "V.1 gạch 2",
        "V.2",
    ]


def test_the_same_file_is_not_taken_twice(library, plan):
    library.add(plan)
    with pytest.raises(DocumentError) as caught:
        library.add(plan)
    assert caught.value.code == "document_known"
    assert len(library.documents()) == 1


def test_another_file_of_the_same_name_gets_a_number(library, plan):
    library.add(plan)
    plan.write_text(PLAN.replace("2026", "2027"), encoding="utf-8")
    assert library.add(plan).id == "ke-hoach-binh-minh-2"


def test_a_file_without_clauses_leaves_the_library_unchanged(library, tmp_path):
    empty = tmp_path / "nothing.txt"
    empty.write_text("KẾ HOẠCH\nThực hiện công tác\n", encoding="utf-8")
    with pytest.raises(DocumentError):
        library.add(empty)
    with pytest.raises(ReadingError):
        library.add(tmp_path / "missing.txt")
    assert library.documents() == ()


def test_what_an_administrator_corrects_outlives_another_parsing(library, plan):
    library.load_shipped()
    library.correct("2023-phuong-phu-thu", {"number": "12/KH-UBND", "year": 2022})
    with library._engine.begin() as connection:
        connection.execute(text("UPDATE documents SET parser = 0, sha256 = 'old'"))
    library.load_shipped()
    document = library.document("2023-phuong-phu-thu")
    assert (document.number, document.year) == ("12/KH-UBND", 2022)
    assert document.sha256 != "old"


def test_a_shipped_plan_that_was_removed_stays_removed(library):
    library.load_shipped()
    library.remove("2023-phuong-phu-thu")
    library.load_shipped()
    assert "2023-phuong-phu-thu" not in {document.id for document in library.documents()}
    assert all(clause.document.id != "2023-phuong-phu-thu" for clause in library.clauses())


def test_every_change_tells_readers_that_the_index_is_older(library, plan):
    for change in (
        lambda: library.add(plan),
        lambda: library.correct("ke-hoach-binh-minh", {"year": 2025}),
        lambda: library.remove("ke-hoach-binh-minh"),
    ):
        library.set_state(GENERATION, "some generation")
        change()
        assert library.state(GENERATION) == ""


def test_tasks_are_found_by_the_body_that_must_act(library, plan):
    library.add(plan)
    labels = [pair for pair in library.labels() if "Công an" in pair[1]]
    assert [clause.path for clause in library.tasks_of(labels)] == ["V.2"]


def test_blocks_come_back_as_they_were_parsed(library, plan):
    from retrieval.parsing import parse

    library.add(plan)
    assert library.blocks("ke-hoach-binh-minh") == parse(PLAN).blocks
    assert any(b.type is BlockType.HEADER for b in library.blocks("ke-hoach-binh-minh"))


def test_migrations_make_the_tables_that_the_code_uses(tmp_path):
    """Nothing is left to migrate, and the newest revision is the one the code expects."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    import bot.tables  # noqa: F401 - its tables belong to the same database

    engine = open_database(f"sqlite:///{tmp_path / 'fresh.db'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD
    engine.dispose()


def test_ids_are_ascii():
    assert ascii_id("Kế hoạch số 5/2026 (Đã ký)") == "ke-hoach-so-5-2026-da-ky"
    assert ascii_id("…") == "tai-lieu"


ADDING = """
import sys
from pathlib import Path
from retrieval.library import Library
from retrieval.library.database import open_database
library = Library(open_database("sqlite:///" + sys.argv[1]))
template = Path(sys.argv[2]).read_text(encoding="utf-8")
print("ready", flush=True)
for number in range(10_000):
    path = Path(sys.argv[1]).parent / f"plan-{number}.txt"
    path.write_text(template.replace("2026", str(3000 + number)), encoding="utf-8")
    library.add(path)
"""


def test_a_document_is_wholly_in_or_wholly_out_after_kill_9(tmp_path, plan):
    """Killed at moments spread over the adding of documents, again and again."""
    database = tmp_path / "killed.db"
    for delay in (0.0, 0.03, 0.07, 0.11, 0.2, 0.31):
        arguments = [sys.executable, "-c", ADDING, str(database), str(plan)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(delay)
            os.kill(process.pid, signal.SIGKILL)
        library = Library(open_database(f"sqlite:///{database}"))
        for document in library.documents():
            blocks = library.blocks(document.id)
            assert sum(block.type is BlockType.CLAUSE for block in blocks) == 4
            assert {clause.document.id for clause in library.clauses()} >= {document.id}
            library.remove(document.id)


ADDING_ONE = """
import sys
from pathlib import Path
from retrieval.library import Library
from retrieval.library.database import open_database
Library(open_database("sqlite:///" + sys.argv[1])).add(Path(sys.argv[2]))
"""


def test_processes_that_start_and_add_at_once_lose_nothing(tmp_path):
    """The first of them makes the tables while the others wait."""
    database = tmp_path / "shared.db"
    started = []
    for number in range(5):
        path = tmp_path / f"plan-{number}.txt"
        path.write_text(PLAN.replace("2026", str(2020 + number)), encoding="utf-8")
        arguments = [sys.executable, "-c", ADDING_ONE, str(database), str(path)]
        started.append(subprocess.Popen(arguments))
    assert [process.wait(60) for process in started] == [0] * 5
    assert len(Library(open_database(f"sqlite:///{database}")).documents()) == 5
