"""What is counted of the bot's work, in Prometheus' form: numbers only, of nobody in particular."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """Counters of one bot, in a registry of their own.

    Args:
        waiting: Returns how many updates are not answered yet.
        unsent: Returns how many parts are not out yet.
        heard: Returns when Telegram was last heard of, None before that.

    Attributes:
        updates: Updates received, by the state in which they were journaled.
        answering: Seconds from the beginning of an answer to its being kept.
        sent: Parts that Telegram took.
        given_up: Updates and parts that failed for good.
    """

    def __init__(
        self,
        *,
        waiting: Callable[[], int],
        unsent: Callable[[], int],
        heard: Callable[[], datetime | None],
    ) -> None:
        registry = self._registry = CollectorRegistry()
        self.updates = Counter("kehoach_updates", "Updates", ["state"], registry=registry)
        self.answering = Histogram(
            "kehoach_answer_seconds", "Time to an answer", buckets=_SECONDS, registry=registry
        )
        self.sent = Counter("kehoach_parts_sent", "Parts of messages sent", registry=registry)
        self.given_up = Counter("kehoach_given_up", "What failed for good", registry=registry)
        for name, told, value in (
            ("kehoach_updates_waiting", "Updates not answered yet", waiting),
            ("kehoach_parts_unsent", "Parts of messages not out yet", unsent),
            ("kehoach_last_heard_seconds", "When Telegram was last heard of", _moment(heard)),
        ):
            Gauge(name, told, registry=registry).set_function(value)

    def told(self) -> bytes:
        """Return all of it as text; it asks the database and blocks."""
        return generate_latest(self._registry)


def _moment(heard: Callable[[], datetime | None]) -> Callable[[], float]:
    def seconds() -> float:
        moment = heard()
        return moment.timestamp() if moment else 0.0

    return seconds
