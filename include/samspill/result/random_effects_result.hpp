// One mean effect over sites that differ, and what the next site may expect.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// Result of random_effects(). Print the prediction interval beside the mean: a mean above 0 can go with no
/// effect at all next door.
struct RandomEffectsResult {
    std::string_view method = "M3.18";
    std::string_view convention; ///< estimator of the variance between sites, kinds of limits; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::size_t sites = 0;
    double level = 0.0;               ///< of all limits
    std::optional<double> fixed_mean; ///< as if all sites had one effect
    std::optional<double> fixed_se;
    std::optional<double> q;   ///< squared distances from the fixed mean in variances, summed
    std::optional<double> q_p; ///< of so large a Q if all sites had one effect; chi-square, sites - 1 degrees
    std::optional<double> i_square;     ///< share of Q beyond what chance gives, in [0, 1)
    std::optional<double> tau_square;   ///< variance of the true effects between sites
    std::string_view tau_square_reason; ///< why it is 0 or not there; a literal
    std::optional<double> mean;         ///< of the true effects
    std::optional<double> se;
    std::optional<double> low; ///< limits of the mean, normal
    std::optional<double> high;
    std::optional<double> prediction_low; ///< limits of the effect at one more site, t with sites - 2 degrees
    std::optional<double> prediction_high;
    std::string_view prediction_reason; ///< why they are not there; a literal
    std::vector<double> site_effects;   ///< empirical Bayes, one for each site, in the order given
};

} // namespace samspill
