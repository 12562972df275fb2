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
    [[nodiscard]] const std::vector<double>& weights() const noexcept { return weights_; }
    /// Changes less what preconditions explain of them, by weighted least squares; the changes themselves
    /// without preconditions.
    [[nodiscard]] std::vector<double> unexplained() const;

private:
    void add_strata();
    void add_centred(std::vector<double> column);

    std::vector<double> outcome_;
    std::vector<std::uint8_t> treated_;
    std::vector<std::uint32_t> stratum_;
    std::vector<std::uint32_t> cluster_;
    std::vector<double> weights_;
    std::vector<double> regressors_; ///< column by column
    std::vector<std::vector<double>> preconditions_;
};

} // namespace samspill::detail
