// What must hold for every study: indexes against exhaustive comparison, order of rows, monotony, identities.
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/representation.hpp>
#include <samspill/core/checked.hpp>
#include <samspill/graph/awareness.hpp>
#include <samspill/graph/eligibility.hpp>
#include <samspill/io/csv.hpp>
#include <samspill/io/duplication_tables.hpp>
#include <samspill/io/result_tables.hpp>

#include "../support/random_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <sstream>

namespace samspill {
namespace {

using testing_support::random_rows;
using testing_support::Rows;

MatchOptions any_match_options() {
    MatchOptions options;
    options.period = testing_support::below(2) == 0 ? OverlapRule::any : OverlapRule::whole;
    options.ages = testing_support::below(2) == 0 ? OverlapRule::any : OverlapRule::whole;
    options.unstated = testing_support::below(2) == 0 ? UnstatedRule::accept : UnstatedRule::reject;
    return options;
}

RC_GTEST_PROP(EligibilityProp, EqualsMatchingEveryPair, ()) {
    const ActorNetwork network = random_rows().build();
    const MatchOptions options = any_match_options();
    const Eligibility eligibility{network, options};
    for (std::size_t i = 0; i < network.needs().size(); ++i) {
        std::vector<ActivityId> expected;
        MatchStage best = MatchStage::none;
        for (std::size_t j = 0; j < network.activities().size(); ++j) {
            const Match found = match(network, ActivityId{j}, NeedId{i}, options);
            best = std::max(best, found.stage);
            if (found.stage == MatchStage::eligible) {
                expected.emplace_back(j);
            }
        }
        const std::uint32_t need_class = eligibility.class_of(NeedId{i});
        const auto activities = eligibility.activities(need_class);
        RC_ASSERT((std::vector<ActivityId>{activities.begin(), activities.end()}) == expected);
        RC_ASSERT(eligibility.best_stage(need_class) == best);
    }
}

/// Reachability by repeated relaxation over the tie table instead of a search over the layers.
std::set<std::uint32_t> found_by_relaxation(const ActorNetwork& network, ActorId entry, int steps) {
    const TieColumns& ties = network.ties();
    const auto carries = [&](std::size_t k) {
        return ties.relation[k] == Relation::awareness || ties.relation[k] == Relation::information ||
               ties.relation[k] == Relation::referral;
    };
    std::map<Vertex, int> distance{{network.vertex(entry), 0}};
    for (int round = 0; round < steps; ++round) {
        const std::map<Vertex, int> before = distance;
        for (std::size_t k = 0; k < ties.size(); ++k) {
            const auto from = before.find(ties.source[k].value());
            if (carries(k) && from != before.end()) {
                distance.try_emplace(ties.target[k], from->second + 1);
            }
        }
    }
    std::set<std::uint32_t> reached;
    for (const auto& [vertex, steps_needed] : distance) {
        reached.insert(vertex);
    }
    std::set<std::uint32_t> listed = reached;
    for (std::size_t k = 0; k < ties.size(); ++k) {
        const Vertex source = ties.source[k].value();
        if (carries(k) && reached.contains(source) &&
            network.text(network.actors().type[source]) == "directory") {
            listed.insert(ties.target[k]);
        }
    }
    return listed;
}

RC_GTEST_PROP(AwarenessProp, EqualsRelaxationOverTheTieTable, ()) {
    const ActorNetwork network = random_rows().build();
    const int steps = testing_support::below(4);
    AwarenessSearch search{network, steps};
    for (std::uint32_t a = 0; a < network.actors().size(); ++a) {
        search.start_at(ActorId{a});
        const std::set<std::uint32_t> reached = found_by_relaxation(network, ActorId{a}, steps);
        for (std::size_t j = 0; j < network.activities().size(); ++j) {
            const bool expected = reached.contains(network.vertex(ActivityId{j})) ||
                                  reached.contains(network.vertex(network.activities().actor[j]));
            RC_ASSERT(search.finds(ActivityId{j}) == expected);
        }
    }
}

RC_GTEST_PROP(DuplicatePairsProp, EqualComparingEveryPair, ()) {
    const ActorNetwork network = random_rows().build();
    const PairOptions options{testing_support::below(2) == 0, testing_support::below(2) == 0};
    std::vector<std::pair<ActivityId, ActivityId>> expected;
    for (std::size_t a = 0; a < network.activities().size(); ++a) {
        for (std::size_t b = a + 1; b < network.activities().size(); ++b) {
            if (duplicate_pair(network, ActivityId{b}, ActivityId{a}, options)) {
                expected.emplace_back(a, b);
            }
        }
    }
    std::vector<std::pair<ActivityId, ActivityId>> found;
    for (const DuplicatePair& pair : duplicate_pairs(network, options)) {
        found.emplace_back(pair.a, pair.b);
    }
    RC_ASSERT(found == expected);
}

RC_GTEST_PROP(DuplicatePairsProp, TheStreamIsTheListWhateverTheBounds, ()) {
    const ActorNetwork network = random_rows().build();
    const PairOptions options{.most_listed_alike = static_cast<std::size_t>(testing_support::below(3))};
    std::vector<std::pair<ActivityId, ActivityId>> streamed;
    const std::int64_t count =
        for_each_duplicate_pair(network, options, [&](std::span<const DuplicatePair> pairs) {
            for (const DuplicatePair& pair : pairs) {
                RC_ASSERT((streamed.empty() || streamed.back() < std::pair{pair.a, pair.b}));
                streamed.emplace_back(pair.a, pair.b);
                const auto twin = duplicate_pair(network, pair.a, pair.b, options);
                RC_ASSERT(twin.has_value());
                RC_ASSERT(twin->shared_months == pair.shared_months);
                RC_ASSERT(twin->compared == pair.compared);
            }
        });
    RC_ASSERT(count == static_cast<std::int64_t>(streamed.size()));
    const auto most = static_cast<std::size_t>(testing_support::below(6));
    const DuplicationResult few =
        duplication(network, {.most_listed_alike = options.most_listed_alike, .most_pairs = most});
    RC_ASSERT(few.pairs_found == count);
    RC_ASSERT(few.pairs.size() == std::min(most, streamed.size()));
    for (std::size_t k = 0; k < few.pairs.size(); ++k) {
        RC_ASSERT((std::pair{few.pairs[k].a, few.pairs[k].b} == streamed[k]));
    }
}

/// Complete linkage word by word: activities in the order of ids join the first part that they pair with.
RC_GTEST_PROP(DuplicationProp, ClustersEqualJoiningActivityByActivity, ()) {
    Rows rows = random_rows();
    for (Activity& activity : rows.activities) {
        activity.name = testing_support::below(2) == 0 ? "Språkkafé" : "Turlag";
    }
    const ActorNetwork network = rows.build();
    DuplicationOptions options{.match_ages = testing_support::below(2) == 0};
    if (testing_support::below(2) == 0) {
        options.least_score = 0.4;
    }
    const DuplicationResult all = duplication(network, options);
    std::set<std::pair<ActivityId, ActivityId>> pairs;
    for (const DuplicatePair& pair : all.pairs) {
        pairs.emplace(pair.a, pair.b);
    }
    std::vector<std::vector<ActivityId>> parts;
    for (std::size_t k = 0; k < network.activities().size(); ++k) {
        const ActivityId one{k};
        const auto home = std::find_if(parts.begin(), parts.end(), [&](const std::vector<ActivityId>& part) {
            return std::all_of(part.begin(), part.end(), [&](ActivityId other) {
                return pairs.contains({other, one});
            });
        });
        home == parts.end() ? parts.push_back({one}) : home->push_back(one);
    }
    std::erase_if(parts, [](const std::vector<ActivityId>& part) { return part.size() < 2; });
    std::set<std::vector<ActivityId>> expected{parts.begin(), parts.end()};
    std::set<std::vector<ActivityId>> found;
    options.most_listed_alike = std::max<std::size_t>(network.activities().size(), 1);
    options.most_pairs = options.least_score ? options.most_pairs : 0;
    for (const DuplicateCluster& cluster : duplication(network, options).clusters) {
        found.insert(cluster.activities);
    }
    RC_ASSERT(found == expected);
}

/// Likeness against asking every pair.
RC_GTEST_PROP(DuplicationProp, LikenessEqualsComparingEveryPair, ()) {
    Rows rows = random_rows();
    for (Activity& activity : rows.activities) {
        activity.name = testing_support::below(2) == 0 ? "Språkkafé" : "Språk kafeen";
    }
    const ActorNetwork network = rows.build();
    const DuplicationOptions options{.least_score = 0.05 * (1 + testing_support::below(18))};
    const ActivitySimilarity similarity{network, options.similarity};
    const ActivityColumns& offers = network.activities();
    const auto is_statutory = [&](std::size_t k) { return offers.kind[k] == ActivityKind::statutory_task; };
    std::set<std::pair<ActivityId, ActivityId>> expected;
    for (std::size_t a = 0; a < offers.size(); ++a) {
        for (std::size_t b = a + 1; b < offers.size(); ++b) {
            const auto score = similarity.evidence(ActivityId{a}, ActivityId{b}).score;
            if (offers.actor[a] != offers.actor[b] && is_statutory(a) == is_statutory(b) &&
                offers.period[a].overlaps(offers.period[b]) && score && *score >= *options.least_score &&
                !duplicate_pair(network, ActivityId{a}, ActivityId{b})) {
                expected.emplace(a, b);
            }
        }
    }
    const DuplicationResult result = duplication(network, options);
    std::set<std::pair<ActivityId, ActivityId>> found;
    for (const DuplicatePair& pair : result.pairs) {
        if (pair.by_likeness) {
            found.emplace(pair.a, pair.b);
        }
    }
    RC_ASSERT(found == expected);
    RC_ASSERT(result.pairs_by_likeness == static_cast<std::int64_t>(expected.size()));
}

RC_GTEST_PROP(DuplicationProp, ClustersAreDisjointAndCompletelyPaired, ()) {
    const ActorNetwork network = random_rows().build();
    std::set<ActivityId> seen;
    for (const DuplicateCluster& cluster : duplication(network).clusters) {
        RC_ASSERT(cluster.activities.size() >= 2U);
        for (const ActivityId a : cluster.activities) {
            RC_ASSERT(seen.insert(a).second);
            for (const ActivityId b : cluster.activities) {
                RC_ASSERT((a == b || duplicate_pair(network, a, b).has_value()));
            }
        }
    }
}

/// All result tables as one text: what a user can see of the results.
std::string everything(const ActorNetwork& network) {
    const CoverageResult covered = coverage(network);
    const DuplicationResult duplicates = duplication(network);
    const RepresentationResult balance = representation(network);
    std::ostringstream text;
    for (const Table& table :
         {coverage_needs(network, covered), coverage_gaps(network, covered),
          coverage_by_theme(network, covered), coverage_by_theme_month(network, covered),
          duplication_pairs(network, duplicates), duplication_clusters(network, duplicates),
          representation_forums(network, balance), representation_sectors(network, balance)}) {
        write_csv(table, text);
    }
    return text.str();
}

RC_GTEST_PROP(AnalysisProp, NothingDependsOnTheOrderOfRows, ()) {
    const Rows rows = random_rows();
    const ActorNetwork forward = rows.build();
    const ActorNetwork backward = rows.shuffled().build();
    RC_ASSERT(forward.fingerprint() == backward.fingerprint());
    RC_ASSERT(everything(forward) == everything(backward));
}

RC_GTEST_PROP(CoverageProp, CoveredAndGapMakeThePeople, ()) {
    const CoverageResult result = coverage(random_rows().build());
    const CoverageTotals& totals = result.totals;
    RC_ASSERT(totals.sums.covered_low <= totals.sums.covered_high);
    RC_ASSERT(totals.sums.covered_high + totals.sums.gap_low() == static_cast<double>(totals.sums.people));
    if (totals.known_low) {
        RC_ASSERT(totals.known_low.value() <= totals.known_high.value());
        RC_ASSERT(totals.known_high.value() <= totals.sums.covered_high);
        RC_ASSERT(totals.lost_to_not_knowing_low.value() >= 0.0);
    }
    RC_ASSERT(totals.unused_capacity >= 0);
    CoverageSums themes;
    for (const ThemeCoverage& theme : result.by_theme) {
        themes.people = checked_add(themes.people, theme.sums.people);
        themes.covered_low +=
            theme.sums.covered_low; // whole numbers: a theme is never split by the allocation
    }
    RC_ASSERT(themes.people == totals.sums.people);
    RC_ASSERT(themes.covered_low == totals.sums.covered_low);
    for (const NeedCoverage& need : result.needs) {
        RC_ASSERT(need.covered.low <= need.covered.high);
        if (need.known) { // RC_ASSERT takes expressions apart, so that || would not stop in time
            RC_ASSERT(need.known->low <= need.known->high);
        }
        RC_ASSERT(need.covered.high <= Fraction::one());
    }
}

RC_GTEST_PROP(CoverageProp, MoreSeatsNeverWidenAGap, ()) {
    Rows rows = random_rows();
    RC_PRE(!rows.activities.empty());
    const CoverageResult before = coverage(rows.build());
    Activity& widened = rows.activities[static_cast<std::size_t>(
        testing_support::below(static_cast<int>(rows.activities.size())))];
    widened.capacity = widened.capacity.value_or(0) + 1 + testing_support::below(5);
    const CoverageResult after = coverage(rows.build());
    for (std::size_t i = 0; i < before.needs.size(); ++i) {
        RC_ASSERT(before.needs[i].covered.low <= after.needs[i].covered.low);
    }
}

RC_GTEST_PROP(CoverageProp, KnowingMoreNeverCoversFewerPeople, ()) {
    Rows rows = random_rows();
    const ActorNetwork network = rows.build();
    RC_PRE(records_knowledge(network));
    const double few = coverage(network, {.awareness_steps = 1}).totals.known_low.value();
    const double more = coverage(network, {.awareness_steps = 3}).totals.known_low.value();
    RC_ASSERT(few <= more);
}

RC_GTEST_PROP(CoverageProp, EqualNeedsGetEqualShares, ()) {
    Rows rows = random_rows();
    Need twin = rows.needs.front();
    twin.id = "twin";
    twin.people = twin.people.is_known() ? Count{twin.people.value() + 3} : Count::unknown();
    rows.needs.push_back(twin);
    const ActorNetwork network = rows.build();
    const CoverageResult result = coverage(network);
    RC_ASSERT(result.needs.front().covered == result.needs.back().covered); // "need0" first, "twin" last
}

} // namespace
} // namespace samspill
