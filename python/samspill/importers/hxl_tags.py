"""HXL hashtags: today's ``#tag +attribute`` form, the 2014 draft with its suffixes, and the row of tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill.importers.cells import clean, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROWS_SEARCHED = 25
MIN_HASHTAG_SHARE = 0.5

_SPEC = re.compile(r"#\s*([a-z]\w*)((?:\s*\+\s*[a-z]\w*)*)(?:\s*/\s*([a-z]{2}))?", re.IGNORECASE | re.ASCII)

#: Tags of the 2014 draft that became another tag; suffixes alone are handled by :data:`_SUFFIXES`.
_OLD_TAGS = {
    "report_date": ("date", "reported"),
    "from_date": ("date", "start"),
    "to_date": ("date", "end"),
    "period_date": ("date",),
    "aff_num": ("affected",),
    "lat_deg": ("geo", "lat"),
    "lon_deg": ("geo", "lon"),
    "funder": ("org", "funder"),
    "funder_id": ("org", "funder", "code"),
    "prog": ("org", "prog"),
    "prog_id": ("org", "prog", "code"),
    "impl": ("org", "impl"),
    "impl_id": ("org", "impl", "code"),
    "name": ("contact", "name"),
    "email": ("contact", "email"),
    "phone": ("contact", "phone"),
}
_SUFFIXES = {"_id": "code", "_num": None, "_date": None, "_lnk": "url", "_deg": None}

#: Words that are tags even where their ``#`` was forgotten.
_KNOWN_WORDS = words(
    """country region adm1 adm2 adm3 adm4 adm5 loc geo population affected inneed targeted reached beneficiary
    group org sector subsector activity output indicator service capacity item modality channel delivery
    operations access status contact need crisis event cause impact severity value currency meta date
    description frequency"""
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag with its attributes, both in lower case: ``#Org +Name`` is ``Tag("org", {"name"})``."""

    name: str
    attributes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return "#" + "+".join([self.name, *sorted(self.attributes)])


@dataclass(frozen=True, slots=True)
class TagRow:
    """The hashtag row of a sheet: its index and, per column, the tag or ``None``.

    ``repaired`` lists the columns whose tag lacked its ``#``.
    """

    index: int
    tags: tuple[Tag | None, ...]
    repaired: tuple[int, ...]


def parse_tag(text: str) -> Tag | None:
    """The tag in a cell; ``None`` for other text. Case, spaces and the order of attributes do not matter."""
    match = _SPEC.fullmatch(clean(text))
    if match is None:
        return None
    attributes = {part.strip().lower() for part in match[2].split("+") if part.strip()}
    if match[3]:
        attributes.add("i_" + match[3].lower())
    name, implied = _modern(match[1].lower())
    return Tag(name, frozenset(attributes | implied))


def find_tag_row(rows: Sequence[Sequence[str]]) -> TagRow | None:
    """The first of the leading 25 rows in which half or more of the cells that are not empty are hashtags."""
    for index, cells in _leading_rows(rows):
        tags = [parse_tag(cell) for cell in cells]
        filled = sum(1 for cell in cells if clean(cell))
        if any(tags) and sum(tag is not None for tag in tags) >= MIN_HASHTAG_SHARE * filled:
            repaired = [k for k, cell in enumerate(cells) if tags[k] is None and _is_bare_tag(cell)]
            for k in repaired:
                tags[k] = parse_tag("#" + clean(cells[k]))
            return TagRow(index, tuple(tags), tuple(repaired))
    return None


def find_bare_tag_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of a leading row that would be a hashtag row if no ``#`` were missing, or ``None``."""
    for index, cells in _leading_rows(rows):
        filled = [cell for cell in cells if clean(cell)]
        if len(filled) >= 2 and all(_is_bare_tag(cell) for cell in filled):
            return index
    return None


def _leading_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    return iter(list(enumerate(rows[:ROWS_SEARCHED])))


def _is_bare_tag(cell: str) -> bool:
    tag = parse_tag("#" + clean(cell)) if clean(cell) else None
    return tag is not None and tag.name in _KNOWN_WORDS


def _modern(name: str) -> tuple[str, frozenset[str]]:
    """Today's tag and attributes for a tag of the 2014 draft; other tags come back as they are."""
    if name in _OLD_TAGS:
        tag, *attributes = _OLD_TAGS[name]
        return tag, frozenset(attributes)
    for suffix, attribute in _SUFFIXES.items():
        if name.endswith(suffix) and len(name) > len(suffix):
            return name.removesuffix(suffix), frozenset({attribute} if attribute else ())
    return name, frozenset()
