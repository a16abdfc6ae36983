"""Law: what is in force on a day, what a text cites, what is wrong with it, who acts today."""

from __future__ import annotations

import re
from datetime import date

import pytest

from retrieval.corpus import load_toml
from retrieval.legal import (
    ValidityStatus,
    faults_in,
    find_references,
    provisions,
    shipped_catalogue,
    successor_of,
    validity,
)
from retrieval.legal.catalogue import Catalogue, CatalogueError, to_act
from retrieval.text import nfc

TODAY = date(2026, 11, 22)
CATALOGUE = shipped_catalogue()


def standing(act_id: str, day: date):
    act = CATALOGUE.get(act_id)
    assert act is not None
    return validity(act, day, CATALOGUE)


class TestCatalogue:
    def test_every_record_names_its_sources_and_how_surely(self):
        """No legal fact without a source and a confidence; events too."""
        for act in CATALOGUE:
            assert act.sources, act.id
            assert all(act.sources), act.id
            assert act.confidence >= 0
            assert act.checked_on <= TODAY
            for event in act.events:
                assert event.sources, act.id
                assert event.by == "" or CATALOGUE.get(event.by), (act.id, event.by)

    def test_number_year_and_kind_are_a_key(self):
        keys = [(act.kind, act.number, act.year) for act in CATALOGUE if act.number]
        assert len(keys) == len(set(keys))

    @pytest.mark.parametrize("field", ["sources", "confidence", "checked_on", "found"])
    def test_a_record_without_source_or_confidence_is_refused(self, field):
        record = {k: v for k, v in load_toml("laws.toml")["acts"][0].items() if k != field}
        with pytest.raises(CatalogueError, match="law_field_missing"):
            to_act(record)

    def test_two_records_of_one_act_are_refused(self):
        act = next(iter(CATALOGUE))
        with pytest.raises(CatalogueError, match="law_twice"):
            Catalogue([act, act])

    def test_the_office_corrects_a_record_without_touching_the_shipped_ones(self):
        record = {**load_toml("laws.toml")["acts"][0], "status": "unknown", "corrected": "x"}
        corrected = CATALOGUE.corrected([record])
        assert [act.corrected for act in corrected if act.id == record["id"]] == ["x"]
        assert [act.corrected for act in CATALOGUE if act.id == record["id"]] == [""]


class TestValidity:
    def test_the_same_act_on_two_days_has_two_standings(self):
        before, after = standing("nd-144-2013", date(2021, 12, 31)), standing("nd-144-2013", TODAY)
        assert before.status is ValidityStatus.IN_FORCE
        assert after.status is ValidityStatus.EXPIRED
        assert after.by.number == "130/2021/NĐ-CP"
        assert after.since == date(2022, 1, 1)

    def test_a_programme_ends_with_its_period(self):
        assert standing("qd-830-2021-ttg", date(2025, 12, 31)).status is ValidityStatus.IN_FORCE
        assert standing("qd-830-2021-ttg", date(2026, 1, 1)).status is ValidityStatus.PERIOD_ENDED

    def test_an_amended_act_says_by_what(self):
        found = standing("nd-20-2021", TODAY)
        assert found.status is ValidityStatus.AMENDED
        assert found.by.number == "76/2024/NĐ-CP"
        assert standing("nd-20-2021", date(2024, 6, 30)).status is ValidityStatus.IN_FORCE

    def test_an_act_of_a_single_source_is_never_said_to_be_in_force(self):
        for act in CATALOGUE:
            if act.confidence < 2:
                status = validity(act, TODAY, CATALOGUE).status
                assert status not in (ValidityStatus.IN_FORCE, ValidityStatus.AMENDED), act.id

    def test_an_act_before_its_issue_or_its_force_is_not_in_force(self):
        assert standing("nd-147-2025", date(2025, 6, 11)).reason == "not_issued"
        assert standing("nd-147-2025", date(2025, 6, 30)).reason == "not_yet"
        assert standing("nd-147-2025", date(2025, 7, 1)).status is ValidityStatus.IN_FORCE


