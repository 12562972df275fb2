// What is doubtful or wrong about the data: values, collected all at once, never thrown one by one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace samspill {

/// `error`: the data cannot be used; `warning`: usable but probably not what was meant; `info`: worth
/// knowing.
enum class Severity : std::uint8_t { error, warning, info };

/// The rule that a cell, row or table breaks. Codes are stable names: reports and tests may rely on them.
enum class FindingCode : std::uint8_t {
    file_not_found,
    not_a_file,
    unreadable_file,
    empty_file,
    wrong_encoding,
    malformed_csv,
    malformed_arrow,
    empty_table,
    missing_table,
    missing_column,
    duplicate_column,
    unknown_column,
    missing_value,
    not_a_number,
    not_a_whole_number,
    not_finite,
    negative_number,
    number_too_large,
    not_a_date,
    unknown_term,
    duplicate_id,
    ambiguous_id,
    unknown_id,
    area_cycle,
    actor_cycle,
    prerequisite_cycle,
    reversed_interval,
    out_of_range,
    contradictory_window,
    contradictory_version,
    capacity_below_use,
    unknown_language,
    malformed_schedule,
    double_counted_people,
    organisation_number,
    same_organisation,
    unknown_theme_code,
    taxonomy_cycle,
    self_tie,
    overlapping_seats,
    seated_twice,
    inexact_votes,
    quota_above_votes,
    head_count_above_voters,
    unseated_attendance,
    beyond_meeting,
    daylight_saving,
    overlapping_waves,
    unordered_waves,
    contradictory_status,
    ambiguous_dash,
    contradictory_arm,
    treated_from_start,
    lost_leading_zero,
    wrong_generation,
    not_combinable,
    unassigned_unit,
    unobserved_unit,
    unobserved_wave,
    incomplete_indicator,
    no_comparison,
    one_cluster,
    constant_values,
    collinear_preconditions,
    baseline_is_target,
    logic_cycle,
    orphan_node,
    unreached_outcome,
    incomplete_logic,
    unsupported_type,
    unknown_people,
    unknown_capacity,
};

/// One observation about the data. Names where it is and which rule it breaks, never what the cell holds:
/// cells may be personal data.
struct Finding {
    Severity severity = Severity::error;
    FindingCode code = FindingCode::missing_value;
    std::string file{};    ///< file name as given by the caller; empty for tables handed over in memory
    std::string table{};   ///< table name of design.md, such as "needs"
    std::int64_t row = 0;  ///< as a spreadsheet shows it: header 1, first record 2; 0 = the table as a whole
    std::string column{};  ///< column name; empty when the row or table as a whole is meant
    std::string message{}; ///< one sentence: what is wrong
    std::string hint{};    ///< one sentence: what to do about it

    friend bool operator==(const Finding&, const Finding&) = default;
};

[[nodiscard]] std::string_view to_string(Severity severity) noexcept;
[[nodiscard]] std::string_view to_string(FindingCode code) noexcept;

/// True when at least one finding is an error. O(n).
[[nodiscard]] bool has_errors(std::span<const Finding> findings) noexcept;

/// "needs.csv row 7, column people: …": the one-line form shown on a terminal.
[[nodiscard]] std::string to_string(const Finding& finding);

/// Orders findings by severity, file, table, row, column, code, so that output never depends on how they
/// arose.
[[nodiscard]] bool precedes(const Finding& a, const Finding& b) noexcept;

} // namespace samspill
