// Who stops coming, and when: from lists of attendance to durations for survival analysis.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/group_attribute.hpp>
#include <samspill/result/drop_off_result.hpp>

#include <cstdint>

namespace samspill {

/// What durations count.
enum class DropOffUnit : std::uint8_t { meetings, days };

struct DropOffOptions {
    GroupAttribute attribute = GroupAttribute::sector;
    DropOffUnit unit = DropOffUnit::meetings;
    /// Recorded meetings in a row, up to the last one, that somebody must miss before having dropped off.
    std::int64_t silent_meetings = 2;
};

/// Spells of attendance (methods M1.10). A spell enters at the first meeting on whose day the holder has a
/// seat. It ends in an event at the last meeting attended when the holder missed at least `silent_meetings`
/// recorded meetings after it, or gave up the seat (`ended_by` of the seat that ends last); otherwise it is
/// censored there. In meetings the first one counts 1, and meetings without a list count as time but neither
/// as attended nor as missed; in days the first one is day 0. Somebody who never came has duration 0.
/// Somebody in several groups has a spell in each and is left out where groups are compared.
/// Whoever may come back after the last meeting makes censoring informative: read unconfirmed spells as such.
/// @throws MissingTable when the tables forums, seats, meetings or attendance were not given
/// @throws InvalidArgument for silent_meetings below 1
/// O(seats + attendance * log(seats of a forum) + meetings * holders of a forum); Cancelled when `control`
/// asks to stop.
[[nodiscard]] DropOffResult drop_off(const ActorNetwork& network, const DropOffOptions& options = {},
                                     RunControl* control = nullptr);

} // namespace samspill
