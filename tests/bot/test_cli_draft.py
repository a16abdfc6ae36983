"""`draft`: what is printed and written, and how bad input is refused."""

from __future__ import annotations

import json
from datetime import date

import docx
import pytest

from bot.cli import run
from bot.drafting import request_for

GOOD = {
    "--kind": "cong-tac-tre-em",
    "--unit": "xã Bình Minh",
    "--province": "tỉnh Quảng Ngãi",
    "--year": "2027",
    "--as-of": "2026-11-22",
}


@pytest.fixture
def kehoach(data_dir, capsys):
    def call(*more: object, **changed: str) -> tuple[int, str, str]:
        told = GOOD | {f"--{name}": value for name, value in changed.items()}
        arguments = [part for pair in told.items() for part in pair if pair[1]]
        code = run(["--data-dir", str(data_dir), "draft", *arguments, *map(str, more)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_a_plan_is_drafted_and_set(kehoach, tmp_path):
    out = tmp_path / "kh.docx"
    code, printed, _ = kehoach("--out", out, "--json")
    draft = json.loads(printed)
    assert code == 0
    assert draft["title"] == "Thực hiện công tác trẻ em năm 2027 trên địa bàn xã Bình Minh"
    assert [f for f in draft["checks"] if f["severity"] == "error"] == []
    comments = [comment.text for comment in docx.Document(str(out)).comments]
    assert any("Nguồn: Kế hoạch" in comment for comment in comments)


def test_an_outline_names_parts_states_and_bases(kehoach):
    _, printed, _ = kehoach("--outline", "--json")
    draft = json.loads(printed)
    assert draft["sections"] == []
    assert {"id", "heading", "state", "basis"} == set(draft["outline"][1])


def test_a_parent_plan_gives_its_citation_and_a_checklist(kehoach, tmp_path):
    parent = tmp_path / "kh-tinh.txt"
    parent.write_text(
        "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI\nSố: 45/KH-UBND\n"
        "Quảng Ngãi, ngày 20 tháng 12 năm 2026\nKẾ HOẠCH\nThực hiện công tác trẻ em năm 2027\n\n"
        "Thực hiện Luật Trẻ em, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n"
        "I. MỤC TIÊU\n- 95% trẻ em dưới 6 tuổi được tiêm chủng.\n"
        "II. NHIỆM VỤ\n- Tổ chức thi vẽ tranh về an toàn giao thông cho học sinh.\n".replace(
            "\\\n", "\n"
        )
    )
    code, printed, _ = kehoach("--parent", parent, "--json")
    draft = json.loads(printed)
    assert code == 0
    opening = draft["sections"][0]["paragraphs"][-1]["text"]
    assert "45/KH-UBND ngày 20/12/2026" in opening
    states = {item["text"][:3]: item["state"] for item in draft["checklist"]}
    assert states == {"95%": "target", "Tổ ": "missing"}
    assert "vẽ tranh về an toàn" not in str(draft["sections"])
    _, printed, _ = kehoach("--parent", parent, "--merge", "--json")
    assert "vẽ tranh về an toàn" in str(json.loads(printed)["sections"])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"unit": "huyện Tư Nghĩa"}, "phải là xã, phường"),
        ({"unit": "Bình Minh"}, "phải là xã, phường"),
        ({"unit": "xa binh minh"}, "ghi có dấu"),
        ({"province": "Nơi Nào"}, "Chưa rõ “Nơi Nào”"),
        ({"unit": "xã Bình Minh, tỉnh An Giang"}, "mâu thuẫn"),
        ({"province": ""}, "ghi tỉnh, thành phố"),
        ({"unit": "tỉnh Đồng Tháp", "province": "tỉnh An Giang"}, "mâu thuẫn"),
        ({"year": "1900"}, "không hợp lệ"),
        ({"year": "2099"}, "không hợp lệ"),
    ],
)
def test_a_request_that_cannot_be_meant_gets_one_sentence(kehoach, changed, words):
    code, printed, err = kehoach(**changed)
    assert (code, printed, err.count("\n")) == (2, "", 1)
    assert words in err


@pytest.mark.parametrize(
    ("unit", "province"),
    [("xã Triệu Phong", "Quảng Trị"), ("xã Triệu Phong, Quảng Trị", ""), ("Tỉnh Quảng Trị", "")],
)
def test_a_province_is_understood_without_its_level_or_behind_the_unit(unit, province):
    request = request_for("cong-tac-tre-em", unit, province, 2027, date(2026, 11, 22))
    assert (request.unit, request.province) == (unit.partition(",")[0], "tỉnh Quảng Trị")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--section", "khong-co"), "Chưa có mục “khong-co”"),
        (("--set", "khong=1"), "Chưa có mục “khong”"),
        (("--set", "theme"), "TÊN=GIÁ TRỊ"),
        (("--parent", "/khong/co/kh.docx"), "Không tìm thấy tệp"),
        (("--out", "kh.pdf"), "phải có đuôi .docx"),
    ],
)
def test_a_bad_option_gets_one_sentence(kehoach, more, words):
    code, printed, err = kehoach(*more)
    assert (code, printed) == (2, "")
    assert words in err.splitlines()[-1]
