"""A message that tells a secret is refused; one that speaks about secrecy is not."""

from __future__ import annotations

import pytest

from retrieval.reading import secrecy_stamp, secrecy_told

TOLD = [
    "tài liệu này mật nhé đừng gửi ai",
    "file này mật nha",
    "vb này thuộc độ mật",
    "công văn đóng dấu mật, tóm tắt giúp",
    "cv mat nay noi gi",
    "nội dung này tuyệt mật",
    "đây là tài liệu tuyệt mật của công an",
    "kế hoạch tối mật",
    "tl mật bên công an",
    "gửi bạn bản scan có dấu Mật",
    "báo cáo (mật) quý 3",
    "nghị quyết mật của tỉnh ủy",
    "this file is classified as secret",
    "cái này mật, đừng lưu",
    "tóm tắt công văn mật số 12 giúp em",
    "tai lieu tuyet mat, dung cho ai xem",
    "bí mật nhà nước đó nha, xem giúp",
    "văn bản này đóng dấu tối mật",
    "Độ mật: A",
    "ảnh chụp văn bản mật nè",
]
NOT_TOLD = [
    "bảo mật thông tin trẻ em",
    "hồ sơ bí mật đời tư của trẻ",
    "mật độ trẻ em",
    "giữ bí mật danh tính người báo tin",
    "tài liệu mất rồi",
    "ho so mat roi lam sao",
    "uy ban mat tran xa",
    "luật bảo vệ bí mật nhà nước quy định gì",
    "văn bản mật thì lưu ở đâu",
    "phân biệt mật, tối mật, tuyệt mật",
    "bản kế hoạch mất trang cuối",
    "file mat khau",
    "em gửi bản mặt bằng",
    "danh mục bí mật nhà nước gồm những gì",
    "tối mất điện nên chưa làm",
    "ai có quyền đóng dấu mật",
    "anh mất ngủ",
    "nội dung mật mã trò chơi",
    "cha mẹ mất sớm, trẻ mồ côi",
    "báo cáo mặt được, mặt chưa được",
    "so luong tre mat cha mat me",
    "giay khai sinh mat thi lam lai o dau",
    "giấy khai sinh bị mất làm lại ở đâu",
    "giay khai sinh bi mat",
    "bao cao ve mat quan ly nha nuoc",
    "vu mat tich tre em",
    "lam mat giay to",
    "ban sao giay khai sinh mat phi bao nhieu",
    "Toi mat the bhyt cua chau",
    "viec nay mat bao lau",
    "viec nay mat 3 ngay",
    "cho nay mat song",
]
MISREAD = {
    "a scan without the dot": "MÂT",
    "a scan with another vowel": "TUYỆT MẶT",
    "a scan with a letter for another": "TỐl MẬT",
    "a font of the time before Unicode": "TOÁI MAÄT",
    "another such font": "MËT",
    "urgency after it": "MẬT-KHẨN",
    "urgency before it": "Khẩn; mật",
    "a letter for the degree": "Độ mật: C",
    "a letter in quotes": 'Ký hiệu độ mật: "B"',
    "in a cell of the number's line": "Số: 235/PA-UBND    mật    Tân Hà, ngày 25 tháng 10",
    "an order on the envelope": "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ",
    "to be given back": "TÀI LIỆU THU HỒI",
    "the copy's number alone": "Bản số 03/07",
}


@pytest.mark.parametrize("text", TOLD)
def test_a_message_that_tells_a_secret_is_recognised(text):
    assert secrecy_told(text)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_message_about_secrecy_or_other_words_is_left(text):
    assert secrecy_told(text) is None


@pytest.mark.parametrize("mark", MISREAD.values(), ids=MISREAD.keys())
def test_a_mark_misread_or_of_another_kind_is_found(mark):
    assert secrecy_stamp(f"UBND XÃ AN BÌNH\n{mark}\nKẾ HOẠCH\nTháng hành động vì trẻ em")


def test_the_degree_is_told():
    assert secrecy_told("tài liệu này tuyệt mật") == "TUYỆT MẬT"
    assert secrecy_told("kế hoạch tối mật") == "TỐI MẬT"
    assert secrecy_told("file này mật nha") == "MẬT"


@pytest.mark.parametrize(
    "message",
    [
        "cong van nay mat ma sep bao tom tat nhanh",
        "tài liệu mật đó chị, đừng để lộ",
        "công văn này mật mà sếp bảo tóm cho nhanh",
        "to nay dong dau mat do chot, nhap vao may duoc khong",
        "phu luc 3 la phu luc mat, cac phu luc khac thi binh thuong",
        'The attached letter carries a "Toi mat" stamp; summarise it for me.',
        "Tài liệu đóng dấu MẬT, giữ kỹ không mất",
        "hồ sơ mật này không mất trang nào, tóm tắt giúp",
        "Danh sách trẻ em bị xâm hại, tài liệu MẬT, tóm tắt giúp em",
        "tài liệu mật về chính sách trẻ em, tóm tắt giúp em",
        "Kế hoạch tuyên truyền tối mật, tóm tắt giúp",
    ],
)
def test_what_is_said_plainly_is_heard_whatever_word_goes_on(message):
    assert secrecy_told(message)


@pytest.mark.parametrize(
    "message",
    [
        "văn bản này không mật, anh em cứ chia sẻ cho các thôn.",
        "Do mat: khong; do khan: hoa toc. Giay moi hop",
        "Sách mới của thư viện: Hồ sơ tuyệt mật về khủng long",
        "Cán bộ có được đưa tài liệu mật vào máy trả lời tự động không?",
        "văn bản này mất rồi, tìm giúp em",
        "kế hoạch này mất bao lâu thì xong?",
        "ke hoach nay mat 5 ngay",
        "cửa hàng mất điện, phụ lục mặt sau ghi gì",
    ],
)
def test_what_is_denied_made_up_or_only_asked_about_is_not(message):
    assert secrecy_told(message) is None
