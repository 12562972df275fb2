// How long something lasts when for some it is not over yet: curves, restricted means, recurrent events.
#pragma once

#include <samspill/result/interval.hpp>
#include <samspill/result/measure.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// One time at which somebody had the event or was censored.
struct SurvivalStep {
    double time = 0.0;
    std::int64_t at_risk = 0;  ///< just before this time
    std::int64_t events = 0;   ///< at this time
    std::int64_t censored = 0; ///< at this time, counted as still at risk for its events
    double survival = 1.0;     ///< share without the event after this time
    double greenwood =
        0.0; ///< Σ d/(n(n - d)) up to here: the variance of ln survival; infinite at survival 0
    std::optional<double> se;  ///< Greenwood's standard error; none at survival 0
    std::optional<double> low; ///< limits on the scale of ln(-ln survival); none at survival 0 and 1
    std::optional<double> high;
};

/// A Kaplan-Meier curve; survival is 1 before the first step. Times have the unit of the input.
struct SurvivalCurve {
    std::string_view method = "M1.10";
    std::string_view convention = "Kaplan-Meier, Greenwood, log-log limits";
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::int64_t n = 0;      ///< people
    std::int64_t events = 0;
    double level = 0.0;              ///< of the limits
    std::vector<SurvivalStep> steps; ///< in ascending time; empty without people
    /// First time at which survival is at most one half, and the same of the limits; a missing one was not
    /// reached.
    Interval median;
};

/// Mean time without the event until a chosen time: the area under a curve.
struct RestrictedMean {
    std::string_view method = "M1.10";
    Status status = Status::ok;
    std::string_view reason; ///< a literal
    double until = 0.0;      ///< upper end of the area
    std::optional<double> mean;
    std::optional<double> se;
};

/// One time at which events happened.
struct MeanCumulativeStep {
    double time = 0.0;
    std::int64_t at_risk = 0;
    std::int64_t events = 0; ///< of all people at this time
    double mean = 0.0;       ///< expected events of one person up to this time
    double se = 0.0;         ///< robust: the events of one person may depend on one another
    double low = 0.0;        ///< mean · e^(-z se/mean)
    double high = 0.0;       ///< mean · e^(z se/mean)
};

/// Mean number of events a person, over time.
struct MeanCumulative {
    std::string_view method = "M1.10";
    std::string_view convention = "Nelson-Aalen, robust variance, log limits";
    Status status = Status::ok;
    std::string_view reason;
    std::int64_t n = 0; ///< people
    std::int64_t events = 0;
    double level = 0.0;
    std::vector<MeanCumulativeStep> steps; ///< in ascending time; empty when nothing happened
};

} // namespace samspill
