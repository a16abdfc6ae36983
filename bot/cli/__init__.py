"""The command line: what each command prints, and how it fails.

Exit 0: done; 2: wrong usage or bad input, one line on stderr; 1: it could not do its work.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.cli.arguments import build_parser
from bot.cli.asking import ask, chat, search
from bot.cli.documents import add, correct, index, list_documents, remove, show
from bot.cli.drafting import draft
from bot.cli.evaluating import evaluate
from bot.cli.inspection import doctor
from bot.cli.keeping import backup, restore
from bot.cli.law import basis, laws
from bot.cli.reviewing import check
from bot.cli.serving import serve
from bot.config import read_settings
from bot.errors import BotError
from bot.services import build_services
from bot.wording import explain
from retrieval.errors import RetrievalError

__all__ = ["run"]

_EXPECTED = (BotError, RetrievalError, OSError, SQLAlchemyError, ModuleNotFoundError)
_COMMANDS = {
    "add": add,
    "ask": ask,
    "backup": backup,
    "basis": basis,
    "bot": serve,
    "chat": chat,
    "check": check,
    "correct": correct,
    "doctor": doctor,
    "draft": draft,
    "eval": evaluate,
    "index": index,
    "laws": laws,
    "list": list_documents,
    "remove": remove,
    "search": search,
    "show": show,
}


def run(argv: Sequence[str]) -> int:
    """Run one command; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    arguments = build_parser().parse_args(argv)
    try:
        settings = read_settings(arguments.data_dir)
        if arguments.command == "restore":  # the database that is there may not even open
            return restore(arguments, settings)
        services = build_services(settings)
    except _EXPECTED as error:
        return _fail(error)
    try:
        return _COMMANDS[arguments.command](arguments, services)
    except BrokenPipeError:  # who read the output has seen enough
        sys.stderr.close()
        return 0
    except _EXPECTED as error:
        return _fail(error)
    finally:
        services.close()


def _fail(error: Exception) -> int:
    if isinstance(error, BotError | RetrievalError):
        sys.stderr.write(f"{explain(error)}\n")
        return 2
    if isinstance(error, OSError):
        sys.stderr.write(f"{error}\n")
        return 1
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    sys.stderr.write(f"{explain(BotError('database_unusable', reason=reason))}\n")
    return 1
