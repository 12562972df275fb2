"""The arguments of ``samspill evaluate``."""

from __future__ import annotations

import argparse

from samspill import _core
from samspill.cli_arguments import Commands, add_command, add_output, add_rows


def add_evaluate(commands: Commands[argparse.ArgumentParser]) -> None:
    """Effects of a pilot."""
    parser = add_command(
        commands,
        "evaluate",
        "print the effects of a pilot by methods side by side, or write its report",
    )
    parser.add_argument(
        "--indicator",
        action="append",
        metavar="ID",
        help="only this indicator; may be repeated (default: all)",
    )
    parser.add_argument(
        "--design",
        choices=tuple(_core.EffectDesign.__members__),
        default="automatic",
        help="what is compared with what (default: %(default)s)",
    )
    parser.add_argument(
        "--baseline",
        metavar="WAVE",
        help="wave that is compared with (default: the last one before anybody is treated; of a staggered "
        "design the first)",
    )
    parser.add_argument("--follow-up", metavar="WAVE", help="wave that is compared (default: the last)")
    parser.add_argument(
        "--comparison",
        choices=("never", "not_yet"),
        default="never",
        help="not_yet: those who are treated later are controls until then (default: %(default)s)",
    )
    parser.add_argument(
        "--adjust-for",
        nargs="+",
        metavar="PRECONDITION",
        help="preconditions that changes between two waves are adjusted for; write it after DATA",
    )
    parser.add_argument(
        "--weighted", action="store_true", help="units by their weights; else every unit counts alike"
    )
    parser.add_argument(
        "--replicates",
        type=int,
        default=99_999,
        metavar="N",
        help="arrangements drawn where there are too many to count (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of what is drawn (default: %(default)s)"
    )
    for option, kind, default, said in (
        ("--max-arrangements", int, 5_000_000, "up to so many arrangements are all counted"),
        ("--level", float, 0.95, "of the limits"),
        ("--few-clusters", int, 10, "fewer clusters are warned of"),
        ("--few-in-arm", int, 6, "fewer units in an arm are warned of"),
    ):
        parser.add_argument(
            option,
            type=kind,
            default=default,
            metavar="P" if kind is float else "N",
            help=f"{said} (default: %(default)s)",
        )
    parser.add_argument(
        "--lang",
        default="en",
        metavar="LANG",
        help="of questions and of the report: en, nb, da or sv; the report is written where FILE of -o ends "
        "with .html (default: %(default)s)",
    )
    add_rows(parser)
    add_output(parser, fail_on="never")
