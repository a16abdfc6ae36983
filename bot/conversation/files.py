"""Files in conversation: checked, asked about by themselves, proposed for the library, approved."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from bot.access import Access
from bot.audit import Audit
from bot.conversation.drafting import Drafting
from bot.conversation.events import FileEvent, Message, Sender
from bot.conversation.keyboard import Key, Rows, keyboard
from bot.outgoing import hand_out
from bot.reading_room import ReadingRoom
from bot.services import Services, today
from bot.store import Store
from bot.uploads import APPROVED, DECLINED, KEPT_DAYS, PROPOSED, Upload, Uploads
from bot.wording import message
from prompts.answering import Answer
from prompts.checking import review
from prompts.checking.fixing import corrected
from prompts.checking.telling import tell_report
from prompts.wording import say
from retrieval.parsing import parse
from retrieval.reading import Extracted, read_file

READING_SECONDS = 1800
"""How long questions are about the file that was chosen."""


class Files:
    """What is done with the files that users send."""

    def __init__(
        self, services: Services, store: Store, access: Access, drafting: Drafting
    ) -> None:
        self._services = services
        self._store = store
        self._access = access
        self._drafting = drafting
        self._audit = Audit(services.engine)
        days = min(KEPT_DAYS, services.settings.retention)
        self._uploads = Uploads(services.engine, services.settings.data_dir, days)
        self._room = ReadingRoom(services)
        self._reading: dict[int, tuple[float, str]] = {}

    def take(self, event: FileEvent) -> tuple[Message, ...]:
        """Check a file; of a Word file a marked copy comes with the summary.

        What else may be done with it stands on the buttons below.
        """
        if not event.sender.private:
            return (Message(message("file_private")),)
        extracted = read_file(event.path, measured=True)
        upload, parent = self._kept(event, extracted)
        if parent and self._drafting.awaits(event.sender, parent):
            return self._drafting.press(event.sender, parent)
        day = today()
        report = review(event.name, extracted, day, self._services.catalogue)
        text = tell_report(report, day, short=True)
        buttons = self._offered(event.sender, upload, parent)
        if extracted.layout is None:
            text += f"\n\n{say('check_not_shown', kind=extracted.media_type)}"
            return (Message(text, buttons),)
        content = corrected(event.path.read_bytes(), extracted, report, datetime.now(UTC))
        copy = hand_out(self._services.settings.data_dir, message("checked_name"), content)
        return (Message(text, buttons, copy),)

    def press(self, sender: Sender, action: dict[str, Any]) -> tuple[Message, ...]:
        """Do what a button below a file says."""
        step, admin = str(action["step"]), self._access.role(sender) == "admin"
        if step == "waiting":
            return self.waiting(sender) if admin else (Message(message("button_dead")),)
        judged = step in ("approve", "decline")
        if judged and not admin:
            return (Message(message("button_dead")),)
        upload = self._uploads.get(action["id"], None if judged else sender.user_id)
        if upload is None:
            return (Message(message("upload_gone")),)
        if judged and upload.state != PROPOSED:
            return (Message(message("upload_judged")),)
        steps = {
            "ask": self._ask,
            "propose": self._propose,
            "approve": self._approve,
            "decline": self._decline,
        }
        return steps[step](sender, upload)

    def ask(self, upload: Upload, question: str) -> Answer:
        """Return the answer that a file alone gives."""
        with self._room.answerer(upload) as answerer:
            return answerer.ask(question, as_of=today())

    def close(self) -> None:
        """Put the files away that lie open."""
        self._room.close()

    def discard_old(self) -> None:
        """Remove files that were kept long enough."""
        self._uploads.discard_old()

    def reading(self, sender: Sender) -> Upload | None:
        """Return the file that the sender's questions are about; None for the library."""
        at, identity = self._reading.get(sender.user_id, (0.0, ""))
        if not sender.private or not identity or time.monotonic() - at > READING_SECONDS:
            return None
        upload = self._uploads.get(identity, sender.user_id)
        if upload is None:
            return None
        self._reading[sender.user_id] = (time.monotonic(), identity)
        return upload

    def leave(self, sender: Sender) -> None:
        """Ask the library again."""
        self._reading.pop(sender.user_id, None)

    def erase(self, sender: Sender) -> int:
        """Remove the sender's files, open ones too; return how many."""
        self.leave(sender)
        gone = self._uploads.erase(sender.user_id)
        self._room.put_away(gone)
        return len(gone)

    def waiting(self, sender: Sender) -> tuple[Message, ...]:
        """Return the files that wait for an administrator, each with what he may do."""
        found = [
            Message(
                message("upload_waiting", title=each.called, user_id=each.owner),
                keyboard(self._store, sender.user_id, [_keys(each, "approve", "decline")]),
            )
            for each in self._uploads.proposed()
        ]
        return tuple(found) or (Message(message("upload_none_waiting")),)

    def _kept(self, event: FileEvent, extracted: Extracted) -> tuple[Upload, dict[str, Any] | None]:
        """Keep a file; return it with what takes it as the parent plan, None if it is none."""
        title = parse(extracted.text).description["title"]
        owner = event.sender.user_id
        upload = self._uploads.keep(owner, event.path, event.name, title, extracted.sha256)
        return upload, self._drafting.parent_in(event.sender, extracted.text)

    def _offered(self, sender: Sender, upload: Upload, parent: dict[str, Any] | None) -> Rows:
        above: list[Key] = [(message("button_parent"), parent)] if parent else []
        rows = [above, _keys(upload, "ask", "propose")]
        return keyboard(self._store, sender.user_id, rows)

    def _ask(self, sender: Sender, upload: Upload) -> tuple[Message, ...]:
        with self._room.answerer(upload):  # a file without clauses is told now
            self._reading[sender.user_id] = (time.monotonic(), upload.id)
        return (Message(message("upload_open", title=upload.called)),)

    def _propose(self, sender: Sender, upload: Upload) -> tuple[Message, ...]:
        known = [d for d in self._services.library.documents() if d.sha256 == upload.sha256]
        if known:
            return (Message(message("upload_known", title=known[0].title)),)
        if self._access.role(sender) == "admin":
            return self._approve(sender, upload)
        if upload.state == PROPOSED:
            return (Message(message("upload_proposed", title=upload.called)),)
        self._uploads.settle(upload.id, PROPOSED)
        self._audit.note(sender.user_id, "proposed", upload.id)
        asked = message("upload_waiting", title=upload.called, user_id=upload.owner)
        pushed = (
            Message(
                asked, keyboard(self._store, who, [_keys(upload, "approve", "decline")]), to=who
            )
            for who in self._access.administrators()
        )
        return (Message(message("upload_proposed", title=upload.called)), *pushed)

    def _approve(self, sender: Sender, upload: Upload) -> tuple[Message, ...]:
        library = self._services.library
        document = library.add_text(upload.called, read_file(upload.path))
        self._services.index.snapshot()
        self._uploads.settle(upload.id, APPROVED)
        self._audit.note(sender.user_id, "approved", document.id)
        same = [
            d.title
            for d in library.documents()
            if d.id != document.id and (d.unit, d.year, d.kind) == _version(document)
        ]
        told = message("upload_approved", title=document.title, id=document.id)
        more = f" {message('upload_version', title=same[0])}" if same and document.unit else ""
        return (Message(f"{told}{more}"), *_to_owner(sender, upload, "upload_taken"))

    def _decline(self, sender: Sender, upload: Upload) -> tuple[Message, ...]:
        self._uploads.settle(upload.id, DECLINED)
        self._audit.note(sender.user_id, "declined", upload.id)
        told = message("upload_declined", title=upload.called)
        return (Message(told), *_to_owner(sender, upload, "upload_not_taken"))


def _keys(upload: Upload, *steps: str) -> list[Key]:
    return [
        (message(f"button_file_{step}"), {"do": "file", "step": step, "id": upload.id})
        for step in steps
    ]


def _to_owner(sender: Sender, upload: Upload, name: str) -> tuple[Message, ...]:
    """Tell the owner of a file what became of it, if another decided."""
    if upload.owner == sender.user_id:
        return ()
    return (Message(message(name, title=upload.called), to=upload.owner),)


def _version(document: Any) -> tuple[str, int | None, str]:
    return (document.unit, document.year, document.kind)
