// Pairs of activities that can serve the same people, found by theme and nesting of areas.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_result.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace samspill {

struct PairOptions {
    bool match_languages = true;
    bool match_ages = true;
    /// Of more activities than this that are alike in all these attributes (AlikeGroup), pairs among
    /// themselves are not listed, and pairs with others only of one of them.
    std::size_t most_listed_alike = 50;
};

/// The pair that two activities make, or nothing when they do not (conditions as in duplication()).
/// Symmetric. O(product of the lists of both).
[[nodiscard]] std::optional<DuplicatePair> duplicate_pair(const ActorNetwork& network, ActivityId a,
                                                          ActivityId b, const PairOptions& options = {});

/// All pairs, by a then b, without comparing activities of other themes or unrelated areas.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<DuplicatePair>
duplicate_pairs(const ActorNetwork& network, const PairOptions& options = {}, RunControl* control = nullptr);

} // namespace samspill
