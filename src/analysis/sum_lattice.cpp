#include "analysis/sum_lattice.hpp"

#include "analysis/power_parts.hpp"
#include "analysis/sum_kernels.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

namespace samspill::detail {
namespace {

constexpr std::string_view stage = "summing votes of all rules";

/// Sum over the coalitions with each sum of ratio to the power of their size.
std::vector<double> all_sums(std::span<const std::size_t> steps, double ratio, StageTicker& ticker) {
    std::vector<std::size_t> ascending(steps.begin(), steps.end());
    std::sort(ascending.begin(), ascending.end());
    const std::size_t last = std::accumulate(steps.begin(), steps.end(), std::size_t{0});
    std::vector<double> sums(last + 1, 0.0);
    sums[0] = 1.0;
    std::size_t reach = 0;
    for (const std::size_t step : ascending) {
        reach += step;
        ticker.step(reach + 1);
        if (step == 0) {
            sums[0] *= 1.0 + ratio; // nobody has brought anything yet
        } else {
            best_sum_kernels().add_shifted(sums.data(), step, reach + 1, step, ratio);
        }
    }
    return sums;
}

/// Takes one player out again: sums = others + ratio * (others moved by its step).
void remove(const std::vector<double>& sums, std::size_t step, double ratio, std::vector<double>& others) {
    others.resize(sums.size() - step);
    if (step == 0) {
        for (std::size_t s = 0; s < others.size(); ++s) {
            others[s] = sums[s] / (1.0 + ratio);
        }
        return;
    }
    for (std::size_t s = 0; s < others.size(); ++s) {
        others[s] = s < step ? sums[s] : std::max(0.0, sums[s] - ratio * others[s - step]);
    }
}

} // namespace

SumLattice::SumLattice(const std::vector<VotingRule>& rules) {
    for (const VotingRule& rule : rules) {
        rules_.push_back(&rule);
        extents_.push_back(static_cast<std::size_t>(total_weight(rule)) + 1);
        quotas_.push_back(static_cast<std::size_t>(rule.quota));
        strides_.push_back(size_);
        size_ *= extents_.back();
    }
}

double SumLattice::cells(const std::vector<VotingRule>& rules) {
    double cells = 1.0;
    for (const VotingRule& rule : rules) {
        cells *= static_cast<double>(total_weight(rule) + 1);
    }
    return cells;
}

std::size_t SumLattice::step_of(std::size_t member) const {
    std::size_t step = 0;
    for (std::size_t r = 0; r < rules_.size(); ++r) {
        step += static_cast<std::size_t>(rules_[r]->weights[member]) * strides_[r];
    }
    return step;
}

std::size_t SumLattice::missing_at(std::size_t cell) const {
    std::size_t missing = 0;
    for (std::size_t r = 0; r < rules_.size(); ++r) {
        const std::size_t sum = cell / strides_[r] % extents_[r];
        missing += sum < quotas_[r] ? (quotas_[r] - sum) * strides_[r] : 0;
    }
    return missing;
}

std::vector<double> SumLattice::chance_to_win(std::vector<double> others) const {
    // First the chance that others bring at least the sums of each cell.
    for (std::size_t r = 0; r < rules_.size(); ++r) {
        for (std::size_t cell = size_; cell-- > 0;) {
            if (cell / strides_[r] % extents_[r] + 1 < extents_[r]) {
                others[cell] += others[cell + strides_[r]];
            }
        }
    }
    std::vector<double> chance(size_);
    for (std::size_t cell = 0; cell < size_; ++cell) {
        chance[cell] = others[missing_at(cell)];
    }
    return chance;
}

Mixture Mixture::of_orders(std::size_t players) {
    return {gauss_legendre(std::max<std::size_t>(2, (players + 3) / 4 * 2)), true};
}

void visit_others(std::span<const std::size_t> steps, std::span<const std::size_t> wanted,
                  const Mixture& mixture,
                  const std::function<void(std::size_t, std::span<const double>)>& visit,
                  RunControl* control) {
    const std::size_t last = std::accumulate(steps.begin(), steps.end(), std::size_t{0});
    StageTicker ticker{control, stage, mixture.nodes.size() * (steps.size() + wanted.size()) * (last + 1)};
    std::vector<double> others;
    for (const NodePair& node : mixture.nodes) {
        const double ratio = node.p / (1.0 - node.p);
        const std::vector<double> sums = all_sums(steps, ratio, ticker);
        double scale = node.weight;
        for (std::size_t k = 1; k < steps.size(); ++k) {
            scale *= 1.0 - node.p;
        }
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            ticker.step(sums.size());
            remove(sums, steps[wanted[k]], ratio, others);
            for (double& chance : others) {
                chance *= scale;
            }
            visit(k, others);
            if (mixture.mirrored) { // with 1 - p the others leave out what they bring with p
                std::reverse(others.begin(), others.end());
                visit(k, others);
            }
        }
    }
}

} // namespace samspill::detail
