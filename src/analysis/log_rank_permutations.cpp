#include "log_rank_permutations.hpp"

#include "arrangements.hpp"
#include "core/parallel.hpp"

#include <samspill/core/counter_random.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

// Counting goes as deep as cells times groups: more than this is drawn, whatever the number of arrangements.
constexpr std::int64_t most_people_counted = 1000;
constexpr std::size_t deepest = 2000;

/// Ways to give out the labels in all strata; nothing beyond 2^53.
std::optional<std::int64_t> count_arrangements(const LogRankTable& table) {
    std::int64_t ways = 1;
    for (std::size_t stratum = 0; stratum < table.strata(); ++stratum) {
        std::int64_t people = 0;
        for (const std::int64_t margin : table.margins(stratum)) {
            people += margin;
            const auto own = choose(people, margin);
            if (!own || __builtin_mul_overflow(ways, *own, &ways) || ways > most_arrangements) {
                return std::nullopt;
            }
        }
    }
    return ways;
}

double statistic_of(const LogRankSums& sums) { return quadratic_form(sums.difference, sums.variance).value; }

/// Counts arrangements in bulk: people of one cell are interchangeable, so that only how many of them are in
/// each group matters, and as many arrangements stand behind it as there are ways to choose them.
class Enumeration {
public:
    Enumeration(const LogRankTable& table, double observed, std::int64_t limit, RunControl* control)
        : table_{table}, observed_{observed}, limit_{limit}, ticker_{control, "permutations", 0},
          labels_(table.cells().size() * table.groups(), 0),
          sums_(table.cells().size() + 1, LogRankSums{table.groups()}) {
        std::int64_t most_people = 0;
        for (const SpellCell& cell : table.cells()) {
            most_people = std::max(most_people, cell.people);
        }
        fill_choices(most_people);
    }

    /// False when there are more distinct arrangements than the limit.
    [[nodiscard]] bool run() {
        left_.assign(table_.margins(0).begin(), table_.margins(0).end());
        return give_cell(0, 1);
    }
    [[nodiscard]] std::int64_t as_extreme() const noexcept { return as_extreme_; }
    [[nodiscard]] std::int64_t most_extreme() const noexcept { return most_extreme_; }

private:
    /// Pascal's triangle. Where a number would not fit it is not asked for: it divides the arrangements in
    /// all.
    void fill_choices(std::int64_t most_people) {
        const auto rows = static_cast<std::size_t>(most_people) + 1;
        choices_.resize(rows);
        for (std::size_t n = 0; n < rows; ++n) {
            choices_[n].assign(n + 1, 1);
            for (std::size_t k = 1; k < n; ++k) {
                choices_[n][k] = std::min(most_arrangements, choices_[n - 1][k - 1] + choices_[n - 1][k]);
            }
        }
    }

    [[nodiscard]] std::span<std::int64_t> labels(std::size_t cell) noexcept {
        return std::span{labels_}.subspan(cell * table_.groups(), table_.groups());
    }

    bool give_cell(std::size_t cell, std::int64_t ways) {
        if (cell == table_.cells().size()) {
            return count(ways);
        }
        const std::size_t stratum = table_.cells()[cell].stratum;
        if (cell > 0 && table_.cells()[cell - 1].stratum != stratum) {
            left_.assign(table_.margins(stratum).begin(), table_.margins(stratum).end());
        }
        const bool within = give_group(cell, 0, table_.cells()[cell].people, ways);
        if (cell > 0 && table_.cells()[cell - 1].stratum != stratum) {
            left_.assign(left_.size(), 0); // as the stratum before left it
        }
        return within;
    }

    /// Every number of the cell's `people` that group `group` and those after it can take.
    bool give_group(std::size_t cell, std::size_t group, std::int64_t people, std::int64_t ways) {
        const std::span<std::int64_t> own = labels(cell);
        if (group + 1 == table_.groups()) {
            if (people > left_[group]) {
                return true;
            }
            own[group] = people;
            left_[group] -= people;
            sums_[cell + 1] = sums_[cell];
            table_.add(cell, own, sums_[cell + 1]);
            const bool within = give_cell(cell + 1, ways);
            left_[group] += people;
            return within;
        }
        const std::int64_t most = std::min(people, left_[group]);
        for (std::int64_t k = 0; k <= most; ++k) {
            own[group] = k;
            left_[group] -= k;
            const std::int64_t choices =
                choices_[static_cast<std::size_t>(people)][static_cast<std::size_t>(k)];
            const bool within = give_group(cell, group + 1, people - k, ways * choices);
            left_[group] += k;
            if (!within) {
                return false;
            }
        }
        return true;
    }

    bool count(std::int64_t ways) {
        ticker_.step();
        if (++visited_ > limit_) {
            return false;
        }
        const double statistic = statistic_of(sums_.back());
        as_extreme_ += statistic >= observed_ * (1.0 - permutation_tolerance) ? ways : 0;
        if (statistic > largest_ * (1.0 + permutation_tolerance)) {
            largest_ = statistic;
            most_extreme_ = 0;
        }
        most_extreme_ += statistic >= largest_ * (1.0 - permutation_tolerance) ? ways : 0;
        return true;
    }

