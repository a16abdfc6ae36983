"""A message that says its matter is secret, or brings a text with a stamp of secrecy."""

from __future__ import annotations

import re

from retrieval.reading.secrecy import secrecy_stamp
from retrieval.text import fold, has_accents, nfc

_WHAT = """
cong van|cv|van ban|vb|tai lieu|tl|file|tep|ho so|ke hoach|kh|bao cao|bc|to trinh|phieu trinh
thong bao|tb|phuong an|quyet dinh|qd|chi thi|nghi quyet|cuoc hop|bien ban|noi dung
thong tin|so lieu|chuyen an|cong dien|doc|de an|chi dao
thu|phieu|anh|ban|ban scan|giay|cai|cho|vu|viec|document|plan
report|letter|day|nay|do|kia
""".strip().replace("\n", "|")
"""What may be said to be secret, folded."""

_BETWEEN = "nay|do|kia|tren|la|thuoc|loai|dang|co|dau|dong|chi|mang|muc|ghi|chu|so \\d+|hang"
_GOES_ON = re.compile(
    r"do|khau|ong|danh|thiet|thu|ma|ngu|phuc|vu|gau|mia|tong|tran|bang|tich|dat|tien|nuoc|troi"
    r"|hang|thi|roi|mua|cat|na|dien|than|me|cha|co|ngon|vi|het|ca|nhieu|bao|gi|dau|mat"
)
"""After these "mật" is part of another word, or "mất" or "mặt" without accents."""
_WORDS_OF = (
    *("độ", "khẩu", "ong", "danh", "thiết", "thư", "mã", "ngữ", "phục", "vụ", "gấu", "mía", "ngọt"),
    *("tịch", "viện"),
)
"""With accents only after these it is."""

_DEGREE = r"(?:tuyet |toi )?"
_MARK = rf"{_DEGREE}(?P<word>mat)(?![^\W_])"
_TOLD = re.compile(
    rf"(?<![^\W_])(?P<what>{_WHAT})(?: (?:{_BETWEEN}))*[ (\"“']+"
    rf"{_MARK}"
)
_NEAR = re.compile(
    rf"(?<![^\W_])(?P<what>{_WHAT})(?: [^\s,;.:]+){{0,4}}?[ (\"“']+"
    rf"(?<!bi )(?<!bao )(?<!giu )(?<!giai )(?<!co )(?<!lo )(?<!tui )(?<!gan )(?<!tac )(?<!soi )"
    rf"(?<!ruong )(?<!duong )(?<!banh )(?<!chim )(?<!hut )(?<!lay )(?<!mau )(?<!khong ){_MARK}"
)
"""A word or four may stand between, where the accents leave no doubt."""

_OPENS = re.compile(rf"^{_MARK} (?:nha|nhe|nghe|(?:day|do) (?:nha|nhe|nghe))\b")
_LOOSE = re.compile(r"ho so|giay|cai|cho|vu|viec|anh|thu|so lieu|day|nay|do|kia|ban|thong tin")
_CLOSES = re.compile(
    r"\s*(?:$|[,.;:?!)\"”]|(?:nay|nha|nhe|do|cua|so|thanh|ha|gui|den|[abc])\b|\S+\.\w{3,4}\b)"
)
_STAMPED = re.compile(rf"(?<![^\W_])(?:dau|do|dong|muc) {_MARK}(?! (?:do|khau|tran|bang))")
_DEGREE_TOLD = re.compile(
    r"(?<![^\W_])(?P<degree>tuyệt|tối|tuyêt|tôi) (?P<word>m[ậâ]t)(?![^\W_])", re.I
)
_CAPITALS = re.compile(r"(?<![^\W_])(?:TUYỆT |TỐI |TUYET |TOI )?(?:M[ẬÂ]T)(?![^\W_])")
_SHOUTED = re.compile(r"[^\W\d_]{2,}")
_NEXT = re.compile(r" ?([^\W_]+)")
_DENIED = re.compile(
    r"(?<!\w)(?:không|chưa|hết)(?: (?:có|phải|đóng|là|thuộc))*(?: danh mục| loại)?"
    r"(?: dấu| độ| bí)? mật(?!\w)|(?<!\w)(?:độ|dấu|mức) mật ?[:=-]? ?(?:không|thường|0)(?!\w)"
    r"|\b(?:do|dau|muc) mat ?[:=-] ?(?:khong|thuong|0)\b"
    r"|\bkhong (?:co |dong )dau mat\b|\bkhong thuoc danh muc bi mat\b",
    re.IGNORECASE,
)
"""It is said not to be secret; without accents "khong mat" is rather "không mất"."""
_OF_FICTION = re.compile(
    r"(?<!\w)(?:sách (?:mới|truyện)|cuốn sách|quyển sách|truyện|phim|vở kịch|trò chơi"
    r"|sach moi|cuon sach|truyen tranh|phim)(?!\w)",
    re.IGNORECASE,
)
"""Something made up bears such a title: "Hồ sơ tuyệt mật về khủng long"."""
_ABOUT = re.compile(
    r"(?<!\w)(?:tập huấn|tap huan|trắc nghiệm|trac nghiem|nhận biết|nhan biet)(?!\w)", re.IGNORECASE
)
"""The marking itself is spoken of, as a matter to be taught."""
_PLAINLY = re.compile(
    r"\b(?:dong dau|co dau|con dau|dau do|co chu|hang|thuoc loai|phu luc|dien"
    r"|(?:cong van|van ban|tai lieu|quyet dinh|ke hoach|bao cao|file|tep) nay)"
    r" [\"“']?(?:(?:tuyet|toi) )?(?P<word>mat)(?![^\W_])"
    r"(?! (?:khau|ong|thiet|danh|\d|bao|nhieu|roi|may|sau|nao|thoi|luon))"
    r"|\b(?:a|an|the) [\"“'](?:(?:tuyet|toi) )?(?P<named>mat)[\"”'] (?:stamp|mark|seal)\b"
    r"|\btuyet (?P<most>mat)\b|\btai lieu (?P<kept>mat) ?[-–,] ?cam\b"
    r"|^(?P<first>mat) (?:do|day) nhe?\b"
)
"""It is said so plainly that a word behind "mat" leaves no doubt."""
_STATE = re.compile(
    r"(?:\b(?:nay|day|do|noi dung|bao cao|tai lieu|van ban)(?: \w+){0,3} (?:la|thuoc)|\bthuoc)"
    r"(?: \w+){0,2} bi mat nha nuoc|\bbi mat nha nuoc (?:do|day|nha|nhe|nhung)\b"
)
_ENGLISH = re.compile(
    r"\b(?:stamped|marked|labelled|classified)(?: as)? "
    r"[\"“']?(?:(?:top )?secret|confidential|mat\b)"
    r"|\btop secret\b|\bclassified (?:document|plan|file|report)"
)
_ASKS = re.compile(
    r"la gi\b|the nao\b|\bo dau\b|ai duoc|ai co quyen|tham quyen|may cap|may loai|phan biet|bao lau"
    r"|quy dinh|theo luat|\bkhi nao|duoc khong|co phai|co duoc\b.{0,60}\bkhong\b"
    r"|theo (?:nghi dinh|nd|luat)"
)
_AT_HAND = re.compile(r"\b(?:nay|day|kem|dinh kem|duoi day)\b")
_HERE = re.compile(r"\b(?:nay|day|do|tren|duoi day|kem|dinh kem|gui)\b")


