#include "pilot/label_permutation.hpp"

#include <samspill/core/counter_random.hpp>

#include "core/parallel.hpp"
#include "pilot/arrangement_test.hpp"
#include "pilot/arrangements.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

constexpr std::size_t draws_a_task = 256;

using Labels = std::vector<std::uint32_t>;

/// Units of each stratum, ascending.
std::vector<std::vector<std::size_t>> units_by_stratum(std::span<const std::uint32_t> strata) {
    std::map<std::uint32_t, std::vector<std::size_t>> by_number;
    for (std::size_t unit = 0; unit < strata.size(); ++unit) {
        by_number[strata[unit]].push_back(unit);
    }
    std::vector<std::vector<std::size_t>> units;
    units.reserve(by_number.size());
    for (auto& [number, own] : by_number) {
        units.push_back(std::move(own));
    }
    return units;
}

/// Distinct ways to lay out the labels of one stratum: a multinomial coefficient, whole at every step.
/// Above 2^53 no longer exact, and then only known to be above.
double ways_of(const Labels& labels, const std::vector<std::size_t>& units) {
    std::map<std::uint32_t, std::size_t> counts;
    double ways = 1.0;
    double placed = 0.0;
    for (const std::size_t unit : units) {
        placed += 1.0;
        ways = ways * placed / static_cast<double>(++counts[labels[unit]]);
    }
    return ways;
}

/// The statistics of all arrangements, the observed one among them.
class AllArrangements {
public:
    AllArrangements(std::vector<std::vector<std::size_t>> strata, Labels labels)
        : strata_{std::move(strata)}, labels_{std::move(labels)} {
        for (const std::vector<std::size_t>& units : strata_) {
            Labels own;
            own.reserve(units.size());
            for (const std::size_t unit : units) {
                own.push_back(labels_[unit]);
            }
            std::sort(own.begin(), own.end());
            sorted_.push_back(own);
            lay(own, units);
        }
    }

    [[nodiscard]] const Labels& labels() const noexcept { return labels_; }
    /// The next arrangement; false after the last.
    bool advance() {
        for (std::size_t s = 0; s < strata_.size(); ++s) {
            const bool is_next = std::next_permutation(sorted_[s].begin(), sorted_[s].end());
            lay(sorted_[s],
                strata_[s]); // after the last comes the first again, and the next stratum moves on
            if (is_next) {
                return true;
            }
        }
        return false;
    }

private:
    void lay(const Labels& own, const std::vector<std::size_t>& units) {
        for (std::size_t k = 0; k < units.size(); ++k) {
            labels_[units[k]] = own[k];
        }
    }

    std::vector<std::vector<std::size_t>> strata_;
    std::vector<Labels> sorted_;
    Labels labels_;
};

void add_drawn(PermutedStatistics& result, std::span<const std::uint32_t> labels,
               const std::vector<std::vector<std::size_t>>& strata,
               std::span<const LabelStatistic* const> statistics, std::uint64_t seed, RunControl* control) {
    const auto replicates = static_cast<std::size_t>(result.replicates);
    result.arranged = result.observed;
    result.arranged.resize((replicates + 1) * statistics.size());
    const std::size_t tasks = (replicates + draws_a_task - 1) / draws_a_task;
    run_in_parallel(tasks, control, "drawing arrangements", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        Labels mixed(labels.begin(), labels.end());
        const std::size_t end = std::min(replicates, (task + 1) * draws_a_task);
        for (std::size_t replicate = task * draws_a_task; replicate < end; ++replicate) {
            ticker.step(mixed.size() * statistics.size());
            CounterRandom random{seed, replicate};
            std::copy(labels.begin(), labels.end(), mixed.begin());
            for (const std::vector<std::size_t>& units : strata) {
                for (std::size_t left = units.size(); left > 1; --left) {
                    std::swap(mixed[units[left - 1]],
                              mixed[units[random.below(static_cast<std::uint32_t>(left))]]);
                }
            }
            for (std::size_t k = 0; k < statistics.size(); ++k) {
                result.arranged[(replicate + 1) * statistics.size() + k] = statistics[k]->of(mixed);
            }
        }
    });
}

} // namespace

PermutedStatistics permuted_statistics(std::span<const std::uint32_t> labels,
                                       std::span<const std::uint32_t> strata,
                                       std::span<const LabelStatistic* const> statistics,
                                       const RandomisationOptions& options, RunControl* control) {
    const std::vector<std::vector<std::size_t>> units = units_by_stratum(strata);
    const Labels observed_labels(labels.begin(), labels.end());
    double ways = 1.0;
    for (const std::vector<std::size_t>& own : units) {
        ways *= ways_of(observed_labels, own);
    }
    PermutedStatistics result;
    if (ways <= 0x1p53) {
        result.arrangements = static_cast<std::int64_t>(ways);
    }
    result.exact = result.arrangements && *result.arrangements <= options.max_arrangements;
    for (const LabelStatistic* statistic : statistics) {
        result.observed.push_back(statistic->of(labels));
    }
    if (!result.exact) {
        result.replicates = options.replicates;
        add_drawn(result, labels, units, statistics, options.seed, control);
        return result;
    }
    StageTicker ticker{control};
    AllArrangements arrangements{units, observed_labels};
    do {
        ticker.step(labels.size() * statistics.size());
        for (const LabelStatistic* statistic : statistics) {
            result.arranged.push_back(statistic->of(arrangements.labels()));
        }
    } while (arrangements.advance());
    return result;
}

RandomisationResult label_permutation_test(std::span<const std::uint32_t> labels,
                                           std::span<const std::uint32_t> strata,
                                           const LabelStatistic& statistic,
                                           const RandomisationOptions& options, RunControl* control) {
    const std::array<const LabelStatistic*, 1> one{&statistic};
    const PermutedStatistics found = permuted_statistics(labels, strata, one, options, control);
    RandomisationResult result;
    result.level = options.level;
    result.seed = options.seed;
    result.units = labels.size();
    result.arrangements = found.arrangements;
    result.exact = found.exact;
    result.replicates = found.replicates;
    result.estimate = found.observed.front().outcome;
    Arrangements all;
    all.difference.reserve(found.arranged.size());
    all.overlap.reserve(found.arranged.size());
    for (const LabelledStatistic& value : found.arranged) {
        if (value.is_defined()) {
            all.difference.push_back(value.outcome);
            all.overlap.push_back(value.exposure);
        }
    }
    if (found.exact) {
        result.arrangements = std::ssize(all.difference);
    } else {
        result.replicates = std::ssize(all.difference) - 1; // beside the observed one
    }
    add_p(result, all.difference, *result.estimate, scale_of(all.difference));
    if (options.limits) {
        add_limits(result, all);
    }
    return result;
}

} // namespace samspill::detail
