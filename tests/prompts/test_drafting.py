"""Whole plans drafted from the five prior ones: each paragraph has an origin."""

import re
from datetime import date
from itertools import combinations

import pytest

from prompts.checking import Severity, review
from prompts.drafting import Request, compose, outline_of
from prompts.drafting.choosing import word_pairs
from prompts.drafting.parent import checklist, cited
from prompts.drafting.printing import paper_of_draft
from prompts.word.setting import set_paper
from retrieval.corpus import CORPUS
from retrieval.legal import ValidityStatus, find_references, shipped_catalogue, validity
from retrieval.parsing import parse
from retrieval.reading import read_file
from retrieval.text import collapse

DAY = date(2026, 11, 22)
REQUESTS = {
    "a commune's year": Request(
        "cong-tac-tre-em", "xã Bình Minh", "commune", "tỉnh Quảng Ngãi", 2027, DAY
    ),
    "a ward's month": Request(
        "thang-hanh-dong", "phường Hòa Bình", "commune", "tỉnh Phú Thọ", 2027, DAY
    ),
    "a province's year": Request(
        "cong-tac-tre-em", "tỉnh Đồng Tháp", "province", "tỉnh Đồng Tháp", 2027, DAY
    ),
    "a special zone's year": Request(
        "cong-tac-tre-em", "đặc khu Phú Quốc", "commune", "tỉnh An Giang", 2027, DAY
    ),
}
SOURCES = re.compile(
    r"Phú Thứ|Nghĩa Thương|Phước Long|Thanh Bình|Tư Nghĩa|Kinh Môn|thị xã Quảng Trị|Bình Phước|"
    r"phường 1\b|Lương Thế Vinh|Hương Sen"
)
every_request = pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS.keys())


@pytest.fixture
def clauses(services):
    return list(services.library.clauses([plan.id for plan in services.library.plans()]))


@pytest.fixture
def drafted(clauses):
    return lambda request, sections=(): compose(request, clauses, shipped_catalogue(), sections)


def paragraphs(draft):
    return [each for section in draft.sections for each in section.paragraphs]


@every_request
def test_every_paragraph_has_an_origin_whose_quote_is_in_its_source(request_, drafted, services):
    for each in paragraphs(drafted(request_)):
        assert each.origins
        for origin in each.origins:
            if origin.type == "plan":
                source = collapse(services.library.text(origin.document))
                solid = "".join(source.split())
                words = "".join(str(origin.quote).split())
                assert words[:60] in solid
            elif origin.type == "law":
                assert shipped_catalogue().get(origin.document) is not None


@every_request
def test_no_figure_is_left_that_nobody_gave(request_, drafted):
    """The year, the hotline, June, age groups of the source and the dates of citations apart."""
    catalogue = shipped_catalogue()
    for each in paragraphs(drafted(request_)):
        text = re.sub(r"^(\d+\.|-) ", "", each.text)
        for reference in reversed(find_references(text, catalogue)):
            text = text[: reference.start] + text[reference.end :]
        text = re.sub(r",? ?ngày \d{1,2}(/| tháng )\d{1,2}(/| năm )\d{4}", "", text)
        text = re.sub(
            r"\b111\b|2027|\b0?1/6\b|\b01/06\b|30/6|01/6|02 cấp|2021-2030|Chỉ thị 28", "", text
        )
        text = re.sub(r"năm 2016|28-CT/TW|thời gian: tháng 6/", "", text)
        for age in re.findall(r"(?:dưới|từ) \d+ tuổi", text):
            assert any(age in (origin.quote or "") for origin in each.origins)
            text = text.replace(age, "")
        assert not re.search(r"\d", text.replace(request_.unit, "")), text


@every_request
def test_no_name_or_year_of_a_source_is_left(request_, drafted):
    for each in paragraphs(drafted(request_)):
        own = each.text.replace(request_.unit, "").replace(request_.province, "")
        assert not SOURCES.search(own), each.text


@every_request
def test_no_act_is_cited_that_is_not_in_force(request_, drafted):
    catalogue = shipped_catalogue()
    binding = (ValidityStatus.IN_FORCE, ValidityStatus.AMENDED)
    for each in paragraphs(drafted(request_)):
        for reference in find_references(each.text, catalogue):
            standing = [
                validity(act, DAY, catalogue).status for act in catalogue.among(reference.acts)
            ]
            assert all(status in binding for status in standing), each.text


@every_request
def test_nothing_is_said_twice(request_, drafted):
    bullets = [each for each in paragraphs(drafted(request_)) if each.text.startswith("- ")]
    for one, other in combinations(bullets, 2):
        words, others = word_pairs(one.text), word_pairs(other.text)
        assert len(words & others) <= 0.7 * min(len(words), len(others)), (one.text, other.text)


@every_request
@pytest.mark.parametrize("sources", ["comments", "annex", "none"])
def test_the_printed_plan_passes_the_check(request_, sources, drafted, services, tmp_path):
    draft = drafted(request_)
    documents = {document.id: document for document in services.library.documents()}
    paper = paper_of_draft(draft, documents, shipped_catalogue(), sources=sources)
    path = tmp_path / "kh.docx"
    path.write_bytes(set_paper(paper))
    report = review(path.name, read_file(path, measured=True), DAY, shipped_catalogue())
    assert [f for f in report.findings if f.severity is not Severity.NOTE] == []


