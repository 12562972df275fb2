// Clusters followed through waves against matching every two of them, and against sums of single waves.
#include <samspill/analysis/duplication_change.hpp>
#include <samspill/io/duplication_change_tables.hpp>

#include "../support/random_network.hpp"
#include "../support/same_table.hpp"
#include "../support/waves.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using testing_support::any_count;
using testing_support::below;
using testing_support::change_of;
using testing_support::id;
using testing_support::Wave;
using testing_support::WaveNeed;
using testing_support::WaveOffer;

struct WaveRows {
    std::vector<WaveOffer> offers;
    std::vector<WaveNeed> needs;

    [[nodiscard]] Wave build() const { return testing_support::wave(offers, needs); }
};

/// Ten offers that may be listed, in three themes; a theme's need may be unknown or not recorded.
WaveRows any_wave() {
    WaveRows rows{{{"always", "theme0", 5}}, {}}; // a study has at least one actor
    for (int k = 0; k < 10; ++k) {
        if (below(4) > 0) {
            rows.offers.push_back({id("offer", k), id("theme", below(3)), any_count(10)});
        }
    }
    for (int k = 0; k < 3; ++k) {
        if (below(6) > 0) {
            rows.needs.push_back({id("theme", k), any_count(30)});
        }
    }
    return rows;
}

bool has_surplus(const DuplicateCluster& cluster) {
    return cluster.verdict == Verdict::surplus || cluster.verdict == Verdict::backup;
}

RC_GTEST_PROP(DuplicationChangeProp, AWaveComparedWithItselfChangesNothing, ()) {
    const Wave one = any_wave().build();
    const DuplicationChangeResult result = change_of({one, one});
    std::size_t expected = 0;
    for (const DuplicateCluster& cluster : one.result.clusters) {
        expected += has_surplus(cluster) ? 1 : 0;
    }
    RC_ASSERT(result.history.size() == expected);
    for (const ClusterHistory& row : result.history) {
        RC_ASSERT(row.change == ClusterChange::remains);
        RC_ASSERT(row.before->cluster == row.after->cluster);
        RC_ASSERT((row.difference.gone.empty() && row.difference.left.empty()));
        RC_ASSERT(row.difference.joined.empty());
        RC_ASSERT(row.difference.seats_changed.value_or(0) == 0);
        RC_ASSERT(row.difference.people_changed == 0);
    }
    const WaveChange& change = result.waves.front();
    RC_ASSERT(change.remaining_before == change.by_change[static_cast<std::size_t>(ClusterChange::remains)]);
}

using Members = std::set<std::string>;

std::vector<Members> members_of(const Wave& wave) {
    std::vector<Members> all;
    for (const DuplicateCluster& cluster : wave.result.clusters) {
        Members& members = all.emplace_back();
        for (const ActivityId activity : cluster.activities) {
            members.emplace(wave.network.text(wave.network.activities().id[activity.position()]));
        }
    }
    return all;
}

std::size_t in_common(const Members& a, const Members& b) {
    return static_cast<std::size_t>(
        std::count_if(a.begin(), a.end(), [&](const std::string& one) { return b.contains(one); }));
}

/// Every two clusters that are left, again and again: the best is taken.
std::map<std::size_t, std::size_t> plain_matches(const std::vector<Members>& before,
                                                 const std::vector<Members>& after) {
    std::map<std::size_t, std::size_t> matches;
    std::set<std::size_t> taken;
    while (true) {
        // Denominators are at most 22, so that unequal fractions differ by more than rounding.
        using Rank = std::tuple<double, std::size_t>;
        std::optional<std::pair<std::size_t, std::size_t>> best;
        std::optional<Rank> best_rank;
        std::optional<std::pair<std::string, std::string>> best_ids;
        for (std::size_t i = 0; i < before.size(); ++i) {
            for (std::size_t j = 0; j < after.size(); ++j) {
                const std::size_t common = in_common(before[i], after[j]);
                if (matches.contains(i) || taken.contains(j) || common == 0) {
                    continue;
                }
                const std::size_t either = before[i].size() + after[j].size() - common;
                const Rank rank{static_cast<double>(common) / static_cast<double>(either), common};
                const std::pair ids{*before[i].begin(), *after[j].begin()};
                if (!best || rank > *best_rank || (rank == *best_rank && ids < *best_ids)) {
                    best = {i, j};
                    best_rank = rank;
                    best_ids = ids;
                }
            }
        }
        if (!best) {
            return matches;
        }
        matches.insert(*best);
        taken.insert(best->second);
    }
}

/// What two waves say about a cluster; nothing where it has no surplus in either.
std::optional<ClusterChange> plain_change(const DuplicateCluster* before, const DuplicateCluster* after) {
    const auto is_open = [](const DuplicateCluster* cluster) {
        return cluster != nullptr &&
               (cluster->verdict == Verdict::unknown_need || cluster->verdict == Verdict::unknown_capacity);
    };
    const bool had = before != nullptr && has_surplus(*before);
    const bool has = after != nullptr && has_surplus(*after);
    if (had) {
        return has              ? ClusterChange::remains
               : is_open(after) ? ClusterChange::no_longer_known
                                : ClusterChange::resolved;
    }
    if (!has) {
        return std::nullopt;
    }
    return is_open(before) ? ClusterChange::newly_known : ClusterChange::appeared;
}

using Row = std::tuple<ClusterChange, std::optional<std::size_t>, std::optional<std::size_t>>;

