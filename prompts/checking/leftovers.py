"""Leftovers of the file that was copied: another unit's name, blanks nobody filled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from prompts.checking.draft import Draft
from prompts.checking.types import Hit
from prompts.word.marking import AUTHOR
from prompts.wording import say
from retrieval.corpus import load_toml
from retrieval.legal.themes import themes as known_themes
from retrieval.parsing.lexicon import lexicon
from retrieval.parsing.metadata import level_of
from retrieval.text import UPPER, collapse, fold
from retrieval.types import Block, BlockType, Role

_UNIT = re.compile(
    r"\b(?P<level>[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|[Hh]uyện|[Tt]hị xã|[Qq]uận|[Tt]ỉnh)\s+"
    rf"(?P<name>(?<=[Pp]hường )[1-9]\d?\b(?!\s*[\w/%])|[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})"
)
"""A ward may be called by a number, behind which nothing is counted: "phường 80 triệu đồng"."""
_KINDS = ("thang hanh dong vi tre em", "cong tac tre em", "chuong trinh hanh dong vi tre em")
"""How the kinds of plan are called, folded."""
_BLANK = re.compile(r"(?:…\s?){2,}|…\.{2,}|\.{5,}|_{4,}")
_ATTACHED = re.compile(r"(?i)\(\s*(?:ban hành )?kèm theo\b[^()]{0,300}\)")
_CLOSED = re.compile(r"(?i)trên đây là kế hoạch (?P<name>[^.;]{10,160})")
_COMMON = frozenset(
    ("thuc", "hien", "trien", "khai", "cua", "tren", "dia", "ban", "nam", "va", "cac", "cong")
)
"""Words that any two plans have in common."""
_COMMON_WORDS = 3
"""Words that name a plan, at least."""
_OF_UNIT = (
    r"\b(?:Công an|Trạm [Yy] tế|UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Đảng ủy|"
    r"Hội Liên hiệp Phụ nữ|Hội Nông dân|Hội Cựu chiến binh|Đoàn Thanh niên)"
)
_NEIGHBOUR = (
    r"\s?/|, (?:xã|phường)| (?:và|hoặc) (?:xã|phường)| (?:hội|giáp|lân cận|bạn|khác|liền kề|bên)\b"
)
"""What follows where other units are meant: "Công an xã lân cận", "UBND xã/phường"."""
_ANNEX = re.compile(
    r"\b[Pp]hụ lục(?: [IVX\d]+)? (?:kèm theo|đính kèm|ban hành kèm)|\([Pp]hụ lục [IVX\d]+\)"
)
_ANNEX_HEAD = re.compile(r"(?im)^[ \t]*phụ lục\b")
_SHOWN = 80
"""Characters of a sentence that are told."""
_PLACEHOLDER = re.compile(
    r"\[(?!\d+\])[^\]]{0,40}\]|<[^>]{1,40}>|\bx{3,}\b|\bXXX+\b|\?{2,}|\bTODO\b|\bLorem\b"
)
_NOT_NAMES = ("Đoàn", "Hội", "Ủy", "Uỷ", "Mặt", "Công", "Trạm", "Phòng", "Ban", "Đảng", "Văn", "Bộ",
              "Chủ",
              "Tổ", "Trường", "Trung", "Quyết", "Nghị", "Kế", "Đội", "Thường", "Các")  # fmt: skip
"""First words of bodies: "cấp xã Hội LHPN" is no place."""


def check_leftovers(draft: Draft) -> Iterator[Hit]:
    """Yield names of other units and marks of an unfinished text."""
    yield from _units(draft)
    for block in draft.sheet.clauses:
        for match in _PLACEHOLDER.finditer(block.text):
            start, end = draft.sheet.find(block, match.group())
            yield Hit("leftover.placeholder", match.group(), say("check_filled"), start, end)
        for phrase in load_toml("wording.toml")["residue"]["phrases"]:
            if phrase in block.text.lower():
                at = block.text.lower().index(phrase)
                start, end = draft.sheet.find(block, block.text[at : at + len(phrase)])
                yield Hit("leftover.assistant", block.text[:_SHOWN], "", start, end)
                break
    yield from _revisions(draft)
    yield from _other_kind(draft)
    yield from _missing_annex(draft)
    yield from _annexes(draft)
    yield from _blanks(draft)
    yield from _dated_at(draft)
    yield from _themes(draft)
    yield from _other_plan(draft)


def _other_kind(draft: Draft) -> Iterator[Hit]:
    """Yield a body that is named as of another kind of unit: "Công an xã" in a ward's plan."""
    own = draft.sheet.unit.split(" ")[0].lower()
    if draft.sheet.level != "commune" or own not in ("xã", "phường"):
        return
    other = {"xã": "phường", "phường": "xã"}[own]
    told = re.compile(rf"{_OF_UNIT} {other}\b(?!{_NEIGHBOUR}| [{UPPER}\d])")
    for block in draft.sheet.clauses:
        match = told.search(draft.sheet.text, block.start, block.end)
        if match and not draft.references[block.text]:
            expected = f"{match.group().rpartition(' ')[0]} {own}"
            yield Hit("leftover.unit", match.group(), expected, *match.span())
            return


