// An offer, a statutory task or a piece of information.
#pragma once

#include <samspill/core/age_range.hpp>
#include <samspill/core/count.hpp>
#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/model/vocabulary.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// One row of the table `activities`. An empty list states no restriction.
struct Activity {
    std::string id{};
    std::string name{};
    std::string actor{}; ///< id of the actor that offers it
    ActivityKind kind = ActivityKind::offer;
    std::string theme{};
    std::vector<std::string> target_groups{};
    std::vector<std::string> areas{}; ///< ids of the areas it serves, each with all areas inside it
    std::vector<std::string> languages{};
    MonthInterval period{};
    std::string schedule{}; ///< RRULE
    AgeRange ages{};
    Count capacity{};             ///< people it can take in its whole period
    std::optional<double> cost{}; ///< price for a participant
    Count minutes{};              ///< length of one meeting
    std::string description{};
    Date last_confirmed{};
    std::vector<std::string> after{};  ///< ids of activities that must come first
    std::string mandate{};             ///< law or mandate that obliges the actor to offer it
    Count in_use{};                    ///< people who hold a seat already
    std::vector<std::string> access{}; ///< what it provides, such as step_free or childcare
};

/// The table `activities` as an ActorNetwork keeps it, sorted by id.
struct ActivityColumns {
    std::vector<TermId> id;
    std::vector<TermId> name;
    std::vector<ActorId> actor;
    std::vector<ActivityKind> kind;
    std::vector<TermId> theme;
    ListColumn<TermId> target_groups;
    ListColumn<AreaId> areas;
    ListColumn<TermId> languages;
    std::vector<MonthInterval> period;
    std::vector<TermId> schedule;
    std::vector<AgeRange> ages;
    std::vector<Count> capacity;
    std::vector<std::optional<double>> cost;
    std::vector<Count> minutes;
    std::vector<TermId> description;
    std::vector<Date> last_confirmed;
    ListColumn<ActivityId> after;
    std::vector<TermId> mandate;
    std::vector<Count> in_use;
    ListColumn<TermId> access;

    /// Seats that nobody holds yet: capacity - in_use, never below 0; unknown when the capacity is. Where
    /// nobody stated how many are in use, all are free.
    [[nodiscard]] Count free_seats(ActivityId activity) const noexcept {
        const Count seats = capacity[activity.position()];
        const std::int64_t held = in_use[activity.position()].value_or(0);
        return seats.is_known() ? Count{std::max<std::int64_t>(0, seats.value() - held)} : seats;
    }
    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
};

} // namespace samspill
