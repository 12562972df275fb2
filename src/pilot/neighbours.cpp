#include "pilot/neighbours.hpp"

#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace samspill::detail {
namespace {

std::uint32_t place_of_unit(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
    const std::size_t place = place_of(numbers, number);
    require(place < numbers.size() && numbers[place] == number, "weights must be of known units");
    return static_cast<std::uint32_t>(place);
}

} // namespace

std::vector<NeighbourWeight> neighbours_by_place(const std::vector<std::uint32_t>& numbers,
                                                 std::span<const NeighbourWeight> weights) {
    std::vector<NeighbourWeight> kept;
    kept.reserve(weights.size());
    for (const NeighbourWeight& pair : weights) {
        require(std::isfinite(pair.weight) && pair.weight >= 0.0, "weights must be finite and not below 0");
        require(pair.from != pair.to, "a unit must have no weight with itself");
        kept.push_back({place_of_unit(numbers, pair.from), place_of_unit(numbers, pair.to), pair.weight});
    }
    const auto place = [](const NeighbourWeight& pair) { return std::pair{pair.from, pair.to}; };
    std::sort(kept.begin(), kept.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    const auto twice = std::adjacent_find(kept.begin(), kept.end(),
                                          [&](const auto& a, const auto& b) { return place(a) == place(b); });
    require(twice == kept.end(), "a weight must not be given twice");
    std::erase_if(kept, [](const NeighbourWeight& pair) { return pair.weight == 0.0; });
    return kept;
}

} // namespace samspill::detail
