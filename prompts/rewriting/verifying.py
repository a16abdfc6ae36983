"""Whether a sentence of a language model says no more than the clauses that it cites.

Every check looks for one way in which a sentence may claim more; each has a name, under which
`fault_of` reports it. A sentence passes only if all of them find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from prompts.rewriting.claims import Mark, marks, words_of
from prompts.rewriting.grounds import Ground, joined, plainly, same_words, written
from prompts.rewriting.orders import has_code
from retrieval.corpus import load_toml
from retrieval.parsing.bodies import split_bodies, subject
from retrieval.privacy import MAIL, PHONE, persons
from retrieval.query import families_in
from retrieval.query.bodies import FOREIGN
from retrieval.query.words import from_english
from retrieval.text import UPPER, bigrams, collapse, has_accents

CITED = re.compile(r"(?:\s?\[\d{1,2}\])+(?=[.!?;:,…]*\s*$)")
"""Citations at the end of a sentence: "… [1][2]."""
_CITATION = re.compile(r"\[(\d{1,2})\]")
_MARKUP = re.compile(
    r"https?:|www\.|\w@\w|@\w|(?<![\w.])[\w-]+\.(?:vn|com|net|org|gov|edu|info|io|me|test|example|invalid|xyz|ru|cn)\b"
    r"|hxxp|\[dot\]|\bt\.me\b|\bfb\.|[<>{}`|\\*_#~^=]|&\w+;|\]\(|!\[|^\s*[/-]\w|\\u|\d{1,3}(?:\.\d{1,3}){3}|⟦|⟧"
)
_ODD = re.compile(r"[^\w\s.,;:!?()\[\]“”\"'’‘/%+&…–—-]|[\u200b-\u200f\u2060\ufeff\u00ad\ufffd]")
_FOREIGN = re.compile(r"[^\W\d_a-zA-ZÀ-ɏ\u1e00-\u1eff]")
_RUN = re.compile(rf"(?:[{UPPER}][^\W\d_]*)(?:[\s–-]+[{UPPER}][^\W\d_]*)*")
_ACT = re.compile(r"\d+(?:/\d{4})?/[^\W\d_]+(?:\s?[-–]\s?[^\W\d_]+)*")
_LONGEST = 700
"""Characters of a sentence; a longer one is a flood."""
_ONESELF = re.compile(r"(?i)(?:^|\W)(?:tôi|chúng tôi|I|we)(?=\W)(?! (?:lứa|nay))")
"""Who writes says nothing of himself."""
_REPEATED = re.compile(r"\b(\w+(?:\s+\w+)?)\s+\1\b", re.I)
_STUCK = re.compile(r"\b(\w+(?:\s+\w+)?)(?:\s+\1\b){2,}", re.I)
_STAMMERS = 2
"""Words said twice in succession from which on a sentence is no sentence."""
_SPARE = 0.2
"""Share of a sentence's words that no clause need hold: other words for the same thing."""
_TELLING = 1
"""Weight of the words of another's place below which nothing is concluded from them."""
_TRANSLATED = 0.5
"""Share of an English sentence's terms that the clauses must hold, in Vietnamese."""
_PARTS = re.compile(r"[,;] (?:còn|trong khi|đồng thời)?|(?<= )(?:còn|trong khi|nếu|thì) ")
_MOST, _FEW_WORDS = 0.6, 4
"""Share of a part's words that one clause must hold, of parts of so many words."""
_ORDER, _FEW_PAIRS = 0.33, 5
"""Share of neighbours that are neighbours in the clauses too, from so many on."""
_FOREIGN_SHARE = 0.5
_LEVELS = (
    *("xã", "phường", "thị", "trấn", "huyện", "quận", "tỉnh", "phố", "thành", "thôn"),
    *("cũng", "còn", "sẽ", "đã", "này"),
)
"""What may stand behind a body's name without being part of it."""
_WHERE = re.compile(
    r"\s(?:ở|tại|của|trên|trong|thuộc|cùng|phối hợp)\s|, trong đó"
    rf"|\s(?=(?:xã|phường|thị trấn|huyện|thị xã|tỉnh|thành phố)\s[{UPPER}])"
)
"""What stands behind a body's name: where it is, with whom it acts."""
_RECEIVES = re.compile(r"\bnhận (?:báo cáo|kết quả)|\bnơi nhận\b")
"""Who receives a report is no doer of the task."""
_GENERAL = ("doan-the", "van-phong")
"""Families of any body of a kind."""
_SEVERAL = ("các", "những", "mỗi", "từng", "mọi")
_NUMBERED = re.compile(r"\bNos?\.(?=\s?\d)|(?<=\d )May\b|\bMay(?= \d)")
"""English words that are others here: "No. 130", "15 May"."""
_DENIED = re.compile(
    r" (?:không|chưa|chẳng|cấm|nghiêm cấm|tránh)(?: (?:để|có|được|bị|cho|xảy ra))*"
    r" (?P<what>\w+ \w+)(?= )"
)
_ISSUED_BY = re.compile(
    r"(?<!\d)0?(?P<number>\d+)(?:/[\w–-]+)+[^,.;]{0,40}?\b(?:do|của)\s+"
    r"(?P<who>(?:ủy ban nhân dân|bộ|sở|thủ tướng|chính phủ|quốc hội)[^,.;]*?)"
    r"(?=\s(?:ban hành|phê duyệt|về|quy định|hướng dẫn|được|là|triển khai|cũng)|[,.;]|$)"
)
_DONE_BY = re.compile(r"\b(?:do|bởi)\s+(?=[^\W\d_])")


