"""Files that are no tables, wrong arguments, the command: clear answers, nothing written, no content told."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import traceback
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import samspill as ss
from samspill.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

K = "kanarifugl"  # part of every cell below; nothing that is printed or raised may hold it
ACTORS = f"id,sector\n{K}1,municipal\n{K}2,civil_society\n"
NEEDS = f"id,theme,people\n{K}n,{K},5\n"
SPREADSHEET = b"PK\x03\x04"

Place = tuple[str, str, int, str]  # code, file, row, column


def make(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def places(findings: tuple[ss.Finding, ...]) -> list[Place]:
    return [(f.code, f.file, f.row, f.column) for f in findings if f.severity == "error"]


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> list[Place]:
    """The errors with which reading fails; the command must say the same and end with exit code 3."""
    with pytest.raises(ss.UnusableData) as caught:
        ss.read(path)
    assert main(["check", str(path), "--json"]) == 3
    printed = capsys.readouterr().out
    told = json.loads(printed)
    assert told["usable"] is False
    assert tuple(ss.Finding(**found) for found in told["findings"]) == caught.value.findings
    assert K not in printed + "".join(traceback.format_exception(caught.value))
    return places(caught.value.findings)


BROKEN_FILES: dict[str, tuple[bytes, list[tuple[str, int]]]] = {
    "0 bytes": (b"", [("empty_file", 0)]),
    "blank lines": (b"\n \n\n", [("empty_file", 0)]),
    "byte order mark alone": (b"\xef\xbb\xbf", [("empty_file", 0)]),
    "header alone": (b"id,theme,people\n", [("empty_table", 0)]),
    "Latin-1": (NEEDS.encode() + f"{K}\xf8,{K},1\n".encode("latin-1"), [("wrong_encoding", 3)]),
    "UTF-16": (NEEDS.encode("utf-16"), [("wrong_encoding", 0)]),
    "UTF-16 without mark": (NEEDS.encode("utf-16-le"), [("wrong_encoding", 1)]),
    "NUL byte": (NEEDS.encode() + f"{K}\0,{K},1\n".encode(), [("wrong_encoding", 3)]),
    "workbook": (SPREADSHEET + K.encode(), [("wrong_encoding", 0)]),
    "unclosed quote": ((NEEDS + f'"{K},{K},1\n{K},{K},2\n').encode(), [("malformed_csv", 3)]),
    "text after quote": ((NEEDS + f'"{K}"b,{K},1\n').encode(), [("malformed_csv", 3)]),
    "too many cells": ((NEEDS + f"{K}m,{K},1,{K}\n").encode(), [("malformed_csv", 3)]),
    "binary": (b"\x89PNG\r\n" + bytes(range(256)), [("wrong_encoding", 1)]),
    "wrong separator": (NEEDS.replace(",", "|").encode(), [("missing_column", 0)] * 3),
}


@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_file_that_is_no_table_is_named(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, expected = BROKEN_FILES[case]
    folder = make(tmp_path / "study", actors_csv=ACTORS, needs_csv=content)
    found = [(code, row) for code, file, row, _ in refused(folder, capsys) if file == "needs.csv"]
    assert found == expected


def test_every_file_is_told_about_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(
        tmp_path / "study",
        actors_csv=ACTORS + f"{K}3,{K}\n",
        areas_csv=b"",
        needs_csv=NEEDS + f"{K}m,{K},-1\n",
        people_csv=b"id,actor\n\xff,\n",
        seats_csv=f"forum,actor\n{K},{K}\n",
    )
    (folder / "ties.csv").mkdir()
    assert refused(folder, capsys) == [
        ("unknown_term", "actors.csv", 4, "sector"),
        ("empty_file", "areas.csv", 0, ""),
        ("negative_number", "needs.csv", 3, "people"),
        ("wrong_encoding", "people.csv", 2, ""),
        ("unknown_id", "seats.csv", 2, "actor"),
        ("unknown_id", "seats.csv", 2, "forum"),
        ("not_a_file", "ties.csv", 0, ""),
    ]


def test_too_few_cells_are_a_warning(tmp_path: Path) -> None:
    folder = make(tmp_path / "study", actors_csv="id,sector,name,tier\na,state\nb,state,,\n")
    found = [(f.severity, f.code, f.file, f.row) for f in ss.read(folder).findings]
    assert found == [("warning", "malformed_csv", "actors.csv", 2)]


def test_a_table_without_header_shows_none_of_its_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = f"{K}1;{K} Hansen;staff\n{K}2;{K} Berg;staff\n"
    found = refused(make(tmp_path / "study", actors_csv=ACTORS, people_csv=people), capsys)
    assert found == [("missing_column", "people.csv", 0, "actor"), ("missing_column", "people.csv", 0, "id")]


@pytest.mark.parametrize(
    ("target", "code"), [("nowhere.csv", "file_not_found"), ("needs.csv", "unreadable_file")]
)
def test_a_link_that_leads_nowhere_is_no_missing_table(
    target: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "study", actors_csv=ACTORS)
    (folder / "needs.csv").symlink_to(target)
    assert refused(folder, capsys) == [(code, "needs.csv", 0, "")]


def bomb() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", " " * 60_000_000)
    return archive.getvalue()


STRAY_FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "broken workbook": ("study.xlsx", lambda: SPREADSHEET + bytes(range(256)), "unreadable_file"),
    "zip bomb": ("study.xlsx", bomb, "refused_archive"),
    "old Excel": ("study.xls.csv", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "unsupported_format"),
    "sheet without tags": ("sheet.csv", f"{K},b\n{K},2\n".encode, "missing_hashtags"),
    "0 bytes": ("sheet.csv", lambda: b"", "empty_file"),
    "binary": ("sheet.csv", lambda: bytes(range(256)) * 9, "wrong_encoding"),
    "broken JSON": ("sheet.json", lambda: b'[["#org"], ["' + K.encode(), "malformed_json"),
    "deep JSON": ("sheet.json", lambda: b"[" * 200_000, "malformed_json"),
}


@pytest.mark.parametrize("case", STRAY_FILES)
@pytest.mark.parametrize("alone_in_folder", [False, True])
def test_a_single_file_that_is_no_study(
    case: str, alone_in_folder: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, content, code = STRAY_FILES[case]
    file = tmp_path / name
    file.write_bytes(content())
    assert refused(tmp_path if alone_in_folder else file, capsys) == [(code, name, 0, "")]


def test_an_hxl_sheet_with_wrong_cells_names_the_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sheet.csv"
    file.write_text(f"#org,#sector,#targeted\n{K},{K},-5\n{K},{K},{K}\n{K},{K},7\n", encoding="utf-8")
    assert refused(file, capsys) == [
        ("negative_number", "sheet.csv", 2, "#targeted"),
        ("not_a_number", "sheet.csv", 3, "#targeted"),
    ]


def test_places_where_nothing_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = make(tmp_path / "empty")
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "nowhere", capsys) == [("file_not_found", "nowhere", 0, "")]
    assert refused(empty, capsys) == [("missing_table", "empty", 0, "")]
    assert refused(tmp_path / "pipe", capsys) == [("not_a_file", "pipe", 0, "")]
    assert refused(make(tmp_path / "other", x_csv="a", y_csv="b"), capsys) == [
        ("unknown_format", "other", 0, "")
    ]
    assert refused(make(tmp_path / "half", needs_csv=NEEDS), capsys) == [
        ("file_not_found", "actors.csv", 0, "")
    ]
    (empty / "actors.csv").mkdir()
    assert refused(empty, capsys) == [("not_a_file", "actors.csv", 0, "")]
    with pytest.raises(ss.InvalidArgument, match="path"):
        ss.read("")


DESCRIPTIONS: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_text('{"title": "' + K),
    "deep": lambda path: path.write_text("[" * 200_000),
    "Latin-1": lambda path: path.write_bytes(f'{{"title": "{K}\xf8"}}'.encode("latin-1")),
    "long number": lambda path: path.write_text("9" * 10_000),
    "too long": lambda path: path.write_text('{"title": "' + "x" * (1 << 20) + '"}'),
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,  # must not wait for somebody to write
}


@pytest.mark.parametrize("case", DESCRIPTIONS)
def test_a_broken_description_is_a_warning(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "study", actors_csv=ACTORS)
    DESCRIPTIONS[case](folder / "datapackage.json")
    network = ss.read(folder)
    assert [(f.severity, f.code) for f in network.findings] == [("warning", "malformed_description")]
    assert network.title == "study"
    assert main(["check", str(folder)]) == 1
    assert K not in capsys.readouterr().out


COMMANDS = [
    [command, *options]
    for command in ("check", "coverage", "duplication", "representation")
    for options in ([], ["--json"])
] + [["report"]]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_the_command_writes_nothing_for_unusable_data(arguments: list[str], tmp_path: Path) -> None:
    needs = NEEDS + f"{K}m,{K},{K}\n"
    make(tmp_path / "study", actors_csv=ACTORS.replace("municipal", K), needs_csv=needs)
    kept = tmp_path / "kept.out"
    kept.write_text("before")
    was = kept.stat()
    for output in ("kept.out", "new.out"):
        command = [sys.executable, "-m", "samspill", *arguments, "study", "-o", output]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 3
        for told in ("actors", "sector", "needs", "people"):
            assert told in done.stdout + done.stderr
        assert K not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        if "--json" in arguments:
            found = json.loads(done.stdout)["findings"]
            assert [f["code"] for f in found if f["severity"] == "error"] == ["unknown_term", "not_a_number"]
    assert {path.name for path in tmp_path.iterdir()} == {"study", "kept.out"}
    assert kept.read_text() == "before"
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == (was.st_mtime_ns, was.st_ino)


@pytest.mark.parametrize("command", ["coverage", "duplication", "representation"])
def test_a_table_that_the_analysis_needs_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "study", actors_csv=ACTORS)
    assert main([command, str(folder), "--json", "-o", str(tmp_path / "out.json")]) == 3
    assert '"missing_table"' in capsys.readouterr().out
    assert not (tmp_path / "out.json").exists()


class Explosive:
    """A producer whose own error message quotes a cell."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise RuntimeError(K)


