"""Reads any spreadsheet-like file (CSV, TSV, XLSX, JSON) to sheets of text cells.

Whatever is wrong with a file becomes a finding: no content makes these functions raise.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill.importers.sheet_csv import decode, parse_csv
from samspill.importers.sheet_json import parse_json
from samspill.importers.sheet_xlsx import read_xlsx
from samspill.importers.tables import FindingLog, Rule

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 256 * 2**20

_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"

_NOT_FOUND = Rule("error", "file_not_found", "there is no such file")
_NOT_A_FILE = Rule("error", "not_a_file", "the path is a folder or a device where a file is expected")
_TOO_LARGE = Rule("error", "file_too_large", "the file is larger than 256 MiB", "split the file")
_UNREADABLE = Rule(
    "error", "unreadable_file", "the file cannot be read", "check the name and the rights of the file"
)
_EMPTY = Rule("error", "empty_file", "the file is empty")
_OLD_EXCEL = Rule(
    "error",
    "unsupported_format",
    "the file is an old or password-protected Excel file",
    "save it as .xlsx without a password, or as CSV in UTF-8",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of text cells, ragged as they came; ``rows[k]`` is row ``k + 1`` of the file.

    ``name`` is the name of the worksheet or JSON key, empty when the file is the table.
    """

    name: str
    rows: list[list[str]]


def read_sheets(path: Path, log: FindingLog) -> list[Sheet]:
    """All sheets of a file in their order; none, with an error in ``log``, when the file cannot be read.

    Time and memory are linear in the (uncompressed) size of the file.

    Raises:
        MissingExtraError: it is an XLSX file and the extra ``excel`` is not installed.
    """
    data = read_bytes(path, log)
    if data is None:
        return []
    if data.startswith(_OLE_MAGIC):
        log.add(_OLD_EXCEL)
        return []
    if data.startswith(_ZIP_MAGIC):
        found = read_xlsx(data, log)
    else:
        text = decode(data, log)
        found = [] if text is None else _parse(text, path, log)
    return [Sheet(name, rows) for name, rows in found]


def is_folder(path: Path) -> bool:
    """True for a folder; false for everything else, be it a path that cannot even be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_bytes(path: Path, log: FindingLog) -> bytes | None:
    """The bytes of a regular file that is neither empty nor too large, or ``None`` with a finding."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            log.add(_TOO_LARGE if stat.S_ISREG(status.st_mode) else _NOT_A_FILE)
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        log.add(_NOT_FOUND)
        return None
    except (OSError, ValueError):
        log.add(_UNREADABLE)
        return None
    if not data.strip(b" \t\r\n\0"):
        log.add(_EMPTY)
        return None
    return data


def _parse(text: str, path: Path, log: FindingLog) -> list[tuple[str, list[list[str]]]]:
    """JSON when the file is named so or begins like it and parses, else CSV."""
    if not text.strip():
        log.add(_EMPTY)
        return []
    is_json = path.suffix.lower() == ".json"
    if is_json or text.lstrip()[:1] in ("[", "{"):
        tables = parse_json(text, log, must_parse=is_json)
        if tables is not None:
            return tables
    rows = parse_csv(text, log)
    return [("", rows)] if rows else []
