"""Compiled part of samspill; use the package samspill instead.

Findings are tuples (severity, code, file, table, row, column, message, hint). `progress` is None or is called
as progress(fraction, stage) on the calling thread. Callers check the types of all arguments beforehand.
"""

import array
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from os import PathLike
from typing import Any, Literal, TypeAlias, TypedDict, type_check_only

_Finding: TypeAlias = tuple[Literal["error", "warning", "info"], str, str, str, int, str, str, str]
_Progress: TypeAlias = Callable[[float, str], object] | None

# Effort; arcs (need, offer); added seats (offer, amount); moved seats (from, to, amount); new offers
# (seats, needs).
_RepairCandidate: TypeAlias = tuple[
    float,
    Sequence[tuple[int, int]],
    Sequence[tuple[int, int]],
    Sequence[tuple[int, int, int]],
    Sequence[tuple[int, Sequence[int]]],
]
# Status, values, objective, bound.
_ProgramSolution: TypeAlias = tuple[ProgramStatus, Sequence[float], float, float]

version: str
default_awareness_steps: int
default_backup_share: float
default_decisive: tuple[str, ...]
default_max_arrangements: int
default_max_outcomes: int
default_most_pairs: int
default_most_same: int
default_name_similarity: float
default_open_ages: tuple[int, int]
default_open_months: tuple[int, int]
default_power_table_bytes: int
default_power_samples: int
default_replicates: int
unknown_category: int

@type_check_only
class _Bound(type):
    """Metaclass of the binding library."""

@type_check_only
class _Result(metaclass=_Bound):
    """Made by functions only."""

    def __init__(self, /, *args: object, **kwargs: object) -> None: ...

class ColumnType(Enum):
    __pybind11_native_enum__: object
    int64 = 0
    float64 = 1
    boolean = 2
    text = 3
    text_list = 4

class OverlapRule(Enum):
    __pybind11_native_enum__: object
    any = 0
    whole = 1

class UnstatedRule(Enum):
    __pybind11_native_enum__: object
    accept = 0
    reject = 1

class Sector(Enum):
    __pybind11_native_enum__: object
    municipal = 0
    civil_society = 1
    target_group = 2
    private = 3
    state = 4

class Baseline(Enum):
    __pybind11_native_enum__: object
    actors = 0
    people = 1
    equal = 2
    given = 3

class ColumnBuffer(_Result):
    """Read-only memory of a column, for memoryview and numpy; keeps the table alive."""

    if sys.version_info >= (3, 12):
        def __buffer__(self, flags: int, /) -> memoryview: ...

