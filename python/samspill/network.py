"""Network: the actor network of one study, from tables to results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Self, TypeVar

from samspill import _core, options
from samspill.analyses import Analyses
from samspill.building import TABLE_NAMES, Source, build, finish
from samspill.display import escaped
from samspill.edits import Edits
from samspill.errors import InvalidArgument, MissingTable
from samspill.files import write_text_file
from samspill.findings import Finding, FindingsTable
from samspill.forum_analyses import ForumAnalyses
from samspill.frames import TableData
from samspill.report_say import FORUM_PAGES, forum_pages, stated_attributes
from samspill.tables import ResultTable
from samspill.taxonomies import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    import networkx as nx

    from samspill.group_balance import GroupBalance
    from samspill.options import Progress
    from samspill.report_say import Asked

_Result = TypeVar("_Result")


class Network(Analyses, ForumAnalyses, Edits):
    """Typed nodes (actors, activities, needs, areas, forums) and typed, directed, weighted, dated relations.

    Made by ``samspill.read`` or ``Network.from_tables``. A network never changes and may be shared between
    threads; analyses run without the GIL, stop within a tenth of a second on Ctrl-C, and report to
    ``progress``, a function that is called as ``progress(fraction, stage)``.
    """

    def __init__(
        self,
        core: _core.ActorNetwork,
        *,
        findings: Iterable[Finding] = (),
        title: str = "",
        month_labels: Mapping[int, str] | None = None,
        tables_without_rows: Iterable[str] = (),
    ) -> None:
        """For ``from_tables``, ``read`` and ``by_municipality``, which know all findings."""
        self._core = core
        self._findings = FindingsTable(findings)
        self._title = title
        self._month_labels = None if month_labels is None else MappingProxyType(dict(month_labels))
        self._tables_without_rows = frozenset(tables_without_rows)

    def _edited(self, make: Callable[[], _core.ActorNetwork]) -> Self:
        core, findings = finish(make, ())
        return type(self)(
            core,
            findings=findings,
            title=self._title,
            month_labels=self._month_labels,
            tables_without_rows=self._tables_without_rows,
        )

    @classmethod
    def from_tables(  # noqa: PLR0913 - one argument a table
        cls,
        *,
        areas: TableData | None = None,
        actors: TableData | None = None,
        people: TableData | None = None,
        needs: TableData | None = None,
        activities: TableData | None = None,
        ties: TableData | None = None,
        forums: TableData | None = None,
        seats: TableData | None = None,
        travel_times: TableData | None = None,
        meetings: TableData | None = None,
        agenda_items: TableData | None = None,
        attendance: TableData | None = None,
        reviews: TableData | None = None,
        title: str = "",
        month_labels: Mapping[int, str] | None = None,
        themes: Taxonomy | TableData | None = None,
        progress: Progress | None = None,
    ) -> Network:
        """The network of some tables.

        A table is a data frame of pandas, polars or pyarrow, anything else with ``__arrow_c_stream__``, a
        dict of lists, or a list of dicts. Missing values (None, and NaN, NA and NaT of pandas) are unknown,
        never 0. Lists of ids or names are lists, or texts with ``;`` between the items. A table that nobody
        collected is left out; ``actors`` is always needed.

        Args:
            areas: Places, nested.
            actors: Organisations, units or groups.
            people: Pseudonymous persons.
            needs: People with one need in one place and period.
            activities: Offers, statutory tasks and information.
            ties: Relations from an actor to an actor or activity.
            forums: Standing bodies.
            seats: Persons or actors in forums.
            travel_times: Minutes from area to area.
            meetings: Meetings that forums held.
            agenda_items: What was on their agenda.
            attendance: Who came.
            reviews: Ratings of statements by people.
            title: Name of the study, for reports.
            month_labels: Names of months of the time axis, when they are calendar months.
            themes: A taxonomy of the themes, or a table with ``code`` and ``parent``: needs and activities
                whose theme is none of its codes are findings.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            UnusableData: Some finding is an error; all findings come with it.
            TypeError: A table is nothing of the kind.

        O(n log n) in the number of cells.
        """
        given = {
            "areas": areas,
            "actors": actors,
            "people": people,
            "needs": needs,
            "activities": activities,
            "ties": ties,
            "forums": forums,
            "seats": seats,
            "travel_times": travel_times,
            "meetings": meetings,
            "agenda_items": agenda_items,
            "attendance": attendance,
            "reviews": reviews,
        }
        sources = [Source(name, data) for name in TABLE_NAMES if (data := given[name]) is not None]
        taxonomy = None if themes is None else Taxonomy.of(themes)
        core, findings = build(sources, options.progress_function(progress), themes=taxonomy)
        labels = options.month_labels("month_labels", month_labels)
        return cls(core, findings=findings, title=options.text("title", title), month_labels=labels)

    @property
    def title(self) -> str:
        """Name of the study; may be empty."""
        return self._title

    @property
    def month_labels(self) -> Mapping[int, str] | None:
        """Names of months when the time axis is the calendar; None when months count from arrival."""
        return self._month_labels

    @property
    def fingerprint(self) -> int:
        """Digest of every table in 64 bits, the same for any order of the input rows; recorded in results."""
        return self._core.fingerprint

    @property
    def findings(self) -> FindingsTable:
        """Warnings and notes about the data, in a fixed order; with errors there would be no network."""
        return self._findings

    def validate(self) -> FindingsTable:
        """The findings; see ``findings``."""
        return self._findings

    def has(self, table: str) -> bool:
        """True when the input had this table, even without rows.

        Raises:
            NotFound: There is no such table.
        """
        return self._core.has(options.text("table", table))

    @property
    def tables_without_rows(self) -> frozenset[str]:
        """Tables that were collected and hold no row, as of a municipality without forums."""
        return self._tables_without_rows

    def table(self, name: str) -> ResultTable:
        """An input table with resolved and sorted rows, in the columns it is read from. O(cells).

        Raises:
            NotFound: There is no such table.
        """
        return ResultTable(self._core.table(options.text("name", name)))

    def to_networkx(self) -> nx.MultiDiGraph[tuple[str, str]]:
        """The network as a networkx graph; see ``samspill.graphs.to_networkx`` for its nodes and edges.

        Raises:
            ImportError: networkx is not installed.
        """
        from samspill.graphs import to_networkx  # noqa: PLC0415 - only needed here

        return to_networkx(self)

    def report(  # noqa: PLR0913 - one argument an option
        self,
        path: str | PathLike[str],
        *,
        lang: str = "en",
        municipality_depth: int | None = None,
        forums: int | Literal["all"] = FORUM_PAGES,
        as_of: object = "latest",
        progress: Progress | None = None,
    ) -> None:
        """Runs the analyses that the tables allow and writes one self-contained HTML file.

        Other programs see the file complete or not at all; only its owner may read it.

        Args:
            path: The file to write.
            lang: Language of the report: en, nb, da or sv.
            municipality_depth: Which areas are municipalities, as in ``Duplication.scope``: 0 for a study of
                one municipality whose districts are areas.
            forums: How many forums have a page of their own, those with most rules not met first; ``all``
                gives one to each. Tables compare all forums anyway.
            as_of: The day whose seats in forums count, as in ``representation``.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            FileError: The file cannot be written.
            InvalidArgument: There are no reports in this language, or a number is negative.
        """
        location = options.path("path", path)
        page = self.to_html(
            lang=lang,
            municipality_depth=municipality_depth,
            forums=forums,
            as_of=as_of,
            progress=progress,
        )
        write_text_file(location, page)

    def to_html(
        self,
        *,
        lang: str = "en",
        municipality_depth: int | None = None,
        forums: int | Literal["all"] = FORUM_PAGES,
        as_of: object = "latest",
        progress: Progress | None = None,
    ) -> str:
        """The report as a text; see ``report``."""
        from samspill.report import LANGUAGES, Say, render  # noqa: PLC0415 - only needed here

        if options.text("lang", lang) not in LANGUAGES:
            message = f"lang must be one of {', '.join(LANGUAGES)}"
            raise InvalidArgument(message)
        pages = forum_pages(forums)
        attributes = stated_attributes(self)
        coverage = _unless_missing(lambda: self.coverage(progress=progress))
        duplication = _unless_missing(lambda: self.duplication(progress=progress))
        sharing, scope = None, None
        if duplication is not None:
            scope = duplication.scope(municipality_depth=municipality_depth, progress=progress)
        if coverage is not None and duplication is not None:
            sharing = duplication.work_sharing(progress=progress)
        return render(
            self,
            coverage,
            duplication,
            _unless_missing(lambda: self.representation(as_of=as_of, progress=progress)),
            repairs=None if coverage is None else coverage.repairs(progress=progress),
            criticality=None if coverage is None else coverage.criticality(progress=progress),
            sharing=sharing,
            scope=scope,
            organisations=self.duplicate_actors(progress=progress),
            say=Say(
                rules=_unless_missing(lambda: self.forum_rules(as_of=as_of, progress=progress)),
                attendance=_unless_missing(lambda: self.attendance(progress=progress)),
                drop_off=_unless_missing(lambda: self.drop_off(progress=progress)),
                voting=_unless_missing(lambda: self.voting_power(as_of=as_of, progress=progress)),
                asymmetry=_unless_missing(lambda: self.power_asymmetry(as_of=as_of, progress=progress)),
                balance=self._balance(attributes, as_of, progress),
                crossing=self._balance(["sector", *attributes[:1]], as_of, progress) if attributes else None,
                perception=_unless_missing(lambda: self.perception(progress=progress)),
            ),
            forum_pages=pages,
            lang=lang,
        )

    def _balance(
        self, attributes: Sequence[Asked], as_of: object, progress: Progress | None
    ) -> GroupBalance | None:
        """Nothing without attributes, or when a table lacks."""
        if not attributes:
            return None
        return _unless_missing(
            lambda: self.group_balance(attributes=attributes, as_of=as_of, progress=progress)
        )

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Number of rows of each table that was given."""
        return MappingProxyType({name: self._core.rows(name) for name in TABLE_NAMES if self.has(name)})

    def __repr__(self) -> str:
        sizes = ", ".join(f"{size} {name}" for name, size in self.sizes.items())
        return f"<samspill.Network {self.fingerprint:016x}: {sizes}>"

    def _repr_html_(self) -> str:
        """Title, number of rows of each table and findings for a notebook, every text escaped."""
        sizes = ", ".join(f"{size} {name}" for name, size in self.sizes.items())
        counts = [sum(found.severity == s for found in self.findings) for s in ("warning", "info")]
        return (
            f"<p><strong>{escaped(self.title or 'Actor network')}</strong>: {escaped(sizes)}. "
            f"{counts[0]} warnings and {counts[1]} notes about the data.</p>"
        )


def _unless_missing(analysis: Callable[[], _Result]) -> _Result | None:
    """The result, or None when the network lacks a table that the analysis needs."""
    try:
        return analysis()
    except MissingTable:
        return None
