// How long people travel from one area to another.
#pragma once

#include <samspill/core/index.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill {

/// One row of the table `travel_times`. Directed; a pair stated in one direction only holds for both.
struct TravelTime {
    std::string from{};              ///< id of the area where people set out
    std::string to{};                ///< id of the area where they arrive
    std::optional<double> minutes{}; ///< must be stated
};

/// The table `travel_times` as an ActorNetwork keeps it, sorted by from and to; each pair stands once.
struct TravelTimeColumns {
    std::vector<AreaId> from;
    std::vector<AreaId> to;
    std::vector<double> minutes;

    [[nodiscard]] std::size_t size() const noexcept { return from.size(); }

    /// Minutes as stated in this direction, else as stated in the other; nothing when neither is. O(log n).
    [[nodiscard]] std::optional<double> between(AreaId one, AreaId other) const noexcept {
        const std::optional<double> there = stated(one, other);
        return there ? there : stated(other, one);
    }

private:
    [[nodiscard]] std::optional<double> stated(AreaId origin, AreaId destination) const noexcept {
        const auto [first, last] = std::equal_range(from.begin(), from.end(), origin);
        const auto begin = to.begin() + (first - from.begin());
        const auto end = to.begin() + (last - from.begin());
        const auto found = std::lower_bound(begin, end, destination);
        return found != end && *found == destination
                   ? std::optional{minutes[static_cast<std::size_t>(found - to.begin())]}
                   : std::nullopt;
    }
};

} // namespace samspill