class Pretender:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return {K: K}


WRONG_TABLES: dict[str, object] = {
    "text": K,
    "bytes": K.encode(),
    "number": 7,
    "rows and texts": [{"id": K, "sector": "state"}, K],
    "text for a column": {"id": K, "sector": ["state"]},
    "lengths": {"id": [K], "sector": []},
    "array without dimensions": {"id": np.array(K), "sector": ["state"]},
    "frame in a column": {"id": pd.DataFrame({K: [K]}), "sector": ["state"]},
    "cells of any type": {"id": [K, object(), {K: K}, [[K]], b"x" + K.encode()], "sector": ["state"] * 5},
    "lone surrogate in a name": {"id": [K], "sector": ["state"], "\ud800": [K]},
    "lone surrogate in a cell": {"id": [K + "\ud800"], "sector": ["state"]},
    "series of pandas": pd.Series([K]),
    "series of polars": pl.Series([K]),
    "array of pyarrow": pa.array([K]),
    "objects of polars": pl.DataFrame({"id": [object()], "sector": ["state"]}),
    "columns of the same name": pd.DataFrame([[K, K, "state"]], columns=["id", "id", "sector"]),
    "failing stream": Explosive(),
    "no capsule": Pretender(),
}


@pytest.mark.parametrize("case", WRONG_TABLES)
def test_wrong_tables_are_refused_without_their_content(case: str) -> None:
    wrong: Any = WRONG_TABLES[case]
    with pytest.raises((ss.Error, TypeError)) as caught:
        ss.Network.from_tables(actors=wrong)
    assert K not in "".join(traceback.format_exception(caught.value))


