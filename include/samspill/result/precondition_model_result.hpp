// How many events a municipality's preconditions would lead one to expect.
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

/// poisson: counts with mean size · exp(Xβ), where size is the exposure; logistic: events among size trials,
/// with the chance 1 / (1 + exp(-Xβ)).
enum class CountModel : std::uint8_t { poisson, logistic };

template <>
struct Vocabulary<CountModel> {
    static constexpr std::array<std::string_view, 2> names{"poisson", "logistic"};
};

/// Result of expected_counts().
struct PreconditionModelResult {
    std::string_view method = "M3.10";
    std::string_view convention; ///< the model; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t units = 0;
    std::size_t preconditions = 0;
    std::size_t most_preconditions = 0; ///< that so many units allow
    /// The constant, then one for each precondition: ln rate or ln odds for one more of its unit.
    std::vector<double> coefficients;
    std::vector<double> standard_errors;
    std::optional<double> deviance;
    std::optional<double> degrees_of_freedom; ///< units - preconditions - 1
    std::vector<double> expected; ///< counts, in the order given; their sum is that of the observed
    /// The same from a fit to all other units, so that no unit sets its own standard; none where that fit is
    /// not possible.
    std::vector<std::optional<double>> left_out_expected;
    std::string_view left_out_reason; ///< why some are not there; a literal
};

} // namespace samspill
