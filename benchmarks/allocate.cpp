// Samspill's allocation on one instance from a file, timed without reading it, for compare_peers.py.
//
//     samspill_allocate flow|fair INSTANCE
//
// `flow` is the plain maximum flow, `fair` the allocation that coverage uses. INSTANCE is text: numbers of
// needs, activities and arcs; people of each need; seats of each activity; for each need the number of its
// arcs; for each arc its activity. Prints the people served, the seconds and CPU seconds of the second
// of two runs, and by how many MiB they raised the peak memory.
#include "measure.hpp"
#include "plain_flow.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string_view>

namespace samspill::benchmarks {
namespace {

AllocationProblem read_instance(const char* path) {
    std::ifstream file{path};
    file.exceptions(std::ios::failbit | std::ios::badbit);
    std::size_t needs = 0;
    std::size_t arcs = 0;
    AllocationProblem problem;
    file >> needs >> problem.graph.right_vertices >> arcs;
    problem.people.resize(needs);
    problem.priority.resize(needs, 1);
    problem.capacity.resize(problem.graph.right_vertices);
    problem.graph.begin.resize(needs + 1);
    problem.graph.target.resize(arcs);
    for (std::int64_t& people : problem.people) {
        file >> people;
    }
    for (std::int64_t& seats : problem.capacity) {
        file >> seats;
    }
    for (std::size_t need = 0; need < needs; ++need) {
        file >> problem.graph.begin[need + 1];
    }
    std::partial_sum(problem.graph.begin.begin(), problem.graph.begin.end(), problem.graph.begin.begin());
    for (std::uint32_t& activity : problem.graph.target) {
        file >> activity;
    }
    return problem;
}

void run(std::string_view kind, const char* path) {
    if (kind != "flow" && kind != "fair") {
        throw std::invalid_argument{"the first argument must be flow or fair"};
    }
    const AllocationProblem problem = read_instance(path);
    const double before = peak_mebibytes();
    const auto solve = [&] { return kind == "flow" ? plain_flow(problem) : allocate_fairly(problem).served; };
    solve();
    const Stopwatch watch;
    const std::int64_t served = solve();
    const Time time = watch.passed();
    std::printf("%lld %.9f %.9f %.1f\n", static_cast<long long>(served), time.seconds, time.cpu_seconds,
                peak_mebibytes() - before);
}

} // namespace
} // namespace samspill::benchmarks

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: samspill_allocate flow|fair INSTANCE\n", stderr);
        return 2;
    }
    try {
        samspill::benchmarks::run(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "samspill_allocate: %s\n", error.what());
        return 1;
    }
    return 0;
}
