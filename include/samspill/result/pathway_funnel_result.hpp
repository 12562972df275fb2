// How many of those who enter a pathway get through each of its stages.
#pragma once

#include <samspill/result/exact_test.hpp>
#include <samspill/result/interval.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/survival_result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// One stage of one group.
struct FunnelConversion {
    std::uint32_t group = 0;
    std::size_t stage = 0;
    std::optional<std::int64_t> entered; ///< none when unknown, which is not 0
    std::optional<std::int64_t> passed;
    Interval conversion; ///< passed / entered with exact limits (Clopper & Pearson)
    /// Entered here less passed at the stage before: below 0 left between the stages, above 0 came in beside.
    std::optional<std::int64_t> between;
};

/// All stages of one group.
struct FunnelPathway {
    std::uint32_t group = 0;
    Status status = Status::ok;    ///< `unknown` with a stage that is not known
    std::string_view reason;       ///< a literal; empty when there is nothing to explain
    std::optional<double> through; ///< product of the conversions
    std::optional<double> low;     ///< limits of the product; they hold at least as often as the level says
    std::optional<double> high;
    std::optional<double> reached; ///< of those who entered the first stage: entered · through
};

/// Two groups at one stage.
struct FunnelComparison {
    std::size_t stage = 0;
    std::uint32_t first = 0; ///< groups, first < second
    std::uint32_t second = 0;
    std::optional<double> difference; ///< conversion of the first less that of the second
    ExactTest test;                   ///< Fisher's, two-sided, with the smallest p that could come out
};

/// How long it takes to pass a stage.
struct FunnelTime {
    std::uint32_t group = 0;
    std::size_t stage = 0;
    SurvivalCurve curve; ///< share who have not passed, by time since they entered
};

/// Result of pathway_funnel().
struct PathwayFunnelResult {
    std::string_view method = "M2.15";
    std::string_view convention = "product of conversions; limits by stage at 1 - (1 - level) / stages";
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t stages = 0;
    double level = 0.0;
    std::vector<FunnelConversion> conversions; ///< by group, then stage
    std::vector<FunnelPathway> pathways;       ///< by group
    std::vector<FunnelComparison> comparisons; ///< by stage, then groups
    std::vector<FunnelTime> times;             ///< by group, then stage, where there are times
};

} // namespace samspill
