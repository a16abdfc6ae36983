"""Prompts from template files: filled with named variables, holes and strangers refused."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import cache
from string import Template

from prompts.errors import TemplateError
from prompts.wording import TEMPLATES

_BRACKETS = str.maketrans("<>", "‹›")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told.

    Attributes:
        version: Name and version of its template: "rewrite.vi/1".
    """

    text: str
    version: str


def render(name: str, **values: str) -> Prompt:
    """Return a prompt, filled; `channel` is chosen here, and no value can close it.

    Args:
        name: Of the file in prompts/templates, without ".md".
        values: By the names of its variables.

    Raises:
        TemplateError: There is no such template, or it wants other variables.
    """
    version, body = _template(name)
    wanted = set(Template(body).get_identifiers())
    given = {**values, "channel": f"nguon-{secrets.token_hex(4)}"}
    if wanted != set(given):
        missing, unknown = sorted(wanted - set(given)), sorted(set(given) - wanted)
        raise TemplateError(name, f"missing {missing}, unknown {unknown}")
    safe = {key: given[key].translate(_BRACKETS) for key in given}
    return Prompt(Template(body).substitute(safe), f"{name}/{version}")


@cache
def _template(name: str) -> tuple[str, str]:
    path = TEMPLATES / f"{name}.md"
    if not path.is_file():
        raise TemplateError(name, "no such template")
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    version = re.fullmatch(r"version: (\w+)", head)
    if version is None:
        raise TemplateError(name, "no version in the first line")
    return version[1], body.strip()
