"""What can go wrong below the answer. Errors carry a code and facts; bot/ words them.

RetrievalError
├── ReadingError        a file cannot be turned into text
├── DocumentError       the library has no such document, or refuses it
├── EncoderError        the configured encoder cannot be loaded (retrieval.encoder)
└── EvaluationError     a folder of questions cannot be read
"""

from __future__ import annotations


class RetrievalError(Exception):
    """Base of the package. `code` picks the sentence, `facts` fill it.

    Args:
        code: Key of a message in bot/messages.toml, such as "file_empty".
        **facts: What the sentence needs: names, limits, package names.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.facts = facts


class ReadingError(RetrievalError):
    """A file cannot be turned into text; nothing was stored."""


class DocumentError(RetrievalError):
    """The library has no such document, or refuses to take it."""


class EvaluationError(RetrievalError):
    """A folder of evaluation questions cannot be read."""
