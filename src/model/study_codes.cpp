// Which unit the codes in the tables of a pilot stand for.
#include "danish_municipalities.hpp"
#include "study_parts.hpp"

#include <algorithm>
#include <set>

namespace samspill {
namespace {

constexpr auto changes_table = StudyTable::unit_changes;

/// Rows of the table that are complete.
std::vector<UnitChange> complete_changes(const StagedStudy& staged, StudyLog& log) {
    std::vector<UnitChange> changes;
    changes.reserve(staged.unit_changes.size());
    for (std::size_t k = 0; k < staged.unit_changes.size(); ++k) {
        const UnitChange& change = staged.unit_changes.rows[k];
        StudyRow row{log, changes_table, staged.unit_changes.numbers[k]};
        row.required(change.old_code, "old_code");
        row.required(change.new_code, "new_code");
        if (!change.day.is_known()) {
            row.required("", "day");
        }
        if (!change.old_code.empty() && !change.new_code.empty() && change.day.is_known()) {
            changes.push_back(change);
        }
    }
    return changes;
}

} // namespace

StudyCodes::StudyCodes(const StagedStudy& staged, const std::vector<Wave>& waves, StudyLog& log)
    : last_wave_{waves.empty() ? 0 : waves.size() - 1} {
    const std::vector<UnitChange> changes = complete_changes(staged, log);
    if (staged.unit_changes.size() == 0 || waves.empty() || log.has_errors(StudyTable::waves)) {
        return;
    }
    std::vector<Date> days;
    days.reserve(waves.size());
    for (const Wave& wave : waves) {
        days.push_back(wave.days.from);
    }
    if (std::any_of(days.begin(), days.end(), [](Date day) { return !day.is_known(); })) {
        StudyRow{log, StudyTable::waves, 0}.error(
            FindingCode::missing_value, "from", "the table unit_changes is given, but the waves have no days",
            "give each wave its first day, so that it is known which codes held then");
        return;
    }
    if (!log.has_errors(changes_table)) { // else it is not known which codes held at a wave
        comparable_ = ComparableUnits{changes, days};
    }
}

std::optional<std::string> StudyCodes::unit_at(std::string_view code, std::uint32_t wave,
                                               StudyRow row) const {
    auto unit = comparable_.unit_of(code, wave);
    if (!unit) {
        row.error(FindingCode::wrong_generation, "unit",
                  "by the table unit_changes the code did not hold on the first day of the wave",
                  "write the code that held then; a code that took in others needs its own row too, with "
                  "itself on both sides");
    }
    return unit;
}

std::optional<std::string> StudyCodes::unit_of(std::string_view code, StudyRow row) const {
    const auto units = comparable_.units_of(code);
    if (units.empty()) {
        row.error(FindingCode::wrong_generation, "unit",
                  "by the table unit_changes the code did not hold at any wave",
                  "write a code that held at one of the waves, best at the last");
        return std::nullopt;
    }
    if (units.size() == 1) {
        return units.front();
    }
    row.warn(FindingCode::ambiguous_id, "unit",
             "the code was used for several units; taken is the last of them",
             "name units by their codes at the last wave");
    return comparable_.unit_of(code, last_wave_).value_or(units.back());
}

namespace {

bool is_all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

constexpr std::size_t length_of_codes = 4; // of municipalities in Norway and Sweden

using Ids = std::set<std::string, std::less<>>;

/// Ids of units in all tables, and all codes of changes.
Ids ids_of_units(const StagedStudy& staged) {
    Ids ids;
    const auto add = [&ids](const auto& table) {
        for (const auto& row : table.rows) {
            ids.insert(row.unit);
        }
    };
    add(staged.observations);
    add(staged.treatment);
    add(staged.preconditions);
    for (const Neighbours& row : staged.neighbours.rows) {
        ids.insert(row.a);
        ids.insert(row.b);
    }
    return ids;
}

Ids codes_of_changes(const StagedStudy& staged) {
    Ids codes;
    for (const UnitChange& row : staged.unit_changes.rows) {
        codes.insert(row.old_code);
        codes.insert(row.new_code);
    }
    return codes;
}

/// Lengths of ids that are digits.
std::set<std::size_t> lengths_of(const Ids& ids) {
    std::set<std::size_t> lengths;
    for (const std::string& id : ids) {
        if (is_all_digits(id)) {
            lengths.insert(id.size());
        }
    }
    return lengths;
}

/// The length of codes of which some are one digit shorter than all the others, where these have at least
/// four, as the codes of municipalities do. Running numbers are shorter.
std::optional<std::size_t> length_beside_short_codes(const Ids& ids, const Ids& codes) {
    std::set<std::size_t> lengths = lengths_of(ids);
    lengths.merge(lengths_of(codes));
    const bool one_is_lost = lengths.size() == 2 && *lengths.rbegin() >= length_of_codes &&
                             *lengths.begin() + 1 == *lengths.rbegin();
    return one_is_lost ? std::optional{*lengths.rbegin()} : std::nullopt;
}

Ids ids_without_zero(const Ids& ids, const Ids& codes) {
    const auto usual_length = length_beside_short_codes(ids, codes);
    Ids lost;
    for (const std::string& id : ids) {
        const std::string longer = "0" + id;
        const bool stands_elsewhere = ids.contains(longer) || codes.contains(longer);
        const bool is_short = usual_length && id.size() < *usual_length;
        if (is_all_digits(id) && !codes.contains(id) && (stands_elsewhere || is_short)) {
            lost.insert(id);
        }
    }
    return lost;
}

/// Whether all ids are numbers of three digits and some is no municipality of Denmark, whose codes are so.
bool may_all_be_short(const Ids& ids) {
    return !ids.empty() && std::all_of(ids.begin(), ids.end(), [](const std::string& id) {
        return is_all_digits(id) && id.front() != '0' && id.size() + 1 == length_of_codes;
    }) && !std::all_of(ids.begin(), ids.end(), is_danish_municipality);
}

/// The first row of the first table that names a unit.
void warn_of_short_ids(const StagedStudy& staged, StudyLog& log) {
    const auto warn = [&](StudyTable table, std::int64_t row, std::string_view column) {
        StudyRow{log, table, row}.warn(
            FindingCode::lost_leading_zero, column,
            "all ids of units have three digits, but municipality numbers have four in Norway and Sweden",
            "where 0301 was read as a number, format the column as text; where three digits are meant, leave "
            "them");
    };
    if (staged.observations.size() > 0) {
        warn(StudyTable::observations, staged.observations.numbers.front(), "unit");
    } else if (staged.treatment.size() > 0) {
        warn(StudyTable::treatment, staged.treatment.numbers.front(), "unit");
    }
}

} // namespace

void check_leading_zeros(const StagedStudy& staged, StudyLog& log) {
    const Ids ids = ids_of_units(staged);
    const Ids lost = ids_without_zero(ids, codes_of_changes(staged));
    if (lost.empty()) {
        if (may_all_be_short(ids)) {
            warn_of_short_ids(staged, log);
        }
        return;
    }
    const auto check = [&](const std::string& id, StudyTable table, std::int64_t row,
                           std::string_view column) {
        if (lost.contains(id)) {
            StudyRow{log, table, row}.error(FindingCode::lost_leading_zero, column,
                                            "the code seems to have lost its leading zero",
                                            "format the column as text and write the code with its zero");
        }
    };
    const auto check_all = [&](const auto& table, StudyTable name) {
        for (std::size_t k = 0; k < table.size(); ++k) {
            check(table.rows[k].unit, name, table.numbers[k], "unit");
        }
    };
    check_all(staged.observations, StudyTable::observations);
    check_all(staged.treatment, StudyTable::treatment);
    check_all(staged.preconditions, StudyTable::preconditions);
    for (std::size_t k = 0; k < staged.neighbours.size(); ++k) {
        check(staged.neighbours.rows[k].a, StudyTable::neighbours, staged.neighbours.numbers[k], "a");
        check(staged.neighbours.rows[k].b, StudyTable::neighbours, staged.neighbours.numbers[k], "b");
    }
}

} // namespace samspill
