// What-if sessions and criticality against coverage of the edited networks from scratch.
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/criticality.hpp>
#include <samspill/analysis/what_if.hpp>
#include <samspill/model/network_edit.hpp>

#include "../support/detailed_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

std::optional<std::int64_t> whole(std::optional<double> people) {
    return people ? std::optional{std::llround(*people)} : std::nullopt;
}

CoveredPeople totals(const ActorNetwork& network, const CoverageOptions& options) {
    const CoverageTotals& totals = coverage(network, options).totals;
    return {std::llround(totals.sums.covered_low), std::llround(totals.sums.covered_high),
            whole(totals.known_low), whole(totals.known_high)};
}

CoverageOptions any_options() {
    CoverageOptions options;
    options.awareness_steps = below(4);
    options.match.unstated = below(2) == 0 ? UnstatedRule::accept : UnstatedRule::reject;
    options.match.period = below(4) == 0 ? OverlapRule::whole : OverlapRule::any;
    return options;
}

/// Needs and offers that differ in little but who knows of them, so that many offers stand for one.
Rows alike_rows() {
    Rows rows = random_rows();
    for (Need& need : rows.needs) {
        need = {.id = need.id,
                .theme = "theme0",
                .people = need.people,
                .entry_point = maybe("actor", below(3) == 0 ? 6 : 2)};
    }
    rows.activities.clear();
    const int activities = 1 + below(8);
    const bool few_unknown = below(2) == 0;
    for (int k = 0; k < activities; ++k) {
        rows.activities.push_back({.id = id("offer", k),
                                   .actor = id("actor", 2 + below(4)),
                                   .theme = "theme0",
                                   .capacity = few_unknown || below(2) == 0 ? any_count(6) : Count{}});
    }
    for (Actor& actor : rows.actors) {
        actor.type = below(4) == 0 ? "directory" : "";
    }
    rows.ties.clear();
    const int ties = 1 + below(14);
    for (int k = 0; k < ties; ++k) {
        rows.ties.push_back({.source = id("actor", below(6)),
                             .target = below(3) == 0 ? id("offer", below(activities)) : id("actor", below(6)),
                             .relation = static_cast<Relation>(below(3))});
    }
    return rows;
}

Rows any_rows() {
    Rows rows = below(2) == 0 ? alike_rows() : below(2) == 0 ? detailed_rows() : random_rows();
    if (below(8) == 0) {
        rows.ties.clear();
    }
    return rows;
}

Activity any_new_activity(const Rows& rows) {
    Activity activity{.id = "offer-new",
                      .actor = id("actor", below(6)),
                      .theme = id("theme", below(3)), // the last is a new text
                      .target_groups = below(2) == 0 ? some("group", 3) : std::vector<std::string>{},
                      .areas = some("area", static_cast<int>(rows.areas.size())),
                      .period = any_period(),
                      .ages = any_ages(),
                      .capacity = any_count(15)};
    if (below(2) == 0) {
        describe_activity(activity);
    }
    return activity;
}

/// One question to the session, and the same to the edited network.
class Questions {
public:
    Questions(const Rows& rows, const CoverageOptions& options)
        : rows_{rows}, options_{options}, network_{rows.build()}, model_{coverage_model(network_, options)},
          session_{model_} {
        RC_ASSERT(session_.covered() == totals(network_, options));
    }

    void ask() {
        switch (below(5)) {
        case 0: {
            const ActorId actor = any_actor();
            return check(session_.without_actor(actor), without_actor(network_, actor));
        }
        case 1:
            return check_tie();
        case 2: {
            const Activity activity = any_new_activity(rows_);
            return check(session_.with_activity(activity), with_activity(network_, activity));
        }
        case 3:
            return check_activity([&](ActivityId activity) {
                check(session_.without_activity(activity), without_activity(network_, activity));
            });
        default:
            return check_activity([&](ActivityId activity) {
                const Count capacity = any_count(20);
                check(session_.with_capacity(activity, capacity),
                      with_capacity(network_, activity, capacity));
            });
        }
    }

private:
    static ActorId any_actor() { return ActorId{static_cast<std::uint32_t>(below(6))}; }

    template <class Check>
    void check_activity(Check check_it) {
        if (!rows_.activities.empty()) {
            check_it(
                ActivityId{static_cast<std::uint32_t>(below(static_cast<int>(rows_.activities.size())))});
        }
    }

    void check_tie() {
        const ActorId source = any_actor();
        const auto relation = static_cast<Relation>(below(4));
        const std::string from{network_.text(network_.actors().id[source.position()])};
        if (!rows_.activities.empty() && below(2) == 0) {
            const ActivityId target{
                static_cast<std::uint32_t>(below(static_cast<int>(rows_.activities.size())))};
            const std::string to{network_.text(network_.activities().id[target.position()])};
            return check(session_.with_tie(source, target, relation),
                         with_tie(network_, {.source = from, .target = to, .relation = relation}));
        }
        const ActorId target = any_actor();
        const std::string to{network_.text(network_.actors().id[target.position()])};
        check(session_.with_tie(source, target, relation),
              with_tie(network_, {.source = from, .target = to, .relation = relation}));
    }

