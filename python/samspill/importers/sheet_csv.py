"""Decodes text files and splits CSV and TSV into rows."""

from __future__ import annotations

import csv
import io
from statistics import median_low
from typing import TYPE_CHECKING

from samspill.importers.tables import FindingLog, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATORS = ",;\t"
_LINES_SNIFFED = 25
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_ENCODING_GUESSED = Rule(
    "warning",
    "encoding_guessed",
    "the file is not UTF-8; it is read as Windows-1252, so letters outside English may be wrong",
    "save the file as UTF-8",
)
_WRONG_ENCODING = Rule(
    "error", "wrong_encoding", "the file is not text in a known encoding", "save it as CSV in UTF-8"
)
_MALFORMED = Rule(
    "error",
    "malformed_csv",
    "a quoted cell does not end where it should, or a cell is longer than 131072 characters",
    "write a quotation mark inside a quoted cell twice",
)


def decode(data: bytes, log: FindingLog) -> str | None:
    """The text of the bytes: Unicode when it is, else Windows-1252 with a warning; ``None`` if binary."""
    if data.startswith(_UTF16_MARKS):
        text = _decode_strictly(data, "utf-16")
    else:
        text = _decode_strictly(data, "utf-8-sig")
        if text is None and not _looks_binary(data.decode("latin-1")):
            log.add(_ENCODING_GUESSED)
            return _decode_strictly(data, "windows-1252") or data.decode("latin-1")
    if text is None or _looks_binary(text):
        log.add(_WRONG_ENCODING)
        return None
    return text


def parse_csv(text: str, log: FindingLog) -> list[list[str]]:
    """Records of CSV text; the separator is the one of comma, semicolon and tab that splits the rows best.

    Nothing, with an error, when quotes do not match: rows after a lost quote cannot be trusted.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except csv.Error:
        log.add(_MALFORMED)
        return []


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _looks_binary(text: str) -> bool:
    """True when the text holds a NUL, or more than one control character in fifty."""
    control = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\v\f\r")
    return "\0" in text or control * 50 > len(text)


def _separator(text: str) -> str:
    """The candidate that gives the first rows the most cells; comma when no candidate splits them."""
    head = text.splitlines(keepends=True)[:_LINES_SNIFFED]
    widths = {separator: _usual_width(head, separator) for separator in _SEPARATORS}
    return max(_SEPARATORS, key=lambda separator: widths[separator])


def _usual_width(lines: Sequence[str], separator: str) -> int:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0
    return median_low(widths) if widths else 0
