"""Matters of corpus/facts.toml told: what holds on the day first, what held before second."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts.answering.cues import asks
from prompts.answering.parts import parts_of
from prompts.answering.standing import spoken
from prompts.answering.told import Told
from prompts.wording import say
from retrieval.legal import Catalogue, Matter, Recall, Version, bears_out
from retrieval.query import Question
from retrieval.query.words import write_out
from retrieval.text import fold

SURE = 0.64
"""Likeness above which a matter is what the question is about (development questions)."""
NEAR = 0.4
"""Nearness in meaning below which words alone do not make it the same matter."""
CLOSE = 0.58
"""The same for what is asked beside something else, in few words (three blind sets)."""
LAST = 0.45
"""Likeness that suffices where the plans have nothing."""
MAYBE = 0.5
"""Likeness that suffices where an act or the plans' silence speaks for the matter too."""
ALSO = 0.7
"""Likeness of a second matter, as a share of the first one's, at which it may be meant too."""
GAIN = 0.15
"""Share of the question that a second matter must add to be told."""
TOLD = 2
"""Matters told at once."""
WORDS = 2
"""Words of a question that a matter must hold: one alone is in many matters."""
ALL, FEW = 0.85, 6
"""Likeness from which on one word is enough, of so many: "and what is the left margin?"."""


_DUE = re.compile(r"trước ngày (\d{1,2})/(\d{1,2})")
_DAY = re.compile(r"\b(\d{1,2}) ?(?:/|thang) ?(\d{1,2})\b")
_PART = re.compile(r"[,;?.!:\n]+\s+")
SHORTEST_PART = 4
"""Words that a part of a question must have to be compared."""


def recalled(
    text: str,
    recall: Recall,
    *,
    floor: float = SURE,
    near: float = NEAR,
    only_who: bool = False,
) -> tuple[Matter, ...]:
    """Return the matters that a question is about: the likeliest, and one for the rest of it.

    Args:
        text: The question.
        recall: Knows the matters.
        floor: Likeness that the likeliest must have.
        near: Nearness in meaning that it must have.
        only_who: Whether only matters that say who does something are meant.
    """
    plain = fold(text)
    found = [
        (matter, how)
        for matter, how in recall.matters(text)
        if (matter.who or not only_who)
        and (not matter.needs or any(word in plain for word in matter.needs))
    ]
    first, how = found[0]
    least = 1 if how.score >= ALL and len(text.split()) <= FEW else WORDS
    if how.score < floor or how.near < near or len(how.held) < least:
        return ()
    chosen = [first]
    for matter, other in found[1:]:
        if other.score < max(ALSO * how.score, NEAR) or len(chosen) == TOLD:
            break
        if recall.gain(other, how, text) >= GAIN and other.near >= NEAR:
            chosen.append(matter)
    return tuple(chosen)


def recalled_by_parts(text: str, recall: Recall, *, floor: float = SURE) -> tuple[Matter, ...]:
    """Return the matters of the parts of a question, each likely enough by itself.

    What somebody tells before asking, or asks beside, hides what is asked: "có cháu bị …, giờ
    phải làm mẫu mấy, mấy ngày lập xong".
    """
    parts = [part for part in _PART.split(text) if len(part.split()) >= SHORTEST_PART]
    found = (recalled(part, recall, floor=floor)[:1] for part in parts if len(parts) > 1)
    return tuple(dict.fromkeys(matter for each in found for matter in each))


def tell_matters(
    told: Told, matters: Sequence[Matter], question: Question, catalogue: Catalogue
) -> None:
    """Tell what holds of matters on the day, with what held before and what comes later."""
    known = [matter for matter in matters if matter.on(question.as_of)]
    for matter in known or matters:
        version = matter.on(question.as_of)
        if version is None and _was_born_later(matter, question, catalogue):
            told.verdict.append(say("fact_not_yet", english=question.english))
        elif version is None:
            told.lines.append(say("fact_none", english=question.english, matter=matter.name))
        else:
            judge(told, version, question)
            if matter.report:
                _judge_day(told, version, question)
            told.lines.append(f"• {_line(told, matter, version, question, catalogue)}")
        _tell_others(told, matter, version, question)


def _was_born_later(matter: Matter, question: Question, catalogue: Catalogue) -> bool:
    """Say whether a matter is an act, asked for as such, that was issued after the day."""
    later = matter.after(question.as_of)
    if later is None or later.since is None or matter.before(question.as_of) is not None:
        return False
    named = fold(write_out(question.text))
    acts = catalogue.among(later.acts)
    return any(act.issued == later.since and fold(act.kind) in named for act in acts)


def judge(told: Told, version: Version, question: Question) -> None:
    """Say at the head of an answer whether a premise that was put is borne out."""
    held = bears_out(version, question.text)
    several = parts_of(question.text)  # a yes to one of two questions reads as a yes to both
    if held is None or told.verdict or (held and several):
        return
    if asks("premise", question.text):
        told.verdict.append(say("law_yes" if held else "law_no", english=question.english))
    elif held or asks("negative", question.text) or _is_ambiguous(question.text):
        return
    elif asks("yes_no", question.text):
        told.verdict.append(say("law_not", english=question.english))


def _is_ambiguous(text: str) -> bool:
    """Say whether a no could be read as one to another question, or to an act's force."""
    parts = [part for part in _PART.split(text) if part.strip()]
    put = [part for part in parts if asks("yes_no", part)]
    return len(put) > 1 or (len(parts) > 1 and asks("law_standing", text))


def _judge_day(told: Told, version: Version, question: Question) -> None:
    """Say at the head whether the day that somebody would report on is in time.

    The first day that a version gives is the commune's; on that very day nothing is said.
    """
    due, day = _DUE.search(version.text), _DAY.findall(fold(question.text))
    if told.verdict or not (due and day and asks("in_time", question.text)):
        return
    last, meant = (int(due[2]), int(due[1])), (int(day[-1][1]), int(day[-1][0]))
    if meant != last:
        key = "law_late" if meant > last else "law_in_time"
        told.verdict.append(say(key, english=question.english, due=f"{due[1]}/{due[2]}"))


def _line(
    told: Told, matter: Matter, version: Version, question: Question, catalogue: Catalogue
) -> str:
    text = words_of(version, question)
    acts = catalogue.among(version.acts)
    if not acts:
        n = told.cite_record(f"du-kien-{matter.id}", matter.name, version.text)
        return say("fact_line", english=question.english, text=text, n=n)
    numbers = [told.cite(act, question.as_of, catalogue, text=version.text) for act in acts[:1]]
    numbers += [told.cite(act, question.as_of, catalogue) for act in acts[1:]]
    return f"{text} {' '.join(f'[{n}]' for n in dict.fromkeys(numbers))}"


def _tell_others(told: Told, matter: Matter, version: Version | None, question: Question) -> None:
    """Tell the version before the one of the day, and the one after it, each with its day."""
    english, day = question.english, question.as_of
    before, later = matter.before(day), matter.after(day)
    if version is not None and before is not None and version.since is not None:
        text = words_of(before, question)
        since = spoken(version.since)
        told.lines.append("  " + say("fact_before", english=english, since=since, text=text))
    if later is not None and later.since is not None:
        text, since = words_of(later, question), spoken(later.since)
        told.lines.append("  " + say("fact_after", english=english, since=since, text=text))


def words_of(version: Version, question: Question) -> str:
    """Return a version in the language of the question."""
    return version.english if question.english else version.text
