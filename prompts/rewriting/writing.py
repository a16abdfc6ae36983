"""A language model writes from a prompt; only the sentences that hold are passed on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from prompts.errors import ModelError
from prompts.model import Model, Written
from prompts.rendering import Prompt, render
from prompts.rewriting.grounds import Ground
from prompts.rewriting.sentences import sentences
from prompts.rewriting.verifying import fault_of

Shown = Callable[[str], None]
"""Called with the sentences so far, each time one more has been verified."""
TYPED = ("question",)
"""Variables that hold what an official typed."""
_LOGGER = logging.getLogger(__name__)


class Guard(Protocol):
    """Hides who is named from a model that is not ours."""

    def hide(self, text: str, *, typed: bool = False) -> str:
        """Return a text with placeholders; if an official typed it, for any word nobody knows."""

    def put_back(self, text: str) -> str:
        """Return a text with what the placeholders stand for."""


@dataclass(frozen=True, slots=True)
class Faithful:
    """What a model wrote, as far as it holds.

    Attributes:
        sentences: Verified, with their citations, in order.
        dropped: How many others there were.
        tokens: Read and written.
        by: The model with the version of the prompt.
        fault: Code of the ModelError that ended it; "" for none.
    """

    sentences: tuple[str, ...]
    dropped: int
    tokens: int
    by: str
    fault: str


class Writer:
    """A model behind its guard and its verifier.

    Args:
        model: What writes.
        new_guard: Makes what hides persons for one prompt; None for a model that is our own.
    """

    def __init__(self, model: Model, new_guard: Callable[[], Guard] | None) -> None:
        self._model = model
        self._new_guard = new_guard

    def write(
        self,
        template: str,
        values: Mapping[str, str],
        grounds: Mapping[int, Ground],
        *,
        most: int,
        english: bool = False,
        shown: Shown = lambda text: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Faithful:
        """Return what a model writes; it never raises ModelError.

        Args:
            template: Name of the prompt.
            values: Of its variables; persons in them are hidden.
            grounds: What sentences may lean on, by the number that they cite.
            most: Sentences that are kept; it is told to the model as `most`.
            english: Whether the sentences are to be English.
            shown: Told the verified sentences as they come.
            stopped: Says whether the user wants no more of them.
        """
        guard = self._new_guard() if self._new_guard else None
        hidden = {
            name: guard.hide(value, typed=name in TYPED) if guard else value
            for name, value in values.items()
        }
        prompt = render(template, **hidden, most=str(most))
        kept: list[str] = []
        dropped, fault, written = 0, "", Written(iter(()))
        try:
            written = self._model.write(prompt.text, stopped)
            for sentence in sentences(written.pieces):
                whole = guard.put_back(sentence) if guard else sentence
                if why := fault_of(whole, grounds, english=english):
                    dropped += 1
                    _LOGGER.info("a sentence is dropped: %s", why)
                elif len(kept) < most:
                    kept.append(whole)
                    shown(" ".join(kept))
        except ModelError as error:
            fault = error.code
            _LOGGER.warning("model: %s", error.code)
        return Faithful(tuple(kept), dropped, written.tokens, self._by(prompt), fault)

    def _by(self, prompt: Prompt) -> str:
        return f"{self._model.name} ({prompt.version})"
