#include "mean_gap_test.hpp"

#include "arrangements.hpp"
#include "core/parallel.hpp"

#include <samspill/core/counter_random.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

constexpr std::int64_t most_people_counted = 1000; // the ways to choose half of them are still a double

/// Scores of both groups together, and what makes an arrangement as extreme as another.
struct PooledScores {
    explicit PooledScores(const ScoreCounts& counts) {
        for (std::size_t score = 0; score < counts.first.size(); ++score) {
            const auto value = static_cast<std::int64_t>(score);
            all.insert(all.end(), static_cast<std::size_t>(counts.first[score] + counts.second[score]),
                       value);
            in_first += counts.first[score];
            first_sum += counts.first[score] * value;
        }
        people = static_cast<std::int64_t>(all.size());
        sum = std::accumulate(all.begin(), all.end(), std::int64_t{0});
    }
    /// The difference of means, times both numbers of people over all people: a whole number.
    [[nodiscard]] std::int64_t distance(std::int64_t sum_of_first) const {
        return std::abs(sum_of_first * people - in_first * sum);
    }

    std::vector<std::int64_t> all;
    std::int64_t people = 0;
    std::int64_t in_first = 0;
    std::int64_t first_sum = 0;
    std::int64_t sum = 0;
};

/// In how many ways `chosen` people have each sum of scores, by sum.
std::vector<double> ways_by_sum(const PooledScores& scores, std::int64_t chosen, RunControl* control) {
    const std::int64_t highest = scores.all.back();
    const auto sums = static_cast<std::size_t>(chosen * highest) + 1;
    const auto most = static_cast<std::size_t>(chosen);
    std::vector<double> ways((most + 1) * sums, 0.0);
    ways[0] = 1.0;
    StageTicker ticker{control, "permutations", scores.all.size() * ways.size()};
    std::size_t before = 0;
    for (const std::int64_t score : scores.all) {
        ticker.step(ways.size());
        const auto shift = static_cast<std::size_t>(score);
        const std::size_t after = scores.all.size() - before - 1;
        // so many of those before can be chosen that the rest still fills up the number
        const std::size_t fewest = most > after + 1 ? most - after - 1 : 0;
        for (std::size_t k = std::min(before, most - 1) + 1; k-- > fewest;) {
            const double* const from = ways.data() + k * sums;
            double* const to = ways.data() + (k + 1) * sums + shift;
            const std::size_t reached = k * static_cast<std::size_t>(highest) + 1;
            for (std::size_t s = 0; s < reached; ++s) {
                to[s] += from[s];
            }
        }
        ++before;
    }
    return {ways.end() - static_cast<std::ptrdiff_t>(sums), ways.end()};
}

void count(const PooledScores& scores, RunControl* control, PermutationTest& test) {
    // the smaller group is chosen; the sum of the other follows
    const std::int64_t chosen = std::min(scores.in_first, scores.people - scores.in_first);
    const bool first_chosen = chosen == scores.in_first;
    const std::vector<double> ways = ways_by_sum(scores, chosen, control);
    const std::int64_t observed = scores.distance(scores.first_sum);
    double all = 0.0;
    double as_extreme = 0.0;
    double most_extreme = 0.0;
    std::int64_t furthest = -1;
    for (std::size_t s = 0; s < ways.size(); ++s) {
        if (ways[s] <= 0.0) {
            continue;
        }
        const auto own = static_cast<std::int64_t>(s);
        const std::int64_t distance = scores.distance(first_chosen ? own : scores.sum - own);
        all += ways[s];
        as_extreme += distance >= observed ? ways[s] : 0.0;
        if (distance > furthest) {
            furthest = distance;
            most_extreme = 0.0;
        }
        most_extreme += distance == furthest ? ways[s] : 0.0;
    }
    test.exact = true;
    test.p = as_extreme / all;
    test.smallest_p = most_extreme / all;
    if (test.arrangements) {
        test.as_extreme = static_cast<std::int64_t>(as_extreme);
    }
}

/// Whether the first people drawn of one replicate are as far from the rest as those observed.
bool is_as_extreme(const PooledScores& scores, std::uint64_t seed, std::uint64_t replicate) {
    CounterRandom random{seed, replicate};
    std::vector<std::int64_t> left = scores.all;
    std::int64_t sum = 0;
    for (std::int64_t drawn = 0; drawn < scores.in_first; ++drawn) {
        const std::size_t at = random.below(static_cast<std::uint32_t>(left.size()));
        sum += left[at];
        left[at] = left.back();
        left.pop_back();
    }
    return scores.distance(sum) >= scores.distance(scores.first_sum);
}

void draw(const PooledScores& scores, const PermutationOptions& options, RunControl* control,
          PermutationTest& test) {
    constexpr std::int64_t block = 64;
    const auto blocks = static_cast<std::size_t>((options.replicates + block - 1) / block);
    std::vector<std::int64_t> counts(blocks, 0);
    run_in_parallel(blocks, control, "permutations", [&](std::size_t number, RunControl* own) {
        StageTicker ticker{own};
        const std::int64_t from = static_cast<std::int64_t>(number) * block;
        for (std::int64_t k = from; k < std::min(from + block, options.replicates); ++k) {
            ticker.step(static_cast<std::uint64_t>(scores.people));
            counts[number] += is_as_extreme(scores, options.seed, static_cast<std::uint64_t>(k)) ? 1 : 0;
        }
    });
    test.as_extreme = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    test.replicates = options.replicates;
    test.seed = options.seed;
    const double all = 1.0 + static_cast<double>(options.replicates);
    test.p = (1.0 + static_cast<double>(*test.as_extreme)) / all;
    test.smallest_p = 1.0 / all;
}

} // namespace

PermutationTest mean_gap_test(const ScoreCounts& counts, const PermutationOptions& options,
                              RunControl* control) {
    const PooledScores scores{counts};
    PermutationTest test;
    test.convention = "difference of means, two-sided";
    test.n = scores.people;
    const auto first = static_cast<double>(scores.in_first);
    const auto second = static_cast<double>(scores.people - scores.in_first);
    test.statistic = static_cast<double>(scores.first_sum) / first -
                     static_cast<double>(scores.sum - scores.first_sum) / second;
    test.arrangements = choose(scores.people, scores.in_first);
    if (scores.people <= most_people_counted && options.max_arrangements > 0) {
        count(scores, control, test);
    } else {
        draw(scores, options, control, test);
    }
    return test;
}

} // namespace samspill::detail