WRONG_CALLS: list[Callable[[ss.Network], object]] = [
    lambda net: net.coverage(awareness_steps=K),  # type: ignore[arg-type]
    lambda net: net.coverage(months=(K, K)),  # type: ignore[arg-type]
    lambda net: net.coverage(months=K),  # type: ignore[arg-type]
    lambda net: net.coverage(match_period=K),  # type: ignore[arg-type]
    lambda net: net.coverage(match_ages=[K]),  # type: ignore[arg-type]
    lambda net: net.coverage(progress=K),  # type: ignore[arg-type]
    lambda net: net.duplication(backup_share=K),  # type: ignore[arg-type]
    lambda net: net.duplication(match_languages=K),  # type: ignore[arg-type]
    lambda net: net.representation(expected_sectors=[K]),  # type: ignore[list-item]
    lambda net: net.representation(expected_sectors=K),  # type: ignore[arg-type]
    lambda net: net.representation(baseline="given", baseline_weights={K: 1}),  # type: ignore[dict-item]
    lambda net: net.representation(window=(K, K)),
    lambda net: net.representation(max_outcomes={K: K}),  # type: ignore[arg-type]
    lambda net: net.report({K: K}),  # type: ignore[arg-type]
    lambda net: net.to_html(lang=[K]),  # type: ignore[arg-type]
    lambda net: net.table({K: K}),  # type: ignore[arg-type]
    lambda net: net.has([K]),  # type: ignore[arg-type]
    lambda net: ss.read([K]),  # type: ignore[arg-type]
    lambda net: ss.read(K.encode()),  # type: ignore[arg-type]
    lambda net: ss.Network.from_tables(actors={"id": [K], "sector": ["state"]}, title=[K]),  # type: ignore[arg-type]
    lambda net: ss.Network.from_tables(actors={"id": [K], "sector": ["state"]}, progress=K),  # type: ignore[arg-type]
    lambda net: ss.Network.from_tables(actors={"id": [K], "sector": ["state"]}, month_labels=K),  # type: ignore[arg-type]
    lambda net: ss.Network.from_tables(actors={"id": [K], "sector": ["state"]}, month_labels={K: 1}),  # type: ignore[dict-item]
]


@pytest.mark.parametrize("call", range(len(WRONG_CALLS)))
def test_wrong_arguments_are_refused_without_their_content(call: int) -> None:
    tables: dict[str, Any] = {
        "actors": {"id": [K, K + "2"], "sector": ["municipal", "civil_society"]},
        "needs": {"id": [K], "theme": [K], "people": [1]},
        "activities": {"id": [K + "a"], "theme": [K], "actor": [K]},
        "forums": {"id": [K], "form": ["council"]},
        "seats": {"forum": [K], "actor": [K]},
    }
    network = ss.Network.from_tables(**tables)
    with pytest.raises((ss.Error, TypeError)) as caught:
        WRONG_CALLS[call](network)
    assert K not in str(caught.value)
