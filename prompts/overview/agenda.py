"""Deadlines as an .ics that a phone's calendar takes, each with a reminder three days before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from prompts.overview import Deadline
from prompts.wording import say
from retrieval.types import Document

REMINDED = timedelta(days=3)
_SUMMARY = 80
"""Characters of a task that name it."""


def agenda(document: Document, deadlines: Sequence[Deadline], now: datetime | None = None) -> bytes:
    """Return the deadlines of a plan as a calendar; the same deadline has the same identity."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//kehoach//VI")
    calendar.add("version", "2.0")
    for each in deadlines:
        event, alarm = Event(), Alarm()
        identity = f"{document.id} {each.path} {each.day.isoformat()}"
        event.add("uid", f"{hashlib.sha256(identity.encode()).hexdigest()[:24]}@kehoach")
        event.add("dtstamp", now or datetime.now(UTC))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.task[:_SUMMARY])
        body = each.body or say("overview_nobody")
        event.add("description", f"{each.task}\n{body}\n{document.title}, {each.path}")
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.task[:_SUMMARY])
        alarm.add("trigger", -REMINDED)
        event.add_component(alarm)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content
