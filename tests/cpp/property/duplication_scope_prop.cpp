// Scopes of duplicates against climbing from actor to actor and from area to area.
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/duplication_scope.hpp>
#include <samspill/io/duplication_scope_tables.hpp>

#include "../support/random_network.hpp"
#include "../support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace samspill {
namespace {

using testing_support::below;
using testing_support::Rows;

/// A study with units, seats and former units, in which many offers are pairs.
Rows random_study() {
    Rows rows = testing_support::random_rows();
    for (std::size_t k = 0; k < rows.areas.size(); ++k) {
        rows.areas[k].former_unit = testing_support::maybe("unit", 2);
    }
    for (std::size_t k = 0; k < rows.actors.size(); ++k) {
        rows.actors[k].parent = k > 0 ? testing_support::maybe("actor", static_cast<int>(k)) : "";
        rows.actors[k].sector = static_cast<Sector>(below(2));
        rows.actors[k].area = testing_support::maybe("area", 6);
    }
    for (Activity& activity : rows.activities) {
        activity.kind = ActivityKind::offer;
        activity.languages.clear();
        activity.target_groups.clear();
        activity.ages = {};
        activity.period = {};
    }
    return rows;
}

DuplicationScopeOptions any_level() {
    DuplicationScopeOptions options;
    if (below(2) == 0) {
        options.municipality_depth = below(3);
    }
    return options;
}

/// What is told of an offer, by climbing.
struct Climbed {
    std::vector<ActorId> actors; ///< from its own outwards
    AreaId seat;
    AreaId municipality;
};

AreaId climb(const ActorNetwork& network, AreaId area, const std::set<AreaId>& municipalities) {
    while (!area.is_none() && !municipalities.contains(area)) {
        area = network.areas().parent[area.position()];
    }
    return area;
}

Climbed climbed(const ActorNetwork& network, ActivityId activity, const std::set<AreaId>& municipalities) {
    Climbed found;
    for (ActorId actor = network.activities().actor[activity.position()]; !actor.is_none();
         actor = network.actors().parent[actor.position()]) {
        found.actors.push_back(actor);
        if (found.seat.is_none()) {
            found.seat = network.actors().area[actor.position()];
        }
    }
    if (!found.seat.is_none()) {
        found.municipality = climb(network, found.seat, municipalities);
        return found;
    }
    std::set<AreaId> served;
    for (const AreaId area : network.activities().areas[activity.position()]) {
        served.insert(climb(network, area, municipalities));
    }
    found.municipality = served.size() == 1 ? *served.begin() : AreaId::none();
    return found;
}

DuplicationScope plain_scope(const ActorNetwork& network, const DuplicatePair& pair,
                             const std::set<AreaId>& municipalities) {
    const Climbed a = climbed(network, pair.a, municipalities);
    const Climbed b = climbed(network, pair.b, municipalities);
    const bool both = !a.municipality.is_none() && !b.municipality.is_none();
    if (both && a.municipality != b.municipality) {
        return DuplicationScope::between_municipalities;
    }
    const auto common = std::find_if(a.actors.begin(), a.actors.end(), [&](ActorId actor) {
        return std::find(b.actors.begin(), b.actors.end(), actor) != b.actors.end();
    });
    if (common != a.actors.end()) {
        if (network.actors().sector[a.actors.back().position()] != Sector::municipal) {
            return DuplicationScope::within_organisation;
        }
        return *common == a.actors.back() ? DuplicationScope::between_departments
                                          : DuplicationScope::within_department;
    }
    const auto is_above = [&](AreaId seat) {
        return std::any_of(municipalities.begin(), municipalities.end(), [&](AreaId municipality) {
            return !seat.is_none() && seat != municipality &&
                   network.area_tree().contains(seat, municipality);
        });
    };
    if (is_above(a.seat) || is_above(b.seat)) {
        return DuplicationScope::above_municipality;
    }
    if (!both) {
        return DuplicationScope::unknown;
    }
    const Sector first = network.actors().sector[a.actors.front().position()];
    const Sector second = network.actors().sector[b.actors.front().position()];
    if (first != second) {
        return DuplicationScope::between_sectors_of_municipality;
    }
    return first == Sector::municipal ? DuplicationScope::between_departments
                                      : DuplicationScope::within_sector_of_municipality;
}

RC_GTEST_PROP(DuplicationScopeProp, EqualsClimbingFromUnitToUnit, ()) {
    const ActorNetwork network = random_study().build();
    const DuplicationResult duplicates = duplication(network);
    const DuplicationScopeResult result = duplication_scope(network, duplicates, any_level());
    const std::set<AreaId> municipalities{result.municipalities.begin(), result.municipalities.end()};
    RC_ASSERT(result.pairs.size() == duplicates.pairs.size());
    for (std::size_t k = 0; k < duplicates.pairs.size(); ++k) {
        RC_ASSERT(result.pairs[k].scope == plain_scope(network, duplicates.pairs[k], municipalities));
    }
}

RC_GTEST_PROP(DuplicationScopeProp, ClustersCountTheirPairsAlsoWhenNoneIsListed, ()) {
    const ActorNetwork network = random_study().build();
    const DuplicationScopeOptions level = any_level();
    const DuplicationResult all = duplication(network);
    const DuplicationResult none = duplication(network, {.most_listed_alike = 0, .most_pairs = 0});
    const DuplicationScopeResult expected = duplication_scope(network, all, level);
    const DuplicationScopeResult found = duplication_scope(network, none, level);
    std::vector<ClusterScope> counted(all.clusters.size());
    for (std::size_t k = 0; k < all.pairs.size(); ++k) {
        if (all.pairs[k].cluster) {
            ++counted[*all.pairs[k].cluster].pairs[static_cast<std::size_t>(expected.pairs[k].scope)];
        }
    }
    RC_ASSERT(found.clusters == expected.clusters);
    for (std::size_t c = 0; c < counted.size(); ++c) {
        RC_ASSERT(found.clusters[c].pairs == counted[c].pairs);
    }
}

RC_GTEST_PROP(DuplicationScopeProp, ScopesShareOutAllPairsAndClusters, ()) {
    const ActorNetwork network = random_study().build();
    const DuplicationResult duplicates = duplication(network);
    const DuplicationScopeResult result = duplication_scope(network, duplicates, any_level());
    ScopeSums all;
    for (const ScopeSums& row : result.by_scope) {
        all.pairs += row.pairs;
        all.clusters += row.clusters;
        all.surplus.clusters += row.surplus.clusters;
        all.surplus.seats += row.surplus.seats;
        all.backup.seats += row.backup.seats;
    }
    ScopeSums expected;
    expected.pairs = static_cast<std::int64_t>(duplicates.pairs.size());
    expected.clusters = static_cast<std::int64_t>(duplicates.clusters.size());
    for (const DuplicateCluster& cluster : duplicates.clusters) {
        expected.surplus.clusters += cluster.verdict == Verdict::surplus ? 1 : 0;
        expected.surplus.seats += cluster.verdict == Verdict::surplus ? *cluster.surplus : 0;
        expected.backup.seats += cluster.verdict == Verdict::backup ? *cluster.surplus : 0;
    }
    RC_ASSERT(all == expected);
    std::int64_t pairs_of_sectors = 0;
    for (const auto& row : result.by_sectors) {
        pairs_of_sectors += row.sums.pairs;
        RC_ASSERT(row.first <= row.second);
    }
    RC_ASSERT(pairs_of_sectors == expected.pairs);
}

RC_GTEST_PROP(DuplicationScopeProp, RowOrderMakesNoDifference, ()) {
    const Rows rows = random_study();
    const DuplicationScopeOptions options = any_level();
    const auto tables = [&](const ActorNetwork& network) {
        const DuplicationResult duplicates = duplication(network);
        const DuplicationScopeResult result = duplication_scope(network, duplicates, options);
        return std::vector<Table>{duplication_scope_pairs(network, duplicates, result),
                                  duplication_scope_clusters(network, duplicates, result),
                                  duplication_by_scope(result), duplication_by_sectors(result),
                                  duplication_by_former_units(network, result)};
    };
    const std::vector<Table> forward = tables(rows.build());
    const std::vector<Table> backward = tables(rows.shuffled().build());
    for (std::size_t k = 0; k < forward.size(); ++k) {
        RC_ASSERT(test::same_table(forward[k], backward[k]));
    }
}

} // namespace
} // namespace samspill
