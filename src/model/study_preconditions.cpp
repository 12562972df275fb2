// What units had before the pilot began.
#include "study_parts.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace samspill {
namespace {

constexpr auto table = StudyTable::preconditions;
constexpr double unknown_value = std::numeric_limits<double>::quiet_NaN();

struct PreconditionRow {
    std::string code{};
    double value = unknown_value;
    std::int64_t row = 0;
};
using RowsByPlace = std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<PreconditionRow>>;

class PreconditionTable {
public:
    PreconditionTable(const StagedStudy& staged, const StudyCodes& codes, StudyParts& parts, StudyLog& log)
        : staged_{staged}, codes_{codes}, parts_{parts}, log_{log}, units_{numbers_by_id(parts.units)} {}

    void fill() {
        std::set<std::string> names;
        for (const Precondition& row : staged_.preconditions.rows) {
            names.insert(row.name);
        }
        names.erase(std::string{});
        parts_.precondition_names.assign(names.begin(), names.end());
        parts_.preconditions.assign(parts_.units.size() * names.size(), unknown_value);
        for (auto& [place, rows] : rows_by_place()) {
            parts_.preconditions[place.first * names.size() + place.second] = value_of(place.first, rows);
        }
        if (!log_.has_errors(table)) {
            note_unknown();
            check_columns();
        }
    }

private:
    RowsByPlace rows_by_place() {
        RowsByPlace places;
        for (std::size_t k = 0; k < staged_.preconditions.size(); ++k) {
            const Precondition& given = staged_.preconditions.rows[k];
            StudyRow row{log_, table, staged_.preconditions.numbers[k]};
            row.required(given.unit, "unit");
            const bool is_usable = row.finite(given.value, given.name);
            const auto unit = given.unit.empty() ? std::nullopt : codes_.unit_of(given.unit, row);
            const auto number = unit ? number_of(units_, *unit) : std::nullopt;
            if (unit && !number && units_are_known(log_)) {
                row.warn(FindingCode::unknown_id, "unit",
                         "neither observations nor treatment name this unit; the row is not used",
                         "correct the id or remove the row");
            }
            const auto name = std::lower_bound(parts_.precondition_names.begin(),
                                               parts_.precondition_names.end(), given.name);
            if (number && !given.name.empty()) {
                const auto column = static_cast<std::uint32_t>(name - parts_.precondition_names.begin());
                places[{*number, column}].push_back(
                    {given.unit, is_usable ? *given.value : unknown_value, staged_.preconditions.numbers[k]});
            }
        }
        return places;
    }

    /// The value of a unit. Those of several codes are put together only where they are the same.
    double value_of(std::uint32_t unit, std::vector<PreconditionRow>& rows) {
        std::sort(rows.begin(), rows.end(), [](const PreconditionRow& a, const PreconditionRow& b) {
            return std::tie(a.code, a.row) < std::tie(b.code, b.row);
        });
        for (std::size_t k = 1; k < rows.size(); ++k) {
            if (rows[k].code == rows[k - 1].code) {
                StudyRow{log_, table, rows[k].row}.repeated("unit", "the unit", rows[k - 1].row);
            }
        }
        const auto whole = std::find_if(rows.begin(), rows.end(), [&](const PreconditionRow& row) {
            return row.code == parts_.units[unit].id;
        });
        if (whole != rows.end()) {
            return whole->value;
        }
        const auto other = std::find_if(rows.begin(), rows.end(), [&](const PreconditionRow& row) {
            return row.value != rows.front().value; // also true for what is not known
        });
        if (other == rows.end() || rows.size() == 1) {
            return rows.front().value;
        }
        StudyRow{log_, table, other->row}.warn(
            FindingCode::not_combinable, "unit",
            "codes that became one unit have different preconditions, which cannot be put together",
            "give one row for the unit, under its code at the last wave");
        return unknown_value;
    }

    [[nodiscard]] double at(std::size_t unit, std::size_t column) const {
        return parts_.preconditions[unit * parts_.precondition_names.size() + column];
    }

    void note_unknown() {
        for (std::size_t column = 0; column < parts_.precondition_names.size(); ++column) {
            std::size_t unknown = 0;
            for (std::size_t unit = 0; unit < parts_.units.size(); ++unit) {
                const bool counts = parts_.units[unit].arm != StudyArm::unknown;
                unknown += counts && std::isnan(at(unit, column)) ? 1U : 0U;
            }
            if (unknown > 0) {
                log_.report(table, 0, Severity::info, FindingCode::missing_value,
                            parts_.precondition_names[column],
                            "the precondition is not known of " + std::to_string(unknown) +
                                " units that are treated or compared",
                            "effects that adjust for it leave these units out");
            }
        }
    }

