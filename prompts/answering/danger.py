"""A child in danger: recognised before anything is looked up or stored."""

from __future__ import annotations

import re
from functools import cache

from retrieval.corpus import load_toml
from retrieval.text import fold, nfc


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = load_toml("danger.toml")
    return {name: re.compile(rf"\b(?:{'|'.join(rows)})") for name, rows in data.items()}


def child_in_danger(text: str) -> bool:
    """Say whether a message reports harm to a particular child, rather than asks who does what.

    It is meant to err towards yes: an answer with 111 harms nobody.
    """
    plain = fold(nfc(text))
    signs = _patterns()
    if not signs["children"].search(plain) or not signs["harms"].search(plain):
        return False
    if signs["urgent"].search(plain):
        return True
    return bool(signs["particular"].search(plain)) and not signs["general"].search(plain)
