"""What a section is for, read from its headings."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.parsing.lexicon import lexicon
from retrieval.types import Role

_OVERRIDING = {Role.ASSIGNMENT, Role.REPORTING, Role.BUDGET, Role.THEME, Role.PURPOSE, Role.TARGET}
"""Roles that a subsection may have inside a section of another role."""


def heading_role(text: str) -> tuple[Role, int] | None:
    """Return the role whose phrase occurs first in a heading, with the phrase's offset."""
    found = [
        (match.start(), order, role)
        for order, (role, pattern) in enumerate(lexicon().roles)
        if (match := pattern.search(text))
    ]
    if not found:
        return None
    offset, _, role = min(found)
    return role, offset


def section_role(headings: Sequence[str]) -> Role:
    """Return the role of a clause from the headings above it, outermost first."""
    role: Role | None = None
    for text in headings:
        found = heading_role(text)
        if found and (role is None or (found[1] == 0 and found[0] in _OVERRIDING)):
            role = found[0]
    return role or Role.TASK
