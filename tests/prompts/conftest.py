"""A question put to the shipped plans, as every test of answers does."""

from __future__ import annotations

import pytest

from tests.conftest import AS_OF


@pytest.fixture
def ask(services):
    """Puts a question on a day; `more` as of `Answerer.ask`."""
    return lambda text, day=AS_OF, **more: services.answerer.ask(text, as_of=day, **more)
