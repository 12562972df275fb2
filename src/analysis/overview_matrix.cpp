#include <samspill/analysis/overview_matrix.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "../detail/statutory.hpp"
#include "offer_seats.hpp"
#include "stated_months.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <tuple>
#include <vector>

namespace samspill {
namespace {

void add(OverviewSums& sums, const OverviewSums& more) {
    sums.activities += more.activities;
    sums.seats = checked_add(sums.seats, more.seats);
    sums.seats_unknown += more.seats_unknown;
    sums.statutory = sums.statutory || more.statutory;
}

class Overview {
public:
    Overview(const ActorNetwork& network, MonthInterval months, const CoverageResult* coverage,
             RunControl* control)
        : network_{network}, months_{months}, coverage_{coverage}, control_{control} {}

    OverviewMatrix run() && {
        OverviewMatrix result;
        result.provenance = detail::provenance_of("overview_matrix", network_);
        detail::echo(result.provenance, "months", detail::text_of(months_));
        detail::echo(result.provenance, "with_coverage", coverage_ != nullptr ? "true" : "false");
        result.months = months_;
        add_cells(result);
        add_themes(result);
        return result;
    }

private:
    [[nodiscard]] std::size_t month_count() const {
        return static_cast<std::size_t>(std::int64_t{months_.to} - months_.from);
    }
    [[nodiscard]] std::size_t place_of(std::int32_t month) const {
        return static_cast<std::size_t>(std::int64_t{month} - months_.from);
    }

    [[nodiscard]] OverviewSums one(ActivityId activity) const {
        const Count seats = network_.activities().capacity[activity.position()];
        return {1, seats.value_or(0), seats.is_known() ? 0 : 1,
                detail::is_statutory(network_.activities(), activity)};
    }

    void add_cells(OverviewMatrix& result) const {
        const ActivityColumns& activities = network_.activities();
        std::vector<std::size_t> order(activities.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto key = [&](std::size_t j) { return std::tuple{activities.actor[j], activities.theme[j]}; };
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tuple{key(a), a} < std::tuple{key(b), b};
        });
        StageTicker ticker{control_, "counting activities by month", order.size() * month_count()};
        for (auto first = order.begin(); first != order.end();) {
            const auto last =
                std::find_if(first, order.end(), [&](std::size_t j) { return key(j) != key(*first); });
            std::vector<OverviewSums> by_month(month_count());
            for (auto j = first; j != last; ++j) {
                ticker.step(month_count());
                const MonthInterval shown = activities.period[*j].intersection(months_);
                const OverviewSums sums = one(ActivityId{*j});
                for (std::int32_t month = shown.from; month < shown.to; ++month) {
                    add(by_month[place_of(month)], sums);
                }
            }
            add_row(result, activities.actor[*first], activities.theme[*first], by_month);
            first = last;
        }
    }

    void add_row(OverviewMatrix& result, ActorId actor, TermId theme,
                 const std::vector<OverviewSums>& by_month) const {
        for (std::int32_t month = months_.from; month < months_.to; ++month) {
            if (const OverviewSums& sums = by_month[place_of(month)]; sums.activities > 0) {
                result.cells.push_back({actor, theme, month, sums});
            }
        }
    }

    void add_themes(OverviewMatrix& result) const {
        std::map<TermId, std::vector<OverviewThemeMonth>> themes;
        const auto rows_of = [&](TermId theme) -> std::vector<OverviewThemeMonth>& {
            const auto [entry, is_new] = themes.try_emplace(theme);
            for (std::int32_t month = months_.from; is_new && month < months_.to; ++month) {
                entry->second.push_back({theme, month, 0, {}, std::nullopt});
            }
            return entry->second;
        };
        for (const std::vector<TermId>* column : {&network_.activities().theme, &network_.needs().theme}) {
            for (const TermId theme : *column) {
                rows_of(theme);
            }
        }
        for (const OverviewCell& cell : result.cells) {
            OverviewThemeMonth& row = rows_of(cell.theme)[place_of(cell.month)];
            ++row.actors;
            add(row.sums, cell.sums);
        }
        if (coverage_ != nullptr) {
            for (const ThemeMonthCoverage& row : coverage_->by_theme_month) {
                if (months_.includes(row.month)) {
                    rows_of(row.theme)[place_of(row.month)].coverage = row.sums;
                }
            }
        }
        for (const auto& [theme, rows] : themes) {
            result.themes.insert(result.themes.end(), rows.begin(), rows.end());
        }
    }

    const ActorNetwork& network_;
    MonthInterval months_;
    const CoverageResult* coverage_;
    RunControl* control_;
};

} // namespace

OverviewMatrix overview_matrix(const ActorNetwork& network, const OverviewOptions& options,
                               const CoverageResult* coverage, RunControl* control) {
    if (!network.has(TableName::activities)) {
        throw MissingTable{"the overview needs the table activities"};
    }
    if (options.months) {
        detail::require_months(*options.months);
    }
    if (coverage != nullptr && coverage->provenance.network_fingerprint != network.fingerprint()) {
        throw InvalidArgument{"coverage must be of the network"};
    }
    const MonthInterval months =
        options.months.value_or(coverage != nullptr ? coverage->months : detail::stated_months(network));
    return Overview{network, months, coverage, control}.run();
}

} // namespace samspill
