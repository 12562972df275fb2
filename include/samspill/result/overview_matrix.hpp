// Who does what when: actor x theme x month, as a network meeting would put it on the wall.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/provenance.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace samspill {

/// Some activities of one month.
struct OverviewSums {
    std::int64_t activities = 0;
    std::int64_t seats = 0;         ///< of those that state them
    std::int64_t seats_unknown = 0; ///< activities that do not
    bool statutory = false; ///< some of them must be offered: statutory tasks, and those with a mandate

    friend bool operator==(const OverviewSums&, const OverviewSums&) = default;
};

struct OverviewCell {
    ActorId actor;
    TermId theme;
    std::int32_t month = 0;
    OverviewSums sums;
};

/// The bottom line of a theme: all actors, and who is in need.
struct OverviewThemeMonth {
    TermId theme;
    std::int32_t month = 0;
    std::int64_t actors = 0; ///< with an activity in that month
    OverviewSums sums;
    std::optional<CoverageSums> coverage; ///< as coverage() says; nothing where it says nothing of the month
};

/// Result of overview_matrix(). Ids are those of the network it was computed from.
struct OverviewMatrix {
    Provenance provenance;
    MonthInterval months;                   ///< months shown
    std::vector<OverviewCell> cells;        ///< with activities only; by actor, theme, month
    std::vector<OverviewThemeMonth> themes; ///< every theme of activities and needs in every month
};

} // namespace samspill
