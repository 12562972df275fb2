// Which activities somebody is obliged to offer.
#pragma once

#include <samspill/model/activity.hpp>

namespace samspill::detail {

/// True when somebody is obliged to offer the activity.
[[nodiscard]] inline bool is_statutory(const ActivityColumns& activities, ActivityId activity) {
    return activities.kind[activity.position()] == ActivityKind::statutory_task ||
           !activities.mandate[activity.position()].is_none();
}

} // namespace samspill::detail
