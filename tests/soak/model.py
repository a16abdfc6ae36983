"""A language model that fails in every way of tests/prompts/test_model.py, at full length."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.config import read_settings
from bot.services import build_services, today
from prompts.model import ChatModel
from prompts.rewriting import Rewriter
from tests.modelapi import ModelServer, Scripted, said
from tests.prompts.test_model import FAULTS, QUESTION, TRUE

_SLOW = {
    "one token a second": said(f"{TRUE} " * 3, size=4, pause=1.0),
    "hangs in the middle": said(f"{TRUE} {TRUE}", hang_at=8),
    "is cut in the middle": Scripted(pieces=[TRUE], cut=True),
}


def run() -> dict[str, object]:
    """Ask once in each way; return the seconds and whether anything uncited was shown."""
    told: dict[str, object] = {}
    longest, loose = 0.0, 0
    with TemporaryDirectory() as folder, ModelServer() as server:
        services = build_services(read_settings(Path(folder), environ={}))
        services.prepare()
        answer = services.answerer.ask(QUESTION, as_of=today())
        for name, script in {**{n: s for n, (s, _) in FAULTS.items()}, **_SLOW}.items():
            server.script = script
            begun = time.monotonic()
            found = Rewriter(ChatModel("openai:m", server.url), None).rewrite(answer)
            took = time.monotonic() - begun
            longest = max(longest, took)
            before, behind = answer.text.split(answer.quoted)
            prose = found.answer.text.removeprefix(before).removesuffix(behind)
            loose += bool(found.answer.model and prose.replace(TRUE, "").strip())
            told[name] = f"{took:.1f} s, {found.fault or 'worded'}"
        services.close()
    return {"ways": len(told), "longest s": round(longest, 1), "uncited shown": loose, **told}
