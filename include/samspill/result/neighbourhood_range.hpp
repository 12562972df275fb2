// How far an effect hangs on single neighbourhoods.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// The effect without a unit and its neighbours.
struct WithoutNeighbourhood {
    std::uint32_t unit = 0;
    std::size_t left_out = 0;       ///< the unit and its neighbours
    std::optional<double> estimate; ///< none without treated or without controls
};

/// Result of leave_one_neighbourhood_out().
struct NeighbourhoodRange {
    std::string_view method = "M3.17";
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t units = 0;
    std::size_t treated = 0;
    std::size_t treated_beside_controls = 0;   ///< treated with a control for neighbour: they may interfere
    std::optional<double> estimate;            ///< of all units: difference of mean changes
    std::vector<WithoutNeighbourhood> without; ///< by unit
    std::optional<double> low;                 ///< least of these estimates
    std::optional<double> high;
    std::size_t not_identified = 0;                ///< neighbourhoods without which there is no estimate
    std::optional<std::uint32_t> most_influential; ///< unit whose neighbourhood moves the estimate furthest
};

} // namespace samspill
