"""The command line as a user meets it: real processes, their output and their exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.cli import run
from bot.cli.arguments import build_parser
from tests.conftest import PLANS, ROOT

ENVIRONMENT = {
    key: value for key, value in os.environ.items() if not key.startswith(("KEHOACH", "TELEGRAM"))
}


def kehoach(
    data_dir: Path, *arguments: object, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "--data-dir", str(data_dir), *map(str, arguments)],
        capture_output=True,
        text=True,
        input=typed,
        cwd=ROOT,
        env=ENVIRONMENT,
        timeout=120,
        check=False,
    )


def test_an_answer_as_json_has_the_promised_keys(prepared):
    done = kehoach(prepared, "ask", "Ai phụ trách phòng, chống đuối nước trẻ em?", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["status"] == "answered"
    assert answer["not_mentioned"] == ["2023-phuong-phu-thu"]
    assert set(answer["citations"][0]) == {
        "n", "kind", "document", "title", "year", "path", "quote", "digest", "score", "validity",
    }  # fmt: skip
    assert {n for f in answer["findings"] for n in f["citations"]} <= {
        citation["n"] for citation in answer["citations"]
    }


def test_a_batch_answers_line_by_line_and_marks_bad_lines(prepared, tmp_path):
    batch = tmp_path / "q.jsonl"
    batch.write_text('{"id": "a", "q": "tram y te lam gi"}\nnot json\n{"id": "c"}\n', "utf-8")
    for command in ("ask", "search"):
        done = kehoach(prepared, command, "--batch", batch, "--json")
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert [row["id"] for row in rows] == ["a", None, "c"]
        assert ["error" in row for row in rows] == [False, True, True]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "missing.docx"), "missing.docx"),
        (("ask", "--batch", "missing.jsonl"), "missing.jsonl"),
        (("ask",), "một câu hỏi"),
        (("remove", "no-such-plan"), "no-such-plan"),
        (("eval", "nothing-here"), "nothing-here"),
        (("add", "missing.txt"), "missing.txt"),
        (("correct", "2023-phuong-phu-thu"), "kehoach correct"),
        (("bot",), "TELEGRAM_BOT_TOKEN"),
    ],
)
def test_bad_input_gets_one_clear_line_and_status_2(prepared, arguments, says, monkeypatch, capsys):
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    try:
        status = run(["--data-dir", str(prepared), *arguments])
    except SystemExit as ended:  # of the parser of arguments
        status = int(ended.code or 0)
    told = capsys.readouterr().err
    assert status == 2
    assert says in told
    assert len(told.strip().splitlines()) == 1


def test_a_process_ends_with_2_on_bad_input_and_shows_no_traceback(prepared):
    done = kehoach(prepared, "show", "missing.docx")
    assert (done.returncode, "missing.docx" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr


def test_wrong_usage_exits_with_2(prepared):
    assert kehoach(prepared, "no-such-command").returncode == 2
    assert kehoach(prepared, "ask", "ai", "--as-of", "hôm qua").returncode == 2


def test_questions_from_a_pipe_are_answered_until_it_ends(prepared):
    done = kehoach(prepared, "chat", typed="ai phu trach phong chong duoi nuoc\n1\nxin chào\n")
    assert done.returncode == 0
    assert "Văn hóa – Xã hội xã" in done.stdout
    assert "▶ IV.1 gạch" in done.stdout, "a number presses the button: the clause in its place"
    assert "Chào anh/chị" in done.stdout


def test_an_empty_pipe_ends_at_once(prepared):
    assert kehoach(prepared, "chat").returncode == 0


@pytest.mark.parametrize("plan", PLANS[:2], ids=lambda path: path.stem)
def test_show_accounts_for_every_character_of_a_file(prepared, plan):
    shown = json.loads(kehoach(prepared, "show", plan, "--json").stdout)
    assert shown["document"] == plan.stem
    assert shown["source_chars"] == shown["accounted_chars"] > 5000
    known = json.loads(kehoach(prepared, "show", plan.stem, "--json").stdout)
    assert known["blocks"] == shown["blocks"]


def test_a_document_is_added_listed_corrected_and_removed(data_dir, tmp_path):
    plan = tmp_path / "Kế hoạch xã Tân Lập.txt"
    plan.write_text(
        "KẾ HOẠCH\nThực hiện công tác trẻ em xã Tân Lập năm 2026\n\n"
        "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2026.\n\nV. TỔ CHỨC THỰC HIỆN\n"
        "1. Hội Làm vườn xã: Trồng hàng rào xanh quanh ao.\n",
        encoding="utf-8",
    )
    added = json.loads(kehoach(data_dir, "add", plan, "--json").stdout)
    assert [row["id"] for row in added] == ["ke-hoach-xa-tan-lap"]
    assert "Hội Làm vườn xã" in kehoach(data_dir, "ask", "ai trồng hàng rào xanh").stdout
    twice = kehoach(data_dir, "add", plan)
    assert (twice.returncode, "ke-hoach-xa-tan-lap" in twice.stderr) == (2, True)
    kehoach(data_dir, "correct", "ke-hoach-xa-tan-lap", "--year", 2025)
    rows = {row["id"]: row for row in json.loads(kehoach(data_dir, "list", "--json").stdout)}
    assert rows["ke-hoach-xa-tan-lap"]["year"] == 2025
    assert kehoach(data_dir, "remove", "ke-hoach-xa-tan-lap").returncode == 0
    assert "Hội Làm vườn" not in kehoach(data_dir, "ask", "ai trồng hàng rào xanh").stdout


def test_doctor_tells_settings_with_their_origin_and_hides_the_token(prepared):
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--data-dir", str(prepared), "doctor", "--json"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**ENVIRONMENT, "TELEGRAM_BOT_TOKEN": "1234:secret"},
        timeout=120,
        check=True,
    )
    report = json.loads(done.stdout)
    assert report["index"]["healthy"]
    assert report["settings"]["KEHOACH_DATA_DIR"]["origin"] == "command line"
    assert "secret" not in done.stdout + done.stderr


def test_torch_is_not_imported_and_the_first_answer_is_quick(prepared):
    """Loose bounds for a busy machine; the real figures are measured by `make bench`.

    The peak is read from /proc: ru_maxrss is that of the parent when the parent was larger.
    """
    program = (
        "import re, sys, time\n"
        "from pathlib import Path\n"
        "start = time.perf_counter()\n"
        "from bot.cli import run\n"
        f"run(['--data-dir', {str(prepared)!r}, 'ask', 'ai phụ trách phòng chống đuối nước'])\n"
        "print(time.perf_counter() - start, file=sys.stderr)\n"
        "peak = re.search('VmHWM:\\\\s+(\\\\d+)', Path('/proc/self/status').read_text())\n"
        "print(int(peak[1]) // 1024, file=sys.stderr)\n"
        "print('torch' in sys.modules, 'sentence_transformers' in sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT, timeout=120, check=True,
    )  # fmt: skip
    seconds, megabytes, imported = done.stderr.strip().splitlines()[-3:]
    assert imported == "False False"
    assert float(seconds) < 6
    assert int(megabytes) < 350


def test_a_beir_folder_is_measured(prepared, tmp_path):
    texts = ["trẻ em là người dưới 16 tuổi", "giá điện", "đăng ký khai sinh", "chữa cháy rừng"]
    rows = [{"_id": str(i), "title": "", "text": text} for i, text in enumerate(texts)]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "a", "text": "dang ky khai sinh"}', "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\na\t2\t1\n", "utf-8")
    for ablation in ((), ("--words-only",), ("--vectors-only",)):
        figures = json.loads(kehoach(prepared, "eval", tmp_path, "--json", *ablation).stdout)
        assert figures["ndcg@10"] == 1.0
        assert (figures["queries"], figures["documents"]) == (1, 4)


@pytest.mark.parametrize("day", ["2026-12-31", "31/12/2026"])
def test_a_day_is_taken_as_officials_write_it(day):
    told = build_parser().parse_args(["laws", "--as-of", day])
    assert told.as_of == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("day", "words"), [("2026-02-30", "không có ngày này"), ("mai", "22/11/2026")]
)
def test_a_day_that_cannot_be_is_refused(day, words, capsys):
    with pytest.raises(SystemExit):
        build_parser().parse_args(["laws", "--as-of", day])
    assert words in capsys.readouterr().err
