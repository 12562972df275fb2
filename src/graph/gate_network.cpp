#include "gate_network.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <utility>

namespace samspill::detail {
namespace {

/// Arcs of a candidate from every one of some lefts to every one of some rights.
struct Block {
    std::vector<std::uint32_t> lefts;
    std::vector<std::uint32_t> rights;
};

/// The arcs of a candidate in blocks: rights with equal lefts together. Through one gate for a whole block
/// nobody gets anywhere where the candidate's arcs do not lead.
std::vector<Block> blocks_of(const std::vector<RepairArc>& arcs) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> lefts_of;
    for (const RepairArc& arc : arcs) {
        lefts_of[arc.right].push_back(arc.left);
    }
    std::map<std::vector<std::uint32_t>, std::vector<std::uint32_t>> rights_of;
    for (auto& [right, lefts] : lefts_of) {
        rights_of[std::move(lefts)].push_back(right);
    }
    std::vector<Block> blocks;
    blocks.reserve(rights_of.size());
    for (auto& [lefts, rights] : rights_of) {
        blocks.push_back({.lefts = lefts, .rights = std::move(rights)});
    }
    return blocks;
}

} // namespace

GateNetwork::GateNetwork(const RepairNetwork& network, const std::vector<std::int64_t>& flow,
                         const Purse& purse, std::int64_t most_gained)
    : network_{network}, purse_{purse}, most_gained_{most_gained}, lefts_{static_cast<std::uint32_t>(
                                                                       network.people.size())},
      sink_{lefts_ + static_cast<std::uint32_t>(network.seats.size())}, source_{sink_ + 1}, vertices_{
                                                                                                source_ + 1} {
    add_network(flow);
    for (std::uint32_t k = 0; k < network.gates.size(); ++k) {
        add_candidate(k);
    }
    price_gates();
}

bool GateNetwork::walk(std::vector<EffortPoint>& curve, std::uint64_t most_steps, StageTicker& ticker) const {
    curve.assign(1, {});
    CheapestFlow flow{vertices_, arcs_, sink_, source_}; // the arcs are turned round
    while (curve.back().effort < purse_.allowed) {
        const Shipment shipment = flow.send(most_steps, ticker);
        const bool stopped = flow.steps() >= most_steps;
        if (shipment.amount == 0) {
            return !stopped;
        }
        extend(curve, shipment);
        if (stopped) {
            return curve.back().effort >= purse_.allowed;
        }
    }
    return true;
}

void GateNetwork::add_network(const std::vector<std::int64_t>& flow) {
    std::vector<std::int64_t> untaken = network_.seats;
    for (std::uint32_t left = 0; left < network_.needs; ++left) {
        std::int64_t unsent = network_.people[left];
        for (std::uint32_t arc = network_.graph.begin[left]; arc < network_.graph.begin[left + 1]; ++arc) {
            const std::uint32_t right = network_.graph.target[arc];
            connect(left, lefts_ + right,
                    {.room = network_.people[left] - flow[arc], .room_back = flow[arc]});
            unsent -= flow[arc];
            untaken[right] -= flow[arc];
        }
        add_free(source_, left, unsent);
    }
    for (const RepairGates& gates : network_.gates) {
        for (const OpenedOffer& opened : gates.opened) {
            untaken[opened.right] = 0; // its seats stand behind a gate
        }
    }
    for (std::uint32_t right = 0; right < untaken.size(); ++right) {
        add_free(lefts_ + right, sink_, untaken[right]);
    }
}

/// Arcs are turned round, so that searches start at gates and free seats: those who wait are many, and one of
/// them is near.
void GateNetwork::connect(std::uint32_t from, std::uint32_t to, CostArc arc) {
    arc.from = to;
    arc.to = from;
    arcs_.push_back(arc);
}

void GateNetwork::add_free(std::uint32_t from, std::uint32_t to, std::int64_t room) {
    if (room > 0) {
        connect(from, to, {.room = room});
    }
}

/// A candidate with several gates is carried out at least as far as each of them is used, so at least as far
/// as they are on average: each costs its share of the effort. A maximum flow with any candidates carried out
/// comes from the one without by paths that pass no gate twice, so no gate carries more people than are
/// gained.
void GateNetwork::add_candidate(std::uint32_t candidate) {
    const RepairGates& gates = network_.gates[candidate];
    const std::int64_t most = std::min(network_.unsent[gates.part], most_gained_);
    const std::size_t first = gates_.size();
    for (const AddedSeats& added : gates.added) {
        add_gate(lefts_ + added.right, sink_, std::min(added.amount, most));
    }
    for (const SeatExchange& exchange : gates.exchanged) {
        add_gate(lefts_ + exchange.to, lefts_ + exchange.from, std::min(exchange.amount, most));
    }
    for (const OpenedOffer& opened : gates.opened) {
        const std::int64_t load = load_between(network_, opened.lefts, {opened.right});
        add_gate(lefts_ + opened.right, sink_, std::min(load, most));
        for (const std::uint32_t left : opened.lefts) {
            add_free(left, lefts_ + opened.right, network_.people[left]);
        }
    }
    add_blocks(gates.arcs, most);
    const auto count = static_cast<double>(gates_.size() - first);
    for (std::size_t k = first; k < gates_.size(); ++k) {
        gates_[k].effort = purse_.efforts[candidate] / count / static_cast<double>(gates_[k].room);
    }
}

void GateNetwork::add_gate(std::uint32_t from, std::uint32_t to, std::int64_t room) {
    if (room > 0) {
        gates_.push_back({.from = from, .to = to, .room = room});
    }
}

void GateNetwork::add_blocks(const std::vector<RepairArc>& arcs, std::int64_t most) {
    for (const Block& block : blocks_of(arcs)) {
        const std::uint32_t enter = vertices_++;
        const std::uint32_t leave = vertices_++;
        const std::int64_t load = load_between(network_, block.lefts, block.rights);
        add_gate(enter, leave, std::min(load, most));
        for (const std::uint32_t left : block.lefts) {
            add_free(left, enter, network_.people[left]);
        }
        for (const std::uint32_t right : block.rights) {
            add_free(leave, lefts_ + right, load);
        }
    }
}

/// Efforts as whole numbers, rounded down so that the bound stays one. A path passes no gate twice, so all of
/// them together must stay below 2^62.
void GateNetwork::price_gates() {
    double dearest = 0.0;
    for (const Gate& gate : gates_) {
        dearest = std::max(dearest, gate.effort);
    }
    const int bits = 60 - static_cast<int>(std::bit_width(gates_.size()));
    scale_ = bits - (dearest > 0.0 ? std::ilogb(dearest) : 0);
    for (const Gate& gate : gates_) {
        const auto cost = static_cast<std::int64_t>(std::ldexp(gate.effort, scale_));
        connect(gate.from, gate.to, {.room = gate.room, .cost = cost});
    }
}

void GateNetwork::extend(std::vector<EffortPoint>& curve, const Shipment& shipment) const {
    const double each = std::ldexp(static_cast<double>(shipment.cost), -scale_);
    const EffortPoint last = curve.back();
    const auto people = static_cast<double>(shipment.amount);
    if (last.effort + people * each > purse_.allowed) {
        const double part = (purse_.allowed - last.effort) / each;
        curve.push_back({.effort = purse_.allowed, .people = last.people + part});
    } else {
        curve.push_back({.effort = last.effort + people * each, .people = last.people + people});
    }
}

} // namespace samspill::detail
