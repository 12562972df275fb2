#include <samspill/analysis/recurrent_events.hpp>

#include "core/distribution_tails.hpp"
#include "core/require.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

namespace samspill {
namespace {

/// A person, and by how much the mean would differ had they had the mean number of events.
struct Watched {
    double end = 0.0;
    std::vector<double> events; ///< ascending
    std::size_t next = 0;       ///< first event that is still to come
    double surplus = 0.0;
};

std::vector<Watched> checked(std::span<const EventHistory> people) {
    std::vector<Watched> watched;
    watched.reserve(people.size());
    for (const EventHistory& person : people) {
        detail::require(std::isfinite(person.end) && person.end >= 0.0,
                        "ends must be finite and not negative");
        for (const double time : person.events) {
            detail::require(time >= 0.0 && time <= person.end, "events must lie between 0 and the end");
        }
        watched.push_back({person.end, person.events, 0, 0.0});
        std::sort(watched.back().events.begin(), watched.back().events.end());
    }
    // longest first, so that those at risk come first; and an order that does not depend on that of the input
    std::sort(watched.begin(), watched.end(), [](const Watched& a, const Watched& b) {
        return std::tie(b.end, b.events) < std::tie(a.end, a.events);
    });
    return watched;
}

std::vector<double> event_times(const std::vector<Watched>& people) {
    std::vector<double> times;
    for (const Watched& person : people) {
        times.insert(times.end(), person.events.begin(), person.events.end());
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

/// Events of the person at this time, which is not before any asked for earlier.
std::int64_t take_events(Watched& person, double time) {
    const std::size_t from = person.next;
    while (person.next < person.events.size() && person.events[person.next] == time) {
        ++person.next;
    }
    return static_cast<std::int64_t>(person.next - from);
}

/// The step at `time`, which follows those asked for before; moves the surplus of those at risk on.
MeanCumulativeStep next_step(std::vector<Watched>& people, double time, CompensatedSum& mean, double z) {
    MeanCumulativeStep step;
    step.time = time;
    const auto first_gone =
        std::partition_point(people.begin(), people.end(), [&](const Watched& p) { return p.end >= time; });
    step.at_risk = first_gone - people.begin();
    const auto at_risk = static_cast<double>(step.at_risk);
    std::vector<std::int64_t> own;
    own.reserve(static_cast<std::size_t>(step.at_risk));
    for (auto person = people.begin(); person != first_gone; ++person) {
        own.push_back(take_events(*person, time));
        step.events += own.back();
    }
    const double share = static_cast<double>(step.events) / at_risk;
    mean.add(share);
    for (std::size_t k = 0; k < own.size(); ++k) {
        people[k].surplus += (static_cast<double>(own[k]) - share) / at_risk;
    }
    CompensatedSum variance;
    for (const Watched& person : people) {
        variance.add(person.surplus * person.surplus);
    }
    step.mean = mean.value();
    step.se = std::sqrt(variance.value());
    const double factor = exponential(std::min(z * step.se / step.mean, 690.0));
    step.low = step.mean / factor;
    step.high = step.mean * factor;
    return step;
}

} // namespace

MeanCumulative mean_cumulative(std::span<const EventHistory> people, double level, RunControl* control) {
    detail::require(level > 0.0 && level < 1.0, "level must be between 0 and 1");
    std::vector<Watched> watched = checked(people);
    const std::vector<double> times = event_times(watched);
    const double z = detail::normal_quantile_of_upper_tail(0.5 * (1.0 - level));
    MeanCumulative result;
    result.level = level;
    result.n = static_cast<std::int64_t>(people.size());
    result.steps.reserve(times.size());
    StageTicker ticker{control, "recurrent events", times.size() * people.size()};
    CompensatedSum mean;
    for (const double time : times) {
        ticker.step(people.size());
        result.steps.push_back(next_step(watched, time, mean, z));
        result.events += result.steps.back().events;
    }
    if (people.empty()) {
        result.status = Status::not_applicable;
        result.reason = "empty";
    } else if (times.empty()) {
        result.reason = "no events";
    }
    return result;
}

} // namespace samspill
