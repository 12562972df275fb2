// Duplicate actors against a comparison of all pairs that knows nothing of joins.
#include <samspill/analysis/duplicate_actors.hpp>
#include <samspill/io/duplicate_actor_tables.hpp>
#include <samspill/model/organisation_number.hpp>
#include <samspill/similarity/normal_text.hpp>
#include <samspill/similarity/text_similarity.hpp>

#include "support/random_network.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using namespace testing_support;

constexpr std::array words{"Nordvik", "Sørvik", "Røde Kors", "RK",         "språkkafé", "Språk kafé",
                           "AS",      "1",      "2",         "idrettslag", "IL"};
constexpr std::array numbers{"", "", "", "912345920", "NO 912 345 920", "912345688", "10000009", "912345921"};

template <std::size_t n>
std::string one_of(const std::array<const char*, n>& texts) {
    return texts[static_cast<std::size_t>(below(static_cast<int>(n)))];
}

/// Actors whose names, numbers and areas often meet; areas: 1 and 2 in 0, 3 alone.
Rows any_actors() {
    Rows rows;
    for (int k = 0; k < 4; ++k) {
        rows.areas.push_back({.id = id("area", k), .parent = k == 1 || k == 2 ? id("area", 0) : ""});
    }
    const int count = 2 + below(10);
    for (int k = 0; k < count; ++k) {
        Actor actor{.id = id("actor", k), .sector = below(4) == 0 ? Sector::state : Sector::municipal};
        for (int word = below(4); word > 0; --word) {
            actor.name += one_of(words) + std::string{" "};
        }
        actor.parent = k > 0 && below(3) == 0 ? id("actor", below(k)) : "";
        actor.area = maybe("area", 4);
        actor.organisation_number = one_of(numbers);
        rows.actors.push_back(actor);
    }
    return rows;
}

bool is_above(const ActorNetwork& network, ActorId upper, ActorId actor) {
    while (!actor.is_none() && actor != upper) {
        actor = network.actors().parent[actor.position()];
    }
    return actor == upper;
}

ActorId top(const ActorNetwork& network, ActorId actor) {
    const ActorId parent = network.actors().parent[actor.position()];
    return parent.is_none() ? actor : top(network, parent);
}

std::string name_of(const ActorNetwork& network, ActorId actor) {
    return Abbreviations::nordic().expand(normal_text(network.text(network.actors().name[actor.position()])));
}

std::multiset<std::string> numerals(const std::string& name) {
    std::multiset<std::string> found;
    for (const std::string_view word : words_of(name)) {
        if (word.front() >= '0' && word.front() <= '9') {
            found.emplace(word);
        }
    }
    return found;
}

/// The definition, word by word.
bool is_pair(const ActorNetwork& network, ActorId a, ActorId b, double threshold) {
    const ActorColumns& actors = network.actors();
    if (is_above(network, a, b) || is_above(network, b, a)) {
        return false;
    }
    const auto number = [&](ActorId actor) {
        return read_organisation_number(network.text(actors.organisation_number[actor.position()])).canonical;
    };
    if (!number(a).empty() && !number(b).empty()) {
        if (number(a) != number(b)) {
            return false;
        }
        if (top(network, a) != top(network, b)) {
            return true;
        }
    }
    const AreaId left = actors.area[a.position()];
    const AreaId right = actors.area[b.position()];
    if (!left.is_none() && !right.is_none() && !network.area_tree().nested(left, right)) {
        return false;
    }
    const std::string one = name_of(network, a);
    const std::string other = name_of(network, b);
    if (!numerals(one).empty() && !numerals(other).empty() && numerals(one) != numerals(other)) {
        return false;
    }
    const auto alike = text_similarity(one, other);
    const bool same_sector = actors.sector[a.position()] == actors.sector[b.position()];
    return alike && *alike >= (same_sector ? threshold : 1.0);
}

std::vector<std::pair<ActorId, ActorId>> all_pairs(const ActorNetwork& network, double threshold) {
    std::vector<std::pair<ActorId, ActorId>> pairs;
    for (std::size_t a = 0; a < network.actors().size(); ++a) {
        for (std::size_t b = a + 1; b < network.actors().size(); ++b) {
            if (is_pair(network, ActorId{a}, ActorId{b}, threshold)) {
                pairs.emplace_back(a, b);
            }
        }
    }
    return pairs;
}