class TestReferences:
    @pytest.mark.parametrize(
        ("text", "acts"),
        [
            ("Nghị định số 144/2013/NĐ-CP ngày 29/10/2013", ("nd-144-2013",)),
            ("nd 144 con hieu luc ko", ("nd-144-2013", "nd-144-2021")),
            ("thông tư số 28/2019/TT BLĐTBXH", ("tt-28-2019-bldtbxh",)),
            ("Nghị định số 20/2021/NĐCP", ("nd-20-2021",)),
            ("Quyết định số 06/QĐ-TTg ngày 03/01/2019", ("qd-06-2019-ttg",)),
            ("Quyết định 06/QĐ-TTg ngày 06/01/2022", ("qd-06-2022-ttg",)),
            ("quyết định 06 nào?", ("qd-06-2019-ttg", "qd-06-2022-ttg")),
            ("luat tre em", ("luat-102-2016",)),
            ("Đề án 06 của Chính phủ", ("qd-06-2022-ttg",)),
            ("Chỉ thị số 28-CT/TW", ("ct-28-cttw-2023",)),
            ("Kế hoạch số 77/KH-UBND ngày 15/3/2023", ()),
        ],
    )
    def test_an_act_is_found_however_it_is_written(self, text, acts):
        assert [r.acts for r in find_references(text, CATALOGUE)] == [acts]

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("Điều 90 Luật Trẻ em nói gì?", "Điều 90"),
            ("khoản 4 Điều 90 Luật trẻ em", "Điều 90 khoản 4"),
            ("dieu 52 khoan 2 luat tre em", "Điều 52 khoản 2"),
            ("điểm đ khoản 1 Điều 8a Nghị định 56/2017/NĐ-CP", "Điều 8a khoản 1 điểm d"),
        ],
    )
    def test_a_provision_is_pointed_at(self, text, place):
        assert [r.place for r in find_references(text, CATALOGUE)] == [place]

    @pytest.mark.parametrize(
        "text",
        ["trẻ em dưới 6 tuổi", "đạt 65 % trong năm 2023", "chỉ tiêu 13, 21", "trước 10/7/2024"],
    )
    def test_numbers_that_cite_nothing_are_left(self, text):
        assert find_references(text, CATALOGUE) == ()

    def test_numbered_citations_of_the_five_plans_are_found(self, services):
        """Counted by hand: 29 citations of numbered acts, 6 of local plans; none besides."""
        found = [
            (reference.acts, reference.number)
            for clause in services.library.clauses()
            for reference in find_references(clause.text, CATALOGUE)
            if reference.number
        ]
        local = [number for acts, number in found if not acts]
        assert sorted(local) == ["20", "228", "66", "73", "77", "790"]


class TestFaults:
    def test_the_faults_of_the_five_plans_are_told_and_no_others(self, services):
        found = {
            (clause.document.id, fault.code, fault.found)
            for clause in services.library.clauses()
            for fault in faults_in(clause.text, TODAY, CATALOGUE)
        }
        assert found == {
            ("2021-thi-xa-phuoc-long", "period_ended", "Công văn số 375/LĐTBXH-TE"),
            ("2023-huyen-thanh-binh", "expired", "Nghị định số 144/2013/NĐ-CP"),
            ("2023-huyen-thanh-binh", "malformed", "20/2021/NĐCP"),
            ("2023-huyen-thanh-binh", "ambiguous_number", "Quyết định số 06/QĐ"),
            ("2023-huyen-thanh-binh", "ambiguous_number", "Luật Ngân sách nhà nước"),
            ("2023-phuong-phu-thu", "malformed", "23/CT-TTG"),
            ("2024-phuong-1-quang-tri", "wrong_title", "thị trấn"),
            ("2025-xa-nghia-thuong", "malformed", "28/2019/TT BLĐTBXH"),
            ("2025-xa-nghia-thuong", "period_ended", "Quyết định số 830/QĐ-TTg"),
            ("2025-xa-nghia-thuong", "wrong_period", "giai đoạn 2021-2030"),
        }

    def test_a_wrong_date_is_told_with_the_right_one(self):
        text = "Nghị định số 56/2017/NĐ-CP ngày 19/5/2017 của Chính phủ"
        assert [(f.code, f.expected) for f in faults_in(text, TODAY, CATALOGUE)] == [
            ("wrong_date", "09/05/2017")
        ]


class TestDigests:
    def test_there_are_enough_and_each_names_an_act_and_an_article(self):
        assert len(provisions()) >= 100
        for provision in provisions():
            assert CATALOGUE.get(provision.act), provision.act
            assert re.match(r"Điều \d+[a-z]?\b", provision.place), provision.place
            assert provision.source
            assert provision.digest == nfc(provision.digest)


class TestSuccession:
    @pytest.mark.parametrize(
        ("body", "heir"),
        [
            ("Phòng LĐTBXH huyện", "Phòng Văn hóa - Xã hội cấp xã"),
            ("phong ldtbxh", "Phòng Văn hóa - Xã hội cấp xã"),
            ("Sở LĐ-TB&XH", "Sở Y tế"),
        ],
    )
    def test_who_does_the_work_today(self, body, heir):
        found = successor_of(body)
        assert found is not None
        assert found.heir == heir

    @pytest.mark.parametrize(
        "body", ["Công an xã", "Hội Liên hiệp Phụ nữ tỉnh", "Phòng Văn hóa - Xã hội"]
    )
    def test_a_body_that_stands_has_no_successor(self, body):
        assert successor_of(body) is None

    def test_a_body_was_there_until_the_day_it_ended(self):
        heir = successor_of("Phòng Lao động - Thương binh và Xã hội")
        assert heir is not None
        assert not heir.holds_on(date(2025, 6, 30))
        assert heir.holds_on(date(2025, 7, 1))

    def test_no_succession_without_source_and_confidence(self):
        for row in load_toml("successions.toml")["successions"]:
            assert row["sources"] or row["confidence"] == 0, row["id"]
            assert row["confidence"] >= 0
            assert row["text"]
            if row["confidence"] < 2:
                assert "chưa xác minh" in row["text"], row["id"]
