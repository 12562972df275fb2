// What was observed, as cells of units and waves.
#include "joined_cell.hpp"
#include "observation_rules.hpp"
#include "study_parts.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

constexpr auto table = StudyTable::observations;

/// A row whose place is known.
struct PlacedRow {
    std::uint32_t indicator = 0;
    std::uint32_t unit = 0;
    std::uint32_t wave = 0;
    std::string code{};
    std::int64_t row = 0;
    StudyCell cell{};

    [[nodiscard]] auto place() const { return std::tuple{indicator, unit, wave}; }
};

class CellTable {
public:
    CellTable(const StagedStudy& staged, const StudyParts& parts, const StudyCodes& codes, StudyLog& log)
        : staged_{staged}, parts_{parts}, codes_{codes}, log_{log}, units_{numbers_by_id(parts.units)},
          indicators_{numbers_by_id(parts.indicators)}, waves_{numbers_by_id(parts.waves)} {}

    std::vector<StudyCell> cells() {
        place_rows();
        std::sort(placed_.begin(), placed_.end(), [](const PlacedRow& a, const PlacedRow& b) {
            return std::tuple{a.place(), std::tie(a.code, a.row)} <
                   std::tuple{b.place(), std::tie(b.code, b.row)};
        });
        std::vector<StudyCell> cells(parts_.indicators.size() * parts_.units.size() * parts_.waves.size());
        for (auto first = placed_.begin(); first != placed_.end();) {
            const auto last = std::find_if(
                first, placed_.end(), [&](const PlacedRow& row) { return row.place() != first->place(); });
            const std::size_t unit_row = first->indicator * parts_.units.size() + first->unit;
            cells[unit_row * parts_.waves.size() + first->wave] = cell_of_unit({first, last});
            first = last;
        }
        if (!log_.has_errors(table)) {
            check_variance(cells);
        }
        return cells;
    }

private:
    void place_rows() {
        placed_.reserve(staged_.observations.size());
        for (std::size_t k = 0; k < staged_.observations.size(); ++k) {
            place_row(staged_.observations.rows[k], staged_.observations.numbers[k]);
        }
    }

    void place_row(const Observation& given, std::int64_t number) {
        StudyRow row{log_, table, number};
        row.required(given.unit, "unit");
        row.required(given.wave, "wave");
        row.required(given.indicator, "indicator");
        const auto wave = number_of(waves_, given.wave);
        const auto indicator = number_of(indicators_, given.indicator);
        if (!wave && !given.wave.empty()) {
            row.unknown("wave", StudyTable::waves);
        }
        if (!indicator && !given.indicator.empty() && !log_.is_broken(StudyTable::indicators)) {
            row.error(FindingCode::unknown_id, "indicator", "no indicator has this id",
                      "add a row to the table indicators, or name one of the catalogue");
        }
        const Indicator unknown_indicator;
        const auto cell = cell_of(given, indicator ? parts_.indicators[*indicator] : unknown_indicator, row);
        if (given.unit.empty() || !wave) {
            return;
        }
        const auto unit = codes_.unit_at(given.unit, *wave, row);
        if (unit && indicator && cell) {
            placed_.push_back({*indicator, units_.at(*unit), *wave, given.unit, number, *cell});
        }
    }

    /// The rows of one cell, by code.
    StudyCell cell_of_unit(std::span<const PlacedRow> rows) {
        for (std::size_t k = 1; k < rows.size(); ++k) {
            if (rows[k].code == rows[k - 1].code) {
                StudyRow{log_, table, rows[k].row}.repeated(
                    "indicator", "the indicator of this unit and wave", rows[k - 1].row);
            }
        }
        const StudyUnit& unit = parts_.units[rows.front().unit];
        const auto codes = codes_.comparable().codes_of(unit.id, rows.front().wave);
        const bool is_whole = std::any_of(rows.begin(), rows.end(), [&](const PlacedRow& row) {
            return !std::binary_search(codes.begin(), codes.end(), row.code); // such as 1508+1580
        });
        if (codes.size() == 1 || is_whole) {
            if (rows.size() > 1 && rows.front().code != rows.back().code) {
                StudyRow{log_, table, rows.back().row}.repeated("unit", "the unit that this code is part of",
                                                                rows.front().row);
            }
            return rows.front().cell;
        }
        std::vector<StudyCell> parts;
        parts.reserve(codes.size());
        for (const PlacedRow& row : rows) {
            parts.push_back(row.cell);
        }
        parts.resize(codes.size()); // what has no row is missing
        const Indicator& indicator = parts_.indicators[rows.front().indicator];
        if (const auto joined = joined_cell(parts, combination_of(indicator))) {
            return within_ends(*joined, indicator, rows);
        }
        warn_not_joined(rows, parts);
        return {};
    }

