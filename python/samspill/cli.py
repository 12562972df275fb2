"""The command ``samspill``: results to standard output, everything else to standard error."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from samspill import __version__, duplication
from samspill.cli_coverage import Further, coverage_output
from samspill.cli_duplication import (
    AboutDuplicates,
    changes_output,
    duplication_output,
    organisations_output,
)
from samspill.cli_evaluation import evaluation_output
from samspill.cli_forums import forums_output, voting_output
from samspill.cli_members import (
    attendance_output,
    balance_output,
    drop_off_output,
    perception_output,
)
from samspill.cli_output import (
    Output,
    check_output,
    counts_text,
    error_json,
    error_text,
    representation_output,
)
from samspill.cli_parser import make_parser
from samspill.errors import FileError, InvalidArgument, MissingTable, NotFound, UnusableData
from samspill.files import make_folder, read_text_file, write_text_file
from samspill.findings import SEVERITIES, Finding
from samspill.forum_rules import ForumRules
from samspill.network import Network
from samspill.perception import Instruments
from samspill.reading import read
from samspill.report_say import stated_attributes
from samspill.study import Study
from samspill.taxonomies import Taxonomy

if TYPE_CHECKING:
    from typing import TextIO

    from samspill.duplicates import Duplication

_FINE, _FINDINGS, _USAGE, _UNUSABLE = 0, 1, 2, 3
_INTERRUPTED = 130  # 128 + SIGINT, as shells expect


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0 fine, 1 findings, 2 wrong usage, 3 unusable data.

    Args:
        arguments: Without, those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding lacks is shown as an escape rather than ending the command.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    parsed = make_parser(__version__).parse_args(arguments)
    try:
        return _run(parsed)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever read the output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FINE


def _run(parsed: argparse.Namespace) -> int:
    try:
        data, output = _made(parsed)
    except UnusableData as error:
        return _refuse(parsed, error.findings)
    except MissingTable as error:
        return _refuse(parsed, [Finding("error", "missing_table", "", "", 0, "", str(error), "")])
    except (InvalidArgument, NotFound, FileError, ImportError) as error:
        return _complain(str(error))
    for study in data:
        if parsed.command not in {"check", "evaluate"} and len(study.findings):
            _log(f"{counts_text(study.findings)} about the data; samspill check shows them")
    try:
        _write(output, parsed)
    except FileError as error:
        return _complain(str(error))
    found = [finding for study in data for finding in study.findings]
    return _FINDINGS if _fails([*found, *output.findings], parsed.fail_on) else _FINE


def _made(parsed: argparse.Namespace) -> tuple[Sequence[Network | Study], Output]:
    """What was read, and what the command makes of it."""
    if parsed.command == "evaluate":
        study = Study.read(parsed.data[0])
        return [study], evaluation_output(study, parsed, colour=_wants_colour(sys.stdout))
    themes = Taxonomy.read(parsed.taxonomy) if parsed.taxonomy else None
    networks = [read(path, themes=themes) for path in parsed.data]
    return networks, _MAKERS[parsed.command](networks, themes, parsed)


_Maker = Callable[[Sequence[Network], Taxonomy | None, argparse.Namespace], Output]


def _of_one(make: Callable[[Network, argparse.Namespace], Output]) -> _Maker:
    """For commands that read one study and compare no themes."""
    return lambda networks, _, parsed: make(networks[0], parsed)


def _check(network: Network, _parsed: argparse.Namespace) -> Output:
    return check_output(network, colour=_wants_colour(sys.stdout))


def _coverage(network: Network, parsed: argparse.Namespace) -> Output:
    if parsed.exact and parsed.repairs is None:
        raise InvalidArgument("--exact needs --repairs")
    result = network.coverage(
        awareness_steps=parsed.awareness_steps,
        match_period=parsed.match_period,
        match_ages=parsed.match_ages,
        match_unstated=parsed.match_unstated,
        months=parsed.months,
    )
    further = Further(
        explanation=None if parsed.explain is None else result.explain(parsed.explain),
        groups=None if parsed.by is None else result.by(parsed.by, months=parsed.months),
        repairs=None if parsed.repairs is None else result.repairs(parsed.repairs, exact=parsed.exact),
    )
    return coverage_output(network, result, further, limit=parsed.rows)


def _duplication(networks: Sequence[Network], themes: Taxonomy | None, parsed: argparse.Namespace) -> Output:
    network = networks[0]
    if (parsed.municipality_depth is not None or parsed.municipalities) and not parsed.scope:
        raise InvalidArgument("--municipality-depth and --municipalities need --scope")
    result = _duplicates(network, themes, parsed)
    scope = None
    if parsed.scope:
        scope = result.scope(
            municipality_depth=parsed.municipality_depth, municipalities=parsed.municipalities
        )
    further = AboutDuplicates(
        scope=scope,
        sharing=result.work_sharing(include_backup=parsed.include_backup) if parsed.sharing else None,
        cells=network.demand_cells(backup_share=parsed.backup_share) if parsed.cells else None,
    )
    return duplication_output(network, result, further, limit=parsed.rows)


def _duplicates(network: Network, themes: Taxonomy | None, parsed: argparse.Namespace) -> Duplication:
    return network.duplication(
        match_languages=not parsed.ignore_languages,
        match_ages=not parsed.ignore_ages,
        backup_share=parsed.backup_share,
        least_score=parsed.least_score,
        weights=dict(parsed.weights),
        themes=themes,
        abbreviations=_abbreviations(parsed.abbreviations),
    )


def _organisations(network: Network, parsed: argparse.Namespace) -> Output:
    result = network.duplicate_actors(
        name_similarity=parsed.name_similarity, abbreviations=_abbreviations(parsed.abbreviations)
    )
    return organisations_output(network, result, limit=parsed.rows)


def _changes(networks: Sequence[Network], themes: Taxonomy | None, parsed: argparse.Namespace) -> Output:
    waves = [_duplicates(network, themes, parsed) for network in networks]
    result = duplication.changes(waves, count_backup=not parsed.backup_resolves, renamed=dict(parsed.renamed))
    return changes_output(networks, result, limit=parsed.rows)


def _abbreviations(path: str | None) -> list[str]:
    """The lines of a file of abbreviations; none without one."""
    return [] if path is None else read_text_file(path).splitlines()


def _representation(network: Network, parsed: argparse.Namespace) -> Output:
    result = network.representation(
        expected_sectors=parsed.expected_sectors,
        baseline="given" if parsed.baseline_weights else parsed.baseline,
        baseline_weights=dict(parsed.baseline_weights or ()),
        as_of=parsed.as_of,
        window=parsed.window,
    )
    return representation_output(network, result, limit=parsed.rows)


def _forums(network: Network, parsed: argparse.Namespace) -> Output:
    rules = None if parsed.rules is None else ForumRules.read(parsed.rules)
    result = network.forum_rules(rules, as_of=parsed.as_of)
    return forums_output(
        network,
        result,
        as_of=parsed.as_of,
        language=parsed.language,
        everything=parsed.all,
        limit=parsed.rows,
    )


def _voting(network: Network, parsed: argparse.Namespace) -> Output:
    result = network.voting_power(as_of=parsed.as_of, assume_majority=parsed.assume_majority)
    return voting_output(network, result, limit=parsed.rows)


def _attendance(network: Network, parsed: argparse.Namespace) -> Output:
    result = network.attendance(
        attribute=parsed.attribute, expected_groups=parsed.expected_groups, trend=parsed.trend
    )
    return attendance_output(network, result, limit=parsed.rows)


def _drop_off(network: Network, parsed: argparse.Namespace) -> Output:
    result = network.drop_off(
        attribute=parsed.attribute,
        unit=parsed.unit,
        silent_meetings=parsed.silent_meetings,
        seed=parsed.seed,
    )
    return drop_off_output(network, result, limit=parsed.rows)


def _balance(network: Network, parsed: argparse.Namespace) -> Output:
    attributes = parsed.by or ["sector", *stated_attributes(network)[:1]]
    asked = [
        {**({"attribute": one} if isinstance(one, str) else one), "baseline": parsed.baseline}
        for one in attributes
    ]
    result = network.group_balance(
        attributes=asked, as_of=parsed.as_of, window=parsed.window, balanced_from=parsed.balanced_from
    )
    return balance_output(network, result, limit=parsed.rows)


def _perception(network: Network, parsed: argparse.Namespace) -> Output:
    instruments = None if parsed.instruments is None else Instruments.read(parsed.instruments)
    result = network.perception(
        instruments, fewest_raters=parsed.fewest_raters, scale=tuple(parsed.scale), seed=parsed.seed
    )
    return perception_output(network, result, language=parsed.language, limit=parsed.rows)


def _report(network: Network, parsed: argparse.Namespace) -> Output:
    page = network.to_html(
        lang=parsed.lang,
        municipality_depth=parsed.municipality_depth,
        forums=parsed.forums,
        as_of=parsed.as_of,
    )
    return Output(lambda: page, lambda: page)


_MAKERS: dict[str, _Maker] = {
    "check": _of_one(_check),
    "coverage": _of_one(_coverage),
    "duplication": _duplication,
    "changes": _changes,
    "organisations": _of_one(_organisations),
    "representation": _of_one(_representation),
    "forums": _of_one(_forums),
    "voting": _of_one(_voting),
    "attendance": _of_one(_attendance),
    "drop-off": _of_one(_drop_off),
    "balance": _of_one(_balance),
    "perception": _of_one(_perception),
    "report": _of_one(_report),
}


def _fails(findings: Sequence[Finding], threshold: str) -> bool:
    """True when a finding is as severe as the threshold, or more."""
    if threshold == "never":
        return False
    severities: tuple[str, ...] = SEVERITIES
    return any(severities.index(finding.severity) <= severities.index(threshold) for finding in findings)


def _refuse(parsed: argparse.Namespace, findings: Sequence[Finding]) -> int:
    """Prints all findings, and writes no file. What is no result of the command goes to standard error."""
    if parsed.json:
        sys.stdout.write(error_json(findings))
    else:
        stream = sys.stdout if parsed.command == "check" else sys.stderr
        stream.write(error_text(findings, colour=_wants_colour(stream)))
    return _UNUSABLE


def _complain(message: str) -> int:
    _log(message)
    return _USAGE


def _log(message: str) -> None:
    sys.stderr.write(f"samspill: {message}\n")


def _write(output: Output, parsed: argparse.Namespace) -> None:
    if parsed.csv is not None:
        _write_tables(output, Path(parsed.csv))
    text = output.json() if parsed.json else output.text()
    if parsed.output == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_text_file(parsed.output, text)
        _log(f"wrote {parsed.output}")


def _write_tables(output: Output, folder: Path) -> None:
    """Each table of the result as a file of its own."""
    make_folder(folder)
    for name, table in output.tables.items():
        table.to_csv(folder / f"{name}.csv")
    _log(f"wrote {len(output.tables)} tables to {folder}")


def _wants_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    sys.exit(main())
