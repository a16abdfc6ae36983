"""Marks in words are found where nothing else stands beside them; the same words in prose are none.

All documents are invented.
"""

from __future__ import annotations

import pytest

from retrieval.reading import secrecy_stamp

BODY = "KẾ HOẠCH\nVề việc rà soát hồ bơi, năm 2025\n1. Các thôn rà soát.\n2. Báo cáo trước 20/6.\n"

INTERNAL = [
    "Tài liệu nội bộ - cấm sao chụp",
    "TÀI LIỆU NÀY CHỈ DÀNH CHO THÀNH VIÊN TỔ CÔNG TÁC, KHÔNG CHIA SẺ RA BÊN NGOÀI",
    "(Tài liệu chỉ dùng trong nội bộ, không sao chụp)",
    "Mức phân phối: hạn chế",
    "NỘI BỘ",
    "LHNB",
    "INTERNAL USE ONLY",
    "Restricted - limited circulation",
    "TÀI LIỆU LƯU HÀNH NỘI B0",
    "Chân trang: Tài liệu chỉ lưu hành nội bộ cơ quan",
    "không được phổ biến ra ngoài cơ quan",
]
SECRET = [
    ("CONFIDENTIAL / MẬT", "MẬT"),
    ("Số: 12/KH-UBND · Mật · Bản 2/5", "MẬT"),
    ("Số: 12/KH-UBND(M)", "MẬT"),
    ("Độ mật: ☐ Thường  ☒ Tối mật", "TỐI MẬT"),
    ("<DoMat>Mật</DoMat>", "MẬT"),
    ("Tài liệu độ Mật, in 02 bản", "MẬT"),
    ("Biên bản này thuộc tài liệu Mật, không được cung cấp cho người khác", "MẬT"),
    ("CÔNG ĐIỆN TỐI MẬT - HỎA TỐC", "TỐI MẬT"),
    ("Nơi nhận: Bí thư Đảng ủy (để b/c, MẬT);", "MẬT"),
    ("Tiêu đề: [MẬT] Danh sách", "MẬT"),
    ("Maatj", "MẬT"),
    ("M'ẬT", "MẬT"),
]
ORDINARY = [
    "ĐỘ MẬT",
    "UBND PHƯỜNG AN MẬT",
    "Quyết định về danh mục bí mật nhà nước độ Tuyệt mật, Tối mật, Mật lĩnh vực y tế",
    "Trong năm tiếp nhận 14 văn bản mật, 02 văn bản tối mật",
    "Quy chế làm việc nội bộ",
    "Không chia sẻ hình ảnh trẻ em lên mạng khi chưa được phép",
    "In 200 tờ gấp lưu hành nội bộ cho cộng tác viên",
    "Thôn | Trẻ em | Mật độ (người/km2)",
    "Mật | 150.000",
    "Mật 1 | 120 | 450",
    "Cỏ mật, cỏ lồng vực mọc nhiều",
    "- tài liệu nội bộ của chi đoàn;",
    "Báo cáo mặt được, mặt chưa được",
]


@pytest.mark.parametrize("line", INTERNAL)
@pytest.mark.parametrize("place", ["head", "foot"])
def test_a_mark_in_words_closes_a_document(line, place):
    text = f"UBND XÃ AN BÌNH\n{line}\n{BODY}" if place == "head" else f"{BODY}{line}\n"
    assert secrecy_stamp(text) == "LƯU HÀNH NỘI BỘ"


@pytest.mark.parametrize(("line", "stamp"), SECRET)
def test_a_degree_of_secrecy_in_words_is_a_stamp(line, stamp):
    assert secrecy_stamp(f"UBND XÃ AN BÌNH\n{line}\n{BODY}") == stamp


@pytest.mark.parametrize("line", ORDINARY)
def test_the_same_words_among_others_are_no_mark(line):
    assert secrecy_stamp(f"UBND XÃ AN BÌNH\n{line}\n{BODY}{line}\n") is None
