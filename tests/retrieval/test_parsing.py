"""A plan cut into clauses: nothing lost, every clause where a reader would point."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.parsing import Parsed, parse
from retrieval.text import collapse, solid
from retrieval.types import Block, BlockType
from tests.conftest import PLANS

GOLDEN = sorted((Path(__file__).parent.parent / "golden").glob("*.json"))
BODY = (BlockType.CLAUSE, BlockType.HEADING)


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def clauses(parsed: Parsed) -> list[Block]:
    return [block for block in parsed.blocks if block.type is BlockType.CLAUSE]


def at(parsed: Parsed, path: str) -> Block:
    return next(block for block in clauses(parsed) if block.path == path)


def assert_nothing_is_lost(raw: str, parsed: Parsed) -> None:
    """Blocks follow one another, and their spans hold every character that is not blank."""
    last = 0
    for block in parsed.blocks:
        assert last <= block.start <= block.end <= len(raw)
        last = block.end
    held = "".join(solid(raw[block.start : block.end]) for block in parsed.blocks)
    assert held == solid(raw)
    assert parsed.accounted_chars == parsed.source_chars == len(solid(raw))


def assert_clauses_are_their_spans(raw: str, parsed: Parsed) -> None:
    """A clause is its span, apart from its number, wraps and page numbers."""
    for block in clauses(parsed):
        span = solid(unicodedata.normalize("NFC", raw[block.start : block.end]))
        rest = iter(span)
        assert all(ch in rest for ch in solid(block.text)), block.path
        assert len(solid(block.text)) >= 0.85 * len(span) - 12, block.path


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_character_of_a_plan_is_in_exactly_one_block(path):
    raw = read(path)
    parsed = parse(raw)
    assert_nothing_is_lost(raw, parsed)
    assert_clauses_are_their_spans(raw, parsed)
    noise = sum(len(solid(b.text)) for b in parsed.blocks if b.type is BlockType.NOISE)
    assert noise <= 0.03 * len(solid(raw))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
class TestGoldenOutline:
    """The outline of each plan as a reader typed it, who had not seen the parser."""

    def test_headings_stand_where_the_reader_saw_them(self, path):
        golden = json.loads(path.read_text(encoding="utf-8"))
        found = [
            [block.path, block.text.rstrip(" :")]
            for block in parse(read_plan(golden)).blocks
            if block.type is BlockType.HEADING
        ]
        assert found == [[where, collapse(text)] for where, text in golden["headings"]]

    def test_clauses_stand_where_the_reader_saw_them(self, path):
        """The reader took closing paragraphs as one, and paragraphs with two tasks as one."""
        golden = json.loads(path.read_text(encoding="utf-8"))
        found = [
            (block.path, block.text)
            for block in clauses(parse(read_plan(golden)))
            if not re.search(r" câu \d+$|^kết đoạn [2-9]", block.path)
        ]
        assert [where for where, _ in found] == [where for where, _ in golden["clauses"]]
        for (where, text), (_, begins) in zip(found, golden["clauses"], strict=True):
            assert text.startswith(collapse(begins)), where

    def test_tasks_are_given_to_the_bodies_the_reader_named(self, path):
        golden = json.loads(path.read_text(encoding="utf-8"))
        found = {
            block.path: list(block.facts.bodies)
            for block in clauses(parse(read_plan(golden)))
            if block.facts.bodies and " câu " not in block.path
        }
        named = golden["assignments"].items()
        assert found == {where: [collapse(body) for body in bodies] for where, bodies in named}


def read_plan(golden: dict[str, object]) -> str:
    return read(next(path for path in PLANS if path.stem == golden["document"]))


class TestPageNumbers:
    def test_a_page_number_inside_a_date_is_left_out(self):
        text = at(parse(read(PLANS[1])), "III.1 gạch 1").text
        assert "ngày 15/3/2021 của Chính phủ quy định" in text

    def test_a_page_number_inside_a_word_pair_is_left_out(self):
        text = at(parse(read(PLANS[1])), "VI.3 gạch 4").text
        assert "thực hiện và phát triển mô hình đối thoại" in text

    def test_an_age_at_the_end_of_a_line_is_no_page_number(self):
        """The pair around it, "dưới tuổi", stands nowhere else."""
        raw = f"I. MỤC TIÊU\n- Trẻ em dưới 6\ntuổi được khám.\n{'x ' * 1300}\n\n2\n\n- Khác."
        assert "dưới 6 tuổi" in at(parse(raw), "I gạch 1").text


class TestBodies:
    @pytest.mark.parametrize(
        ("line", "bodies"),
        [
            ("1. Công an xã: Tăng cường tuần tra.", ["Công an xã"]),
            ("1. Đề nghị Công đoàn xã Phối hợp với các đơn vị.", ["Công đoàn xã"]),
            ("1. Giao phòng Nội vụ định kỳ tổng hợp báo cáo.", ["phòng Nội vụ"]),
            ("1. Trạm Y tế, Công an phường: Tổ chức trực.", ["Trạm Y tế", "Công an phường"]),
            ("1. Phòng Giáo dục và Đào tạo: Dạy bơi.", ["Phòng Giáo dục và Đào tạo"]),
            ("1. Phòng ngừa tai nạn: làm rào chắn.", []),
        ],
    )
    def test_the_body_is_read_from_label_or_subject(self, line, bodies):
        parsed = parse(f"V. TỔ CHỨC THỰC HIỆN\n{line}\n")
        assert list(at(parsed, "V.1").facts.bodies) == bodies

    def test_a_bracket_stays_with_its_body(self):
        clause = at(parse(read(PLANS[3])), "V.1.2 gạch 3")
        expected = "Công chức VH - XH (phụ trách lĩnh vực Văn hóa - thông tin)"
        assert clause.facts.bodies == (expected,)

    def test_partners_are_told_from_who_acts(self):
        clause = at(parse(read(PLANS[0])), "V.5 gạch 4")
        assert clause.facts.bodies == ("Phòng Văn hóa và Thông tin",)
        assert clause.facts.coordinating == (
            "Phòng Giáo dục và Đào tạo",
            "Phòng Nội vụ - LĐTB&XH",
            "Thị đoàn",
        )

    def test_a_task_of_no_body_has_none(self):
        assert at(parse(read(PLANS[2])), "II.5").facts.label is None


class TestTables:
    HEAD = "KẾ HOẠCH\nBảo vệ trẻ em năm 2025\n\nThực hiện Kế hoạch số 1/KH-UBND.\nII. PHÂN CÔNG\n"

    def test_rows_between_tabs_name_who_leads_and_who_takes_part(self):
        raw = self.HEAD + (
            "TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\n"
            "1\tCắm biển báo ở ao hồ\tPhòng Kinh tế\tCông an xã\ttrước 30/4/2025\n"
            "2\tDạy bơi\tCác trường học\tĐoàn Thanh niên\ttháng 6\n"
        )
        parsed = parse(raw)
        assert_nothing_is_lost(raw, parsed)
        row = at(parsed, "II dòng 2")
        assert row.facts.bodies == ("Phòng Kinh tế",)
        assert row.facts.coordinating == ("Công an xã",)
        assert row.facts.deadlines == ("2025-04-30",)

    def test_cells_on_lines_of_their_own_are_put_together(self):
        raw = self.HEAD + (
            "TT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\n"
            "1\nCắm biển báo\nở ao hồ\nPhòng Kinh tế\nCông an xã\n"
            "2\nDạy bơi cho học sinh\nCác trường học\nĐoàn Thanh niên xã\n"
        )
        parsed = parse(raw)
        assert_nothing_is_lost(raw, parsed)
        row = at(parsed, "II dòng 3")
        assert row.text == "Dạy bơi cho học sinh Các trường học Đoàn Thanh niên xã"
        assert row.facts.bodies == ("Các trường học",)


class TestStructure:
    def test_numbers_below_a_roman_join_it(self):
        raw = "V. TỔ CHỨC\n1. UBND xã\n1.1. Công chức VH-XH\n- Làm kế hoạch.\n- Báo cáo.\n"
        assert [c.path for c in clauses(parse(raw))] == ["V.1.1 gạch 1", "V.1.1 gạch 2"]

    def test_a_plus_below_a_dash_is_told_so(self):
        raw = "I. NỘI DUNG\n- Việc chung:\n+ Một.\n+ Hai.\n"
        expected = ["I gạch 1", "I gạch 1 cộng 1", "I gạch 1 cộng 2"]
        assert [c.path for c in clauses(parse(raw))] == expected

    def test_a_name_cut_at_its_dash_is_no_bullet(self):
        raw = "V. TỔ CHỨC\n1. Giao Phòng Lao động\n- Thương binh và Xã hội chủ trì rà soát.\n"
        assert at(parse(raw), "V.1").facts.label == "Phòng Lao động - Thương binh và Xã hội"

    def test_a_repeated_number_gets_a_path_of_its_own(self):
        raw = "I. VIỆC\n1. Việc thứ nhất.\n1. Việc thứ hai.\n"
        assert [c.path for c in clauses(parse(raw))] == ["I.1", "I.1 (2)"]

    def test_recipients_signature_and_stamps_are_no_clauses(self):
        parsed = parse(read(PLANS[0]))
        kinds = [block.type for block in parsed.blocks[-5:]]
        assert BlockType.CLAUSE not in kinds
        assert {BlockType.RECIPIENTS, BlockType.SIGNATURE, BlockType.NOISE} <= set(
            block.type for block in parsed.blocks
        )

    def test_deadlines_and_references_are_found_with_their_years(self):
        report = at(parse(read(PLANS[0])), "VI.1")
        assert report.facts.deadlines == ("--05-15", "--11-10")
        basis = at(parse(read(PLANS[1])), "III.1 gạch 1")
        assert {"144/2013/NĐ-CP", "80/2017/NĐ-CP"} <= set(basis.facts.references)
        child_friendly = at(parse(read(PLANS[3])), "V.6 gạch 5")
        assert child_friendly.facts.references == ("06/QĐ-TTg (2019)",)


def mutated(raw: str, rng: random.Random) -> str:
    """Return the text as careless hands leave it: lines dropped, doubled, moved, broken."""
    lines = raw.split("\n")
    for _ in range(rng.randint(1, 40)):
        i = rng.randrange(len(lines))
        action = rng.randrange(7)
        if action == 0:
            lines.pop(i)
        elif action == 1:
            lines.insert(i, lines[i])
        elif action == 2:
            j = rng.randrange(len(lines))
            lines[i], lines[j] = lines[j], lines[i]
        elif action == 3:
            lines[i] = lines[i][: rng.randint(0, len(lines[i]))]
        elif action == 4:
            lines.insert(
                i, rng.choice(["12", "TT", "- ", "+", "II.", "Nơi nhận:", "KẾ HOẠCH", "a)"])
            )
        elif action == 5:
            lines[i] = unicodedata.normalize("NFD", lines[i])
        else:
            lines[i] = lines[i] + rng.choice(["\t", "\f", "  ", " 3", "\r", "\u2028", " -"])
        lines = lines or [""]
    return "\n".join(lines)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLANS), st.integers(min_value=0))
def test_nothing_is_lost_of_a_mutated_plan(path, seed):
    raw = mutated(read(path), random.Random(seed))
    parsed = parse(raw)
    assert_nothing_is_lost(raw, parsed)
    for block in clauses(parsed):
        span = solid(unicodedata.normalize("NFC", raw[block.start : block.end]))
        rest = iter(span)
        assert all(ch in rest for ch in solid(block.text))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("IVX.1 2)-+\n\t\fabA:Điều ừ"), max_size=300))
def test_any_text_is_accounted_for(raw):
    assert_nothing_is_lost(raw, parse(raw))


def test_paths_are_unique_within_a_plan():
    for path in PLANS:
        found = [block.path for block in clauses(parse(read(path)))]
        assert len(found) == len(set(found))
