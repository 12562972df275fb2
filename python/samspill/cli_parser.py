"""The arguments of the command ``samspill``."""

from __future__ import annotations

import argparse

from samspill import _core
from samspill.cli_arguments import (
    Commands,
    add_as_of,
    add_command,
    add_fail_on,
    add_municipality_depth,
    add_output,
    add_rows,
    add_taxonomy,
    count_or_all,
    weight,
)
from samspill.cli_parser_duplication import add_changes, add_duplication, add_organisations
from samspill.cli_parser_evaluation import add_evaluate
from samspill.cli_parser_forums import add_forums, add_voting
from samspill.cli_parser_members import add_attendance, add_balance, add_drop_off, add_perception
from samspill.report_say import FORUM_PAGES

_DESCRIPTION = (
    "Who is not reached and why, what is done twice, and who has a say in a municipality's network."
)

_EXAMPLES = """\
DATA is a folder of CSV tables (areas.csv, actors.csv, people.csv, needs.csv, activities.csv, ties.csv,
forums.csv, seats.csv, meetings.csv, attendance.csv, reviews.csv and others; only actors.csv is always
needed), an HXL-tagged 3W/4W sheet, a folder with a service directory (HSDS), or a workbook whose sheets are
named like the tables.

examples:
  samspill check reception/                            what is doubtful about the data
  samspill coverage reception/                         needs that are not met, each with its first obstacle
  samspill coverage reception/ --json -o coverage.json the same with all columns, for programs
  samspill coverage reception/ --explain n-hom-01      why the people of one need are not reached
  samspill coverage reception/ --repairs 8             and what would mend them most cheaply
  samspill coverage reception/ --by target_group       and who is reached less than others
  samspill duplication reception/ --backup-share 0.2   duplicates, when a reserve of a fifth is wanted
  samspill duplication reception/ --scope --sharing    where they lie, and who could do what instead
  samspill changes 2023/ 2024/                         what became of them from one wave to the next
  samspill organisations reception/                    organisations that were entered twice
  samspill check reception/ --taxonomy themes.csv      also themes that are no code of the taxonomy
  samspill duplication reception/ --csv tables/        all tables of the result as CSV files
  samspill representation reception/ --baseline people
  samspill forums reception/ --language da             rules of forums, what is not met, and what to do
  samspill voting reception/                           who can decide in them
  samspill attendance reception/                       who comes and who speaks, meeting by meeting
  samspill drop-off reception/ --unit days             who stops coming, and when
  samspill balance reception/ --by sector tier         who has the seats, and where attributes cross
  samspill perception reception/ --language sv         how both sides rate the cooperation
  samspill evaluate pilot/                             effects of a pilot, by methods side by side
  samspill evaluate pilot/ -o pilot.html --lang nb     the evaluation on one page
  samspill report reception/ -o report.html            everything on one page

exit codes:
  0  fine
  1  the data have a finding as severe as --fail-on, or more
  2  wrong usage
  3  unusable data: all findings are printed and nothing is written

In JSON a number that is not known is null, and an infinite one the text "Infinity".
"""


def make_parser(version: str) -> argparse.ArgumentParser:
    """The parser of all subcommands. Each sets data (a list), taxonomy, json, csv, output and fail_on."""
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
    add_duplication(commands)
    add_changes(commands)
    add_organisations(commands)
    _add_representation(commands)
    add_forums(commands)
    add_voting(commands)
    add_attendance(commands)
    add_drop_off(commands)
    add_balance(commands)
    add_perception(commands)
    add_evaluate(commands)
    _add_report(commands)
    return parser


def _add_check(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(commands, "check", "print the findings about the data")
    add_taxonomy(parser)
    add_output(parser, fail_on="warning")


def _add_coverage(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(
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
    add_rows(parser)
    add_output(parser, fail_on="never")


def _add_representation(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(commands, "representation", "print who sits in the forums, and how even it is")
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
        type=weight,
        metavar="SECTOR=NUMBER",
        help="compare the seats with these weights, in any unit, instead of --baseline",
    )
    add_as_of(parser)
    parser.add_argument(
        "--window",
        nargs=2,
        metavar=("FROM", "TO"),
        help="in place of one day: count seats by the part of these days that they were held (YYYY-MM-DD, TO "
        "not included)",
    )
    add_rows(parser)
    add_output(parser, fail_on="never")


def _add_report(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = add_command(commands, "report", "write everything on one HTML page")
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
    add_municipality_depth(parser, "")
    parser.add_argument(
        "--forums",
        type=count_or_all,
        default=FORUM_PAGES,
        metavar="N",
        help="how many forums have a page of their own, those with most rules not met first; or all "
        "(default: %(default)s)",
    )
    add_as_of(parser)
    add_taxonomy(parser)
    parser.set_defaults(json=False)
    add_fail_on(parser, "never")
