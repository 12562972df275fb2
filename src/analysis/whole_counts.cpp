#include "analysis/whole_counts.hpp"

#include "analysis/sum_kernels.hpp"

#include <algorithm>
#include <numeric>

namespace samspill::detail {

WholeCounts::WholeCounts(std::span<const std::size_t> weights, std::size_t quota) : up_to_(quota, 0) {
    up_to_[0] = 1;
    std::size_t reach = 0;
    for (const std::size_t weight : weights) {
        reach = std::min(reach + weight, quota - 1);
        if (weight == 0) {
            for (std::uint64_t& count : up_to_) {
                count *= 2;
            }
        } else if (weight <= reach) {
            best_sum_kernels().add_shifted_counts(up_to_.data(), weight, reach + 1, weight);
        }
    }
    std::partial_sum(up_to_.begin(), up_to_.end(), up_to_.begin());
}

std::uint64_t WholeCounts::swings(std::size_t weight) const {
    std::uint64_t swings = 0;
    bool is_added = true;
    for (std::size_t end = up_to_.size(); weight > 0 && end > 0; is_added = !is_added) {
        const std::size_t begin = end > weight ? end - weight : 0;
        const std::uint64_t window = up_to_[end - 1] - (begin > 0 ? up_to_[begin - 1] : 0);
        swings = is_added ? swings + window : swings - window;
        end = begin;
    }
    return swings;
}

} // namespace samspill::detail
