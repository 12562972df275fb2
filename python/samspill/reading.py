"""read: a study from wherever it lies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.building import Source, build, finish, taxonomy_findings
from samspill.errors import UnusableData
from samspill.findings import Finding, findings_of, merge_findings
from samspill.network import Network
from samspill.taxonomies import Taxonomy

if TYPE_CHECKING:
    from os import PathLike

    from samspill.frames import TableData
    from samspill.importers import ImportedStudy
    from samspill.options import Progress

_DESCRIPTION_FILE = "datapackage.json"
_MOST_DESCRIPTION_BYTES = 1 << 20

#: Code, message and hint of what can be wrong with a path, whatever the format.
_EMPTY_FOLDER = ("missing_table", "the folder is empty", "it should hold actors.csv and other tables")
_NOT_FOUND = ("file_not_found", "there is no such file or folder", "check the path")
_NOT_A_FILE = ("not_a_file", "this is neither a file nor a folder", "name a file or folder")
_UNREADABLE = ("unreadable_file", "this cannot be read", "check that you may read it")


def read(
    path: str | PathLike[str],
    *,
    themes: Taxonomy | TableData | None = None,
    progress: Progress | None = None,
) -> Network:
    """Reads a study.

    Args:
        path: A folder of CSV tables (areas.csv, actors.csv, …; with a datapackage.json that gives the title),
            an HXL-tagged 3W/4W sheet (CSV, XLSX, JSON), a folder with a service directory (HSDS), or a
            workbook whose sheets are named like the tables. What it is, is told by its content.
        themes: A taxonomy of the themes, or a table with ``code`` and ``parent``: needs and activities whose
            theme is none of its codes are findings.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        UnusableData: There is nothing of the kind, or some finding is an error; all findings come with it.
        samspill.importers.MissingExtraError: It is a workbook and the extra ``excel`` is not installed.
        TypeError: ``path`` is no path.
    """
    from samspill.importers import detect, read_foreign  # noqa: PLC0415 - not needed for tables in memory

    location = Path(options.path("path", path))
    report = options.progress_function(progress)
    taxonomy = None if themes is None else Taxonomy.of(themes)
    problem = what_is_wrong_with(location)
    if problem is not None:
        raise UnusableData([problem])
    form = detect(location)
    if form == "tables":
        return _read_folder(location, taxonomy, report)
    study = read_foreign(location, form=form)
    return _network_of(study, location, taxonomy, report, keeps_empty_tables=form == "workbook")


def what_is_wrong_with(location: Path) -> Finding | None:
    """The finding about a path at which nothing can be read, whatever its format."""
    try:
        if location.is_dir():
            problem = None if any(location.iterdir()) else _EMPTY_FOLDER
        elif not location.exists():
            problem = _NOT_FOUND
        else:
            problem = None if location.is_file() else _NOT_A_FILE
    except OSError:
        problem = _UNREADABLE
    return None if problem is None else Finding("error", problem[0], location.name, "", 0, "", *problem[1:])


def _read_folder(folder: Path, themes: Taxonomy | None, progress: Progress | None) -> Network:
    title, before = title_of(folder)
    codes = None if themes is None else themes.codes
    core, findings = finish(
        lambda: _core.read_folder(folder, codes, progress), [*before, *taxonomy_findings(themes)]
    )
    return Network(core, findings=findings, title=title or folder.resolve().name)


def title_of(folder: Path) -> tuple[str, list[Finding]]:
    """The title that datapackage.json gives; empty when it gives none."""
    description = folder / _DESCRIPTION_FILE
    if not description.exists():
        return "", []
    try:
        stated = json.loads(_first_bytes(description).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        message = "the description of the study cannot be read; it is left out"
        hint = "it should be a JSON object in UTF-8, of at most 1 MiB, with the key title"
        return "", [Finding("warning", "malformed_description", _DESCRIPTION_FILE, "", 0, "", message, hint)]
    title = stated.get("title") if isinstance(stated, dict) else None
    return title.strip() if isinstance(title, str) else "", []


def _first_bytes(description: Path) -> bytes:
    if not description.is_file():  # opening a pipe would wait for somebody to write into it
        raise OSError
    with description.open("rb") as file:
        return file.read(_MOST_DESCRIPTION_BYTES)


def _network_of(
    study: ImportedStudy,
    location: Path,
    themes: Taxonomy | None,
    progress: Progress | None,
    *,
    keeps_empty_tables: bool,
) -> Network:
    """The network of an imported study.

    A foreign format without rows for a table does not say that there are none, so the table counts as not
    given; a workbook whose sheets are the tables does say so.
    """
    title, before = title_of(location) if location.is_dir() else ("", [])
    before += findings_of(study.findings)
    if not study.tables:
        raise UnusableData(merge_findings(before))
    sources = [
        Source(name, columns, location.name, study.source_rows.get(name, ()))
        for name, columns in study.tables.items()
        if keeps_empty_tables or any(columns.values())
    ]
    core, findings = build(sources, progress, before, themes)
    return Network(core, findings=findings, title=title or study.title, month_labels=study.month_labels)
