// Duplicate pairs, and the clusters with their verdicts on top of them.
#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/analysis/duplication.hpp>

#include "generated_network.hpp"

namespace samspill::benchmarks {
namespace {

void pairs_only(benchmark::State& state, std::int64_t activities) {
    const ActorNetwork& network = generated_network(activities);
    std::size_t pairs = 0;
    for (auto _ : state) {
        pairs = duplicate_pairs(network).size();
    }
    state.counters["pairs"] = static_cast<double>(pairs);
}

void whole(benchmark::State& state, std::int64_t activities) {
    const ActorNetwork& network = generated_network(activities);
    std::size_t clusters = 0;
    for (auto _ : state) {
        clusters = duplication(network).clusters.size();
    }
    state.counters["clusters"] = static_cast<double>(clusters);
}

[[maybe_unused]] const bool registered =
    register_sizes("duplication", pairs_only, "/pairs") && register_sizes("duplication", whole);

} // namespace
} // namespace samspill::benchmarks
