"""Who has a seat: the chapter on the balance of forums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samspill.report.charts import bar
from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Details,
    Paragraph,
    Section,
    Table,
)
from samspill.report.protocols import Representation
from samspill.report.records import Row, SectorSeats, rows_of, sector_of
from samspill.report.seat_day import seat_day
from samspill.report.text import NOTHING, FromData, Line, line

_TESTS = ("expected", "baseline", "pool")
_DIVERSITY = (
    "dissimilarity",
    "gallagher",
    "kullback_leibler",
    "blau",
    "iqv",
    "blau_unbiased",
    "shannon",
    "pielou",
    "hill_1",
    "hill_2",
)


@dataclass(frozen=True)
class Forum:
    """A forum with its measures and its seats by sector."""

    id: str
    form: str
    seats: float
    seats_expected: float
    seats_other: float
    parity: float | None
    min_max_ratio: float | None
    measures: Row
    sectors: tuple[SectorSeats, ...]

    @property
    def missing_sectors(self) -> tuple[str, ...]:
        """Sectors that were expected and hold no seat, in a forum that has seats."""
        if self.seats == 0:
            return ()
        return tuple(sector.sector for sector in self.sectors if sector.expected and sector.seats == 0)


def forums_of(representation: Representation) -> list[Forum]:
    """All forums, the least even one first, those without a parity last."""
    sectors: dict[str, list[SectorSeats]] = defaultdict(list)
    for row in rows_of(representation.sectors):
        sectors[row.text("forum")].append(sector_of(row))
    forums = [_forum(row, sectors[row.text("forum")]) for row in rows_of(representation.forums)]
    return sorted(forums, key=lambda forum: (forum.parity is None, forum.parity or 0.0, forum.id))


def _forum(row: Row, sectors: Sequence[SectorSeats]) -> Forum:
    return Forum(
        id=row.text("forum"),
        form=row.text("form"),
        seats=row.amount("seats"),
        seats_expected=row.amount("seats_expected"),
        seats_other=row.amount("seats_other"),
        parity=row.real("parity"),
        min_max_ratio=row.real("min_max_ratio"),
        measures=row,
        sectors=tuple(sectors),
    )


def representation_section(context: Context) -> Section:
    """The chapter; without a result it says what is missing."""
    title = context.text("representation.title")
    if context.representation is None:
        return Section("representation", title, context.missing("representation"))
    return Section("representation", title, _blocks(context, context.representation))


def _blocks(context: Context, representation: Representation) -> tuple[Block, ...]:
    text = context.text
    forums = forums_of(representation)
    if not forums:
        return (Paragraph(text.line("representation.none"), "lead"),)
    return (
        Paragraph(lead(context, forums), "lead"),
        *seat_day(context, representation.provenance),
        Paragraph(text.line("representation.intro"), "aside"),
        *_overview(context, forums),
        Paragraph(text.line("representation.large_p"), "aside"),
        Paragraph(text.line("sectors.intro"), "aside"),
        _cards(context, forums),
        _tests(context, forums),
        _all_measures(context, forums),
    )


def lead(context: Context, forums: Sequence[Forum]) -> Line:
    """How many forums lack a sector, and which is least even."""
    text = context.text
    lacking = sum(bool(forum.missing_sectors) for forum in forums)
    total = context.count("forums", len(forums))
    first = text.sentence(
        "representation.lacking" if lacking else "representation.complete", n=lacking, forums=total
    )
    least = forums[0]
    if least.parity is None:
        return first
    key = "representation.least_even" if least.parity < 1 else "representation.all_even"
    second = text.sentence(
        key,
        forum=context.names.of("forums", least.id),
        parity=text.measure(least.parity),
        seats=seats_in_words(context, least),
    )
    return (*first, *line(" "), *second)


def seats_in_words(context: Context, forum: Forum) -> str:
    """``municipality 5, civil society 3``: sectors with seats or with a claim to some."""
    text = context.text
    shown = [sector for sector in forum.sectors if sector.seats > 0 or sector.expected]
    return text.listing(
        f"{text(f'sector.{sector.sector}')}\u00a0{text.amount(sector.seats)}" for sector in shown
    )


def _forum_cell(context: Context, forum: Forum) -> Cell:
    form = line(context.text(f"form.{forum.form}"))
    if forum.seats == 0:
        form += (*line(" · "), *context.text.line("representation.no_seats"))
    return cell(context.names.of("forums", forum.id), form)


def _overview(context: Context, forums: Sequence[Forum]) -> tuple[Block, ...]:
    text = context.text
    table = Table(
        "forum-table",
        text("representation.caption"),
        (
            Column(text("column.forum")),
            Column(text("representation.seats"), "number"),
            Column(text("representation.parity"), "number"),
            Column(text("representation.parity_chart"), "bar"),
            Column(text("representation.min_max"), "number"),
            Column(text("representation.p"), "number"),
            Column(text("representation.smallest_p"), "number"),
        ),
        tuple(
            (
                _forum_cell(context, forum),
                cell(text.amount(forum.seats)),
                cell(text.measure(forum.parity)),
                Cell((), bar=None if forum.parity is None else bar(forum.parity, forum.parity, 1.0)),
                cell(text.measure(forum.min_max_ratio)),
                cell(text.probability(forum.measures.real("p_expected"))),
                cell(text.probability(forum.measures.real("p_expected_smallest"))),
            )
            for forum in forums[:LISTED]
        ),
    )
    rest = text("representation.more", n=max(len(forums) - SHOWN, 0))
    return shortened(context, table, len(forums), rest)


def _cards(context: Context, forums: Sequence[Forum]) -> Cards:
    shown = [forum for forum in forums if forum.seats > 0][:SHOWN]
    return Cards(tuple(_card(context, forum, number) for number, forum in enumerate(shown, start=1)))


def _card(context: Context, forum: Forum, number: int) -> Card:
    text = context.text
    facts = [text.sentence("representation.card_seats", n=forum.seats, seats=seats_in_words(context, forum))]
    if forum.missing_sectors:
        missing = text.listing(text(f"sector.{sector}") for sector in forum.missing_sectors)
        facts.append(text.sentence("representation.card_missing", sectors=missing))
    if forum.seats_other > 0:
        facts.append(text.sentence("representation.card_other", n=forum.seats_other))
    return Card(
        f"forum-{number}",
        line(context.names.of("forums", forum.id)),
        text(f"form.{forum.form}"),
        tuple(facts),
        _sector_table(context, forum, number),
    )


def _sector_table(context: Context, forum: Forum, number: int) -> Table:
    text = context.text
    claims = [(sector.expected_share or 0.0) * forum.seats_expected for sector in forum.sectors]
    largest = max((*claims, *(sector.seats for sector in forum.sectors)), default=0.0)
    return Table(
        f"sectors-{number}",
        text("sectors.caption", forum=context.names.of("forums", forum.id)),
        (
            Column(text("column.sector")),
            Column(text("column.chart"), "bar"),
            Column(text("sectors.seats"), "number"),
            Column(text("sectors.expected"), "number"),
            Column(text("sectors.share"), "number"),
            Column(text("sectors.baseline"), "number"),
            Column(text("sectors.ratio"), "number"),
        ),
        tuple(
            (
                cell(text(f"sector.{sector.sector}")),
                Cell((), bar=bar(sector.seats, sector.seats, largest, claim if sector.expected else None)),
                cell(text.amount(sector.seats)),
                cell(text.amount(claim) if sector.expected else NOTHING),
                cell(_percent(context, sector.share)),
                cell(_percent(context, sector.baseline_share)),
                cell(text.measure(sector.ratio)),
            )
            for sector, claim in zip(forum.sectors, claims, strict=True)
        ),
    )


def _percent(context: Context, share: float | None) -> str:
    return NOTHING if share is None else context.text.percent(share)


def _tests(context: Context, forums: Sequence[Forum]) -> Block:
    text = context.text
    table = Table(
        "test-table",
        text("tests.caption"),
        (Column(text("column.forum")), *(Column(text(f"tests.{test}"), "number") for test in _TESTS)),
        tuple(
            (_forum_cell(context, forum), *(_test_cell(context, forum, test) for test in _TESTS))
            for forum in forums[:LISTED]
        ),
    )
    return Details(text("tests.summary"), (Paragraph(text.line("tests.intro"), "aside"), table))


def _test_cell(context: Context, forum: Forum, test: str) -> Cell:
    text, outcomes = context.text, forum.measures.integer(f"p_{test}_outcomes")
    p = text.probability(forum.measures.real(f"p_{test}"))
    if outcomes is None:
        return cell(p)
    smallest = text.probability(forum.measures.real(f"p_{test}_smallest"))
    return cell(p, text.line("tests.attainable", n=outcomes, smallest=smallest))


def _all_measures(context: Context, forums: Sequence[Forum]) -> Block:
    text = context.text
    table = Table(
        "measure-table",
        text("measures.caption"),
        (Column(text("column.forum")), *(Column(text(f"measures.{name}"), "number") for name in _DIVERSITY)),
        tuple(
            (
                cell(FromData(context.names.of("forums", forum.id))),
                *(cell(text.measure(forum.measures.real(name), 3)) for name in _DIVERSITY),
            )
            for forum in forums[:LISTED]
        ),
    )
    return Details(text("measures.summary"), (table,))
