// The overview against counting every activity for every cell.
#include <samspill/analysis/overview_matrix.hpp>
#include <samspill/io/sharing_tables.hpp>

#include "../support/detailed_network.hpp"
#include "../support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <cstdint>

namespace samspill {
namespace {

using testing_support::below;
using testing_support::detailed_rows;

OverviewSums counted(const ActorNetwork& network, ActorId actor, TermId theme, std::int32_t month) {
    const ActivityColumns& activities = network.activities();
    OverviewSums sums;
    for (std::size_t j = 0; j < activities.size(); ++j) {
        if (activities.actor[j] == actor && activities.theme[j] == theme &&
            activities.period[j].includes(month)) {
            ++sums.activities;
            sums.seats += activities.capacity[j].value_or(0);
            sums.seats_unknown += activities.capacity[j].is_known() ? 0 : 1;
            sums.statutory = sums.statutory || activities.kind[j] == ActivityKind::statutory_task ||
                             !activities.mandate[j].is_none();
        }
    }
    return sums;
}

RC_GTEST_PROP(OverviewMatrixProp, CellsAreThoseOfCounting, ()) {
    const ActorNetwork network = detailed_rows().build();
    const MonthInterval months{-3 + below(3), 1 + below(8)};
    const OverviewMatrix matrix = overview_matrix(network, {.months = months});
    std::size_t cells = 0;
    for (std::uint32_t a = 0; a < network.actors().size(); ++a) {
        for (const OverviewThemeMonth& row : matrix.themes) { // each theme and month once, sorted
            const OverviewSums expected = counted(network, ActorId{a}, row.theme, row.month);
            if (expected.activities == 0) {
                continue;
            }
            RC_ASSERT(cells < matrix.cells.size());
            const OverviewCell& cell = matrix.cells[cells++];
            RC_ASSERT(cell.actor == ActorId{a});
            RC_ASSERT(cell.theme == row.theme);
            RC_ASSERT(cell.month == row.month);
            RC_ASSERT(cell.sums == expected);
        }
    }
    RC_ASSERT(cells == matrix.cells.size());
}

RC_GTEST_PROP(OverviewMatrixProp, TheOrderOfRowsChangesNothing, ()) {
    const testing_support::Rows rows = detailed_rows();
    const ActorNetwork network = rows.build();
    const ActorNetwork reversed = rows.shuffled().build();
    const OverviewMatrix a = overview_matrix(network);
    const OverviewMatrix b = overview_matrix(reversed);
    RC_ASSERT(test::same_table(overview_cells(network, a), overview_cells(reversed, b)));
    RC_ASSERT(test::same_table(overview_themes(network, a), overview_themes(reversed, b)));
}

} // namespace
} // namespace samspill