RC_GTEST_PROP(DuplicationChangeProp, TwoWavesEqualMatchingEveryTwoClusters, ()) {
    const std::vector<Wave> waves{any_wave().build(), any_wave().build()};
    const auto matches = plain_matches(members_of(waves[0]), members_of(waves[1]));
    std::vector<Row> expected;
    std::set<std::size_t> continued;
    const auto& before = waves[0].result.clusters;
    const auto& after = waves[1].result.clusters;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto match = matches.find(i);
        const bool is_matched = match != matches.end();
        const DuplicateCluster* const now = is_matched ? &after[match->second] : nullptr;
        if (is_matched) {
            continued.insert(match->second);
        }
        if (const auto change = plain_change(&before[i], now)) {
            expected.emplace_back(*change, i, is_matched ? std::optional{match->second} : std::nullopt);
        }
    }
    for (std::size_t j = 0; j < after.size(); ++j) {
        const auto change = continued.contains(j) ? std::nullopt : plain_change(nullptr, &after[j]);
        if (change) {
            expected.emplace_back(*change, std::nullopt, j);
        }
    }
    const DuplicationChangeResult result = change_of(waves);
    std::vector<Row> found;
    found.reserve(result.history.size());
    for (const ClusterHistory& row : result.history) {
        found.emplace_back(row.change, row.before ? std::optional{row.before->cluster} : std::nullopt,
                           row.after ? std::optional{row.after->cluster} : std::nullopt);
    }
    RC_ASSERT(found == expected);
}

RC_GTEST_PROP(DuplicationChangeProp, ChangesShareOutTheSurplusOfBothWaves, ()) {
    const std::vector<Wave> waves{any_wave().build(), any_wave().build()};
    const WaveChange change = change_of(waves).waves.front();
    const auto seats_of = [&](ClusterChange kind) {
        return change.by_change[static_cast<std::size_t>(kind)].seats;
    };
    std::vector<std::int64_t> surplus;
    surplus.reserve(waves.size());
    for (const Wave& wave : waves) {
        surplus.push_back(0);
        for (const DuplicateCluster& cluster : wave.result.clusters) {
            surplus.back() += has_surplus(cluster) ? *cluster.surplus : 0;
        }
    }
    RC_ASSERT(seats_of(ClusterChange::resolved) + seats_of(ClusterChange::no_longer_known) +
                  change.remaining_before.seats ==
              surplus[0]);
    RC_ASSERT(seats_of(ClusterChange::remains) + seats_of(ClusterChange::appeared) +
                  seats_of(ClusterChange::newly_known) ==
              surplus[1]);
}

RC_GTEST_PROP(DuplicationChangeProp, EveryWaveAccountsForItsSurplus, ()) {
    const std::vector<Wave> waves{any_wave().build(), any_wave().build(), any_wave().build(),
                                  any_wave().build()};
    const DuplicationChangeResult result = change_of(waves);
    for (std::size_t w = 1; w < waves.size(); ++w) {
        std::set<std::size_t> told;
        for (const ClusterHistory& row : result.history) {
            if (row.wave == w && row.after && has_surplus(waves[w].result.clusters[row.after->cluster])) {
                RC_ASSERT(told.insert(row.after->cluster).second);
            }
        }
        const auto expected =
            std::count_if(waves[w].result.clusters.begin(), waves[w].result.clusters.end(), has_surplus);
        RC_ASSERT(told.size() == static_cast<std::size_t>(expected));
    }
    std::map<std::size_t, bool> is_resolved; // what came back was resolved before, by track
    for (const ClusterHistory& row : result.history) {
        RC_ASSERT((row.change == ClusterChange::came_back) == is_resolved[row.track]);
        is_resolved[row.track] = row.change == ClusterChange::resolved;
    }
}

RC_GTEST_PROP(DuplicationChangeProp, RowOrderMakesNoDifference, ()) {
    std::vector<WaveRows> rows{any_wave(), any_wave(), any_wave()};
    const auto tables = [&] {
        std::vector<Wave> waves;
        std::vector<ActorNetwork> networks;
        waves.reserve(rows.size());
        networks.reserve(rows.size());
        for (const WaveRows& one : rows) {
            networks.push_back(waves.emplace_back(one.build()).network);
        }
        const DuplicationChangeResult result = change_of(waves);
        return std::pair{duplication_change_clusters(networks, result), duplication_change_waves(result)};
    };
    const auto forward = tables();
    for (WaveRows& one : rows) {
        std::reverse(one.offers.begin(), one.offers.end());
        std::reverse(one.needs.begin(), one.needs.end());
    }
    const auto backward = tables();
    RC_ASSERT(test::same_table(forward.first, backward.first));
    RC_ASSERT(test::same_table(forward.second, backward.second));
}

RC_GTEST_PROP(DuplicationChangeProp, RenamingEverythingChangesNothingButNames, ()) {
    const WaveRows first = any_wave();
    WaveRows second = any_wave();
    const DuplicationChangeResult plain = change_of({first.build(), second.build()});
    DuplicationChangeOptions options;
    for (int k = 0; k < 10; ++k) {
        options.renamed.emplace(id("offer", k), "renamed " + id("offer", k)); // keeps the order of ids
    }
    options.renamed.emplace("always", "always renamed");
    for (WaveOffer& offer : second.offers) {
        offer.id = options.renamed.at(offer.id);
    }
    RC_ASSERT(change_of({first.build(), second.build()}, options).history == plain.history);
}

} // namespace
} // namespace samspill
