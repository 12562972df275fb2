// Private to analysis: sums over the coalitions of one rule in double precision.
#pragma once

#include "analysis/sum_kernels.hpp"

#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace samspill::detail {

/// Members that swing at all, by weight.
struct WeightClasses {
    std::vector<std::size_t> weights; // ascending
    std::vector<std::size_t> members;
    std::size_t count = 0; // of members
    std::size_t quota = 0;
    std::size_t dual = 0;

    [[nodiscard]] std::size_t size() const noexcept { return weights.size(); }
};

/// Coalitions that a member swings, as an alternating sum.
struct SwingSum {
    double sum = 0.0;
    double terms = 0.0; ///< sum of the terms without their signs: what rounding errors are relative to
};

/// For each sum below a limit: the sum over the coalitions with it of ratio to the power of their size.
class SumTable {
public:
    /// Of all members, finished.
    SumTable(const WeightClasses& classes, std::size_t limit, double ratio, RunControl* control);
    /// Of nobody.
    SumTable(std::size_t limit, double ratio);

    /// Adds members of these weights. Numbers are only added and multiplied, none is negative, so that their
    /// relative errors stay within a few roundings a member.
    void add(std::span<const std::size_t> weights, StageTicker& ticker);

    /// To be called when all members are there, and before anything is asked.
    void finish();

    /// Sum over [begin, end).
    [[nodiscard]] double between(std::size_t begin, std::size_t end) const;

    /// Coalitions of the others, without one member of this weight, that the member brings to `quota`.
    [[nodiscard]] SwingSum swings(std::size_t weight, std::size_t quota) const;

private:
    /// One pass over the table for several members: each is added close behind the one before it, where the
    /// numbers it needs are done and still in the cache. The same bits as one member after the other.
    void add_together(std::span<const std::size_t> weights, StageTicker& ticker);

    static constexpr std::size_t block = 64;
    const SumKernels* kernels_;
    double ratio_;
    std::size_t reach_ = 0;
    std::vector<double> sums_;
    std::vector<double> blocks_; // of 64 sums each
};

} // namespace samspill::detail