@every_request
def test_every_part_of_the_skeleton_is_there(request_, drafted):
    draft = drafted(request_)
    assert [section.id for section in draft.sections] == [
        n for n, _, _ in outline_of(request_.kind)
    ]
    assert all(section.state == "drafted" for section in draft.sections)
    assert len(paragraphs(draft)) >= 30


def test_a_month_of_action_covers_its_seven_groups(drafted):
    """A group for which no plan has a clause is proposed, marked, on the circular's basis."""
    draft = drafted(REQUESTS["a ward's month"])
    work = next(section for section in draft.sections if section.id == "noi-dung")
    assert sum(each.bold for each in work.paragraphs) == 7
    proposed = [p for p in work.paragraphs if "needs_confirmation" in p.flags]
    assert all(p.origins[0].document == "tt-28-2019-bldtbxh" for p in proposed)


def test_an_unknown_theme_is_asked_for_and_left_blank(drafted):
    draft = drafted(REQUESTS["a ward's month"])
    theme = next(section for section in draft.sections if section.id == "chu-de")
    assert theme.paragraphs[0].text == "1. Chủ đề: ……"
    question = next(q for q in draft.questions if q.variable == "theme")
    assert any("2024" in offer for offer in question.offers)


def test_what_the_user_gives_is_written_as_his(drafted):
    given = {"theme": "Vì trẻ em", "report_day": "20/6/2027", "signer_title": "Phó Chủ tịch"}
    base = REQUESTS["a ward's month"]
    request = Request(
        base.kind, base.unit, base.level, base.province, 2027, DAY, given, "Kế hoạch số 9/KH-UBND"
    )
    draft = drafted(request)
    texts = {each.text: each for each in paragraphs(draft)}
    assert texts["1. Chủ đề: “Vì trẻ em”"].origins[0].type == "user"
    assert any("trước ngày 20/6/2027" in text for text in texts)
    assert any(text.startswith("Thực hiện Kế hoạch số 9/KH-UBND,") for text in texts)
    assert "theme" not in {q.variable for q in draft.questions}
    assert paper_of_draft(draft, {}, shipped_catalogue()).authority_lines == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    )


def test_targets_of_other_plans_are_offered_and_not_written(drafted):
    draft = drafted(REQUESTS["a commune's year"])
    offers = next(q for q in draft.questions if q.variable == "target").offers
    assert offers
    assert all(re.search(r"năm 20\d\d", offer) for offer in offers)
    assert not any("%" in each.text for each in paragraphs(draft))


def test_a_body_that_is_gone_is_replaced_and_marked(drafted):
    marked = [
        p
        for p in paragraphs(drafted(REQUESTS["a commune's year"]))
        if "body_reorganised" in p.flags
    ]
    assert marked
    assert not any("khu phố" in each.text or "khu dân cư" in each.text for each in marked)


def test_the_own_plan_comes_first(drafted):
    request = Request(
        "cong-tac-tre-em", "phường Phú Thứ", "commune", "thành phố Hải Phòng", 2027, DAY
    )
    tasks = next(s for s in drafted(request).sections if s.id == "noi-dung").paragraphs
    first = next(each for each in tasks if each.origins[0].type == "plan")
    assert first.origins[0].document == "2023-phuong-phu-thu"


def test_each_group_of_a_month_ends_with_who_does_it_and_when(drafted):
    """The bodies are those to which the draft itself gives such tasks."""
    draft = drafted(REQUESTS["a ward's month"])
    work = next(s for s in draft.sections if s.id == "noi-dung").paragraphs
    last = [p for p, after in zip(work, (*work[1:], None), strict=True) if not after or after.bold]
    assert len(last) == 7
    given = {each.body for each in paragraphs(draft) if each.body}
    for each in last:
        assert "tháng 6/2027" in each.text
        bodies = each.text.partition(": ")[2].partition(";")[0]
        assert bodies == "……" or any(body.lower() in bodies.lower() for body in given)


def test_an_age_group_is_kept_and_asks_for_confirmation(drafted):
    aged = [each for each in paragraphs(drafted(REQUESTS["a ward's month"])) if "tuổi" in each.text]
    told = [each for each in aged if re.search(r"dưới \d+ tuổi", each.text)]
    assert told
    assert all("needs_confirmation" in each.flags for each in told)


def test_only_the_wanted_sections_are_given(drafted):
    draft = drafted(REQUESTS["a commune's year"], ("kinh-phi", "bao-cao"))
    assert [section.id for section in draft.sections] == ["kinh-phi", "bao-cao"]


def test_a_parent_plan_is_cited_and_checked_off(drafted):
    parsed = parse(read_file(CORPUS / "plans" / "2021-thi-xa-phuoc-long.txt").text)
    assert "năm 2021" in cited(parsed)
    items = checklist(parsed, drafted(REQUESTS["a commune's year"]))
    assert {item.state for item in items} == {"covered", "missing", "target"}
    assert any("100%" in item.text for item in items if item.state == "target")


def test_a_final_copy_bears_none_of_our_marks(drafted, tmp_path):
    draft = drafted(REQUESTS["a commune's year"])
    paper = paper_of_draft(draft, {}, shipped_catalogue(), final=True)
    assert (paper.mark, paper.note) == ("", "")
    assert not any(paragraph.comment for paragraph in paper.body)
