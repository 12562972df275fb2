// Balance of several attributes at once: on the margins, and where they cross.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstdint>
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
    std::int64_t cells = 0;    ///< combinations that were expected
    std::int64_t empty_cells = 0;
    std::int64_t unavoidably_empty = 0; ///< cells beyond the number of seats
    std::int64_t left_out = 0;          ///< seats of which a category is unknown
    std::vector<CrossedCell> occupied;  ///< cells with seats, in ascending order
    /// All parities reach `balanced_from`, and joint_evenness does not: balance on the margins only.
    bool balanced_on_margins_only = false;
};

} // namespace samspill
