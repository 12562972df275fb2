// The part of a RepairProblem in which candidates can help somebody, with amounts that cannot overflow.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/repair_problem.hpp>

#include <cstdint>
#include <limits>
#include <vector>

namespace samspill::detail {

/// Seats that may move, as an exchange: `to` gets all of them, and a spare left vertex with as many people
/// takes them back, from `to` or from `from`. What it takes from `from` has moved. Some maximum flow always
/// serves it in full, so an exchange that is carried out gains `amount` people who do not exist.
struct SeatExchange {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::int64_t amount = 0;
    std::uint32_t spare = 0; ///< left vertex
};

/// An offer to be opened: a right vertex whose seats nobody may use yet.
struct OpenedOffer {
    std::uint32_t right = 0;
    std::vector<std::uint32_t> lefts;
};

/// What a candidate does inside the network; parts that can help nobody are left out.
struct RepairGates {
    double effort = 1.0;
    std::vector<RepairArc> arcs; ///< none of them in the graph, none twice
    std::vector<AddedSeats> added;
    std::vector<SeatExchange> exchanged;
    std::vector<OpenedOffer> opened;
    std::uint32_t part = 0; ///< connected part of the network with all candidates
    std::int64_t most = 0;  ///< no choice of other candidates makes it gain more people than this
};

struct RepairNetwork {
    BipartiteGraph graph;             ///< without the candidates
    std::vector<std::int64_t> people; ///< needs first, then one spare vertex for each exchange
    std::vector<std::int64_t> seats;  ///< offers first, then those to be opened; bounded by what may be sent
    std::uint32_t needs = 0;
    std::vector<RepairGates> gates;       ///< of each candidate of the problem
    std::vector<std::int64_t> most_seats; ///< of each right vertex when every candidate is carried out
    static constexpr std::uint32_t no_part = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> part_of_need; ///< no_part: no candidate reaches it
    std::vector<std::int64_t> unsent;        ///< people without a seat in each part

    /// People whom nothing but candidates can reach: all that are left without a seat.
    [[nodiscard]] std::int64_t unsent_people() const;
};

/// Checks the problem, solves it without candidates, and keeps only what a person without a seat can reach
/// with all candidates carried out, over arcs that may be used and back over those that some maximum flow
/// uses: no choice changes anything elsewhere. What is kept does not depend on the order of vertices.
/// @throws InvalidArgument for positions, amounts, efforts or sizes out of range; Overflow; Cancelled
[[nodiscard]] RepairNetwork repair_network(const RepairProblem& problem, RunControl* control);

/// @throws InvalidArgument for positions, amounts, efforts or sizes out of range; Overflow
void check_repairs(const RepairProblem& problem);

/// Most people who can go from these lefts to these rights, whatever is chosen; none twice.
[[nodiscard]] std::int64_t load_between(const RepairNetwork& network, std::vector<std::uint32_t> lefts,
                                        std::vector<std::uint32_t> rights);

/// Fills in the parts, their people without a seat and the candidates' largest gains. `unsent`: of each need.
void find_parts(RepairNetwork& network, const std::vector<std::int64_t>& unsent);

/// @throws InvalidArgument for a budget below 0 or not a number
void check_limits(const RepairLimits& limits);

/// What efforts may add up to: the budget with the tolerance that RepairLimits states.
[[nodiscard]] double allowed_effort(const RepairLimits& limits);

/// A set that keeps the limits, as it grows.
class Spending {
public:
    explicit Spending(const RepairLimits& limits) : allowed_{allowed_effort(limits)}, left_{limits.most} {}

    [[nodiscard]] bool fits(double effort, std::size_t candidates = 1) const {
        return candidates <= left_ && spent_ + effort <= allowed_;
    }
    void add(double effort, std::size_t candidates = 1) {
        spent_ += effort;
        left_ -= candidates;
    }
    [[nodiscard]] double spent() const noexcept { return spent_; }

private:
    double allowed_;
    std::size_t left_;
    double spent_ = 0.0;
};

} // namespace samspill::detail
