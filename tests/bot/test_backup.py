"""The data directory in one file, taken while somebody writes; nothing is touched by a bad one."""

import io
import json
import tarfile
import threading

import pytest
from filelock import FileLock

from bot.backup import make_backup, restore_backup
from bot.cli import run
from bot.errors import BotError
from bot.services import build_services
from tests.conftest import settings_for

PLAN = "KẾ HOẠCH\nCông tác trẻ em xã Mới năm 2026\n\nI. NHIỆM VỤ\n- Rà soát ao, hồ nguy hiểm.\n"


@pytest.fixture
def kehoach(data_dir, capsys):
    def call(*arguments):
        code = run(["--data-dir", str(data_dir), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def saved(kehoach, tmp_path):
    plan, backup = tmp_path / "xa-moi.txt", tmp_path / "sao-luu.tar.gz"
    plan.write_text(PLAN, encoding="utf-8")
    assert kehoach("add", plan)[0] == 0
    assert kehoach("backup", backup)[0] == 0
    return backup


def listed(kehoach):
    return {each["id"] for each in json.loads(kehoach("list", "--json")[1])}


def test_what_was_there_at_the_backup_is_there_again(kehoach, saved, data_dir):
    kehoach("remove", "xa-moi")
    assert "xa-moi" not in listed(kehoach)
    code, printed, _ = kehoach("restore", saved)
    assert code == 0
    assert "before-restore-" in printed
    assert "xa-moi" in listed(kehoach)
    assert json.loads(kehoach("search", "rà soát ao hồ xã Mới", "--json")[1])["hits"]


def test_a_backup_is_restored_on_another_machine(saved, tmp_path, capsys):
    elsewhere = ["--data-dir", str(tmp_path / "another")]
    assert run([*elsewhere, "restore", str(saved)]) == 0
    capsys.readouterr()
    assert run([*elsewhere, "list", "--json"]) == 0
    assert "xa-moi" in capsys.readouterr().out


def test_a_database_that_does_not_open_is_replaced(kehoach, saved, data_dir):
    (data_dir / "library.db").write_bytes(b"no database at all" * 100)
    assert kehoach("list")[0] == 1
    assert kehoach("restore", saved)[0] == 0
    assert "xa-moi" in listed(kehoach)


def test_a_backup_does_not_lie_among_what_it_saves(kehoach, data_dir):
    code, _, error = kehoach("backup", data_dir / "sub.tar.gz")
    assert code == 2
    assert "không được nằm trong" in error


def test_the_corrections_of_the_office_are_saved(kehoach, data_dir, tmp_path):
    (data_dir / "laws.jsonl").write_text("", encoding="utf-8")
    backup = make_backup(settings_for(data_dir), tmp_path / "b.tar.gz")
    assert set(backup.files) == {"library.db", "laws.jsonl"}


def test_a_backup_is_whole_while_somebody_writes(data_dir, tmp_path):
    services = build_services(settings_for(data_dir))
    services.library.load_shipped()
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            services.library.correct("2025-xa-nghia-thuong", {"title": f"Bản {number}"})

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            backup = tmp_path / f"{number}.tar.gz"
            make_backup(settings_for(data_dir), backup)
            folder = tmp_path / f"restored-{number}"
            restore_backup(settings_for(folder), backup)
            restored = build_services(settings_for(folder))
            assert len(restored.library.documents()) == 5
            restored.close()
    finally:
        stop.set()
        writer.join()
        services.close()


def test_the_bot_must_not_run_while_its_data_are_replaced(kehoach, saved, data_dir):
    with FileLock(data_dir / "bot.lock"):
        code, _, error = kehoach("restore", saved)
    assert code == 2
    assert "dừng bot" in error


def packed(path, files, listed=None, schema="0003"):
    contents = {"made_at": "2026-11-22", "schema": schema, "files": listed or {}}
    with tarfile.open(path, "w:gz") as archive:
        for name, data in {"kehoach-backup.json": json.dumps(contents).encode(), **files}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def unpacked(path):
    with tarfile.open(path) as archive:
        streams = {entry.name: archive.extractfile(entry) for entry in archive}
        return {name: stream.read() for name, stream in streams.items() if stream}


def bad_backups(folder, saved):
    whole = saved.read_bytes()
    (folder / "cut.tar.gz").write_bytes(whole[: len(whole) // 2])
    (folder / "text.tar.gz").write_text("not an archive")
    yield folder / "cut.tar.gz"
    yield folder / "text.tar.gz"
    yield packed(folder / "empty.tar.gz", {}, {"library.db": "0" * 64})
    yield packed(folder / "changed.tar.gz", {"library.db": b"x"}, {"library.db": "0" * 64})
    yield packed(folder / "outside.tar.gz", {"../evil": b"x"}, {"../evil": "0" * 64})
    yield packed(folder / "absolute.tar.gz", {"/tmp/evil": b"x"}, {"/tmp/evil": "0" * 64})


def test_a_bad_backup_gets_a_sentence_and_touches_nothing(kehoach, saved, data_dir, tmp_path):
    before = listed(kehoach)
    for bad in bad_backups(tmp_path, saved):
        code, _, error = kehoach("restore", bad)
        assert code == 2, bad
        assert "giữ nguyên" in error
        assert "Traceback" not in error
    assert listed(kehoach) == before
    assert not list(data_dir.glob("before-restore-*"))
    assert not list(data_dir.glob(".restore-*"))


def test_a_backup_of_a_newer_version_waits_for_the_update(saved, data_dir, tmp_path):
    held = unpacked(saved)
    contents = json.loads(held["kehoach-backup.json"])
    database = held["library.db"]
    files = {"library.db": database}
    newer = packed(tmp_path / "newer.tar.gz", files, contents["files"], schema="9999")
    with pytest.raises(BotError, match="backup_newer"):
        restore_backup(settings_for(data_dir), newer)


def test_a_backup_cannot_be_written_where_nobody_may_write(kehoach):
    code, _, error = kehoach("backup", "/khong/co/thu/muc/b.tar.gz")
    assert code == 2
    assert "Không ghi được" in error
