"""Ids, codes and months as a reader knows them."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.report.protocols import Network
from samspill.report.records import Need, Row, rows_of
from samspill.report.text import FromData, Line, Text, catalogue, line

#: Importers name calendar months in English, alone or with a year.
_CALENDAR = {str(catalogue("en")[f"calendar.{number}"]): number for number in range(1, 13)}


class Names:
    """Looks up names in the tables of a network; what has no name is shown by its id."""

    def __init__(self, network: Network, text: Text) -> None:
        self._text = text
        self._labels = {month: self._label(label) for month, label in (network.month_labels or {}).items()}
        self._names = {table: _names(network, table) for table in ("actors", "activities", "areas", "forums")}

    def of(self, table: str, identifier: str) -> FromData:
        """The name of a row of ``actors``, ``activities``, ``areas`` or ``forums``."""
        return FromData(self._names[table].get(identifier, identifier))

    def code(self, code: str) -> FromData:
        """A theme or group as the data name it, with spaces for underscores."""
        return FromData(code.replace("_", " "))

    def language(self, code: str) -> str:
        """A language code in words where the catalogue knows it."""
        key = f"language.{code.lower()}"
        return self._text(key) if key in self._text else FromData(code)

    def group(self, attribute: str, group: str) -> str:
        """A group of an attribute of people or actors, in words where the catalogue knows it."""
        if attribute == "language":
            return self.language(group)
        if attribute == "area":
            return self.of("areas", group)
        key = f"{attribute}.{group}"
        return self._text(key) if key in self._text else self.code(group)

    def access(self, term: str) -> str:
        """A term of access, such as step_free, in words where the catalogue knows it."""
        key = f"access.{term}"
        return self._text(key) if key in self._text else self.code(term)

    def price(self, price: float) -> str:
        """The price for a participant, in the unit of the tables."""
        return self._text("demand.cost", price=self._text.number(price, 0 if price == round(price) else 2))

    def demands(self, need: Need, row: Row | None) -> dict[str, str]:
        """What a need asks of the eligibility of an offer, in words: language, age, cost, access."""
        price = row.real("max_cost") if row else None
        terms = row.texts("access") if row else ()
        words = {
            "language": self.language(need.language) if need.language else "",
            "age": self.ages(row) if row else "",
            "cost": "" if price is None else self.price(price),
            "access": self._text.listing(self.access(term) for term in terms),
        }
        return {name: word for name, word in words.items() if word}

    def month(self, month: int) -> str:
        """A month as the head of a column."""
        return self._labels[month] if month in self._labels else self._text.number(month)

    def _label(self, label: str) -> str:
        """A name of a month in the language of the report where it is an English one, else as it is."""
        name, _, year = label.partition(" ")
        if name not in _CALENDAR or (year and not year.isdecimal()):
            return FromData(label)
        return f"{self._text(f'calendar.{_CALENDAR[name]}')} {year}".rstrip()

    def _month_in_words(self, month: int) -> str:
        label = self.month(month)
        return label if month in self._labels else self._text("month.one", month=label)

    def period(self, from_month: int | None, to_month: int | None) -> str:
        """A half-open interval of months in words, with its last month included."""
        text = self._text
        if from_month is None and to_month is None:
            return text("month.always")
        if from_month is None and to_month is not None:
            return text("month.until", last=self._month_in_words(to_month - 1))
        if from_month is not None and to_month is None:
            return text("month.since", first=self._month_in_words(from_month))
        first, last = from_month or 0, (to_month or 0) - 1
        if first == last:
            return self._month_in_words(first)
        if first in self._labels or last in self._labels:
            return text("month.calendar", first=self._month_in_words(first), last=self._month_in_words(last))
        return text("month.several", first=self.month(first), last=self.month(last))

    def areas(self, identifiers: Sequence[str]) -> str:
        """Areas in a list; everywhere when none is named."""
        if not identifiers:
            return self._text("place.everywhere")
        return ", ".join(self.of("areas", identifier) for identifier in identifiers)

    def who(self, need: Need) -> list[str]:
        """The people of a need by group, area and language, as far as the need states them."""
        parts: list[str] = []
        if need.target_group:
            parts.append(self.code(need.target_group))
        if need.area:
            parts.append(self.of("areas", need.area))
        if need.language:
            parts.append(self.language(need.language))
        return parts

    def who_and_when(self, need: Need) -> Line:
        """The people of a need, and the months it lasts."""
        return joined([*self.who(need), self.period(need.from_month, need.to_month)])

    def ages(self, row: Row) -> str:
        """The ages a row of ``needs`` states; empty when it states none."""
        youngest, oldest = row.integer("age_min"), row.integer("age_max")
        if youngest is None and oldest is None:
            return ""
        if oldest is None:
            return self._text("age.from", youngest=str(youngest))
        if youngest is None:
            return self._text("age.to", oldest=str(oldest))
        return self._text("age.between", youngest=str(youngest), oldest=str(oldest))


def joined(parts: Sequence[str]) -> Line:
    """Parts with a middle dot between them."""
    runs: Line = ()
    for part in parts:
        runs += (line(" · ") if runs else ()) + line(part)
    return runs


def _names(network: Network, table: str) -> dict[str, str]:
    return {row.text("id"): row.text("name") for row in rows_of(network.table(table)) if row.text("name")}