class Table(_Result):
    """Named, typed, nullable columns of equal length."""

    @staticmethod
    def from_columns(
        name: str, columns: Sequence[tuple[str, ColumnType | None, str, list[Any]]]
    ) -> tuple[Table, list[_Finding]]:
        """The table of columns (name, type, unit, cells), and findings about cells that do not fit."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> list[tuple[str, ColumnType, str]]: ...
    def __len__(self) -> int: ...
    def cells(self, column: str) -> list[Any]: ...
    def values(self, column: str) -> ColumnBuffer: ...
    def validity(self, column: str) -> ColumnBuffer: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def write_csv_file(self, path: str | PathLike[str]) -> None: ...

class ActorNetwork(_Result):
    """Immutable; safe to share between threads."""

    @property
    def fingerprint(self) -> int: ...
    @property
    def findings(self) -> list[_Finding]: ...
    def has(self, table: str) -> bool: ...
    def rows(self, table: str) -> int: ...
    def table(self, name: str) -> Table: ...
    def with_activity(self, row: Sequence[tuple[str, list[Any]]]) -> ActorNetwork:
        """With one more activity, a row as columns of one cell each; UnusableData when it breaks a rule."""

    def without_activity(self, activity: str) -> ActorNetwork: ...
    def with_capacity(self, activity: str, capacity: int | None) -> ActorNetwork: ...
    def without_actor(self, actor: str) -> ActorNetwork: ...
    def with_merged_actors(self, merges: Sequence[tuple[str, str]]) -> ActorNetwork:
        """Pairs of ids, the one that goes and the one that is kept; InvalidArgument for ids nobody has."""

    def with_tie(self, row: Sequence[tuple[str, list[Any]]]) -> ActorNetwork:
        """With one more tie, a row as columns of one cell each; InvalidArgument for ids nobody has."""

class NetworkBuilder(metaclass=_Bound):
    """Collects tables; for one thread."""

    def __init__(self) -> None: ...
    def add_columns(
        self,
        table: str,
        columns: Sequence[tuple[str, list[Any]]],
        file: str,
        source_rows: Sequence[int],
        progress: _Progress,
    ) -> None: ...
    def add_arrow_stream(self, table: str, stream: object, progress: _Progress) -> None: ...
    def expect_themes(self, codes: Sequence[str]) -> None: ...
    def build(self, progress: _Progress) -> ActorNetwork: ...

def read_folder(
    folder: str | PathLike[str], themes: Sequence[str] | None, progress: _Progress
) -> ActorNetwork: ...
def schema(table: str) -> list[str]:
    """Names of the columns of an input table."""

class _Provenance(TypedDict):
    analysis: str
    version: str
    network_fingerprint: int
    options: dict[str, str]
    seed: int | None

class _CoverageTotals(TypedDict):
    needs: int
    needs_unknown: int
    people: int
    covered_low: float
    covered_high: float
    gap_low: float
    gap_high: float
    share_low: float | None
    share_high: float | None
    known_low: float | None
    known_high: float | None
    lost_to_not_knowing_low: float | None
    lost_to_not_knowing_high: float | None
    capacity: int
    activities_capacity_unknown: int
    unused_capacity: int
    people_with_backup: int
    people_with_backup_low: int

class MatchOptions(metaclass=_Bound):
    def __init__(self, period: OverlapRule, ages: OverlapRule, unstated: UnstatedRule) -> None: ...

class CoverageResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def totals(self) -> _CoverageTotals: ...
    @property
    def months(self) -> tuple[int, int]: ...
    def needs(self) -> Table: ...
    def gaps(self) -> Table: ...
    def by_theme(self) -> Table: ...
    def by_theme_month(self) -> Table: ...
    def cascade(self) -> Table: ...
    def losses(self) -> Table: ...

class DuplicationResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def pairs_found(self) -> int: ...
    @property
    def pairs_by_likeness(self) -> int: ...
    def pairs(self) -> Table: ...
    def clusters(self) -> Table: ...
    def groups(self) -> Table: ...
    def has_activity(self, activity: str) -> bool: ...

class Taxonomy(metaclass=_Bound):
    def __init__(self, terms: Sequence[tuple[str, str]]) -> None: ...
    def __len__(self) -> int: ...
    def has(self, code: str) -> bool: ...
    def depth(self, code: str) -> int | None: ...
    def similarity(self, a: str, b: str) -> float | None: ...

class SimilarityOptions(metaclass=_Bound):
    def __init__(
        self,
        weights: Mapping[str, float],
        decisive: Sequence[str],
        themes: Taxonomy,
        abbreviations: str,
        months: tuple[int, int],
        ages: tuple[int, int],
    ) -> None: ...

class ActivitySimilarity(_Result):
    def evidence(
        self, a: str, b: str
    ) -> tuple[float | None, bool, list[tuple[str, bool, bool, float | None]]]: ...

class _Agreement(TypedDict):
    true_positives: int
    false_positives: int
    false_negatives: int
    unlabelled: int
    precision: float | None
    recall: float | None
    f1: float | None

class _ClusterAgreement(_Agreement):
    activities: int
    b_cubed_precision: float | None
    b_cubed_recall: float | None
    b_cubed_f1: float | None

class DemandCells(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def people(self) -> int: ...
    @property
    def covered(self) -> int: ...
    def cells(self) -> Table: ...

class DuplicationScopeResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def pairs(self) -> Table: ...
    def clusters(self) -> Table: ...
    def by_scope(self) -> Table: ...
    def by_sectors(self) -> Table: ...
    def by_former_units(self) -> Table: ...

class DuplicationChangeResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def clusters(self) -> Table: ...
    def waves(self) -> Table: ...

class DuplicateActorsResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def pairs(self) -> Table: ...
    def proposals(self) -> Table: ...
    def former_ids(self) -> Table: ...
    def shared_by_many(self) -> Table: ...

class RepresentationResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def forums(self) -> Table: ...
    def sectors(self) -> Table: ...
    def all_forums(self) -> Table: ...
    def all_sectors(self) -> Table: ...

class AttendanceResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def caveat(self) -> str: ...
    def forums(self) -> Table: ...
    def meetings(self) -> Table: ...
    def groups(self) -> Table: ...
    def meeting_groups(self) -> Table: ...

class DropOffResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def unit(self) -> str: ...
    @property
    def unobserved(self) -> int: ...
    @property
    def in_one(self) -> int: ...
    @property
    def in_several(self) -> int: ...
    @property
    def in_unknown(self) -> int: ...
    def spells(self) -> Table: ...
    def absences(self) -> Table: ...

class DropOffSurvival(_Result):
    @property
    def caveat(self) -> str: ...
    def groups(self) -> Table: ...
    def curves(self) -> Table: ...
    def mean_absences(self) -> Table: ...
    def tests(self) -> Table: ...

class GroupAttribute(Enum):
    __pybind11_native_enum__: object
    sector = 0
    tier = 1
    membership = 2
    language = 3
    area = 4
    former_unit = 5

class TrendLine(Enum):
    __pybind11_native_enum__: object
    least_squares = 0
    theil_sen = 1

class DropOffUnit(Enum):
    __pybind11_native_enum__: object
    meetings = 0
    days = 1

default_silent_meetings: int

def attendance(
    network: ActorNetwork,
    attribute: GroupAttribute,
    expected_sectors: Sequence[Sector],
    expected_groups: Sequence[str],
    trend: TrendLine,
    progress: _Progress,
) -> AttendanceResult: ...
def drop_off(
    network: ActorNetwork,
    attribute: GroupAttribute,
    unit: DropOffUnit,
    silent_meetings: int,
    progress: _Progress,
) -> DropOffResult: ...
def drop_off_survival(
    spells: DropOffResult,
    level: float,
    permute: bool,
    max_arrangements: int,
    replicates: int,
    seed: int,
    progress: _Progress,
) -> DropOffSurvival: ...
def coverage(
    network: ActorNetwork,
    match: MatchOptions,
    awareness_steps: int,
    months: tuple[int, int] | None,
    stage_order: Sequence[CascadeStage],
    previous: CoverageResult | None,
    progress: _Progress,
) -> CoverageResult: ...
def duplication(
    network: ActorNetwork,
    match_languages: bool,
    match_ages: bool,
    backup_share: float,
    match: MatchOptions,
    least_score: float | None,
    name_likeness: tuple[int, int],
    similarity: SimilarityOptions,
    most_listed_alike: int,
    most_pairs: int,
    progress: _Progress,
) -> DuplicationResult: ...
def taxonomy_findings(terms: Sequence[tuple[str, str]], rows: Sequence[int], file: str) -> list[_Finding]: ...
def activity_similarity(duplication: DuplicationResult, options: SimilarityOptions) -> ActivitySimilarity: ...
def demand_cells(
    network: ActorNetwork,
    backup_share: float,
    match: MatchOptions,
    months: tuple[int, int] | None,
    progress: _Progress,
) -> DemandCells: ...
def duplication_scope(
    duplication: DuplicationResult,
    municipality_depth: int | None,
    municipalities: Sequence[str],
    progress: _Progress,
) -> DuplicationScopeResult: ...
def duplication_change(
    duplications: Sequence[DuplicationResult],
    count_backup: bool,
    renamed: Mapping[str, str],
    progress: _Progress,
) -> DuplicationChangeResult: ...
def duplicate_scores(
    found: Sequence[tuple[int, int, float]],
    labels: Sequence[tuple[int, int, bool]],
    labels_are_complete: bool,
) -> tuple[_Agreement, Table, float | None]: ...
def duplicate_cluster_scores(
    found: Sequence[Sequence[int]], labels: Sequence[tuple[int, int, bool]]
) -> _ClusterAgreement: ...
def duplicate_actors(
    network: ActorNetwork,
    name_similarity: float,
    most_same: int,
    abbreviations: str,
    progress: _Progress,
) -> DuplicateActorsResult: ...
def representation(
    network: ActorNetwork,
    expected_sectors: Sequence[Sector],
    baseline: Baseline,
    baseline_weights: Sequence[float],
    as_of: str | None,
    window: tuple[str, str] | None,
    max_outcomes: int,
    mid_p: bool,
    level: float,
    alpha: float,
    equivalence_margin: float | None,
    progress: _Progress,
) -> RepresentationResult: ...

class PowerMode(Enum):
    __pybind11_native_enum__: object
    automatic = 0
    exact = 1
    floating = 2
    sampled = 3

class Veto(Enum):
    __pybind11_native_enum__: object
    all = 0
    at_least_one = 1
    majority = 2

class PowerOptions(metaclass=_Bound):
    def __init__(self, mode: PowerMode, table_bytes: int, samples: int, seed: int) -> None: ...

class VotingPower(_Result):
    @property
    def method(self) -> str: ...
    @property
    def power_to_act(self) -> float: ...
    @property
    def winning_coalitions(self) -> str: ...
    @property
    def shapley_residual(self) -> float: ...
    @property
    def quadrature_nodes(self) -> int: ...
    @property
    def samples(self) -> int: ...
    @property
    def seed(self) -> int: ...
    def members(self) -> Table: ...

class UnionPower(_Result):
    @property
    def unions(self) -> VotingPower: ...
    @property
    def owen_residual(self) -> float: ...
    def members(self) -> Table: ...

class BlocPower(_Result):
    @property
    def before(self) -> VotingPower: ...
    @property
    def after(self) -> VotingPower: ...
    @property
    def banzhaf_before(self) -> float: ...
    @property
    def banzhaf_after(self) -> float: ...
    @property
    def shapley_before(self) -> float: ...
    @property
    def shapley_after(self) -> float: ...

class ForumPowerResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def forums(self) -> Table: ...
    def voters(self) -> Table: ...
    def sectors(self) -> Table: ...

def voting_power(
    rules: Sequence[tuple[float, Sequence[float]]],
    vetoes: Sequence[tuple[Sequence[int], Veto]],
    options: PowerOptions,
    progress: _Progress,
) -> VotingPower: ...
def union_power(
    rules: Sequence[tuple[float, Sequence[float]]],
    vetoes: Sequence[tuple[Sequence[int], Veto]],
    unions: Sequence[int],
    options: PowerOptions,
    progress: _Progress,
) -> UnionPower: ...
def bloc_power(
    rules: Sequence[tuple[float, Sequence[float]]],
    vetoes: Sequence[tuple[Sequence[int], Veto]],
    bloc: Sequence[int],
    options: PowerOptions,
    progress: _Progress,
) -> BlocPower: ...
def forum_power(
    network: ActorNetwork,
    as_of: str | None,
    assume_majority: bool,
    options: PowerOptions,
    progress: _Progress,
) -> ForumPowerResult: ...

class Grouping(Enum):
    __pybind11_native_enum__: object
    theme = 0
    target_group = 1
    area = 2
    month = 3
    language = 4
    entry_point = 5
    former_unit = 6

class Decay(Enum):
    __pybind11_native_enum__: object
    binary = 0
    stepwise = 1
    gaussian = 2

class AccessDemand(Enum):
    __pybind11_native_enum__: object
    needs = 0
    population = 1

class DistanceBasis(Enum):
    __pybind11_native_enum__: object
    stated = 0
    minutes = 1
    kilometres = 2

class _AccessTotals(TypedDict):
    people: float
    people_unplaced: float
    needs_unplaced: int
    demand_unknown: int
    people_without_seats: float
    seats: float
    seats_in_reach: float
    seats_out_of_reach: float
    seats_unplaced: float
    activities_unplaced: int
    capacity_unknown: int
    mean: float | None

class CoverageGroupsResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def grouping(self) -> str: ...
    @property
    def months(self) -> tuple[int, int]: ...
    @property
    def needs_outside(self) -> int: ...
    def groups(self) -> Table: ...
    def losses(self) -> Table: ...
    def equity(self) -> Table: ...

class AccessibilityResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def totals(self) -> _AccessTotals: ...
    @property
    def unit(self) -> str: ...
    @property
    def threshold(self) -> float: ...
    def areas(self) -> Table: ...
    def places(self) -> Table: ...

def coverage_by(
    coverage: CoverageResult,
    grouping: Grouping,
    months: tuple[int, int] | None,
    progress: _Progress,
) -> CoverageGroupsResult: ...
def accessibility(
    network: ActorNetwork,
    threshold: float | None,
    decay: Decay,
    zones: Sequence[tuple[float, float]],
    demand: AccessDemand,
    distance: DistanceBasis,
    theme: str,
    progress: _Progress,
) -> AccessibilityResult: ...

class CascadeStage(Enum):
    __pybind11_native_enum__: object
    exists = 0
    in_area = 1
    in_period = 2
    eligible = 3
    free_capacity = 4
    known = 5

class UnknownSeats(Enum):
    __pybind11_native_enum__: object
    none = 0
    unbounded = 1

class UnaskedFind(Enum):
    __pybind11_native_enum__: object
    nothing = 0
    everything = 1

class RepairKind(Enum):
    __pybind11_native_enum__: object
    tell = 0
    open = 1
    add_seats = 2
    move_seats = 3
    invite = 4

class ProgramStatus(Enum):
    __pybind11_native_enum__: object
    optimal = 0
    infeasible = 1
    stopped = 2

class MixedIntegerProgram(_Result):
    """Largest or smallest cost * x + offset; the first whole_columns of x take whole numbers; rows of A."""

    @property
    def maximise(self) -> bool: ...
    @property
    def offset(self) -> float: ...
    @property
    def cost(self) -> list[float]: ...
    @property
    def lower(self) -> list[float]: ...
    @property
    def upper(self) -> list[float]: ...
    @property
    def whole_columns(self) -> int: ...
    @property
    def row_lower(self) -> list[float]: ...
    @property
    def row_upper(self) -> list[float]: ...
    @property
    def row_begin(self) -> list[int]: ...
    @property
    def column(self) -> list[int]: ...
    @property
    def value(self) -> list[float]: ...
    @property
    def proving_gap(self) -> float: ...

class RepairProblem(metaclass=_Bound):
    """Needs and offers as numbers from 0 on, and what could be changed about them."""

    def __init__(
        self,
        offers: Sequence[Sequence[int]],
        people: Sequence[int],
        seats: Sequence[int],
        candidates: Sequence[_RepairCandidate],
    ) -> None:
        """`offers` that each need may use; `people` of each need; `seats` of each offer."""

    def __len__(self) -> int: ...

class ExactChoice(_Result):
    """A set of candidates, valued by maximum flow."""

    @property
    def chosen(self) -> list[int]: ...
    @property
    def people(self) -> int: ...
    @property
    def effort(self) -> float: ...
    @property
    def proved(self) -> bool: ...
    @property
    def people_at_most(self) -> int: ...
    @property
    def effort_at_least(self) -> float: ...

def people_gained(problem: RepairProblem, chosen: Sequence[int]) -> int: ...
def most_people_program(problem: RepairProblem, budget: float, most: int | None) -> MixedIntegerProgram: ...
def least_effort_program(problem: RepairProblem, people: int) -> MixedIntegerProgram: ...
def confirm_most_people(
    problem: RepairProblem, budget: float, most: int | None, solution: _ProgramSolution
) -> ExactChoice: ...
def confirm_least_effort(problem: RepairProblem, people: int, solution: _ProgramSolution) -> ExactChoice: ...

class _RepairTotals(TypedDict):
    people: int
    covered: int
    considered: int
    all_considered: bool
    budget: float
    chosen_people: int
    chosen_effort: float
    people_at_most: int
    bound_complete: bool

class RepairsResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def totals(self) -> _RepairTotals: ...
    @property
    def problem(self) -> RepairProblem: ...
    def repairs(self) -> Table: ...
    def curve(self) -> Table: ...
    def knowledge(self) -> Table: ...

default_budget: float
default_most_candidates: int
default_efforts: list[float]

def repairs(
    network: ActorNetwork,
    match: MatchOptions,
    awareness_steps: int,
    unknown_seats: UnknownSeats,
    unasked_find: UnaskedFind,
    kinds: Sequence[RepairKind],
    efforts: Sequence[float],
    budget: float,
    most_candidates: int,
    progress: _Progress,
) -> RepairsResult: ...

class _ExplanationSummary(TypedDict):
    need: str
    people: int | None
    obstacle: str
    offers_of_theme: int

class _SharedSeats(TypedDict):
    needs: list[str]
    activities: list[str]
    people: int
    seats: int
    seats_of_more_urgent: int
    activities_unknown_seats: int
    held_by_more_urgent: bool
    of_known_offers: bool

class ExplanationResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def summary(self) -> _ExplanationSummary: ...
    @property
    def shared_seats(self) -> _SharedSeats | None: ...
    def nearest(self) -> Table: ...

class _CriticalityTotals(TypedDict):
    covered: int
    covered_unbounded: int
    jointly_redundant: int
    jointly_redundant_at_most: int

class CriticalityResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def totals(self) -> _CriticalityTotals: ...
    def activities(self) -> Table: ...
    def actors(self) -> Table: ...

def explain(coverage: CoverageResult, need: str, nearest: int, progress: _Progress) -> ExplanationResult: ...
def criticality(coverage: CoverageResult, progress: _Progress) -> CriticalityResult: ...

class Relation(Enum):
    __pybind11_native_enum__: object
    awareness = 0
    information = 1
    referral = 2
    collaboration = 3
    contract = 4
    funding = 5

class _WhatIfAnswer(TypedDict):
    covered_low: int
    covered_high: int
    known_low: int | None
    known_high: int | None
    gained_low: int
    gained_high: int
    known_gained_low: int | None
    known_gained_high: int | None

class _WithoutActor(_WhatIfAnswer):
    actor: str

class WhatIf(metaclass=_Bound):
    """A session solved once; for one thread."""

    def __init__(self, coverage: CoverageResult, progress: _Progress) -> None: ...
    def without_activity(self, activity: str) -> _WhatIfAnswer: ...
    def without_actor(self, actor: str) -> _WhatIfAnswer: ...
    def with_capacity(self, activity: str, capacity: int | None) -> _WhatIfAnswer: ...
    def with_activity(self, row: Sequence[tuple[str, list[Any]]]) -> _WhatIfAnswer: ...
    def with_tie(self, source: str, target: str, relation: Relation) -> _WhatIfAnswer: ...
    def without_each_actor(self, progress: _Progress) -> list[_WithoutActor]: ...

class SharingKind(Enum):
    __pybind11_native_enum__: object
    move = 0
    join_forces = 1
    alternate_weeks = 2

class _SharingTotals(TypedDict):
    people: int
    covered: int
    considered: int
    all_considered: bool
    chosen_people: int
    imbalance: float | None

class WorkSharingResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def totals(self) -> _SharingTotals: ...
    def proposals(self) -> Table: ...
    def costs(self) -> Table: ...
    def chosen(self) -> Table: ...
    def sectors(self) -> Table: ...

class OverviewMatrix(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def months(self) -> tuple[int, int]: ...
    def cells(self) -> Table: ...
    def themes(self) -> Table: ...

default_most_changes: int
default_most_gaps: int
default_sharing_candidates: int
default_most_proposals: int

def work_sharing(
    duplication: DuplicationResult,
    kinds: Sequence[SharingKind],
    include_backup: bool,
    unknown_seats: UnknownSeats,
    most_changes: int,
    most_gaps: int,
    most_candidates: int,
    most_proposals: int,
    progress: _Progress,
) -> WorkSharingResult: ...
def overview(
    network: ActorNetwork,
    months: tuple[int, int] | None,
    coverage: CoverageResult | None,
    progress: _Progress,
) -> OverviewMatrix: ...

# The fields of the class of the same name in samspill.measures, or of the result class that takes them.
_Fields: TypeAlias = dict[str, Any]
_Spells: TypeAlias = Sequence[tuple[float, bool, int, int]]

class Alternative(Enum):
    __pybind11_native_enum__: object
    two_sided = 0
    less = 1
    greater = 2

class Tail(Enum):
    __pybind11_native_enum__: object
    at_most = 0
    at_least = 1

class LogRankWeight(Enum):
    __pybind11_native_enum__: object
    log_rank = 0
    gehan = 1
    tarone_ware = 2
    peto_peto = 3
    g_rho = 4

class SurvivalCurve(_Result):
    """A Kaplan-Meier curve."""

    @property
    def n(self) -> int: ...
    @property
    def events(self) -> int: ...
    @property
    def level(self) -> float: ...
    @property
    def status(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def convention(self) -> str: ...
    def median(self) -> _Fields: ...
    def steps(self) -> Table: ...
    def restricted_mean(self, until: float) -> _Fields: ...

def parity(seats: Sequence[float]) -> _Fields: ...
def min_max_ratio(seats: Sequence[float]) -> _Fields: ...
def blau(seats: Sequence[float]) -> _Fields: ...
def iqv(seats: Sequence[float]) -> _Fields: ...
def blau_unbiased(seats: Sequence[float]) -> _Fields: ...
def shannon(seats: Sequence[float]) -> _Fields: ...
def pielou(seats: Sequence[float]) -> _Fields: ...
def pielou_observed(seats: Sequence[float]) -> _Fields: ...
def hill_1(seats: Sequence[float]) -> _Fields: ...
def hill_2(seats: Sequence[float]) -> _Fields: ...
def dissimilarity(seats: Sequence[float], baseline: Sequence[float]) -> _Fields: ...
def gallagher(seats: Sequence[float], baseline: Sequence[float]) -> _Fields: ...
def kullback_leibler(seats: Sequence[float], baseline: Sequence[float]) -> _Fields: ...
def representation_ratio(seats: Sequence[float], baseline: Sequence[float], sector: int) -> _Fields: ...
def share_gap(seats: Sequence[float], baseline: Sequence[float], sector: int) -> _Fields: ...
def log_representation_ratio(seats: Sequence[float], baseline: Sequence[float], sector: int) -> _Fields: ...
def segregation(seats: Sequence[float], sectors: int, supergroup: Sequence[int]) -> _Fields: ...
def amount_inequality(amounts: Sequence[float], group: Sequence[int]) -> _Fields: ...
def intersectional_balance(
    attributes: Sequence[tuple[int, Sequence[int]]],
    weights: Sequence[float],
    balanced_from: float,
    correlated_from: float,
) -> _Fields: ...
def binomial_test(successes: int, trials: int, share: float, mid_p: bool, max_outcomes: int) -> _Fields: ...
def multinomial_test(
    seats: Sequence[int], baseline: Sequence[float], mid_p: bool, max_outcomes: int
) -> _Fields: ...
def hypergeometric_test(
    seats: Sequence[int], pool: Sequence[int], mid_p: bool, max_outcomes: int
) -> _Fields: ...
def hypergeometric_tail(draw: Sequence[int], tail: Tail, mid_p: bool, max_outcomes: int) -> _Fields: ...
def binomial_equivalence_test(
    successes: int, trials: int, share: float, margin: float, mid_p: bool, max_outcomes: int
) -> _Fields: ...
def hypergeometric_equivalence_test(
    draw: Sequence[int], odds_margin: float, mid_p: bool, max_outcomes: int
) -> _Fields: ...
def fisher_test(
    cells: Sequence[int], alternative: Alternative, mid_p: bool, max_outcomes: int
) -> _Fields: ...
def fisher_tests(
    cells: memoryview | array.array[int],
    alternative: Alternative,
    mid_p: bool,
    max_outcomes: int,
    progress: _Progress,
) -> Table: ...
def conditional_odds_ratio(cells: Sequence[int], level: float) -> _Fields: ...
def wilson_interval(successes: int, trials: int, level: float) -> _Fields: ...
def clopper_pearson_interval(successes: int, trials: int, level: float) -> _Fields: ...
def mid_p_interval(successes: int, trials: int, level: float) -> _Fields: ...
def kaplan_meier(times: Sequence[float], events: Sequence[bool], level: float) -> SurvivalCurve: ...
def log_rank_test(spells: _Spells, groups: int, weight: LogRankWeight, rho: float) -> _Fields: ...
def log_rank_permutation_test(
    spells: _Spells,
    groups: int,
    weight: LogRankWeight,
    rho: float,
    max_arrangements: int,
    replicates: int,
    seed: int,
    progress: _Progress,
) -> _Fields: ...
def mean_cumulative(
    people: Sequence[tuple[float, Sequence[float]]], level: float, progress: _Progress
) -> tuple[Table, int, int, str, str, str]: ...

# Columns of numbers, of whole numbers of 64 bits, and of flags of one byte.
_Numbers: TypeAlias = memoryview | array.array[float]
_WholeNumbers: TypeAlias = memoryview | array.array[int]
_Flags: TypeAlias = memoryview | array.array[int]
# Treated clusters, control clusters, people, both correlations, standard deviation.
_Design: TypeAlias = tuple[int, int, int, float, float, float]

class WildWeights(Enum):
    __pybind11_native_enum__: object
    rademacher = 0
    webb = 1

class RandomisationStatistic(Enum):
    __pybind11_native_enum__: object
    difference = 0
    studentised = 1

class StaggeredComparison(Enum):
    __pybind11_native_enum__: object
    never = 0
    not_yet = 1

class ObservationStatus(Enum):
    __pybind11_native_enum__: object
    observed = 0
    missing = 1
    structural = 2
    suppressed = 3

class BetweenVariance(Enum):
    __pybind11_native_enum__: object
    dersimonian_laird = 0
    reml = 1

class FunnelScore(Enum):
    __pybind11_native_enum__: object
    log_ratio = 0
    square_root = 1

class CountModel(Enum):
    __pybind11_native_enum__: object
    poisson = 0
    logistic = 1

def cluster_robust(
    outcome: _Numbers,
    regressors: _Numbers,
    cluster: _WholeNumbers,
    weights: _Numbers,
    coefficient: int,
    null_value: float,
    level: float,
) -> _Fields: ...
def wild_cluster_bootstrap(
    outcome: _Numbers,
    regressors: _Numbers,
    cluster: _WholeNumbers,
    weights: _Numbers,
    coefficient: int,
    null_value: float,
    draws: WildWeights,
    null_imposed: bool,
    jackknife_variance: bool,
    jackknife_scores: bool,
    replicates: int,
    seed: int,
    limits: bool,
    level: float,
    progress: _Progress,
) -> _Fields: ...
def randomisation_test(
    outcome: _Numbers,
    treated: _Flags,
    stratum: _WholeNumbers,
    statistic: RandomisationStatistic,
    max_arrangements: int,
    replicates: int,
    seed: int,
    limits: bool,
    level: float,
    progress: _Progress,
) -> _Fields: ...
def sign_flip_test(
    change: _Numbers,
    max_arrangements: int,
    replicates: int,
    seed: int,
    limits: bool,
    level: float,
    progress: _Progress,
) -> _Fields: ...
def difference_in_differences(
    before: _Numbers, after: _Numbers, treated: _Flags, level: float
) -> _Fields: ...
def staggered_adoption(
    unit: _WholeNumbers,
    period: _WholeNumbers,
    outcome: _Numbers,
    first_treated: _Numbers,
    cluster: _WholeNumbers,
    names: Sequence[str],
    comparison: StaggeredComparison,
    anticipation: int,
    replicates: int,
    seed: int,
    level: float,
    progress: _Progress,
) -> _Fields: ...
def spatial_autocorrelation(
    unit: _WholeNumbers,
    value: _Numbers,
    weights: Sequence[tuple[int, int, float]],
    max_arrangements: int,
    replicates: int,
    seed: int,
    progress: _Progress,
) -> _Fields: ...

class BootstrapWeights(Enum):
    __pybind11_native_enum__: object
    multinomial = 0
    poisson = 1

def synthetic_control(
    unit: _WholeNumbers,
    period: _WholeNumbers,
    outcome: _Numbers,
    treated_unit: int,
    first_treated: int,
    predictor_weights: Sequence[float],
    poor_fit: float,
    placebo_fit: float,
    placebos_use_treated: bool,
    units: Sequence[str],
    periods: Sequence[str],
    progress: _Progress,
) -> _Fields: ...
def two_way_fixed_effects(
    unit: _WholeNumbers,
    period: _WholeNumbers,
    outcome: _Numbers,
    treatment: _Numbers,
    covariates: _Numbers,
    weights: _Numbers,
    cluster: _WholeNumbers,
    null_value: float,
    level: float,
) -> _Fields: ...
def bootstrap_means(
    rows: int,
    values: _Numbers,
    cluster: _WholeNumbers,
    stratum: _WholeNumbers,
    names: Sequence[str],
    weights: BootstrapWeights,
    replicates: int,
    seed: int,
    level: float,
    progress: _Progress,
) -> _Fields: ...
def qap_correlation(
    unit: _WholeNumbers,
    first: _Numbers,
    second: _Numbers,
    symmetric: bool,
    max_arrangements: int,
    replicates: int,
    seed: int,
    progress: _Progress,
) -> _Fields: ...
def leave_one_neighbourhood_out(
    unit: _WholeNumbers,
    change: _Numbers,
    treated: _Flags,
    weights: Sequence[tuple[int, int, float]],
    names: Sequence[str],
) -> _Fields: ...
def target_attainment(
    path: Sequence[float | None], covariance: float, level: float, degrees_of_freedom: float
) -> _Fields: ...
def burden_non_inferiority(
    estimate: float | None, se: float | None, degrees_of_freedom: float, margin: float, level: float
) -> _Fields: ...
def burden_non_inferiority_of_changes(changes: _Numbers, margin: float, level: float) -> _Fields: ...
def missing_bounds(
    units: Sequence[tuple[ObservationStatus, float, float, float, int]], least: float, greatest: float
) -> _Fields: ...
def effect_variance(design: _Design) -> float: ...
def minimum_detectable_effect(design: _Design, alpha: float, power: float) -> _Fields: ...
def minimum_detectable_effect_of_error(
    se: float, degrees_of_freedom: float, alpha: float, power: float
) -> _Fields: ...
def power_of_effect(design: _Design, effect: float, alpha: float) -> _Fields: ...
def clusters_needed(design: _Design, effect: float, alpha: float, power: float) -> _Fields: ...
def random_effects(
    effects: _Numbers, variances: _Numbers, between: BetweenVariance, level: float
) -> _Fields: ...
def adjust_p(p: _Numbers, primary: int | None, level: float) -> _Fields: ...
def westfall_young(observed: _Numbers, arranged: _Numbers, exact: bool, level: float) -> _Fields: ...
def funnel_limits(
    observed: _WholeNumbers,
    expected: _Numbers,
    score: FunnelScore,
    winsorised: float,
    levels: Sequence[float],
) -> _Fields: ...
def shrunken_ratios(
    observed: _WholeNumbers,
    expected: _Numbers,
    level: float,
    draws: int,
    seed: int,
    progress: _Progress,
) -> _Fields: ...
def expected_counts(
    observed: _WholeNumbers,
    size: _Numbers,
    preconditions: _Numbers,
    names: Sequence[str],
    model: CountModel,
    units_each: int,
    leave_one_out: bool,
    progress: _Progress,
) -> _Fields: ...
def two_list_capture(first: int, second: int, both: int, level: float, smallest_cell: int) -> _Fields: ...
def list_models(people_by_history: Sequence[int], level: float, smallest_cell: int) -> _Fields: ...
def outreach(counts: Sequence[int | None], smallest_cell: int) -> _Fields: ...

co_creation_tests: tuple[str, ...]
co_creation_blockers: tuple[str, ...]

class ForumRules(_Result):
    """Rules of forums as they were read."""

    @property
    def version(self) -> str: ...
    @property
    def ids(self) -> list[str]: ...
    @property
    def findings(self) -> list[_Finding]: ...

class ForumRulesResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def rows(self, language: str) -> Table: ...
    def counts(self) -> Table: ...

def read_forum_rules(file: str) -> ForumRules: ...
def forum_rules_from(columns: Sequence[tuple[str, list[Any]]]) -> ForumRules: ...
def forum_rules(
    network: ActorNetwork,
    rules: ForumRules,
    as_of: str | None,
    expected_sectors: Sequence[Sector],
    progress: _Progress,
) -> ForumRulesResult: ...
def co_creation_decision(
    tests: Sequence[bool | None], blockers: Sequence[bool | None]
) -> tuple[Literal["applicable", "coordinate_only", "ask"], list[str], list[str], list[str], list[str]]: ...
def form_for(purpose: str) -> Literal["coordination_forum", "network_group", "working_group"]: ...

class GroupBaseline(Enum):
    __pybind11_native_enum__: object
    equal = 0
    actors = 1
    people = 2
    population = 3
    needs = 4
    given = 5

class Counted(Enum):
    __pybind11_native_enum__: object
    seats = 0
    people = 1
    attendance = 2
    airtime = 3
    agenda = 4

class PowerDimension(Enum):
    __pybind11_native_enum__: object
    seats = 0
    voting_power = 1
    airtime = 2
    agenda_items = 3
    decision_mandate = 4
    chair = 5
    information_lead = 6

class GroupBalanceResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def forums(self) -> Table: ...
    def groups(self) -> Table: ...
    def crossed(self) -> Table: ...
    def cells(self) -> Table: ...
    def meetings(self) -> Table: ...
    def meeting_groups(self) -> Table: ...
    def meeting_crossed(self) -> Table: ...
    def segregation(self) -> Table: ...
    def airtime(self) -> Table: ...
    def airtime_groups(self) -> Table: ...

class PowerAsymmetryResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    def forums(self) -> Table: ...
    def dimensions(self) -> Table: ...

default_bootstrap_replicates: int
default_group_max_outcomes: int

def group_balance(
    network: ActorNetwork,
    attributes: Sequence[tuple[GroupAttribute, Sequence[str], GroupBaseline, Sequence[float]]],
    counted: Sequence[Counted],
    series: bool,
    as_of: str | None,
    window: tuple[str, str] | None,
    balanced_from: float,
    correlated_from: float,
    max_outcomes: int,
    mid_p: bool,
    progress: _Progress,
) -> GroupBalanceResult: ...
def power_asymmetry(
    network: ActorNetwork,
    as_of: str | None,
    assume_majority: bool,
    weights: Sequence[float],
    replicates: int,
    level: float,
    seed: int,
    progress: _Progress,
) -> PowerAsymmetryResult: ...

class Instruments(_Result):
    """Items that people rate, as they were read."""

    @property
    def version(self) -> str: ...
    @property
    def ids(self) -> list[str]: ...
    @property
    def findings(self) -> list[_Finding]: ...

class PerceptionResult(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def findings(self) -> list[_Finding]: ...
    def items(self, language: str) -> Table: ...
    def instruments(self) -> Table: ...

class AgreementResult(_Result):
    @property
    def r_wg_j(self) -> _Fields: ...
    def items(self) -> Table: ...
    def groups(self) -> Table: ...

def agreement(
    ratings: Sequence[tuple[int | None, int, int, int]],
    items: Sequence[str],
    groups: Sequence[str],
    scale_points: int,
    fewest_raters: int,
    max_arrangements: int,
    replicates: int,
    seed: int,
    progress: _Progress,
) -> AgreementResult: ...

default_fewest_raters: int

def read_instruments(file: str) -> Instruments: ...
def instruments_from(columns: Sequence[tuple[str, list[Any]]]) -> Instruments: ...
def perception(
    network: ActorNetwork,
    instruments: Instruments,
    fewest_raters: int,
    scale_min: int,
    scale_max: int,
    max_arrangements: int,
    replicates: int,
    seed: int,
    progress: _Progress,
) -> PerceptionResult: ...

class EffectDesign(Enum):
    __pybind11_native_enum__: object
    automatic = 0
    two_waves = 1
    staggered = 2
    synthetic = 3
    before_after = 4

class PilotEffectOptions(_Result):
    replicates: int
    max_arrangements: int
    seed: int
    level: float
    few_clusters: int
    few_in_arm: int

class PilotStudyBuilder(metaclass=_Bound):
    """Collects tables; for one thread."""

    def __init__(self) -> None: ...
    def add_columns(
        self,
        table: str,
        columns: Sequence[tuple[str, list[Any]]],
        file: str,
        source_rows: Sequence[int],
    ) -> None: ...
    def add_arrow_stream(self, table: str, stream: object) -> None: ...
    def offer_indicators(self, columns: Sequence[tuple[str, list[Any]]]) -> None: ...
    def build(self) -> PilotStudy: ...

class PilotStudy(_Result):
    @property
    def fingerprint(self) -> int: ...
    @property
    def findings(self) -> list[_Finding]: ...
    @property
    def waves(self) -> list[str]: ...
    @property
    def units(self) -> list[str]: ...
    @property
    def indicators(self) -> list[str]: ...
    @property
    def preconditions(self) -> list[str]: ...
    @property
    def first_waves(self) -> list[int | None]: ...
    def unit_of(self, indicator: str) -> str: ...
    def precondition(self, name: str) -> list[float | None]: ...
    def treatment(self) -> Table: ...
    def cells(self) -> Table: ...
    def logic_model(self) -> Table: ...
    def indicator_rows(self, level: float, language: str) -> Table: ...
    def options(
        self,
        design: EffectDesign,
        baseline: str | None,
        follow_up: str | None,
        comparison: StaggeredComparison,
        adjust_for: Sequence[str],
        weighted: bool,
    ) -> PilotEffectOptions: ...
    def effect(self, indicator: str, options: PilotEffectOptions, progress: _Progress) -> PilotEffect: ...
    def effects(
        self, indicators: Sequence[str], options: PilotEffectOptions, progress: _Progress
    ) -> PilotEffects: ...

class PilotEffect(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def fields(self) -> dict[str, Any]: ...
    def estimates(self) -> Table: ...
    def warnings(self) -> Table: ...
    def means(self) -> Table: ...
    def donors(self) -> Table: ...
    def gaps(self) -> Table: ...
    def cells(self) -> Table: ...
    def aggregates(self) -> Table: ...

class PilotEffects(_Result):
    @property
    def provenance(self) -> _Provenance: ...
    @property
    def westfall_young_reason(self) -> str: ...
    def __len__(self) -> int: ...
    def effect(self, place: int) -> PilotEffect: ...
    def overview(self, language: str) -> Table: ...
    def estimates(self) -> Table: ...

study_tables: tuple[str, ...]

def read_study_folder(folder: str | PathLike[str]) -> PilotStudyBuilder: ...

class PathwayFunnel(_Result):
    @property
    def status(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def convention(self) -> str: ...
    def conversions(self) -> Table: ...
    def products(self) -> Table: ...
    def comparisons(self) -> Table: ...
    def times(self) -> Table: ...

def pathway_funnel(
    counts: Sequence[tuple[int, int, int | None, int | None]],
    spells: Sequence[tuple[int, int, float, bool]],
    groups: Sequence[str],
    stages: Sequence[str],
    level: float,
    progress: _Progress,
) -> PathwayFunnel: ...
