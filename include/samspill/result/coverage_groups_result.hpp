// Who is reached in each group of needs, and how unequal the groups are.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/loss_cascade.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace samspill {

/// What the needs of one group have in common.
enum class Grouping : std::uint8_t {
    theme,
    target_group,
    area,        ///< nested: an area also shows the needs of the areas inside it
    month,       ///< a need counts in every month of its period
    language,    ///< the language that the need asks for
    entry_point, ///< the actor that refers them
    former_unit, ///< of the need's area, or of the nearest area around it that states one
};
[[nodiscard]] std::string_view to_string(Grouping grouping) noexcept;

/// The common value: a term (theme, target group, language, former unit), an area, an entry point or a month.
/// An id that is `none` stands for needs that state nothing; they are a group of their own.
using GroupKey = std::variant<TermId, AreaId, ActorId, std::int32_t>;

/// Coverage of the needs of one group. Shares name their denominator: the people of these needs.
struct GroupCoverage {
    GroupKey key;
    CoverageSums sums; ///< in an area: of its needs and of those of all areas inside it
    /// Sums of the ends of what each need gets over offers its entry point can find: bounds that need not be
    /// reached at once. Nothing without people, and when no tie records knowledge.
    std::optional<double> known_low;
    std::optional<double> known_high;
    /// People of `sums` who are lost at each stage of the coverage's cascade (methods M4.3), in the readings
    /// that cover least and most.
    PerStage<double> lost_least{};
    PerStage<double> lost_most{};
    CoverageSums own; ///< without the areas inside it; the same as `sums` in all other groupings
    Count population; ///< inhabitants of an area where stated; unknown in all other groupings

    [[nodiscard]] std::optional<double> known_share_low() const noexcept;
    [[nodiscard]] std::optional<double> known_share_high() const noexcept;
    /// `people` for each 1000 inhabitants; nothing where these are unknown or 0. May exceed 1000, because one
    /// inhabitant may have several needs.
    [[nodiscard]] std::optional<double> per_1000(double people) const noexcept;
};

/// How unequally the groups are covered at one end of the intervals. Groups without people take no part.
struct CoverageEquity {
    Measure gap;                      ///< covered share of the best group minus that of the worst
    std::optional<std::size_t> best;  ///< position in CoverageGroups::groups; of equal ones the first by id
    std::optional<std::size_t> worst; ///< nothing where the gap is not applicable
    Measure theil;                    ///< between needs; = theil_between + theil_within
    Measure theil_between;            ///< between the groups
    Measure theil_within;             ///< between the needs of one group, weighted by its covered people
};

/// Result of coverage_by(). Keys are those of the network it was computed from.
struct CoverageGroups {
    Provenance provenance;
    Grouping grouping = Grouping::theme;
    StageOrder stage_order = default_stage_order; ///< of the losses
    PerStage<Status> stage_status{};              ///< as in the coverage's cascade
    MonthInterval months{};                       ///< months that are groups, in the grouping by month
    std::vector<GroupCoverage> groups;            ///< by id, needs that state nothing last
    std::int64_t needs_outside = 0;               ///< needs that last in none of `months`; in no group
    /// Each end of the intervals is one state of affairs: unknown seats are none (low) or enough (high). The
    /// two are no bounds of the measures, for inequality need not move in one direction with coverage.
    CoverageEquity equity_low;
    CoverageEquity equity_high;
};

} // namespace samspill
