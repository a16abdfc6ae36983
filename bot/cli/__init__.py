"""The command line: what each command prints, and how it fails.

Exit 0: done; 2: wrong usage or bad input, one line on stderr; 1: it could not do its work.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

from bot.cli.arguments import build_parser
from bot.cli.asking import ask, chat, search
from bot.cli.documents import add, correct, index, list_documents, remove, show
from bot.cli.evaluating import evaluate
from bot.cli.inspection import doctor
from bot.cli.serving import serve
from bot.config import read_settings
from bot.errors import BotError
from bot.services import build_services
from bot.wording import explain
from retrieval.errors import IndexUnavailable, RetrievalError

__all__ = ["run"]

_COMMANDS = {
    "add": add,
    "ask": ask,
    "bot": serve,
    "chat": chat,
    "correct": correct,
    "doctor": doctor,
    "eval": evaluate,
    "index": index,
    "list": list_documents,
    "remove": remove,
    "search": search,
    "show": show,
}


def run(argv: Sequence[str]) -> int:
    """Run one command; return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    arguments = build_parser().parse_args(argv)
    try:
        settings = read_settings(arguments.data_dir)
        services = build_services(settings)
    except (BotError, RetrievalError, OSError) as error:
        return _fail(error)
    try:
        return _COMMANDS[arguments.command](arguments, services)
    except (BotError, RetrievalError, OSError) as error:
        return _fail(error)
    except BrokenPipeError:
        return 0
    finally:
        services.close()


def _fail(error: Exception) -> int:
    if not isinstance(error, BotError | RetrievalError):
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write(f"{explain(error)}\n")
    return 1 if isinstance(error, IndexUnavailable) else 2
