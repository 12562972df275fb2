"""Reads a rendered report with a strict parser: structure, text and references."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from fakes import Study

from samspill.report import render

_VOID = frozenset({"meta", "br", "hr", "img", "input", "link", "line", "rect", "path"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, as a reader sees it: white space joined."""
        return " ".join("".join(self.pieces).split())

    def all(self, *tags: str) -> list[Element]:
        found = [self] if self.tag in tags else []
        for child in self.children:
            found += child.all(*tags)
        return found

    def first(self, tag: str) -> Element:
        return self.all(tag)[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self._open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice in <{tag}>"
        element = Element(tag, {name: value or "" for name, value in attrs}, self._open)
        self._open.children.append(element)
        if tag not in _VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.children.append(Element(tag, {name: value or "" for name, value in attrs}, self._open))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open.tag, f"</{tag}> closes <{self._open.tag}>"
        assert self._open.parent is not None
        self._open = self._open.parent

    def handle_data(self, data: str) -> None:
        element: Element | None = self._open
        while element is not None:
            element.pieces.append(data)
            element = element.parent


def page(html: str) -> Element:
    """The parsed page; fails on tags that do not nest."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader._open is reader.root, "an element is not closed"
    return reader.root


def report(given: Study, lang: str = "en") -> Element:
    """The parsed report on a study."""
    return page(html(given, lang))


def html(given: Study, lang: str = "en", generated: date | None = None) -> str:
    """The report on a study."""
    results = (given.coverage, given.duplication, given.representation)
    return render(
        given.network,
        *results,
        repairs=given.repairs,
        criticality=given.criticality,
        sharing=given.sharing,
        scope=given.scope,
        organisations=given.organisations,
        say=given.say,
        lang=lang,
        generated=generated,
    )


def by_id(root: Element, identifier: str) -> Element:
    """The one element with this id."""
    found = [element for element in _every(root) if element.attributes.get("id") == identifier]
    assert len(found) == 1, f"{len(found)} elements with the id {identifier}"
    return found[0]


def _every(element: Element) -> list[Element]:
    return [element, *(inner for child in element.children for inner in _every(child))]


def every(root: Element) -> list[Element]:
    """All elements below the document."""
    return _every(root)[1:]


def rows(table: Element) -> list[list[str]]:
    """Texts of a table's body, cell by cell."""
    body = table.first("tbody")
    return [[cell.text for cell in row.children] for row in body.all("tr")]


def chapter(root: Element, identifier: str) -> Element:
    """The section whose heading has this id."""
    section = by_id(root, identifier).parent
    assert section is not None
    return section
