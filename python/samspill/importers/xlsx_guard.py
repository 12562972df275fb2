"""Refuses XLSX archives that would make a reader of workbooks allocate far more than they hold.

Such a reader trusts the uncompressed size, the declared number of shared strings and the rectangle up to the
last cell. All three are measured here, from the bytes that the archive really unpacks to.
"""

from __future__ import annotations

import io
import re
import zipfile

MAX_UNCOMPRESSED_BYTES = 256 * 2**20
MAX_COMPRESSION_RATIO = 200
MAX_ENTRIES = 1024
MAX_CELLS = 20_000_000
#: A sheet of up to this many cells may be as sparse as it likes; above it, one cell in ten must exist.
MAX_SPARSE_CELLS = 2_000_000
MIN_FILLED_SHARE = 0.1

TOO_MANY_ENTRIES = f"the workbook has more than {MAX_ENTRIES} parts"
TOO_LARGE = "the workbook unpacks to far more than a table needs"
TOO_MANY_CELLS = f"a sheet spans more than {MAX_CELLS} cells"
TOO_SPARSE = "a sheet has a few cells very far from the others"
TOO_MANY_STRINGS = "the workbook declares more texts than it can hold"
XML_ENTITIES = "the workbook declares XML entities"
NOT_UTF8 = "a part of the workbook is not in UTF-8"

_CHUNK = 1 << 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_REFERENCE = re.compile(rb"<(?:\w+:)?(c|row)\b[^<>]*?\br\s*=\s*[\"']([A-Za-z]*)(\d+)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_DECLARED_STRINGS = re.compile(rb"\buniqueCount\s*=\s*[\"'](\d+)[\"']")


class RefusedArchiveError(Exception):
    """The archive breaks a limit; the text says which one."""


def check_archive(data: bytes) -> None:
    """Checks the bytes of a ZIP archive. One pass, constant memory.

    Raises:
        RefusedArchiveError: a limit is broken.
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError: not a sound archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise RefusedArchiveError(TOO_MANY_ENTRIES)
        left = min(MAX_UNCOMPRESSED_BYTES, MAX_COMPRESSION_RATIO * max(len(data), 4096))
        for entry in entries:
            part = _Part(entry.filename.lower(), left)
            with archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    part.add(chunk)
            left -= part.finish()


class _Part:
    """One part of a workbook, checked piece by piece as it is unpacked."""

    def __init__(self, name: str, allowed: int) -> None:
        self._allowed = allowed
        self._extent = _SheetExtent() if "worksheets/" in name else None
        self._holds_strings = name.endswith("sharedstrings.xml")
        self._declared_strings = 0
        self._size = 0
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        if self._size == 0 and chunk.startswith(_UTF16_MARKS):
            raise RefusedArchiveError(NOT_UTF8)
        self._size += len(chunk)
        if self._size > self._allowed:
            raise RefusedArchiveError(TOO_LARGE)
        xml = self._tail + chunk
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise RefusedArchiveError(XML_ENTITIES)
        if self._holds_strings:
            declared = (int(match[1][:15]) for match in _DECLARED_STRINGS.finditer(xml))
            self._declared_strings = max(self._declared_strings, *declared, 0)
        cut = max(xml.rfind(b"<"), 0)
        if self._extent:
            self._extent.add(xml[:cut])
        self._tail = xml[cut:][-_CHUNK:]

    def finish(self) -> int:
        """The checks that need the whole part; returns its true size."""
        if self._extent:
            self._extent.add(self._tail)
            self._extent.finish()
        if self._declared_strings > self._size:
            raise RefusedArchiveError(TOO_MANY_STRINGS)
        return self._size


class _SheetExtent:
    """The rectangle and the number of cells of one worksheet, told by the tags of its XML."""

    def __init__(self) -> None:
        self._cells = 0
        self._last_row = 0
        self._last_column = 0
        self._unnumbered_rows = 0
        self._open_row = 0

    def add(self, xml: bytes) -> None:
        """Takes in the next piece; pieces are cut before a tag, never inside one."""
        cells_of_rows = [len(_CELL.findall(part)) for part in _ROW.split(xml)]
        self._cells += sum(cells_of_rows)
        self._unnumbered_rows += len(cells_of_rows) - 1
        cells_of_rows[0] += self._open_row
        self._open_row = cells_of_rows[-1]
        self._last_column = max(self._last_column, *cells_of_rows)
        for match in _REFERENCE.finditer(xml):
            self._last_row = max(self._last_row, int(match[3][:9]))
            self._last_column = max(self._last_column, _column_number(match[2][:6]))
            self._unnumbered_rows -= match[1] == b"row"
        if self._box() > MAX_CELLS:
            raise RefusedArchiveError(TOO_MANY_CELLS)

    def finish(self) -> None:
        """The check that needs the whole sheet."""
        if self._box() > MAX_SPARSE_CELLS and self._cells < MIN_FILLED_SHARE * self._box():
            raise RefusedArchiveError(TOO_SPARSE)

    def _box(self) -> int:
        """Cells of the rectangle from the first cell of the sheet to the last, as a reader allocates it."""
        return (self._last_row + self._unnumbered_rows) * max(self._last_column, 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
