#include "actor_clusters.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <utility>

namespace samspill::detail {
namespace {

/// Stronger pairs are lower.
auto strength(const DuplicateActorPair& pair) {
    const ActorEvidence& evidence = pair.evidence;
    return std::tuple{evidence.number != NumberEvidence::same,
                      !evidence.same_sector,
                      -evidence.name_similarity.value_or(0.0),
                      evidence.area, // nested, apart, open; apart only with the same number
                      pair.a,
                      pair.b};
}

bool is_pair(std::span<const DuplicateActorPair> sorted, ActorId a, ActorId b) {
    const auto key = std::minmax(a, b);
    const auto place =
        std::lower_bound(sorted.begin(), sorted.end(), key, [](const auto& pair, const auto& k) {
            return std::pair{pair.a, pair.b} < std::pair{k.first, k.second};
        });
    return place != sorted.end() && place->a == key.first && place->b == key.second;
}

} // namespace

std::vector<std::vector<ActorId>>
actor_clusters(std::size_t actors, std::span<const DuplicateActorPair> pairs, RunControl* control) {
    std::vector<std::size_t> cluster_of(actors);
    std::iota(cluster_of.begin(), cluster_of.end(), std::size_t{0});
    std::vector<std::vector<ActorId>> members(actors);
    for (std::size_t k = 0; k < actors; ++k) {
        members[k].emplace_back(k);
    }
    std::vector<std::uint32_t> order(pairs.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t x, std::uint32_t y) { return strength(pairs[x]) < strength(pairs[y]); });
    StageTicker ticker{control};
    const auto complete = [&](const std::vector<ActorId>& left, const std::vector<ActorId>& right) {
        return std::all_of(left.begin(), left.end(), [&](ActorId a) {
            ticker.step(right.size());
            return std::all_of(right.begin(), right.end(), [&](ActorId b) { return is_pair(pairs, a, b); });
        });
    };
    for (const std::uint32_t k : order) {
        const std::size_t to = std::min(cluster_of[pairs[k].a.position()], cluster_of[pairs[k].b.position()]);
        const std::size_t from =
            std::max(cluster_of[pairs[k].a.position()], cluster_of[pairs[k].b.position()]);
        if (to == from || !complete(members[to], members[from])) {
            continue;
        }
        for (const ActorId moved : members[from]) {
            cluster_of[moved.position()] = to;
            members[to].push_back(moved);
        }
        members[from].clear();
    }
    std::erase_if(members, [](const auto& cluster) { return cluster.size() < 2; });
    for (std::vector<ActorId>& cluster : members) {
        std::sort(cluster.begin(), cluster.end());
    }
    std::sort(members.begin(), members.end());
    return members;
}

} // namespace samspill::detail
