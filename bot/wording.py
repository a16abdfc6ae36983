"""The sentences of bot/messages.toml, filled; errors of the lower rooms are worded here."""

from __future__ import annotations

import string
import tomllib
from functools import cache
from pathlib import Path

from bot.errors import BotError
from retrieval.errors import RetrievalError


@cache
def _messages() -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "messages.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def message(name: str, /, **values: object) -> str:
    """Return a sentence of the table `interface`.

    Raises:
        KeyError: There is no such sentence, or a value of it is missing.
    """
    return _messages()["interface"][name].format(**values).strip()


def descriptions() -> dict[str, str]:
    """Return what Telegram's menu says of each command, by its name without the slash."""
    return dict(_messages()["commands"])


def explain(error: RetrievalError | BotError) -> str:
    """Return one sentence that says what is wrong and what to do."""
    sentences = _messages()["errors"]
    sentence = sentences.get(error.code, sentences["unknown"])
    facts = {"code": error.code, **error.facts}
    wanted = {field for _, field, _, _ in string.Formatter().parse(sentence) if field}
    return sentence.format(**{name: facts.get(name, "?") for name in wanted}).strip()
