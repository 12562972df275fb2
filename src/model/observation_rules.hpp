// Private to the model: what one row of the table `observations` says.
#pragma once

#include <samspill/model/pilot_study.hpp>

#include "study_log.hpp"

#include <optional>

namespace samspill {

/// Checks a row against its indicator and gives the cell that it states; nothing where it contradicts itself.
[[nodiscard]] std::optional<StudyCell> cell_of(const Observation& observation, const Indicator& indicator,
                                               StudyRow row);

} // namespace samspill
