"""Tests of getUpdates: what confirms an update, and who may wait."""

from __future__ import annotations

import threading
import time

import httpx
import pytest

from . import BotApiServer
from .client import CHAT, Client, in_background


def test_an_unconfirmed_update_is_delivered_again(server: BotApiServer, client: Client) -> None:
    """A getUpdates without a higher offset hands out the same update each time."""
    update_id = server.say(CHAT, "one")
    assert client.update_ids() == [update_id]
    assert client.update_ids() == [update_id]
    assert client.update_ids(offset=update_id) == [update_id]
    assert [u.deliveries for u in server.pending_updates()] == [3]


def test_a_confirmed_update_is_never_delivered_again(server: BotApiServer, client: Client) -> None:
    """An offset above an update_id drops that update for good, even if a lower offset follows."""
    first, second = server.say(CHAT, "one"), server.say(CHAT, "two")
    assert client.update_ids(offset=first + 1) == [second]
    assert client.update_ids(offset=first) == [second]
    assert client.update_ids() == [second]
    assert server.confirmed_updates()[-1].update_id == first
    assert client.update_ids(offset=second + 1) == []
    assert server.pending_updates() == ()


def test_limit_cuts_the_batch_and_leaves_the_rest(server: BotApiServer, client: Client) -> None:
    """A limit of one hands out the oldest update only."""
    first, second = server.say(CHAT, "one"), server.say(CHAT, "two")
    assert client.update_ids(limit=1) == [first]
    assert client.update_ids(limit=1, offset=first + 1) == [second]


def test_a_negative_offset_forgets_all_before_it(server: BotApiServer, client: Client) -> None:
    """Offset -2 keeps the two newest updates only; the others are forgotten, not confirmed."""
    ids = [server.say(CHAT, str(number)) for number in range(3)]
    confirmed = server.confirmed_updates()
    assert client.update_ids(offset=-2) == ids[-2:]
    assert client.update_ids(offset=-1) == ids[-1:]
    assert client.update_ids() == ids[-1:]
    assert server.confirmed_updates() == confirmed


def test_a_negative_offset_forgets_nothing_that_comes_later(
    server: BotApiServer, client: Client
) -> None:
    """A getUpdates that waits with offset -1 hands out all that arrives meanwhile."""
    waiting = in_background(lambda: client.update_ids(offset=-1, timeout=8))
    server.wait_until(lambda: len(server.calls("getUpdates")) == 2)
    looked = threading.Event()
    assert server._web
    server._web.call_soon(looked.set)
    assert looked.wait(5)
    with server._state.changed:
        ids = [server.say(CHAT, "one"), server.say(CHAT, "two")]
    assert waiting.result(5) == ids


def test_an_offset_far_ahead_confirms_nothing(server: BotApiServer, client: Client) -> None:
    """As in Telegram's queue, an offset more than 10 past the next id is taken for 0."""
    update_id = server.say(CHAT, "one")
    assert client.update_ids(offset=update_id + 1000) == [update_id]


def test_allowed_updates_drops_other_types_from_then_on(
    server: BotApiServer, client: Client
) -> None:
    """Types outside allowed_updates are not queued; the setting stays until changed."""
    assert client.update_ids(allowed_updates=["callback_query"]) == []
    server.say(CHAT, "dropped")
    assert client.update_ids() == []
    assert client.update_ids(allowed_updates=[]) == []
    kept = server.say(CHAT, "kept")
    assert client.update_ids() == [kept]


def test_long_polling_returns_as_soon_as_an_update_comes(
    server: BotApiServer, client: Client
) -> None:
    """A waiting getUpdates answers at once when a user writes."""
    waiting = in_background(lambda: client.update_ids(timeout=8))
    server.wait_until(lambda: len(server.calls("getUpdates")) == 2)
    started = time.monotonic()
    update_id = server.say(CHAT, "now")
    assert waiting.result(5) == [update_id]
    assert time.monotonic() - started < 1


def test_long_polling_ends_empty_after_its_timeout(client: Client) -> None:
    """A getUpdates with a timeout of one second waits that second."""
    started = time.monotonic()
    assert client.update_ids(timeout=1) == []
    assert 0.9 < time.monotonic() - started < 2


def test_a_second_get_updates_ends_the_first_with_409(server: BotApiServer, client: Client) -> None:
    """Two at once: the earlier gets Conflict, the later goes on."""
    earlier = in_background(lambda: client.refusal("getUpdates", timeout=8))
    server.wait_until(lambda: len(server.calls("getUpdates")) == 2)
    later = in_background(lambda: client.update_ids(timeout=8))
    code, description = earlier.result(5)
    assert code == 409
    assert description.startswith("Conflict: terminated by other getUpdates request")
    update_id = server.say(CHAT, "for the later one")
    assert later.result(5) == [update_id]


def test_an_abandoned_get_updates_loses_nothing(server: BotApiServer, client: Client) -> None:
    """A poll whose client has left neither conflicts nor takes the next update with it."""
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(client.base + "getUpdates", params={"timeout": 20}, timeout=0.2)
    update_id = server.say(CHAT, "still here")
    assert client.update_ids(timeout=5) == [update_id]
    assert 409 not in [call.status for call in server.calls("getUpdates")]


def test_a_webhook_shuts_get_updates_out(server: BotApiServer, client: Client) -> None:
    """While a webhook is set getUpdates gets 409; deleteWebhook may drop what is pending."""
    server.say(CHAT, "one")
    assert client.ok("setWebhook", url="https://example.org/hook")
    assert client.ok("getWebhookInfo")["pending_update_count"] == 1
    assert client.refusal("getUpdates")[0] == 409
    assert client.ok("deleteWebhook", drop_pending_updates=True)
    assert client.ok("getWebhookInfo")["url"] == ""
    assert client.update_ids() == []
