"""A text as the guard reads it: composed, folded letter for letter, cut into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.text import fold, nfc

_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.S)
_TOKEN = re.compile(
    r"đ/c|[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+(?![^\W_])|[^\W_]+(?:['’‘&](?!s\b)[^\W_]+)*", re.I
)
LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.-])[\w.-]+\.(?:vn|com|org|net)(?:/\S*)?")
"""An address of a page, in which no name is looked for."""

_ALIKE = str.maketrans("ÐƉɖ", "ĐĐđ")
"""Letters that look like the Vietnamese one and are typed for it."""

_TITLE = re.compile(r"\b(?:mr|mrs|ms|dr|ths|ts|bs)$", re.I)
_JOINT = re.compile(r"[^\S\n\t]{1,2}| ?\n")
_SENTENCE_END = re.compile(r"[.!?:;\n\t•|]|[-–]\s*$|\(\s*$|[\"“]\s*$")
_BARE_SHARE = 0.25
"""Share of words with accents: above it, a word without accents has none because it needs none."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or initials.

    Attributes:
        start: Where it starts in the composed text; `end` is past its last letter.
        word: In lower case, composed.
        plain: The same without accents.
        shape: "lower", "title", "upper" or "number".
        joined: Whether only a space stands before it.
        opens: Whether a sentence, an item or a bracket starts with it.
    """

    start: int
    end: int
    word: str
    plain: str
    shape: str
    joined: bool
    opens: bool

    @property
    def capital(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.shape in ("title", "upper")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text composed, with a folded copy of the same length.

    Attributes:
        text: Composed, without characters of no width.
        plain: Lower case without accents; plain[i] is the letter text[i].
        offsets: Where each character begins in the text as given; one more for its end.
        bare: Whether the text is typed without accents.
        tokens: Its words in order.
    """

    text: str
    plain: str
    offsets: tuple[int, ...]
    bare: bool
    tokens: tuple[Token, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span lies in the text as given, what is cut within a letter taken in."""
        return self.offsets[start], self.offsets[end]


def read(text: str) -> Reading:
    """Return a text ready to be searched."""
    letters: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(text.translate(_ALIKE)):
        for letter in nfc(cluster[0]):
            if unicodedata.category(letter) != "Cf":
                letters.append(letter)
                offsets.append(cluster.start())
    composed = "".join(letters)
    plain = "".join((fold(letter) or letter)[0] for letter in letters)
    words = tuple(_tokens(composed, plain))
    return Reading(composed, plain, (*offsets, len(text)), _is_bare(words), words)


def _tokens(text: str, plain: str) -> Iterator[Token]:
    shouted = _shouted_lines(text)
    links = [match.span() for match in LINK.finditer(text)]
    end = 0
    for match in _TOKEN.finditer(text):
        if any(a <= match.start() < b for a, b in links):
            continue
        gap, start = text[end : match.start()], match.start()
        word = match[0].lower()
        loud = any(a <= start < b for a, b in shouted)
        yield Token(
            start,
            match.end(),
            word if len(word) == len(match[0]) else match[0],
            plain[start : match.end()],
            "lower" if loud and not match[0][0].isdigit() else _shape(match[0]),
            joined=bool(
                end
                and (_JOINT.fullmatch(gap) or _is_after_initial(text[max(0, end - 4) : end], gap))
            ),
            opens=not end or bool(_SENTENCE_END.search(gap)),
        )
        end = match.end()


def _is_after_initial(before: str, gap: str) -> bool:
    """Say whether a full stop belongs to an initial, as in "Hoàng T. B"."""
    initial = before[-1:].isupper() and not before[-2:-1].isalpha()
    return gap in (". ", ".") and (initial or bool(_TITLE.search(before)))


def _shouted_lines(text: str) -> list[tuple[int, int]]:
    """Return the lines all in capitals, where a capital tells nothing."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return [(a, b) for a, b in lines if text[a:b].isupper() and len(text[a:b].split()) > 3]


def _shape(word: str) -> str:
    if word[0].isdigit():
        return "number"
    if not word[0].isupper():
        return "lower"
    return "upper" if word.isupper() else "title"


def _is_bare(words: tuple[Token, ...]) -> bool:
    written = [token for token in words if token.shape != "number"]
    accented = sum(token.word != token.plain for token in written)
    return accented < _BARE_SHARE * len(written)
