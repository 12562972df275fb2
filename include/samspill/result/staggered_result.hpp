// Effects of a treatment that starts at different times, group by group and period by period.
#pragma once

#include <samspill/model/vocabulary.hpp>
#include <samspill/result/measure.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// A number with its standard error and limits; what is missing has a reason.
struct StaggeredEstimate {
    Status status = Status::ok;
    std::string_view reason;        ///< a literal; empty when there is nothing to explain
    std::optional<double> estimate; ///< in units of the outcome
    std::optional<double> se;       ///< from influence functions, by cluster
    std::optional<double> low;      ///< pointwise limits, by the normal distribution
    std::optional<double> high;
    std::optional<double> band_low; ///< limits that enclose all numbers of the same kind together
    std::optional<double> band_high;
};

/// ATT(g, t): the effect in period t on those who were first treated in period g.
struct GroupTimeEffect {
    std::int32_t group = 0;
    std::int32_t period = 0;
    std::int32_t base = 0;   ///< period that outcomes are compared with
    bool is_after = false;   ///< t >= g; before that the effect should be 0
    std::size_t treated = 0; ///< units of the group with outcomes in both periods
    std::size_t controls = 0;
    StaggeredEstimate effect;
};

/// How group-time effects are put together (Callaway & Sant'Anna 2021).
enum class StaggeredAggregate : std::uint8_t {
    simple,           ///< all effects after treatment, weighted with the sizes of groups
    dynamic,          ///< by periods since treatment
    dynamic_overall,  ///< mean over those periods from 0 on
    group,            ///< by group, mean over its periods
    group_overall,    ///< weighted with the sizes of groups
    calendar,         ///< by period, weighted with the sizes of groups
    calendar_overall, ///< mean over the periods
};

template <>
struct Vocabulary<StaggeredAggregate> {
    static constexpr std::array<std::string_view, 7> names{
        "simple", "dynamic", "dynamic_overall", "group", "group_overall", "calendar", "calendar_overall"};
};

struct StaggeredAggregateEffect {
    StaggeredAggregate kind = StaggeredAggregate::simple;
    std::optional<std::int32_t> key; ///< periods since treatment, group or period
    std::size_t cells = 0;           ///< group-time effects that it is made of
    StaggeredEstimate effect;
};

/// Result of staggered_adoption().
struct StaggeredResult {
    std::string_view method = "M3.8";
    Status status = Status::ok;
    std::string_view reason; ///< why there is nothing; a literal
    std::size_t units = 0;   ///< that take part
    std::size_t clusters = 0;
    std::size_t never_treated = 0;
    std::size_t treated_at_first = 0; ///< units left out: without a period before treatment
    std::size_t rows_missing = 0;     ///< periods without an outcome, over all units
    double level = 0.0;
    std::int64_t replicates = 0; ///< of the bands; 0 without
    std::uint64_t seed = 0;
    std::vector<GroupTimeEffect> cells;               ///< by group, then period
    std::vector<StaggeredAggregateEffect> aggregates; ///< by kind, then key
};

} // namespace samspill
