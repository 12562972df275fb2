// Private to the model: one cell of a unit that is several codes at a wave.
#pragma once

#include <samspill/model/pilot_study.hpp>

#include <optional>
#include <span>

namespace samspill {

/// Puts the cells of all codes of a unit together; `parts` by code. Structural parts have nothing to add and
/// are left out, unless all are. Amounts are summed, shares and means weighted with `n`. A value of one part
/// that is only known between limits makes the whole one so. Nothing where a part is missing, or where the
/// combination needs an `n` that is not stated or is 0 in all: there is no average of unequal things.
[[nodiscard]] std::optional<StudyCell> joined_cell(std::span<const StudyCell> parts,
                                                   IndicatorCombination combination);

} // namespace samspill
