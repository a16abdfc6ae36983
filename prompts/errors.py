"""What can go wrong between the clauses and the text.

PromptError
├── TemplateError   a template is missing, or a variable of it is missing or unknown
├── DraftError      a step of drafting cannot be done
└── ModelError      a language model gives no answer
"""

from __future__ import annotations


class PromptError(Exception):
    """Base of the package."""


class TemplateError(PromptError):
    """A template is missing, or a variable of it is missing or unknown.

    Args:
        name: Of the template.
        reason: What is wrong with it.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class DraftError(PromptError):
    """A step of drafting cannot be done. `code` picks the sentence, `facts` fill it."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


class ModelError(PromptError):
    """A language model gives no answer.

    Attributes:
        code: "not_installed" (the package of its provider), "settings", "refused" (no connection),
            "auth", "not_found", "rate", "server", "timeout", "broken", "empty" or "resting" (it
            failed often and is left alone for a while).
        wait: Seconds after which it asks to be asked again; 0 when it says nothing.
    """

    def __init__(self, code: str, wait: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait
