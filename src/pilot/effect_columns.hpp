// Private to the pilots: changes of units as columns of a regression.
#pragma once

#include <samspill/pilot/clustered_regression.hpp>

#include "pilot/effect_rows.hpp"

#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Columns of the regression of changes on treatment. The treatment is column 1, after the constant, and its
/// coefficient is that of difference_of(): strata stand as their dummies less their means, and multiplied by
/// treatment (Lin 2013). Preconditions stand less their means. Without controls the constant stands alone,
/// column 0.
class EffectColumns {
public:
    EffectColumns(const std::vector<EffectRow>& rows, bool with_controls);

    /// Views of this object.
    [[nodiscard]] ClusteredRegression regression() const noexcept;
    [[nodiscard]] const std::vector<double>& outcome() const noexcept { return outcome_; }
    [[nodiscard]] const std::vector<std::uint8_t>& treated() const noexcept { return treated_; }
    [[nodiscard]] const std::vector<std::uint32_t>& stratum() const noexcept { return stratum_; }
    /// Whether columns explain each other, such as preconditions each other, treatment or strata.
    [[nodiscard]] bool are_collinear() const;

private:
    void add_strata();
    void add_centred(std::vector<double> column);

    std::vector<double> outcome_;
    std::vector<std::uint8_t> treated_;
    std::vector<std::uint32_t> stratum_;
    std::vector<std::uint32_t> cluster_;
    std::vector<double> weights_;
    std::vector<double> regressors_; ///< column by column
};

} // namespace samspill::detail
