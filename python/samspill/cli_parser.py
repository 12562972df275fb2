"""The arguments of the command ``samspill``."""

from __future__ import annotations

import argparse

from samspill import _core

_DESCRIPTION = (
    "Who is not reached and why, what is done twice, and who has a say in a municipality's network."
)

_EXAMPLES = """\
DATA is a folder of CSV tables (areas.csv, actors.csv, people.csv, needs.csv, activities.csv, ties.csv,
forums.csv, seats.csv; only actors.csv is always needed), an HXL-tagged 3W/4W sheet, a folder with a service
directory (HSDS), or a workbook whose sheets are named like the tables.

examples:
  samspill check reception/                            what is doubtful about the data
  samspill coverage reception/                         needs that are not met, each with its first obstacle
  samspill coverage reception/ --json -o coverage.json the same with all columns, for programs
  samspill coverage reception/ --explain n-hom-01      why the people of one need are not reached
  samspill coverage reception/ --repairs 8             and what would mend them most cheaply
  samspill coverage reception/ --by target_group       and who is reached less than others
  samspill duplication reception/ --backup-share 0.2   duplicates, when a reserve of a fifth is wanted
  samspill representation reception/ --baseline people
  samspill forums reception/ --language da             rules of forums, what is not met, and what to do
  samspill voting reception/                           who can decide in them
  samspill report reception/ -o report.html            everything on one page

exit codes:
  0  fine
  1  the data have a finding as severe as --fail-on, or more
  2  wrong usage
  3  unusable data: all findings are printed and nothing is written

In JSON a number that is not known is null, and an infinite one the text "Infinity".
"""


