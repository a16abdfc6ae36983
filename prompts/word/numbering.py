"""Page numbers put where the form wants them: in the middle of the top edge, from page 2."""

from __future__ import annotations

import re

from prompts.word.changes import Restyle
from prompts.word.looks import restyle_paragraph
from prompts.word.package import RELATION_ID, Element, Package, W, element
from prompts.word.tracked import Author

_PAGE = re.compile(r"\s*PAGE\b")


def number_pages(package: Package, author: Author) -> None:
    """Number the pages of the first section, whose edges later sections inherit."""
    section = next(iter(package.document.iter(f"{W}sectPr")), None)
    if section is None:
        section = element("sectPr")
        package.document.find(f"{W}body").append(section)
    _clear(package, section, author)
    heads = section.findall(f"{W}headerReference")
    shown = [head for head in heads if head.get(f"{W}type") in (None, "default")]
    found = [p for head in shown for p in _numbered(package.tree(_name(package, head)))]
    for paragraph in found:
        restyle_paragraph(paragraph, Restyle(0, 0, alignment="center"), author)
    if not found:
        _put_in(package, section, shown)
    if section.find(f"{W}titlePg") is None:
        _ordered(section, element("titlePg"))


def _clear(package: Package, section: Element, author: Author) -> None:
    """Take the numbers off the bottom edges and the first page, and write them in figures."""
    first = [r for r in section.findall(f"{W}headerReference") if r.get(f"{W}type") == "first"]
    for reference in [*section.findall(f"{W}footerReference"), *first]:
        for paragraph in _numbered(package.tree(_name(package, reference))):
            _take_out(paragraph, author)
    written = section.find(f"{W}pgNumType")
    if written is not None:
        written.attrib.pop(f"{W}fmt", None)


def _name(package: Package, reference: Element) -> str:
    return package.relation(reference.get(RELATION_ID))


def _numbered(edge: Element) -> list[Element]:
    """Return the paragraphs of a page edge that hold a page number."""
    found = []
    for paragraph in edge.iter(f"{W}p"):
        codes = [item.text or "" for item in paragraph.iter(f"{W}instrText")]
        codes += [item.get(f"{W}instr", "") for item in paragraph.iter(f"{W}fldSimple")]
        if any(_PAGE.match(code) for code in codes):
            found.append(paragraph)
    return found


def _take_out(paragraph: Element, author: Author) -> None:
    """Delete what a paragraph holds, tracked."""
    for simple in list(paragraph.iter(f"{W}fldSimple")):
        for run in list(simple):
            simple.addprevious(run)
        simple.getparent().remove(simple)
    for run in [run for run in paragraph.iter(f"{W}r")]:
        for child in run:
            if child.tag in (f"{W}t", f"{W}instrText"):
                child.tag = f"{W}del" + ("Text" if child.tag == f"{W}t" else "InstrText")
        deletion = author.mark("del")
        run.addprevious(deletion)
        deletion.append(run)


def _put_in(package: Package, section: Element, shown: list[Element]) -> None:
    """Put the number into the header that the section has, or into a new one."""
    paragraph = element("p")
    properties = element("pPr")
    properties.append(element("jc", val="center"))
    paragraph.append(properties)
    simple = element("fldSimple", instr=" PAGE ")
    run, words = element("r"), element("t")
    words.text = "2"
    run.append(words)
    simple.append(run)
    paragraph.append(simple)
    if shown:
        package.tree(_name(package, shown[0])).append(paragraph)
        return
    root = element("hdr")
    root.append(paragraph)
    reference = element("headerReference", type="default")
    reference.set(RELATION_ID, package.add("header", root))
    section.insert(0, reference)


def _ordered(section: Element, made: Element) -> None:
    """Put an element of a section before those that must follow it."""
    later = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
    for child in section:
        if str(child.tag).removeprefix(W) in later:
            child.addprevious(made)
            return
    section.append(made)
