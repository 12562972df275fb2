// Private to the library: what estimates from two and from more lists share.
#pragma once

#include <samspill/pilot/capture_recapture.hpp>

#include <cstdint>
#include <span>

namespace samspill::detail {

/// @throws InvalidArgument for options or counts that capture_recapture.hpp does not allow
void require_capture(const CaptureOptions& options, std::span<const std::int64_t> counts);

/// Total, standard error and limits from people seen, estimated unseen and the variance of the estimate.
void add_unseen(CaptureEstimate& estimate, double seen, double unseen, double variance, double level);

/// Cells with those of 1 to smallest_cell - 1 people left out.
[[nodiscard]] CaptureCells told_cells(std::span<const std::int64_t> people_by_history,
                                      std::int64_t smallest_cell);

} // namespace samspill::detail