def _missing_annex(draft: Draft) -> Iterator[Hit]:
    """Yield an annex that is spoken of and that the file does not hold."""
    held = [b for b in draft.sheet.blocks if b.path.startswith("Phụ lục")]
    for block in draft.sheet.clauses:
        match = _ANNEX.search(block.text)
        if match and not held and not _ANNEX_HEAD.search(draft.sheet.text):
            start, end = draft.sheet.find(block, match.group())
            yield Hit("leftover.annex", match.group(), say("check_annex"), start, end)
            return


def _revisions(draft: Draft) -> Iterator[Hit]:
    """Yield tracked changes that somebody left; those of this check are still to be looked at."""
    layout = draft.sheet.layout
    others = [name for name in layout.revisions if name != AUTHOR] if layout is not None else []
    if others:
        found = say("check_revisions", count=len(others))
        yield Hit("leftover.revision", found, say("check_revisions_expected"), where="")


def _annexes(draft: Draft) -> Iterator[Hit]:
    """Yield what stands under an annex's title and names another unit's plan."""
    for told in _ATTACHED.finditer(draft.sheet.text):
        match = _UNIT.search(told.group())
        if match is None or not draft.sheet.unit:
            continue
        name = collapse(f"{match['level'].lower()} {_trimmed(match['name'])}")
        if level_of(name) == draft.sheet.level and fold(name) not in fold(draft.sheet.unit):
            yield Hit("leftover.unit", name, draft.sheet.unit, *told.span())


def _dated_at(draft: Draft) -> Iterator[Hit]:
    """The place before the date is the issuer's own (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    own = fold(draft.sheet.unit)
    for line in draft.components["place_date"][:1]:
        place = re.split(r",|\bngày\b", line.text)[0].strip()
        known = draft.sheet.level == "commune" and re.search(r"\w", place)
        if known and fold(place) not in own and own not in fold(place):
            end = line.start + len(place)
            expected = draft.sheet.unit.partition(" ")[2]
            yield Hit("leftover.unit", place, expected, line.start, end)


def _other_plan(draft: Draft) -> Iterator[Hit]:
    """Yield a closing that names another kind of plan than the title: it was copied with it."""
    title = fold(draft.sheet.description.get("title", ""))
    for block in draft.sheet.with_role(Role.CLOSING):
        for phrase in _KINDS:
            others = [other for other in _KINDS if other != phrase and other in title]
            match = re.search(phrase, fold(block.text))
            if match and others and phrase not in title and others[0] not in fold(block.text):
                words = block.text[slice(*match.span())]
                start, end = draft.sheet.find(block, words)
                yield Hit("leftover.title", words, draft.sheet.description["title"], start, end)
        yield from _strange_plan(block, title, draft)


def _strange_plan(block: Block, title: str, draft: Draft) -> Iterator[Hit]:
    """Yield a closing that names a plan whose words the title does not have, nor children."""
    named = _CLOSED.search(block.text)
    if named is None or "tre em" in fold(named["name"]):
        return
    words = set(fold(named["name"]).split()) - _COMMON
    if len(words) > _COMMON_WORDS and len(words & set(title.split())) * 3 < len(words):
        start, end = draft.sheet.find(block, named["name"])
        yield Hit("leftover.title", named["name"], draft.sheet.description["title"], start, end)


def _themes(draft: Draft) -> Iterator[Hit]:
    """Yield themes of the Month of Action that are another year's; slogans may repeat them."""
    for block in draft.sheet.with_role(Role.THEME):
        named = "chủ đề" in " ".join([*block.trail[-1:], block.text]).lower()
        for theme in known_themes() if named else ():
            of_other = theme.theme and theme.year != draft.sheet.year
            if of_other and fold(theme.theme) in fold(block.text):
                start, end = draft.sheet.find(block, theme.theme)
                found = say("check_theme", theme=theme.theme, year=theme.year)
                expected = say("check_theme_expected", year=draft.sheet.year or "")
                yield Hit("leftover.theme", found, expected, start, end)


