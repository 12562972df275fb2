// The linear relaxation of a repair problem: candidates as gates that carry people at a price (methods M4.4).
#pragma once

#include "cheapest_flow.hpp"
#include "repair_network.hpp"

#include <samspill/graph/repair_choice.hpp>

#include <cstdint>
#include <vector>

namespace samspill::detail {

/// What the bound is asked for: an effort for each candidate, and what they may add up to.
struct Purse {
    std::vector<double> efforts;
    double allowed = 0.0;
};

/// Vertices: lefts, rights, source, sink, two for each block of arcs. A gate that carries at most u people
/// costs effort / u for each of them.
class GateNetwork {
public:
    /// `flow`: a maximum flow of the needs over the graph. `most_gained`: no choice that the purse allows
    /// reaches more people, so no gate needs to carry more.
    GateNetwork(const RepairNetwork& network, const std::vector<std::int64_t>& flow, const Purse& purse,
                std::int64_t most_gained);

    /// Most people against effort, from (0, 0) to what the purse allows or to where nobody more is reached.
    /// False when it had to stop before, after `most_steps` arcs.
    [[nodiscard]] bool walk(std::vector<EffortPoint>& curve, std::uint64_t most_steps,
                            StageTicker& ticker) const;

private:
    /// One arc that people pay to pass.
    struct Gate {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        std::int64_t room = 0;
        double effort = 0.0; ///< of each person
    };

    void add_network(const std::vector<std::int64_t>& flow);
    void connect(std::uint32_t from, std::uint32_t to, CostArc arc);
    void add_free(std::uint32_t from, std::uint32_t to, std::int64_t room);
    void add_candidate(std::uint32_t candidate);
    void add_gate(std::uint32_t from, std::uint32_t to, std::int64_t room);
    void add_blocks(const std::vector<RepairArc>& arcs, std::int64_t most);
    void price_gates();
    void extend(std::vector<EffortPoint>& curve, const Shipment& shipment) const;

    const RepairNetwork& network_;
    const Purse& purse_;
    std::int64_t most_gained_;
    std::uint32_t lefts_;
    std::uint32_t sink_;
    std::uint32_t source_;
    std::uint32_t vertices_;
    std::vector<CostArc> arcs_;
    std::vector<Gate> gates_;
    int scale_ = 0; // efforts are counted in units of 2^-scale
};

} // namespace samspill::detail
