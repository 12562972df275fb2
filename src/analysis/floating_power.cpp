// Powers of one rule in double precision.
//
// With every other member in favour with probability p, member i is pivotal with a probability that is a
// polynomial in p of degree n - 1. At p = 1/2 it is the absolute Banzhaf index; its integral over [0, 1] is
// the Shapley-Shubik index (Owen 1972), which a Gauss-Legendre rule gives exactly. One table of sums serves
// all members: f = f_i + ratio * (f_i moved by w_i), so f_i summed over a window of length w_i is an
// alternating sum of f over windows side by side. Its terms shrink by ratio = p / (1 - p) <= 1: nodes above
// 1/2 are solved in the dual game, where p becomes 1 - p, so nothing cancels.
#include "analysis/floating_banzhaf.hpp"
#include "analysis/gauss_legendre.hpp"
#include "analysis/power_parts.hpp"
#include "analysis/sum_table.hpp"

#include <samspill/core/numeric.hpp>

#include "core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill::detail {
namespace {

/// Below this many steps threads cost more than they save.
constexpr double steps_worth_threads = 4e6;
constexpr double accepted_residual = 3e-14;
/// Up to so many members fewer nodes than the exact number save little.
constexpr std::size_t members_of_exact_rule = 128;

/// Sums below the quota that some coalition has.
class ReachableSums {
public:
    explicit ReachableSums(std::size_t quota) : quota_{quota}, words_(quota / bits + 1, 0) { words_[0] = 1; }

    void add(std::size_t weight) {
        const std::size_t whole = weight / bits;
        const std::size_t rest = weight % bits;
        for (std::size_t w = words_.size(); w-- > whole;) {
            std::uint64_t moved = words_[w - whole] << rest;
            if (rest > 0 && w > whole) {
                moved |= words_[w - whole - 1] >> (bits - rest);
            }
            words_[w] |= moved;
        }
    }
    /// True when a sum below the quota reaches it with this weight more.
    [[nodiscard]] bool some_reach_quota_with(std::size_t weight) const {
        const std::size_t first = quota_ - weight;
        const std::size_t last = quota_ - 1;
        const std::uint64_t from_first = ~std::uint64_t{0} << (first % bits);
        const std::uint64_t to_last = ~std::uint64_t{0} >> (bits - 1 - last % bits);
        for (std::size_t w = first / bits; w <= last / bits; ++w) {
            const std::uint64_t above = w == first / bits ? words_[w] & from_first : words_[w];
            if ((w == last / bits ? above & to_last : above) != 0) {
                return true;
            }
        }
        return false;
    }

private:
    static constexpr std::size_t bits = 64;
    std::size_t quota_;
    std::vector<std::uint64_t> words_;
};

/// Classes below this one never swing. A coalition that the lightest swinging member swings needs none of
/// those, so the heavier ones alone show whether it swings.
std::size_t first_that_swings(const VotingRule& rule, const MemberClasses& classes) {
    ReachableSums sums{static_cast<std::size_t>(rule.quota)};
    std::size_t first = classes.first.size();
    for (std::size_t c = classes.first.size(); c-- > 0;) {
        const auto weight = static_cast<std::size_t>(rule.weights[classes.first[c]]);
        if (weight == 0) {
            break;
        }
        for (std::size_t copy = 1; copy < classes.members[c]; ++copy) {
            sums.add(weight);
        }
        if (sums.some_reach_quota_with(weight)) {
            first = c;
        }
        sums.add(weight);
    }
    return first;
}

WeightClasses swinging(const VotingRule& rule, const MemberClasses& classes, std::size_t first) {
    WeightClasses kept;
    std::size_t total = 0;
    for (std::size_t c = first; c < classes.first.size(); ++c) {
        kept.weights.push_back(static_cast<std::size_t>(rule.weights[classes.first[c]]));
        kept.members.push_back(classes.members[c]);
        kept.count += classes.members[c];
        total += kept.weights.back() * classes.members[c];
    }
    kept.quota = static_cast<std::size_t>(rule.quota);
    // Members that never swing win nothing together, so all others reach the quota.
    kept.dual = total - kept.quota + 1;
    return kept;
}

double whole_power(double base, std::size_t exponent) {
    double power = 1.0;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) {
            power *= base;
        }
        base *= base;
    }
    return power;
}

/// What the nodes p and 1 - p add to the Shapley-Shubik index of each class.
std::vector<double> pivots_at(const WeightClasses& classes, const NodePair& node, RunControl* control) {
    const SumTable table{classes, std::max(classes.quota, classes.dual), node.p / (1.0 - node.p), control};
    const double scale = node.weight * whole_power(1.0 - node.p, classes.count - 1);
    std::vector<double> pivots;
    pivots.reserve(classes.size());
    for (const std::size_t weight : classes.weights) {
        const double here = table.swings(weight, classes.quota).sum;
        const double mirrored = classes.dual == classes.quota ? here : table.swings(weight, classes.dual).sum;
        pivots.push_back(scale * (here + mirrored));
    }
    return pivots;
}

