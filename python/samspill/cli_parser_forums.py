"""The arguments of the subcommands of ``samspill`` about forums."""

from __future__ import annotations

import argparse

from samspill.cli_arguments import Commands, add_as_of, add_command, add_output, add_rows


def add_forums(commands: Commands[argparse.ArgumentParser]) -> None:
    """Rules of forums, who comes to them, and who has the upper hand."""
    parser = add_command(
        commands,
        "forums",
        "print what makes each forum work and what does not, who comes, and who has the say",
    )
    parser.add_argument(
        "--rules", metavar="FILE", help="a CSV file of rules instead of those that come along"
    )
    add_as_of(parser)
    parser.add_argument(
        "--language",
        default="en",
        metavar="LANG",
        help="of the advice: en, nb, da or sv (default: %(default)s)",
    )
    parser.add_argument(
        "--all", action="store_true", help="also print the rules that are met and those nobody can judge"
    )
    add_rows(parser)
    add_output(parser, fail_on="never")


def add_voting(commands: Commands[argparse.ArgumentParser]) -> None:
    """Votes and quotas."""
    parser = add_command(commands, "voting", "print who can decide in the forums, by votes and quota")
    add_as_of(parser)
    parser.add_argument(
        "--assume-majority",
        action="store_true",
        help="forums without a quota decide by more than half of the votes",
    )
    add_rows(parser)
    add_output(parser, fail_on="never")
