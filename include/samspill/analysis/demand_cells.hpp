// In which cell of theme, area, target group, language and month is there too little, and in which too much?
#pragma once

#include <samspill/core/month_interval.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/demand_cells_result.hpp>

#include <optional>

namespace samspill {

struct DemandCellOptions {
    MatchOptions match{};                  ///< which needs an activity can serve
    double backup_share = 0.10;            ///< as in DuplicationOptions
    std::optional<MonthInterval> months{}; ///< months shown, at most 120; nothing: -2 to 6, or those stated
};

/// One cell for each month of the needs that agree in theme, area, target group and language: gap =
/// max(0, need - seats), surplus = max(0, seats - need) and the verdict (methods M2.10). Seats are those of
/// all activities that can serve a need of the cell and run in the month. An activity that serves several
/// cells counts in each, so gaps are least gaps and sums over cells are no coverage: that is what coverage()
/// allocates. Needs without a period count in every month shown. Without needs there are no cells.
/// @throws MissingTable when the table needs or activities was not given
/// @throws InvalidArgument for a backup_share that is negative or not finite, or months that cannot be shown
/// @throws Cancelled when `control` asks to stop
/// Cost: matching, then the eligible pairs times the months they share.
[[nodiscard]] DemandCells demand_cells(const ActorNetwork& network, const DemandCellOptions& options = {},
                                       RunControl* control = nullptr);

} // namespace samspill
