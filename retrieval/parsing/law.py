"""The structure of a law: Phần, Chương, Mục, Điều, khoản, điểm, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.parsing.facts import references
from retrieval.parsing.lines import Line, LineKind
from retrieval.parsing.metadata import written_date
from retrieval.text import collapse, fold
from retrieval.types import LAW, Block, BlockType, Facts

NAMES = frozenset(("LUẬT", "BỘ LUẬT", "PHÁP LỆNH", "NGHỊ ĐỊNH", "THÔNG TƯ", "THÔNG TƯ LIÊN TỊCH"))
FEWEST = 2
"""Articles that make a text named so a law; any other needs more than twice as many, since a
decision of three articles may carry a plan."""
POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of điểm in order; f, j, w and z are not used."""

LONGEST_HEADING = 250
"""Characters; what stands behind "Điều 5." and is longer is the article's text."""
_NUMBER = re.compile(r"[Ss]ố\s*:?\s*(\d{1,5}(?:/\d{4})?/[A-ZĐ][\w-]*)")
_ARTICLE = re.compile(
    r"^\s*Điều\s+(?P<n>\d{1,3})(?P<letter>[a-zđ]?)\s*[.:]\s*(?P<rest>.*)", re.DOTALL
)
_CLAUSE = re.compile(r"^\s*(?P<n>\d{1,2})(?P<letter>[a-zđ]?)\s*[.]\s+(?P<rest>\S.*)", re.DOTALL)
_POINT = re.compile(r"^\s*(?P<letter>[a-zđ])(?P<n>\d?)\s*\)\s*(?P<rest>\S.*)", re.DOTALL)
_DIVISION = re.compile(
    r"^\s*(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|TIỂU MỤC|Tiểu mục)\s+"
    r"(?:(?:thứ|THỨ)\s+\w+|[IVXLC]+|\d{1,2})\b(?!\s*(?:của|Luật|Nghị|này))"
)
_ANNEX = re.compile(
    r"^\s*(?:PHỤ LỤC(?:\s+(?P<n>[IVXLC]+|\d{1,2}))?\b|"
    r"Phụ lục(?:\s+(?:số\s+)?(?P<m>[IVXLC]+|\d{1,2}))?\s*[.:–-]?\s*$)"
)
_END = re.compile(r"^\s*(?:Nơi nhận|TM\.|KT\.|TUQ\.|CHỦ TỊCH QUỐC HỘI|THỦ TƯỚNG|BỘ TRƯỞNG)\b")


def is_law(lines: Sequence[Line]) -> bool:
    """Say whether a text is a law: named so, and cut into articles."""
    named = any(collapse(line.text) in NAMES for line in lines[:80])
    articles = len(_articles(lines))
    return articles >= FEWEST if named else articles > 2 * FEWEST


def _articles(lines: Sequence[Line]) -> dict[int, str]:
    """Return the lines that begin an article, with its label; a cross-reference begins none.

    Each number comes once. An article that another law is to get ("… như sau:") stands behind a
    colon or in quotation marks, and is part of the article that orders it.
    """
    chosen: dict[int, str] = {}
    before = ""
    for i, line in enumerate(lines):
        match = _ARTICLE.match(line.text)
        label = f"Điều {int(match['n'])}{match['letter']}" if match else ""
        if match and label not in chosen.values() and not before.endswith(":"):
            chosen[i] = label
        before = line.text.rstrip() or before
    return chosen


@dataclass(slots=True)
class _State:
    """Where the reading stands."""

    prefix: str = ""
    trail: list[str] = field(default_factory=list)
    article: str = ""
    clause: int = 0
    clause_label: str = ""
    point: int = -1
    paragraph: int = 0
    ended: bool = False


@dataclass(slots=True)
class _Open:
    """A block that still takes lines."""

    type: BlockType
    path: str
    trail: tuple[str, ...]
    start: int
    end: int
    text: str


