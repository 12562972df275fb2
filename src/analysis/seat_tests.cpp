#include "seat_tests.hpp"

#include "core/parallel.hpp"

#include <cmath>
#include <optional>
#include <utility>

namespace samspill::detail {
namespace {

std::optional<std::vector<std::int64_t>> whole(const std::vector<double>& values) {
    std::vector<std::int64_t> counts;
    counts.reserve(values.size());
    for (const double value : values) {
        if (value != std::trunc(value)) {
            return std::nullopt;
        }
        counts.push_back(static_cast<std::int64_t>(value));
    }
    return counts;
}

ExactTest not_whole() {
    ExactTest test;
    test.status = Status::not_applicable;
    test.reason = "seats weighted by time are not whole";
    return test;
}

ExactTest made(SeatTest kind, const std::vector<double>& seats, const std::vector<double>& weights,
               const ExactTestOptions& options) {
    const auto counts = whole(seats);
    if (!counts) {
        return not_whole();
    }
    if (kind == SeatTest::multinomial) {
        return multinomial_test(*counts, weights, options);
    }
    const auto pool = whole(weights);
    return pool ? hypergeometric_test(*counts, *pool, options) : not_whole();
}

} // namespace

std::size_t SeatTests::add(SeatTest kind, std::vector<double> seats, std::vector<double> weights) {
    const auto [entry, is_new] =
        numbers_.emplace(Key{kind, std::move(seats), std::move(weights)}, keys_.size());
    if (is_new) {
        keys_.push_back(&entry->first);
    }
    return entry->second;
}

void SeatTests::compute(RunControl* control) {
    constexpr std::uint64_t steps_of_a_test = 4096; // it may take as long as that many small steps
    tests_.resize(keys_.size());
    run_in_parallel(keys_.size(), control, "balancing forums", [&](std::size_t k, RunControl* own) {
        StageTicker ticker{own};
        ticker.step(steps_of_a_test);
        const auto& [kind, seats, weights] = *keys_[k];
        tests_[k] = made(kind, seats, weights, options_);
    });
}

} // namespace samspill::detail
