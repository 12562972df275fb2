// Private to the pilots: the difference of changes, again and again with other units treated.
#pragma once

#include "pilot/effect_rows.hpp"
#include "pilot/label_permutation.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// difference_of() as a function of labels. Row k takes the label at place `of_row[k]` and is treated unless
/// it is `never`. Strata that come to have one arm are left out. O(rows).
class DifferenceStatistic final : public LabelStatistic {
public:
    /// `outcome`: one a row, such as its change; rows count by their weights.
    DifferenceStatistic(const std::vector<EffectRow>& rows, std::vector<double> outcome,
                        std::vector<std::uint32_t> of_row, std::uint32_t never);

    [[nodiscard]] LabelledStatistic of(std::span<const std::uint32_t> labels) const override;

private:
    std::vector<double> outcome_; ///< times the weight
    std::vector<double> exposed_; ///< the weight of rows that were treated, else 0
    std::vector<double> weight_;
    std::vector<std::uint32_t> stratum_; ///< numbered from 0 without gaps
    std::size_t strata_ = 0;
    std::vector<std::uint32_t> of_row_;
    std::uint32_t never_;
};

} // namespace samspill::detail
