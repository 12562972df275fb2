// Rules about rows and pairs against the plainest way to work them out.
#include <samspill/model/matching.hpp>

#include "support/detailed_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <set>

namespace samspill {
namespace {

using namespace testing_support;

constexpr std::array all_conditions{Condition::theme,  Condition::target_group, Condition::area,
                                    Condition::period, Condition::language,     Condition::ages,
                                    Condition::cost,   Condition::access};

/// The match that the conditions make, asked one after the other.
Match by_conditions(const ConditionCheck& check, UnstatedRule rule) {
    Match result;
    for (std::size_t k = 0; k < all_conditions.size(); ++k) {
        const Condition condition = all_conditions[k];
        result.relies_on_unstated = result.relies_on_unstated || check.unstated.contains(condition);
        const bool holds = check.met.contains(condition) ||
                           (check.unstated.contains(condition) && rule == UnstatedRule::accept);
        if (!holds) {
            return result;
        }
        const bool ends_stage =
            k + 1 == all_conditions.size() || stage_of(all_conditions[k + 1]) != stage_of(condition);
        result.stage = ends_stage ? stage_of(condition) : result.stage;
    }
    return result;
}

RC_GTEST_PROP(MatchingProp, AMatchIsWhatItsConditionsMake, ()) {
    const ActorNetwork network = detailed_rows().build();
    const MatchOptions options{.period = static_cast<OverlapRule>(below(2)),
                               .ages = static_cast<OverlapRule>(below(2)),
                               .unstated = static_cast<UnstatedRule>(below(2))};
    for (std::size_t j = 0; j < network.activities().size(); ++j) {
        for (std::size_t i = 0; i < network.needs().size(); ++i) {
            const ConditionCheck check = conditions(network, ActivityId{j}, NeedId{i}, options);
            RC_ASSERT(check.met.size() + check.failed.size() + check.unstated.size() == 8);
            RC_ASSERT((check.met.bits() | check.failed.bits() | check.unstated.bits()) == 0xff);
            const Match found = match(network, ActivityId{j}, NeedId{i}, options);
            const Match expected = by_conditions(check, options.unstated);
            RC_ASSERT(found.stage == expected.stage);
            RC_ASSERT(found.relies_on_unstated == expected.relies_on_unstated);
        }
    }
}

bool is_or_lies_in(const Rows& rows, const std::string& inner, const std::string& outer) {
    for (std::string area = inner; !area.empty();) {
        if (area == outer) {
            return true;
        }
        const auto row = std::find_if(rows.areas.begin(), rows.areas.end(),
                                      [&](const Area& candidate) { return candidate.id == area; });
        area = row->parent;
    }
    return outer.empty();
}

/// All that the rule says, in the order it says it.
bool is_wider(const Rows& rows, const Need& wide, const Need& narrow) {
    const auto counts = [](const Need& need) { return need.people.value_or(0) > 0; };
    const auto takes_in = [](const std::string& a, const std::string& b) { return a.empty() || a == b; };
    const bool differs = wide.target_group != narrow.target_group || wide.area != narrow.area ||
                         wide.language != narrow.language || wide.period != narrow.period ||
                         wide.ages != narrow.ages;
    return counts(wide) && counts(narrow) && differs && wide.theme == narrow.theme &&
           takes_in(wide.target_group, narrow.target_group) && is_or_lies_in(rows, narrow.area, wide.area) &&
           takes_in(wide.language, narrow.language) && wide.period.contains(narrow.period) &&
           wide.ages.contains(narrow.ages);
}

RC_GTEST_PROP(DoubleCountingProp, FindsTheNeedsThatComparingAllPairsFinds, ()) {
    Rows rows = random_rows();
    const int more = below(12); // few values, so that needs lie in one another
    for (int k = 0; k < more; ++k) {
        const int month = below(3);
        rows.needs.push_back({.id = id("more", k),
                              .theme = "theme0",
                              .target_group = maybe("group", 1),
                              .area = maybe("area", 6),
                              .language = maybe("language", 1),
                              .period = {month, month + 1 + below(2)},
                              .people = any_count(3)});
    }
    std::set<std::int64_t> expected;
    for (std::size_t narrow = 0; narrow < rows.needs.size(); ++narrow) {
        for (const Need& wide : rows.needs) {
            if (is_wider(rows, wide, rows.needs[narrow])) {
                expected.insert(static_cast<std::int64_t>(narrow) + 2);
            }
        }
    }
    std::set<std::int64_t> found;
    const ActorNetwork network = rows.build();
    for (const Finding& finding : network.findings()) {
        if (finding.code == FindingCode::double_counted_people) {
            found.insert(finding.row);
            const std::size_t begin = finding.message.find("in row ") + 7;
            const auto wider = static_cast<std::size_t>(std::stoi(finding.message.substr(begin)));
            RC_ASSERT(
                is_wider(rows, rows.needs[wider - 2], rows.needs[static_cast<std::size_t>(finding.row) - 2]));
        }
    }
    RC_ASSERT(found == expected);
}

} // namespace
} // namespace samspill
