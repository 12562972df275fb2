// How each forum stands against each rule.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/forum_rule.hpp>
#include <samspill/result/provenance.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// `not_assessable`: the data do not say what the rule asks for; never a pass and never a failure.
enum class RuleOutcome : std::uint8_t { pass, warn, fail, not_assessable };

template <>
struct Vocabulary<RuleOutcome> {
    static constexpr std::array<std::string_view, 4> names{"pass", "warn", "fail", "not_assessable"};
};

/// A fact about a forum, or why it cannot be told, and the rows that it rests on.
struct ForumFactValue {
    std::optional<double> value{};
    std::string_view reason{};           ///< why there is no value; a literal
    std::vector<std::string> evidence{}; ///< such as "seats: team_modtagelse / p04", by pseudonyms and ids
};

/// One rule at one forum.
struct ForumRuleRow {
    ForumId forum;
    std::size_t rule = 0; ///< position in ForumRulesResult::rules
    RuleOutcome outcome = RuleOutcome::not_assessable;
    ForumFactValue found{};
};

/// Rules counted by outcome.
struct ForumRuleCount {
    ForumId forum;
    Date as_of; ///< whose seats count, and up to which meetings do; unknown when all of them do
    std::array<std::size_t, vocabulary_size<RuleOutcome>> rules{}; ///< by RuleOutcome

    [[nodiscard]] std::size_t of(RuleOutcome outcome) const noexcept {
        return rules[static_cast<std::size_t>(outcome)];
    }
};

/// Result of forum_rules(). Forums are those of the network it was computed from.
struct ForumRulesResult {
    Provenance provenance;
    ForumRules rules;
    std::vector<ForumRuleRow> rows;     ///< by forum, then rule; rules asked of other forms have no row
    std::vector<ForumRuleCount> counts; ///< indexed by ForumId
};

} // namespace samspill
