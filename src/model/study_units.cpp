// Units of a pilot: who was treated from when on, in which stratum and cluster, with which weight.
#include "study_parts.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace samspill {
namespace {

constexpr auto table = StudyTable::treatment;

/// A row of the table `treatment` whose unit is known.
struct TreatedRow {
    std::string unit{};
    const Treatment* treatment = nullptr;
    std::int64_t row = 0;
    std::optional<std::uint32_t> first_wave{}; ///< nothing: never
};

using RowsByUnit = std::map<std::string, std::vector<TreatedRow>>;

/// Units that observations name.
struct Observed {
    std::map<std::string, std::int64_t> first_rows{}; ///< the first row that names the unit
    bool is_complete = true;                          ///< every row names one at a wave
};

/// What all units of a study have in common while they are put together.
class UnitTable {
public:
    UnitTable(const StagedStudy& staged, const std::vector<Wave>& waves, const StudyCodes& codes,
              StudyLog& log)
        : staged_{staged}, wave_numbers_{numbers_by_id(waves)}, codes_{codes}, log_{log} {}

    std::vector<StudyUnit> units() {
        const RowsByUnit treated = treated_rows();
        const Observed observed = observed_units();
        std::set<std::string> ids;
        for (const auto& [unit, row] : observed.first_rows) {
            ids.insert(unit);
        }
        for (const auto& [unit, rows] : treated) {
            ids.insert(unit);
        }
        std::vector<StudyUnit> units;
        units.reserve(ids.size());
        for (const std::string& id : ids) {
            const auto rows = treated.find(id);
            units.push_back(rows == treated.end() ? unit_of(id, {}) : unit_of(id, rows->second));
        }
        if (staged_.treatment.size() > 0 && !log_.has_errors(StudyTable::waves, StudyTable::unit_changes)) {
            check_observed(treated, observed);
            check_arms(units);
        }
        number(units);
        return units;
    }

private:
    RowsByUnit treated_rows() {
        RowsByUnit rows;
        std::map<std::string, std::int64_t> first_rows;
        for (std::size_t k = 0; k < staged_.treatment.size(); ++k) {
            const Treatment& given = staged_.treatment.rows[k];
            const std::int64_t number = staged_.treatment.numbers[k];
            StudyRow row{log_, table, number};
            row.required(given.unit, "unit");
            row.required(given.first_wave, "first_wave");
            row.above_zero(given.weight, "weight");
            const bool is_never = given.first_wave == never_name;
            const auto wave = number_of(wave_numbers_, given.first_wave);
            if (!is_never && !wave && !given.first_wave.empty()) {
                row.unknown("first_wave", StudyTable::waves);
            }
            if (given.unit.empty() || (!is_never && !wave)) {
                continue;
            }
            const auto unit = codes_.unit_of(given.unit, row);
            if (unit) {
                rows[*unit].push_back({*unit, &given, number, wave});
            }
        }
        for (auto& [unit, of_unit] : rows) {
            std::sort(of_unit.begin(), of_unit.end(), [](const TreatedRow& a, const TreatedRow& b) {
                return std::tie(a.treatment->unit, a.row) < std::tie(b.treatment->unit, b.row);
            });
            check_rows(of_unit);
        }
        return rows;
    }

    /// Rows of one unit, by code: they must agree.
    void check_rows(const std::vector<TreatedRow>& rows) {
        for (std::size_t k = 1; k < rows.size(); ++k) {
            const TreatedRow& given = rows[k];
            const TreatedRow& first = rows.front();
            StudyRow row{log_, table, given.row};
            const bool same_code = given.treatment->unit == rows[k - 1].treatment->unit;
            if (given.first_wave != first.first_wave) {
                row.error(
                    FindingCode::contradictory_arm, "first_wave",
                    "row " + std::to_string(first.row) +
                        " states another first wave of treatment for the same unit" +
                        (same_code ? "" : ", which the table unit_changes joins from several codes"),
                    "give each unit one first wave, or never; leave a unit out that was treated in part");
            } else if (same_code) {
                row.repeated("unit", "the unit", rows[k - 1].row);
            }
            if (!same_code && (given.treatment->stratum != first.treatment->stratum ||
                               given.treatment->cluster != first.treatment->cluster)) {
                row.warn(FindingCode::not_combinable, "stratum",
                         "row " + std::to_string(first.row) +
                             " states another stratum or cluster for a unit that became one with this; that "
                             "one is taken",
                         "give units that became one the same stratum and cluster");
            }
        }
        const auto has_weight = [](const TreatedRow& row) { return row.treatment->weight.has_value(); };
        const auto stated = std::count_if(rows.begin(), rows.end(), has_weight);
        if (stated > 0 && stated < std::ssize(rows)) {
            StudyRow{log_, table, rows.front().row}.warn(
                FindingCode::not_combinable, "weight",
                "a weight is stated for some of the codes that became one unit; taken is the sum of those",
                "state the weights of all of them, or of none");
        }
    }