    void check(const WhatIfResult& answer, const ActorNetwork& edited) {
        RC_ASSERT(answer.before == session_.covered());
        RC_ASSERT(answer.after == totals(edited, options_));
    }

    const Rows& rows_;
    const CoverageOptions& options_;
    ActorNetwork network_;
    CoverageModel model_;
    WhatIf session_;
};

RC_GTEST_PROP(WhatIfProp, EqualsCoverageOfTheEditedNetwork, ()) {
    const Rows rows = any_rows();
    const CoverageOptions options = any_options();
    Questions questions{rows, options};
    for (int left = 1 + below(6); left > 0; --left) {
        questions.ask();
    }
}

RC_GTEST_PROP(WhatIfProp, EachActorInTurn, ()) {
    const ActorNetwork network = any_rows().build();
    const CoverageOptions options = any_options();
    const CoverageModel model = coverage_model(network, options);
    WhatIf session{model};
    const std::vector<WhatIfResult> results = session.without_each_actor();
    RC_ASSERT(results.size() == network.actors().size());
    for (std::size_t a = 0; a < results.size(); ++a) {
        RC_ASSERT(results[a].after == totals(without_actor(network, ActorId{a}), options));
    }
}

/// Nominal totals at both ends.
Criticality nominal(const ActorNetwork& network, const CoverageOptions& options) {
    const CoveredPeople people = totals(network, options);
    return {people.low, people.high};
}

RC_GTEST_PROP(CriticalityProp, EqualsCoverageWithout, ()) {
    const ActorNetwork network = any_rows().build();
    const CoverageOptions options = any_options();
    const CriticalityResult result = criticality(coverage_model(network, options));
    RC_ASSERT(result.covered == nominal(network, options));
    for (std::size_t j = 0; j < result.activities.size(); ++j) {
        const Criticality without = nominal(without_activity(network, ActivityId{j}), options);
        const Criticality& lost = result.activities[j].lost;
        RC_ASSERT(lost.people == result.covered.people - without.people);
        RC_ASSERT(lost.people_unbounded == result.covered.people_unbounded - without.people_unbounded);
    }
    for (std::size_t a = 0; a < result.actors.size(); ++a) {
        const Criticality without = nominal(without_actor(network, ActorId{a}), options);
        const Criticality& lost = result.actors[a].lost;
        RC_ASSERT(lost.people == result.covered.people - without.people);
        RC_ASSERT(lost.people_unbounded == result.covered.people_unbounded - without.people_unbounded);
    }
}

/// The network without several activities, the last first, so that ids stay what they are.
ActorNetwork without(ActorNetwork network, std::vector<ActivityId> activities) {
    for (; !activities.empty(); activities.pop_back()) {
        network = without_activity(network, activities.back());
    }
    return network;
}

RC_GTEST_PROP(CriticalityProp, TheJointSetIsRedundantMaximalAndBounded, ()) {
    const ActorNetwork network = any_rows().build();
    const CoverageOptions options = any_options();
    const CriticalityResult result = criticality(coverage_model(network, options));
    std::vector<ActivityId> candidates;
    for (std::size_t j = 0; j < result.activities.size(); ++j) {
        if (result.activities[j].redundant && !result.activities[j].statutory) {
            candidates.emplace_back(j);
        }
    }
    const std::vector<ActivityId>& chosen = result.jointly_redundant;
    RC_ASSERT(std::includes(candidates.begin(), candidates.end(), chosen.begin(), chosen.end()));
    RC_ASSERT(nominal(without(network, chosen), options) == result.covered);
    std::size_t largest = 0;
    for (std::uint32_t subset = 0; subset < (1U << candidates.size()); ++subset) {
        std::vector<ActivityId> some_of_them;
        for (std::size_t k = 0; k < candidates.size(); ++k) {
            if ((subset >> k & 1U) != 0) {
                some_of_them.push_back(candidates[k]);
            }
        }
        if (nominal(without(network, some_of_them), options).people == result.covered.people) {
            largest = std::max(largest, some_of_them.size());
            RC_ASSERT(
                !(some_of_them.size() > chosen.size() &&
                  std::includes(some_of_them.begin(), some_of_them.end(), chosen.begin(), chosen.end())));
        }
    }
    RC_ASSERT(static_cast<std::int64_t>(largest) <= result.jointly_redundant_at_most);
    RC_ASSERT(chosen.size() <= largest);
}

} // namespace
} // namespace samspill
