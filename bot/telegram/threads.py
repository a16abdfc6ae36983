"""Runs the core beside the event loop, in threads that cannot keep the process from ending."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a thread of its own and return what it returns.

    The interpreter waits at its end for the threads of asyncio.to_thread, but not for this one:
    when the core hangs, a stopped bot still ends, and the update is answered after its next start.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: Exception | None) -> None:
        if future.cancelled():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def work() -> None:
        result, raised = None, None
        try:
            result = function(*args, **kwargs)
        except Exception as error:
            raised = error
        with suppress(RuntimeError):  # The loop is closed: nobody waits any longer.
            loop.call_soon_threadsafe(settle, result, raised)

    Thread(target=work, name="kehoach-core", daemon=True).start()
    return await future
