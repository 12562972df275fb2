"""Runs the code of notebooks without a notebook server, and compares or renews the outputs stored in them.

    python tests/tools/run_notebook.py NOTEBOOK...          says which outputs differ, exit code 1 if any
    python tests/tools/run_notebook.py --write NOTEBOOK...  stores the outputs that come out now

Standard library only; what the cells import must be installed. Knows printed text and the value of a cell's
last line, as text and, where the value offers it, as HTML.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

Cell = dict[str, Any]
Outputs = list[dict[str, Any]]


def read(path: Path) -> Cell:
    """A notebook as it is stored."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def code_cells(notebook: Cell) -> list[Cell]:
    """The cells that hold code, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(path: Path) -> list[Outputs]:
    """The outputs of each code cell, run from top to bottom in the folder of the notebook."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = code_cells(read(path))
    with contextlib.chdir(path.parent):
        return [_run_cell(cell, number, names) for number, cell in enumerate(cells, start=1)]


def _run_cell(cell: Cell, number: int, names: dict[str, Any]) -> Outputs:
    tree = ast.parse("".join(cell["source"]))
    last = tree.body[-1] if tree.body else None
    shown = ast.Expression(last.value) if isinstance(last, ast.Expr) else None
    if shown:
        tree.body.pop()
    place = f"code cell {number}"
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, place, "exec"), names)
        value = eval(compile(shown, place, "eval"), names) if shown else None
    outputs: Outputs = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        outputs.append(
            {
                "data": _shown(value),
                "execution_count": number,
                "metadata": {},
                "output_type": "execute_result",
            }
        )
    return outputs


def _shown(value: object) -> dict[str, list[str]]:
    html = getattr(value, "_repr_html_", None)
    shown = {"text/html": _lines(html())} if html else {}
    return {**shown, "text/plain": _lines(repr(value))}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def differences(path: Path) -> list[int]:
    """Numbers of the code cells whose stored outputs are not those that come out."""
    stored = [cell["outputs"] for cell in code_cells(read(path))]
    return [k for k, (now, then) in enumerate(zip(run(path), stored, strict=True), start=1) if now != then]


def write(path: Path) -> None:
    """Stores the outputs that come out."""
    outputs, notebook = run(path), read(path)
    for number, (cell, now) in enumerate(zip(code_cells(notebook), outputs, strict=True), start=1):
        cell["outputs"], cell["execution_count"] = now, number
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("notebook", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="store the outputs that come out")
    arguments = parser.parse_args()
    different = False
    for path in arguments.notebook:
        if arguments.write:
            write(path)
            continue
        for number in differences(path):
            different = True
            print(f"{path.name}: the outputs of code cell {number} are not those that are stored")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
