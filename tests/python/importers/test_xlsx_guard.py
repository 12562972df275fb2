"""The guard before the reader of workbooks: each way to make a reader allocate too much is refused."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from samspill.importers import xlsx_guard
from samspill.importers.sheet import read_sheets
from samspill.importers.tables import FindingLog
from samspill.importers.xlsx_guard import RefusedArchiveError, check_archive

if TYPE_CHECKING:
    from pathlib import Path

Zipped = Callable[[Mapping[str, str | bytes]], bytes]
SHEET = "xl/worksheets/sheet1.xml"
FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(archive: bytes) -> str:
    with pytest.raises(RefusedArchiveError) as caught:
        check_archive(archive)
    return str(caught.value)


def test_ordinary_sheets_pass(zipped: Zipped) -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r * 7919}</v></c><c r="T{r}"/></row>' for r in range(1, 5000)
    )
    check_archive(zipped({SHEET: rows, "xl/media/image1.png": b"\xff\xd8" * 10}))


def test_a_bomb_is_measured_by_what_it_unpacks_to(zipped: Zipped) -> None:
    assert refusal(zipped({SHEET: " " * 50_000_000})) == xlsx_guard.TOO_LARGE


def test_a_lie_about_the_size_does_not_help(zipped: Zipped) -> None:
    true_size, small = (50_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")
    archive = zipped({SHEET: " " * 50_000_000}).replace(true_size, small)
    with pytest.raises((RefusedArchiveError, zipfile.BadZipFile)):
        check_archive(archive)


def test_too_many_parts(zipped: Zipped) -> None:
    assert refusal(zipped({f"part{k}.xml": "" for k in range(1025)})) == xlsx_guard.TOO_MANY_ENTRIES


@pytest.mark.parametrize(
    ("rows", "limit"),
    [
        (FIRST + '<row r="1048576"><c r="XFD1048576"/></row>', "TOO_MANY_CELLS"),
        (FIRST + "<row r='1048576'><c r = 'XFD1048576'/></row>", "TOO_MANY_CELLS"),
        (FIRST + '<x:row spans="1:2" r="1048576"><x:c s="1" r="XFD1048576"/></x:row>', "TOO_MANY_CELLS"),
        (FIRST + '<row r="1000000"><c r="J1000000"/></row>', "TOO_SPARSE"),
        # Cells and rows without a place of their own follow the one before.
        ('<row r="1000000">' + "<c/>" * 100 + "</row>", "TOO_MANY_CELLS"),
        ("<row/>" * 600_000 + "<row>" + "<c/>" * 30 + "</row>", "TOO_SPARSE"),
    ],
)
def test_sheets_with_cells_far_apart(zipped: Zipped, rows: str, limit: str) -> None:
    filler = "".join(f"<!-- {k * 7919} -->" for k in range(100_000))  # keeps the compression ratio ordinary
    archive = zipped({SHEET: f"<sheetData>{rows}</sheetData>", "docProps/filler.xml": filler})
    assert refusal(archive) == getattr(xlsx_guard, limit)


@pytest.mark.parametrize("position", [0, 2**20 - 10, 2**20, 2**20 + 5])
def test_tags_cut_by_the_reading_in_pieces_are_seen(
    zipped: Zipped, position: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_guard, "MAX_COMPRESSION_RATIO", 10_000)
    padding = "<a>" + " " * position + "</a>"
    archive = zipped({SHEET: padding + '<row r="1048576"><c r="XFD1048576"/></row>'})
    assert refusal(archive) == xlsx_guard.TOO_MANY_CELLS


def test_more_texts_declared_than_the_part_can_hold(zipped: Zipped) -> None:
    archive = zipped({"xl/sharedStrings.xml": '<sst count="1" uniqueCount="4294967295"><si/></sst>'})
    assert refusal(archive) == xlsx_guard.TOO_MANY_STRINGS


@pytest.mark.parametrize("declaration", ["<!DOCTYPE a []>", '<!ENTITY a "b">'])
def test_entities(zipped: Zipped, declaration: str) -> None:
    assert refusal(zipped({SHEET: declaration + FIRST})) == xlsx_guard.XML_ENTITIES


def test_other_encodings_that_would_hide_tags(zipped: Zipped) -> None:
    assert refusal(zipped({SHEET: FIRST.encode("utf-16")})) == xlsx_guard.NOT_UTF8


def test_a_refused_workbook_is_one_quick_error(zipped: Zipped, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(zipped({SHEET: FIRST + '<row r="1048576"><c r="XFD1048576"/></row>'}))
    log = FindingLog(path.name)
    begin = time.perf_counter()
    assert read_sheets(path, log) == []
    assert time.perf_counter() - begin < 1.0
    assert [(finding.severity, finding.code) for finding in log.findings()] == [("error", "refused_archive")]
