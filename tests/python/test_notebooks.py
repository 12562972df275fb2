"""Notebooks run from top to bottom and give the outputs that are stored in them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "examples").rglob("*.ipynb"))

sys.path.insert(0, str(ROOT / "tests" / "tools"))
import run_notebook  # noqa: E402 - a program of its own beside the tests


@pytest.fixture(params=NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def notebook(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_there_are_notebooks() -> None:
    folder = ROOT / "examples" / "reception"
    assert {folder / f"{name}.ipynb" for name in ("coverage", "duplicates", "say")} <= set(NOTEBOOKS)


def test_stored_outputs_come_out(notebook: Path) -> None:
    """If the outputs changed for a reason: python tests/tools/run_notebook.py --write NOTEBOOK."""
    assert run_notebook.differences(notebook) == []


def test_it_is_a_complete_notebook(notebook: Path) -> None:
    stored = run_notebook.read(notebook)
    assert (stored["nbformat"], stored["nbformat_minor"]) == (4, 5)
    assert stored["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in stored["cells"]]
    assert len(ids) == len(set(ids))
    assert "fictional" in "".join(stored["cells"][0]["source"]).lower()
    for number, cell in enumerate(run_notebook.code_cells(stored), start=1):
        assert cell["execution_count"] == number
        assert all(output["output_type"] != "error" for output in cell["outputs"])


def test_it_names_no_place_on_a_machine(notebook: Path) -> None:
    assert not re.search(r"[\"'\s](/[a-z]+/|[A-Z]:\\\\|~/)", notebook.read_text(encoding="utf-8"))