    /// A sum that the indicator cannot be, as of grades from 1 to 10, is no value.
    StudyCell within_ends(const StudyCell& joined, const Indicator& indicator,
                          std::span<const PlacedRow> rows) {
        const bool is_observed = joined.status == ObservationStatus::observed;
        const double low = is_observed ? joined.value : joined.low;
        const double high = is_observed ? joined.value : joined.high;
        const double rounding = 1e-9 * std::max(std::abs(low), std::abs(high));
        const bool is_outside = (indicator.least && low < *indicator.least - rounding) ||
                                (indicator.greatest && high > *indicator.greatest + rounding);
        if (joined.status == ObservationStatus::structural) {
            return joined;
        }
        if (!is_outside) { // by rounding a mean of ones may be above 1
            const auto clamped = [&](double value) {
                const double raised = std::max(value, indicator.least.value_or(value));
                return std::min(raised, indicator.greatest.value_or(raised));
            };
            StudyCell cell = joined;
            (is_observed ? cell.value : cell.low) = clamped(low);
            (is_observed ? cell.value : cell.high) = clamped(high);
            return cell;
        }
        StudyRow{log_, table, rows.front().row}.warn(
            FindingCode::not_combinable, "value",
            "values of codes that became one unit, put together, are outside what the indicator may be, so "
            "the "
            "unit has none",
            "state the combination of the indicator, or correct its least and greatest value");
        return {};
    }

    void warn_not_joined(std::span<const PlacedRow> rows, std::span<const StudyCell> parts) {
        const auto is_missing = [](const StudyCell& cell) {
            return cell.status == ObservationStatus::missing;
        };
        StudyRow row{log_, table, rows.front().row};
        if (std::all_of(parts.begin(), parts.end(), is_missing)) {
            return; // nothing was there to be joined
        }
        if (std::any_of(parts.begin(), parts.end(), is_missing)) {
            row.warn(
                FindingCode::not_combinable, "unit",
                "of the codes that became this unit some have no value at the wave, so the unit has none",
                "add the observations of all of its codes");
        } else {
            row.warn(
                FindingCode::not_combinable, "n",
                "values of codes that became one unit cannot be put together without n, so the unit has "
                "none",
                "give n, the amount of the denominator, for each code; it must not be 0 for all of them");
        }
    }

    /// Indicators that are the same everywhere and always.
    void check_variance(const std::vector<StudyCell>& cells) {
        const std::size_t size = parts_.units.size() * parts_.waves.size();
        for (std::size_t k = 0; k < parts_.indicators.size(); ++k) {
            std::size_t known = 0;
            bool varies = false;
            const StudyCell* first = nullptr;
            for (const StudyCell& cell : std::span{cells}.subspan(k * size, size)) {
                varies = varies || cell.status == ObservationStatus::suppressed;
                if (cell.status == ObservationStatus::observed) {
                    first = first == nullptr ? &cell : first;
                    varies = varies || cell.value != first->value;
                    ++known;
                }
            }
            if (known > 1 && !varies) {
                StudyRow{log_, table, first_row_of(static_cast<std::uint32_t>(k))}.warn(
                    FindingCode::constant_values, "value",
                    "the indicator of this row has the same value for all units and waves",
                    "check whether the values were copied; no effect on it can be told from none");
            }
        }
    }

    [[nodiscard]] std::int64_t first_row_of(std::uint32_t indicator) const {
        std::int64_t row = 0;
        for (const PlacedRow& placed : placed_) {
            if (placed.indicator == indicator && (row == 0 || placed.row < row)) {
                row = placed.row;
            }
        }
        return row;
    }

    const StagedStudy& staged_;
    const StudyParts& parts_;
    const StudyCodes& codes_;
    StudyLog& log_;
    NumbersById units_;
    NumbersById indicators_;
    NumbersById waves_;
    std::vector<PlacedRow> placed_{};
};

} // namespace

std::vector<StudyCell> study_cells(const StagedStudy& staged, const StudyParts& parts,
                                   const StudyCodes& codes, StudyLog& log) {
    return CellTable{staged, parts, codes, log}.cells();
}

} // namespace samspill
