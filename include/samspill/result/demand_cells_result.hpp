// Need and seats of each cell: theme, area, target group, language and month.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/duplication_result.hpp>
#include <samspill/result/provenance.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace samspill {

/// People with one need in one place and month, and the seats that could serve them (methods M2.10).
struct DemandCell {
    TermId theme;
    AreaId area;         ///< none: stated by no need of the cell
    TermId target_group; ///< the empty text: likewise
    TermId language;     ///< likewise
    std::int32_t month = 0;
    std::int64_t people = 0;           ///< in needs of known size
    std::int64_t needs_unknown = 0;    ///< needs of unknown size
    std::int64_t activities = 0;       ///< that can serve a need of the cell and run in the month
    std::int64_t seats = 0;            ///< of those that state them; each may count in several cells
    std::int64_t seats_unknown = 0;    ///< activities that state none
    std::optional<std::int64_t> gap{}; ///< people beyond the seats, >= 0; nothing where one is unknown
    std::optional<std::int64_t>
        surplus{}; ///< seats beyond the people, >= 0; a lower bound where seats are unknown
    Verdict verdict = Verdict::unknown_need;
};

/// Result of demand_cells(): by theme, area, target group, language and month.
struct DemandCells {
    Provenance provenance;
    std::vector<DemandCell> cells;
    std::int64_t people = 0;  ///< summed over the cells in which everything is known
    std::int64_t covered = 0; ///< the smaller of people and seats of each, summed over the same cells
};

} // namespace samspill
