"""Sentences from template files, filled with named variables; holes are refused."""

from __future__ import annotations

import string
import tomllib
from functools import cache
from pathlib import Path

from prompts.errors import TemplateError

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    # What goes into a plan, and what is said of one, is Vietnamese.
    for name in (
        f"law.{language}",
        f"answers.{language}",
        "basis.vi",
        "check.vi",
        "draft.vi",
        "overview.vi",
    ):
        found |= tomllib.loads((TEMPLATES / f"{name}.toml").read_text(encoding="utf-8"))
    return found


def say(name: str, /, *, english: bool = False, **variables: object) -> str:
    """Return a sentence of the answers, filled.

    Raises:
        TemplateError: There is no such sentence, or it wants other variables.
    """
    sentences = _sentences("en" if english else "vi")
    if name not in sentences:
        raise TemplateError(name, "no such sentence")
    wanted = {field for _, field, _, _ in string.Formatter().parse(sentences[name]) if field}
    if wanted != set(variables):
        missing, unknown = sorted(wanted - set(variables)), sorted(set(variables) - wanted)
        raise TemplateError(name, f"missing {missing}, unknown {unknown}")
    return sentences[name].format(**variables)
