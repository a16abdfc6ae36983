"""What an official types, and what is looked for."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from retrieval.library.manifest import shipped_plans
from retrieval.query import Intent, Question, understand
from retrieval.query.bodies import families_in
from retrieval.query.places import unit_names
from retrieval.query.spelling import mend
from retrieval.query.words import from_english, is_english, write_out
from retrieval.text import fold
from retrieval.types import Document

DOCUMENTS = tuple(Document(**description) for _, description in shipped_plans())


def read(text: str, **more: object) -> Question:
    return understand(text, as_of=date(2026, 11, 22), documents=DOCUMENTS, **more)  # type: ignore[arg-type]


def topics_of(question: Question) -> set[str]:
    return {concept.topic for concept in question.concepts if concept.topic}


@pytest.mark.parametrize(
    "text",
    [
        "ai phụ trách phòng, chống đuối nước?",
        "ai phu trach phong chong duoi nuoc",
        unicodedata.normalize("NFD", "Đơn vị nào lo phòng, chống đuối nước?"),
        "đuối nước thì ai lo",
        "who handles drowning prevention?",
        "ai lo pc duoi nuoc",
        "ai phu trach phong chong duoois nuwowcs",
        "ai phụ trcah phòng chốngg đuối nươc",
    ],
)
def test_the_same_question_is_read_however_it_is_typed(text):
    question = read(text)
    assert question.intent is Intent.RESPONSIBILITY
    assert topics_of(question) == {"duoi-nuoc"}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Trạm y tế làm gì?", Intent.DUTIES),
        ("tram y te lam gi", Intent.DUTIES),
        ("What does the health station do?", Intent.DUTIES),
        ("Hạn báo cáo của xã Nghĩa Thương?", Intent.DEADLINE),
        ("bao giờ phải báo cáo", Intent.DEADLINE),
        ("chỉ tiêu tiêm chủng là bao nhiêu", Intent.TARGET),
        ("kinh phí lấy ở đâu", Intent.BUDGET),
        ("Phú Thứ truyền thông bằng phương tiện nào", None),
        ("chủ đề tháng hành động là gì", Intent.THEME),
        ("căn cứ văn bản nào", Intent.LEGAL),
        ("phần II của kế hoạch nói gì", Intent.CONTENTS),
        ("xin chào", Intent.SMALLTALK),
        ("soạn giúp kế hoạch năm 2027", Intent.DRAFT),
    ],
)
def test_what_is_wanted_is_read_from_how_it_is_put(text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("ai lo khai sinh ở Nghĩa Thương", ("2025-xa-nghia-thuong",)),
        ("ai lo khai sinh o phuong phu thu", ("2023-phuong-phu-thu",)),
        ("kế hoạch năm 2021 giao ai", ("2021-thi-xa-phuoc-long",)),
        ("kế hoạch năm 21 của thị xã giao ai", ("2021-thi-xa-phuoc-long",)),
        ("mỗi năm 21 trẻ được học bơi ở đâu", ()),
        ("năm ngoái các nơi giao ai", ("2025-xa-nghia-thuong",)),
        ("ai lo khai sinh", ()),
    ],
)
def test_places_and_years_name_the_plans(text, documents):
    assert read(text).documents == documents


def test_our_own_commune_is_the_askers_unit():
    assert read("xã mình giao ai dạy bơi", unit="xã Nghĩa Thương").documents == (
        "2025-xa-nghia-thuong",
    )
    assert read("xã mình giao ai dạy bơi", unit="xã Bình Minh").strange == ("xã Bình Minh",)


def test_a_place_without_a_plan_is_known_as_strange():
    assert read("Ai lo dạy bơi ở xã Bình Minh?").strange == ("xã Bình Minh",)
    assert read("xã tịnh khê ai lo dạy bơi").strange == ("xã tịnh khê",)
    assert read("xa tinh khe ai lo day boi").strange == ("xa tinh khe",)
    assert read("xa tan hoa co ho boi khong").strange == ("xa tan hoa",)
    assert read("Chủ đề năm 2026 là gì?").strange == ("năm 2026",)
    assert read("Luật Trẻ em năm 2016 quy định gì?").strange == ()


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("bên An Bình thì ai phụ trách đuối nước", "An Bình"),
        ("kế hoạch của Hòa Phú nói gì về trung thu", "Hòa Phú"),
        ("Tịnh Khê ai lo dạy bơi", "Tịnh Khê"),
        ("o Binh Long ai lo day boi", "Binh Long"),
        ("tx binh long giao ai lo boi", "tx binh long"),
        ("ke hoach tre em cua phuong an phu nam 2024 noi gi", "phuong an phu"),
    ],
)
def test_a_place_is_known_without_the_word_for_its_level(typed, place):
    assert place in read(typed).strange


@pytest.mark.parametrize(
    "typed",
    [
        "Hội Luật gia có nhiệm vụ gì",
        "ở Nghĩa Thương ai dạy bơi",
        "Trung Thu ai lo",
        "lam theo phuong an phu hop",
        "kế hoạch Tháng Hành Động nói gì",
        "tại Trạm Y Tế có tiêm không",
    ],
)
def test_capitals_of_bodies_and_matters_are_no_places(typed):
    assert read(typed).strange == ()


@pytest.mark.parametrize(
    "name",
    ["LĐTB&XH", "LĐ-TB&XH", "lao động - thương binh và xã hội", "Phòng Lao động – TB&XH"],
)
def test_spellings_of_a_body_are_one_family(name):
    assert "lao-dong" in families_in(name)


def test_an_abbreviation_that_is_a_word_too_is_left_alone_without_accents():
    assert write_out("tram y te lam gi") == "tram y te lam gi"
    assert write_out("bvcste") == "bao ve cham soc tre em"
    assert write_out("trạm y tế") == "trạm y tế"


def test_english_is_put_into_the_plans_terms():
    assert is_english("justice office duties")
    assert not is_english("tram y te lam gi")
    assert not is_english("the con 130/2021?")
    assert from_english("who runs birth registration") == "đăng ký khai sinh"


@pytest.mark.parametrize(
    ("typed", "matter"),
    [
        (
            "Theo Bộ luật Dân sự 2015, hoa lợi được hiểu như thế nào?",
            "hoa lợi được hiểu như thế nào",
        ),
        (
            "Bộ luật Dân sự 2015 quy định thế nào về nơi cư trú của cá nhân?",
            "nơi cư trú của cá nhân",
        ),
        (
            "Tài sản vô chủ theo quy định của Luật Di sản văn hóa thì thuộc về chủ thể nào?",
            "tài sản vô chủ thì thuộc về chủ thể nào",
        ),
        ("Bị phạt từ 5.000.000 đồng khi nào?", "bị phạt từ 5.000.000 đồng"),
        ("Tuổi phải chịu trách nhiệm hình sự", "tuổi phải chịu trách nhiệm hình sự"),
        ("Luật Trẻ em và văn bản hướng dẫn", "luật trẻ em và văn bản hướng dẫn"),
    ],
)
def test_of_a_question_about_law_only_the_matter_is_looked_for(typed, matter):
    """The act that holds the answer does not repeat its name; numbers and terms stay whole."""
    assert read(typed).matter == matter


class TestSlips:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("đuối nươc", "đuối nước"),
            ("phụ trcah", "phụ trách"),
            ("khai sinnh", "khai sinh"),
            ("duoois nuwowcs", "duoi nuoc"),
            ("tram y tees", "tram y te"),
        ],
    )
    def test_a_slip_is_mended_where_its_neighbours_leave_no_doubt(self, typed, meant):
        assert fold(mend(typed)) == fold(meant)

    @pytest.mark.parametrize(
        "text",
        [
            "giá vàng hôm nay",
            "xe đưa đón học sinh",
            "Phan Văn Mẫu ở thôn 3",
            "GDP quý III",
            "có thỏa thuận khác",
            "người điều khiển tàu bay",
        ],
    )
    def test_words_that_are_right_or_unknown_stay(self, text):
        assert mend(text) == text


class TestFollowUps:
    def test_a_place_alone_asks_the_same_there(self):
        first = read("ai phu trach duoi nuoc")
        second = read("con phu thu?", previous=first)
        assert second.documents == ("2023-phuong-phu-thu",)
        assert second.intent is Intent.RESPONSIBILITY
        assert topics_of(second) == {"duoi-nuoc"}

    def test_a_body_alone_asks_what_it_does_in_the_matter(self):
        first = read("ai phụ trách phòng, chống xâm hại?")
        second = read("thế còn trạm y tế?", previous=first)
        assert second.intent is Intent.DUTIES
        assert "tram-y-te" in second.bodies
        assert topics_of(second) == {"xam-hai"}

    def test_a_matter_alone_asks_who_handles_that(self):
        first = read("ai phụ trách đuối nước ở Nghĩa Thương")
        second = read("thế còn khai sinh?", previous=first)
        assert topics_of(second) == {"khai-sinh"}
        assert second.documents == first.documents

    def test_a_question_of_its_own_is_not_mixed_with_the_last(self):
        first = read("ai phụ trách đuối nước ở Nghĩa Thương")
        second = read("đơn vị nào chủ trì việc đăng ký khai sinh?", previous=first)
        assert second.documents == ()


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("xã Mới", ("xa moi",)),
        ("xã Mới (trước đây: xã A; xã B, huyện C)", ("xa moi", "xa a", "xa b, huyen c")),
        ("phường Mới (cũ: phường A, phường B)", ("phuong moi", "phuong a", "phuong b")),
    ],
)
def test_a_merged_unit_goes_by_its_former_names_too(unit, names):
    assert unit_names(unit) == names


def test_a_plan_of_a_later_year_is_not_there_yet():
    question = understand("ai lo đuối nước", as_of=date(2022, 6, 15), documents=DOCUMENTS)
    assert question.names("2021-thi-xa-phuoc-long")
    assert not question.names("2025-xa-nghia-thuong")


def test_a_year_alone_is_no_place():
    assert not read("chủ đề năm 2024 là gì").placed
    assert read("chủ đề của phường 1 Quảng Trị").placed


def test_numbers_of_acts_do_not_make_english_vietnamese():
    assert is_english("Is Decision 830/QD-TTg valid until 2030?")
    assert not is_english("the con 130/2021?")


@pytest.mark.parametrize(
    ("issued", "year", "as_of", "known"),
    [
        ("2026-11-05", 2027, date(2026, 11, 22), True),  # next year's plan, issued already
        ("2026-12-05", 2027, date(2026, 11, 22), False),
        ("2024-05-20", 2024, date(2024, 5, 19), False),
        ("", 2027, date(2026, 11, 22), True),  # the date is lost
        ("", 2027, date(2026, 8, 1), False),
        ("", None, date(2020, 1, 1), True),
    ],
)
def test_a_plan_is_known_from_the_day_on_which_it_was_issued(issued, year, as_of, known):
    plan = Document("tan-phu", "Kế hoạch", unit="xã Tân Phú", year=year, date=issued)
    question = understand("ai phụ trách đuối nước ở xã Tân Phú?", as_of=as_of, documents=[plan])
    assert (plan.id not in question.hidden) is known
    assert (not question.strange) is known


def test_how_a_target_is_put_tells_little_of_which_is_meant():
    question = read("giảm tỷ lệ tảo hôn xuống còn bao nhiêu")
    telling = [concept.words for concept in question.concepts if not concept.weak]
    assert telling == ["tảo hôn"]


def test_the_title_of_the_plan_that_is_named_tells_nothing_within_it():
    named = read("Tháng hành động phường 1 Quảng Trị diễn ra khi nào")
    alone = read("Tháng hành động diễn ra khi nào")
    assert [c.weak for c in named.concepts if c.topic == "thang-hanh-dong"] == [True]
    assert [c.weak for c in alone.concepts if c.topic == "thang-hanh-dong"] == [False]


@pytest.mark.parametrize(
    ("typed", "document"),
    [
        ("công an xã nt làm gì", "2025-xa-nghia-thuong"),
        ("ai dạy bơi ở TB", "2023-huyen-thanh-binh"),
        ("tx. PL lo gì", "2021-thi-xa-phuoc-long"),
        ("trạm y tế PT lm j", "2023-phuong-phu-thu"),
        ("nphuong thông tin, plong", "2021-thi-xa-phuoc-long"),
        ("phòng y tế txpl lo gì", "2021-thi-xa-phuoc-long"),
    ],
)
def test_initials_name_a_plan_behind_a_level_a_cue_or_a_body(typed, document):
    assert read(typed).documents == (document,)


@pytest.mark.parametrize("typed", ["ở TYT có gì", "xã TB ai lo", "AI LO Ở TB", "quyền TB là gì"])
def test_initials_of_something_else_name_no_plan(typed):
    assert not read(typed).documents


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("bé 5t học gì", "bé 5 tuổi học gì"),
        ("tre duoi 6t", "tre duoi 6 tuoi"),
        ("trẻ 7-11t", "trẻ 7-11 tuổi"),
        ("bc 6t", "bao cao 6 thang"),
        ("qui trình xử lí", "quy trình xử lý"),
        ("nhập zô máy", "nhập vào máy"),
    ],
)
def test_ages_and_teencode_are_written_out(typed, written):
    assert write_out(typed) == written


def test_a_tone_is_mended_only_where_the_typed_one_goes_with_no_neighbour():
    assert mend("diều tra thân thiên với trẻ") == "điều tra thân thiện với trẻ"
    assert mend("bảo hành xe thì sao") == "bảo hành xe thì sao"


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        ("Which office is in charge in Phước Long?", True),
        ("who handles Đoàn Thanh niên matters in Thanh Bình?", True),
        ("Trạm Y tế Phú Thứ lm j", False),
        ("ai lo bể bơi", False),
    ],
)
def test_accented_names_do_not_make_english_vietnamese(typed, english):
    assert is_english(typed) is english


def test_a_body_is_no_other_word_that_only_looks_alike_without_accents():
    assert "khac:dân phòng" not in families_in("ai hướng dẫn phòng ngừa")
    assert "truong-hoc" not in families_in("Các trưởng, phó khu dân cư")
    assert "khac:dân phòng" in families_in("dan phong lam gi")
    assert {"tram-y-te", "trung-tam-y-te"} <= families_in("ngành y tế huyện")


def test_what_is_left_of_a_phrase_that_another_cut_tells_little():
    left = [
        c for c in read("công trường có an toàn cho con nít không").concepts if c.words == "nít"
    ]
    assert all(concept.weak for concept in left)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ai khám răng cho trẻ", "khám, chữa răng"),
        ("kham rang cho tre", "khám, chữa răng"),
        ("xe đưa rước hs", "xe đưa đón học sinh"),
        ("tiêm HPV cho bé gái", "hpv"),
        ("công ty nào tài trợ bể bơi", "công ty tài trợ"),
        ("tôi có nên ly hôn không", "ly hôn"),
    ],
)
def test_particular_things_are_known(typed, name):
    assert [each.name for each in read(typed).particulars] == [name]


@pytest.mark.parametrize("typed", ["tao dieu kien cho can bo tre em", "ai dạy bơi", "tẩy giun"])
def test_words_that_plans_use_are_no_particular_things(typed):
    assert not read(typed).particulars
