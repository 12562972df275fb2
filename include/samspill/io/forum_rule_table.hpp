// Rules of forums from a file, so that a municipality can change and extend them; and what they found as
// tables.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/forum_rule.hpp>
#include <samspill/result/forum_rules_result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// Rules as a file states them, and everything that is wrong with it, by row.
struct ForumRulesReading {
    ForumRules rules;              ///< those rows that hold a rule; not to be used when a finding is an error
    std::vector<Finding> findings; ///< by the order of precedes()
};

/// Reads rules from a table with the columns **rule**, **version**, **forms** (list), **fact**,
/// **comparison**, **pass**, warn, kind, addressees (list), source, and any of question_xx and advice_xx with
/// a language tag xx. Bounds are numbers or fractions such as 2/3.
///
/// Findings: missing_column, unknown_column (a warning), duplicate_id for a rule that stands twice,
/// missing_value, not_a_number, unknown_term, out_of_range for a warn that is no weaker than pass (or stands
/// beside `exactly`), contradictory_version when rows differ in it, empty_table. O(cells).
[[nodiscard]] ForumRulesReading forum_rules_from(const Table& table, std::string_view file = {},
                                                 const std::vector<std::int64_t>& source_rows = {});

/// The same from a CSV file; what is wrong with the file itself is a finding too.
[[nodiscard]] ForumRulesReading read_forum_rules(const std::filesystem::path& file);

/// One row for each forum and rule: outcome, value, bounds, addressees, advice in a language, and evidence.
/// `result` must come from `network`, here and below.
[[nodiscard]] Table forum_rule_rows(const ActorNetwork& network, const ForumRulesResult& result,
                                    std::string_view language = "en");
/// One row a forum: rules asked of it, by outcome.
[[nodiscard]] Table forum_rule_counts(const ActorNetwork& network, const ForumRulesResult& result);

} // namespace samspill
