"""What the tests of the importers share: where the data lie, and small files made by hand."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from samspill.importers import read_hxl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from samspill.importers import ImportedStudy

ROOT = Path(__file__).resolve().parents[3]

Rows = list[dict[str, object]]
Cell = str | int | float | bool | datetime


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture
def parser_cases() -> Path:
    return ROOT / "tests" / "data" / "hxl-parser-cases"


@pytest.fixture
def rows_of() -> Callable[[ImportedStudy, str], Rows]:
    """The rows of one table of a study, none when it has no such table."""

    def rows(study: ImportedStudy, table: str) -> Rows:
        columns = study.tables.get(table, {})
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]

    return rows


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes text or bytes to a file of a given name and returns its path."""

    def file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return file


@pytest.fixture
def read_lines(write: Callable[..., Path]) -> Callable[..., ImportedStudy]:
    """Reads a sheet with the given lines under a row of hashtags, after any header."""

    def sheet(tags: str, *lines: str, header: str = "") -> ImportedStudy:
        return read_hxl(write("sheet.csv", "\n".join([*([header] if header else []), tags, *lines]) + "\n"))

    return sheet


@pytest.fixture
def make_xlsx() -> Callable[..., bytes]:
    """The bytes of a workbook with the given sheets, and merged ranges such as "A1:A3" in its first sheet."""
    pytest.importorskip("python_calamine")

    def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]], merged: Sequence[str] = ()) -> bytes:
        parts = {"[Content_Types].xml": _content_types(len(sheets)), "_rels/.rels": _ROOT_RELATIONS}
        parts["xl/workbook.xml"] = _workbook_xml(list(sheets))
        parts["xl/_rels/workbook.xml.rels"] = _relations(len(sheets))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{_STYLES}</styleSheet>'
        for number, rows in enumerate(sheets.values(), start=1):
            parts[f"xl/worksheets/sheet{number}.xml"] = _sheet_xml(rows, merged if number == 1 else ())
        return _zip(parts)

    return workbook


@pytest.fixture
def zipped() -> Callable[[Mapping[str, str | bytes]], bytes]:
    """Makes the bytes of a compressed archive of the given parts."""
    return _zip


def _zip(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _sheet_xml(rows: Sequence[Sequence[Cell]], merged: Sequence[str] = ()) -> str:
    lines = "".join(
        f'<row r="{r}">' + "".join(_cell_xml(r, c, cell) for c, cell in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, start=1)
    )
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData>{merges}</worksheet>'


def _cell_xml(row: int, column: int, cell: Cell) -> str:
    if cell == "":
        return ""
    place = f'r="{chr(ord("A") + column)}{row}"'
    if isinstance(cell, str):
        return f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    if isinstance(cell, bool):
        return f'<c {place} t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, datetime):
        return f'<c {place} s="1"><v>{(cell - _DAY_ZERO) / timedelta(days=1)}</v></c>'
    return f"<c {place}><v>{cell}</v></c>"


#: The second cell format shows date and time; serial dates count days from here.
_STYLES = '<numFmts/><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


def _workbook_xml(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{k}" r:id="rId{k}"/>' for k, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(count: int) -> str:
    items = "".join(
        f'<Relationship Id="rId{k}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{k}.xml"/>'
        for k in range(1, count + 1)
    )
    items += f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{k}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for k in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>{sheets}</Types>'
    )
