// What a treated unit would have been like, put together from units that were not treated.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What a donor counts for; all weights together are 1.
struct DonorWeight {
    std::uint32_t unit = 0;
    double weight = 0.0;
};

/// The treated unit and its synthetic control in one period.
struct SyntheticControlGap {
    std::int32_t period = 0;
    bool is_after = false; ///< treated in this period
    double outcome = 0.0;
    double synthetic = 0.0;
    double gap = 0.0; ///< outcome - synthetic
};

/// A donor taken for treated, with a synthetic control of its own.
struct SyntheticControlPlacebo {
    std::uint32_t unit = 0;
    double pre_rmspe = 0.0;
    double post_rmspe = 0.0;
    double ratio = 0.0;   ///< post over pre; infinite after a fit without error, 0 where both are 0
    bool counted = false; ///< in p; else its fit before treatment is too poor
};

/// Result of synthetic_control(). RMSPE: root mean squared gap, in units of the outcome.
struct SyntheticControlResult {
    std::string_view method = "M3.7";
    std::string_view convention; ///< who may be a donor of placebos; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t donors = 0;  ///< with an outcome in every period that counts
    std::size_t donors_left_out = 0;
    std::size_t pre_periods = 0; ///< in which the treated unit was observed
    std::size_t post_periods = 0;
    std::size_t periods_left_out = 0;         ///< in which it was not
    std::vector<DonorWeight> weights;         ///< by unit, those above 0; there too when the fit is poor
    bool weights_unique = false;              ///< no other weights fit as well
    std::optional<double> pre_rmspe;          ///< there too when the fit is poor
    std::optional<double> relative_pre_rmspe; ///< over the standard deviation before treatment
    std::optional<double> estimate;           ///< mean gap after treatment
    std::optional<double> post_rmspe;
    std::optional<double> ratio;           ///< post over pre RMSPE; infinite after a fit without error
    std::vector<SyntheticControlGap> gaps; ///< by period
    std::vector<SyntheticControlPlacebo> placebos; ///< by unit
    std::size_t arrangements = 0;                  ///< counted placebos and the treated unit
    std::size_t as_extreme = 0;                    ///< of them, with a ratio as large
    std::optional<double> p;                       ///< as_extreme / arrangements
    std::optional<double> smallest_p;              ///< 1 / arrangements
    std::string_view p_reason;                     ///< why there is no p; a literal
};

} // namespace samspill
