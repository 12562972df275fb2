"""Study: one pilot, from tables to effects that can be defended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from samspill import _core, options
from samspill.display import escaped
from samspill.effects import Design, Effect, Effects
from samspill.files import write_text_file
from samspill.findings import Finding, FindingsTable
from samspill.indicators import IndicatorCatalogue
from samspill.network_indicators import observe
from samspill.study_building import build_study, read_study
from samspill.study_export import export
from samspill.study_statistics import StudyStatistics
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from os import PathLike

    from samspill.frames import TableData
    from samspill.network import Network
    from samspill.options import Progress


class Study(StudyStatistics):
    """Units such as municipalities, observed over waves, some of them treated from a wave on.

    A study never changes. Tables are data frames of pandas, polars or pyarrow, dicts of lists or lists of
    dicts; their columns are described in docs/tables.md. Missing values are unknown, never 0; "<5" is from 1
    to 4.
    """

    def __init__(  # noqa: PLR0913 - one argument a table
        self,
        *,
        observations: TableData | None = None,
        treatment: TableData | None = None,
        indicators: TableData | None = None,
        waves: TableData | None = None,
        preconditions: TableData | None = None,
        neighbours: TableData | None = None,
        logic_nodes: TableData | None = None,
        logic_links: TableData | None = None,
        unit_changes: TableData | None = None,
        networks: Mapping[tuple[str, str], Network] | None = None,
        catalogue: IndicatorCatalogue | None = None,
        title: str = "",
        progress: Progress | None = None,
    ) -> None:
        """The study of some tables.

        Args:
            observations: What was seen of each unit, wave and indicator.
            treatment: The first wave of treatment of each unit, or ``never``; strata, clusters, weights.
            indicators: What is measured. An indicator that this table lacks is taken from ``catalogue``.
            waves: Ids, names and days; not needed when waves are whole numbers, months or days.
            preconditions: What units differed in before, one column each.
            neighbours: Pairs of units that share a border or an organisation.
            logic_nodes: Inputs, activities, outputs, outcomes and impacts.
            logic_links: What leads to what.
            unit_changes: Municipalities that merged, split or were renumbered, as official tables have it.
            networks: By unit and wave: indicators of ``catalogue`` that a network gives are computed on each.
            catalogue: Indicators; the standard ones without.
            title: Name of the study, for reports.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            UnusableData: Some finding is an error; all findings come with it.
            TypeError: A table is nothing of the kind.
        """
        known = IndicatorCatalogue.standard() if catalogue is None else catalogue
        given: list[tuple[str, TableData]] = [
            (name, data)
            for name, data in (
                ("waves", waves),
                ("indicators", indicators),
                ("observations", observations),
                ("treatment", treatment),
                ("preconditions", preconditions),
                ("neighbours", neighbours),
                ("logic_nodes", logic_nodes),
                ("logic_links", logic_links),
                ("unit_changes", unit_changes),
            )
            if data is not None
        ]
        before: Iterable[Finding] = ()
        if networks is not None:
            computed = observe(networks, known, progress=progress)
            given.append(("observations", computed.observations))
            before = computed.findings
        core, findings = build_study(given, known, before)
        self._finish(core, findings, options.text("title", title))

    def _finish(self, core: _core.PilotStudy, findings: Iterable[Finding], title: str) -> None:
        self._core = core
        self._findings = FindingsTable(findings)
        self._title = title

    @classmethod
    def read(cls, path: str | PathLike[str], *, catalogue: IndicatorCatalogue | None = None) -> Self:
        """Reads a study: a folder of CSV tables, or a workbook whose sheets are named like the tables.

        Raises:
            UnusableData: There is nothing of the kind, or some finding is an error; all come with it.
            samspill.importers.MissingExtraError: It is a workbook and the extra ``excel`` is not installed.
        """
        location = Path(options.path("path", path))
        known = IndicatorCatalogue.standard() if catalogue is None else catalogue
        core, findings, title = read_study(location, known)
        study = cls.__new__(cls)
        study._finish(core, findings, title)  # noqa: SLF001 - its own class
        return study

    @property
    def title(self) -> str:
        """Name of the study; may be empty."""
        return self._title

    @property
    def findings(self) -> FindingsTable:
        """Warnings and notes about the data, in a fixed order; with errors there would be no study."""
        return self._findings

    @property
    def fingerprint(self) -> int:
        """Digest of all tables in 64 bits, the same for any order of the input rows; recorded in results."""
        return self._core.fingerprint

    @property
    def waves(self) -> tuple[str, ...]:
        """Ids of the waves, in time."""
        return tuple(self._core.waves)

    @property
    def units(self) -> tuple[str, ...]:
        """Ids of the units that can be compared over all waves; joined codes are those that changed."""
        return tuple(self._core.units)

    @property
    def indicator_ids(self) -> tuple[str, ...]:
        """Ids of the indicators."""
        return tuple(self._core.indicators)

    def treatment(self) -> ResultTable:
        """One row a unit: name, arm, first wave, numbers of stratum and cluster, weight, how it changed."""
        return ResultTable(self._core.treatment())

    def observations(self) -> ResultTable:
        """One row an indicator, unit and wave: status, value, limits; merged units put together."""
        return ResultTable(self._core.cells())

    def logic_model(self) -> ResultTable:
        """One row a node of the logic model with what is missing of it (methods M3.1)."""
        return ResultTable(self._core.logic_model())

    def indicators(self, *, level: float = 0.95, lang: str = "en") -> ResultTable:
        """How indicators stand: one row an indicator, arm and wave (methods M3.2, M3.15).

        Args:
            level: Of the limits of target attainment.
            lang: Language of the questions.

        Returns:
            Means of what was observed, worst-case bounds (``low``, ``high``) and re-weighted means, numbers
            of units observed, missing, suppressed and structural, what the units have together, attainment
            of the target.
        """
        return ResultTable(
            self._core.indicator_rows(options.real_number("level", level), options.text("lang", lang))
        )

    def effect(  # noqa: PLR0913 - one argument an option
        self,
        indicator: str,
        *,
        design: Design = "automatic",
        baseline: str | None = None,
        follow_up: str | None = None,
        comparison: Literal["never", "not_yet"] = "never",
        adjust_for: Sequence[str] = (),
        weighted: bool = False,
        replicates: int = 99_999,
        max_arrangements: int = 5_000_000,
        seed: int = 1,
        level: float = 0.95,
        few_clusters: int = 10,
        few_in_arm: int = 6,
        progress: Progress | None = None,
    ) -> Effect:
        """The effect of the pilot on one indicator, by several methods side by side.

        Args:
            indicator: Its id.
            design: ``two_waves``: changes between two waves of treated and controls (M3.3); ``staggered``:
                effects by first wave of treatment and wave (M3.8); ``synthetic``: the treated against a mix
                of controls that was like them before (M3.7); ``before_after``: the treated alone.
                ``automatic`` takes what the table ``treatment`` allows.
            baseline: A wave; without, the last one before anybody is treated (staggered: the first).
            follow_up: A wave; without, the last.
            comparison: Whether those who are treated later are controls until then.
            adjust_for: Preconditions that changes are adjusted for, at most one for every eight units.
            weighted: Units by their weights; else every unit counts alike.
            replicates: Arrangements drawn where there are more than are counted.
            max_arrangements: Up to so many are all counted.
            seed: Of what is drawn.
            level: Of the limits.
            few_clusters: Fewer are warned of.
            few_in_arm: Likewise in an arm.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            NotFound: There is no such indicator, wave or precondition.
            InvalidArgument: An option is out of range, or the waves stand in the wrong order.
        """
        asked = self._options(
            design, baseline, follow_up, comparison, adjust_for, weighted,
            (replicates, max_arrangements, seed, level, few_clusters, few_in_arm),
        )  # fmt: skip
        return Effect(
            self._core.effect(
                options.text("indicator", indicator), asked, options.progress_function(progress)
            )
        )

    def effects(  # noqa: PLR0913 - one argument an option
        self,
        indicators: Iterable[str] = (),
        *,
        design: Design = "automatic",
        baseline: str | None = None,
        follow_up: str | None = None,
        comparison: Literal["never", "not_yet"] = "never",
        adjust_for: Sequence[str] = (),
        weighted: bool = False,
        replicates: int = 99_999,
        max_arrangements: int = 5_000_000,
        seed: int = 1,
        level: float = 0.95,
        few_clusters: int = 10,
        few_in_arm: int = 6,
        progress: Progress | None = None,
    ) -> Effects:
        """Effects on several indicators (all without), their p adjusted for their number (methods M3.16).

        Args and errors as ``effect``.
        """
        asked = self._options(
            design, baseline, follow_up, comparison, adjust_for, weighted,
            (replicates, max_arrangements, seed, level, few_clusters, few_in_arm),
        )  # fmt: skip
        ids = options.texts("indicators", indicators)
        return Effects(self._core.effects(ids, asked, options.progress_function(progress)))

    def _brief_effect(
        self, indicator: str, design: Design, baseline: str | None, follow_up: str | None, level: float
    ) -> Effect:
        return self.effect(
            indicator, design=design, baseline=baseline, follow_up=follow_up, level=level, replicates=99
        )

    def _options(  # noqa: PLR0913, PLR0917 - one argument an option
        self,
        design: object,
        baseline: object,
        follow_up: object,
        comparison: object,
        adjust_for: Iterable[object],
        weighted: object,
        numbers: tuple[object, object, object, object, object, object],
    ) -> _core.PilotEffectOptions:
        asked = self._core.options(
            options.choice("design", design, _core.EffectDesign),
            None if baseline is None else options.text("baseline", baseline),
            None if follow_up is None else options.text("follow_up", follow_up),
            options.choice("comparison", comparison, _core.StaggeredComparison),
            options.texts("adjust_for", adjust_for),
            options.flag("weighted", weighted),
        )
        replicates, max_arrangements, seed, level, few_clusters, few_in_arm = numbers
        asked.replicates = options.whole_number("replicates", replicates)
        asked.max_arrangements = options.whole_number("max_arrangements", max_arrangements)
        asked.seed = options.seed("seed", seed)
        asked.level = options.real_number("level", level)
        asked.few_clusters = options.natural_number("few_clusters", few_clusters)
        asked.few_in_arm = options.natural_number("few_in_arm", few_in_arm)
        return asked

    def export(
        self,
        folder: str | PathLike[str],
        *,
        form: Literal["csv", "parquet", "xlsx"] = "csv",
        effects: Effects | None = None,
    ) -> tuple[Path, ...]:
        """Writes data, effects, what must stand beside them and their provenance; ``study_export.export``."""
        return export(self, Path(options.path("folder", folder)), form, effects)

    def report(
        self,
        path: str | PathLike[str],
        *,
        lang: str = "en",
        indicators: Iterable[str] = (),
        effects: Effects | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Writes one self-contained HTML file: question, indicator, waves, effect, what it does not show.

        Other programs see the file complete or not at all; only its owner may read it.

        Args:
            path: The file to write.
            lang: Language of the report: en, nb, da or sv.
            indicators: Those to report on; without, all that were observed.
            effects: Computed before with options of your own; without, they are computed as ``effects`` does.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            FileError: The file cannot be written.
            InvalidArgument: There are no reports in this language.
        """
        from samspill.report.evaluation import render_study  # noqa: PLC0415 - only needed here

        location = options.path("path", path)
        found = self.effects(indicators, progress=progress) if effects is None else effects
        write_text_file(location, render_study(self, found, lang=options.text("lang", lang)))

    def __repr__(self) -> str:
        return (
            f"<samspill.Study {self.fingerprint:016x}: {len(self.units)} units, {len(self.waves)} waves, "
            f"{len(self.indicator_ids)} indicators>"
        )

    def _repr_html_(self) -> str:
        """Title, sizes and numbers of findings for a notebook, every text escaped."""
        counts = [sum(found.severity == s for found in self.findings) for s in ("warning", "info")]
        return (
            f"<p><strong>{escaped(self.title or 'Study of a pilot')}</strong>: {len(self.units)} units, "
            f"{len(self.waves)} waves, {len(self.indicator_ids)} indicators. "
            f"{counts[0]} warnings and {counts[1]} notes about the data.</p>"
        )
