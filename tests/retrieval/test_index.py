"""The index: whatever happens to its files, answers equal those of a fresh build."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.services import Services, build_services
from retrieval.encoder import Vectors
from retrieval.index import Index, lexical, terms_of
from retrieval.index.entries import Entry
from retrieval.index.lexical import LexicalIndex, write_words
from retrieval.library import GENERATION
from retrieval.query import understand
from tests.conftest import AS_OF, settings_for

QUESTIONS = (
    "ai phụ trách phòng, chống đuối nước trẻ em",
    "kinh phi lay o dau",
    "who handles birth registration?",
    "chỉ tiêu tiêm chủng",
    "Trạm y tế làm gì",
)


def answers(services: Services) -> list[list[tuple[str, float]]]:
    documents = services.library.documents()
    return [
        [
            (hit.clause.key, round(hit.score, 6))
            for hit in services.searcher.search(
                understand(question, as_of=AS_OF, documents=documents), limit=20
            )
        ]
        for question in QUESTIONS
    ]


def generation_files(data_dir: Path) -> list[Path]:
    current = (data_dir / "index" / "current").read_text(encoding="utf-8")
    folder = data_dir / "index" / current
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [*files, data_dir / "index" / "current"]


def truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    if content:
        content[len(content) // 2] ^= 0x10
    path.write_bytes(bytes(content) or b"x")


def delete(path: Path) -> None:
    path.unlink()


@pytest.fixture(scope="module")
def truth(services: Services) -> list[list[tuple[str, float]]]:
    return answers(services)


@pytest.mark.parametrize("damage", [truncate, flip, delete], ids=lambda f: f.__name__)
def test_a_damaged_file_is_noticed_at_the_next_start(data_dir, truth, damage):
    """Each file in turn: the index is rebuilt and answers as a fresh one does."""
    names = [path.relative_to(data_dir) for path in generation_files(data_dir)]
    assert len(names) >= 10
    services = build_services(settings_for(data_dir))
    for name in range(len(names)):
        damage(generation_files(data_dir)[name])
        services.prepare()
        assert answers(services) == truth, names[name]
        services.index.close()
    services.close()


def test_a_file_of_an_older_index_is_noticed(data_dir, truth, tmp_path):
    older = tmp_path / "older"
    services = build_services(settings_for(data_dir))
    services.library.remove("2021-thi-xa-phuoc-long")
    services.prepare()
    shutil.copytree(data_dir / "index", older)
    with services.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE documents SET removed = 0, sha256 = ''")
    services.prepare()
    assert answers(services) == truth
    old_files = [path for path in older.rglob("*") if path.is_file() and path.suffix != ".lock"]
    for old in old_files:
        current = (data_dir / "index" / "current").read_text(encoding="utf-8")
        parts = old.relative_to(older).parts
        target = data_dir / "index" / Path(*([current, *parts[1:]] if len(parts) > 1 else parts))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(old, target)
        services.index.close()
        services.prepare()
        assert answers(services) == truth, old.name
    services.close()


def test_damage_under_a_running_reader_is_noticed_at_the_next_question(own_services, truth):
    data_dir = own_services.settings.data_dir
    for damage in (truncate, delete):
        assert answers(own_services) == truth
        damage(next(p for p in generation_files(data_dir) if p.name == "vectors.npy"))
        assert answers(own_services) == truth


def test_a_running_reader_sees_what_another_process_added(own_services, tmp_path):
    """The number of the generation in the library tells it."""
    plan = tmp_path / "moi.txt"
    plan.write_text(
        "KẾ HOẠCH\nPhòng, chống đuối nước xã Tân Lập năm 2026\n\n"
        "V. TỔ CHỨC THỰC HIỆN\n1. Hội Làm vườn xã: Trồng hàng rào xanh quanh ao.\n",
        encoding="utf-8",
    )
    reader = build_services(settings_for(own_services.settings.data_dir))
    reader.prepare()
    asked = understand("hàng rào xanh quanh ao", as_of=AS_OF, documents=())
    assert reader.searcher.search(asked).hits[0].clause.document.id != "moi"
    own_services.library.add(plan)
    own_services.index.snapshot()
    assert reader.searcher.search(asked).hits[0].clause.document.id == "moi"
    reader.close()


def test_a_generation_is_left_as_it_was_built(own_services):
    """Chroma writes into what it opens; it works on a copy."""
    before = {p: p.read_bytes() for p in generation_files(own_services.settings.data_dir)}
    answers(own_services)
    after = {p: p.read_bytes() for p in generation_files(own_services.settings.data_dir)}
    assert before == after


def test_a_half_built_generation_is_not_taken(data_dir, truth):
    """A process killed while building leaves a folder that nothing points at."""
    current = (data_dir / "index" / "current").read_text(encoding="utf-8")
    half = data_dir / "index" / "0123-half.building"
    shutil.copytree(data_dir / "index" / current, half)
    services = build_services(settings_for(data_dir))
    services.library.set_state(GENERATION, "")
    services.prepare()
    assert answers(services) == truth
    services.close()


class OtherEncoder:
    """An encoder with other vectors, for the change of encoders."""

    dim = 16
    fingerprint = "other"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.array([[float(len(text) % (k + 2)) for k in range(16)] for text in texts])
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def test_another_encoder_rebuilds_the_index_by_itself(own_services):
    root = own_services.settings.data_dir / "index"
    before = own_services.index.snapshot().generation.folder
    other = Index(own_services.library, root, OtherEncoder())
    snapshot = other.snapshot()
    assert snapshot.generation.folder != before
    assert snapshot.vectors.row(0).shape == (16,)
    other.close()


def test_chroma_agrees_with_the_exact_scan(services):
    snapshot = services.index.snapshot()
    for ordinal in range(0, len(snapshot.keys), 20):
        vector = snapshot.vectors.row(ordinal)
        near = snapshot.vectors.search(vector, 10)
        exact = snapshot.vectors.scan(vector, 10)
        assert len({o for o, _ in near} & {o for o, _ in exact}) >= 9


def test_a_filtered_search_stays_inside_the_filter(services):
    snapshot = services.index.snapshot()
    vector = snapshot.vectors.row(0)
    found = snapshot.vectors.search(vector, 50, ("2023-phuong-phu-thu",))
    assert {snapshot.keys[ordinal][0] for ordinal, _ in found} == {"2023-phuong-phu-thu"}


def test_progress_is_told_while_building(own_services):
    told: list[tuple[int, int]] = []
    rebuilt: Callable[..., object] = own_services.index.rebuild
    rebuilt(lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1] == sum(1 for _ in own_services.library.clauses())


NEW_PLAN = (
    "KẾ HOẠCH\nPhòng, chống đuối nước trẻ em xã Tân Lập năm 2026\n\n"
    "V. TỔ CHỨC THỰC HIỆN\n1. Hội Làm vườn xã: Trồng hàng rào xanh quanh ao, hồ.\n"
    "2. Trạm Y tế xã: Tập huấn sơ cứu đuối nước cho trẻ em.\n"
)


def add_plan(services: Services, folder: Path) -> None:
    path = folder / "moi.txt"
    path.write_text(NEW_PLAN, encoding="utf-8")
    services.library.add(path)


def test_an_added_plan_leaves_what_was_built_and_answers_as_a_fresh_build(own_services, tmp_path):
    built = own_services.index.snapshot().generation
    inode = (built.folder / "vectors.npy").stat().st_ino
    add_plan(own_services, tmp_path)
    extended = own_services.index.snapshot().generation
    assert extended.built == built.built
    assert (extended.folder / "vectors.npy").stat().st_ino == inode
    added = answers(own_services)
    assert any("moi#" in key for ranking in added for key, _ in ranking)
    assert own_services.index.rebuild().generation.built != built.built
    assert answers(own_services) == added


def test_a_removed_plan_is_gone_from_a_large_index_that_is_not_built_anew(
    own_services, monkeypatch
):
    monkeypatch.setattr("retrieval.index.keeper.SMALL", 0)
    built = own_services.index.snapshot().generation.built
    own_services.library.remove("2023-phuong-phu-thu")
    snapshot = own_services.index.snapshot()
    assert snapshot.generation.built == built
    assert snapshot.answers()
    found = snapshot.vectors.search(snapshot.vectors.row(0), 1000)
    assert {snapshot.keys[ordinal][0] for ordinal, _ in found} == {
        document.id for document in own_services.library.documents()
    }
    assert len(snapshot.words) == len(found)


def test_a_library_that_doubled_is_built_anew(own_services, tmp_path, monkeypatch):
    monkeypatch.setattr("retrieval.index.keeper.SMALL", 1)
    built = own_services.index.snapshot().generation.built
    for document in own_services.library.documents()[1:]:
        own_services.library.remove(document.id)
    add_plan(own_services, tmp_path)
    assert own_services.index.snapshot().generation.built != built


def test_the_last_generation_answers_while_everything_is_built_anew(own_services):
    before = own_services.index.snapshot()
    told: list[bool] = []

    def ask_meanwhile(done: int, total: int) -> None:
        with ThreadPoolExecutor(1) as other:
            told.append(other.submit(own_services.index.snapshot).result(timeout=10) is before)

    own_services.index.rebuild(ask_meanwhile)
    assert told
    assert all(told)
    assert own_services.index.snapshot() is not before


def test_many_equal_clauses_are_no_reason_to_build_anew(own_services, tmp_path):
    """Offices copy each other's plans: an approximate search does not reach every copy."""
    copies = "\n".join(f"{n}. Trạm Y tế xã: Tập huấn sơ cứu đuối nước." for n in range(1, 60))
    for name in ("a", "b", "c"):
        path = tmp_path / f"{name}.txt"
        title = f"KẾ HOẠCH\nCông tác trẻ em xã {name.upper()} năm 2026"
        path.write_text(f"{title}\n\nV. TỔ CHỨC THỰC HIỆN\n{copies}\n", encoding="utf-8")
        own_services.library.add(path)
    assert own_services.index.rebuild().answers()


def test_a_word_of_too_many_entries_is_not_looked_for(tmp_path, monkeypatch):
    """Else each question costs what its commonest word does."""
    entries = [Entry("plan", "", "", f"trẻ {n}") for n in range(9)]
    write_words(tmp_path, [*entries, Entry("plan", "", "", "bơi")])
    index = LexicalIndex(tmp_path)
    terms = terms_of("trẻ bơi")
    monkeypatch.setattr(lexical, "COMMON", 1.0)
    assert len(index.search(terms, 10)) == 10
    monkeypatch.setattr(lexical, "MANY", 5)
    assert [ordinal for ordinal, _ in index.search(terms, 10)] == [9]
    assert len(index.search(terms_of("trẻ"), 10)) == 9
