#include <samspill/core/finding.hpp>

#include <algorithm>
#include <tuple>

namespace samspill {

std::string_view to_string(Severity severity) noexcept {
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::info:
        return "info";
    }
    return "";
}

std::string_view to_string(FindingCode code) noexcept {
    switch (code) {
    case FindingCode::file_not_found:
        return "file_not_found";
    case FindingCode::not_a_file:
        return "not_a_file";
    case FindingCode::unreadable_file:
        return "unreadable_file";
    case FindingCode::empty_file:
        return "empty_file";
    case FindingCode::wrong_encoding:
        return "wrong_encoding";
    case FindingCode::malformed_csv:
        return "malformed_csv";
    case FindingCode::malformed_arrow:
        return "malformed_arrow";
    case FindingCode::empty_table:
        return "empty_table";
    case FindingCode::missing_table:
        return "missing_table";
    case FindingCode::missing_column:
        return "missing_column";
    case FindingCode::duplicate_column:
        return "duplicate_column";
    case FindingCode::unknown_column:
        return "unknown_column";
    case FindingCode::missing_value:
        return "missing_value";
    case FindingCode::not_a_number:
        return "not_a_number";
    case FindingCode::not_a_whole_number:
        return "not_a_whole_number";
    case FindingCode::not_finite:
        return "not_finite";
    case FindingCode::negative_number:
        return "negative_number";
    case FindingCode::number_too_large:
        return "number_too_large";
    case FindingCode::not_a_date:
        return "not_a_date";
    case FindingCode::unknown_term:
        return "unknown_term";
    case FindingCode::duplicate_id:
        return "duplicate_id";
    case FindingCode::ambiguous_id:
        return "ambiguous_id";
    case FindingCode::unknown_id:
        return "unknown_id";
    case FindingCode::area_cycle:
        return "area_cycle";
    case FindingCode::actor_cycle:
        return "actor_cycle";
    case FindingCode::prerequisite_cycle:
        return "prerequisite_cycle";
    case FindingCode::reversed_interval:
        return "reversed_interval";
    case FindingCode::out_of_range:
        return "out_of_range";
    case FindingCode::contradictory_window:
        return "contradictory_window";
    case FindingCode::contradictory_version:
        return "contradictory_version";
    case FindingCode::capacity_below_use:
        return "capacity_below_use";
    case FindingCode::unknown_language:
        return "unknown_language";
    case FindingCode::malformed_schedule:
        return "malformed_schedule";
    case FindingCode::double_counted_people:
        return "double_counted_people";
    case FindingCode::organisation_number:
        return "organisation_number";
    case FindingCode::same_organisation:
        return "same_organisation";
    case FindingCode::unknown_theme_code:
        return "unknown_theme_code";
    case FindingCode::taxonomy_cycle:
        return "taxonomy_cycle";
    case FindingCode::self_tie:
        return "self_tie";
    case FindingCode::overlapping_seats:
        return "overlapping_seats";
    case FindingCode::seated_twice:
        return "seated_twice";
    case FindingCode::inexact_votes:
        return "inexact_votes";
    case FindingCode::quota_above_votes:
        return "quota_above_votes";
    case FindingCode::head_count_above_voters:
        return "head_count_above_voters";
    case FindingCode::unseated_attendance:
        return "unseated_attendance";
    case FindingCode::beyond_meeting:
        return "beyond_meeting";
    case FindingCode::daylight_saving:
        return "daylight_saving";
    case FindingCode::overlapping_waves:
        return "overlapping_waves";
    case FindingCode::unordered_waves:
        return "unordered_waves";
    case FindingCode::contradictory_status:
        return "contradictory_status";
    case FindingCode::ambiguous_dash:
        return "ambiguous_dash";
    case FindingCode::contradictory_arm:
        return "contradictory_arm";
    case FindingCode::treated_from_start:
        return "treated_from_start";
    case FindingCode::lost_leading_zero:
        return "lost_leading_zero";
    case FindingCode::wrong_generation:
        return "wrong_generation";
    case FindingCode::not_combinable:
        return "not_combinable";
    case FindingCode::unassigned_unit:
        return "unassigned_unit";
    case FindingCode::unobserved_unit:
        return "unobserved_unit";
    case FindingCode::unobserved_wave:
        return "unobserved_wave";
    case FindingCode::incomplete_indicator:
        return "incomplete_indicator";
    case FindingCode::no_comparison:
        return "no_comparison";
    case FindingCode::one_cluster:
        return "one_cluster";
    case FindingCode::constant_values:
        return "constant_values";
    case FindingCode::collinear_preconditions:
        return "collinear_preconditions";
    case FindingCode::baseline_is_target:
        return "baseline_is_target";
    case FindingCode::logic_cycle:
        return "logic_cycle";
    case FindingCode::orphan_node:
        return "orphan_node";
    case FindingCode::unreached_outcome:
        return "unreached_outcome";
    case FindingCode::incomplete_logic:
        return "incomplete_logic";
    case FindingCode::unsupported_type:
        return "unsupported_type";
    case FindingCode::unknown_people:
        return "unknown_people";
    case FindingCode::unknown_capacity:
        return "unknown_capacity";
    }
    return "";
}

bool has_errors(std::span<const Finding> findings) noexcept {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
}

std::string to_string(const Finding& finding) {
    std::string line = finding.file.empty() ? finding.table : finding.file;
    if (finding.row > 0) {
        line += (line.empty() ? "row " : " row ") + std::to_string(finding.row);
    }
    if (!finding.column.empty()) {
        line += (line.empty() ? "column " : ", column ") + finding.column;
    }
    line += (line.empty() ? "" : ": ") + finding.message;
    if (!finding.hint.empty()) {
        line += " (" + finding.hint + ")";
    }
    return line;
}

bool precedes(const Finding& a, const Finding& b) noexcept {
    const auto key = [](const Finding& f) {
        return std::tie(f.severity, f.file, f.table, f.row, f.column, f.code, f.message, f.hint);
    };
    return key(a) < key(b);
}

} // namespace samspill