def citations_of(sentence: str) -> tuple[int, ...]:
    """Return the numbers that a sentence cites at its end, () if it cites otherwise or not."""
    tail = CITED.search(collapse(sentence))
    return tuple(map(int, _CITATION.findall(tail.group()))) if tail else ()


def bare(sentence: str) -> str:
    """Return a sentence without its citations."""
    return re.sub(r"\s+([.,;:!?])", r"\1", collapse(_CITATION.sub("", sentence))).strip()


def fault_of(sentence: str, grounds: Mapping[int, Ground], *, english: bool = False) -> str:
    """Return the name of the first check that a sentence fails; "" if it may be shown.

    Args:
        sentence: One, as the model wrote it, with its citations.
        grounds: The clauses that it was given, by the number of the citation.
        english: Whether the question was asked in English.
    """
    cited = citations_of(sentence)
    if not cited or not set(cited) <= set(grounds):
        return "citation"
    told = bare(sentence)
    if "[" in told or "]" in told:
        return "citation"
    own = [grounds[n] for n in dict.fromkeys(cited)]
    ground = joined(own)
    checks = _OF_ENGLISH if english else _CHECKS
    fault = next((name for name, check in checks.items() if check(told, ground)), "")
    return fault or ("mixed" if len(own) > 1 and not english and _mixed(told, own) else "")


def _mixed(told: str, grounds: Sequence[Ground]) -> bool:
    """Say whether a part of a sentence joins what stands in different clauses.

    Each part must lean on one clause that holds most of its words, its marks and its doer.
    """
    for part in _PARTS.split(told):
        said = [word for word in words_of(written(part)) if word not in _glue_words()]
        halves = part.split(" và ")
        whole = len(said) < _FEW_WORDS or any(_bears(part, said, each) for each in grounds)
        if not whole and (len(halves) == 1 or any(_mixed(half, grounds) for half in halves)):
            return True
    return False


def _bears(part: str, said: Sequence[str], ground: Ground) -> bool:
    known = ground.words | _others(ground)
    enough = sum(word in known for word in said) >= _MOST * len(said)
    return enough and not _unborne(part, ground) and not _ill_assigned(part.strip(), ground)


def _broken(told: str, ground: Ground) -> bool:
    """Mark-up, links, odd characters, floods, repetitions."""
    del ground
    return bool(
        len(told) > _LONGEST
        or _MARKUP.search(told)
        or _ODD.search(told)
        or _FOREIGN.search(told)
        or _STUCK.search(told)
        or len(_REPEATED.findall(told)) >= _STAMMERS
        or has_code(told)
        or _ONESELF.search(told)
        or "\n" in told
    )


def _private(told: str, ground: Ground) -> bool:
    """Persons, telephone numbers, e-mail addresses; a school may bear a person's name."""
    public = [name for name in persons(told) if name in ground.text]
    named = [name for name in persons(told) if name not in public or name in persons(ground.text)]
    return bool(MAIL.search(told) or PHONE.search(told) or named)


def _wrong_language(told: str, ground: Ground) -> bool:
    del ground
    return not has_accents(told)


def _not_english(told: str, ground: Ground) -> bool:
    """Words with accents that no clause holds, or too many: names and quotations are few."""
    words = told.split()
    accented = [word for word in words if has_accents(word)]
    strange = [w for w in words_of(" ".join(accented)) if w not in ground.words]
    return bool(strange) or len(accented) > _FOREIGN_SHARE * len(words)


def _unborne(told: str, ground: Ground) -> bool:
    """A figure, day or act that no cited clause holds, or that belongs to something else there."""
    for mark in marks(written(told), told=True):
        bearing = [own for own in ground.marks if own.bears(mark)]
        if not bearing or _misplaced(mark, bearing, ground):
            return True
    return any(_wrong_issuer(match, ground) for match in _ISSUED_BY.finditer(written(told)))


