// Why are the people of a need not reached, and what is nearest to reaching them?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/explanation.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace samspill {

struct ExplainOptions {
    /// Largest number of offers to show; 0 shows none.
    std::size_t nearest = 5;
};

/// Explains the coverage of a need by the activities of its theme. Nearest are those that fail fewest
/// conditions, then those that leave fewest unstated, then those that have least far to go (steps between
/// areas, then months, then years of age; what is met counts as no way to go, a failure without a number as
/// the longest), then those with more free seats, which is none where all are taken, then by id.
///
/// Seats are judged over what entry points can find, as people are referred (methods M4.2), unknown ones
/// counted as none; where knowledge is not recorded or the need has no entry point, over all offers that fit
/// (M4.1). An offer fails `free_capacity` when it has no free seat or when all are taken and nobody there can
/// move elsewhere, as in the loss cascade (M4.3); not when it is the need's own people who have them, and all
/// of these have a seat. People who share too few seats are named with those they
/// share them with: a minimum cut, the same for every way of allocating the seats.
///
/// A need of unknown size takes no seats and shares none.
/// @param coverage the coverage of the model, made with the same options
/// @throws InvalidArgument for a need that is not in the network, or a coverage of another network;
/// Cancelled when `control` asks to stop
/// Cost: one maximum flow of the theme, the allocation of what hangs together with the need, and a look at
/// each activity of the theme.
[[nodiscard]] Explanation explain(const CoverageModel& model, const CoverageResult& coverage, NeedId need,
                                  const ExplainOptions& options = {}, RunControl* control = nullptr);

/// The same for several needs, in their order; needs that hang together are solved together.
[[nodiscard]] std::vector<Explanation> explain(const CoverageModel& model, const CoverageResult& coverage,
                                               std::span<const NeedId> needs,
                                               const ExplainOptions& options = {},
                                               RunControl* control = nullptr);

} // namespace samspill
