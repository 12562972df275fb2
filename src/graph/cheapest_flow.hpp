// Maximum flow along paths of least cost, one distinct cost after the other.
#pragma once

#include <samspill/core/run_control.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace samspill::detail {

/// A residual arc and its reverse.
struct CostArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::int64_t room = 0;      ///< what may still be sent
    std::int64_t room_back = 0; ///< what is on the arc already and may be taken back
    std::int64_t cost = 0;      ///< >= 0 for each unit, and given back with it; 0 when room_back > 0
};

/// What went along the paths of one cost.
struct Shipment {
    std::int64_t cost = 0;   ///< of each unit; larger than that of the shipment before
    std::int64_t amount = 0; ///< 0: no path is left
};

/// Successive shortest paths with potentials (Dijkstra, then a blocking flow over the arcs of reduced cost 0,
/// so that all paths of one cost are used up together). After each shipment the flow is the cheapest of its
/// amount. Sums of costs along a path must stay below 2^62.
class CheapestFlow {
public:
    CheapestFlow(std::uint32_t vertices, const std::vector<CostArc>& arcs, std::uint32_t source,
                 std::uint32_t sink);

    /// Uses up all paths of the least cost that is left. Stops early, with what was sent until then, when
    /// `most_steps` arcs in all have been looked at. @throws Cancelled
    [[nodiscard]] Shipment send(std::uint64_t most_steps, StageTicker& ticker);

    /// Arcs looked at until now.
    [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }

private:
    struct Half {
        std::uint32_t to;
        std::int64_t room;
        std::int64_t cost;
    };

    [[nodiscard]] bool find_distances(std::uint64_t most_steps, StageTicker& ticker);
    void relax(std::uint32_t vertex, std::int64_t distance, StageTicker& ticker);
    [[nodiscard]] bool find_levels(StageTicker& ticker);
    [[nodiscard]] std::int64_t block_flow(StageTicker& ticker);
    [[nodiscard]] std::int64_t push_along_path();
    [[nodiscard]] std::int64_t reduced_cost(std::uint32_t from, const Half& half) const {
        return half.cost + potential_[from] - potential_[half.to];
    }
    void count(std::uint64_t steps, StageTicker& ticker) {
        steps_ += steps;
        ticker.step(steps);
    }

    std::uint32_t source_;
    std::uint32_t sink_;
    std::vector<Half> halves_;         // arc k is half 2k, its reverse is half 2k + 1
    std::vector<std::uint32_t> begin_; // halves that leave each vertex, as positions in leaving_
    std::vector<std::uint32_t> leaving_;
    std::vector<std::int64_t> potential_;
    std::vector<std::int64_t> distance_;
    std::vector<std::pair<std::int64_t, std::uint32_t>> heap_;
    std::vector<std::uint32_t> level_;
    std::vector<std::uint32_t> queue_;
    std::vector<std::uint32_t> cursor_;
    std::vector<std::uint32_t> path_;
    std::uint64_t steps_ = 0;
};

} // namespace samspill::detail
