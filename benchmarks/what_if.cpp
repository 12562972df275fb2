// What one change to a maximum flow costs beside solving anew.
//
//     samspill_what_if LAYOUT SIZE MOST_SEATS [ROUNDS]     near|anywhere|areas (flow_instance.hpp); 5 rounds
//
// Up to 10,000 times each, and taken back each time: one activity is removed; one gets 20 seats more; one
// actor with its ten activities is removed, each actor in turn. One in 500 is compared with solving the
// changed instance anew. Prints CPU times of this thread, which a busy machine disturbs less than the clock,
// the middle one of the rounds.
#include <samspill/graph/changing_flow.hpp>

#include "measure.hpp"
#include "samspill_flow.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

namespace samspill::benchmarks {
namespace {

constexpr std::uint32_t activities_of_an_actor = 10;
constexpr std::int64_t seats_added = 20;
constexpr std::size_t most_changes = 10'000;
constexpr std::size_t one_checked_of = 500;

enum class Change : std::uint8_t { activity_removed, seats_to_more, actor_removed };
constexpr std::array<std::string_view, 3> names{"one activity removed", "20 seats added",
                                                "one actor removed"};

/// The activities that the k-th change is about: spread over all, or those of actor k.
std::vector<std::uint32_t> touched_by(Change change, std::size_t k, std::uint32_t activities) {
    const auto first = static_cast<std::uint32_t>(k * activities_of_an_actor % activities);
    if (change != Change::actor_removed) {
        return {first};
    }
    std::vector<std::uint32_t> all;
    for (std::uint32_t j = 0; j < activities_of_an_actor && first + j < activities; ++j) {
        all.push_back(first + j);
    }
    return all;
}

/// The middle one of what the rounds took.
double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Seconds of one round of changes.
struct Round {
    double mean = 0.0;
    double middle = 0.0;
    double p99 = 0.0;
    double most = 0.0;
    double sum = 0.0;
};

Round round_of(std::vector<double> seconds) {
    Round round;
    std::sort(seconds.begin(), seconds.end());
    round.sum = std::accumulate(seconds.begin(), seconds.end(), 0.0);
    round.mean = round.sum / static_cast<double>(seconds.size());
    round.middle = seconds[seconds.size() / 2];
    round.p99 = seconds[seconds.size() * 99 / 100];
    round.most = seconds.back();
    return round;
}

class WhatIf {
public:
    explicit WhatIf(const FlowInstance& instance)
        : problem_{problem_of(instance)}, flow_{problem_.graph, problem_.people, problem_.capacity},
          changes_{std::min<std::size_t>(most_changes, problem_.capacity.size() / activities_of_an_actor)} {}

    void run(int rounds) {
        std::vector<double> cold;
        std::array<std::vector<Round>, names.size()> taken;
        for (int k = 0; k < rounds; ++k) {
            const ThreadStopwatch watch;
            total_ = people_served(problem_, flow_of(problem_));
            cold.push_back(watch.passed());
            for (std::size_t change = 0; change < names.size(); ++change) {
                taken[change].push_back(make_changes(static_cast<Change>(change), k == 0));
            }
        }
        print(median(cold), taken);
    }

private:
    Round make_changes(Change change, bool is_checked) {
        std::vector<double> seconds;
        for (std::size_t k = 0; k < changes_; ++k) {
            const std::vector<std::uint32_t> activities =
                touched_by(change, k, static_cast<std::uint32_t>(problem_.capacity.size()));
            const ThreadStopwatch watch;
            const std::size_t mark = flow_.mark();
            for (const std::uint32_t activity : activities) {
                apply(change, activity);
            }
            const std::int64_t total = flow_.total();
            flow_.undo(mark);
            seconds.push_back(watch.passed());
            if (is_checked && k % one_checked_of == 0) {
                check(change, activities, total);
            }
        }
        return round_of(std::move(seconds));
    }

    void apply(Change change, std::uint32_t activity) {
        if (change == Change::seats_to_more) {
            flow_.add_supply(activity, seats_added);
        } else {
            flow_.remove_right(activity);
        }
    }

    void check(Change change, const std::vector<std::uint32_t>& activities, std::int64_t total) const {
        AllocationProblem changed = problem_;
        for (const std::uint32_t activity : activities) {
            std::int64_t& seats = changed.capacity[activity];
            seats = change == Change::seats_to_more ? seats + seats_added : 0;
        }
        if (people_served(changed, flow_of(changed)) != total || flow_.total() != total_) {
            throw std::logic_error{"a change gives another total than solving anew"};
        }
    }

    void print(double cold, const std::array<std::vector<Round>, names.size()>& taken) const {
        std::printf("solving anew: %.1f ms of CPU, %lld people; %zu changes of each kind\n", 1e3 * cold,
                    static_cast<long long>(total_), changes_);
        std::printf("| change | mean us | median us | p99 us | max us | anew / mean | anew / p99 | all, s |\n"
                    "|---|---:|---:|---:|---:|---:|---:|---:|\n");
        for (std::size_t change = 0; change < names.size(); ++change) {
            const auto middle = [&](double Round::*part) {
                std::vector<double> values;
                for (const Round& round : taken[change]) {
                    values.push_back(round.*part);
                }
                return median(values);
            };
            const double mean = middle(&Round::mean);
            const double p99 = middle(&Round::p99);
            std::printf("| %s | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.2f |\n", names[change].data(),
                        1e6 * mean, 1e6 * middle(&Round::middle), 1e6 * p99, 1e6 * middle(&Round::most),
                        cold / mean, cold / p99, middle(&Round::sum));
        }
    }

    AllocationProblem problem_;
    ChangingFlow flow_;
    std::size_t changes_;
    std::int64_t total_ = 0;
};

void run(const std::vector<std::string>& arguments) {
    if (arguments.size() < 3) {
        throw std::invalid_argument{"LAYOUT SIZE MOST_SEATS [ROUNDS]"};
    }
    const FlowInstance instance =
        make_flow_instance({.layout = layout_of(arguments[0]),
                            .size = static_cast<std::uint32_t>(std::stoul(arguments[1])),
                            .most_seats = std::stoll(arguments[2])});
    WhatIf{instance}.run(arguments.size() > 3 ? std::max(1, std::stoi(arguments[3])) : 5);
}

} // namespace
} // namespace samspill::benchmarks

int main(int argc, char** argv) {
    try {
        samspill::benchmarks::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "samspill_what_if: %s\n", error.what());
        return 1;
    }
    return 0;
}
