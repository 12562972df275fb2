"""The arguments of the subcommands of ``samspill`` about duplicates."""

from __future__ import annotations

import argparse

from samspill import _core
from samspill.cli_arguments import (
    Commands,
    add_command,
    add_municipality_depth,
    add_output,
    add_rows,
    add_taxonomy,
    renaming,
    weight,
)
from samspill.similarity import FIELDS


def add_duplication(commands: Commands[argparse.ArgumentParser]) -> None:
    """Duplicates of offers."""
    parser = add_command(
        commands, "duplication", "print which offers are duplicates, judged against the need"
    )
    _add_likeness(parser)
    parser.add_argument(
        "--scope",
        action="store_true",
        help="also print where they lie: inside a department, between departments, sectors or municipalities",
    )
    add_municipality_depth(parser, "; with --scope")
    parser.add_argument(
        "--municipalities",
        nargs="+",
        default=(),
        metavar="AREA",
        help="or the ids of the areas that are municipalities; with --scope",
    )
    parser.add_argument(
        "--sharing", action="store_true", help="also print who could do what instead of doing the same"
    )
    parser.add_argument(
        "--include-backup",
        action="store_true",
        help="proposals for clusters that are a wanted reserve too; with --sharing",
    )
    parser.add_argument(
        "--cells",
        action="store_true",
        help="also print need and seats of each cell of theme, area, target group, language and month",
    )
    add_rows(parser)
    add_output(parser, fail_on="never")


def _add_likeness(parser: argparse.ArgumentParser) -> None:
    """What makes two offers duplicates."""
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
    parser.add_argument(
        "--least-score",
        type=float,
        metavar="SCORE",
        help="offers of like names and this score are pairs too, although what they state keeps them apart",
    )
    parser.add_argument(
        "--weights",
        nargs="+",
        type=weight,
        default=(),
        metavar="FIELD=NUMBER",
        help=f"weights of fields in the score that differ from the usual ones: {', '.join(FIELDS)}",
    )
    add_taxonomy(parser)
    _add_abbreviations(parser)


def _add_abbreviations(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--abbreviations",
        metavar="FILE",
        help="further abbreviations of names, a line `phrase = other phrase | another` each",
    )


def add_changes(commands: Commands[argparse.ArgumentParser]) -> None:
    """Duplicates between waves."""
    parser = add_command(
        commands, "changes", "print what became of duplicates between the waves of a study", waves=True
    )
    _add_likeness(parser)
    parser.add_argument(
        "--backup-resolves",
        action="store_true",
        help="a surplus that has become a wanted reserve counts as resolved",
    )
    parser.add_argument(
        "--renamed",
        nargs="+",
        type=renaming,
        default=(),
        metavar="OLD=NEW",
        help="ids of activities that have another id in later waves",
    )
    add_rows(parser)
    add_output(parser, fail_on="never")


def add_organisations(commands: Commands[argparse.ArgumentParser]) -> None:
    """Organisations that were entered twice."""
    parser = add_command(
        commands, "organisations", "print organisations that were entered twice, and how to merge them"
    )
    parser.add_argument(
        "--name-similarity",
        type=float,
        default=_core.default_name_similarity,
        metavar="SIMILARITY",
        help="the least similarity of two names, above 0 and at most 1 (default: %(default)s)",
    )
    _add_abbreviations(parser)
    add_rows(parser)
    add_output(parser, fail_on="never")
