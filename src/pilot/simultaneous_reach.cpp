#include "pilot/simultaneous_reach.hpp"

#include "core/parallel.hpp"
#include "pilot/sign_sums.hpp"
#include "pilot/wild_draws.hpp"

#include <algorithm>
#include <cmath>

namespace samspill::detail {
namespace {

constexpr std::size_t draws_of_task = 512;

/// Sums by cluster, as many columns at a time as are added side by side: panel by panel, and in each cluster
/// by cluster. Columns that are not there are 0.
class Panels {
public:
    explicit Panels(const Eigen::MatrixXd& sums)
        : clusters_{static_cast<std::size_t>(sums.rows())}, count_{(static_cast<std::size_t>(sums.cols()) +
                                                                    sign_columns - 1) /
                                                                   sign_columns},
          numbers_(count_ * clusters_ * sign_columns) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(sums.cols()); ++c) {
            double* const panel = numbers_.data() + c / sign_columns * clusters_ * sign_columns;
            for (std::size_t g = 0; g < clusters_; ++g) {
                panel[g * sign_columns + c % sign_columns] =
                    sums(static_cast<Eigen::Index>(g), static_cast<Eigen::Index>(c));
            }
        }
    }

    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    [[nodiscard]] std::size_t clusters() const noexcept { return clusters_; }
    /// Clusters of one random word.
    [[nodiscard]] std::span<const double> rows(std::size_t panel, std::size_t word) const {
        const std::size_t first = word * sign_rows;
        const std::size_t rows = std::min(sign_rows, clusters_ - first);
        return std::span{numbers_}.subspan((panel * clusters_ + first) * sign_columns, rows * sign_columns);
    }

private:
    std::size_t clusters_;
    std::size_t count_;
    std::vector<double> numbers_;
};

/// sums[(panel · draws_of_task + d) · sign_columns + c] of draws from `first` on.
std::vector<double> signed_sums(const Panels& panels, const WildDraws& draws, std::int64_t first,
                                RunControl* control) {
    StageTicker ticker{control};
    const AddSignedSums add = signed_sums_kernel(available_instruction_sets().back());
    SignTables tables;
    std::vector<std::uint64_t> words(WildDraws::words_of_block * draws_of_task);
    std::vector<double> sums(panels.count() * draws_of_task * sign_columns);
    const std::size_t all = (panels.clusters() + sign_rows - 1) / sign_rows;
    for (std::size_t word = 0; word < all; ++word) {
        ticker.step(draws_of_task);
        const std::size_t place = word % WildDraws::words_of_block;
        if (place == 0) {
            draws.fill_sign_words(first, word / WildDraws::words_of_block, words);
        }
        for (std::size_t panel = 0; panel < panels.count(); ++panel) {
            tables.fill(panels.rows(panel, word));
            add(tables, std::span{words}.subspan(place * draws_of_task, draws_of_task),
                sums.data() + panel * draws_of_task * sign_columns);
        }
    }
    return sums;
}

} // namespace

std::vector<double> simultaneous_reaches(const Eigen::MatrixXd& scaled_sums,
                                         std::span<const std::size_t> family_sizes, double level,
                                         std::int64_t replicates, std::uint64_t seed, RunControl* control) {
    const Panels panels{scaled_sums};
    const WildDraws draws{panels.clusters(), WildWeights::rademacher, replicates, seed};
    const auto count = static_cast<std::size_t>(draws.count());
    std::vector<double> largest(family_sizes.size() * count);
    const std::size_t tasks = (count + draws_of_task - 1) / draws_of_task;
    run_in_parallel(tasks, control, "multiplier bootstrap", [&](std::size_t task, RunControl* own) {
        const std::size_t begin = task * draws_of_task;
        const std::size_t used = std::min(draws_of_task, count - begin);
        const std::vector<double> sums = signed_sums(panels, draws, static_cast<std::int64_t>(begin), own);
        std::size_t column = 0;
        for (std::size_t family = 0; family < family_sizes.size(); ++family) {
            double* const of_family = largest.data() + family * count + begin;
            for (const std::size_t end = column + family_sizes[family]; column < end; ++column) {
                const double* const t = sums.data() + column / sign_columns * draws_of_task * sign_columns +
                                        column % sign_columns;
                for (std::size_t d = 0; d < used; ++d) {
                    of_family[d] = std::max(of_family[d], std::abs(t[d * sign_columns]));
                }
            }
        }
    });
    const auto rank = static_cast<std::ptrdiff_t>(
        std::min(std::ceil(level * static_cast<double>(count)), static_cast<double>(count)) - 1.0);
    std::vector<double> reaches(family_sizes.size());
    run_in_parallel(reaches.size(), control, {}, [&](std::size_t family, RunControl* /*own*/) {
        const auto begin = largest.begin() + static_cast<std::ptrdiff_t>(family * count);
        std::nth_element(begin, begin + rank, begin + static_cast<std::ptrdiff_t>(count));
        reaches[family] = begin[rank];
    });
    return reaches;
}

} // namespace samspill::detail