    StudyUnit unit_of(const std::string& id, const std::vector<TreatedRow>& rows) {
        StudyUnit unit{.id = id, .change = codes_.comparable().change_of(id)};
        if (rows.empty()) {
            strata_.emplace_back();
            clusters_.push_back(id);
            return unit;
        }
        const TreatedRow& first = rows.front();
        unit.arm = first.first_wave ? StudyArm::treated : StudyArm::never;
        unit.first_wave = first.first_wave.value_or(0);
        strata_.push_back(first.treatment->stratum);
        clusters_.push_back(first.treatment->cluster.empty() ? id : first.treatment->cluster);
        double weight = 0.0;
        for (const TreatedRow& row : rows) {
            weight += row.treatment->weight.value_or(0.0);
            if (!row.treatment->name.empty()) {
                unit.name.append(unit.name.empty() ? "" : " + ").append(row.treatment->name);
            }
        }
        unit.weight = weight > 0.0 ? weight : 1.0;
        if (first.first_wave == std::uint32_t{0} && staged_.observations.size() > 0 &&
            !log_.has_errors(StudyTable::waves)) {
            StudyRow{log_, table, first.row}.warn(
                FindingCode::treated_from_start, "first_wave",
                "the unit is treated in the first wave, so nothing is known of it before; it is left out of "
                "effects",
                "add an earlier wave when there is one");
        }
        return unit;
    }

    Observed observed_units() {
        Observed observed;
        for (std::size_t k = 0; k < staged_.observations.size(); ++k) {
            const Observation& row = staged_.observations.rows[k];
            const auto wave = number_of(wave_numbers_, row.wave);
            auto unit =
                row.unit.empty() || !wave ? std::nullopt : codes_.comparable().unit_of(row.unit, *wave);
            if (!unit) {
                observed.is_complete = false;
                continue;
            }
            const std::int64_t number = staged_.observations.numbers[k];
            const auto [first, is_new] = observed.first_rows.emplace(std::move(*unit), number);
            first->second = std::min(first->second, number);
        }
        return observed;
    }

    void check_observed(const RowsByUnit& treated, const Observed& observed) {
        std::size_t unassigned = 0;
        std::int64_t first_row = 0;
        for (const auto& [unit, row] : observed.first_rows) {
            if (!treated.contains(unit)) {
                ++unassigned;
                first_row = first_row == 0 ? row : std::min(first_row, row);
            }
        }
        if (unassigned > 0 && !log_.has_errors(table)) {
            StudyRow{log_, table, 0}.warn(
                FindingCode::unassigned_unit, "unit",
                std::to_string(unassigned) + " observed units, the first in row " +
                    std::to_string(first_row) +
                    " of the table observations, are not in the table; they are left out of effects",
                "add a row for each, with first_wave never for those that are not treated");
        }
        const bool may_be_unobserved = staged_.observations.size() > 0 && observed.is_complete &&
                                       !log_.has_errors(StudyTable::observations);
        for (const auto& [unit, rows] : treated) {
            if (!observed.first_rows.contains(unit) && may_be_unobserved) {
                StudyRow{log_, table, rows.front().row}.warn(
                    FindingCode::unobserved_unit, "unit", "the unit was never observed",
                    "correct the id, or add its observations, with the status missing where there are none");
            }
        }
    }

    void check_arms(const std::vector<StudyUnit>& units) {
        if (log_.has_errors(table)) {
            return; // who is missing may stand in a wrong row
        }
        const auto count = [&](StudyArm arm) {
            return std::count_if(units.begin(), units.end(),
                                 [&](const StudyUnit& unit) { return unit.arm == arm; });
        };
        StudyRow whole{log_, table, 0};
        if (count(StudyArm::treated) == 0) {
            whole.warn(FindingCode::no_comparison, "first_wave", "no unit is treated",
                       "state the first wave of treatment of those that are");
        }
        if (count(StudyArm::never) == 0) {
            whole.warn(FindingCode::no_comparison, "first_wave",
                       "no unit is never treated; effects can be compared with units not treated yet only",
                       "add units without treatment, with first_wave never");
        }
        std::set<std::string> clusters;
        for (std::size_t k = 0; k < units.size(); ++k) {
            if (units[k].arm != StudyArm::unknown) {
                clusters.insert(clusters_[k]);
            }
        }
        if (clusters.size() == 1) {
            whole.warn(FindingCode::one_cluster, "cluster",
                       "all units are of one cluster, so nothing tells how sure an effect is",
                       "leave cluster empty where units do not hang together");
        }
    }

    /// Numbers strata and clusters by their sorted names.
    void number(std::vector<StudyUnit>& units) {
        const auto places = [](const std::vector<std::string>& names) {
            const std::set<std::string> sorted{names.begin(), names.end()};
            NumbersById numbers;
            for (const std::string& name : sorted) {
                numbers.emplace(name, static_cast<std::uint32_t>(numbers.size()));
            }
            return numbers;
        };
        const NumbersById strata = places(strata_);
        const NumbersById clusters = places(clusters_);
        for (std::size_t k = 0; k < units.size(); ++k) {
            units[k].stratum = strata.at(strata_[k]);
            units[k].cluster = clusters.at(clusters_[k]);
        }
    }

    const StagedStudy& staged_;
    NumbersById wave_numbers_;
    const StudyCodes& codes_;
    StudyLog& log_;
    std::vector<std::string> strata_{};   // of each unit
    std::vector<std::string> clusters_{}; // of each unit
};

} // namespace

std::vector<StudyUnit> study_units(const StagedStudy& staged, const std::vector<Wave>& waves,
                                   const StudyCodes& codes, StudyLog& log) {
    return UnitTable{staged, waves, codes, log}.units();
}

} // namespace samspill
