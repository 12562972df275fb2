#include "analysis/sum_table.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace samspill::detail {
namespace {

constexpr std::string_view stage = "summing votes";
/// Terms of an alternating sum below this part of the first are left out.
constexpr double log_of_least_term = 46.0; // -ln 1e-20

/// Members added together follow one another at this distance at most, in sums, which stay in a cache.
constexpr std::size_t most_behind = 98'304;
/// Sums that a member is added to before the next one is.
constexpr std::ptrdiff_t stretch = 4096;

/// A member that is added from `end` down to its weight, some sums behind the first of those added together.
struct Adding {
    std::size_t weight = 0;
    std::size_t end = 0;
    std::size_t behind = 0;
};

} // namespace

SumTable::SumTable(std::size_t limit, double ratio)
    : kernels_{&best_sum_kernels()}, ratio_{ratio}, sums_(limit, 0.0) {
    sums_[0] = 1.0;
}

SumTable::SumTable(const WeightClasses& classes, std::size_t limit, double ratio, RunControl* control)
    : SumTable{limit, ratio} {
    StageTicker ticker{control, stage, limit * classes.count};
    std::vector<std::size_t> weights;
    weights.reserve(classes.count);
    for (std::size_t c = 0; c < classes.size(); ++c) {
        weights.insert(weights.end(), classes.members[c], classes.weights[c]);
    }
    add(weights, ticker);
    finish();
}

void SumTable::add(std::span<const std::size_t> weights, StageTicker& ticker) {
    while (!weights.empty()) {
        std::size_t together = 1;
        std::size_t behind = 0;
        while (together < weights.size() && behind + weights[together] <= most_behind) {
            behind += weights[together++];
        }
        add_together(weights.first(together), ticker);
        weights = weights.subspan(together);
    }
}

void SumTable::add_together(std::span<const std::size_t> weights, StageTicker& ticker) {
    std::vector<Adding> members;
    members.reserve(weights.size());
    std::size_t behind = 0;
    for (const std::size_t weight : weights) {
        reach_ = std::min(reach_ + weight, sums_.size() - 1);
        behind += members.empty() ? 0 : weight;
        members.push_back({weight, reach_ + 1, behind});
        ticker.step(reach_ + 1);
    }
    const auto within = [](std::ptrdiff_t at, const Adding& member) {
        return static_cast<std::size_t>(std::clamp(at, static_cast<std::ptrdiff_t>(member.weight),
                                                   static_cast<std::ptrdiff_t>(member.end)));
    };
    auto front = static_cast<std::ptrdiff_t>(reach_ + 1);
    const auto last = -static_cast<std::ptrdiff_t>(behind);
    while (front > last) {
        const std::ptrdiff_t before = front;
        front -= stretch;
        for (const Adding& member : members) {
            if (member.weight < member.end) {
                const auto lag = static_cast<std::ptrdiff_t>(member.behind);
                const std::size_t begin = within(front + lag, member);
                const std::size_t end = within(before + lag, member);
                if (begin < end) {
                    kernels_->add_shifted(sums_.data(), begin, end, member.weight, ratio_);
                }
            }
        }
    }
}

void SumTable::finish() {
    blocks_.reserve(sums_.size() / block + 1);
    for (std::size_t begin = 0; begin + block <= sums_.size(); begin += block) {
        blocks_.push_back(kernels_->total(sums_.data() + begin, block));
    }
}

double SumTable::between(std::size_t begin, std::size_t end) const {
    const std::size_t first = (begin + block - 1) / block;
    const std::size_t last = end / block;
    if (first >= last) {
        return kernels_->total(sums_.data() + begin, end - begin);
    }
    return kernels_->total(sums_.data() + begin, first * block - begin) +
           kernels_->total(blocks_.data() + first, last - first) +
           kernels_->total(sums_.data() + last * block, end - last * block);
}

SwingSum SumTable::swings(std::size_t weight, std::size_t quota) const {
    std::size_t windows = (quota + weight - 1) / weight;
    if (ratio_ < 1.0) {
        const double enough = log_of_least_term / -natural_log(ratio_);
        if (enough < static_cast<double>(windows)) {
            windows = static_cast<std::size_t>(enough) + 1;
        }
    }
    SwingSum swings;
    for (std::size_t k = windows; k-- > 0;) {
        const std::size_t end = quota - k * weight;
        const double window = between(end > weight ? end - weight : 0, end);
        swings.sum = window - ratio_ * swings.sum;
        swings.terms = window + ratio_ * swings.terms;
    }
    return swings;
}

} // namespace samspill::detail
