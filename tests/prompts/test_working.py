"""A draft that is worked on: what is locked stays, what is edited stays, every step is a value."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompts.drafting import Request, compose, questions_of
from prompts.drafting.requests import added, dropped, own_task, proposed
from prompts.drafting.storing import from_data, to_data
from prompts.drafting.working import LOCKED, edited, informed, locked, redrafted
from prompts.errors import DraftError
from retrieval.corpus import load_toml
from retrieval.legal import shipped_catalogue
from tests.prompts.sample_plan import DAY

REQUEST = Request("cong-tac-tre-em", "xã Bình Minh", "commune", "tỉnh Quảng Ngãi", 2027, DAY)
PARTS = ("muc-dich-yeu-cau", "noi-dung", "kinh-phi", "to-chuc-thuc-hien", "bao-cao", "ket")


@pytest.fixture(scope="module")
def clauses(services):
    return list(services.library.clauses([plan.id for plan in services.library.plans()]))


@pytest.fixture(scope="module")
def draft(clauses):
    return compose(REQUEST, clauses, shipped_catalogue())


def part(draft, name):
    return next(section for section in draft.sections if section.id == name)


def texts(draft, name):
    return [each.text for each in part(draft, name).paragraphs]


def restarted(draft):
    data = json.loads(json.dumps(to_data(draft), ensure_ascii=False))
    return from_data(data, lambda request: questions_of(request, ()))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["lock", "unlock", "edit", "shorter", "longer", "other", "redraft"])
        | st.sampled_from(["drop", "add", "tell", "restart"]),
        st.sampled_from(PARTS),
    ),
    min_size=1,
    max_size=6,
)


def step(draft, what, name, clauses):
    catalogue = shipped_catalogue()
    if what in ("lock", "unlock"):
        return locked(draft, name, lock=what == "lock")
    if what == "edit":
        return edited(draft, name, "- Nội dung do đơn vị sửa.")
    if what == "drop":
        return dropped(draft, "thiên tai")[0]
    if what == "add":
        task = own_task(draft, "công an: tuần tra khu vực ao, hồ")
        assert task is not None
        return added(draft, task)
    if what == "tell":
        return informed(draft, {"contact": "Văn phòng"}, "", clauses, catalogue)
    if what == "restart":
        return restarted(draft)
    return redrafted(draft, name, what if what != "redraft" else "", clauses, catalogue)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_locked_and_edited_parts_stay_byte_for_byte_whatever_else_is_done(steps, draft, clauses):
    """Over any sequence of steps, with restarts between them."""
    now = draft
    for what, name in steps:
        before = {s.id: s for s in now.sections}
        try:
            now = step(now, what, name, clauses)
        except DraftError:
            assert {s.id: s for s in now.sections} == before
            continue
        for section in now.sections:
            old = before[section.id]
            kept = old.state == LOCKED or (old.state == "edited" and what == "tell")
            if kept and not (what == "unlock" and section.id == name):
                assert [p.text for p in section.paragraphs] == [p.text for p in old.paragraphs]
        assert [s.id for s in now.sections] == [s.id for s in draft.sections]


def test_a_draft_survives_a_restart_whole(draft):
    again = restarted(draft)
    assert again.sections == draft.sections
    assert again.request == draft.request


def test_a_part_is_written_shorter_and_longer(draft, clauses):
    catalogue = shipped_catalogue()
    short = redrafted(draft, "noi-dung", "shorter", clauses, catalogue)
    long = redrafted(draft, "noi-dung", "longer", clauses, catalogue)
    assert (
        len(texts(short, "noi-dung")) < len(texts(draft, "noi-dung")) < len(texts(long, "noi-dung"))
    )


def test_another_source_is_another_plan(draft, clauses):
    """Where no other plan has anything, the draft stays as it was."""
    purpose = "muc-dich-yeu-cau"
    used = {o.document for p in part(draft, purpose).paragraphs for o in p.origins} - {""}
    left = [clause for clause in clauses if clause.document.id in used]
    with pytest.raises(DraftError, match="nothing_other"):
        redrafted(draft, purpose, "other", left, shipped_catalogue())
    work = part(draft, "noi-dung")
    first = replace(work, paragraphs=work.paragraphs[:2])
    short = replace(draft, sections=tuple(first if s is work else s for s in draft.sections))
    old = {o.document for p in first.paragraphs for o in p.origins} - {""}
    new = redrafted(short, "noi-dung", "other", clauses, shipped_catalogue())
    fresh = {o.document for p in part(new, "noi-dung").paragraphs for o in p.origins} - {""}
    assert fresh
    assert not old & fresh


def test_what_the_user_writes_is_his(draft):
    new = edited(draft, "kinh-phi", "Kinh phí từ ngân sách xã.\n- Nguồn vận động.")
    assert texts(new, "kinh-phi") == ["Kinh phí từ ngân sách xã.", "- Nguồn vận động."]
    assert {o.type for p in part(new, "kinh-phi").paragraphs for o in p.origins} == {"user"}


def test_a_locked_part_refuses_to_be_changed(draft, clauses):
    closed = locked(draft, "kinh-phi")
    with pytest.raises(DraftError, match="part_locked"):
        edited(closed, "kinh-phi", "Khác.")
    with pytest.raises(DraftError, match="part_locked"):
        redrafted(closed, "kinh-phi", "", clauses, shipped_catalogue())


def test_a_task_is_found_among_prior_clauses_on_all_its_matters(draft, clauses):
    """Of a clause only the sentences on the matter are taken."""
    bare = replace(
        draft,
        sections=tuple(
            replace(s, paragraphs=()) if s.id == "to-chuc-thuc-hien" else s for s in draft.sections
        ),
    )
    task = proposed(bare, "công an về xâm hại trên mạng", clauses, shipped_catalogue()).task
    assert "môi trường mạng" in task.text
    assert "xâm hại" in task.text
    assert task.body == "Công an xã"
    assert task.origins[0].document == "2025-xa-nghia-thuong"


def test_a_task_stands_under_its_body(draft, clauses):
    task = own_task(draft, "tram y te: khám mắt cho học sinh")
    assert task is not None
    new = added(draft, task)
    told = texts(new, "to-chuc-thuc-hien")
    at = told.index(task.text)
    heading = next(text for text in reversed(told[:at]) if not text.startswith("- "))
    assert heading.endswith("Trạm Y tế xã")


@pytest.mark.parametrize(
    ("told", "code"),
    [("hải quan về ma túy", "body_unknown"), ("công an về thuế đất", "nothing_found")],
)
def test_a_task_that_cannot_be_given_is_refused(told, code, draft, clauses):
    with pytest.raises(DraftError) as caught:
        proposed(draft, told, clauses, shipped_catalogue())
    assert caught.value.code == code


def test_a_task_asked_for_twice_brings_no_other_task(draft, clauses):
    told = "cong an ve xam hai tren mang"
    task = proposed(draft, told, clauses, shipped_catalogue()).task
    assert "mạng" in task.text
    once = added(draft, task)
    with pytest.raises(DraftError, match="already_there"):
        proposed(once, told, clauses, shipped_catalogue())
    with pytest.raises(DraftError, match="already_there"):
        added(once, task)


def test_proposals_go_round_through_the_clauses_that_the_draft_lacks(draft, clauses):
    told, catalogue = "công an về bạo lực", shipped_catalogue()
    first = proposed(draft, told, clauses, catalogue)
    texts_seen, after = [first.task.text], first.task.text
    for _ in range(first.others):
        after = proposed(draft, told, clauses, catalogue, after).task.text
        texts_seen.append(after)
    assert len(set(texts_seen)) == first.others + 1
    assert proposed(draft, told, clauses, catalogue, after).task.text == first.task.text


@pytest.mark.parametrize(("day", "over"), [(date(2025, 6, 1), False), (date(2026, 11, 22), True)])
def test_a_proposal_tells_the_programmes_on_its_matter_that_are_over(draft, clauses, day, over):
    dated = replace(draft, request=replace(draft.request, day=day))
    ended = proposed(dated, "công an về mạng xã hội", clauses, shipped_catalogue()).ended
    assert ("qd-830-2021-ttg" in [act.id for act in ended]) == over


@pytest.mark.parametrize("level", ["commune", "province"])
def test_every_body_of_a_draft_can_be_given_a_task_by_its_name(draft, level):
    unit = {"commune": "xã Bình Minh", "province": "tỉnh Quảng Ngãi"}[level]
    asked = replace(draft, request=replace(draft.request, level=level, unit=unit))
    for executor in load_toml("skeleton.toml")["executors"]:
        if executor["level"] == level:
            name = executor["name"].format(level=asked.request.word, hamlet=asked.request.hamlet)
            task = own_task(asked, f"{name}: làm việc này")
            assert task is not None
            assert task.body == name.removeprefix("Đề nghị ")


def test_a_matter_is_dropped_and_the_numbers_close_up(draft):
    new, count = dropped(draft, "duoi nuoc")
    assert count > 0
    left = [p.text for s in new.sections for p in s.paragraphs if p.text.startswith("- ")]
    assert not any("đuối nước" in text for text in left)
    heads = [p.text for p in part(new, "noi-dung").paragraphs if p.bold]
    assert [head.partition(".")[0] for head in heads] == [str(n) for n in range(1, len(heads) + 1)]
    with pytest.raises(DraftError, match="nothing_to_drop"):
        dropped(new, "vũ trụ")


def test_news_reach_only_parts_that_nobody_touched(draft, clauses):
    mine = edited(locked(draft, "ket"), "bao-cao", "Báo cáo trước ngày 10/12/2027.")
    new = informed(
        mine, {"contact": "Văn phòng"}, "Kế hoạch số 9/KH-UBND", clauses, shipped_catalogue()
    )
    assert texts(new, "bao-cao") == ["Báo cáo trước ngày 10/12/2027."]
    assert texts(new, "ket") == texts(draft, "ket")
    assert texts(new, "can-cu")[-1].startswith("Thực hiện Kế hoạch số 9/KH-UBND,")
