"""The arguments of the subcommands of ``samspill`` about the members of forums."""

from __future__ import annotations

import argparse
from typing import Any

from samspill import _core
from samspill.attendance import SILENT_MEETINGS
from samspill.cli_arguments import Commands, add_as_of, add_command, add_output, add_rows
from samspill.perception import FEWEST_RATERS

_ATTRIBUTES = tuple(_core.GroupAttribute.__members__)


def add_attendance(commands: Commands[argparse.ArgumentParser]) -> None:
    """Who comes."""
    parser = add_command(
        commands, "attendance", "print who comes to the meetings of forums, who speaks, and how it changes"
    )
    _add_attribute(parser)
    parser.add_argument(
        "--expected-groups",
        nargs="+",
        default=(),
        metavar="GROUP",
        help="groups that parities compare, for attributes other than the sector (default: all in the forum)",
    )
    parser.add_argument(
        "--trend",
        choices=tuple(_core.TrendLine.__members__),
        default="least_squares",
        help="line whose slope is the erosion of parity (default: %(default)s)",
    )
    add_rows(parser)
    add_output(parser, fail_on="never")


def add_drop_off(commands: Commands[argparse.ArgumentParser]) -> None:
    """Who stops coming."""
    parser = add_command(
        commands, "drop-off", "print who stops coming to forums and when, and whether groups differ in it"
    )
    _add_attribute(parser)
    parser.add_argument(
        "--unit",
        choices=tuple(_core.DropOffUnit.__members__),
        default="meetings",
        help="what durations count (default: %(default)s)",
    )
    parser.add_argument(
        "--silent-meetings",
        type=int,
        default=SILENT_MEETINGS,
        metavar="N",
        help="recorded meetings in a row that must be missed to have dropped off (default: %(default)s)",
    )
    _add_seed(parser)
    add_rows(parser)
    add_output(parser, fail_on="never")


def add_balance(commands: Commands[argparse.ArgumentParser]) -> None:
    """Who has the seats, by any attribute."""
    parser = add_command(
        commands,
        "balance",
        "print how even the seats are by attributes of their holders, and where these cross",
    )
    parser.add_argument(
        "--by",
        nargs="+",
        type=_attribute,
        metavar="ATTRIBUTE",
        help=f"any of {', '.join(_ATTRIBUTES)}, each also with the groups that are expected, such as "
        "membership=woman,man (default: the sector, and gender or else what the tables state); write it "
        "after DATA",
    )
    parser.add_argument(
        "--baseline",
        choices=tuple(name for name in _core.GroupBaseline.__members__ if name != "given"),
        default="equal",
        help="what the seats are compared with (default: %(default)s)",
    )
    parser.add_argument(
        "--balanced-from",
        type=float,
        default=0.8,
        metavar="SHARE",
        help="from which parity and evenness on something counts as balanced (default: %(default)s)",
    )
    add_as_of(parser)
    parser.add_argument(
        "--window",
        nargs=2,
        metavar=("FROM", "TO"),
        help="count seats by the part of these days that they were held (YYYY-MM-DD, TO not included)",
    )
    add_rows(parser)
    add_output(parser, fail_on="never")


def add_perception(commands: Commands[argparse.ArgumentParser]) -> None:
    """Ratings."""
    parser = add_command(
        commands, "perception", "print how both sides rate the cooperation in forums, and whether they agree"
    )
    parser.add_argument(
        "--instruments",
        metavar="FILE",
        help="a CSV file of items and scales in place of the usual ones",
    )
    parser.add_argument(
        "--language",
        default="en",
        metavar="LANG",
        help="of the items: en, nb, da or sv (default: %(default)s)",
    )
    parser.add_argument(
        "--fewest-raters",
        type=int,
        default=FEWEST_RATERS,
        metavar="N",
        help="items with fewer raters are suppressed (default: %(default)s)",
    )
    parser.add_argument(
        "--scale",
        type=int,
        nargs=2,
        default=(1, 5),
        metavar=("LOW", "HIGH"),
        help="of items that are in no instrument (default: 1 5)",
    )
    _add_seed(parser)
    add_rows(parser)
    add_output(parser, fail_on="never")


def _add_attribute(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--attribute",
        choices=_ATTRIBUTES,
        default="sector",
        help="what groups the members (default: %(default)s)",
    )


def _add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="of arrangements that are drawn where there are too many to count (default: %(default)s)",
    )


def _attribute(text: str) -> dict[str, Any]:
    """``name``, or ``name=group,group``."""
    name, _, groups = text.partition("=")
    if name not in _ATTRIBUTES:
        message = f"must be any of {', '.join(_ATTRIBUTES)}"
        raise argparse.ArgumentTypeError(message)
    return {"attribute": name, "groups": [group for group in groups.split(",") if group]}