    const LogRankTable& table_;
    double observed_;
    std::int64_t limit_;
    StageTicker ticker_;
    std::vector<std::vector<std::int64_t>> choices_;
    std::vector<std::int64_t> left_;   ///< people of each group of the stratum who have no spell yet
    std::vector<std::int64_t> labels_; ///< cells × groups
    std::vector<LogRankSums> sums_;    ///< before each cell, and at the end
    std::int64_t visited_ = 0;
    std::int64_t as_extreme_ = 0;
    std::int64_t most_extreme_ = 0;
    double largest_ = -1.0;
};

/// How many of a block of replicates are at least as extreme.
class Replicates {
public:
    explicit Replicates(const LogRankTable& table, double observed, std::uint64_t seed)
        : table_{table}, limit_{observed * (1.0 - permutation_tolerance)}, seed_{seed} {
        for (std::size_t stratum = 0; stratum < table.strata(); ++stratum) {
            starts_.push_back(groups_.size());
            for (std::size_t group = 0; group < table.groups(); ++group) {
                groups_.insert(groups_.end(), static_cast<std::size_t>(table.margins(stratum)[group]),
                               static_cast<std::uint32_t>(group));
            }
        }
        starts_.push_back(groups_.size());
    }

    [[nodiscard]] std::int64_t as_extreme(std::int64_t from, std::int64_t to, RunControl* control) const {
        StageTicker ticker{control, "permutations", static_cast<std::uint64_t>(to - from) * groups_.size()};
        std::int64_t count = 0;
        for (std::int64_t replicate = from; replicate < to; ++replicate) {
            ticker.step(groups_.size());
            count += statistic(static_cast<std::uint64_t>(replicate)) >= limit_ ? 1 : 0;
        }
        return count;
    }

private:
    [[nodiscard]] double statistic(std::uint64_t replicate) const {
        CounterRandom random{seed_, replicate};
        std::vector<std::uint32_t> shuffled = groups_;
        for (std::size_t stratum = 0; stratum + 1 < starts_.size(); ++stratum) {
            for (std::size_t k = starts_[stratum + 1]; k-- > starts_[stratum] + 1;) {
                const auto room = static_cast<std::uint32_t>(k - starts_[stratum] + 1);
                std::swap(shuffled[k], shuffled[starts_[stratum] + random.below(room)]);
            }
        }
        LogRankSums sums{table_.groups()};
        std::vector<std::int64_t> labels(table_.groups(), 0);
        std::size_t next = 0;
        for (std::size_t cell = 0; cell < table_.cells().size(); ++cell) {
            std::fill(labels.begin(), labels.end(), 0);
            for (std::int64_t k = 0; k < table_.cells()[cell].people; ++k) {
                ++labels[shuffled[next++]];
            }
            table_.add(cell, labels, sums);
        }
        return statistic_of(sums);
    }

    const LogRankTable& table_;
    double limit_;
    std::uint64_t seed_;
    std::vector<std::uint32_t> groups_; ///< of all people, stratum after stratum
    std::vector<std::size_t> starts_;
};

void sample(const LogRankTable& table, const PermutationOptions& options, RunControl* control,
            PermutationTest& test) {
    const Replicates replicates{table, *test.statistic, options.seed};
    constexpr std::int64_t block = 256;
    const auto blocks = static_cast<std::size_t>((options.replicates + block - 1) / block);
    std::vector<std::int64_t> counts(blocks, 0);
    run_in_parallel(blocks, control, "permutations", [&](std::size_t k, RunControl* own) {
        const auto from = static_cast<std::int64_t>(k) * block;
        counts[k] = replicates.as_extreme(from, std::min(from + block, options.replicates), own);
    });
    const std::int64_t count = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    const double all = 1.0 + static_cast<double>(options.replicates);
    test.as_extreme = count;
    test.replicates = options.replicates;
    test.seed = options.seed;
    test.p = (1.0 + static_cast<double>(count)) / all;
    test.smallest_p = 1.0 / all;
}

} // namespace

void permute(const LogRankTable& table, const PermutationOptions& options, RunControl* control,
             PermutationTest& test) {
    test.arrangements = count_arrangements(table);
    const bool countable = test.arrangements && table.people() <= most_people_counted &&
                           table.cells().size() * table.groups() <= deepest;
    if (countable) {
        Enumeration enumeration{table, *test.statistic, options.max_arrangements, control};
        if (enumeration.run()) {
            const auto all = static_cast<double>(*test.arrangements);
            test.exact = true;
            test.as_extreme = enumeration.as_extreme();
            test.p = static_cast<double>(enumeration.as_extreme()) / all;
            test.smallest_p = static_cast<double>(enumeration.most_extreme()) / all;
            return;
        }
    }
    sample(table, options, control, test);
}

} // namespace samspill::detail