def secrecy_told(message: str) -> str | None:
    """Return the degree of secrecy that a message tells of its matter, None when it tells none.

    "file này mật nha" and a pasted text with a stamp tell one; a question about secrecy as such
    ("văn bản mật thì gửi thế nào") and "bảo mật", "mật độ", "mặt bằng" do not.
    """
    text = nfc(message)
    return secrecy_stamp(text) or _degree_told(text)


def _degree_told(text: str) -> str | None:
    plain = fold(text)
    asks = bool(_ASKS.search(plain)) and not _HERE.search(plain)
    found = _in_capitals(text)
    if not found and (asks or _DENIED.search(text) or _is_spoken_of(text)):
        return None
    for pattern in (_TOLD, _STAMPED, _NEAR, _OPENS):
        found = found or next(
            (m for m in pattern.finditer(plain) if _is_word(text, plain, m)), None
        )
    found = found or _DEGREE_TOLD.search(text) or _told_plainly(text, plain)
    if not found:
        return "MẬT" if _STATE.search(plain) or _ENGLISH.search(plain) else None
    told = fold(found[0])
    return "TUYỆT MẬT" if "tuyet" in told else "TỐI MẬT" if "toi mat" in told else "MẬT"


def _is_spoken_of(text: str) -> bool:
    """Say whether it is in a title of fiction or taught about, with nothing at hand."""
    spoken = _OF_FICTION.search(text) or _ABOUT.search(text)
    return bool(spoken) and not _AT_HAND.search(fold(text))


def _told_plainly(text: str, plain: str) -> re.Match[str] | None:
    """Return where it is said plainly; in a text with accents the word has its own."""
    if len(text) != len(plain):
        return None
    for found in _PLAINLY.finditer(plain):
        at = next(group for group, value in found.groupdict().items() if value)
        word = text[slice(*found.span(at))].lower()
        if word in ("mật", "mât") or (word == "mat" and not has_accents(text)):
            return found
    return None


def _in_capitals(text: str) -> re.Match[str] | None:
    """Return the mark in capitals within a sentence that is not in capitals itself."""
    found = _CAPITALS.search(text)
    if not found:
        return None
    before = _SHOUTED.findall(text[: found.start()])[-1:]
    after = _SHOUTED.findall(text[found.end() :])[:1]
    loud = [word for word in (*before, *after) if word.isupper()]
    return None if len(loud) == len((*before, *after)) and loud else found


def _is_lost(plain: str, found: re.Match[str]) -> bool:
    """Say whether "mat" without accents is rather "mất": "viec nay mat 3 ngay"."""
    loose = _LOOSE.fullmatch(found.groupdict().get("what") or "")
    return bool(loose or not _CLOSES.match(plain, found.end()))


def _is_word(text: str, plain: str, found: re.Match[str]) -> bool:
    """Say whether the word is "mật", not "mặt", "mất" or "mắt", where accents tell."""
    if len(text) != len(plain):
        return False
    start, end = found.span("word")
    word = text[start:end].lower()
    follows = _NEXT.match(text, end)
    behind = follows[1].lower() if follows else ""
    if behind in _WORDS_OF if word in ("mật", "mât") else _GOES_ON.fullmatch(fold(behind)):
        return False
    if word == "mat" and not has_accents(text[found.start() : end]):
        return found.re is not _NEAR and not _is_lost(plain, found)
    return word in ("mật", "mât")
