"""The exception with which a Bot API method refuses a request."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal, worded and numbered as the Bot API does it.

    Attributes:
        error_code: HTTP status, repeated in the body as ``error_code``.
        description: The body's ``description``.
        retry_after: Seconds for ``parameters.retry_after``, or None to leave ``parameters`` out.
    """

    def __init__(self, error_code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.error_code = error_code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        """Returns the JSON object of the response."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.error_code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def bad_request(reason: str) -> ApiError:
    """Returns the 400 whose description is ``Bad Request: <reason>``."""
    return ApiError(400, f"Bad Request: {reason}")
