// Private to the model: findings about the tables of a pilot.
#pragma once

#include "finding_log.hpp"
#include "staged_study.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {

/// Collects findings and knows which file a table came from, which tables could not be read, and in which
/// there are errors, so that what only follows from them is not told.
class StudyLog {
public:
    explicit StudyLog(const StagedStudy& staged);

    void report(StudyTable table, std::int64_t row, Severity severity, FindingCode code,
                std::string_view column, std::string message, std::string hint);
    /// True when the rows of a table could not be read, so that nobody knows which ids it has.
    [[nodiscard]] bool is_broken(StudyTable table) const { return broken_[static_cast<std::size_t>(table)]; }
    /// True when something is wrong with a table, so that what it seems to lack may be there.
    [[nodiscard]] bool has_errors(StudyTable table) const {
        return has_errors_[static_cast<std::size_t>(table)];
    }
    template <class... Tables>
    [[nodiscard]] bool has_errors(StudyTable first, Tables... others) const {
        return has_errors(first) || has_errors(others...);
    }
    /// Errors elsewhere make what is taken for the rows of this table wrong.
    void take_for_wrong(StudyTable table) { has_errors_[static_cast<std::size_t>(table)] = true; }
    [[nodiscard]] std::vector<Finding> take() &&;

private:
    void mark(const Finding& finding);

    const StagedStudy& staged_;
    FindingLog log_;
    std::array<bool, vocabulary_size<StudyTable>> broken_{};
    std::array<bool, vocabulary_size<StudyTable>> has_errors_{};
};

/// What the rules about one row have in common.
class StudyRow {
public:
    StudyRow(StudyLog& log, StudyTable table, std::int64_t row) : log_{log}, table_{table}, row_{row} {}

    void error(FindingCode code, std::string_view column, std::string message, std::string hint) {
        log_.report(table_, row_, Severity::error, code, column, std::move(message), std::move(hint));
    }
    void warn(FindingCode code, std::string_view column, std::string message, std::string hint) {
        log_.report(table_, row_, Severity::warning, code, column, std::move(message), std::move(hint));
    }
    void required(std::string_view text, std::string_view column);
    void unknown(std::string_view column, StudyTable target);
    void repeated(std::string_view column, std::string_view subject, std::int64_t first_row);
    /// A number that must be finite. Answers whether it is stated and usable.
    [[nodiscard]] bool finite(std::optional<double> value, std::string_view column);
    void not_negative(std::optional<double> value, std::string_view column);
    void above_zero(std::optional<double> value, std::string_view column);
    /// `least` to `greatest` of the indicator; nothing: no end.
    void within(std::optional<double> value, std::optional<double> least, std::optional<double> greatest,
                std::string_view column);

private:
    StudyLog& log_;
    StudyTable table_;
    std::int64_t row_;
};

/// False when a unit that no table seems to name may stand in a row that is wrong.
[[nodiscard]] inline bool units_are_known(const StudyLog& log) {
    return !log.has_errors(StudyTable::waves, StudyTable::observations, StudyTable::treatment);
}

} // namespace samspill
