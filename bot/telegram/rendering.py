"""Messages as Telegram takes them: cut to its length first, escaped and marked up afterwards."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace

from bot.conversation.events import Message
from bot.telegram.letters import Part

LONGEST = 4096
"""UTF-16 code units that a message may have once its markup is read."""
BULLET = "• "

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n")
_WORD = re.compile(r"\s+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def render(message: Message) -> tuple[Part, ...]:
    """Return the parts of a message, the buttons below the last text."""
    texts = split(_SURROGATE.sub("�", message.text))
    parts = [Part(mark_up(text), text) for text in texts]
    parts += [Part(_folded(text), text) for text in split(_SURROGATE.sub("�", message.folded))]
    if len(parts) == len(texts) + 1 and texts and _fit(parts[-2], parts[-1]):
        quote = parts.pop()
        parts[-1] = Part(f"{parts[-1].html}\n\n{quote.html}", f"{parts[-1].plain}\n\n{quote.plain}")
    if parts:
        parts[-1] = replace(parts[-1], buttons=message.buttons)
    if message.document is not None:
        parts.append(Part("", "", document=str(message.document)))
    return tuple(parts)


def split(text: str, *, limit: int = LONGEST) -> list[str]:
    """Cut a text between paragraphs, else between lines, else between words, else anywhere.

    Only white space at the cuts is lost. The heading of a list stays with its first point.

    Args:
        text: Plain text.
        limit: UTF-16 code units of a part, at least 2.
    """
    parts = []
    rest = text.strip()
    while (end := _fitting(rest, limit)) < len(rest):
        start, stop = _cut(rest, end)
        parts.append(rest[:start].rstrip())
        rest = rest[stop:].lstrip()
    return [*parts, rest] if rest else parts


def mark_up(text: str) -> str:
    """Return the text as HTML, with the headings of lists in bold."""
    lines = text.split("\n")
    below = [*lines[1:], ""]
    return "\n".join(
        f"<b>{html.escape(line)}</b>" if _heads(line, following) else html.escape(line)
        for line, following in zip(lines, below, strict=True)
    )


def utf16_length(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text) + sum(ch > "\uffff" for ch in text)


def _folded(text: str) -> str:
    return f"<blockquote expandable>{html.escape(text)}</blockquote>"


def _fit(part: Part, quote: Part) -> bool:
    """Say whether a text and a quotation below it are one message."""
    return utf16_length(part.plain) + 2 + utf16_length(quote.plain) <= LONGEST


def _heads(line: str, following: str) -> bool:
    return bool(line.strip()) and not line.startswith(BULLET) and following.startswith(BULLET)


def _fitting(text: str, limit: int) -> int:
    """Return how many characters of the text fit into a part."""
    units = 0
    for position, ch in enumerate(text):
        units += 2 if ch > "\uffff" else 1
        if units > limit:
            return position
    return len(text)


def _cut(text: str, end: int) -> tuple[int, int]:
    """Return where a part ends and the next begins; the part has at most `end` characters."""
    for pattern in (_PARAGRAPH, _LINE, _WORD):
        spans = [match.span() for match in pattern.finditer(text, 0, end + 1)]
        for start, stop in reversed(spans):
            if start and not _parts_heading(text, start, stop):
                return start, stop
    while end > 1 and unicodedata.combining(text[end]):
        end -= 1
    return end, end


def _parts_heading(text: str, start: int, stop: int) -> bool:
    """Say whether a cut would part the heading of a list from the list."""
    if text[start:stop] != "\n":
        return False
    following = text[stop : stop + len(BULLET)]
    return _heads(text[text.rfind("\n", 0, start) + 1 : start], following)
