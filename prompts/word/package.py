"""A .docx as a package whose other parts stay as they are, byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

Element = Any
"""An element of lxml, which has no public type."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION_ID = f"{{{_R}}}id"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STRICT = (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode())
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False}


class Package:
    """The parts of one .docx that has been read before: it is known to be whole and bounded.

    Attributes:
        main: Name of the main part.
        document: Its root.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._trees: dict[str, Element] = {}
        self._new: dict[str, str] = {}
        self.main = self._target("", "officeDocument") or "word/document.xml"
        self.document = self.tree(self.main)

    def tree(self, name: str) -> Element:
        """Return the root of a part; what is changed in it is saved."""
        if name not in self._trees:
            content = self._zip.read(name).replace(*_STRICT)
            self._trees[name] = etree.fromstring(content, etree.XMLParser(**_PARSER))
        return self._trees[name]

    def related(self, kind: str) -> str | None:
        """Return the name of the main part's first relation of a kind, None for none."""
        return self._target(self.main, kind)

    def relation(self, identity: str) -> str:
        """Return the name of the part that the main part calls by an id."""
        for item in self.tree(_relations_of(self.main)):
            if item.get("Id") == identity:
                return _resolved(self.main, item.get("Target"))
        raise KeyError(identity)

    def add(self, kind: str, root: Element) -> str:
        """Add a part of a kind ("comments", "header"); return the id of the relation to it."""
        folder = posixpath.dirname(self.main)
        number = 1
        while (name := f"{folder}/{kind}{number}.xml") in self._zip.NameToInfo or name in self._new:
            number += 1
        self._trees[name], self._new[name] = root, kind
        relations = self.tree(_relations_of(self.main))
        taken = {item.get("Id") for item in relations}
        identity = next(f"rKh{i}" for i in range(1, 10_000) if f"rKh{i}" not in taken)
        relation = etree.SubElement(relations, f"{_RELATIONS}Relationship")
        relation.set("Id", identity)
        relation.set("Type", f"{_R}/{kind}")
        relation.set("Target", posixpath.basename(name))
        override = etree.SubElement(self.tree("[Content_Types].xml"), f"{_TYPES}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", f"{_CONTENT}.{kind}+xml")
        return identity

    def save(self) -> bytes:
        """Return the package with its changed and new parts."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            for info in self._zip.infolist():
                changed = self._trees.get(info.filename)
                content = self._zip.read(info) if changed is None else _written(changed)
                out.writestr(info, content)
            for name in self._new:
                out.writestr(name, _written(self._trees[name]))
        return stream.getvalue()

    def _target(self, name: str, kind: str) -> str | None:
        part = _relations_of(name)
        if part not in self._zip.NameToInfo:
            return None
        for item in self.tree(part):
            if item.get("Type", "").rpartition("/")[2] == kind:
                return _resolved(name, item.get("Target"))
        return None


def element(tag: str, **attributes: str) -> Element:
    """Return a new element of WordprocessingML with attributes of its namespace."""
    made = etree.Element(f"{W}{tag}", nsmap={"w": W.strip("{}")})
    for name, value in attributes.items():
        made.set(f"{W}{name}", value)
    return made


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")


def _written(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