def _blanks(draft: Draft) -> Iterator[Hit]:
    """Yield one hit for all the places that are left open on purpose."""
    head = draft.sheet.clauses[0].start if draft.sheet.clauses else 0
    found = _BLANK.finditer(draft.sheet.text)
    blanks = [m for m in found if "_" not in m.group() or m.start() >= head]  # else a rule
    if blanks:
        told = say("check_blanks", count=len(blanks))
        yield Hit("leftover.blank", told, say("check_filled"), *blanks[0].span())


def _units(draft: Draft) -> Iterator[Hit]:
    named = list(_named(draft))
    own = fold(draft.sheet.unit)
    above = _authority_above(named, draft)
    told: set[str] = set()
    for block, level, name in named:
        plain = fold(name)
        if (
            own.startswith(plain)
            or plain.startswith(own)
            or plain in told
            or not draft.sheet.unit
            or _is_cited(block, name, draft)
        ):
            continue
        if _foreign(level, plain, above, draft):
            told.add(plain)
            start, end = draft.sheet.find(block, name)
            if "\t" in draft.sheet.text[start:end]:
                continue  # two cells of a table
            expected = draft.sheet.unit if level == draft.sheet.level else above or ""
            yield Hit("leftover.unit", name, expected, start, end)


def _named(draft: Draft) -> Iterator[tuple[Block, str, str]]:
    """Yield the units that clauses and recipients name, with their level."""
    kinds = (BlockType.CLAUSE, BlockType.HEADING, BlockType.RECIPIENTS)
    for block in draft.sheet.blocks:
        if block.type not in kinds:
            continue
        for match in _UNIT.finditer(block.text):
            name = _trimmed(match["name"])
            does = lexicon().verb.match(block.text, match.start("name"))
            whole_name = " " in name or name.isdigit()
            if whole_name and not name.startswith(_NOT_NAMES) and not does:
                whole = collapse(f"{match['level'].lower()} {name}")
                yield block, level_of(whole), whole


def _trimmed(name: str) -> str:
    """Return a name without the capital word of a body or verb that follows it."""
    words = name.split()
    for place in range(1, len(words)):
        if words[place].startswith(_NOT_NAMES):
            return " ".join(words[:place])
    return name


def _authority_above(named: list[tuple[Block, str, str]], draft: Draft) -> str:
    """Return the province that the draft names most, folded: its own."""
    counts = Counter(fold(name) for _, level, name in named if level == "province")
    told = fold(draft.sheet.description.get("unit", ""))
    own = re.search(r"tinh [a-z ]+$", told)
    return own.group() if own else (counts.most_common(1)[0][0] if counts else "")


def _foreign(level: str, plain: str, above: str, draft: Draft) -> bool:
    """Say whether a unit is none of those that a plan of this level speaks of."""
    own = draft.sheet.level
    if level == "province":
        return bool(above) and plain != above
    if own == "province":
        return False
    return level == own or (own == "commune" and level == "district")


def _is_cited(block: Block, name: str, draft: Draft) -> bool:
    """Say whether a unit is only named as the issuer of a plan that is carried out."""
    at = block.text.find(name)
    before = block.text[max(0, at - 80) : at].lower()
    opens = block.path.startswith("mở đầu")
    return opens and ("của" in before or level_of(name) != draft.sheet.level)