def _wrong_issuer(match: re.Match[str], ground: Ground) -> bool:
    """Say whether an act is told to be of another authority than the clause names behind it."""
    number = re.escape(match["number"])
    issuer = [word for word in words_of(match["who"]) if word not in _glue_words()]
    behind = re.findall(rf"(?<!\d)0?{number}\b[^,;.]*", written(ground.text))
    named = [set(words_of(each)) for each in behind]
    return bool(named) and not any(set(issuer) <= words for words in named)


def _misplaced(mark: Mark, bearing: Sequence[Mark], ground: Ground) -> bool:
    """Say whether what stands around a mark tells it from its own place and fits another's."""
    rivals = [own for own in ground.marks if own.like(mark) and not own.bears(mark)]
    return all(any(_fits(mark, rival, own) for rival in rivals) for own in bearing)


def _fits(mark: Mark, rival: Mark, own: Mark) -> bool:
    """Say whether a mark stands among words of a rival's place rather than of its own."""
    strange, familiar = rival.near - own.near, own.near - rival.near
    against, for_it = _weight(mark.near & strange), _weight(mark.near & familiar)
    return against > _TELLING and against > 2 * for_it


def _weight(words: Iterable[str]) -> int:
    """Return how much words tell: a figure among them as much as three."""
    return sum(3 if word.startswith("#") else 1 for word in words)


def _unnamed(told: str, ground: Ground) -> bool:
    """A name in capitals that no cited clause holds."""
    text = _ACT.sub(" ", plainly(told))
    return any(_is_strange(text, match, ground) for match in _RUN.finditer(text))


def _is_strange(text: str, match: re.Match[str], ground: Ground) -> bool:
    """Say whether a run of words in capitals is no name of the clauses."""
    words = words_of(written(match.group()))
    if match.start() == 0 and words[:1] and (len(words) == 1 or words[0] in _glue_words()):
        words = words[1:]  # any word is in capitals at the beginning
        if not words:
            return False
    if not words or any(word not in ground.words for word in words):
        return True
    rest = text[match.end() :]
    behind = words_of(rest)[:1] if rest.startswith(" ") else []
    placed = words_of(text[: match.start()])[-1:]
    whole = len(words) > 1 and placed and placed[0] in _LEVELS
    ties = not whole and _ties(match.group().split()[-1], words, behind, ground)
    tied = behind if ties else []
    name = [*words, *(word for word in tied if word not in _glue_words())]
    return any(pair not in ground.pairs for pair in bigrams(name))


def _elsewhere(told: str, ground: Ground) -> bool:
    """A place where something is done and that no clause names: "tại các cảng biển"."""
    words = words_of(told)
    for at, word in enumerate(words[:-1]):
        rest = [each for each in words[at + 1 : at + 3] if each not in _SEVERAL]
        if word in ("tại", "ở") and rest and rest[0] not in ground.words | _glue_words():
            return True
    return False


def _ties(last: str, words: Sequence[str], behind: Sequence[str], ground: Ground) -> bool:
    """Say whether the word behind a name belongs to it: "Truyền hình", "UBND tỉnh"."""
    if last.isupper():
        return bool(behind) and behind[0] in _LEVELS
    whole = len(words) > 1 and " ".join(words[-2:]) in ground.place
    return not whole and words[-1] not in _LEVELS


def _ill_assigned(told: str, ground: Ground) -> bool:
    """A body that no clause names, or a task given to another than the clause gives it to."""
    if any(_is_named(each, told) for each in families_in(told) - ground.families):
        return True
    if _RECEIVES.search(told):
        return False
    starts = [0, *(match.end() for match in _DONE_BY.finditer(told))]
    named = [(start, subject(told[start:])) for start in starts]
    return any(
        body and not _is_doer(body, ground) and not _acts_there(told[start:], body, ground)
        for start, body in named
    )


def _is_named(family: str, told: str) -> bool:
    """Say whether a family is meant, and not only looks like it without accents."""
    plain = told.lower()
    if family.startswith(FOREIGN):
        return family.removeprefix(FOREIGN) in plain
    return family not in _GENERAL and not (family == "truong-hoc" and "trường hợp" in plain)


def _is_doer(body: str, ground: Ground) -> bool:
    """Say whether a body is one of the doers: its name whole, without its level, or shortened."""
    name = _WHERE.split(body)[0]
    parts = split_bodies(name)
    if len(parts) > 1:
        return all(_is_doer(part, ground) for part in parts)
    words = words_of(written(name))
    while len(words) > 1 and words[0] in _SEVERAL:
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEVELS:
        words = words[:-1]
    own = f" {' '.join(words)} "
    if not ground.doers:
        return own in f" {ground.phrase} "
    return any(
        own in f" {' '.join(doer)} " or _begins(words, doer) or _shortened(words, doer)
        for doer in ground.doers
    )