std::vector<std::vector<ActorId>> clusters_of(const ActorNetwork& network,
                                              const DuplicateActorsResult& result) {
    std::vector<std::vector<ActorId>> clusters;
    std::set<ActorId> in_proposals;
    for (const MergeProposal& proposal : result.proposals) {
        clusters.push_back({proposal.kept});
        for (const MergedActor& merged : proposal.merged) {
            clusters.back().push_back(merged.actor);
        }
        RC_ASSERT(clusters.back().size() > 1U);
        in_proposals.insert(clusters.back().begin(), clusters.back().end());
    }
    for (std::size_t k = 0; k < network.actors().size(); ++k) {
        if (!in_proposals.contains(ActorId{k})) {
            clusters.push_back({ActorId{k}});
        }
    }
    return clusters;
}

RC_GTEST_PROP(DuplicateActorsProp, PairsAreThoseThatComparingAllGives, ()) {
    const ActorNetwork network = any_actors().build();
    const double threshold = 0.5 + 0.05 * below(11);
    const DuplicateActorsResult result = duplicate_actors(network, {.name_similarity = threshold});
    std::vector<std::pair<ActorId, ActorId>> pairs;
    for (const DuplicateActorPair& pair : result.pairs) {
        pairs.emplace_back(pair.a, pair.b);
    }
    RC_ASSERT(pairs == all_pairs(network, threshold));
}

RC_GTEST_PROP(DuplicateActorsProp, ClustersAreCompleteAndCannotGrowTogether, ()) {
    const ActorNetwork network = any_actors().build();
    const DuplicateActorsResult result = duplicate_actors(network, {.name_similarity = 0.6});
    const auto pairs = all_pairs(network, 0.6);
    const auto paired = [&](ActorId a, ActorId b) {
        const auto ordered = std::minmax(a, b);
        return std::find(pairs.begin(), pairs.end(), std::pair{ordered.first, ordered.second}) != pairs.end();
    };
    const auto clusters = clusters_of(network, result);
    std::size_t members = 0;
    for (std::size_t x = 0; x < clusters.size(); ++x) {
        members += clusters[x].size();
        for (const ActorId a : clusters[x]) {
            RC_ASSERT(std::all_of(clusters[x].begin(), clusters[x].end(),
                                  [&](ActorId b) { return a == b || paired(a, b); }));
        }
        for (std::size_t y = x + 1; y < clusters.size(); ++y) {
            RC_ASSERT(std::any_of(clusters[x].begin(), clusters[x].end(), [&](ActorId a) {
                return std::any_of(clusters[y].begin(), clusters[y].end(),
                                   [&](ActorId b) { return !paired(a, b); });
            }));
        }
    }
    RC_ASSERT(members == network.actors().size()); // nobody is in two proposals
}

RC_GTEST_PROP(DuplicateActorsProp, TheOrderOfRowsChangesNothing, ()) {
    Rows rows = any_actors();
    const ActorNetwork network = rows.build();
    std::reverse(rows.actors.begin(), rows.actors.end());
    const ActorNetwork other = rows.build();
    const DuplicateActorsResult a = duplicate_actors(network, {.name_similarity = 0.6});
    const DuplicateActorsResult b = duplicate_actors(other, {.name_similarity = 0.6});
    RC_ASSERT(test::same_table(duplicate_actor_pairs(network, a), duplicate_actor_pairs(other, b)));
    RC_ASSERT(test::same_table(former_ids(network, a), former_ids(other, b)));
}

RC_GTEST_PROP(DuplicateActorsProp, EveryActorThatGoesIsTracedToOneThatStays, ()) {
    const ActorNetwork network = any_actors().build();
    const DuplicateActorsResult result = duplicate_actors(network, {.name_similarity = 0.6});
    const std::vector<ActorMerge> merges = proposed_merges(result);
    try {
        const ActorNetwork merged = merged_actors(network, merges);
        RC_ASSERT(merged.actors().size() + merges.size() == network.actors().size());
        const Table trace = former_ids(network, result);
        RC_ASSERT(trace.rows() == merges.size());
        for (std::size_t row = 0; row < trace.rows(); ++row) {
            RC_ASSERT(merged.find_actor(trace["former_id"].text(row).value()).is_none());
            RC_ASSERT(!merged.find_actor(trace["id"].text(row).value()).is_none());
        }
    } catch (const UnusableData& error) { // two merges may turn a chain of parents into a circle
        RC_ASSERT(error.findings().front().code == FindingCode::actor_cycle);
    }
}

} // namespace
} // namespace samspill
