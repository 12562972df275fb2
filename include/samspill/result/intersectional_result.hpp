// Balance of several attributes at once: on the margins, and where they cross.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// A combination of categories.
struct CrossedCell {
    std::vector<std::uint32_t> categories; ///< one for each attribute
    double seats = 0.0;
};

struct IntersectionalBalance {
    std::vector<Measure> parities; ///< of each attribute by itself
    Measure joint_blau;            ///< over the cells; its denominator is all seats
    double joint_maximum = 0.0;    ///< 1 - 1/cells
    /// The largest Blau that so many seats can have, in [0, 1 - 1/cells]: lower where there are fewer seats
    /// than cells. For fractional seats it is the maximum.
    double attainable_maximum = 0.0;
    Measure joint_evenness;    ///< joint_blau/attainable_maximum, in [0, 1]
    Measure total_correlation; ///< ΣH(margins) - H(joint) in nats, >= 0: 0 when attributes are independent
    /// What so few whole seats force: ΣH(margins) less the joint entropy of seats spread as evenly as can be,
    /// at least 0; 0 for fractional seats.
    double unavoidable_correlation = 0.0;
    /// (total_correlation - unavoidable)/(largest of these margins - unavoidable), in [0, 1]; the largest is
    /// ΣH(margins) - max H(margin). Published for two attributes and nothing unavoidable as the uncertainty
    /// coefficient on the smaller entropy (Theil 1972).
    Measure correlation_share;
    std::int64_t cells = 0; ///< combinations that were expected
    std::int64_t empty_cells = 0;
    std::int64_t unavoidably_empty = 0; ///< cells beyond the number of seats
    std::int64_t left_out = 0;          ///< seats of which a category is unknown
    std::vector<CrossedCell> occupied;  ///< cells with seats, in ascending order
    /// All parities reach `balanced_from`, and correlation_share `correlated_from`: balance on the margins
    /// only. Nothing, and the reason, where a parity or the share cannot be assessed.
    std::optional<bool> balanced_on_margins_only;
    std::string_view margins_reason; ///< a literal
};

} // namespace samspill
