// Which repairs reach most people within a budget: by value, greedily, and how good it could get at best
// (methods M4.4).
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/repair_problem.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace samspill {

namespace detail {
struct RepairNetwork;
} // namespace detail

/// A problem that was checked, solved without its candidates, and reduced to where they can help somebody.
/// Every function below takes one, and a RepairProblem turns into one by itself; who asks several questions
/// about a large problem makes it once. Immutable; copies share their storage.
class PreparedRepairs {
public:
    /// One maximum flow. `problem` may go afterwards.
    /// @throws InvalidArgument for positions, amounts, efforts or sizes out of range; Overflow; Cancelled
    PreparedRepairs(const RepairProblem& problem, RunControl* control = nullptr);

    /// Number of candidates.
    [[nodiscard]] std::size_t size() const noexcept;
    /// People without a seat whom candidates may help.
    [[nodiscard]] std::int64_t people_waiting() const;

    [[nodiscard]] const detail::RepairNetwork& network() const noexcept { return *network_; }

private:
    std::shared_ptr<const detail::RepairNetwork> network_;
};

/// How many more people get a seat when the chosen candidates are carried out: the maximum flow with them
/// minus the one without, >= 0. The order of `chosen` does not matter and naming a candidate twice is naming
/// it once. One maximum flow, then one search for each person who is gained or has to move.
/// @throws InvalidArgument when there is no such candidate; Cancelled
[[nodiscard]] std::int64_t people_gained(const PreparedRepairs& repairs,
                                         std::span<const std::uint32_t> chosen,
                                         RunControl* control = nullptr);

/// people_gained of every candidate alone, in their order. One maximum flow for all of them; each candidate
/// is then tried on its residual network and taken back.
/// @throws Cancelled
[[nodiscard]] std::vector<std::int64_t> people_gained_by_each(const PreparedRepairs& repairs,
                                                              RunControl* control = nullptr);

struct GreedyOptions {
    /// Also weigh pairs of which one brings people to an offer and the other makes room there: to tell of a
    /// full offer and to add seats to it each reach nobody, together they do. False weighs single
    /// candidates only.
    bool pairs = true;
    /// At most so many pairs; the rest, in the order of the candidates, is left out.
    std::size_t most_pairs = 10'000;
};

/// One step of the greedy choice: a candidate, or a pair that is taken together.
struct RepairStep {
    std::vector<std::uint32_t> candidates;
    std::int64_t people = 0; ///< reached in addition to the steps before
    double effort = 0.0;
};

struct RepairChoice {
    std::vector<RepairStep> steps; ///< in the order in which they were taken; each of them reaches somebody
    std::int64_t people = 0;       ///< sum over the steps, equals people_gained of all of them
    double effort = 0.0;           ///< sum over the steps
    std::size_t evaluations = 0;   ///< how often a candidate or pair was tried on the network
};

/// Takes, again and again, the candidate or pair with the most people per effort that still fits, until
/// nothing helps or fits. Equal quotients (to 9 digits): a single before a pair, then the earlier position.
/// When a single candidate alone reaches more people than all that, the choice starts with it instead.
///
/// Reached people are no submodular function of the set (to tell helps only where there are seats), so there
/// is no general guarantee: compare with bound_repairs. The lazy evaluation does not assume submodularity
/// either: a gain found earlier is kept as long as no step touched its connected part of the network, and
/// else replaced by a number that no choice can exceed. The answer equals that of trying everything at every
/// step.
/// @throws InvalidArgument for a budget below 0 or not a number; Cancelled
[[nodiscard]] RepairChoice choose_greedily(const PreparedRepairs& repairs, const RepairLimits& limits = {},
                                           const GreedyOptions& options = {}, RunControl* control = nullptr);

/// The pairs that choose_greedily weighs, at most `most_pairs`: ascending positions, sorted.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>>
pairs_that_may_help(const PreparedRepairs& repairs, std::size_t most_pairs = GreedyOptions{}.most_pairs);

/// A point of a curve: with so much effort, no choice reaches more people than this.
struct EffortPoint {
    double effort = 0.0;
    double people = 0.0;
};

struct BoundOptions {
    /// The bound tightens the candidates' largest loads by what it found, at most so often. 0 is fastest.
    std::uint32_t tightenings = 3;
    /// Stops after so many steps of search in the residual network and extrapolates: the bound stays valid
    /// but gets weaker, and `complete` is false. The default takes seconds.
    std::uint64_t most_steps = 500'000'000;
};

struct RepairBound {
    /// No choice within the limits reaches more people than this; at most the people without a seat.
    std::int64_t people = 0;
    /// False when most_steps was not enough, so that the linear relaxation was not solved to its end.
    bool complete = true;
    /// Corners of the concave, piecewise linear bound against effort, from (0, 0) to the budget or to where
    /// more effort reaches nobody. It holds for every budget; `people` is tightened for the one asked for.
    std::vector<EffortPoint> curve;
};

/// The linear relaxation: every candidate becomes a gate that carries at most u people at effort / u for
/// each, and may be carried out in part. Its optimum for every budget is found by sending people along paths
/// of least effort (successive shortest paths), without a linear programming library. Every choice within the
/// limits, the best one included, stays at or below it. O(arcs * log(vertices)) for each distinct effort of a
/// path.
/// @throws as choose_greedily
[[nodiscard]] RepairBound bound_repairs(const PreparedRepairs& repairs, const RepairLimits& limits = {},
                                        const BoundOptions& options = {}, RunControl* control = nullptr);

} // namespace samspill
