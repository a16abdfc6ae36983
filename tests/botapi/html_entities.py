"""A strict parser of the Bot API's HTML parse mode.

It holds the documented rule to the letter: every ``<``, ``>`` and ``&`` belongs to a supported
tag or entity. Telegram itself lets a lone ``>``, a lone ``&`` and unknown attributes through; a
bot that leans on that has a bug worth a failing test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .model import Entity, FormattedText
from .utf16 import utf16_length

_TYPES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_ATTRIBUTES = {"a": "href", "code": "class", "span": "class", "blockquote": "expandable"}
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_PLAIN = re.compile(r"[^<>&]+")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));")
_TAG = re.compile(r"<(/?)([^\s<>/]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"\s+([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
_USER_LINK = re.compile(r"tg://user/?\?id=([0-9]+)")


class EntityError(ValueError):
    """Says what is wrong with the markup, without the ``can't parse entities`` prefix."""


def parse_html(source: str) -> FormattedText:
    """Returns the text and the entities of an HTML-mode message.

    Raises:
        EntityError: The markup is not well formed or uses something unsupported.
    """
    return _Parser(source).run()


@dataclass(frozen=True)
class _OpenTag:
    name: str
    argument: str
    offset: int


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._text: list[str] = []
        self._offset = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def run(self) -> FormattedText:
        position = 0
        while position < len(self._source):
            position = self._step(position)
        if self._open:
            name = self._open[-1].name
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{name}"')
        ordered = sorted(self._entities, key=lambda entity: (entity.offset, -entity.length))
        return FormattedText("".join(self._text), tuple(_without_inner(ordered)))

    def _step(self, position: int) -> int:
        character = self._source[position]
        if character == "<":
            return self._tag(position)
        if character == "&":
            decoded, end = self._reference(self._source, position, self._at(position))
            self._append(decoded)
            return end
        plain = _PLAIN.match(self._source, position)
        if plain is None:
            raise EntityError(f"Character '>' must be escaped {self._at(position)}")
        self._append(plain[0])
        return plain.end()

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self._source[:position].encode())}"

    def _append(self, text: str) -> None:
        self._text.append(text)
        self._offset += utf16_length(text)

    @staticmethod
    def _reference(text: str, position: int, where: str) -> tuple[str, int]:
        found = _REFERENCE.match(text, position)
        if found is None:
            raise EntityError(f"Character '&' must be escaped {where}")
        if found[3] is not None:
            if found[3] not in _REFERENCES:
                raise EntityError(f'Unsupported entity "{found[0]}" {where}')
            return _REFERENCES[found[3]], found.end()
        code = int(found[1], 16) if found[1] else int(found[2])
        if not 0 < code < 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise EntityError(f'Invalid character reference "{found[0]}" {where}')
        return chr(code), found.end()

    def _tag(self, position: int) -> int:
        found = _TAG.match(self._source, position)
        if found is None:
            side = "end" if self._source.startswith("</", position) else "start"
            raise EntityError(f"Unclosed {side} tag {self._at(position)}")
        name = found[2].lower()
        if found[1]:
            self._close(name, found[3], self._at(position))
        elif name not in _TYPES:
            raise EntityError(f'Unsupported start tag "{name}" {self._at(position)}')
        else:
            argument = self._argument(name, found[3], self._at(position))
            self._open.append(_OpenTag(name, argument, self._offset))
        return found.end()

    def _argument(self, tag: str, declarations: str, where: str) -> str:
        value, end = "", 0
        while found := _ATTRIBUTE.match(declarations, end):
            end = found.end()
            if found[1].lower() != _ATTRIBUTES.get(tag):
                raise EntityError(f'Unsupported attribute "{found[1]}" of tag "{tag}" {where}')
            raw = found[2] or found[3] or found[4] or ""
            value = "expandable" if tag == "blockquote" else self._unescape(raw, where)
        if declarations[end:].strip():
            raise EntityError(f'Malformed attributes of tag "{tag}" {where}')
        _check_argument(tag, value, where)
        return value

    def _unescape(self, raw: str, where: str) -> str:
        parts, position = [], 0
        while (ampersand := raw.find("&", position)) >= 0:
            decoded, end = self._reference(raw, ampersand, where)
            parts += [raw[position:ampersand], decoded]
            position = end
        return "".join(parts) + raw[position:]

    def _close(self, name: str, rest: str, where: str) -> None:
        if not self._open:
            raise EntityError(f"Unexpected end tag {where}")
        opened = self._open.pop()
        if name != opened.name or rest.strip():
            raise EntityError(
                f'Unmatched end tag {where}, expected "</{opened.name}>", found "</{name}{rest}>"'
            )
        length = self._offset - opened.offset
        if length:
            self._entities.append(self._entity(opened, length))

    def _entity(self, tag: _OpenTag, length: int) -> Entity:
        kind = _TYPES[tag.name]
        if tag.name == "a":
            user = _USER_LINK.fullmatch(tag.argument)
            if user:
                return Entity("text_mention", tag.offset, length, user_id=int(user[1]))
            return Entity(kind, tag.offset, length, url=tag.argument)
        if tag.argument == "expandable":
            return Entity("expandable_blockquote", tag.offset, length)
        if tag.name == "code" and tag.argument:
            return Entity(kind, tag.offset, length, language=tag.argument.removeprefix("language-"))
        if tag.name == "pre":
            return Entity(kind, tag.offset, length, language=self._take_language(tag, length))
        return Entity(kind, tag.offset, length)

    def _take_language(self, pre: _OpenTag, length: int) -> str | None:
        """<pre><code class="language-x"> is one pre entity with a language."""
        last = self._entities[-1] if self._entities else None
        if last is None or (last.type, last.offset, last.length) != ("code", pre.offset, length):
            return None
        return self._entities.pop().language


def _check_argument(tag: str, value: str, where: str) -> None:
    if tag == "span" and value != "tg-spoiler":
        raise EntityError(f'Tag "span" must have class "tg-spoiler" {where}')
    if tag == "a" and not value:
        raise EntityError(f'Tag "a" must have a non-empty "href" {where}')
    if tag == "code" and value and not value.startswith("language-"):
        raise EntityError(f'Class of tag "code" must begin with "language-" {where}')


def _without_inner(ordered: list[Entity]) -> list[Entity]:
    """Drops what lies inside code and pre, which cannot hold other entities."""
    kept: list[Entity] = []
    end = 0
    for entity in ordered:
        if entity.offset < end:
            continue
        if entity.type in ("code", "pre"):
            end = entity.offset + entity.length
        kept.append(_plain_code(entity))
    return kept


def _plain_code(entity: Entity) -> Entity:
    if entity.type == "code":
        return Entity("code", entity.offset, entity.length)
    return entity
