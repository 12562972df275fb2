// Rules on forums: the same verdicts for any order of rows, each fact held against its bounds by hand.
#include <samspill/analysis/forum_rules.hpp>
#include <samspill/io/forum_rule_table.hpp>

#include "support/forum_twin.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace samspill {
namespace {

using testing_support::any_forum_rows;
using testing_support::below;
using testing_support::few_or_many_forums;
using testing_support::Rows;
using testing_support::some;

constexpr std::array<ForumForm, vocabulary_size<ForumForm>> forms{
    ForumForm::coordination_forum, ForumForm::network_group, ForumForm::working_group, ForumForm::council};

/// What rules ask about besides seats and meetings; now and then it is not stated.
Rows with_terms(Rows rows) {
    const auto maybe_text = [](const char* text) { return below(2) == 0 ? std::string{} : text; };
    for (Forum& forum : rows.forums) {
        forum.form = forms[static_cast<std::size_t>(below(4))];
        forum.purpose = maybe_text("purpose");
        forum.tasks = maybe_text("tasks");
        forum.mandate = maybe_text("mandate");
        forum.competences = some("competence", 3);
        forum.involvement = maybe_text("hearings");
        if (below(2) == 0) {
            forum.meets_per_year = 1.0 + below(6);
        }
        if (below(2) == 0) {
            forum.agreed_on = Date{-30 * below(40)};
        }
    }
    for (Person& person : rows.people) {
        person.role = maybe_text("consultant");
        person.competences = some("competence", 3);
        if (below(2) == 0) {
            person.hours = 2.5 * below(8);
        }
    }
    for (Actor& actor : rows.actors) {
        actor.type = maybe_text("association");
    }
    for (Seat& seat : rows.seats) {
        seat.role = static_cast<SeatRole>(below(3));
    }
    for (Meeting& meeting : rows.meetings) {
        if (below(3) > 0) {
            meeting.end = DateTime{meeting.start.minutes_since_epoch() + std::int64_t{30} * (1 + below(8)),
                                   meeting.start.offset()};
        }
    }
    return rows;
}

/// A rule on every fact, asked of all forms, with bounds that both hold and do not.
ForumRules rules_on_everything() {
    ForumRules rules{"1", {}};
    for (std::size_t fact = 0; fact < vocabulary_size<ForumFact>; ++fact) {
        rules.rules.push_back({.id = "T." + std::string{Vocabulary<ForumFact>::names[fact]},
                               .forms = {forms.begin(), forms.end()},
                               .fact = static_cast<ForumFact>(fact),
                               .comparison = RuleComparison::at_least,
                               .pass = 1.0,
                               .warn = 0.5});
    }
    return rules;
}

Rows studied_rows() {
    const Rows rows = any_forum_rows(few_or_many_forums());
    return *rc::gen::resize(rc::kNominalSize, rc::gen::exec([rows] { return with_terms(rows); }));
}

ActorNetwork network_of(const Rows& rows) {
    return rows.build({TableName::forums, TableName::seats, TableName::people, TableName::meetings,
                       TableName::agenda_items, TableName::attendance});
}

RC_GTEST_PROP(ForumRules, AnyOrderOfRowsAndRulesGivesTheSameVerdicts, ()) {
    const Rows rows = studied_rows();
    const ActorNetwork network = network_of(rows);
    const ActorNetwork other = network_of(rows.shuffled());
    ForumRules turned = rules_on_everything();
    std::reverse(turned.rules.begin(), turned.rules.end());
    const ForumRulesResult a = forum_rules(network, rules_on_everything());
    const ForumRulesResult b = forum_rules(other, turned);
    RC_ASSERT(test::same_table(forum_rule_rows(network, a), forum_rule_rows(other, b)));
    RC_ASSERT(test::same_table(forum_rule_counts(network, a), forum_rule_counts(other, b)));
}

/// The outcome that the value calls for: 1 or more passes, 0.5 or more warns.
RuleOutcome expected_outcome(const std::optional<double>& value) {
    if (!value) {
        return RuleOutcome::not_assessable;
    }
    if (*value > 1.0 - 1e-9) {
        return RuleOutcome::pass;
    }
    return *value > 0.5 - 1e-9 ? RuleOutcome::warn : RuleOutcome::fail;
}

RC_GTEST_PROP(ForumRules, EveryForumIsAskedEverythingAndAnsweredByItsValue, ()) {
    const Rows rows = studied_rows();
    const ForumRulesResult result = forum_rules(network_of(rows), rules_on_everything());
    RC_ASSERT(result.counts.size() == rows.forums.size());
    RC_ASSERT(result.rows.size() == rows.forums.size() * vocabulary_size<ForumFact>);
    std::map<ForumId, std::array<std::int64_t, 4>> counted;
    for (const ForumRuleRow& row : result.rows) {
        RC_ASSERT(row.outcome == expected_outcome(row.found.value));
        RC_ASSERT(row.found.value.has_value() == row.found.reason.empty());
        ++counted[row.forum][static_cast<std::size_t>(row.outcome)];
    }
    for (const ForumRuleCount& count : result.counts) {
        for (std::size_t outcome = 0; outcome < 4; ++outcome) {
            RC_ASSERT(static_cast<std::int64_t>(count.rules[outcome]) == counted[count.forum][outcome]);
        }
    }
}

} // namespace
} // namespace samspill
