#include <samspill/analysis/demand_cells.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>
#include <samspill/graph/eligibility.hpp>

#include "../detail/options_echo.hpp"
#include "../model/actor_chains.hpp"
#include "need_verdict.hpp"
#include "stated_months.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace samspill {
namespace {

class DemandCellTable {
public:
    DemandCellTable(const ActorNetwork& network, const DemandCellOptions& options, RunControl* control)
        : network_{network}, options_{options}, months_{options.months.value_or(
                                                    detail::stated_months(network))},
          eligibility_{network, options.match, control}, houses_{houses_of(network.actors())}, control_{
                                                                                                   control} {
        detail::require_months(months_);
    }

    DemandCells run() && {
        const std::map<Key, std::vector<std::uint32_t>> classes = classes_by_key();
        StageTicker ticker{control_, "judging cells", classes.size()};
        for (const auto& [key, of_key] : classes) {
            ticker.step();
            for (std::int32_t month = months_.from; month < months_.to; ++month) {
                add_cell(of_key, month);
            }
        }
        result_.provenance = detail::provenance_of("demand_cells", network_);
        detail::echo(result_.provenance, "backup_share", detail::text_of(options_.backup_share));
        detail::echo(result_.provenance, options_.match);
        return std::move(result_);
    }

private:
    using Key = std::tuple<TermId, AreaId, TermId, TermId>;

    /// Classes of equal needs; those of one cell differ in period, ages and the like.
    [[nodiscard]] std::map<Key, std::vector<std::uint32_t>> classes_by_key() const {
        const NeedColumns& needs = network_.needs();
        std::map<Key, std::vector<std::uint32_t>> classes;
        for (std::uint32_t k = 0; k < eligibility_.need_classes(); ++k) {
            const std::size_t i = eligibility_.members(k).front().position();
            classes[{needs.theme[i], needs.area[i], needs.target_group[i], needs.language[i]}].push_back(k);
        }
        return classes;
    }

    void add_cell(std::span<const std::uint32_t> classes, std::int32_t month) {
        const MonthInterval this_month{month, month + 1};
        detail::SeatsAndNeed sums;
        offers_.clear();
        const NeedColumns& needs = network_.needs();
        for (const std::uint32_t k : classes) {
            const std::span<const NeedId> members = eligibility_.members(k);
            if (!needs.period[members.front().position()].overlaps(this_month)) {
                continue;
            }
            for (const NeedId need : members) {
                const Count people = needs.people[need.position()];
                sums.people = checked_add(sums.people, people.value_or(0));
                sums.needs_unknown += people.is_known() ? 0 : 1;
                ++sums.needs;
            }
            const std::span<const std::uint32_t> offers = eligibility_.offers(k);
            offers_.insert(offers_.end(), offers.begin(), offers.end());
        }
        if (sums.needs > 0) {
            const std::int64_t activities = add_seats(sums, this_month);
            keep(classes.front(), month, sums, activities);
        }
    }

    /// Seats of what was collected and runs in the month; how many activities these are.
    std::int64_t add_seats(detail::SeatsAndNeed& sums, MonthInterval month) {
        const ActivityColumns& offers = network_.activities();
        std::sort(offers_.begin(), offers_.end());
        offers_.erase(std::unique(offers_.begin(), offers_.end()), offers_.end());
        std::int64_t activities = 0;
        detail::IndependentSeats independent;
        for (const std::uint32_t offer : offers_) {
            for (const ActivityId activity : eligibility_.activities_in(offer)) {
                if (offers.period[activity.position()].overlaps(month)) {
                    const Count seats = offers.capacity[activity.position()];
                    sums.seats = checked_add(sums.seats, seats.value_or(0));
                    sums.seats_unknown += seats.is_known() ? 0 : 1;
                    independent.add(houses_[offers.actor[activity.position()].position()], seats);
                    ++activities;
                }
            }
        }
        sums.independent = independent.are_independent();
        return activities;
    }

    void keep(std::uint32_t need_class, std::int32_t month, const detail::SeatsAndNeed& sums,
              std::int64_t activities) {
        const NeedColumns& needs = network_.needs();
        const std::size_t i = eligibility_.members(need_class).front().position();
        const detail::NeedVerdict verdict = detail::judge(sums, options_.backup_share);
        const bool is_known = sums.needs_unknown == 0 && sums.seats_unknown == 0;
        DemandCell& cell = result_.cells.emplace_back();
        cell.theme = needs.theme[i];
        cell.area = needs.area[i];
        cell.target_group = needs.target_group[i];
        cell.language = needs.language[i];
        cell.month = month;
        cell.people = sums.people;
        cell.needs_unknown = sums.needs_unknown;
        cell.activities = activities;
        cell.seats = sums.seats;
        cell.seats_unknown = sums.seats_unknown;
        cell.surplus = verdict.surplus;
        cell.verdict = verdict.verdict;
        if (is_known) {
            cell.gap = std::max<std::int64_t>(0, sums.people - sums.seats);
            result_.people = checked_add(result_.people, sums.people);
            result_.covered = checked_add(result_.covered, std::min(sums.people, sums.seats));
        }
    }

    const ActorNetwork& network_;
    const DemandCellOptions& options_;
    MonthInterval months_;
    Eligibility eligibility_;
    std::vector<std::uint32_t> houses_; // the topmost actor above each
    RunControl* control_;
    std::vector<std::uint32_t> offers_; // offer classes of the cell at hand
    DemandCells result_;
};

} // namespace

DemandCells demand_cells(const ActorNetwork& network, const DemandCellOptions& options, RunControl* control) {
    if (!network.has(TableName::needs) || !network.has(TableName::activities)) {
        throw MissingTable{"demand cells need the tables needs and activities"};
    }
    if (!std::isfinite(options.backup_share) || options.backup_share < 0.0) {
        throw InvalidArgument{"backup_share must be 0 or more"};
    }
    return DemandCellTable{network, options, control}.run();
}

} // namespace samspill
