"""Arguments that several subcommands of ``samspill`` have in common."""

from __future__ import annotations

import argparse
from typing import Literal

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def add_command(
    commands: Commands[argparse.ArgumentParser], name: str, summary: str, *, waves: bool = False
) -> argparse.ArgumentParser:
    """A subcommand that reads a study, or the waves of one."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="`samspill --help` has examples and exit codes.",
        allow_abbrev=False,
    )
    if waves:
        parser.add_argument(
            "data", nargs="+", metavar="DATA", help="folders or files with the waves, in their order"
        )
    else:
        parser.add_argument("data", nargs=1, metavar="DATA", help="folder or file with the study")
    parser.set_defaults(taxonomy=None, csv=None)
    return parser


def add_output(parser: argparse.ArgumentParser, *, fail_on: str) -> None:
    """How and where a result is written."""
    parser.add_argument(
        "--json", action="store_true", help="print JSON with all columns instead of plain tables"
    )
    parser.add_argument(
        "--csv", metavar="FOLDER", help="also write every table, with all columns, as CSV into this folder"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="write to a file; - is standard output"
    )
    add_fail_on(parser, fail_on)


def add_fail_on(parser: argparse.ArgumentParser, default: str) -> None:
    """When findings end the command with exit code 1."""
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        default=default,
        help="end with exit code 1 when a finding is as severe as this, or more (default: %(default)s)",
    )


def add_rows(parser: argparse.ArgumentParser) -> None:
    """How long plain tables are."""
    parser.add_argument(
        "--rows",
        type=_count,
        default=20,
        metavar="N",
        help="most rows of each plain table; 0 prints all (default: %(default)s)",
    )


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The day whose seats count."""
    parser.add_argument(
        "--as-of",
        type=_seat_day,
        default="latest",
        metavar="DAY",
        help="count the seats of this day (YYYY-MM-DD); `all` counts all that were ever held (default: the "
        "day of the latest meeting)",
    )


def _seat_day(text: str) -> str | None:
    return None if text == "all" else text


def add_taxonomy(parser: argparse.ArgumentParser) -> None:
    """The taxonomy that themes are held against."""
    parser.add_argument(
        "--taxonomy",
        metavar="FILE",
        help="codes of themes and their parents (CSV, XLSX or JSON with the columns code and parent); themes "
        "that are none of them are findings",
    )


def add_municipality_depth(parser: argparse.ArgumentParser, condition: str) -> None:
    """Which areas are municipalities."""
    parser.add_argument(
        "--municipality-depth",
        type=int,
        metavar="N",
        help="depth of municipalities among the areas, 0 lies in no other area (default: those inside the "
        f"only outermost one){condition}",
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return number


def count_or_all(text: str) -> int | Literal["all"]:
    """``all``, or a number from 0."""
    return "all" if text == "all" else _count(text)


def weight(text: str) -> tuple[str, float]:
    """``name=number``."""
    name, number = _assignment(text, "name=number")
    return name, float(number)


def renaming(text: str) -> tuple[str, str]:
    """``old=new``."""
    return _assignment(text, "old=new")


def _assignment(text: str, form: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals:
        message = f"must be of the form {form}"
        raise argparse.ArgumentTypeError(message)
    return left, right
