"""Samspill: who is not reached and why, what is done twice, and who has a say in a municipality's network.

import samspill as ss

net = ss.read("reception/")      # a folder of CSV tables, an HXL sheet, a service directory, a workbook
net.findings                     # what is doubtful about the data
net.coverage().gaps              # needs that are not met, with the first obstacle
net.duplication().clusters       # offers of different actors that could replace each other
net.representation().forums      # balance of the forums
net.voting_power().sectors       # who can decide in them
net.forum_rules().rows()         # what makes them work, and what to do about it
net.report("report.html")
"""

from __future__ import annotations

from samspill import balance, cooperation, duplication, inference, pilot, survival, voting
from samspill._core import version as __version__
from samspill.attendance import Attendance, DropOff, SurvivalData
from samspill.coverage import Coverage, CoverageTotals
from samspill.duplicate_actors import DuplicateActors
from samspill.duplicate_scopes import DuplicationChange, DuplicationScope
from samspill.duplicates import DemandCells, Duplication, Evidence, FieldEvidence
from samspill.effects import Effect, Effects
from samspill.errors import (
    Cancelled,
    Error,
    FileError,
    InvalidArgument,
    MissingTable,
    NotFound,
    Overflow,
    Unavailable,
    UnusableData,
)
from samspill.findings import Finding, FindingsTable
from samspill.forum_rules import ForumRuleResults, ForumRules
from samspill.group_balance import GroupBalance
from samspill.indicators import IndicatorCatalogue
from samspill.measures import ExactTest, Interval, Measure, PermutationTest
from samspill.municipalities import MunicipalityNetworks, by_municipality
from samspill.network import Network
from samspill.network_indicators import NetworkObservations, observe
from samspill.perception import Instruments, Perception
from samspill.place_results import Accessibility, AccessibilityTotals, CoverageGroups
from samspill.power_asymmetry import PowerAsymmetry
from samspill.provenance import Provenance
from samspill.reading import read
from samspill.repairs import ExactRepairs, Repairs, RepairTotals
from samspill.results import Representation
from samspill.study import Study
from samspill.tables import ResultTable
from samspill.taxonomies import Taxonomy
from samspill.work_sharing import Overview, SharingLimits, SharingTotals, WorkSharing

__all__ = [
    "Accessibility",
    "AccessibilityTotals",
    "Attendance",
    "Cancelled",
    "Coverage",
    "CoverageGroups",
    "CoverageTotals",
    "DemandCells",
    "DropOff",
    "DuplicateActors",
    "Duplication",
    "DuplicationChange",
    "DuplicationScope",
    "Effect",
    "Effects",
    "Error",
    "Evidence",
    "ExactRepairs",
    "ExactTest",
    "FieldEvidence",
    "FileError",
    "Finding",
    "FindingsTable",
    "ForumRuleResults",
    "ForumRules",
    "GroupBalance",
    "IndicatorCatalogue",
    "Instruments",
    "Interval",
    "InvalidArgument",
    "Measure",
    "MissingTable",
    "MunicipalityNetworks",
    "Network",
    "NetworkObservations",
    "NotFound",
    "Overflow",
    "Overview",
    "Perception",
    "PermutationTest",
    "PowerAsymmetry",
    "Provenance",
    "RepairTotals",
    "Repairs",
    "Representation",
    "ResultTable",
    "SharingLimits",
    "SharingTotals",
    "Study",
    "SurvivalData",
    "Taxonomy",
    "Unavailable",
    "UnusableData",
    "WorkSharing",
    "__version__",
    "balance",
    "by_municipality",
    "cooperation",
    "duplication",
    "inference",
    "observe",
    "pilot",
    "read",
    "survival",
    "voting",
]