    /// Columns that say nothing beyond the constant and the columns before them, by modified Gram-Schmidt
    /// over the units that have all of them.
    void check_columns() {
        std::vector<std::size_t> complete;
        for (std::size_t unit = 0; unit < parts_.units.size(); ++unit) {
            bool has_all = parts_.units[unit].arm != StudyArm::unknown || staged_.treatment.size() == 0;
            for (std::size_t column = 0; column < parts_.precondition_names.size(); ++column) {
                has_all = has_all && !std::isnan(at(unit, column));
            }
            if (has_all) {
                complete.push_back(unit);
            }
        }
        if (complete.size() < 2) {
            return;
        }
        for (std::size_t column = 0; column < parts_.precondition_names.size(); ++column) {
            std::vector<double> values;
            values.reserve(complete.size());
            for (const std::size_t unit : complete) {
                values.push_back(at(unit, column));
            }
            check_column(column, std::move(values));
        }
    }

    struct Direction {
        std::vector<double> values{};       ///< of length 1, at right angles to the others
        std::vector<double> coefficients{}; ///< of the columns that span it
    };

    void check_column(std::size_t column, std::vector<double> values) {
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        if (*least == *most) {
            warn_constant(column);
            return;
        }
        const double largest = std::max(std::abs(*least), std::abs(*most));
        for (double& value : values) {
            value /= largest; // so that squares are finite
        }
        double mean = 0.0;
        for (const double value : values) {
            mean += value / static_cast<double>(values.size());
        }
        for (double& value : values) {
            value -= mean;
        }
        const double length = std::sqrt(product(values, values));
        std::vector<double> shares(parts_.precondition_names.size(), 0.0);
        for (const Direction& direction : directions_) {
            const double along = product(values, direction.values);
            for (std::size_t k = 0; k < values.size(); ++k) {
                values[k] -= along * direction.values[k];
            }
            for (std::size_t k = 0; k < shares.size(); ++k) {
                shares[k] += along * direction.coefficients[k];
            }
        }
        constexpr double tolerance = 1e-9;
        const double rest = std::sqrt(product(values, values));
        if (rest <= tolerance * length) {
            warn_collinear(column, shares);
            return;
        }
        Direction direction{std::move(values), std::move(shares)};
        for (double& value : direction.values) {
            value /= rest;
        }
        for (double& share : direction.coefficients) {
            share /= -rest;
        }
        direction.coefficients[column] = 1.0 / rest;
        directions_.push_back(std::move(direction));
    }

    [[nodiscard]] static double product(const std::vector<double>& a, const std::vector<double>& b) {
        double sum = 0.0;
        for (std::size_t k = 0; k < a.size(); ++k) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    void warn_constant(std::size_t column) {
        log_.report(table, 0, Severity::warning, FindingCode::constant_values,
                    parts_.precondition_names[column], "the precondition is the same for all units",
                    "leave it out; effects that adjust for it are refused");
    }

    /// `shares` tells of which columns it is a weighted sum.
    void warn_collinear(std::size_t column, const std::vector<double>& shares) {
        double largest = 0.0;
        for (const double share : shares) {
            largest = std::max(largest, std::abs(share));
        }
        constexpr double negligible = 1e-6;
        std::string others;
        for (std::size_t k = 0; k < shares.size(); ++k) {
            if (std::abs(shares[k]) > negligible * largest) {
                others.append(others.empty() ? "" : ", ").append(parts_.precondition_names[k]);
            }
        }
        log_.report(table, 0, Severity::warning, FindingCode::collinear_preconditions,
                    parts_.precondition_names[column],
                    "the precondition follows from a constant and " + others,
                    "leave one of them out; effects that adjust for all of them are refused");
    }

    const StagedStudy& staged_;
    const StudyCodes& codes_;
    StudyParts& parts_;
    StudyLog& log_;
    NumbersById units_;
    std::vector<Direction> directions_{};
};

} // namespace

void add_preconditions(const StagedStudy& staged, const StudyCodes& codes, StudyParts& parts, StudyLog& log) {
    PreconditionTable{staged, codes, parts, log}.fill();
}

} // namespace samspill
