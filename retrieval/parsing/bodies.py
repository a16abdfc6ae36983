"""Who must act: bodies in headings, in labels, as subjects and as partners, as printed."""

from __future__ import annotations

import re

from retrieval.parsing.lexicon import lexicon

LONGEST_NAME = 32
"""Words; a longer stretch before a colon is a sentence, not a name."""

LONGEST_LIST = 80
"""Words of the bodies that a request lists: "Đề nghị Văn phòng Tỉnh ủy, …"."""

_SEPARATOR = re.compile(r"\s*[,;]\s+(?:và\s+|cùng\s+)?|\s+(?:và|cùng với|cùng)\s+")
_INTRODUCTION = re.compile(r"(?i)(?:căn cứ|trên cơ sở)\s")
_PARTNER = re.compile(
    r"(?i:phối hợp(?: chặt chẽ| đồng bộ)?(?: với| cùng với| cùng)?|cùng với|chỉ đạo|"
    r"giao(?: cho)?|đề nghị|yêu cầu)\s+"
)
_KIND = re.compile(r"\b(?i:ban|bộ|sở|phòng|trung tâm|cục|viện|hội|tổ|đoàn|đội|quỹ|trạm|trường)\s+$")
"""What a body is, before the words that say which."""
_MANY = re.compile(r"(?i)\b(?:các|những) $")
"""Before "tổ chức" that are bodies, and no task."""
_OFFICE = re.compile(r"(?i)\bvăn phòng (?:hội đồng nhân dân|hđnd)$")
"""The office that serves council and committee is one: "Văn phòng HĐND và UBND xã"."""
_STOP = re.compile(r"[.;:!?()“”\"]|\s(?:để|nhằm|trong|tại|trên|về|khi|từ|đến|của|cho|theo|thuộc)\s")
_LABEL = re.compile(r"(?P<label>[^:.;“”\"]{3,220}?)\s*:(?=\s|$)")


def strip_request(text: str) -> str:
    """Return a body's name without "Đề nghị", "Giao" before it and punctuation behind it."""
    match = lexicon().request.match(text)
    bare = text[match.end() :] if match else text
    return bare.strip(" :.;,-–")


def named_body(heading: str) -> str | None:
    """Return the body that a heading or label names, as printed, or None."""
    name = strip_request(heading)
    words = lexicon()
    if not words.head.match(name) or words.no_body.match(name) or len(name.split()) > LONGEST_NAME:
        return None
    if name.lower() in ("đơn vị", "cơ quan", "cán bộ"):  # of a table: "Đơn vị: triệu đồng"
        return None
    outside = re.sub(r"\([^)]*\)", "", name)
    return None if re.search(r"\.\s+\w", outside) else name


def inline_label(text: str) -> str | None:
    """Return the label before the first colon of "Công an xã: Tăng cường …" if it is a body."""
    match = _LABEL.match(text)
    return named_body(match["label"]) if match else None


def subject(text: str) -> str | None:
    """Return the body with which a sentence begins: "Phòng Tư pháp phối hợp …", or None."""
    name = strip_request(text)
    words = lexicon()
    if not words.head.match(name):
        return None
    head_end = words.head.match(name).end()  # type: ignore[union-attr]
    verb = _first_verb(name, head_end)
    longest = LONGEST_LIST if name != text.strip(" :.;,-–") else LONGEST_NAME
    if verb is None or len(name[: verb.start()].split()) > longest:
        return None
    stretch = name[: verb.start()]
    if re.search(r"[.;:“”]", stretch):
        return None
    tail = words.tail.search(stretch)
    return (stretch[: tail.start()] if tail else stretch).strip(" ,") or None


def subject_behind(text: str) -> str | None:
    """Return the body behind an introduction: "Căn cứ Kế hoạch này, các sở …", or None."""
    if not _INTRODUCTION.match(text):
        return None
    behind = (subject(text[match.end() :]) for match in re.finditer(r",\s+", text[:300]))
    return next((body for body in behind if body), None)


def _first_verb(text: str, start: int) -> re.Match[str] | None:
    """Return the first task word; "Xây dựng" behind "Sở" is a name, "các tổ chức" are bodies."""
    for match in lexicon().verb.finditer(text, start):
        if _MANY.search(text[: match.start()]):
            continue
        if match.group()[:1].islower() or not _KIND.search(text[: match.start()]):
            return match
    return None


def split_bodies(label: str) -> tuple[str, ...]:
    """Split a label that lists several bodies; "Phòng Giáo dục và Đào tạo" stays one.

    A bracket stays with its body. A collective title before the list is left out.
    """
    words = lexicon()
    collective = words.collective.match(label)
    if collective and words.head.match(label[collective.end() :].strip()):
        label = label[collective.end() :].strip()
    pieces: list[str] = []
    cut = 0
    for match in _SEPARATOR.finditer(label):
        inside = label.count("(", 0, match.start()) > label.count(")", 0, match.start())
        inside = inside or bool(_OFFICE.search(label[cut : match.start()]))
        if not inside and _starts_body(label[match.end() :]):
            pieces.append(label[cut : match.start()])
            cut = match.end()
    pieces.append(label[cut:])
    return tuple(piece.strip(" ,;") for piece in pieces if piece.strip(" ,;"))


def _starts_body(text: str) -> bool:
    """Say whether a list goes on with a body of its own, not with the rest of a collective."""
    match = lexicon().head.match(text)
    return match is not None and not re.match(
        r"(?i:ban,? ngành|đơn vị|cơ quan|doanh nghiệp|cơ sở|thuế)", text
    )


def partners(text: str, own: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the bodies that a clause names beside the one that must act, in order."""
    found: dict[str, None] = {}
    words = lexicon()
    for match in _PARTNER.finditer(text):
        rest = text[match.end() :]
        if not words.head.match(rest):
            continue
        head_end = words.head.match(rest).end()  # type: ignore[union-attr]
        ends = [m.start() for m in (_STOP.search(rest), _first_verb(rest, head_end)) if m]
        stretch = rest[: min(ends, default=len(rest))]
        tail = words.tail.search(stretch)
        for body in split_bodies(stretch[: tail.start()] if tail else stretch):
            if len(body.split()) <= LONGEST_NAME and body not in own:
                found.setdefault(body)
    return tuple(found)
