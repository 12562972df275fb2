// Indicators of a study wave by wave: what was seen, what was not, and how far the target is.
#pragma once

#include <samspill/model/vocabulary.hpp>
#include <samspill/result/missing_bounds_result.hpp>
#include <samspill/result/target_attainment_result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// Which units a number is about. `treated`: treated from some wave of the study on, before and after it
/// alike.
enum class IndicatorArm : std::uint8_t { all, treated, never, unknown };

template <>
struct Vocabulary<IndicatorArm> {
    static constexpr std::array<std::string_view, 4> names{"all", "treated", "never", "unknown"};
};

/// One indicator at one wave over the units of an arm.
struct IndicatorWave {
    std::size_t indicator = 0;
    std::uint32_t wave = 0;
    IndicatorArm arm = IndicatorArm::all;
    MissingBoundsResult mean; ///< over units, each alike
    /// Over what the units have together: the sum of amounts, or the mean weighted with denominators.
    std::optional<double> pooled;
    std::optional<double> denominator; ///< of a weighted mean: the units' denominators together
    std::string_view pooled_reason;    ///< why it is not there; a literal
    TargetAttainmentResult attainment; ///< of the mean of observed units
};

/// Result of study_indicators().
struct StudyIndicatorsResult {
    std::vector<IndicatorWave> rows; ///< by indicator, arm, wave; arms without units are left out
};

} // namespace samspill
