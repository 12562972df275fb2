"""What must agree across files: versions, names in C++ and Python, stubs, what is public."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import inspect
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest

import samspill as ss
from samspill import _core, building, cli_parser, findings

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include" / "samspill"


def header(name: str) -> str:
    return (INCLUDE / name).read_text(encoding="utf-8")


def enumerators(text: str, name: str) -> list[str]:
    """The names in the definition of an enumeration, in order."""
    found = re.search(rf"enum class {name} : std::uint8_t {{(.*?)}};", text, re.S)
    assert found is not None
    body = re.sub(r"//[^\n]*", "", found[1])
    return re.findall(r"\w+", body)


def test_versions_agree() -> None:
    stated = re.search(r'string_view version = "([^"]+)"', header("version.hpp"))
    assert stated is not None
    assert ss.__version__ == stated[1] == _core.version
    try:
        assert importlib.metadata.version("samspill") == ss.__version__
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("samspill is on the path, but not installed")


def test_stubs_agree_with_the_compiled_part() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "samspill._core"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_everything_public_is_listed_and_documented() -> None:
    assert sorted(ss.__all__) == ss.__all__
    modules = {"balance", "cooperation", "duplication", "inference", "pilot", "survival", "voting"}
    public = {
        name for name, value in vars(ss).items() if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert public - {"annotations"} == set(ss.__all__) - {"__version__"} - modules
    for name in ss.__all__:
        thing = getattr(ss, name)
        if not inspect.isclass(thing):
            continue
        assert thing.__doc__, name
        for member, value in vars(thing).items():
            if not member.startswith("_") and (callable(value) or isinstance(value, property)):
                assert inspect.getdoc(getattr(thing, member)), f"{name}.{member}"


def test_nothing_public_is_of_the_compiled_part() -> None:
    for name in ss.__all__:
        assert getattr(getattr(ss, name), "__module__", "samspill").partition(".")[0] == "samspill"
        assert "_core" not in getattr(getattr(ss, name), "__module__", "")


def test_error_classes_are_those_of_cpp() -> None:
    names = set(re.findall(r"class (\w+) : public", header("core/error.hpp"))) | {"Error"}
    python = {
        name
        for name in ss.__all__
        if isinstance(getattr(ss, name), type) and issubclass(getattr(ss, name), Exception)
    }
    assert python == names


def test_severities_are_those_of_cpp() -> None:
    assert enumerators(header("core/finding.hpp"), "Severity") == list(findings.SEVERITIES)
    fields = re.search(r"struct Finding {(.*?)friend", header("core/finding.hpp"), re.S)
    assert fields is not None
    names = re.findall(r"^\s+[\w:]+ (\w+)(?:{}| = [^;]+)?;", fields[1], re.M)
    assert names == [field.name for field in dataclasses.fields(ss.Finding)]


def test_tables_and_columns_are_those_of_cpp() -> None:
    assert enumerators(header("model/vocabulary.hpp"), "TableName") == list(building.TABLE_NAMES)
    network = ss.Network.from_tables(actors=[{"id": "a", "sector": "state"}])
    for name in building.TABLE_NAMES:
        assert list(network.table(name).columns) == _core.schema(name)


@pytest.mark.parametrize(
    ("enumeration", "file"),
    [
        (_core.OverlapRule, "model/matching.hpp"),
        (_core.UnstatedRule, "model/matching.hpp"),
        (_core.Baseline, "analysis/representation.hpp"),
        (_core.ColumnType, "core/table.hpp"),
        (_core.PowerMode, "analysis/voting_power.hpp"),
        (_core.Veto, "model/vocabulary.hpp"),
        (_core.Grouping, "result/coverage_groups_result.hpp"),
        (_core.Decay, "analysis/accessibility.hpp"),
        (_core.AccessDemand, "analysis/accessibility.hpp"),
        (_core.DistanceBasis, "analysis/accessibility.hpp"),
        (_core.SharingKind, "result/work_sharing_result.hpp"),
    ],
)
def test_enumerations_are_those_of_cpp(enumeration: type[Enum], file: str) -> None:
    assert list(enumeration.__members__) == enumerators(header(file), enumeration.__name__)


def test_sectors_are_those_of_the_tables() -> None:
    names = re.search(r"Vocabulary<Sector> {.*?names{(.*?)}", header("model/vocabulary.hpp"), re.S)
    assert names is not None
    assert list(_core.Sector.__members__) == re.findall(r'"(\w+)"', names[1])


@pytest.mark.parametrize(
    ("analysis", "file"),
    [
        ("coverage", "analysis/coverage.hpp"),
        ("duplication", "analysis/duplication.hpp"),
        ("representation", "analysis/representation.hpp"),
    ],
)
def test_options_are_those_of_cpp(analysis: str, file: str) -> None:
    """Every field of the options struct is an argument; nested options are arguments with a prefix."""
    struct = re.search(rf"struct {analysis.capitalize()}Options {{(.*?)^}};", header(file), re.S | re.M)
    assert struct is not None
    body = re.sub(r"//[^\n]*", "", struct[1])
    fields = re.findall(r"(\w+)\s*(?:{[^}]*}|= [^;]+);", body)
    arguments = set(inspect.signature(getattr(ss.Network, analysis)).parameters)
    assert len(fields) >= 3
    # Own measures are functions of a C++ program: Python would be called back from several threads.
    for field in set(fields) - {"match", "tests", "similarity", "measure", "measure_name"}:
        assert field in arguments
    assert ("similarity" in fields) <= ("weights" in arguments)
    if "match" in fields:
        prefix = "match_" if analysis == "coverage" else "need_"
        assert {prefix + rule for rule in ("period", "ages", "unstated")} <= arguments


def test_totals_are_those_of_the_compiled_part() -> None:
    network = ss.Network.from_tables(
        actors=[{"id": "a", "sector": "state"}],
        needs=[{"id": "n", "theme": "t", "people": 1}],
        activities=[{"id": "o", "actor": "a", "theme": "t"}],
    )
    assert list(dataclasses.asdict(network.coverage().totals)) == list(network.coverage()._core.totals)
    sharing = network.duplication().work_sharing()
    assert list(dataclasses.asdict(sharing.totals)) == list(sharing._core.totals)


def test_command_line_options_are_documented() -> None:
    parser = cli_parser.make_parser("0")
    for action in parser._subparsers._group_actions[0].choices.values():  # type: ignore[union-attr]
        for option in action._actions:
            assert option.help


def test_the_core_imports_without_extras() -> None:
    program = """
import sys
for name in ("pandas", "polars", "pyarrow", "numpy", "networkx", "python_calamine", "hypothesis"):
    sys.modules[name] = None
import samspill as ss
net = ss.Network.from_tables(actors=[{"id": "a", "sector": "state"}], forums=[{"id": "f", "form": "council"}],
                             seats=[{"forum": "f", "actor": "a"}])
net.representation().forums.rows()
net.representation()._repr_html_()
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_importing_is_quick_and_loads_nothing_heavy() -> None:
    program = """
import sys, time
start = time.perf_counter()
import samspill
assert time.perf_counter() - start < 1.0
heavy = {"pandas", "polars", "pyarrow", "numpy", "networkx", "jinja2", "samspill.report"}
assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", program], check=True)
