// Connected parts of a RepairNetwork, and the most that its candidates can carry.
#include "repair_network.hpp"

#include <samspill/core/checked.hpp>
#include <samspill/graph/components.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace samspill::detail {
namespace {

/// Vertices of a RepairNetwork in one numbering: lefts, rights, candidates.
class Parts {
public:
    explicit Parts(RepairNetwork& network)
        : network_{network}, lefts_{static_cast<std::uint32_t>(network.people.size())},
          first_gate_{lefts_ + static_cast<std::uint32_t>(network.seats.size())}, sets_{
                                                                                      first_gate_ +
                                                                                      network.gates.size()} {}

    void find(const std::vector<std::int64_t>& unsent) {
        for (std::uint32_t left = 0; left < network_.needs; ++left) {
            for (const std::uint32_t right : network_.graph.targets_of(left)) {
                sets_.unite(left, lefts_ + right);
            }
        }
        for (std::uint32_t k = 0; k < network_.gates.size(); ++k) {
            join_candidate(first_gate_ + k, network_.gates[k]);
        }
        number(unsent);
    }

private:
    void join_candidate(std::uint32_t gate, const RepairGates& gates) {
        for (const RepairArc& arc : gates.arcs) {
            sets_.unite(arc.left, gate);
            sets_.unite(lefts_ + arc.right, gate);
        }
        for (const AddedSeats& added : gates.added) {
            sets_.unite(lefts_ + added.right, gate);
        }
        for (const SeatExchange& exchange : gates.exchanged) {
            sets_.unite(exchange.spare, gate);
            sets_.unite(lefts_ + exchange.from, gate);
            sets_.unite(lefts_ + exchange.to, gate);
        }
        for (const OpenedOffer& opened : gates.opened) {
            sets_.unite(lefts_ + opened.right, gate);
            for (const std::uint32_t left : opened.lefts) {
                sets_.unite(left, gate);
            }
        }
    }

    void number(const std::vector<std::int64_t>& unsent) {
        std::vector<std::uint32_t> part(first_gate_ + network_.gates.size(), RepairNetwork::no_part);
        for (std::uint32_t k = 0; k < network_.gates.size(); ++k) {
            std::uint32_t& number = part[sets_.find(first_gate_ + k)];
            if (number == RepairNetwork::no_part) {
                number = static_cast<std::uint32_t>(network_.unsent.size());
                network_.unsent.push_back(0);
            }
            network_.gates[k].part = number;
        }
        for (std::uint32_t left = 0; left < network_.needs; ++left) {
            const std::uint32_t number = part[sets_.find(left)];
            network_.part_of_need.push_back(number);
            if (number != RepairNetwork::no_part) {
                network_.unsent[number] += unsent[left];
            }
        }
    }

    RepairNetwork& network_;
    std::uint32_t lefts_;
    std::uint32_t first_gate_;
    DisjointSets sets_;
};

/// Every person gained passes an arc, an added seat, a moved seat or an opened offer of the candidate.
std::int64_t largest_gain(const RepairNetwork& network, const RepairGates& gates) {
    std::vector<std::uint32_t> lefts;
    std::vector<std::uint32_t> rights;
    for (const RepairArc& arc : gates.arcs) {
        lefts.push_back(arc.left);
        rights.push_back(arc.right);
    }
    std::int64_t most = load_between(network, std::move(lefts), std::move(rights));
    for (const AddedSeats& added : gates.added) {
        most = checked_add(most, added.amount);
    }
    for (const SeatExchange& exchange : gates.exchanged) {
        most = checked_add(most, exchange.amount);
    }
    for (const OpenedOffer& opened : gates.opened) {
        most = checked_add(most, load_between(network, opened.lefts, {opened.right}));
    }
    return std::min(most, network.unsent[gates.part]);
}

std::int64_t sum_of_distinct(std::vector<std::uint32_t>& vertices, const std::vector<std::int64_t>& amounts) {
    std::sort(vertices.begin(), vertices.end());
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    return std::accumulate(vertices.begin(), vertices.end(), std::int64_t{0},
                           [&](std::int64_t sum, std::uint32_t k) { return checked_add(sum, amounts[k]); });
}

} // namespace

std::int64_t load_between(const RepairNetwork& network, std::vector<std::uint32_t> lefts,
                          std::vector<std::uint32_t> rights) {
    return std::min(sum_of_distinct(lefts, network.people), sum_of_distinct(rights, network.most_seats));
}

void find_parts(RepairNetwork& network, const std::vector<std::int64_t>& unsent) {
    Parts{network}.find(unsent);
    for (RepairGates& gates : network.gates) {
        gates.most = largest_gain(network, gates);
    }
}

std::int64_t RepairNetwork::unsent_people() const {
    return std::accumulate(unsent.begin(), unsent.end(), std::int64_t{0});
}

} // namespace samspill::detail