std::vector<double> integral(const WeightClasses& classes, std::size_t nodes, RunControl* control) {
    const std::vector<NodePair> pairs = gauss_legendre(nodes);
    std::vector<std::vector<double>> at_node(pairs.size());
    const auto limit = static_cast<double>(std::max(classes.quota, classes.dual));
    const double steps = limit * static_cast<double>(classes.count * pairs.size());
    if (steps < steps_worth_threads) {
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            at_node[k] = pivots_at(classes, pairs[k], control);
        }
    } else {
        run_in_parallel(pairs.size(), control, "summing votes", [&](std::size_t k, RunControl* own) {
            at_node[k] = pivots_at(classes, pairs[k], own);
        });
    }
    std::vector<double> sum(classes.size(), 0.0);
    for (std::size_t c = 0; c < sum.size(); ++c) {
        CompensatedSum all;
        for (const std::vector<double>& pivots : at_node) {
            all.add(pivots[c]);
        }
        sum[c] = std::max(0.0, all.value());
    }
    return sum;
}

struct ShapleyOfClasses {
    std::vector<double> index;
    double residual = 0.0;
    std::size_t nodes = 0;
};

double residual_of(const std::vector<double>& index, const WeightClasses& classes) {
    CompensatedSum sum;
    for (std::size_t c = 0; c < index.size(); ++c) {
        sum.add(index[c] * static_cast<double>(classes.members[c]));
    }
    return std::abs(sum.value() - 1.0);
}

/// So many nodes are exact: the integrand has degree n - 1.
std::size_t exact_nodes(std::size_t members) { return std::max<std::size_t>(2, (members + 3) / 4 * 2); }

/// The integrand is a bell about as wide as the standard deviation of the votes in favour where half of those
/// chances reach the quota, so the nodes it needs grow with the square root of the effective number of
/// members. The factors are measured; what they miss the residual shows.
std::size_t likely_nodes(const WeightClasses& classes) {
    double total = 0.0;
    double squares = 0.0;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        const auto weight = static_cast<double>(classes.weights[c]);
        total += weight * static_cast<double>(classes.members[c]);
        squares += weight * weight * static_cast<double>(classes.members[c]);
    }
    const double share = static_cast<double>(classes.quota) / total;
    const double narrower = std::min(2.0, 0.5 / std::sqrt(share * std::max(1.0 - share, 0.01)));
    return 2 * static_cast<std::size_t>(4.0 + 1.5 * narrower * std::sqrt(total * total / squares));
}

ShapleyOfClasses shapley_shubik(const WeightClasses& classes, RunControl* control) {
    ShapleyOfClasses answer;
    if (classes.size() == 1) { // interchangeable, so they have equal parts
        answer.index.push_back(1.0 / static_cast<double>(classes.count));
        return answer;
    }
    const std::size_t most = exact_nodes(classes.count);
    answer.nodes = classes.count <= members_of_exact_rule ? most : std::min(most, likely_nodes(classes));
    for (;;) {
        answer.index = integral(classes, answer.nodes, control);
        answer.residual = residual_of(answer.index, classes);
        if (answer.nodes == most || answer.residual <= accepted_residual) {
            return answer;
        }
        answer.nodes = std::min(most, 2 * answer.nodes);
    }
}

} // namespace

double floating_bytes(const VotingRule& rule, const PowerOptions& options) {
    const std::int64_t dual = total_weight(rule) - rule.quota + 1;
    const std::int64_t cells =
        options.shapley_shubik ? std::max(rule.quota, dual) : std::min(rule.quota, dual);
    return static_cast<double>(cells) * sizeof(double);
}

VotingPower floating_power(const VotingRule& rule, const PowerOptions& options, RunControl* control) {
    const MemberClasses classes = classes_of({rule});
    const std::size_t first = first_that_swings(rule, classes);
    const WeightClasses kept = swinging(rule, classes, first);
    VotingPower power;
    power.method = PowerMethod::floating;
    power.members.resize(rule.weights.size());
    if (options.banzhaf) {
        const std::size_t quota = std::min(kept.quota, kept.dual);
        const std::optional<BanzhafOfClasses> found = banzhaf_of(kept, quota, options.table_bytes, control);
        if (!found) {
            return counted_power(rule, options, control);
        }
        std::vector<double> absolute(first, 0.0); // of those who never swing
        absolute.insert(absolute.end(), found->absolute.begin(), found->absolute.end());
        const double rest = 1.0 - found->below_quota;
        set_banzhaf_and_coleman(power, absolute, classes, quota == kept.quota ? rest : found->below_quota,
                                quota == kept.quota ? found->below_quota : rest);
    }
    if (options.shapley_shubik) {
        const ShapleyOfClasses found = shapley_shubik(kept, control);
        for (std::size_t k = 0; k < power.members.size(); ++k) {
            const std::size_t c = classes.class_of[k];
            power.members[k].shapley_shubik = c < first ? 0.0 : found.index[c - first];
        }
        power.shapley_residual = found.residual;
        power.quadrature_nodes = found.nodes;
    }
    return power;
}

} // namespace samspill::detail
