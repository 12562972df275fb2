#include <samspill/analysis/union_power.hpp>

#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include "analysis/power_parts.hpp"
#include "analysis/sum_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace samspill {
namespace {

using detail::Mixture;
using detail::SumLattice;

/// Members of each union, so that their steps ascend.
std::vector<std::vector<std::size_t>> members_of(std::span<const std::size_t> unions,
                                                 const SumLattice& lattice) {
    const std::size_t count = unions.empty() ? 0 : *std::max_element(unions.begin(), unions.end()) + 1;
    if (count > unions.size()) {
        throw InvalidArgument{"unions must be numbered from 0 without a gap"};
    }
    std::vector<std::vector<std::size_t>> members(count);
    for (std::size_t k = 0; k < unions.size(); ++k) {
        members[unions[k]].push_back(k);
    }
    for (std::vector<std::size_t>& own : members) {
        if (own.empty()) {
            throw InvalidArgument{"unions must be numbered from 0 without a gap"};
        }
        std::stable_sort(own.begin(), own.end(), [&](std::size_t a, std::size_t b) {
            return lattice.step_of(a) < lattice.step_of(b);
        });
    }
    return members;
}

std::vector<std::size_t> steps_of(const std::vector<std::size_t>& members, const SumLattice& lattice) {
    std::vector<std::size_t> steps;
    steps.reserve(members.size());
    for (const std::size_t member : members) {
        steps.push_back(lattice.step_of(member));
    }
    return steps;
}

/// One level of coalitions: who else acts, as unions and within the own one.
class TwoLevels {
public:
    TwoLevels(const SumLattice& lattice, const std::vector<std::vector<std::size_t>>& unions,
              RunControl* control)
        : lattice_{lattice}, control_{control} {
        for (const std::vector<std::size_t>& members : unions) {
            member_steps_.push_back(steps_of(members, lattice));
            std::size_t step = 0;
            for (const std::size_t own : member_steps_.back()) {
                step += own;
            }
            union_steps_.push_back(step);
        }
    }

    /// Chance of each member to swing, by union and position in it.
    [[nodiscard]] std::vector<std::vector<double>> values(bool orders) const {
        const auto mixture_of = [orders](std::size_t players) {
            return orders ? Mixture::of_orders(players) : Mixture::of_coalitions();
        };
        std::vector<std::size_t> order(
            union_steps_.size()); // sums must not depend on how unions are numbered
        for (std::size_t k = 0; k < order.size(); ++k) {
            order[k] = k;
        }
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return union_steps_[a] < union_steps_[b]; });
        std::vector<std::size_t> steps;
        std::vector<std::size_t> wanted;
        for (std::size_t k = 0; k < order.size(); ++k) {
            steps.push_back(union_steps_[order[k]]);
            wanted.push_back(k);
        }
        std::vector<std::vector<double>> others(order.size(), std::vector<double>(lattice_.size(), 0.0));
        detail::visit_others(
            steps, wanted, mixture_of(steps.size()),
            [&](std::size_t k, std::span<const double> chances) {
                for (std::size_t s = 0; s < chances.size(); ++s) {
                    others[k][s] += chances[s];
                }
            },
            control_);
        std::vector<std::vector<double>> values(order.size());
        for (std::size_t k = 0; k < order.size(); ++k) {
            const std::vector<std::size_t>& own = member_steps_[order[k]];
            values[order[k]] =
                swings(own, lattice_.chance_to_win(std::move(others[k])), mixture_of(own.size()));
        }
        return values;
    }

