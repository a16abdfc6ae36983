"""`check` and `show --out`: what is printed, what is written, what is refused."""

from __future__ import annotations

import json
import stat

import pytest

from bot.cli import run
from retrieval.reading import read_file
from tests.prompts.sample_plan import drafted


@pytest.fixture
def kehoach(tmp_path, capsys):
    def call(*arguments: object) -> tuple[int, str, str]:
        code = run(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "du-thao.docx"
    path.write_bytes(drafted("task", "Xử phạt theo Nghị định số 144/2013/NĐ-CP của Chính phủ."))
    return path


def test_a_review_is_printed_as_json(kehoach, draft):
    code, out, _ = kehoach("check", draft, "--as-of", "2026-11-22", "--json")
    report = json.loads(out)
    assert code == 0
    assert report["file"] == "du-thao.docx"
    assert report["summary"] == {"errors": 1, "warnings": 0, "notes": 0}
    (finding,) = report["findings"]
    assert finding["rule"] == "reference.expired"
    assert finding["where"] == "II.1 gạch 1"
    assert finding["expected"] == "Nghị định số 130/2021/NĐ-CP"


def test_the_day_asked_about_decides(kehoach, draft):
    _, out, _ = kehoach("check", draft, "--as-of", "2021-06-01", "--json")
    assert "reference.expired" not in {f["rule"] for f in json.loads(out)["findings"]}


def test_a_corrected_copy_is_written(kehoach, draft, tmp_path):
    code, out, _ = kehoach("check", draft, "--as-of", "2026-11-22", "--fix", tmp_path / "b.docx")
    assert code == 0
    assert "Đã ghi b.docx: 1 chỗ sửa" in out
    assert "130/2021/NĐ-CP" in read_file(tmp_path / "b.docx").text
    assert "144/2013" in read_file(draft).text


def test_a_plain_text_is_told_what_is_not_checked(kehoach, tmp_path):
    path = tmp_path / "du-thao.txt"
    path.write_text("KẾ HOẠCH\nThực hiện công tác trẻ em năm 2027\n\nI. MỤC ĐÍCH\n- Bảo vệ trẻ em.")
    code, out, _ = kehoach("check", path)
    assert code == 0
    assert "xin gửi bản .docx" in out


def test_the_rules_are_listed(kehoach):
    code, out, _ = kehoach("check", "--rules", "--json")
    assert code == 0
    assert {"reference.expired", "form.margin", "body.abolished"} <= {
        r["id"] for r in json.loads(out)
    }


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("khong-co.docx", None, "Không tìm thấy tệp"),
        ("hong.docx", b"PK\x03\x04word/ hong", "hỏng"),
        ("trong.txt", b"", "không có chữ"),
    ],
)
def test_a_bad_file_gets_one_sentence(kehoach, tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = kehoach("check", tmp_path / name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_only_word_is_corrected_and_only_into_word(kehoach, draft, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("KẾ HOẠCH\nThực hiện công tác trẻ em năm 2027")
    assert kehoach("check", text, "--fix", tmp_path / "b.docx")[0] == 2
    assert kehoach("check", draft, "--fix", tmp_path / "b.pdf")[0] == 2
    assert kehoach("check")[0] == 2
    assert not (tmp_path / "b.docx").exists()


def test_a_folder_that_cannot_be_written_gets_one_sentence(kehoach, draft, tmp_path):
    code, _, err = kehoach("check", draft, "--fix", tmp_path / "khong-co" / "b.docx")
    assert code == 2
    assert "Không ghi được" in err


def test_a_plan_is_set_in_the_prescribed_form(kehoach, tmp_path):
    out = tmp_path / "kh.docx"
    code, told, _ = kehoach("show", "2025-xa-nghia-thuong", "--out", out)
    assert code == 0
    assert "kh.docx" in told
    assert stat.S_IMODE(out.stat().st_mode) & stat.S_IRUSR
    _, report, _ = kehoach("check", out, "--as-of", "2025-05-20", "--json")
    rules = [finding["rule"] for finding in json.loads(report)["findings"]]
    assert [rule for rule in rules if rule.startswith("form.")] == []


def test_the_draft_itself_is_never_written_over(kehoach, draft, tmp_path):
    before = draft.read_bytes()
    code, out, err = kehoach("check", draft, "--fix", tmp_path / "." / draft.name)
    assert (code, out, draft.read_bytes()) == (2, "", before)
    assert "tên tệp khác" in err


def test_a_printed_text_names_places_and_settings_in_vietnamese(kehoach, draft, monkeypatch):
    monkeypatch.setenv("KEHOACH_QUOTA", "5")
    _, shown, _ = kehoach("show", draft)
    _, first, _ = kehoach("doctor")  # makes the index, which was not there
    _, told, _ = kehoach("doctor")
    lines = shown.splitlines()
    assert [line.split("  ")[0] for line in lines if line.startswith(("phần", "nơi"))] == [
        *("phần đầu văn bản", "nơi nhận")
    ]
    assert "lành lặn: không" in first
    assert "lành lặn: có" in told
    assert "KEHOACH_QUOTA = 5 (biến môi trường)" in told
    assert "(mặc định)" in told
    assert "(dòng lệnh)" in told
