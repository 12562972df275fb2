"""The command as users run it: output, exit codes, files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

import samspill as ss
from samspill.cli import main
from small_study import ACTIVITIES, NEEDS, TABLES, write_folder

ROOT = Path(__file__).resolve().parents[2]
RECEPTION = str(ROOT / "examples" / "reception")
COMMANDS = (
    *("check", "coverage", "duplication", "changes", "organisations", "representation", "forums", "voting"),
    *("attendance", "drop-off", "balance", "perception"),
)


@pytest.fixture
def study(tmp_path: Path) -> str:
    return str(write_folder(tmp_path / "study", TABLES))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "samspill", *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def test_version_and_help() -> None:
    assert run("--version").stdout == f"samspill {ss.__version__}\n"
    shown = run("--help").stdout
    assert "examples:" in shown
    assert "exit codes:" in shown
    for command in (*COMMANDS, "report"):
        assert f"\n    {command}" in shown
        assert run(command, "--help").stdout.startswith(f"usage: samspill {command} ")


def test_the_installed_command() -> None:
    command = Path(sys.executable).with_name("samspill")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"samspill {ss.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("gaps",),
        ("coverage",),
        ("coverage", RECEPTION, "--awareness-steps", "many"),
        ("coverage", RECEPTION, "--awareness-steps", "-1"),
        ("coverage", RECEPTION, "--months", "5", "2"),
        ("coverage", RECEPTION, "--rows", "-1"),
        ("coverage", RECEPTION, "--aware", "2"),
        ("coverage", RECEPTION, "--by", "colour"),
        ("coverage", RECEPTION, "--explain", "n-none-01"),
        ("coverage", RECEPTION, "--repairs", "-1"),
        ("coverage", RECEPTION, "--repairs", "much"),
        ("coverage", RECEPTION, "--exact"),
        ("duplication", RECEPTION, "--backup-share", "-1"),
        ("representation", RECEPTION, "--expected-sectors", "town"),
        ("representation", RECEPTION, "--baseline-weights", "state"),
        ("representation", RECEPTION, "--window", "2024-01-01", "soon"),
        ("forums", RECEPTION, "--as-of", "soon"),
        ("voting", RECEPTION, "--as-of", "soon"),
        ("attendance", RECEPTION, "--attribute", "colour"),
        ("attendance", RECEPTION, "--trend", "steep"),
        ("drop-off", RECEPTION, "--silent-meetings", "0"),
        ("drop-off", RECEPTION, "--unit", "weeks"),
        ("drop-off", RECEPTION, "--seed", "-1"),
        ("balance", RECEPTION, "--by", "colour"),
        ("balance", RECEPTION, "--by", "tier", "tier"),
        ("balance", RECEPTION, "--by", "tier", "--baseline", "population"),
        ("balance", RECEPTION, "--window", "2024-01-01", "soon"),
        ("perception", RECEPTION, "--fewest-raters", "0"),
        ("perception", RECEPTION, "--scale", "5", "1"),
        ("check", RECEPTION, "--fail-on", "sometimes"),
        ("report", RECEPTION, "--forums", "-1"),
        ("report", RECEPTION, "--forums", "some"),
        ("report", RECEPTION, "--lang", "xx", "-o", "-"),
        ("coverage", RECEPTION, "-o", "/nowhere/at/all.txt"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code: object = None
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert shown.err.strip()


def test_check(study: str, tmp_path: Path) -> None:
    done = run("check", study)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "study: 2 areas, 3 actors, 2 people, 3 needs, 3 activities, 2 ties, 1 forums, 2 seats\n"
        "0 errors, 0 warnings, 0 notes\n"
    )
    odd = write_folder(tmp_path / "odd", {**TABLES, "needs": [{**row, "note": "x"} for row in NEEDS]})
    done = run("check", str(odd))
    assert done.returncode == 1
    assert "warning needs.csv, column note: the table has no such column" in done.stdout
    assert run("check", str(odd), "--fail-on", "error").returncode == 0


def test_thresholds(tmp_path: Path) -> None:
    noted = {**TABLES, "activities": [{**row, "capacity": None} for row in ACTIVITIES]}
    study = str(write_folder(tmp_path, noted))
    for command in ("check", "coverage", "duplication", "representation", "forums", "voting", "balance"):
        codes = {
            level: main([command, study, "--fail-on", level])
            for level in ("error", "warning", "info", "never")
        }
        assert codes == {"error": 0, "warning": 0, "info": 1, "never": 0}
        assert main([command, study]) == 0


def test_coverage(study: str) -> None:
    done = run("coverage", study)
    assert done.returncode == 0
    assert done.stdout.startswith("12 of 24 people in needs of known size are covered (50.0 %), 12 not.")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["language", "3", "24", "12", "12", "50.0", "%", "0"] in lines
    assert ["n2", "language", "B", "standing", "6", "0", "6", "out_of_area"] in lines
    assert "largest first (first 1 of 3)" in run("coverage", study, "--rows", "1").stdout
    assert "largest first (3)" in run("coverage", study, "--rows", "0").stdout


def parsed(*arguments: str) -> dict[str, Any]:
    done = run(*arguments, "--json")
    assert done.returncode == 0
    return dict(json.loads(done.stdout, parse_constant=pytest.fail))


def test_json_holds_what_python_gives() -> None:
    network = ss.read(RECEPTION)
    coverage, found = network.coverage(), parsed("coverage", RECEPTION)
    assert found["title"] == network.title
    assert found["network_fingerprint"] == f"{network.fingerprint:016x}"
    assert found["options"] == dict(coverage.provenance.options)
    assert found["months"] == list(coverage.months)
    assert found["needs"] == coverage.needs.rows()
    assert found["gaps"] == coverage.gaps.rows()
    assert found["cascade"] == coverage.cascade.rows()
    assert found["losses"] == coverage.losses.rows()
    assert "repairs" not in found
    assert "groups" not in found
    assert found["by_theme_month"] == coverage.by_theme_month.rows()
    assert found["totals"]["covered_low"] == coverage.totals.covered_low
    assert found["units"]["by_theme"]["people"] == "people"
    assert parsed("duplication", RECEPTION)["clusters"] == network.duplication().clusters.rows()
    assert parsed("representation", RECEPTION)["forums"] == network.representation().forums.rows()
    assert parsed("check", RECEPTION)["rows"] == dict(network.sizes)
    assert {row["code"] for row in found["findings"]} == {finding.code for finding in network.findings}


def test_options_reach_the_analyses() -> None:
    options = parsed(
        "coverage", RECEPTION, *["--awareness-steps", "0", "--match-period", "whole", "--months", "-1", "3"]
    )
    assert options["options"]["awareness_steps"] == "0"
    assert options["options"]["match.period"] == "whole"
    assert options["months"] == [-1, 3]
    assert parsed("duplication", RECEPTION, "--ignore-ages")["options"]["match_ages"] == "false"
    weighed = parsed("representation", RECEPTION, "--baseline-weights", "state=1", "municipal=3")
    assert weighed["options"]["baseline"] == "given"
    assert {row["baseline_share"] for row in weighed["sectors"] if row["sector"] == "municipal"} == {0.75}


def test_infinity_in_json(tmp_path: Path) -> None:
    """A seat of a sector that the baseline lacks gives an infinite ratio, which JSON has no number for."""
    study = str(write_folder(tmp_path, TABLES))
    found = parsed("representation", study, "--baseline-weights", "municipal=1")
    assert {row["ratio"] for row in found["sectors"] if row["sector"] == "civil_society"} == {"Infinity"}


def test_output_file(study: str, tmp_path: Path) -> None:
    done = run("coverage", study, "--json", "-o", str(tmp_path / "coverage.json"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "wrote" in done.stderr
    assert json.loads((tmp_path / "coverage.json").read_text(encoding="utf-8"))["analysis"] == "coverage"


def test_report(study: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("report", study, "-o", str(page)).returncode == 0
    assert run("report", study, "-o", "-").stdout == page.read_text(encoding="utf-8")


def test_report_with_pages_for_some_forums(tmp_path: Path) -> None:
    network, page = ss.read(RECEPTION), tmp_path / "page.html"
    forums: int | Literal["all"]
    for forums in (2, "all"):
        assert main(["report", RECEPTION, "-o", str(page), "--forums", str(forums)]) == 0
        assert page.read_text(encoding="utf-8") == network.to_html(forums=forums)
    assert "Pages below are for 2 of 9 forums" in network.to_html(forums=2)
    for wrong in (-1, "some", 1.5):
        with pytest.raises((ss.InvalidArgument, TypeError)):
            network.to_html(forums=wrong)  # type: ignore[arg-type] # refused


@pytest.mark.parametrize("command", ["check", "coverage", "duplication", "representation", "report"])
def test_unusable_data(command: str, tmp_path: Path) -> None:
    bad = [{**row, "entry_point": "kanarifugl", "people": "kanarifugl"} for row in NEEDS]
    study = str(write_folder(tmp_path / "bad", {**TABLES, "needs": bad}))
    target = tmp_path / "result"
    done = run(command, study, "-o", str(target))
    assert done.returncode == 3
    shown = done.stdout if command == "check" else done.stderr
    assert shown.count("error   needs.csv row") == 6
    assert shown.endswith("6 errors, 0 warnings, 0 notes\n")
    if command != "report":
        done = run(command, study, "-o", str(target), "--json")
        assert done.returncode == 3
        assert len(json.loads(done.stdout)["findings"]) == 6
    assert not target.exists()
    assert "kanarifugl" not in done.stdout + done.stderr + shown


def test_a_missing_table_is_unusable_data(tmp_path: Path) -> None:
    study = str(write_folder(tmp_path, {"areas": TABLES["areas"], "actors": TABLES["actors"]}))
    done = run("coverage", study)
    assert (done.returncode, done.stdout) == (3, "")
    assert "coverage needs the table needs" in done.stderr
    assert json.loads(run("coverage", study, "--json").stdout)["findings"][0]["code"] == "missing_table"
    assert run("report", study, "-o", str(tmp_path / "report.html")).returncode == 0


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    needs = [{**NEEDS[0], "theme": "\x1b[31mred\u202e"}]
    shown = run("coverage", str(write_folder(tmp_path, {**TABLES, "needs": needs}))).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\u001b[31mred\\u202e" in shown


def test_a_terminal_without_the_letters(tmp_path: Path) -> None:
    needs = [{**NEEDS[0], "theme": "språk"}]
    study = str(write_folder(tmp_path, {**TABLES, "needs": needs}))
    done = run("coverage", study, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "spr\\xe5k" in done.stdout


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_on_a_terminal_only(environment: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    noted = {**TABLES, "activities": [{**row, "capacity": None} for row in ACTIVITIES]}
    study = str(write_folder(tmp_path, noted))
    assert "\x1b" not in run("check", study, **environment).stdout
    ours, theirs = os.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    check = [sys.executable, "-m", "samspill", "check", study]
    subprocess.run(check, stdout=theirs, check=True, env={**plain, **environment})
    os.close(theirs)
    assert (b"\x1b[36minfo" in os.read(ours, 1 << 16)) is coloured
    os.close(ours)


def test_a_reader_that_goes_away() -> None:
    program = [sys.executable, "-m", "samspill", "coverage", RECEPTION, "--json"]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0


def test_interrupted(study: str) -> None:
    program = """
import sys, samspill.cli
samspill.cli.read = lambda *_, **__: (sys.stderr.write("reading"), sys.stderr.flush(), sys.stdin.read())
sys.exit(samspill.cli.main(["check", "study"]))
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stderr is not None
    assert process.stderr.read(7) == b"reading"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert errors == b""
