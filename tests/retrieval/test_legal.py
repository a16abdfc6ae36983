"""Law: what is in force on a day, what a text cites, what is wrong with it, who acts today."""

from __future__ import annotations

import re
from datetime import date

import pytest

from retrieval.corpus import load_toml
from retrieval.legal import (
    VERIFIED,
    Recall,
    ValidityStatus,
    bears_out,
    bodies_named,
    chosen_by_day,
    chosen_by_subject,
    faults_in,
    find_references,
    matters,
    meant_instead,
    places_in,
    provisions,
    shipped_catalogue,
    successor_of,
    validity,
)
from retrieval.legal.catalogue import Catalogue, CatalogueError, to_act
from retrieval.legal.themes import themes
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
            ("Decision 1438/QD-TTg of 2018", ("qd-1438-2018-ttg",)),
            ("CT 18 ngày 16/5/2017", ("ct-18-2017-ttg",)),
            ("luật phòng chống bạo lực gia đình 2022", ("luat-13-2022",)),
            ("the Law on Children", ("luat-102-2016",)),
            ("luật phòng chống bạo lực gia đình mới 13/2022", ("luat-13-2022",)),
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
        [
            "trẻ em dưới 6 tuổi",
            "đạt 65 % trong năm 2023",
            "chỉ tiêu 13, 21",
            "trước 10/7/2024",
            "kế hoạch 2027",
        ],
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

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("qd 1437/qd-ttg 29/10/2018 2020-2025", ("wrong_period", "giai đoạn 2018-2025")),
            ("NĐ 56/2017/NĐ-CP 19/5/2017", ("wrong_date", "09/05/2017")),
            (
                "QĐ 06/QĐ-TTg ngày 06/01/2022 về tiêu chuẩn xã, phường phù hợp với trẻ em",
                ("wrong_date", "03/01/2019"),
            ),
        ],
    )
    def test_a_fault_is_found_however_it_is_typed(self, text, fault):
        day = date(2022, 6, 15)
        assert [(f.code, f.expected) for f in faults_in(text, day, CATALOGUE)] == [fault]

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

    def test_every_body_that_a_text_names_is_known(self):
        named = bodies_named("Thị đoàn với Hội phụ nữ huyện, và Hội Nông dân xã")
        assert [body.name for body in named] == [
            "Thị đoàn",
            "Hội Liên hiệp Phụ nữ cấp huyện",
            "Hội Nông dân xã, phường",
        ]

    def test_no_succession_without_source_and_confidence(self):
        for row in load_toml("successions.toml")["successions"]:
            assert row["sources"] or row["confidence"] == 0, row["id"]
            assert row["confidence"] >= 0
            assert row["text"]
            if row["confidence"] < 2:
                assert "chưa xác minh" in row["text"], row["id"]


class TestFactsOfADay:
    def test_no_fact_without_source_and_what_rests_on_one_says_so(self):
        for matter in matters():
            assert matter.asked, matter.id
            for version in matter.versions:
                assert version.sources, matter.id
                if version.confidence < VERIFIED:
                    assert "chưa xác minh" in version.text, matter.id
                    assert "unverified" in version.english, matter.id

    def test_facts_and_themes_rest_on_acts_of_the_catalogue(self):
        named = [act for m in matters() for v in m.versions for act in v.acts]
        named += [theme.act for theme in themes() if theme.act]
        assert [act for act in named if CATALOGUE.get(act) is None] == []

    def test_versions_follow_each_other_by_their_days(self):
        for matter in matters():
            days = [version.since or date.min for version in matter.versions]
            assert days == sorted(set(days)), matter.id

    def test_a_version_holds_from_its_first_day_until_the_next_ones(self):
        (matter,) = (m for m in matters() if m.id == "muc-chuan")
        first, second = matter.versions
        assert matter.on(date(2021, 6, 30)) is None
        assert matter.on(date(2024, 6, 30)) is first
        assert matter.on(date(2024, 7, 1)) is second
        assert matter.after(date(2024, 7, 1)) is None

    @pytest.mark.parametrize(
        ("premise", "held"),
        [
            ("mức chuẩn vẫn 360 nghìn đúng không", False),
            ("mức chuẩn là 500.000 đồng phải không", True),
            ("mức chuẩn 360.000 hay 500.000", None),
            ("mức chuẩn là bao nhiêu", None),
        ],
    )
    def test_a_premise_is_borne_out_by_the_words_of_a_version(self, premise, held):
        (matter,) = (m for m in matters() if m.id == "muc-chuan")
        assert bears_out(matter.versions[-1], premise) is held

    def test_no_theme_without_source_and_none_is_made_up(self):
        assert all(theme.sources for theme in themes())
        assert [theme.year for theme in themes() if not theme.theme] == [2026, 2027]

    def test_a_place_is_found_by_its_name_without_accents(self):
        (place, *_) = places_in("thi xa kinh mon nay thuoc tinh nao")
        assert place.today == "thành phố Hải Phòng"
        assert place.confidence == 0


class TestMeaning:
    def among(self, *ids: str):
        return CATALOGUE.among(ids)

    def test_the_subject_beside_a_number_chooses_the_act(self):
        acts = self.among("qd-06-2019-ttg", "qd-06-2022-ttg")
        assert chosen_by_subject(acts, "về xã, phường phù hợp với trẻ em") is acts[0]
        assert chosen_by_subject(acts, "còn hiệu lực không") is None

    def test_a_name_means_the_act_of_the_day(self):
        acts = self.among("luat-83-2015", "luat-89-2025")
        assert chosen_by_day(acts, date(2025, 4, 15), CATALOGUE) is acts[0]
        assert chosen_by_day(acts, TODAY, CATALOGUE) is acts[1]
        assert chosen_by_day(acts, date(2025, 12, 1), CATALOGUE) is None

    def test_the_subject_of_another_act_of_the_same_number_is_noticed(self):
        (act, other) = self.among("qd-06-2022-ttg", "qd-06-2019-ttg")
        assert meant_instead(act, "tiêu chuẩn xã, phường phù hợp với trẻ em", CATALOGUE) is other
        assert meant_instead(act, "Đề án 06 về dữ liệu dân cư", CATALOGUE) is None


class TestRecall:
    @pytest.fixture
    def recall(self, services):
        return Recall(services.encoder)

    @pytest.mark.parametrize(
        ("question", "matter"),
        [
            ("chuan tro giup xh moi thang dc may dong roi", "muc-chuan"),
            ("how soon must the commune report after the children's forum", "bao-cao-dien-dan"),
            ("phạt bao nhiêu nếu bố mẹ bỏ rơi con", "xu-phat"),
        ],
    )
    def test_a_matter_is_recalled_by_other_words(self, recall, question, matter):
        assert recall.matters(question)[0][0].id == matter

    def test_a_provision_is_recalled_by_what_it_says(self, recall):
        provision, _ = recall.provisions("ai quyết định tạm cách ly trẻ khỏi cha mẹ")[0]
        assert (provision.act, provision.place) == ("nd-56-2017", "Điều 32 khoản 2")

    def test_what_is_of_no_concern_is_like_nothing(self, recall):
        for question in ("giá vàng hôm nay", "how to bake a cake", "thời tiết cuối tuần"):
            likeliest = recall.matters(question)[0][1]
            assert min(likeliest.score, likeliest.near) < 0.4