def _begins(words: Sequence[str], doer: Sequence[str]) -> bool:
    """Say whether words begin with a doer's name: what follows is what it does."""
    name = [word for word in doer if word not in _SEVERAL] if doer[0] in _SEVERAL else doer
    return list(words[: len(name)]) == list(name)


def _shortened(words: Sequence[str], doer: Sequence[str]) -> bool:
    """Say whether words are a name with some of its words left out, but for the first two."""
    rest = iter(doer)
    return tuple(words[:2]) == tuple(doer[:2]) and all(word in rest for word in words)


def _acts_there(told: str, body: str, ground: Ground) -> bool:
    """Say whether the clause itself has a body act so, or the sentence has something done to it."""
    behind = words_of(told[told.find(body) + len(body) :])[:1]
    words = [word for word in words_of(written(body)) if word not in _SEVERAL]
    acts = f" {' '.join([*words, *behind])} "
    return behind in (["được"], ["bị"], ["nhận"]) or acts in f" {ground.phrase} "


def _overstated(told: str, ground: Ground) -> bool:
    """A word that changes who, whether or how much, and that no cited clause holds."""
    spoken = f" {' '.join(words_of(told))} "
    for phrase in load_toml("rewriting.toml")["not_strict"]:
        spoken = spoken.replace(f" {phrase} ", " ")
    whole = any(mark.value == "100" for mark in ground.marks)
    free = load_toml("rewriting.toml")["whole"] if whole else ()
    return any(
        f" {word} " in spoken and f" {word} " not in f" {ground.phrase} "
        for word in load_toml("rewriting.toml")["strict"]
        if word not in free
    )


def _turned(told: str, ground: Ground) -> bool:
    """What a clause denies or forbids, told without the denial."""
    spoken = f" {' '.join(words_of(told))} "
    own = f" {ground.phrase} "
    for match in _DENIED.finditer(own):
        denied = f" {match['what']} "
        plain = _DENIED.sub(" ", own)
        if denied in spoken and denied not in plain and not _DENIED.search(spoken):
            return True
    return False


def _unfounded(told: str, ground: Ground) -> bool:
    """Too many words that no cited clause holds, even in other words."""
    words = words_of(written(told))
    said = [word for word in words if word not in _glue_words()]
    known = ground.words | _others(ground)
    strange = [word for word in said if word not in known]
    return len(strange) > max(1, _SPARE * len(said))


def _overstated_in_english(told: str, ground: Ground) -> bool:
    """The same as `_overstated`, of an English sentence."""
    spoken = set(re.findall(r"[a-z']+", _NUMBERED.sub(" ", told).lower()))
    own = f" {ground.phrase} "
    return any(
        spoken & set(row["words"]) and not any(f" {held} " in own for held in row["held"])
        for row in load_toml("rewriting.toml")["english"]
    )


def _unfounded_in_english(told: str, ground: Ground) -> bool:
    """A body that no clause names, or too few of the field's terms that the clauses hold."""
    vietnamese = from_english(told)
    if families_in(vietnamese) - ground.families - {"van-phong"}:  # any "office"
        return True
    words = [word for word in words_of(vietnamese) if has_accents(word)]
    held = sum(word in ground.words for word in words)
    return held < _TRANSLATED * len(words)


def _jumbled(told: str, ground: Ground) -> bool:
    """Words of the clauses in an order of their own: hardly two stand side by side as there."""
    pairs = bigrams([word for word in words_of(written(told)) if word in ground.words])
    return len(pairs) > _FEW_PAIRS and sum(p in ground.pairs for p in pairs) < _ORDER * len(pairs)


@cache
def _glue_words() -> frozenset[str]:
    return frozenset(
        word for phrase in load_toml("rewriting.toml")["glue"] for word in phrase.split()
    )


def _others(ground: Ground) -> set[str]:
    """Return the words that say the same as words of a clause."""
    spoken = f" {ground.phrase} "
    return {
        word
        for phrase, others in same_words().items()
        if f" {phrase} " in spoken
        for other in others
        for word in other.split()
    }


_Check = Callable[[str, Ground], bool]
_CHECKS: Mapping[str, _Check] = {
    "form": _broken,
    "private": _private,
    "language": _wrong_language,
    "mark": _unborne,
    "name": _unnamed,
    "place": _elsewhere,
    "body": _ill_assigned,
    "strict": _overstated,
    "denied": _turned,
    "ground": _unfounded,
    "order": _jumbled,
}
_OF_ENGLISH: Mapping[str, _Check] = {
    "form": _broken,
    "private": _private,
    "language": _not_english,
    "mark": _unborne,
    "strict": _overstated_in_english,
    "ground": _unfounded_in_english,
}
