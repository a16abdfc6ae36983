"""Tables of the conversation. A change here needs a migration in retrieval/library/migrations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from retrieval.library.models import Base


class JournalRow(Base):
    """An update from Telegram, kept until its reply is out.

    Attributes:
        update_id: As Telegram numbers it.
        lane: Chat whose updates must be processed first in, first out.
        payload: The update as JSON; emptied when it is done.
        state: "waiting", "done" or "parked" (it failed and is not tried again).
    """

    __tablename__ = "journal"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    lane: Mapped[str] = mapped_column(String(60))
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), index=True)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class OutboxRow(Base):
    """A part of a message that is to be sent.

    Attributes:
        lane: Chat whose parts must be sent first in, first out.
        answers: The update that it answers; 0 for what nobody asked for.
        place: Where it goes, as JSON.
        part: What is sent, as JSON.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    lane: Mapped[str] = mapped_column(String(60), index=True)
    answers: Mapped[int] = mapped_column(BigInteger)
    place: Mapped[str] = mapped_column(Text)
    part: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ButtonRow(Base):
    """What a button does; Telegram carries only its id.

    Attributes:
        owner: Numeric id of the user who may press it.
        action: What it does, as JSON.
    """

    __tablename__ = "buttons"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[dict[str, Any]] = mapped_column(JSON)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ProfileRow(Base):
    """What a user told the assistant, and whether the disclosure was shown.

    Attributes:
        former: Units that were merged into his, with "; " between them.
    """

    __tablename__ = "profiles"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    unit: Mapped[str] = mapped_column(Text, default="")
    disclosed: Mapped[bool] = mapped_column(default=False)
    province: Mapped[str] = mapped_column(Text, default="")
    former: Mapped[str] = mapped_column(Text, default="")


class MemberRow(Base):
    """Somebody who may use the assistant.

    Attributes:
        role: "member", "editor" or "admin".
        added_by: Numeric id of the administrator who invited him.
    """

    __tablename__ = "members"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(String(10))
    added_by: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class InviteRow(Base):
    """An invitation; only the digest of its code is kept."""

    __tablename__ = "invites"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(10))
    made_by: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_by: Mapped[int | None] = mapped_column(BigInteger)


class AttemptRow(Base):
    """How often a stranger gave a code that is none."""

    __tablename__ = "attempts"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column()
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class UsageRow(Base):
    """How much a user asked on a day, and how much a language model read and wrote for him."""

    __tablename__ = "usage"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int] = mapped_column()
    tokens: Mapped[int] = mapped_column(default=0)


class AuditRow(Base):
    """Who did what to which document or person; never changed, never deleted."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    user_id: Mapped[int] = mapped_column(BigInteger)
    did: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(200))


class DraftRow(Base):
    """A draft that somebody works on.

    Attributes:
        owner: Numeric id of the user.
        name: By which it is resumed.
        head: Number of the version that holds now.
    """

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[int] = mapped_column(BigInteger, index=True)
    name: Mapped[str] = mapped_column(Text)
    head: Mapped[int] = mapped_column()
    used_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DraftVersionRow(Base):
    """A version of a draft; none is ever changed.

    Attributes:
        step: What made it: "begin", "edit", "redraft" …
    """

    __tablename__ = "draft_versions"

    draft_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    step: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class UploadRow(Base):
    """A file that a user sent; it lies in the data directory under its id.

    Attributes:
        name: As shown to its owner: never used as a path.
        title: What the file says it is.
        state: "private", "proposed", "approved" or "declined".
    """

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[int] = mapped_column(BigInteger, index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class FeedbackRow(Base):
    """What a user said of an answer.

    Attributes:
        verdict: "up" or "down".
        reason: Why not, in a word.
        question: As typed, without personal data.
        cited: Document and path of each clause that was cited.
        state: "new", "kept" or "dropped".
    """

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20))
    question: Mapped[str] = mapped_column(Text)
    intent: Mapped[str] = mapped_column(String(20))
    cited: Mapped[list[list[str]]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10))


class ReminderRow(Base):
    """A deadline that a user wants to be reminded of; gone once he is.

    Attributes:
        plan: Title of the plan that sets it.
        path: Its place in the plan.
        day: The deadline.
    """

    __tablename__ = "reminders"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    document_id: Mapped[str] = mapped_column(String(100))
    plan: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(String(100))
    task: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    remind_on: Mapped[date] = mapped_column(Date, index=True)
