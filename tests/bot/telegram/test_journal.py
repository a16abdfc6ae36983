"""The journal as the front end uses it, on a database of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from bot.tables import JournalRow
from bot.telegram.journal import DONE, PARKED, WAITING, Journal, Received
from bot.telegram.pastes import NEARLY_FULL
from bot.telegram.replays import MOST, ReplayedTooOften, count_replay


@pytest.fixture
def journal(engine: Engine) -> Journal:
    return Journal(engine)


def row(update_id: int, lane: str = "1", payload: str = "{}", state: str = WAITING) -> Received:
    return Received(update_id, lane, payload, state)


def age(engine: Engine, update_id: int, **past: float) -> None:
    with Session(engine) as session, session.begin():
        moment = datetime.now(UTC) - timedelta(**past)
        changed = update(JournalRow).where(JournalRow.update_id == update_id)
        session.execute(changed.values(received_at=moment))


def ids(engine: Engine) -> set[int]:
    with Session(engine) as session:
        return set(session.scalars(select(JournalRow.update_id)))


def test_an_update_that_comes_twice_is_new_once(journal: Journal):
    """Telegram repeats what was not acknowledged; also when it is long done."""
    assert journal.receive([row(1), row(2)]) == [row(1), row(2)]
    journal.settle(1, DONE)
    assert journal.receive([row(1), row(2), row(3)]) == [row(3)]
    assert [waiting.update_id for waiting in journal.waiting()] == [2, 3]


def test_what_is_settled_keeps_no_content_and_its_state(journal: Journal):
    """A parked update is not done by a later success, nor replayed."""
    journal.receive([row(1, payload="text")])
    assert journal.payload(1) == "text"
    journal.settle(1, PARKED)
    journal.settle(1, DONE)
    journal.keep(1, "text")
    assert journal.payload(1) is None
    assert journal.receive([row(1, payload="text")]) == []


def test_what_waits_behind_an_update_is_of_its_lane(journal: Journal):
    """Other chats, and what came before, are not behind it."""
    journal.receive(
        [row(1, payload="a"), row(2, payload="b"), row(3, "2", "c"), row(4, payload="d")]
    )
    assert journal.behind(2) == ["d"]
    assert journal.behind(1) == ["b", "d"]
    assert journal.behind(9) == []


def test_an_update_can_absorb_others(journal: Journal):
    """The pieces of a paste become one in a single transaction."""
    journal.receive([row(1, payload="a"), row(2, payload="b")])
    journal.keep(1, "ab", absorbed=[2])
    assert (journal.payload(1), journal.payload(2)) == ("ab", None)


def test_the_offset_follows_the_newest_update(journal: Journal, engine: Engine):
    """Numbers that began anew after a silence count, not the highest; old ones do not."""
    assert journal.next_offset() is None
    journal.receive([row(900)])
    assert journal.next_offset() == 901
    age(engine, 900, days=5)
    assert journal.next_offset() == 901
    age(engine, 900, days=6, minutes=1)
    assert journal.next_offset() is None
    journal.receive([row(10), row(11)])
    assert journal.next_offset() == 12


def test_old_rows_are_dropped_except_the_newest_and_what_is_not_done(
    journal: Journal, engine: Engine
):
    """A week is kept; after a long silence the newest row still tells the offset."""
    journal.receive([row(n) for n in range(1, 6)])
    for number, state in ((1, DONE), (2, PARKED), (4, DONE), (5, DONE)):
        journal.settle(number, state)
    for number, days in ((1, 9), (2, 9), (3, 9), (4, 6), (5, 1)):
        age(engine, number, days=days)
    journal.prune()
    assert ids(engine) == {2, 3, 4, 5}
    for number, days in ((2, 30), (3, 30), (4, 30), (5, 20)):
        age(engine, number, days=days)
    journal.prune()
    assert ids(engine) == {2, 3, 5}


def test_forgotten_content_is_overwritten(journal: Journal, tmp_path: Path):
    """Neither free pages nor the write-ahead file hold it."""
    text = "xyzzy" * 2000
    journal.receive([row(1, payload=text), row(2, payload=text)])
    journal.wipe()
    assert b"xyzzy" in (tmp_path / "library.db").read_bytes()
    journal.keep(1, "short", absorbed=[2])
    journal.settle(1, DONE)
    journal.wipe()
    files = list(tmp_path.glob("library.db*"))
    assert b"xyzzy" not in b"".join(path.read_bytes() for path in files)


def test_an_update_that_ends_the_process_is_given_up(journal: Journal):
    """Every start notes that it begins it; after some it does not begin it again."""
    journal.receive([row(1, payload='{"update_id": 1}')])
    data = {"update_id": 1}
    for _ in range(MOST):
        data = count_replay(journal, data)
    with pytest.raises(ReplayedTooOften):
        count_replay(journal, data)


def test_a_piece_of_a_paste_is_shorter_than_a_message():
    """Telegram's apps cut at 4096, some of them at a space before it."""
    assert NEARLY_FULL < 4096
