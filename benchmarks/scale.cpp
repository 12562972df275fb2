// The main job once, with the time of every step and the peak memory of the process.
//
//     samspill_scale [ACTIVITIES]       a generated network: as many needs, ten times as many ties (100000)
//     samspill_scale nation [ROWS]      a generated nation: coverage of so many needs by as many activities
//                                       (1000000), with the eligible pairs before and after compression
//     samspill_scale FOLDER [ROUNDS]    a study in CSV tables, median of ROUNDS rounds with min and max (21)
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/representation.hpp>
#include <samspill/io/table_loader.hpp>

#include "measure.hpp"
#include "nation_generator.hpp"
#include "network_generator.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::benchmarks {
namespace {

/// Times of the named steps, in the order in which they first ran.
class Steps {
public:
    /// Runs `step` and keeps its time.
    template <class Step>
    auto time(std::string_view name, Step step) {
        const Stopwatch watch;
        auto made = step();
        times_of(name).push_back(watch.passed());
        return made;
    }

    /// Adds a row with the sum of all steps of each round so far.
    void add_sum(const std::string& name) {
        std::vector<Time> sums(steps_.front().times.size());
        for (const Row& step : steps_) {
            for (std::size_t round = 0; round < sums.size(); ++round) {
                sums[round].seconds += step.times[round].seconds;
                sums[round].cpu_seconds += step.times[round].cpu_seconds;
            }
        }
        steps_.push_back({name, sums});
    }

    void print() const {
        std::printf("%-16s %12s %12s %12s %14s\n", "step", "median ms", "min ms", "max ms", "median CPU ms");
        for (const Row& step : steps_) {
            const std::vector<double> wall = sorted(step.times, &Time::seconds);
            const std::vector<double> cpu = sorted(step.times, &Time::cpu_seconds);
            std::printf("%-16s %12.3f %12.3f %12.3f %14.3f\n", step.name.c_str(), 1e3 * wall[wall.size() / 2],
                        1e3 * wall.front(), 1e3 * wall.back(), 1e3 * cpu[cpu.size() / 2]);
        }
        std::printf("peak memory %.0f MiB\n", peak_mebibytes());
    }

private:
    struct Row {
        std::string name;
        std::vector<Time> times;
    };

    std::vector<Time>& times_of(std::string_view name) {
        const auto found =
            std::find_if(steps_.begin(), steps_.end(), [&](const Row& step) { return step.name == name; });
        return found != steps_.end() ? found->times : steps_.emplace_back(Row{std::string{name}, {}}).times;
    }

    static std::vector<double> sorted(const std::vector<Time>& times, double Time::*part) {
        std::vector<double> values;
        values.reserve(times.size());
        for (const Time& time : times) {
            values.push_back(time.*part);
        }
        std::sort(values.begin(), values.end());
        return values;
    }

    std::vector<Row> steps_;
};

void analyse(const ActorNetwork& network, Steps& steps, bool tell) {
    const CoverageResult covered = steps.time("coverage", [&] { return coverage(network); });
    const DuplicationResult doubled = steps.time("duplication", [&] { return duplication(network); });
    const RepresentationResult balance =
        steps.time("representation", [&] { return representation(network); });
    if (tell) {
        const CoverageSums& sums = covered.totals.sums;
        std::printf("%zu activities, %zu needs, %zu ties\n", network.activities().size(),
                    network.needs().size(), network.ties().size());
        std::printf("%lld people, covered %.1f to %.1f; %zu duplicate pairs, %zu clusters; %zu forums\n",
                    static_cast<long long>(sums.people), sums.covered_low, sums.covered_high,
                    doubled.pairs.size(), doubled.clusters.size(), balance.forums.size());
    }
}

void run_generated(std::int64_t activities) {
    NetworkBuilder builder =
        generate(GeneratorOptions{.activities = activities, .needs = activities, .ties = 10 * activities});
    std::printf("rows in memory: %.0f MiB\n", peak_mebibytes());
    Steps steps;
    const ActorNetwork network = steps.time("build", [&] { return builder.build(); });
    analyse(network, steps, true);
    steps.add_sum("all of these");
    steps.print();
}

/// Needs and activities that fit each other: one by one, and as arcs between their classes.
void tell_pairs(const CoverageModel& model) {
    const Eligibility& eligibility = model.eligibility();
    std::int64_t pairs = 0;
    for (std::uint32_t k = 0; k < eligibility.need_classes(); ++k) {
        pairs += static_cast<std::int64_t>(eligibility.members(k).size()) * eligibility.activity_count(k);
    }
    std::printf("%zu needs in %zu classes, %u of them by who refers; %zu activities in %zu classes\n",
                model.network().needs().size(), eligibility.need_classes(), model.referrals().size(),
                model.network().activities().size(), eligibility.offer_classes());
    std::printf("%lld eligible pairs, %u between classes\n", static_cast<long long>(pairs),
                eligibility.graph().arcs());
}

void tell_losses(const CoverageResult& covered) {
    for (std::size_t k = 0; k < cascade_stages; ++k) {
        std::printf("lost at %s: %.0f to %.0f people\n", to_string(covered.cascade.order[k]).data(),
                    covered.cascade.most.lost[k], covered.cascade.least.lost[k]);
    }
    std::printf("%lld people, covered %.0f to %.0f, known %.0f to %.0f\n",
                static_cast<long long>(covered.totals.sums.people), covered.totals.sums.covered_low,
                covered.totals.sums.covered_high, covered.totals.known_low.value_or(0.0),
                covered.totals.known_high.value_or(0.0));
}

void run_nation(std::int64_t rows) {
    NetworkBuilder builder = generate(NationOptions{.activities = rows, .needs = rows});
    std::printf("rows in memory: %.0f MiB\n", peak_mebibytes());
    Steps steps;
    const ActorNetwork network = steps.time("build", [&] { return builder.build(); });
    std::printf("after build: %.0f MiB at most, %zu findings\n", peak_mebibytes(), network.findings().size());
    const CoverageModel model = steps.time("matching", [&] { return coverage_model(network); });
    std::printf("after matching: %.0f MiB at most\n", peak_mebibytes());
    tell_pairs(model);
    tell_losses(steps.time("coverage", [&] { return coverage(model); }));
    steps.add_sum("all of these");
    steps.print();
}

void run_folder(const std::filesystem::path& folder, int rounds) {
    Steps steps;
    for (int round = 0; round < rounds; ++round) {
        NetworkBuilder builder = steps.time("read", [&] { return read_folder(folder); });
        const ActorNetwork network = steps.time("build", [&] { return builder.build(); });
        analyse(network, steps, round == 0);
    }
    steps.add_sum("all of these");
    steps.print();
}

void run(const std::vector<std::string>& arguments) {
    const std::string first = arguments.empty() ? "100000" : arguments.front();
    if (first == "nation") {
        run_nation(arguments.size() > 1 ? std::stoll(arguments[1]) : 1'000'000);
    } else if (std::filesystem::is_directory(first)) {
        run_folder(first, arguments.size() > 1 ? std::max(1, std::stoi(arguments[1])) : 21);
    } else {
        run_generated(std::stoll(first));
    }
}

} // namespace
} // namespace samspill::benchmarks

int main(int argc, char** argv) {
    try {
        samspill::benchmarks::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "samspill_scale: %s\n", error.what());
        return 1;
    }
    return 0;
}