private:
    [[nodiscard]] std::vector<double> swings(const std::vector<std::size_t>& steps,
                                             const std::vector<double>& chance_to_win,
                                             const Mixture& mixture) const {
        std::vector<std::size_t> wanted; // the first of those with equal steps, which ascend
        for (std::size_t k = 0; k < steps.size(); ++k) {
            if (k == 0 || steps[k] != steps[k - 1]) {
                wanted.push_back(k);
            }
        }
        std::vector<CompensatedSum> sums(wanted.size());
        detail::visit_others(
            steps, wanted, mixture,
            [&](std::size_t k, std::span<const double> chances) {
                const std::size_t step = steps[wanted[k]];
                for (std::size_t s = 0; s < chances.size(); ++s) {
                    if (chances[s] > 0.0) {
                        sums[k].add(chances[s] * (chance_to_win[s + step] - chance_to_win[s]));
                    }
                }
            },
            control_);
        std::vector<double> values;
        values.reserve(steps.size());
        std::size_t group = 0;
        for (std::size_t k = 0; k < steps.size(); ++k) {
            group += group + 1 < wanted.size() && wanted[group + 1] == k ? 1 : 0;
            values.push_back(sums[group].value());
        }
        return values;
    }

    const SumLattice& lattice_;
    RunControl* control_;
    std::vector<std::vector<std::size_t>> member_steps_;
    std::vector<std::size_t> union_steps_;
};

/// The game whose players are the unions.
VotingGame game_of_unions(const VotingGame& game, std::span<const std::size_t> unions, std::size_t count) {
    const auto merged = [&](const VotingRule& rule) {
        std::vector<std::int64_t> weights(count, 0);
        for (std::size_t k = 0; k < unions.size(); ++k) {
            weights[unions[k]] += rule.weights[k];
        }
        return VotingRule{rule.quota, std::move(weights)};
    };
    VotingRule first = merged(game.rules().front());
    VotingGame players{first.quota, std::move(first.weights)};
    for (std::size_t r = 1; r < game.rules().size(); ++r) {
        players = players.with_rule(merged(game.rules()[r]));
    }
    return players;
}

double sum_over(const VotingPower& power, std::span<const std::size_t> members, double MemberPower::*index) {
    CompensatedSum sum;
    for (const std::size_t member : members) {
        sum.add(power.members[member].*index);
    }
    return sum.value();
}

} // namespace

bool union_power_fits(const VotingGame& game, std::size_t unions, const PowerOptions& options) {
    constexpr double tables_beside_unions = 3.0;
    const double tables = static_cast<double>(unions) + tables_beside_unions;
    const double cells = SumLattice::cells(detail::reduced(game.rules()));
    return game.members() <= most_counted_members &&
           tables * sizeof(double) * cells <= static_cast<double>(options.table_bytes);
}

UnionPower union_power(const VotingGame& game, std::span<const std::size_t> unions,
                       const PowerOptions& options, RunControl* control) {
    if (unions.size() != game.members() || unions.size() > most_counted_members) {
        throw InvalidArgument{"unions must give one number to each of at most 1,000 members"};
    }
    const std::vector<VotingRule> rules = detail::reduced(game.rules());
    if (!union_power_fits(game, *std::max_element(unions.begin(), unions.end()) + 1, options)) {
        throw InvalidArgument{"the votes are too large for table_bytes: state them in a larger unit"};
    }
    const SumLattice lattice{rules};
    const std::vector<std::vector<std::size_t>> members = members_of(unions, lattice);
    const TwoLevels levels{lattice, members, control};
    UnionPower power;
    power.members.resize(unions.size());
    CompensatedSum all;
    const std::vector<std::vector<double>> owen = levels.values(true);
    const std::vector<std::vector<double>> banzhaf_owen = levels.values(false);
    for (std::size_t u = 0; u < members.size(); ++u) {
        for (std::size_t k = 0; k < members[u].size(); ++k) {
            power.members[members[u][k]] = {u, owen[u][k], banzhaf_owen[u][k]};
            all.add(owen[u][k]);
        }
    }
    power.owen_residual = std::abs(all.value() - 1.0);
    power.unions = voting_power(game_of_unions(game, unions, members.size()), options, control);
    return power;
}

BlocPower bloc_power(const VotingGame& game, std::span<const std::size_t> bloc, const PowerOptions& options,
                     RunControl* control) {
    const VotingGame as_one = game.merged(bloc);
    BlocPower power;
    power.before = voting_power(game, options, control);
    power.after = voting_power(as_one, options, control);
    power.banzhaf_before = sum_over(power.before, bloc, &MemberPower::banzhaf);
    power.shapley_before = sum_over(power.before, bloc, &MemberPower::shapley_shubik);
    power.banzhaf_after = power.after.members.front().banzhaf;
    power.shapley_after = power.after.members.front().shapley_shubik;
    return power;
}

} // namespace samspill
