// People with one need in one place and period.
#pragma once

#include <samspill/core/age_range.hpp>
#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/core/month_interval.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// Order in which needs are served: 1 before 2 and so on; a need without a stated priority comes last.
inline constexpr std::int32_t lowest_priority = std::numeric_limits<std::int32_t>::max();

/// One row of the table `needs`. An attribute that is not stated makes no demand on the offer.
struct Need {
    std::string id{};
    std::string theme{};
    std::string target_group{};
    std::string area{};
    std::string language{};
    MonthInterval period{};
    AgeRange ages{};
    Count people{};                          ///< people who have the need; unknown when nobody counted
    std::int32_t priority = lowest_priority; ///< 1 = most urgent
    std::string entry_point{};               ///< id of the actor that refers them
    std::string mandate{};                   ///< law or mandate that obliges somebody to meet the need
    std::optional<double> max_cost{};        ///< highest price for a participant that people can pay
    std::vector<std::string> access{};       ///< what must be provided, such as step_free or childcare
};

/// The table `needs` as an ActorNetwork keeps it, sorted by id.
struct NeedColumns {
    std::vector<TermId> id;
    std::vector<TermId> theme;
    std::vector<TermId> target_group;
    std::vector<AreaId> area;
    std::vector<TermId> language;
    std::vector<MonthInterval> period;
    std::vector<AgeRange> ages;
    std::vector<Count> people;
    std::vector<std::int32_t> priority;
    std::vector<ActorId> entry_point;
    std::vector<TermId> mandate;
    std::vector<std::optional<double>> max_cost;
    ListColumn<TermId> access;

    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
};

} // namespace samspill
