"""A child in danger: recognised before anything is looked up or stored."""

from __future__ import annotations

import re
from functools import cache

from retrieval.corpus import load_toml
from retrieval.masking import names_a_child, names_somebody
from retrieval.query.spelling import mend
from retrieval.text import fold, nfc

_AGED = re.compile(r"^(?!tre\b|hoc sinh\b).*\d{1,2}(?: ?(?:tuoi|t)|[- ]year)")
"""A child of an age is one in particular even in a question."""

_OF_ONE = re.compile(
    r"(?<!duoi )(?<!tren )(?<!tu )(?<!du )(?<!den )\b(?:0?\d|1[0-7]) ?(?:tuoi|t)\b|\blop \d"
    r"|\b(?:sinh|sn)(?: nam)? 20[01]\d"
)
"""An age, a class or a year of birth, as of one child."""
_BEFELL = re.compile(r"\bbi\b|\bwas\b")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = load_toml("danger.toml")
    rows = {name: found for name, found in data.items() if isinstance(found, list)}
    rows |= {f"case_{name}": found for name, found in data["case"].items()}
    return {name: re.compile(rf"\b(?:{'|'.join(found)})") for name, found in rows.items()}


def child_in_danger(text: str) -> bool:
    """Say whether a message reports harm to a particular child, rather than asks who does what.

    It is meant to err towards yes: an answer with 111 harms nobody.
    """
    plain = fold(nfc(mend(text)))
    signs = _patterns()
    child = signs["children"].search(plain)
    if not child and not signs["self"].search(plain):
        return False
    urgent = signs["urgent"].search(plain)
    if not urgent and signs["procedural"].search(plain) and not signs["grave"].search(plain):
        return False
    if signs["general"].search(plain) and not (urgent or signs["pressing"].search(plain)):
        return False
    if signs["grave"].search(plain):
        return True
    told = signs["particular"].search(plain) or urgent or signs["pressing"].search(plain)
    return bool(told and signs["harms"].search(plain))


def is_case_of_a_child(text: str) -> bool:
    """Say whether a message is about what befell a particular child, not about children's affairs.

    It takes in every report of a child in danger, and files, letters and plans about one child,
    told by its name, initials, age, class or relatives. It is meant to err towards yes: what is
    refused a remote service is still answered here.
    """
    if child_in_danger(text):
        return True
    plain = fold(nfc(text))
    befell = _shows(plain, "case_event", "case_more")
    if _shows(plain, "case_kind") and not befell:
        return False
    if _OF_ONE.search(plain) and names_somebody(text):
        return True
    if names_a_child(text):
        return befell or not _shows(plain, "case_asks")
    child, some_child = _patterns()["case_child"].search(plain), _shows(plain, "children")
    if _shows(plain, "case_asks"):
        lately = _shows(plain, "case_when") and _BEFELL.search(plain)
        return befell and bool((some_child and lately) or (child and _AGED.search(child[0])))
    if child or (some_child and befell and _shows(plain, "case_detail")):
        return True
    someone = _shows(plain, "case_someone") and not _shows(plain, "case_asks_softly")
    return someone and (befell or bool(_BEFELL.search(plain)))


def _shows(plain: str, *names: str) -> bool:
    """Say whether a folded message has one of the named signs."""
    return any(_patterns()[name].search(plain) for name in names)
