#include <samspill/model/actor_merge.hpp>

#include <samspill/core/error.hpp>

#include "network_change.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace samspill {
namespace {

void check(const ActorNetwork& network, std::span<const ActorMerge> merges) {
    const std::size_t actors = network.actors().size();
    std::vector<std::uint8_t> is_merged(actors, 0);
    for (const ActorMerge& merge : merges) {
        if (merge.merged.position() >= actors || merge.kept.position() >= actors) {
            throw InvalidArgument{"merges must name actors of the network"};
        }
        if (is_merged[merge.merged.position()] != 0) {
            throw InvalidArgument{"merges must not name an actor twice as merged"};
        }
        is_merged[merge.merged.position()] = 1;
    }
    if (std::any_of(merges.begin(), merges.end(),
                    [&](const ActorMerge& merge) { return is_merged[merge.kept.position()] != 0; })) {
        throw InvalidArgument{"an actor that is kept must not be merged into another"};
    }
}

} // namespace

ActorNetwork merged_actors(const ActorNetwork& network, std::span<const ActorMerge> merges) {
    check(network, merges);
    if (merges.empty()) {
        return network;
    }
    std::vector<ActorMerge> ordered(merges.begin(), merges.end());
    std::sort(ordered.begin(), ordered.end(),
              [](const ActorMerge& a, const ActorMerge& b) { return a.merged < b.merged; });
    NetworkChange change{network};
    change.merge_actors(std::move(ordered));
    return std::move(change).run();
}

} // namespace samspill