def make_parser(version: str) -> argparse.ArgumentParser:
    """The parser of all subcommands. Every subcommand sets data, json, output and fail_on."""
    parser = argparse.ArgumentParser(
        prog="samspill",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"samspill {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_check(commands)
    _add_coverage(commands)
    _add_duplication(commands)
    _add_representation(commands)
    _add_forums(commands)
    _add_voting(commands)
    _add_report(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _add_command(
    commands: _Commands[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="`samspill --help` has examples and exit codes.",
        allow_abbrev=False,
    )
    parser.add_argument("data", metavar="DATA", help="folder or file with the study")
    return parser


def _add_output(parser: argparse.ArgumentParser, *, fail_on: str) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print JSON with all columns instead of plain tables"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="write to a file; - is standard output"
    )
    _add_fail_on(parser, fail_on)


def _add_fail_on(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        default=default,
        help="end with exit code 1 when a finding is as severe as this, or more (default: %(default)s)",
    )


def _add_rows(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rows",
        type=_count,
        default=20,
        metavar="N",
        help="most rows of each plain table; 0 prints all (default: %(default)s)",
    )


def _add_check(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(commands, "check", "print the findings about the data")
    _add_output(parser, fail_on="warning")


def _add_coverage(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(
        commands, "coverage", "print who is not reached, where people are lost, and what would mend it"
    )
    parser.add_argument(
        "--awareness-steps",
        type=int,
        default=_core.default_awareness_steps,
        metavar="N",
        help="ties an entry point may follow to find an offer (default: %(default)s)",
    )
    parser.add_argument(
        "--match-period",
        choices=("any", "whole"),
        default="any",
        help="whole: an activity must run in the whole period of the need (default: %(default)s)",
    )
    parser.add_argument(
        "--match-ages",
        choices=("any", "whole"),
        default="any",
        help="whole: an activity must be open to all ages of the need (default: %(default)s)",
    )
    parser.add_argument(
        "--match-unstated",
        choices=("accept", "reject"),
        default="accept",
        help="reject: an activity must state whatever the need asks for (default: %(default)s)",
    )
    parser.add_argument(
        "--months",
        type=int,
        nargs=2,
        metavar=("FROM", "TO"),
        help="months of the table by theme and month, from arrival, TO not included",
    )
    parser.add_argument(
        "--explain",
        metavar="NEED",
        help="also print why the people of this need are not reached: nearest offers and what each fails",
    )
    parser.add_argument(
        "--by",
        choices=tuple(_core.Grouping.__members__),
        metavar="GROUPING",
        help=f"also print coverage by group, and how unequal it is: {', '.join(_core.Grouping.__members__)}",
    )
    parser.add_argument(
        "--repairs",
        type=float,
        nargs="?",
        const=_core.default_budget,
        metavar="BUDGET",
        help="also print what would mend the gaps most cheaply, and the best choice whose efforts add up to"
        f" BUDGET at most (default: {_core.default_budget:g}); write it after DATA",
    )
    parser.add_argument(
        "--exact", action="store_true", help="find the best choice of repairs exactly, with HiGHS"
    )
    _add_rows(parser)
    _add_output(parser, fail_on="never")


def _add_duplication(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(
        commands, "duplication", "print which offers are duplicates, judged against the need"
    )
    parser.add_argument(
        "--backup-share",
        type=float,
        default=_core.default_backup_share,
        metavar="SHARE",
        help="surplus up to this share of the need is a wanted reserve (default: %(default)s)",
    )
    parser.add_argument(
        "--ignore-languages", action="store_true", help="pair offers even when no language is common to both"
    )
    parser.add_argument(
        "--ignore-ages", action="store_true", help="pair offers even when no age is common to both"
    )
    _add_rows(parser)
    _add_output(parser, fail_on="never")


def _add_representation(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(commands, "representation", "print who sits in the forums, and how even it is")
    parser.add_argument(
        "--expected-sectors",
        nargs="+",
        default=("municipal", "civil_society"),
        metavar="SECTOR",
        help="sectors expected in forums whose composition is not stated (default: municipal civil_society)",
    )
    parser.add_argument(
        "--baseline",
        choices=("actors", "people", "equal"),
        default="actors",
        help="what the seats are compared with (default: %(default)s)",
    )
    parser.add_argument(
        "--baseline-weights",
        nargs="+",
        type=_weight,
        metavar="SECTOR=NUMBER",
        help="compare the seats with these weights, in any unit, instead of --baseline",
    )
    parser.add_argument(
        "--window",
        nargs=2,
        metavar=("FROM", "TO"),
        help="count seats by the part of these days that they were held (YYYY-MM-DD, TO not included)",
    )
    _add_rows(parser)
    _add_output(parser, fail_on="never")


def _add_forums(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(
        commands,
        "forums",
        "print what makes each forum work and what does not, who comes, and who has the say",
    )
    parser.add_argument(
        "--rules", metavar="FILE", help="a CSV file of rules instead of those that come along"
    )
    parser.add_argument(
        "--as-of",
        metavar="DAY",
        help="count seats and the age of terms of reference on this day (YYYY-MM-DD)",
    )
    parser.add_argument(
        "--language",
        default="en",
        metavar="LANG",
        help="of the advice: en, nb, da or sv (default: %(default)s)",
    )
    parser.add_argument(
        "--all", action="store_true", help="also print the rules that are met and those nobody can judge"
    )
    _add_rows(parser)
    _add_output(parser, fail_on="never")


def _add_voting(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(commands, "voting", "print who can decide in the forums, by votes and quota")
    parser.add_argument("--on", metavar="DAY", help="only seats held on this day vote (YYYY-MM-DD)")
    parser.add_argument(
        "--assume-majority",
        action="store_true",
        help="forums without a quota decide by more than half of the votes",
    )
    _add_rows(parser)
    _add_output(parser, fail_on="never")


def _add_report(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = _add_command(commands, "report", "write everything on one HTML page")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="report.html",
        help="the file to write; - is standard output (default: %(default)s)",
    )
    parser.add_argument(
        "--lang", default="en", metavar="LANG", help="language: en, nb, da or sv (default: %(default)s)"
    )
    parser.set_defaults(json=False)
    _add_fail_on(parser, "never")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


def _weight(text: str) -> tuple[str, float]:
    sector, equals, number = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("must be of the form sector=number")
    return sector, float(number)
