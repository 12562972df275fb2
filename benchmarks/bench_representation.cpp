// Balance of all forums, and the exact tests whose cost grows with the number of possible outcomes.
#include <samspill/analysis/exact_tests.hpp>
#include <samspill/analysis/representation.hpp>

#include "generated_network.hpp"

#include <vector>

namespace samspill::benchmarks {
namespace {

void whole(benchmark::State& state, std::int64_t activities) {
    const ActorNetwork& network = generated_network(activities);
    std::size_t forums = 0;
    for (auto _ : state) {
        forums = representation(network).forums.size();
    }
    state.counters["forums"] = static_cast<double>(forums);
}

/// Seats as uneven as a small forum's, spread over five sectors.
std::vector<std::int64_t> seats_in_five_sectors(std::int64_t seats) {
    std::vector<std::int64_t> sectors{seats / 2, seats / 4, seats / 8, seats / 16, 0};
    for (std::size_t k = 0; k < sectors.size() - 1; ++k) {
        seats -= sectors[k];
    }
    sectors.back() = seats;
    return sectors;
}

void multinomial(benchmark::State& state, std::int64_t seats) {
    const std::vector<std::int64_t> observed = seats_in_five_sectors(seats);
    const std::vector<double> baseline{3.0, 2.0, 2.0, 1.0, 1.0};
    ExactTest test;
    for (auto _ : state) {
        test = multinomial_test(observed, baseline);
        benchmark::DoNotOptimize(test.p);
    }
    state.counters["outcomes"] = static_cast<double>(test.outcomes.value_or(0));
}

void hypergeometric(benchmark::State& state, std::int64_t seats) {
    const std::vector<std::int64_t> observed = seats_in_five_sectors(seats);
    const std::vector<std::int64_t> pool{300, 200, 200, 100, 100};
    ExactTest test;
    for (auto _ : state) {
        test = hypergeometric_test(observed, pool);
        benchmark::DoNotOptimize(test.p);
    }
    state.counters["outcomes"] = static_cast<double>(test.outcomes.value_or(0));
}

bool register_seats(const std::string& test, SizedBenchmark run) {
    for (const std::int64_t seats : {12, 40, 80}) {
        const std::string name = "exact_test/" + test + "/sectors=5/seats=" + std::to_string(seats);
        benchmark::RegisterBenchmark(name.c_str(), run, seats)->Unit(benchmark::kMillisecond);
    }
    return true;
}

[[maybe_unused]] const bool registered = register_sizes("representation", whole) &&
                                         register_seats("multinomial", multinomial) &&
                                         register_seats("hypergeometric", hypergeometric);

} // namespace
} // namespace samspill::benchmarks
