"""What points at one person stays here; bodies, places and laws do not. All data invented."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.masking import mask, names_a_child, unmask
from retrieval.text import fold


def left(text, known=None):
    """Return what of a text is still to be read, a placeholder as "_"."""
    return re.sub(r"⟦[PD]\d+⟧", "_", mask(text, known).text)


def stands(words, text):
    return re.search(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text) is not None


IDENTIFIERS = [
    ("CCCD 034199012345 của phụ huynh", "034199012345"),
    ("số định danh 034.199.012.345", "034.199.012.345"),
    ("can cuoc 0341 9901 2345", "0341 9901 2345"),
    ("CMND cũ 9 số 123 456 789 của người giám hộ", "123 456 789"),
    ("gọi 0912345678 gặp mẹ cháu", "0912345678"),
    ("sdt +84 (0)912-345-678", "+84 (0)912-345-678"),
    ("số máy bàn (0255) 3822 456", "(0255) 3822 456"),
    ("0912.345.678/0987 654 321", "0987 654 321"),
    ("dt: không chín một hai ba bốn năm sáu bảy tám", "không chín một hai"),
    ("mail lan.nguyen99@gmail.com nhé", "lan.nguyen99@gmail.com"),
    ("mail ctv_thon3 [at] gmail [dot] com", "ctv_thon3 [at] gmail [dot] com"),
    ("mail ctv a còng xabinhloc.vn", "ctv a còng xabinhloc.vn"),
    ("thẻ BHYT TE1 51 51 123 45678", "TE1 51 51 123 45678"),
    ("mã số BHXH 5120 123 456", "5120 123 456"),
    ("stk 1903 5678 9012 345 Techcombank", "1903 5678 9012 345"),
    ("xe biển số 76C-123.45", "76C-123.45"),
    ("xe máy 76-B1 234.56 chở cháu", "76-B1 234.56"),
    ("hộ chiếu B1234567", "B1234567"),
    ("mst cá nhân 8412345678-001", "8412345678-001"),
    ("giấy khai sinh số 44/2019 của trẻ", "44/2019"),
    ("khai sinh số 12, quyển số 01/2016", "12, quyển số 01/2016"),
    ("cháu sinh ngày 12/3/2015", "12/3/2015"),
    ("sinh ngày 05 tháng 6 năm 2014", "05 tháng 6 năm 2014"),
    ("trú tại số nhà 12, tổ 5, thôn Đông, xã An Bình", "số nhà 12"),
    ("nhà ở 45 đường Lê Lợi", "45 đường Lê Lợi"),
    ("giao về 77 Hùng Vương, xã Nam Phước", "77 Hùng Vương"),
    ("địa chỉ: xóm Đồi, thôn 4, xã Bình Lộc", "xóm Đồi, thôn 4"),
    ("nhà cháu ở ấp 5, xã An Bình", "ấp 5"),
    ("căn hộ 1205 chung cư Sao Mai", "căn hộ 1205"),
]


@pytest.mark.parametrize(("text", "identifier"), IDENTIFIERS)
def test_what_points_at_one_person_is_hidden(text, identifier):
    for written in (text, text.lower(), fold(text)):
        assert identifier.lower() not in left(written).lower()
    assert fold(identifier) not in left(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 56/2017/NĐ-CP ngày 09/5/2017",
        "gọi 111, công an 113, cứu hộ 114, cấp cứu 115",
        "số cũ là 18001567",
        "kinh phí 125.000.000 đồng",
        "vận động 411000000 đồng",
        "giai đoạn 2021-2025, 2026-2030",
        "từ 20.2.2026 đến 08.9.2027",
        "hạch toán mã chương 822, loại 280, khoản 139",
        "thủ tục 2.035083 giải quyết trong 5 ngày",
        "tổng vệ sinh ngày 5/6/2026",
        "theo Mẫu số 09 ban hành kèm Nghị định 56/2017/NĐ-CP",
        "dân số 14.613 người, 6.971 hộ",
    ],
)
def test_numbers_of_laws_money_and_days_are_left(text):
    assert mask(text).text == text


NAMED = [
    ("cháu Nguyễn Thị Hồng Nhung lớp 5", "Nguyễn Thị Hồng Nhung"),
    ("cháu nguyễn thị hồng nhung lớp 5", "nguyễn thị hồng nhung"),
    ("danh sach: le thi my duyen, pham ngoc anh thu", "pham ngoc anh thu"),
    ("Hoàng Minh Châu, 7 tuổi, thích vẽ", "Hoàng Minh Châu"),
    ("hai chị em bảo mai và ngọc lộc được học bổng", "bảo mai"),
    ("Tuyên dương: Bảo Ngọc, Hải Đăng, Tường Vi", "Tường Vi"),
    ("Bé Na nhà chị Tám bị sốt", "Na"),
    ("be na nha chi tam bi sot", "na"),
    ("cu ben nha ben hay khoc", "cu ben"),
    ("thằng Tèo con ông Ba bỏ học", "Ba"),
    ("cái sóc nhà ông bảy hát hay", "sóc"),
    ("nhà bà chín có hai cháu", "chín"),
    ("mẹ của tuấn kiệt xin nghỉ", "tuấn kiệt"),
    ("gửi anh Dũng công an xã xem giúp", "Dũng"),
    ("đồng chí Trần Văn Bình phát biểu", "Trần Văn Bình"),
    ("Chủ tịch xã Trần Quốc Toàn ký", "Trần Quốc Toàn"),
    ("em M.T.K được nhận học bổng", "M.T.K"),
    ("em kvh được nhận học bổng", "kvh"),
    ("cháu Ng.P học lớp 2C", "Ng.P"),
    ("tặng em Hoàng T. B, Trường Tiểu học Kim Đồng", "Hoàng T. B"),
    ("cháu Thào A Sính và cháu Vàng Thị Mỷ", "Thào A Sính"),
    ("em Kpă H'Nhung, em Rơ Châm Phia", "Rơ Châm Phia"),
    ("cháu giàng a páo ở bản trên", "giàng a páo"),
    ("em thach thi sa ray phat bieu", "thach thi sa"),
    ("please help Nguyen Thi Lan, a girl of 9", "Nguyen Thi Lan"),
    ("Mr. Tuan and Ms. Hoa will attend", "Hoa"),
    ("the boy named Bao Long lives here", "Bao Long"),
    ("con trai tôi là Quốc Huy lớp 8", "Quốc Huy"),
    ("Họ và tên trẻ: Trần Thu Hà    Nam/Nữ: ...", "Trần Thu Hà"),
    ("HỌ VÀ TÊN: TRẦN THỊ THU HÀ", "TRẦN THỊ THU HÀ"),
    ("thầy Hải dạy bơi cho các em Nam, Việt và Trung", "Trung"),
    ("bà nội của Minh đến xin giấy", "Minh"),
    ("13\tKim Sa Rươn\t2015\tẤp Trà Sết", "Kim Sa Rươn"),
    ("Vắng: y mơ lim (6a), a khiêng (6a)", "a khiêng"),
    ("tên trẻ: Danh Sa Rây; cha: Danh Chươn Đa", "Danh Chươn Đa"),
    ("Tuấn (con bà Lụa) đang ở trung tâm bảo trợ", "Tuấn"),
    ("Trưởng thôn Giàng Seo Phừ đề nghị hỗ trợ", "Giàng Seo Phừ"),
    ("Chủ tịch Hội LHPN xã Chẩu Thị Mến trao quà", "Chẩu Thị Mến"),
    ("khoang 14h ngay 7/6 tran gia bao an 9t bi ngat", "tran gia bao an"),
    ("Ðinh Thị Hoa Lý, lớp 4", "Ðinh Thị Hoa Lý"),
    ("16. le thi hong dao, 2016, tre khuyet tat", "le thi hong dao"),
    ("31. Lý Thị Mai (Tôm), sinh năm 2019", "Tôm"),
    ("18. Man Đức Huy, sinh 2018, bị bỏ lại", "Man Đức Huy"),
    ("- tre em khuyet tat: le cong hau (2012)", "le cong hau"),
    ("tao hon voi ho van rieng, sinh 2008, thon trong", "ho van rieng"),
    ("nhan qua tet: 1. duong van toan em - ap tren", "duong van toan em"),
    ("hoc them: vo hoang nam phi, tran thi bao", "vo hoang nam phi"),
    ("Bố đẻ: Lừu A Sình; mẹ đẻ: Vàng Thị Mỷ", "Lừu A Sình"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_person_is_hidden_however_the_name_is_written(text, name):
    assert not stands(name, left(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân xã giao Đoàn Thanh niên Cộng sản Hồ Chí Minh tổ chức trại hè",
        "Trường Tiểu học Kim Đồng nằm trên đường Nguyễn Huệ, phường Lê Hồng Phong",
        "trường mầm non bé ngoan, xã bà điểm, cầu trần thị lý",
        "Quỹ học bổng Vừ A Dính và Giải thưởng Kim Đồng",
        "Tư tưởng Hồ Chí Minh; Năm điều Bác Hồ dạy",
        "thị xã Phước Long, tỉnh Bình Phước; xã Nghĩa Thương, huyện Tư Nghĩa",
        "Căn cứ Luật Trẻ em, Luật Hôn nhân và Gia đình, Nghị định 130/2021/NĐ-CP",
        "trẻ em, các cháu thiếu nhi, bé trai, bé gái, ông bà, cha mẹ",
        "em chào anh chị, em cần mẫu kế hoạch",
        "bạn giúp mình soạn tờ trình về phòng, chống đuối nước",
        "em lam ke hoach trung thu, chi giup em voi",
        "con số trẻ em bị tai nạn thương tích giảm",
        "Department of Health and the commune People's Committee",
        "Giám đốc Sở Y tế, Trưởng thôn, tổ trưởng tổ dân phố",
        "1\tTrạm Y tế\t2025\tTrung tâm Văn hóa",
        "tại các xã: Tân Thạnh, Tân Long, Phú Lợi, An Phong",
        "chiến dịch uống vitamin A đợt 1",
        "Văn phòng Ủy ban nhân dân, Thị Đoàn, phường Nguyễn Thị Định",
    ],
)
def test_bodies_places_laws_and_ordinary_words_are_left(text):
    assert mask(text).text == text


def test_the_same_words_have_the_same_placeholder_throughout_a_conversation():
    first = mask("cháu Hân gọi 0912345678")
    assert first.text == "cháu ⟦P1⟧ gọi ⟦D1⟧"
    second = mask("em Khôi và cháu Hân, số 0912345678", first.originals)
    assert second.text == "em ⟦P2⟧ và cháu ⟦P1⟧, số ⟦D1⟧"
    assert first.originals == {"⟦P1⟧": "Hân", "⟦D1⟧": "0912345678"}


def test_a_name_told_before_is_hidden_without_any_other_sign():
    first = mask("cháu Hân học lớp 3")
    assert mask("Hân nghỉ học", first.originals).text == "⟦P1⟧ nghỉ học"


def test_a_name_in_small_letters_hides_no_ordinary_word_later():
    first = mask("bé an 7 tuổi vẽ đẹp")
    assert first.text == "bé ⟦P1⟧ 7 tuổi vẽ đẹp"
    assert mask("môi trường an toàn", first.originals).text == "môi trường an toàn"


def test_an_answer_of_the_model_gets_the_names_back():
    masked = mask("viết thư mời chị Lành, điện thoại 0912345678")
    answer = "Kính gửi chị ⟦P1⟧ (⟦D1⟧), ⟦P9⟧"
    assert unmask(answer, masked.originals) == "Kính gửi chị Lành (0912345678), ⟦P9⟧"


def test_what_looks_like_a_placeholder_is_given_back_as_it_was():
    text = "⟦P1⟧ và cháu Hân ⟦D1⟧"
    masked = mask(text)
    assert unmask(masked.text, masked.originals) == text


def test_a_name_in_decomposed_letters_is_hidden_and_given_back():
    text = unicodedata.normalize("NFD", "cháu Nguyễn Thị Hồng Nhung, sdt 0912\u200b345678")
    masked = mask(text)
    assert masked.text.count("⟦") == 2
    assert unmask(masked.text, masked.originals) == text


_PIECES = st.one_of(
    st.text(max_size=20),
    st.sampled_from([text for text, _ in NAMED + IDENTIFIERS]),
    st.sampled_from(["⟦P1⟧", "⟦D2⟧", "⟦", "⟧", " ", "\n", "\u0301", "\u200b", "İ", "ﬀ"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=6).map("".join), st.lists(_PIECES, max_size=3).map("".join))
def test_any_text_is_given_back_letter_for_letter(text, before):
    known = mask(before).originals
    masked = mask(text, known)
    assert unmask(masked.text, masked.originals) == text
    assert unmask(mask(before, masked.originals).text, masked.originals) == before


@pytest.mark.parametrize("text", ["cháu Hân bị ngã", "trẻ L.M.T", "Trần Gia Bảo, 9 tuổi", "be k"])
def test_a_child_is_named(text):
    assert names_a_child(text)


@pytest.mark.parametrize("text", ["trẻ em bị xâm hại", "các cháu thiếu nhi", "ông Trần Văn Bình"])
def test_children_in_general_and_officials_are_no_named_child(text):
    assert not names_a_child(text)


class TestInADocument:
    def test_words_like_names_in_a_line_with_a_person_are_hidden_too(self):
        hidden = left("me la chi Lan, chau ten hlui, con ut la sua")
        assert not any(stands(name, hidden) for name in ("hlui", "Lan"))

    def test_in_a_line_of_names_in_capitals_small_letters_are_no_names(self):
        text = "bà Trần Thị Mai viết thư cho trạm y tế"
        assert left(text) == "bà _ viết thư cho trạm y tế"

    def test_a_line_where_nobody_is_named_is_left(self):
        assert left("tuan tra bo suoi cung dan phong") == "tuan tra bo suoi cung dan phong"


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        "text",
        [
            "vừa gọi chị hoa rồi, chị ấy nói sứa đang ở nhà ngoại",
            "y kien cua tram y te: ka hien can nang thap",
            "daniel có quốc tịch nước ngoài thì có được cấp thẻ bhyt ở xã không?",
        ],
    )
    def test_a_word_that_no_list_knows_is_hidden_too(self, text):
        hidden = mask(text, typed=True)
        assert not any(name in hidden.text for name in ("sứa", "ka hien", "daniel"))
        assert unmask(hidden.text, hidden.originals) == text

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("vang a sinh 12 tuoi nghi hoc di lam thue", "vang a sinh"),
            ("truong hop ly thi mun song chung nhu vo chong", "ly thi mun"),
            ("thong tin chau ro cham hlin bi bong", "ro cham hlin"),
            ("ho van no khong co giay khai sinh", "ho van no"),
            ("con toi ten gia han bi ban danh", "gia han"),
            ("blinh thi thoa o noi tru", "blinh thi thoa"),
        ],
    )
    def test_what_stands_beside_a_name_and_may_belong_to_it_is_hidden_with_it(self, text, name):
        assert not stands(name, mask(text, typed=True).text)
        assert not any(stands(word, mask(text, typed=True).text) for word in name.split()[1:])

    @pytest.mark.parametrize(
        "text",
        [
            "thang hanh dong vi tre em bat dau ngay nao",
            "phong van hoa xa hoi va thi tran phoi hop",
            "cong an xa, doan thanh nien, hoi phu nu lam gi",
        ],
    )
    def test_bodies_and_events_in_small_letters_stay(self, text):
        assert mask(text, typed=True).text == text

    def test_what_plans_and_law_speak_of_stays(self):
        text = "ai phụ trách phòng chống đuối nước theo Quyết định 23/QĐ-TTg, quý III, xã An?"
        assert mask(text, typed=True).text == text
