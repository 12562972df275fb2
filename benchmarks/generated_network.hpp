// What all benchmarks share: their sizes, their names by slash paths, and one generated network a size.
#pragma once

#include "network_generator.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <string>

namespace samspill::benchmarks {

/// As many needs as activities and ten ties an activity.
inline GeneratorOptions options_of(std::int64_t activities) {
    return {.activities = activities, .needs = activities, .ties = 10 * activities};
}

/// The network of that many activities; made once, then kept for the other benchmarks.
inline const ActorNetwork& generated_network(std::int64_t activities) {
    static std::map<std::int64_t, ActorNetwork> made;
    auto found = made.find(activities);
    if (found == made.end()) {
        found = made.emplace(activities, generate(options_of(activities)).build()).first;
    }
    return found->second;
}

using SizedBenchmark = void (*)(benchmark::State& state, std::int64_t activities);

/// Registers `path`/activities=N`variant` for three sizes. Returns true, to be the value of a static object.
inline bool register_sizes(const std::string& path, SizedBenchmark run, const std::string& variant = {}) {
    for (const std::int64_t activities : {1'000, 10'000, 100'000}) {
        const std::string name = path + "/activities=" + std::to_string(activities) + variant;
        benchmark::RegisterBenchmark(name.c_str(), run, activities)->Unit(benchmark::kMillisecond);
    }
    return true;
}

} // namespace samspill::benchmarks
