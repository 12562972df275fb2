// Powers of several rules in double precision, from the sums of all rules together.
#include "analysis/power_parts.hpp"
#include "analysis/sum_lattice.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace samspill::detail {
namespace {

/// Chance of each class to swing the others of a mixture.
std::vector<double> chances_to_swing(const SumLattice& lattice, const std::vector<double>& wins,
                                     const MemberClasses& classes, const Mixture& mixture,
                                     RunControl* control) {
    std::vector<std::size_t> steps(classes.class_of.size());
    for (std::size_t member = 0; member < steps.size(); ++member) {
        steps[member] = lattice.step_of(classes.first[classes.class_of[member]]);
    }
    std::sort(steps.begin(), steps.end()); // so that products do not depend on the order of members
    std::vector<std::size_t> wanted;
    wanted.reserve(classes.first.size());
    for (const std::size_t member : classes.first) {
        const auto at = std::lower_bound(steps.begin(), steps.end(), lattice.step_of(member));
        wanted.push_back(static_cast<std::size_t>(at - steps.begin()));
    }
    std::vector<CompensatedSum> sums(wanted.size());
    visit_others(
        steps, wanted, mixture,
        [&](std::size_t k, std::span<const double> chances) {
            const std::size_t step = steps[wanted[k]];
            double swings = 0.0;
            for (std::size_t s = 0; s < chances.size(); ++s) {
                swings += wins[s + step] > wins[s] ? chances[s] : 0.0;
            }
            sums[k].add(swings);
        },
        control);
    std::vector<double> chances;
    chances.reserve(sums.size());
    for (const CompensatedSum& sum : sums) {
        chances.push_back(sum.value());
    }
    return chances;
}

/// Share of all coalitions that win.
double winning_share(const SumLattice& lattice, const std::vector<double>& wins, const MemberClasses& classes,
                     RunControl* control) {
    std::vector<std::size_t> steps;
    for (const std::size_t c : classes.class_of) {
        steps.push_back(lattice.step_of(classes.first[c]));
    }
    std::sort(steps.begin(), steps.end());
    steps.insert(steps.begin(), 0); // a player without weight: all others are everybody
    double share = 0.0;
    const std::size_t nobody = 0;
    visit_others(
        steps, {&nobody, 1}, Mixture::of_coalitions(),
        [&](std::size_t, std::span<const double> chances) {
            for (std::size_t s = 0; s < chances.size(); ++s) {
                share += wins[s] * chances[s];
            }
        },
        control);
    return share;
}

} // namespace

double lattice_bytes(const std::vector<VotingRule>& rules) {
    constexpr double tables = 4.0; // sums, others, wins and what they were made of
    return tables * sizeof(double) * SumLattice::cells(rules);
}

VotingPower lattice_power(const std::vector<VotingRule>& rules, const PowerOptions& options,
                          RunControl* control) {
    const MemberClasses classes = classes_of(rules);
    const SumLattice lattice{rules};
    std::vector<double> nothing(lattice.size(), 0.0);
    nothing[0] = 1.0;
    const std::vector<double> wins = lattice.chance_to_win(std::move(nothing));
    VotingPower power;
    power.method = PowerMethod::floating;
    power.members.resize(classes.class_of.size());
    if (options.banzhaf) {
        const std::vector<double> chances =
            chances_to_swing(lattice, wins, classes, Mixture::of_coalitions(), control);
        const double winning = winning_share(lattice, wins, classes, control);
        set_banzhaf_and_coleman(power, chances, classes, winning, 1.0 - winning);
    }
    if (options.shapley_shubik) {
        const Mixture orders = Mixture::of_orders(classes.class_of.size());
        const std::vector<double> chances = chances_to_swing(lattice, wins, classes, orders, control);
        CompensatedSum sum;
        for (std::size_t c = 0; c < chances.size(); ++c) {
            sum.add(chances[c] * static_cast<double>(classes.members[c]));
        }
        for (std::size_t k = 0; k < power.members.size(); ++k) {
            power.members[k].shapley_shubik = chances[classes.class_of[k]];
        }
        power.shapley_residual = std::abs(sum.value() - 1.0);
        power.quadrature_nodes = 2 * orders.nodes.size();
    }
    return power;
}

} // namespace samspill::detail
