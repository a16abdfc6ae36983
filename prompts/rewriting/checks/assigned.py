"""Bodies that no clause names, and tasks given to another than the clause gives them to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.rewriting.checks.named import LEVELS, SEVERAL
from prompts.rewriting.claims import words_of
from prompts.rewriting.grounds import Ground, written
from retrieval.parsing.bodies import split_bodies, subject
from retrieval.query import families_in
from retrieval.query.bodies import FOREIGN
from retrieval.query.words import from_english
from retrieval.text import UPPER

_WHERE = re.compile(
    r"\s(?:ở|tại|của|trên|trong|thuộc|cùng|phối hợp)\s|, trong đó"
    r"|\s(?:lo|kêu gọi|vận động|huy động|tuyên truyền|nhận|giữ|thăm|bảo vệ|đảm nhận|đảm nhiệm)\s"
    r"|\scó (?:trách nhiệm|nhiệm vụ|vai trò)\s"
    rf"|\s(?=(?:xã|phường|thị trấn|huyện|thị xã|tỉnh|thành phố)\s[{UPPER}])"
)
"""What stands behind a body's name: where it is, with whom it acts, what else it does."""
_RECEIVES = re.compile(r"\bnhận (?:báo cáo|kết quả)|\bnơi nhận\b")
"""Who receives a report is no doer of the task."""
_GENERAL = ("doan-the", "van-phong", "khu-dan-cu")
"""Families of any body of a kind, and of places where people live."""
_LISTED = re.compile(r",\s*|\s+và\s+")
_POINTED = re.compile(
    r"(?i)(?:đơn vị|cơ quan|bộ phận)$"
    r"|(?:các )?(?:lực lượng|đơn vị|cơ quan|tổ chức|ngành) (?:này|đó|nói trên|nêu trên)$"
)
"""A body that is only pointed at: "lực lượng này", "đơn vị thực hiện là …"."""
_DECIDES = re.compile(
    r"(?P<who>ủy ban nhân dân|chủ tịch|thủ tướng|bộ trưởng|lãnh đạo)(?: \w+){0,5}? "
    r"(?P<what>phê duyệt|quyết định|ban hành)\b"
)
"""A body that a clause has decide what others prepare: "tham mưu UBND huyện phê duyệt"."""
_PASSIVE = re.compile(r"\b(?:is|are|be|was|were|been|receives?|gets?)\b")
_SUBJECT, _REST = 5, 2
"""Words within which an English sentence names who acts, and those that may end the name."""
_SCHOOLS = 5
"""Words of the longest name that means schools in general: "các cơ sở giáo dục"."""
_LEVEL = re.compile(r"mầm non|mẫu giáo|tiểu học|trung học|phổ thông|\bth\b|thcs|thpt")
_DOING = re.compile(r" (?:tổ chức|triển khai|thực hiện|tiến hành) ")
"""What a clause may have before what a body does, and a sentence leaves out."""
_ADVERBS = ("tiếp", "tục", "phải", "cần", "cũng", "còn", "sẽ", "đều")
"""What may stand between a body and what it does or has done to it."""
_ACT = (
    r"\b(?:quyết định|nghị định|thông tư|nghị quyết)"
    r"(?: số \S+| ngày \S+| này| đó| trên| nói trên)+"
)
"""An act that decides itself: "Quyết định số 23/QĐ-TTg ngày 07/01/2021 phê duyệt"."""
_DONE_BY = re.compile(r"\b(?:do|bởi)\s+(?=[^\W\d_])")


def ill_assigned(told: str, ground: Ground) -> bool:
    """A body that no clause names, or a task given to another than the clause gives it to."""
    if any(_is_named(each, told) for each in families_in(told) - ground.families):
        return True
    if any(_is_anothers(match, told) for match in _DECIDES.finditer(written(ground.text))):
        return True
    if _RECEIVES.search(told):
        return False
    starts = [0, *(match.end() for match in _DONE_BY.finditer(told))]
    named = [(start, subject(told[start:])) for start in starts]
    return any(
        not _is_doer(body, ground) and not _acts_there(told[start:], body, ground)
        for start, body in named
        if body and not _POINTED.match(_WHERE.split(body)[0])
    )


