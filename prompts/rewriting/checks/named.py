"""Names and places that no clause holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.rewriting.checks.said import glue_words
from prompts.rewriting.claims import words_of
from prompts.rewriting.grounds import Ground, plainly, written
from prompts.rewriting.tokens import MONTHS
from retrieval.query.words import is_english_word
from retrieval.text import UPPER, bigrams, fold

_RUN = re.compile(rf"(?:[{UPPER}][^\W\d_]*)(?:[\s–-]+[{UPPER}][^\W\d_]*)*")
_ACT = re.compile(r"\d+(?:/\d{4})?/[^\W\d_]+(?:\s?[-–]\s?[^\W\d_]+)*")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_LAW = re.compile(rf"\b(?:Bộ luật|Luật|Pháp lệnh|Công ước) [{UPPER}]\w+(?: \w+)?")
"""A law by its name, the first two words of it."""
_SHORT = re.compile(rf"[{UPPER}]{{1,5}}(?: ?[&-] ?[{UPPER}]{{1,5}})+(?!\w)")
"""An abbreviation of several parts: "GD&ĐT", "VH- XH"."""
LEVELS = (
    *("xã", "phường", "thị", "trấn", "huyện", "quận", "tỉnh", "phố", "thành", "thôn"),
    *("cũng", "còn", "sẽ", "đã", "này"),
)
"""What may stand behind a body's name without being part of it."""
SEVERAL = ("các", "những", "mỗi", "từng", "mọi")


def unnamed(told: str, ground: Ground) -> bool:
    """A name in capitals, or something in quotation marks, that no cited clause holds."""
    text = _SHORT.sub(lambda match: _known_short(match, ground), _ACT.sub(" ", plainly(told)))
    spoken = f" {ground.phrase} "
    whole = [*_QUOTED.findall(told), *_LAW.findall(told)]
    if any(f" {' '.join(words_of(written(each)))} " not in spoken for each in whole):
        return True
    return any(_is_strange(text, match, ground) for match in _RUN.finditer(text))


def _known_short(match: re.Match[str], ground: Ground) -> str:
    """Return an abbreviation, ";" if it is short for what the clauses hold: "GD&ĐT"."""
    whole = words_of(written(match.group()))
    return ";" if len(whole) > 2 and set(whole) <= ground.words else match.group()


def _is_strange(text: str, match: re.Match[str], ground: Ground) -> bool:
    """Say whether a run of words in capitals is no name of the clauses."""
    words = words_of(written(match.group()))
    if match.start() == 0 and (len(words) < 2 or words[0] in glue_words()):
        words = words[1:]  # any word is in capitals at the beginning
        if not words:
            return False
    if not words or any(word not in ground.words for word in words):
        return True
    if len(words) == 1 and any(doer[:1] == tuple(words) for doer in ground.doers):
        return False  # the body in short: "được Hội vận động"
    rest = text[match.end() :]
    behind = words_of(rest)[:1] if re.match(r" \w", rest) else []
    placed = words_of(text[: match.start()])[-1:]
    whole = len(words) > 1 and placed and placed[0] in LEVELS
    ties = not whole and _ties(match.group().split()[-1], words, behind, ground)
    tied = behind if ties else []
    name = [*words, *(word for word in tied if word not in glue_words())]
    own = ground.pairs | {*bigrams([w for w in ground.phrase.split() if w not in SEVERAL])}
    return any(pair not in own for pair in bigrams(name))


def unnamed_in_english(told: str, ground: Ground) -> bool:
    """A name in capitals that neither the field's English nor a clause holds."""
    own = {fold(word) for word in ground.words}
    names = [m.group() for m in _RUN.finditer(_ACT.sub(" ", told)) if m.start()]
    words = [fold(word) for name in names for word in re.findall(r"[^\W\d_]{2,}", name)]
    known = own | {*MONTHS}
    return any(word not in known and not is_english_word(word) for word in words)


def elsewhere(told: str, ground: Ground) -> bool:
    """A place where something is done and that no clause names: "tại các cảng biển"."""
    words = words_of(told)
    for at, word in enumerate(words[:-1]):
        rest = [each for each in words[at + 1 : at + 3] if each not in SEVERAL]
        if word in ("tại", "ở") and rest and rest[0] not in ground.words | glue_words():
            return True
    return False


def _ties(last: str, words: Sequence[str], behind: Sequence[str], ground: Ground) -> bool:
    """Say whether the word behind a name belongs to it: "Truyền hình", "UBND tỉnh"."""
    if last.isupper():
        return bool(behind) and behind[0] in LEVELS
    whole = len(words) > 1 and " ".join(words[-2:]) in ground.place
    return not whole and words[-1] not in LEVELS
