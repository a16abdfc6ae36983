"""`laws` and `basis`: what is printed, and what an administrator corrects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import run
from bot.conversation.drafting import Drafting
from bot.conversation.events import Sender
from tests.conftest import AS_OF

RECORD = """
[[acts]]
id = "nd-144-2013"
kind = "nghị định"
number = "144/2013/NĐ-CP"
year = 2013
status = "unknown"
found = "Văn thư xã kiểm tra lại."
sources = ["https://example.org/van-ban"]
confidence = 1
checked_on = "2026-11-22"
"""

REPEALED = """
[[acts]]
id = "luat-102-2016"
kind = "luật"
number = "102/2016/QH13"
year = 2016
title = "Luật Trẻ em"
names = ["Luật Trẻ em"]
found = "Văn thư xã kiểm tra lại."
status = "expired"
sources = ["https://example.org/van-ban"]
confidence = 2
checked_on = "2026-11-22"
[[acts.events]]
what = "replaced"
since = "2026-11-01"
sources = ["https://example.org/van-ban"]
confidence = 2
"""


@pytest.fixture
def kehoach(tmp_path, capsys):
    def call(*arguments: str, data_dir: Path = tmp_path / "data") -> tuple[int, str, str]:
        code = run(["--data-dir", str(data_dir), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_laws_tells_the_standing_on_the_day_asked_about(kehoach):
    code, out, _ = kehoach("laws", "144/2013", "--as-of", "2026-11-22", "--json")
    (act,) = json.loads(out)
    assert code == 0
    assert act["validity"] == {
        "status": "expired",
        "by": "130/2021/NĐ-CP",
        "since": "2022-01-01",
        "checked_on": "2026-11-22",
        "confidence": 5,
    }
    _, out, _ = kehoach("laws", "144/2013", "--as-of", "2021-01-01", "--json")
    assert json.loads(out)[0]["validity"]["status"] == "in_force"


def test_basis_lists_acts_in_force_in_the_prescribed_wording(kehoach):
    code, out, _ = kehoach("basis", "--kind", "thang-hanh-dong", "--year", "2027", "--json")
    wordings = [basis["wording"] for basis in json.loads(out)["bases"]]
    assert code == 0
    assert wordings[0] == "Căn cứ Luật Trẻ em"
    assert (
        "Căn cứ Thông tư số 28/2019/TT-BLĐTBXH ngày 26 tháng 12 năm 2019 của Bộ Lao động - "
        "Thương binh và Xã hội hướng dẫn tổ chức Tháng hành động vì trẻ em"
    ) in wordings


def test_an_administrator_corrects_a_record_and_every_change_is_kept(kehoach, tmp_path):
    file = tmp_path / "sua.toml"
    file.write_text(RECORD, encoding="utf-8")
    assert kehoach("laws", "--correct", str(file), "--by", "Văn thư")[0] == 0
    assert kehoach("laws", "--correct", str(file), "--by", "Chánh Văn phòng")[0] == 0
    _, out, _ = kehoach("laws", "144/2013", "--json")
    (act,) = json.loads(out)
    assert act["validity"]["status"] == "unknown"
    assert act["corrected"].startswith("Chánh Văn phòng, ")
    kept = (tmp_path / "data" / "laws.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["corrected"].partition(",")[0] for line in kept] == [
        "Văn thư",
        "Chánh Văn phòng",
    ]


def test_drafts_that_a_correction_leaves_behind_are_named_with_the_paragraph(
    kehoach, own_services, tmp_path
):
    sender, data_dir = Sender(1, 1), own_services.settings.data_dir
    asked = "soạn kế hoạch công tác trẻ em 2027 cho xã Bình Minh, tỉnh Quảng Ngãi"
    Drafting(own_services).begin(sender, asked, "", AS_OF)
    file = tmp_path / "sua.toml"
    file.write_text(REPEALED, encoding="utf-8")
    told = kehoach("laws", "--correct", str(file), "--by", "Văn thư", data_dir=data_dir)[1]
    assert "xã Bình Minh” có đoạn mất căn cứ" in told
    assert "⚠ Căn cứ ban hành: “Căn cứ Luật Trẻ em" in told
    assert "Luật Phòng, chống bạo lực gia đình" not in told


@pytest.mark.parametrize(
    ("text", "by", "told"),
    [
        (
            RECORD.replace('sources = ["https://example.org/van-ban"]', "sources = []"),
            "A",
            "sources",
        ),
        (RECORD, " ", "--by"),
        ("không phải TOML", "A", "TOML"),
    ],
)
def test_a_bad_record_is_refused_in_one_line_and_nothing_is_kept(kehoach, tmp_path, text, by, told):
    file = tmp_path / "sua.toml"
    file.write_text(text, encoding="utf-8")
    code, _, err = kehoach("laws", "--correct", str(file), "--by", by)
    assert code == 2
    assert told in err
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "data" / "laws.jsonl").exists()
