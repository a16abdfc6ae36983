"""The plan of the authority above: checked off, and what is missing taken over."""

from dataclasses import replace

import pytest

from prompts.drafting import Request, compose
from prompts.drafting.parent import checklist, merged, missing_tasks
from prompts.drafting.working import edited, informed, locked
from prompts.errors import DraftError
from retrieval.legal import shipped_catalogue
from retrieval.parsing import parse
from tests.prompts.sample_plan import DAY

REQUEST = Request("cong-tac-tre-em", "xã Bình Minh", "commune", "tỉnh Quảng Ngãi", 2027, DAY)
PROVINCE = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG NGÃI
Số: 45/KH-UBND
Quảng Ngãi, ngày 20 tháng 12 năm 2026
KẾ HOẠCH
Thực hiện công tác trẻ em năm 2027 trên địa bàn tỉnh Quảng Ngãi

Thực hiện Luật Trẻ em, Ủy ban nhân dân tỉnh Quảng Ngãi ban hành Kế hoạch như sau:
I. CHỈ TIÊU
- 95% trẻ em dưới 6 tuổi được tiêm chủng đầy đủ.
II. NHIỆM VỤ, GIẢI PHÁP
1. Truyền thông
- Tổ chức thi vẽ tranh về an toàn giao thông cho học sinh trên địa bàn tỉnh Quảng Ngãi.
2. Bảo vệ trẻ em
- Rà soát, cắm biển cảnh báo tại các ao, hồ, sông, suối có nguy cơ đuối nước trước ngày 30/5/2027.
- Sở Y tế chủ trì tập huấn cho cán bộ làm công tác trẻ em cấp xã.
- Trao học bổng cho 120 trẻ em có hoàn cảnh đặc biệt.
- Cân, đo, đánh giá tình trạng dinh dưỡng của trẻ em dưới 5 tuổi và tư vấn cho cha mẹ.
III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
- Chủ trì, đôn đốc các đơn vị mua sắm trang thiết bị.
2. Ủy ban nhân dân các xã, phường, đặc khu
- Duy trì điểm sinh hoạt tại nhà văn hóa thôn, tổ dân phố.
"""


@pytest.fixture(scope="module")
def parent():
    return parse(PROVINCE)


@pytest.fixture(scope="module")
def clauses(services):
    return list(services.library.clauses([plan.id for plan in services.library.plans()]))


@pytest.fixture(scope="module")
def draft(clauses):
    return compose(REQUEST, clauses, shipped_catalogue())


@pytest.fixture(scope="module")
def additions(parent, draft):
    return missing_tasks(parent, draft, shipped_catalogue())


def taken(additions):
    return [each.task.text for each in additions]


def state_of(words, parent, draft):
    return next(item.state for item in checklist(parent, draft) if words in item.text)


def work(draft):
    return next(section for section in draft.sections if section.id == "noi-dung")


def test_what_the_communes_are_told_to_do_is_checked_off_and_not_what_others_are(parent, draft):
    texts = " ".join(item.text for item in checklist(parent, draft))
    assert "Duy trì điểm sinh hoạt" in texts
    assert "mua sắm trang thiết bị" not in texts


def test_a_task_with_another_day_is_changed_not_covered(parent, draft):
    task = "Rà soát, cắm biển cảnh báo tại các ao, hồ, sông, suối có nguy cơ đuối nước"
    assert state_of(task, parent, edited(draft, "noi-dung", f"{task}.")) == "changed"
    same = edited(draft, "noi-dung", f"{task} trước ngày 30/5/2027.")
    assert state_of(task, parent, same) == "covered"


def test_a_target_is_for_a_person_to_take_over(parent, draft):
    assert state_of("95%", parent, draft) == "target"


def test_missing_tasks_speak_of_the_own_place_with_the_days_of_the_parent(additions):
    assert (
        "- Tổ chức thi vẽ tranh về an toàn giao thông cho học sinh trên địa bàn xã Bình Minh."
        in taken(additions)
    )
    assert any(text.endswith("trước ngày 30/5/2027.") for text in taken(additions))
    assert "- Duy trì điểm sinh hoạt tại nhà văn hóa thôn." in taken(additions)


def test_numbers_and_the_work_of_the_province_are_not_taken_over(additions):
    assert not any(word in " ".join(taken(additions)) for word in ("120", "Sở Y tế", "95%"))


def test_each_has_its_words_in_the_parent_as_origin_and_asks_for_confirmation(additions):
    for each in additions:
        (origin,) = each.task.origins
        assert origin.quote in PROVINCE
        assert "45/KH-UBND" in origin.path
        assert "needs_confirmation" in each.task.flags


def test_merging_adds_under_headings_and_touches_nothing(draft, additions):
    new, count = merged(draft, additions)
    assert count == len(additions) > 2
    before, after = work(draft).paragraphs, work(new).paragraphs
    assert [each for each in after if each in before] == list(before)
    texts = [each.text for each in after]
    own = next(i for i, text in enumerate(texts) if "vẽ tranh về an toàn giao thông" in text)
    heading = [each.text for each in after[:own] if each.bold][-1]
    assert heading.endswith("Truyền thông, giáo dục, vận động xã hội") or "khác" in heading


def test_what_was_merged_stays_when_more_is_told(draft, additions, clauses):
    new, _ = merged(draft, additions)
    told = informed(new, {"report_day": "10/12/2027"}, "", clauses, shipped_catalogue())
    assert work(told) == work(new)


def test_merging_twice_adds_nothing_more(draft, additions):
    new, _ = merged(draft, additions)
    with pytest.raises(DraftError, match="nothing_missing"):
        merged(new, additions)


def test_a_locked_part_takes_nothing_in(draft, additions):
    with pytest.raises(DraftError, match="part_locked"):
        merged(locked(draft, "noi-dung"), additions)


def test_a_plan_of_another_year_brings_no_days(draft):
    last_year = parse(PROVINCE.replace("2027", "2026").replace("12 năm 2026", "12 năm 2025"))
    old = replace(draft, request=replace(REQUEST, year=2027))
    texts = taken(missing_tasks(last_year, old, shipped_catalogue()))
    assert texts
    assert not any("30/5" in text for text in texts)
