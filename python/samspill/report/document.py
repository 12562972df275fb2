"""The report as a document of headings, paragraphs and tables, before it becomes HTML.

Every number a reader sees is already worded here; templates only place it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from samspill.report.charts import Bar, Curve, Step, Whisker
from samspill.report.text import Line


@dataclass(frozen=True)
class Paragraph:
    """Running text. ``role``: plain, lead (opens a section), aside (how to read on), more (after a table)."""

    kind: ClassVar[str] = "paragraph"
    line: Line
    role: str = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list of sentences. ``ordered``: the first comes first for a reason."""

    kind: ClassVar[str] = "bullets"
    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Column:
    """Head of a column. ``form``: text, number, bar or month."""

    title: str
    form: str = "text"


@dataclass(frozen=True)
class Cell:
    """One cell. The first cell of a row is its head.

    ``lines`` stand below each other, ``notes`` in small print below them. ``level`` 0 to 4 shades a cell of a
    heat map. ``spoken`` replaces a mark that does not read well aloud.
    """

    lines: tuple[Line, ...]
    notes: tuple[Line, ...] = ()
    bar: Bar | None = None
    level: int | None = None
    spoken: str | None = None


@dataclass(frozen=True)
class Table:
    """A table. ``foot``: rows of sums. ``stack``: on a narrow screen rows become cards, else it scrolls."""

    kind: ClassVar[str] = "table"
    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[tuple[Cell, ...], ...] = ()
    stack: bool = False


@dataclass(frozen=True)
class PictureRow:
    """A bar of a picture: what it is, the loss beside it, what is left and small print below it."""

    title: str
    loss: str
    small: str
    left: str
    step: Step


@dataclass(frozen=True)
class Picture:
    """The loss cascade, with notes beside it. ``text`` says in words all that the drawing shows.

    ``cut``: the bars do not begin at 0.
    """

    kind: ClassVar[str] = "picture"
    id: str
    title: str
    text: str
    rows: tuple[PictureRow, ...]
    notes: tuple[Line, ...]
    cut: bool


@dataclass(frozen=True)
class Curves:
    """Shares of the height over time, a curve with a name for each series.

    ``text`` says in words all that the drawing shows. ``scale``: labels of the top, the middle and the
    bottom. ``ticks``: labels of points in time and where they lie. ``whiskers``: how far points could lie.
    """

    kind: ClassVar[str] = "curves"
    id: str
    title: str
    text: str
    curves: tuple[tuple[str, Curve], ...]
    scale: tuple[str, str, str]
    ticks: tuple[tuple[str, float], ...]
    notes: tuple[Line, ...]
    whiskers: tuple[Whisker, ...] = ()


@dataclass(frozen=True)
class Legend:
    """What the shades of a heat map mean, darkest last."""

    kind: ClassVar[str] = "legend"
    title: str
    steps: tuple[tuple[int, str], ...]
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Definitions:
    """Terms, the method behind each (may be empty), and what they mean."""

    kind: ClassVar[str] = "definitions"
    items: tuple[tuple[str, str, Line], ...]


@dataclass(frozen=True)
class Figure:
    """A number that sums a section up. ``target`` is the id it leads to."""

    value: str
    label: Line
    target: str


@dataclass(frozen=True)
class Figures:
    """The numbers a reader should leave with."""

    kind: ClassVar[str] = "figures"
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Details:
    """What only some readers need; closed until asked for, and not printed."""

    kind: ClassVar[str] = "details"
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Card:
    """One of several alike things: what it is on one side, its numbers on the other."""

    id: str
    title: Line
    subtitle: str
    lines: tuple[Line, ...]
    table: Table


@dataclass(frozen=True)
class Cards:
    """Things alike."""

    kind: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Subsection:
    """A part of a section, with a heading of its own. ``page``: printed on a page of its own."""

    kind: ClassVar[str] = "subsection"
    id: str
    title: str
    blocks: tuple[Block, ...]
    page: bool = False


Block = (
    Paragraph
    | Bullets
    | Table
    | Picture
    | Curves
    | Legend
    | Definitions
    | Figures
    | Details
    | Cards
    | Subsection
)


@dataclass(frozen=True)
class Section:
    """A chapter of the report."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """The whole report."""

    lang: str
    title: Line
    kicker: str
    subtitle: str
    notes: tuple[Line, ...]
    contents: str
    sections: tuple[Section, ...]
    footer: tuple[Line, ...]
