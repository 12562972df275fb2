// Private to the pilots: the difference of changes that preconditions leave, again and again with other units
// treated.
#pragma once

#include "pilot/effect_rows.hpp"
#include "pilot/label_permutation.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

/// The coefficient of treatment in the regression of changes on treatment, strata, treatment times strata
/// less their means, and preconditions, as a function of who was treated: the regression is made again for
/// every arrangement. It is the difference of means within strata, of changes and of preconditions, the
/// latter times the slopes that they have within arms and strata. Labels as in DifferenceStatistic. A
/// precondition that says within arms and strata what the ones before it say has no slope; arrangements that
/// are such a precondition themselves have no statistic. O(rows · preconditions + strata · preconditions² +
/// preconditions³).
class AdjustedDifference final : public LabelStatistic {
public:
    AdjustedDifference(const std::vector<EffectRow>& rows, std::vector<std::uint32_t> of_row,
                       std::uint32_t never);

    [[nodiscard]] LabelledStatistic of(std::span<const std::uint32_t> labels) const override;
    /// What a unit of each precondition adds to a change; one a precondition.
    [[nodiscard]] std::vector<double> slopes(std::span<const std::uint32_t> labels) const;

private:
    struct Sums;
    [[nodiscard]] Sums sums_of(std::span<const std::uint32_t> labels) const;
    [[nodiscard]] std::vector<double> products_within(const Sums& sums) const;
    void solve(std::vector<double>& products) const;
    [[nodiscard]] bool is_told_by_preconditions(const std::vector<double>& solved,
                                                const std::vector<double>& difference, double total) const;

    std::size_t names_ = 0; ///< preconditions
    std::size_t strata_ = 0;
    std::vector<double> columns_; ///< rows · (preconditions, change, treated), less their means
    std::vector<double> length_;  ///< root mean squares of the preconditions, which columns_ are divided by
    std::vector<double> weight_;
    std::vector<std::uint32_t> stratum_; ///< numbered from 0 without gaps
    std::vector<double> products_; ///< strata · preconditions · columns, over the rows of each stratum
    std::vector<std::uint32_t> of_row_;
    std::uint32_t never_;
};

/// The coefficient as it was observed. `skip`: a row that is left out. Nothing without both arms in a
/// stratum.
[[nodiscard]] std::optional<double> adjusted_difference_of(const std::vector<EffectRow>& rows,
                                                           std::optional<std::size_t> skip = std::nullopt);

/// Rows whose changes are less what preconditions add to them. There must be rows of both arms.
[[nodiscard]] std::vector<EffectRow> without_preconditions(const std::vector<EffectRow>& rows);

} // namespace samspill::detail
