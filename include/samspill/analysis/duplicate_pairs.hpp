// Pairs of activities that can serve the same people, found by theme and nesting of areas.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace samspill {

struct PairOptions {
    bool match_languages = true;
    bool match_ages = true;
    /// Of more activities than this that are alike in all these attributes (AlikeGroup), pairs among
    /// themselves are not listed, and for pairs with another the first stands whose actor is not that of the
    /// other.
    std::size_t most_listed_alike = 50;
};

/// The pair that two activities make, or nothing when they do not (conditions as in duplication()).
/// Symmetric. O(product of the lists of both).
[[nodiscard]] std::optional<DuplicatePair> duplicate_pair(const ActorNetwork& network, ActivityId a,
                                                          ActivityId b, const PairOptions& options = {});

/// Receives pairs; the span is valid during the call. What it throws ends the listing.
using DuplicatePairSink = std::function<void(std::span<const DuplicatePair>)>;

/// Hands all listed pairs to `sink`, by a then b, in portions of about 65,000, and says how many there were.
/// Activities of other themes or unrelated areas are not compared. Memory O(activities) however many pairs
/// there are; time proportional to the pairs of activities that agree in all but months and ages. Pairs carry
/// no score and no cluster. No activities: no call, 0.
/// @throws Cancelled when `control` asks to stop
std::int64_t for_each_duplicate_pair(const ActorNetwork& network, const PairOptions& options,
                                     const DuplicatePairSink& sink, RunControl* control = nullptr);

/// The same pairs at once: memory proportional to them.
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<DuplicatePair>
duplicate_pairs(const ActorNetwork& network, const PairOptions& options = {}, RunControl* control = nullptr);

} // namespace samspill
