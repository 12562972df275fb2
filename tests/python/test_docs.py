"""Code on pages runs as it stands there, from the folder that readers are in: the top of the project."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(language: str) -> list[tuple[str, str]]:
    """Fenced blocks of a language with the page and position they stand at."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for number, match in enumerate(re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S), 1):
            if match[1] == language:
                found.append((f"{page.relative_to(ROOT)} block {number}", match[2]))
    return found


def commands() -> list[str]:
    """Lines of plain blocks that call the command `samspill` on a bundled example."""
    lines = [line for _, block in blocks("") for line in block.splitlines()]
    return [line for line in lines if line.startswith("samspill ") and "examples/" in line]


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the top of the project but takes what the pages write."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "build").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("place", "code"), blocks("python"), ids=[place for place, _ in blocks("python")])
def test_python_on_pages_runs(place: str, code: str, top: Path) -> None:
    exec(compile(code, place, "exec"), {})


@pytest.mark.parametrize("command", commands())
def test_commands_on_pages_run(command: str, top: Path) -> None:
    arguments = shlex.split(command.split("  #", maxsplit=1)[0])[1:]
    result = subprocess.run(
        [sys.executable, "-m", "samspill.cli", *arguments], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_pages_hold_code() -> None:
    """The patterns above find something; otherwise the tests would pass by finding nothing."""
    assert len(blocks("python")) >= 2
    assert len(commands()) >= 3


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def test_every_finding_is_explained() -> None:
    header = (ROOT / "include/samspill/core/finding.hpp").read_text(encoding="utf-8")
    codes = re.search(r"enum class FindingCode.*?{(.*?)}", header, re.S)
    assert codes is not None
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    assert [code for code in re.findall(r"\w+", codes[1]) if f"`{code}`" not in page] == []