def law_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks of a law in reading order.

    The heading of an article is a heading; its khoản and điểm are clauses, each under the article
    and, a điểm, under the opening of its khoản.
    """
    articles, state = _articles(lines), _State()
    current: _Open | None = None
    for i, line in enumerate(lines):
        if line.kind is not LineKind.TEXT:
            continue
        begun = _begin(line, articles.get(i, ""), state)
        if begun is None and current is not None:
            if _begins_paragraph(current, line, state):
                state.paragraph += 1
                number = f" đoạn {state.paragraph}" if state.paragraph > 1 else ""
                begun = _clause(line, line.text, state, f"{_at(state)}{number}")
            else:
                current.text, current.end = f"{current.text}\n{line.text}", line.end
                continue
        if current is not None:
            yield _closed(current)
        current = begun or _Open(BlockType.HEADER, "header", (), line.start, line.end, line.text)
    if current is not None:
        yield _closed(current)


def _begin(line: Line, article: str, state: _State) -> _Open | None:
    """Return the block that a line begins, None if it goes on with the one before."""
    if annex := _ANNEX.match(line.text):
        number = annex["n"] or annex["m"] or ""
        state.prefix, state.ended = f"Phụ lục {number}".strip(), False
        state.trail, state.article, state.clause, state.paragraph = [], "", 0, 0
        return _Open(BlockType.HEADING, state.prefix, (), line.start, line.end, line.text)
    if article:
        return _begin_article(line, article, state)
    if state.ended:
        return None
    if _DIVISION.match(line.text):
        return _begin_division(line, state)
    if (state.article or state.prefix) and _END.match(line.text):
        state.ended = True
        return _Open(BlockType.SIGNATURE, "signature", (), line.start, line.end, line.text)
    if not state.article:
        return None
    return _begin_clause(line, state) or _begin_point(line, state)


def _begin_article(line: Line, label: str, state: _State) -> _Open:
    state.article = f"{state.prefix} {label}".strip()
    state.clause, state.clause_label, state.point, state.paragraph = 0, "", -1, 0
    state.ended = False
    match = _ARTICLE.match(line.text)
    title = collapse(match["rest"]) if match else ""
    if len(title) > LONGEST_HEADING:  # an article without a heading of its own
        return _clause(line, title, state, state.article)
    trail = tuple(state.trail)
    return _Open(BlockType.HEADING, state.article, trail, line.start, line.end, title)


def _begin_division(line: Line, state: _State) -> _Open:
    text = collapse(line.text)
    rank = fold(text).split()[0]
    ranks = ("phan", "chuong", "muc", "tieu")
    state.trail = [t for t in state.trail if ranks.index(fold(t).split()[0]) < ranks.index(rank)]
    opened = _Open(
        BlockType.HEADING, _division(text), tuple(state.trail), line.start, line.end, text
    )
    state.trail.append(text)
    state.article, state.clause, state.point = "", 0, -1
    return opened


def _division(text: str) -> str:
    return " ".join(text.split()[: 3 if fold(text).startswith(("tieu", "phan thu")) else 2])


def _begin_clause(line: Line, state: _State) -> _Open | None:
    match = _CLAUSE.match(line.text)
    if match is None:
        return None
    number, letter = int(match["n"]), match["letter"]
    if number != state.clause + 1 and not (number == state.clause and letter):
        return None
    state.clause, state.point, state.clause_label = number, -1, f"khoản {number}{letter}"
    return _clause(line, match["rest"], state, _at(state))


def _begin_point(line: Line, state: _State) -> _Open | None:
    match = _POINT.match(line.text)
    if match is None:
        return None
    place = POINTS.find(match["letter"])
    expected = place == state.point + 1 or (place == state.point and bool(match["n"]))
    if place < 0 or not expected:
        return None
    state.point = place
    path = f"{_at(state)} điểm {match['letter']}{match['n']}"
    return _clause(line, match["rest"], state, path)


def _at(state: _State) -> str:
    return f"{state.article} {state.clause_label}".strip() or state.prefix


def _clause(line: Line, text: str, state: _State, path: str) -> _Open:
    trail = (*state.trail, state.article) if state.article else tuple(state.trail)
    return _Open(BlockType.CLAUSE, path, trail, line.start, line.end, text)


def _begins_paragraph(current: _Open, line: Line, state: _State) -> bool:
    """Say whether a line is a paragraph of its own behind the block before it."""
    if state.ended or current.type in (BlockType.HEADER, BlockType.SIGNATURE):
        return False
    if current.type is BlockType.HEADING:
        return bool(state.article) and not _goes_on(current, line)
    outside = not state.clause_label and bool(state.article or state.prefix)
    return outside and not _goes_on(current, line)


def _goes_on(current: _Open, line: Line) -> bool:
    """Say whether a line only goes on with a sentence that the line before broke off."""
    return line.text.lstrip()[:1].islower() and not current.text.rstrip().endswith((".", ";", ":"))


def _closed(opened: _Open) -> Block:
    """Return the block; the lines of header and signature stay lines."""
    plain = opened.type in (BlockType.HEADER, BlockType.SIGNATURE)
    text = opened.text if plain else collapse(opened.text)
    clause = opened.type is BlockType.CLAUSE
    facts = Facts(references=references(text)) if clause else Facts()
    return Block(
        opened.type, opened.path, opened.start, opened.end, text, None, opened.trail, facts
    )


def describe_law(blocks: Sequence[Block]) -> dict[str, str]:
    """Return what the header of a law says of it; keys as in `Document`, "" where silent."""
    header = next((block.text for block in blocks if block.type is BlockType.HEADER), "")
    lines = [collapse(line) for line in header.split("\n")]
    name = next((i for i, line in enumerate(lines) if line in NAMES), 0)
    kind = lines[name].capitalize() if lines else ""
    title = next((line for line in lines[name + 1 :] if re.search(r"\w", line)), "")
    spoken = title.capitalize() if title.isupper() else title
    number, date = _NUMBER.search(header), written_date(header)
    year = re.search(r"/(\d{4})/", number[1]) if number else None
    return {
        "title": collapse(f"{kind} {spoken}"),
        "kind": LAW,
        "number": number[1] if number else "",
        "unit": "",
        "issuer": "",
        "level": "",
        "year": year[1] if year else date[:4],
        "date": date,
    }
