// When an activity can serve a need: the conditions of one pair, in the order in which people meet them.
#pragma once

#include <samspill/model/actor_network.hpp>

#include <cstdint>

namespace samspill {

/// Conditions that an activity must meet for a need, each presupposing the ones before it.
/// Tanahashi's names: availability (exists), accessibility (area, period), acceptability (eligible).
enum class MatchStage : std::uint8_t {
    none,      ///< another theme or target group
    exists,    ///< theme and target group fit
    in_area,   ///< and it serves the need's area
    in_period, ///< and it runs while the need lasts
    eligible,  ///< and language and age fit
};

/// Whether sharing one month (one age) is enough or the whole period (range) of the need must be served.
enum class OverlapRule : std::uint8_t { any, whole };

/// What an activity that does not state an attribute does for a need that asks for one.
enum class UnstatedRule : std::uint8_t { accept, reject };

struct MatchOptions {
    OverlapRule period = OverlapRule::any;        ///< `whole` drops activities that start late or stop early
    OverlapRule ages = OverlapRule::any;          ///< `whole` drops activities open to some of the ages only
    UnstatedRule unstated = UnstatedRule::accept; ///< `reject` counts only on what the tables state
};

/// How far one activity gets with one need.
struct Match {
    MatchStage stage = MatchStage::none; ///< last condition met, with all before it
    bool relies_on_unstated = false;     ///< met only because the activity leaves a demanded attribute open
};

/// Matches one activity with one need. An attribute the need does not state makes no demand; an area serves
/// all areas inside it. O(lists of the activity).
[[nodiscard]] Match match(const ActorNetwork& network, ActivityId activity, NeedId need,
                          const MatchOptions& options = {});

} // namespace samspill
