"""What can go wrong between the clauses and the text.

PromptError
├── TemplateError   a template is missing, or a variable of it is missing or unknown
└── DraftError      a step of drafting cannot be done
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
