"""Read heading/text pairs, and cut texts into pieces as short as the clauses of a plan."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.encoder.base import EncoderError
from retrieval.text import collapse

WHOLE_CHARACTERS = 4_000
"""Of a text, what is read for training: nine of ten articles of the codified law fit."""
PIECE_CHARACTERS = 80
"""A paragraph shorter than this goes with the next one: "a) Cơ sở vật chất;" says too little."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A heading and the text under it.

    Attributes:
        heading: Heading of the article or clause; never empty.
        contexts: What the heading stands under, such as its topic and its chapter; may be empty.
        text: The text, with its line breaks, cut at WHOLE_CHARACTERS.
    """

    heading: str
    contexts: tuple[str, ...]
    text: str


def read_pairs(paths: Iterable[Path]) -> list[Pair]:
    """Return the pairs of all files in order, the second of two equal ones left out.

    Args:
        paths: Files of one JSON object a line, plain or .xz, with "title" and "text" and perhaps
            "topic" and "chapter". Lines with an empty title or text are passed over.

    Raises:
        EncoderError: A file cannot be read, or a line is not such an object ("pairs_unreadable").
    """
    pairs = dict.fromkeys(pair for path in paths for pair in _pairs_of(path))
    return list(pairs)


def pieces(text: str, least: int = PIECE_CHARACTERS) -> list[str]:
    """Cut a text at its line breaks, joining a line of less than `least` with what follows it.

    A text of one piece gives an empty list: it is its own whole.
    """
    found: list[str] = []
    held = ""
    for line in text.splitlines():
        held = f"{held}\n{line}" if held else line
        if len(held) >= least:
            found.append(held)
            held = ""
    if held:
        found.append(held)
    return found if len(found) > 1 else []


def _pairs_of(path: Path) -> Iterator[Pair]:
    number = 0
    try:
        for line in _lines(path):
            number += 1
            record = json.loads(line)
            heading, text = collapse(record["title"]), record["text"][:WHOLE_CHARACTERS].strip()
            if heading and text:
                yield Pair(heading, _contexts(record), text)
    except (OSError, EOFError, lzma.LZMAError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(
            "pairs_unreadable", name=str(path), line=number, reason=repr(error)
        ) from error


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a UTF-8 file, unpacked when its name ends in .xz."""
    opener = lzma.open if path.suffix == ".xz" else Path.open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _contexts(record: dict[str, str]) -> tuple[str, ...]:
    """Return the topic without its number, and the chapter without "Chương II - ", if given."""
    topic = (record.get("topic") or "").lstrip("0123456789. ")
    chapter = (record.get("chapter") or "").rpartition(" - ")[2]
    return tuple(found for found in (collapse(topic), collapse(chapter)) if found)


def headings(pairs: Sequence[Pair]) -> int:
    """Return the number of different headings."""
    return len({pair.heading for pair in pairs})
