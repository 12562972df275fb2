#include "analysis/sum_table.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <string_view>

namespace samspill::detail {
namespace {

constexpr std::string_view stage = "summing votes";
/// Terms of an alternating sum below this part of the first are left out.
constexpr double log_of_least_term = 46.0; // -ln 1e-20

} // namespace

SumTable::SumTable(std::size_t limit, double ratio)
    : kernels_{&best_sum_kernels()}, ratio_{ratio}, sums_(limit, 0.0) {
    sums_[0] = 1.0;
}

SumTable::SumTable(const WeightClasses& classes, std::size_t limit, double ratio, RunControl* control)
    : SumTable{limit, ratio} {
    StageTicker ticker{control, stage, limit * classes.count};
    for (std::size_t c = 0; c < classes.size(); ++c) {
        add(classes.weights[c], classes.members[c], ticker);
    }
    finish();
}

void SumTable::add(std::size_t weight, std::size_t members, StageTicker& ticker) {
    for (std::size_t copy = 0; copy < members; ++copy) {
        reach_ = std::min(reach_ + weight, sums_.size() - 1);
        if (weight <= reach_) {
            kernels_->add_shifted(sums_.data(), weight, reach_ + 1, weight, ratio_);
        }
        ticker.step(reach_ + 1);
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
