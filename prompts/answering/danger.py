"""A child in danger: recognised before anything is looked up or stored."""

from __future__ import annotations

import re
from functools import cache

from retrieval.corpus import load_toml
from retrieval.query.spelling import mend
from retrieval.text import fold, nfc


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = load_toml("danger.toml")
    return {name: re.compile(rf"\b(?:{'|'.join(rows)})") for name, rows in data.items()}


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
