"""Indicators that analyses of networks give, for units and waves: the rows ``observations`` of a study."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from samspill import _core, options
from samspill._core import version as library_version
from samspill.building import TABLE_NAMES
from samspill.display import escaped
from samspill.edits import Edits
from samspill.errors import InvalidArgument, MissingTable, NotFound
from samspill.findings import FindingsTable
from samspill.indicator_measures import Measure, parse
from samspill.indicator_terms import Reading
from samspill.indicators import IndicatorCatalogue
from samspill.network import Network
from samspill.network_findings import IndicatorNote, network_findings
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from samspill.indicator_rows import Indicator
    from samspill.options import Progress

#: Options of analyses: by analysis, then by argument.
AnalysisOptions = Mapping[str, Mapping[str, object]]

#: Tables of which no row means that there is nothing to measure. No row of others can also mean that nobody
#: asked here: nobody kept a list of attendance, nobody rated.
_NOTHING_WITHOUT = frozenset({"needs", "forums", "seats", "meetings"})

_RANGE = "amounts that are not known leave a range"


def analyses() -> frozenset[str]:
    """Names of methods of a network that an indicator can be taken from."""
    bases = [base for base in Network.__mro__[1:] if base.__module__.startswith("samspill")]
    return frozenset(
        name
        for base in bases
        if base is not Edits
        for name, member in vars(base).items()
        if callable(member) and not name.startswith("_")
    )


class NetworkObservations:
    """What indicators are at units and waves, by the same definition everywhere."""

    def __init__(
        self,
        catalogue: IndicatorCatalogue,
        readings: Mapping[tuple[str, str, str], Reading],
        networks: Mapping[tuple[str, str], Network],
        used: Iterable[tuple[str, str, str]],
    ) -> None:
        """For ``observe``."""
        self._catalogue = catalogue
        self._readings = readings
        self._networks = networks
        self._used = sorted(set(used))

    @property
    def catalogue(self) -> IndicatorCatalogue:
        """The indicators that were computed."""
        return self._catalogue

    @cached_property
    def observations(self) -> ResultTable:
        """One row a unit, wave and indicator, in the columns of the table ``observations`` of a study.

        A value that is known as a range only has the status ``suppressed`` and its ends; nothing to measure
        is ``structural``, not known is ``missing``. Null is never 0.
        """
        rows = [(*key, _status(reading), reading) for key, reading in self._readings.items()]
        exact = [reading if status == "observed" else Reading() for *_, status, reading in rows]
        ranges = [reading if status == "suppressed" else Reading() for *_, status, reading in rows]
        return _table(
            "observations",
            ("unit", [row[0] for row in rows], ""),
            ("wave", [row[1] for row in rows], ""),
            ("indicator", [row[2] for row in rows], ""),
            ("status", [row[3] for row in rows], ""),
            ("value", [reading.low for reading in exact], "in the unit of the indicator"),
            ("low", [reading.low for reading in ranges], "in the unit of the indicator"),
            ("high", [reading.high for reading in ranges], "in the unit of the indicator"),
            ("n", [row[4].n for row in rows], "amount of the denominator"),
        )

    @cached_property
    def notes(self) -> ResultTable:
        """One row a unit, wave and indicator of which something is to be said: why it has no value."""
        rows = [(*key, _status(found), _note(found)) for key, found in self._readings.items() if _note(found)]
        names = ("unit", "wave", "indicator", "status", "note")
        return _table(
            "observation_notes", *((name, [r[k] for r in rows], "") for k, name in enumerate(names))
        )

    @cached_property
    def findings(self) -> FindingsTable:
        """The notes as findings: one an indicator, status and note, at the first of its ``networks``."""
        places = {key: place for place, key in enumerate(self._networks)}
        notes = [
            IndicatorNote(places[unit, wave], indicator, _status(found), _note(found))
            for (unit, wave, indicator), found in self._readings.items()
            if _note(found)
        ]
        known = (indicator for (*_, indicator), found in self._readings.items() if found.is_known)
        return FindingsTable(network_findings(notes, known))

    @cached_property
    def options(self) -> ResultTable:
        """Every option of every analysis with the value that was used; one row where all networks agree."""
        names = ("analysis", "option", "value")
        return _table(
            "analysis_options", *((name, [r[k] for r in self._used], "") for k, name in enumerate(names))
        )

    @cached_property
    def networks(self) -> ResultTable:
        """One row a unit and wave: digest of its network, versions of library and catalogue."""
        keys = list(self._networks)
        return _table(
            "networks",
            ("unit", [unit for unit, _ in keys], ""),
            ("wave", [wave for _, wave in keys], ""),
            ("fingerprint", [f"{self._networks[key].fingerprint:016x}" for key in keys], ""),
            ("library", [library_version] * len(keys), ""),
            ("catalogue", [self._catalogue.version] * len(keys), ""),
        )

    def summary(self) -> str:
        """How many values are known, in one sentence."""
        statuses = self.observations.column("status")
        return (
            f"{len(self._catalogue)} indicators of {len(self._networks)} networks: "
            f"{statuses.count('observed')} values, {statuses.count('suppressed')} ranges, "
            f"{statuses.count('missing')} not known, {statuses.count('structural')} with nothing to measure."
        )

    def __repr__(self) -> str:
        return f"<samspill.NetworkObservations: {len(self._readings)} rows>"

    def _repr_html_(self) -> str:
        """The summary and the observations for a notebook, every text escaped."""
        return f"<p>{escaped(self.summary())}</p>{self.observations.to_html(caption='Observations')}"


def observe(
    networks: Mapping[tuple[str, str], Network],
    catalogue: IndicatorCatalogue | None = None,
    *,
    analysis_options: AnalysisOptions | None = None,
    progress: Progress | None = None,
) -> NetworkObservations:
    """Computes the indicators that analyses give, for each unit and wave by the same definition.

    Args:
        networks: The network of each (unit, wave), such as those of ``by_municipality``.
        catalogue: Indicators; those without an analysis are left out. None: those that come along.
        analysis_options: Arguments of analyses by name, such as ``{"coverage": {"awareness_steps": 3}}``; the
            same for all networks.
        progress: Called as ``progress(fraction, stage)``, with the indicator's analysis as stage.

    Raises:
        InvalidArgument: The catalogue asks for an analysis or measure that there is not, or options do not
            fit.
        TypeError: Something is no network.
    """
    asked = _computed(IndicatorCatalogue.standard() if catalogue is None else catalogue)
    given = _checked_networks(networks)
    arguments = _checked_options(analysis_options or {})
    report = options.progress_function(progress)
    measures = {indicator.id: _measure(indicator) for indicator in asked}
    by_analysis: dict[str, list[Indicator]] = {}
    for indicator in asked:
        by_analysis.setdefault(indicator.analysis, []).append(indicator)
    readings: dict[tuple[str, str, str], Reading] = {}
    used: list[tuple[str, str, str]] = []
    steps = max(1, len(given) * len(by_analysis))
    for done, (key, network, analysis) in enumerate(_pairs(given, by_analysis)):
        if report is not None:
            report(done / steps, analysis)
        results = _results(network, analysis, arguments)
        for indicator in by_analysis[analysis]:
            readings[(*key, indicator.id)] = _read(results, measures[indicator.id], indicator)
        used += _options_of(analysis, results[analysis])
    order = {indicator.id: place for place, indicator in enumerate(asked)}
    sorted_keys = sorted(readings, key=lambda key: (key[0], key[1], order[key[2]]))
    return NetworkObservations(asked, {key: readings[key] for key in sorted_keys}, given, used)


def _computed(catalogue: object) -> IndicatorCatalogue:
    """The indicators of a catalogue that analyses give."""
    known = options.instance("catalogue", catalogue, IndicatorCatalogue)
    return known.only([indicator.id for indicator in known if indicator.analysis])


def _checked_networks(networks: object) -> dict[tuple[str, str], Network]:
    if not isinstance(networks, Mapping):
        message = f"networks must be a mapping from (unit, wave) to networks, not {type(networks).__name__}"
        raise TypeError(message)
    checked = {}
    for key, network in networks.items():
        match key:
            case (str(unit), str(wave)):
                checked[unit, wave] = options.instance("each network", network, Network)
            case _:
                message = "each key of networks must be a unit and a wave, both texts"
                raise TypeError(message)
    return dict(sorted(checked.items()))


def _checked_options(given: AnalysisOptions) -> dict[str, dict[str, Any]]:
    for analysis in given:
        _check_analysis(options.text("each key of analysis_options", analysis))
    return {analysis: dict(arguments) for analysis, arguments in given.items()}


def _check_analysis(analysis: str) -> None:
    first = analysis.partition(".")[0]
    if first not in analyses() or any(name.startswith("_") or not name for name in analysis.split(".")):
        message = f"there is no analysis {first}; there are {', '.join(sorted(analyses()))}"
        raise InvalidArgument(message)


def _measure(indicator: Indicator) -> Measure:
    _check_analysis(indicator.analysis)
    measure = parse(indicator.measure)
    if measure is None:
        raise _no_such_measure(indicator)
    return measure


def _no_such_measure(indicator: Indicator) -> InvalidArgument:
    return InvalidArgument(
        f"the analysis {indicator.analysis} has no measure {indicator.measure}, asked by {indicator.id}"
    )


def _pairs(
    networks: Mapping[tuple[str, str], Network], analyses_asked: Iterable[str]
) -> Iterator[tuple[tuple[str, str], Network, str]]:
    names = list(analyses_asked)
    for key, network in networks.items():
        for analysis in names:
            yield key, network, analysis


def _results(
    network: Network, analysis: str, arguments: Mapping[str, Mapping[str, Any]]
) -> dict[str, object]:
    """The result of the analysis, or the reading that says why there is none, and results that it came of."""
    results: dict[str, object] = {}
    result: object = network
    asked = ""
    for name in analysis.split("."):
        asked = f"{asked}.{name}" if asked else name
        method: Callable[..., object] | None = getattr(result, name, None)
        if not callable(method):
            message = f"there is no analysis {asked}"
            raise InvalidArgument(message)
        try:
            result = method(**arguments.get(asked, {}))
        except MissingTable as error:
            return {analysis: _without_table(network, str(error))}
        results[asked] = result
    return results


def _without_table(network: Network, reason: str) -> Reading:
    """Nothing to measure where the tables were collected and hold no row; else not known."""
    named = reason.partition("the table")[2].split()
    lacking = {name for name in TABLE_NAMES if name in named and not network.has(name)}
    empty = bool(lacking) and lacking <= network.tables_without_rows
    if empty:
        tables = " and ".join(sorted(lacking))
        return Reading(reason=f"{tables} without rows here", structural=bool(lacking & _NOTHING_WITHOUT))
    return Reading(reason=reason)


def _read(results: Mapping[str, object], measure: Measure, indicator: Indicator) -> Reading:
    result = results[indicator.analysis]
    if isinstance(result, Reading):
        return (
            Reading(0.0, 0.0, reason=result.reason) if result.structural and measure.counts_rows else result
        )
    try:
        return measure.read(result, least=indicator.least, greatest=indicator.greatest, steps=results)
    except (AttributeError, NotFound, TypeError, ValueError):
        raise _no_such_measure(indicator) from None


def _options_of(analysis: str, result: object) -> list[tuple[str, str, str]]:
    provenance = getattr(result, "provenance", None)
    if provenance is None:
        return []
    stated = [(analysis, option, value) for option, value in provenance.options.items()]
    return stated if provenance.seed is None else [*stated, (analysis, "seed", str(provenance.seed))]


def _status(reading: Reading) -> str:
    if not reading.is_known:
        return "structural" if reading.structural else "missing"
    return "observed" if reading.is_exact else "suppressed"


def _note(reading: Reading) -> str:
    is_range = reading.is_known and not reading.is_exact
    return "; ".join(filter(None, (reading.reason, _RANGE if is_range else "")))


def _table(name: str, *columns: tuple[str, list[Any], str]) -> ResultTable:
    """A table of columns (name, cells, unit): numbers have a unit, texts have none."""
    typed = [
        (column, _core.ColumnType.float64 if unit else _core.ColumnType.text, unit, cells)
        for column, cells, unit in columns
    ]
    return ResultTable(_core.Table.from_columns(name, typed)[0])