def ill_assigned_in_english(told: str, ground: Ground) -> bool:
    """A body with which an English sentence begins, and to which no clause gives the task."""
    doers = frozenset().union(*map(_families_of, (*ground.doers, *ground.partners)))
    if not ground.doers or _PASSIVE.search(told):
        return False
    words = told.split()[:_SUBJECT]
    begun = [families_in(from_english(" ".join(words[:n]))) for n in range(1, len(words) + 1)]
    first = next((at for at, found in enumerate(begun) if found), None)
    if first is None:
        return False
    named = begun[first] | begun[min(first + _REST, len(begun) - 1)]
    return bool(doers) and not named & doers and not named <= {*_GENERAL}


def _families_of(body: Sequence[str]) -> frozenset[str]:
    return frozenset(families_in(" ".join(body)))


def _is_anothers(match: re.Match[str], told: str) -> bool:
    """Say whether what a clause has one body decide is told without that body."""
    spoken = written(told)
    what = match["what"]
    passive = f"được {what}" in spoken and not subject(told)  # by whom is not said
    by_act = re.search(rf"{_ACT} {what}", spoken)  # nor is it here
    return what in spoken and match["who"] not in spoken and not (passive or by_act)


def _is_named(family: str, told: str) -> bool:
    """Say whether a family is meant, and not only looks like it without accents."""
    plain = told.lower()
    if family == "cong-an":
        return "công an" in plain or re.search(r"\bCA\b", told) is not None
    if family.startswith(FOREIGN):
        return family.removeprefix(FOREIGN) in plain
    return family not in _GENERAL and not (family == "truong-hoc" and "trường hợp" in plain)


def _is_doer(body: str, ground: Ground) -> bool:
    """Say whether a body is one of the doers: its name whole, without its level, or shortened."""
    name = _WHERE.split(body)[0]
    parts = split_bodies(name)
    if len(parts) > 1:
        return all(_is_doer(part, ground) for part in parts)
    words = _without_level(words_of(written(name)))
    own = f" {' '.join(words)} "
    if not ground.doers:
        listed = [_without_level(words_of(written(part))) for part in _LISTED.split(name)]
        return all(f" {' '.join(part)} " in f" {ground.phrase} " for part in listed)
    if _are_schools(name):
        return any(_are_schools(" ".join(doer)) for doer in ground.doers)
    return any(
        own in f" {' '.join(doer)} " or _begins(words, doer) or _shortened(words, doer)
        for doer in ground.doers
    )


def _without_level(words: list[str]) -> list[str]:
    """Return a body's words without "các" before them and its level behind them."""
    while len(words) > 1 and words[0] in SEVERAL:
        words = words[1:]
    while len(words) > 1 and words[-1] in LEVELS:
        words = words[:-1]
    return words


def _are_schools(name: str) -> bool:
    """Say whether schools are meant in general: "các trường học" are "nhà trường" too."""
    general = families_in(name) == {"truong-hoc"} and len(words_of(name)) <= _SCHOOLS
    return general and not _LEVEL.search(name.lower())


def _begins(words: Sequence[str], doer: Sequence[str]) -> bool:
    """Say whether words begin with a doer's name: what follows is what it does."""
    name = [word for word in doer if word not in SEVERAL] if doer[0] in SEVERAL else doer
    return list(words[: len(name)]) == list(name)


def _shortened(words: Sequence[str], doer: Sequence[str]) -> bool:
    """Say whether words are a name with some of its words left out, but for the first two."""
    rest = iter(doer)
    return tuple(words[:2]) == tuple(doer[:2]) and all(word in rest for word in words)


def _acts_there(told: str, body: str, ground: Ground) -> bool:
    """Say whether the clause itself has a body act so, or the sentence has something done to it."""
    return any(_acts(told, name, ground) for name in (body, _WHERE.split(body)[0]))


def _acts(told: str, name: str, ground: Ground) -> bool:
    rest = [word for word in words_of(told[told.find(name) + len(name) :]) if word not in _ADVERBS]
    words = [word for word in words_of(written(name)) if word not in SEVERAL]
    if rest[:2] == ["phối", "hợp"] and any(_begins(words, each) for each in ground.partners):
        return True
    acts = f" {' '.join([*words, *rest[:1]])} "
    own = f" {ground.phrase} "
    return rest[:1] in (["được"], ["bị"], ["nhận"]) or acts in own or acts in _DOING.sub(" ", own)
