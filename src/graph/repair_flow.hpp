// Carries candidates out on the residual network, and takes them back.
#pragma once

#include "repair_network.hpp"

#include <samspill/graph/changing_flow.hpp>

namespace samspill::detail {

/// The maximum flow of a RepairNetwork while candidates are carried out.
class RepairFlow {
public:
    /// `network` must outlive the object.
    RepairFlow(const RepairNetwork& network, RunControl* control)
        : network_{network}, flow_{network.graph, network.people, network.seats, control} {}

    /// Carries out one candidate; the people gained, >= 0.
    std::int64_t carry_out(std::uint32_t candidate) {
        const RepairGates& gates = network_.gates[candidate];
        std::int64_t gain = 0;
        for (const AddedSeats& added : gates.added) {
            gain += flow_.add_supply(added.right, added.amount);
        }
        for (const SeatExchange& exchange : gates.exchanged) {
            gain += flow_.add_supply(exchange.to, exchange.amount);
            gain += flow_.add_arc(exchange.spare, exchange.to);
            gain += flow_.add_arc(exchange.spare, exchange.from) - exchange.amount;
        }
        for (const RepairArc& arc : gates.arcs) {
            gain += flow_.add_arc(arc.left, arc.right);
        }
        for (const OpenedOffer& opened : gates.opened) {
            for (const std::uint32_t left : opened.lefts) {
                gain += flow_.add_arc(left, opened.right);
            }
        }
        return gain;
    }

    [[nodiscard]] std::size_t mark() const { return flow_.mark(); }
    void undo(std::size_t mark) { flow_.undo(mark); }

private:
    const RepairNetwork& network_;
    ChangingFlow flow_;
};

} // namespace samspill::detail
