// Coverage as a whole, and the matching of needs with activities that it begins with.
#include <samspill/analysis/coverage.hpp>
#include <samspill/graph/eligibility.hpp>

#include "generated_network.hpp"

namespace samspill::benchmarks {
namespace {

void matching(benchmark::State& state, std::int64_t activities) {
    const ActorNetwork& network = generated_network(activities);
    std::size_t pairs = 0;
    for (auto _ : state) {
        const Eligibility eligibility{network, MatchOptions{}};
        pairs = 0;
        for (std::uint32_t need_class = 0; need_class < eligibility.need_classes(); ++need_class) {
            pairs += eligibility.activities(need_class).size();
        }
    }
    state.counters["eligible_pairs"] = static_cast<double>(pairs);
}

void whole(benchmark::State& state, std::int64_t activities) {
    const ActorNetwork& network = generated_network(activities);
    double covered = 0.0;
    for (auto _ : state) {
        covered = coverage(network).totals.sums.covered_low;
    }
    state.counters["covered_low"] = covered;
}

[[maybe_unused]] const bool registered =
    register_sizes("coverage", matching, "/matching") && register_sizes("coverage", whole);

} // namespace
} // namespace samspill::benchmarks
