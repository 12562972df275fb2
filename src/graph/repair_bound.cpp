#include "gate_network.hpp"

#include <samspill/graph/bipartite_flow.hpp>
#include <samspill/graph/repair_choice.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace samspill {
namespace {

using detail::GateNetwork;
using detail::Purse;
using detail::RepairGates;
using detail::RepairNetwork;

/// The curve goes on at most as steeply as it ended.
double beyond_the_end(const std::vector<EffortPoint>& curve, double allowed) {
    if (curve.size() < 2) {
        return std::numeric_limits<double>::infinity();
    }
    const EffortPoint& last = curve.back();
    const EffortPoint& before = curve[curve.size() - 2];
    const double people_per_effort = (last.people - before.people) / (last.effort - before.effort);
    return last.people + (allowed - last.effort) * people_per_effort;
}

/// Most people when every candidate carried as many as it can, whatever the others do: the best quotients
/// first, the last one in part.
double sum_of_loads(const RepairNetwork& network, const Purse& purse) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t k = 0; k < network.gates.size(); ++k) {
        order.push_back(k);
    }
    const auto quotient = [&](std::uint32_t k) {
        return static_cast<double>(network.gates[k].most) / purse.efforts[k];
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return quotient(a) > quotient(b); });
    double left = purse.allowed;
    double people = 0.0;
    for (const std::uint32_t k : order) {
        const double part = std::min(1.0, left / purse.efforts[k]);
        people += part * static_cast<double>(network.gates[k].most);
        left -= part * purse.efforts[k];
    }
    return people;
}

/// Whole people; sums of quotients may end just below a whole number that they should reach.
std::int64_t whole_people(double people, std::int64_t at_most) {
    const double safe = std::floor(people * (1.0 + 1e-12) + 1e-9);
    return safe < static_cast<double>(at_most) ? static_cast<std::int64_t>(safe) : at_most;
}

class Bound {
public:
    Bound(const RepairNetwork& network, const BoundOptions& options, RunControl* control)
        : network_{network}, options_{options}, ticker_{control, "repairs: bound", 0} {
        std::vector<std::int64_t> demands = network.people;
        std::fill(demands.begin() + network.needs, demands.end(), 0); // moves have gates of their own here
        const BipartiteFlow<std::int64_t> base{network.graph, std::move(demands), network.seats, ticker_};
        flow_.assign(base.flow().begin(), base.flow().end());
        bound_.people = network.unsent_people();
    }

    RepairBound run(const RepairLimits& limits) && {
        const std::vector<Purse> purses = purses_for(limits);
        const std::int64_t everybody = bound_.people;
        for (std::size_t k = 0; k < purses.size(); ++k) {
            std::vector<EffortPoint> curve = tighten(purses[k], everybody);
            if (k == 0) {
                bound_.curve = std::move(curve);
            }
        }
        for (std::uint32_t round = 0; bound_.complete && round < options_.tightenings; ++round) {
            const std::int64_t before = bound_.people;
            for (const Purse& purse : purses) {
                static_cast<void>(tighten(purse, bound_.people));
            }
            if (bound_.people == before) {
                break;
            }
        }
        return std::move(bound_);
    }

private:
    /// The budget first; then the number of repairs, as a budget with an effort of 1 each.
    [[nodiscard]] std::vector<Purse> purses_for(const RepairLimits& limits) const {
        std::vector<Purse> purses(1);
        for (const RepairGates& gates : network_.gates) {
            purses[0].efforts.push_back(gates.effort);
        }
        purses[0].allowed = detail::allowed_effort(limits);
        if (limits.most < network_.gates.size()) {
            purses.push_back({.efforts = std::vector<double>(network_.gates.size(), 1.0),
                              .allowed = static_cast<double>(limits.most)});
        }
        return purses;
    }

    /// Lowers the bound by what one purse allows when no gate carries more than `most_gained`.
    std::vector<EffortPoint> tighten(const Purse& purse, std::int64_t most_gained) {
        std::vector<EffortPoint> curve;
        const GateNetwork gates{network_, flow_, purse, most_gained};
        double people = 0.0;
        if (gates.walk(curve, options_.most_steps, ticker_)) {
            people = curve.back().people;
        } else {
            bound_.complete = false;
            people = std::min(beyond_the_end(curve, purse.allowed), sum_of_loads(network_, purse));
        }
        bound_.people = whole_people(people, bound_.people);
        return curve;
    }

    const RepairNetwork& network_;
    BoundOptions options_;
    StageTicker ticker_;
    std::vector<std::int64_t> flow_;
    RepairBound bound_;
};

} // namespace

RepairBound bound_repairs(const PreparedRepairs& repairs, const RepairLimits& limits,
                          const BoundOptions& options, RunControl* control) {
    detail::check_limits(limits);
    return Bound{repairs.network(), options, control}.run(limits);
}

} // namespace samspill
