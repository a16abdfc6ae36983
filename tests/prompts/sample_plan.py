"""A small plan without fault, and the places in it where a rule's examples are put."""

from dataclasses import replace
from datetime import date
from typing import Any

from prompts.checking import review
from prompts.word.form import Form, prescribed_form
from prompts.word.paper import Level, Paper, Paragraph
from prompts.word.setting import set_paper
from retrieval.legal import shipped_catalogue
from retrieval.reading import read_file

DAY = date(2026, 11, 22)


def _p(level: Level, text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph(level, text, bold)


PARTS = {
    "basis": "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;",
    "section": "II. NỘI DUNG, NHIỆM VỤ",
    "task_heading": "1. Công tác truyền thông",
    "task": "Tổ chức truyền thông về phòng, chống đuối nước trẻ em trên địa bàn xã.",
    "assignment": "Công an xã: phòng ngừa, phát hiện, xử lý hành vi xâm hại trẻ em trên địa bàn.",
    "closing": "Trên đây là Kế hoạch thực hiện công tác trẻ em năm 2027./.",
    "authority_line": "TM. ỦY BAN NHÂN DÂN",
    "chair_line": "CHỦ TỊCH",
    "recipient": "Sở Y tế",
    "filed": "Lưu: VT",
    "subject": "Thực hiện công tác trẻ em năm 2027 trên địa bàn xã An Bình",
    "type_name": "KẾ HOẠCH",
    "number": "Số: 15/KH-UBND",
    "theme": "",
    "place_date": "An Bình, ngày 22 tháng 11 năm 2026",
}
_LONG = (
    "- Bảo đảm thực hiện đầy đủ quyền trẻ em; chủ động phòng ngừa, phát hiện, hỗ trợ kịp thời "
    "trẻ em có nguy cơ bị bạo lực, xâm hại, tai nạn, thương tích trên địa bàn xã."
)
_WORDS = {
    "national_name": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "motto": "Độc lập - Tự do - Hạnh phúc",
}
FORMS = ("page", "look", "paragraph", "authority_bold")


def sample(**parts: str) -> Paper:
    """Return the plan with other words in some places."""
    told = PARTS | parts
    body = (
        _p(Level.BASIS, told["basis"]),
        _p(Level.BASIS, "Căn cứ Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ."),
        _p(Level.TEXT, "Ủy ban nhân dân xã An Bình ban hành Kế hoạch như sau:"),
        _p(Level.SECTION, "I. MỤC ĐÍCH, YÊU CẦU", bold=True),
        _p(Level.BULLET, _LONG),
        *_theme(told["theme"]),
        _p(Level.SECTION, told["section"], bold=True),
        _p(Level.ITEM, told["task_heading"], bold=True),
        _p(Level.BULLET, f"- {told['task']}"),
        _p(Level.SECTION, "III. KINH PHÍ THỰC HIỆN", bold=True),
        _p(Level.TEXT, "Từ dự toán chi thường xuyên được giao và các nguồn hợp pháp khác."),
        _p(Level.SECTION, "IV. TỔ CHỨC THỰC HIỆN", bold=True),
        _p(Level.TEXT, told["assignment"]),
        _p(Level.SECTION, "V. CHẾ ĐỘ BÁO CÁO", bold=True),
        _p(Level.TEXT, "Các đơn vị báo cáo kết quả về Phòng Văn hóa - Xã hội để tổng hợp."),
        _p(Level.TEXT, told["closing"]),
    )
    place, _, _ = told["place_date"].partition(",")
    return Paper(
        authority=("ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"),
        subject=(told["subject"],),
        body=body,
        authority_lines=(told["authority_line"], told["chair_line"]),
        recipients=(told["recipient"], "Công an xã", told["filed"]),
        place=place,
        number=told["number"].removeprefix("Số: "),
        day=DAY,
        year=2027,
        signer="Nguyễn Văn Mẫu",
        type_name=told["type_name"],
    )


def _theme(told: str) -> list[Paragraph]:
    """Return the section of a theme; its number is that of the next one, another fault."""
    heading = _p(Level.SECTION, "II. CHỦ ĐỀ, THỜI GIAN", bold=True)
    return [heading, _p(Level.TEXT, told)] if told else []


def with_words(content: bytes, old: str, new: str) -> bytes:
    """Return a .docx in which one run's words are others."""
    import io

    import docx

    document = docx.Document(io.BytesIO(content))
    cells = [p for t in document.tables for c in t._cells for p in c.paragraphs]
    for paragraph in [*document.paragraphs, *cells]:
        for run in paragraph.runs:
            if run.text == old:
                run.text = new
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def formed(place: str, told: str) -> Form:
    """Return the prescribed form with other measures: "left=20"."""
    form = prescribed_form()
    values = dict(pair.split("=", 1) for pair in told.split(" ") if "=" in pair)
    if "font" in values:
        return replace(form, font=told.partition("=")[2])
    if "color" in values:
        return replace(form, color=values["color"])
    if place == "page":
        return replace(form, page_set={**form.page_set, **{k: float(v) for k, v in values.items()}})
    kind = "authority" if place == "authority_bold" else "body"
    names = {"size": "set", "first_line": "first_line_set", "line": "line_set"}
    changed: dict[str, Any] = {names.get(k, k): _value(k, v) for k, v in values.items()}
    component = replace(form.components[kind], **changed)
    return replace(form, components={**form.components, kind: component})


def _value(name: str, text: str) -> Any:
    if name == "alignment":
        return text
    return text == "1" if name == "bold" else float(text)


def drafted(place: str, told: str) -> bytes:
    """Return the sample as a .docx with an example in its place."""
    if place in FORMS:
        return set_paper(sample(), formed(place, told))
    if place in _WORDS:
        return with_words(set_paper(sample()), _WORDS[place], told)
    if place == "place_date":
        return with_words(set_paper(sample()), PARTS[place], told)
    if place == "recipient_line":
        return with_words(set_paper(sample()), "- Sở Y tế;", told)
    return set_paper(sample(**({place: told} if place else {})))


def reviewed(folder, content: bytes, day: date = DAY):
    """Return the review of a .docx."""
    path = folder / "du-thao.docx"
    path.write_bytes(content)
    return review(path.name, read_file(path, measured=True), day, shipped_catalogue())
