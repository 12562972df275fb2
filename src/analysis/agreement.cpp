#include <samspill/analysis/agreement.hpp>

#include "arrangements.hpp"
#include "core/require.hpp"
#include "mean_gap_test.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::require;

constexpr MeasureDefinition mean_of_item{"mean", "M3.9", "points of the scale", "raters", ""};
constexpr MeasureDefinition median_of_item{"median", "M3.9", "points of the scale", "raters", ""};
constexpr MeasureDefinition variance_of_item{"variance", "M3.9", "squared points", "raters less one", ""};
constexpr MeasureDefinition r_wg_of_item{"r_wg", "M3.9", "index from 0 to 1", "variance of the uniform null",
                                         "uniform null, not below 0"};
constexpr MeasureDefinition r_wg_of_items{"r_wg_j", "M3.9", "index from 0 to 1",
                                          "variance of the uniform null", "uniform null, not below 0"};
constexpr MeasureDefinition gap_of_item{"gap", "M3.9", "points of the scale", "raters",
                                        "mean of the first group less that of the second"};
constexpr std::string_view few_raters = "fewer raters than may be shown";
constexpr std::string_view few_told_apart = "fewer raters than may be shown can be told apart";
constexpr std::string_view few_in_group = "fewer raters of a group than may be shown";
constexpr std::string_view truncated = "set to 0: more disagreement than chance would give";

/// How many gave each score; score 1 first.
using Scores = std::vector<std::int64_t>;

/// The ratings of one item by one group.
struct GroupScores {
    Scores scores;
    std::int64_t known_raters = 0;
};

struct ScoreSums {
    explicit ScoreSums(const Scores& scores) {
        for (std::size_t k = 0; k < scores.size(); ++k) {
            const auto score = static_cast<std::int64_t>(k) + 1;
            raters += scores[k];
            sum += scores[k] * score;
            squares += scores[k] * score * score;
        }
    }
    [[nodiscard]] double mean() const { return static_cast<double>(sum) / static_cast<double>(raters); }
    /// With divisor n - 1, from whole numbers.
    [[nodiscard]] double variance() const {
        const auto n = static_cast<double>(raters);
        return static_cast<double>(raters * squares - sum * sum) / (n * (n - 1.0));
    }

    std::int64_t raters = 0;
    std::int64_t sum = 0;
    std::int64_t squares = 0;
};

Measure suppressed(const MeasureDefinition& definition, std::string_view reason, std::int64_t raters) {
    Measure measure = Measure::not_applicable(definition, reason, static_cast<double>(raters));
    measure.status = Status::suppressed;
    return measure;
}

/// All unknown raters may be one person.
std::int64_t distinct_raters(std::int64_t raters, std::int64_t known) {
    return known + (raters > known ? 1 : 0);
}

/// Why nothing of so many raters is shown; an empty reason when it is.
struct Visibility {
    Visibility(std::int64_t raters, std::int64_t known, std::int64_t fewest)
        : status{raters == 0                               ? Status::not_applicable
                 : distinct_raters(raters, known) < fewest ? Status::suppressed
                                                           : Status::ok},
          reason{raters == 0            ? "empty"
                 : status == Status::ok ? std::string_view{}
                 : raters < fewest      ? few_raters
                                        : few_told_apart} {}

    [[nodiscard]] Measure none(const MeasureDefinition& definition, std::int64_t raters) const {
        return status == Status::suppressed
                   ? suppressed(definition, reason, raters)
                   : Measure::not_applicable(definition, reason, static_cast<double>(raters));
    }
    Status status;
    std::string_view reason;
};

double median_of(const Scores& scores, std::int64_t raters) {
    const auto score_of = [&](std::int64_t rank) { // from 0
        std::size_t k = 0;
        for (; rank >= scores[k]; ++k) {
            rank -= scores[k];
        }
        return static_cast<double>(k + 1);
    };
    return 0.5 * (score_of((raters - 1) / 2) + score_of(raters / 2));
}

double variance_of_null(std::int32_t points) {
    const auto a = static_cast<double>(points);
    return (a * a - 1.0) / 12.0;
}

GroupScores sum_of(const std::vector<GroupScores>& groups) {
    GroupScores all{Scores(groups.front().scores.size(), 0)};
    for (const GroupScores& group : groups) {
        for (std::size_t k = 0; k < all.scores.size(); ++k) {
            all.scores[k] += group.scores[k];
        }
        all.known_raters += group.known_raters;
    }
    return all;
}

void describe_whole(const GroupScores& all, const AgreementOptions& options, ItemAgreement& item) {
    const ScoreSums sums{all.scores};
    item.raters = sums.raters;
    item.distinct_raters = distinct_raters(sums.raters, all.known_raters);
    const Visibility visibility{sums.raters, all.known_raters, options.fewest_raters};
    if (visibility.status != Status::ok) {
        item.mean = visibility.none(mean_of_item, sums.raters);
        item.median = visibility.none(median_of_item, sums.raters);
        item.variance = visibility.none(variance_of_item, sums.raters);
        item.r_wg = visibility.none(r_wg_of_item, sums.raters);
        return;
    }
    const auto n = static_cast<double>(sums.raters);
    item.mean = Measure::of(mean_of_item, sums.mean(), n, n);
    item.median = Measure::of(median_of_item, median_of(all.scores, sums.raters), n, n);
    const double null = variance_of_null(options.scale_points);
    const double r_wg = 1.0 - sums.variance() / null;
    item.variance = Measure::of(variance_of_item, sums.variance(), n, n - 1.0);
    item.r_wg = r_wg < 0.0 ? Measure::of(r_wg_of_item, 0.0, n, null, truncated)
                           : Measure::of(r_wg_of_item, r_wg, n, null);
}

/// Some group has raters, but too few to be shown.
bool hides_groups(const std::vector<GroupScores>& groups, const AgreementOptions& options) {
    return std::any_of(groups.begin(), groups.end(), [&](const GroupScores& group) {
        return Visibility{ScoreSums{group.scores}.raters, group.known_raters, options.fewest_raters}.status ==
               Status::suppressed;
    });
}

void without_gap(Status status, std::string_view reason, ItemAgreement& item) {
    item.gap = Measure::not_applicable(gap_of_item, reason, static_cast<double>(item.raters));
    item.gap.status = status;
    item.gap_test.status = status;
    item.gap_test.reason = reason;
}

void describe_groups(const std::vector<GroupScores>& groups, const AgreementOptions& options,
                     RunControl* control, ItemAgreement& item) {
    const bool hidden = hides_groups(groups, options);
    for (const GroupScores& group : groups) {
        const ScoreSums sums{group.scores};
        const auto n = static_cast<double>(sums.raters);
        const Visibility visibility{sums.raters, group.known_raters, options.fewest_raters};
        const Measure mean = sums.raters == 0 ? visibility.none(mean_of_item, 0)
                             : hidden         ? suppressed(mean_of_item, few_in_group, sums.raters)
                                              : Measure::of(mean_of_item, sums.mean(), n, n);
        item.groups.push_back({sums.raters, distinct_raters(sums.raters, group.known_raters), mean});
    }
    if (options.first_group >= groups.size() || options.second_group >= groups.size()) {
        without_gap(Status::not_applicable, "fewer than two groups", item);
        return;
    }
    const ScoreSums first{groups[options.first_group].scores};
    const ScoreSums second{groups[options.second_group].scores};
    if (first.raters == 0 || second.raters == 0) {
        without_gap(Status::not_applicable, "empty", item);
    } else if (hidden) {
        without_gap(Status::suppressed, few_in_group, item);
    } else {
        const auto n = static_cast<double>(first.raters + second.raters);
        item.gap = Measure::of(gap_of_item, first.mean() - second.mean(), n, n);
        item.gap_test =
            detail::mean_gap_test({groups[options.first_group].scores, groups[options.second_group].scores},
                                  options.permutation, control);
        item.gap_test.statistic = item.gap.value;
    }
}

/// Agreement over all items whose variance is known.
Measure agreement_over(const std::vector<ItemAgreement>& items, const AgreementOptions& options) {
    CompensatedSum variances;
    double known = 0.0;
    for (const ItemAgreement& item : items) {
        if (item.variance.value) {
            variances.add(*item.variance.value);
            known += 1.0;
        }
    }
    if (known == 0.0) {
        return Measure::not_applicable(r_wg_of_items, "no item with enough raters", 0.0);
    }
    const double null = variance_of_null(options.scale_points);
    const double share = variances.value() / known / null;
    const double agreed = known * (1.0 - share);
    return share > 1.0 ? Measure::of(r_wg_of_items, 0.0, known, null, truncated)
                       : Measure::of(r_wg_of_items, agreed / (agreed + share), known, null);
}

/// Whole numbers are compared, so that equal means are equal.
std::vector<std::size_t> lowest_of(const std::vector<ItemAgreement>& items,
                                   const std::vector<ScoreSums>& sums) {
    std::vector<std::size_t> lowest;
    for (std::size_t k = 0; k < items.size(); ++k) {
        if (!items[k].mean.value) {
            continue;
        }
        const auto difference = [&](std::size_t other) {
            return sums[k].sum * sums[other].raters - sums[other].sum * sums[k].raters;
        };
        if (!lowest.empty() && difference(lowest.front()) < 0) {
            lowest.clear();
        }
        if (lowest.empty() || difference(lowest.front()) == 0) {
            lowest.push_back(k);
        }
    }
    return lowest;
}

void require_single_ratings(std::span<const Rating> ratings) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> known;
    known.reserve(ratings.size());
    for (const Rating& rating : ratings) {
        if (rating.rater != unknown_rater) {
            known.emplace_back(rating.item, rating.rater);
        }
    }
    std::sort(known.begin(), known.end());
    require(std::adjacent_find(known.begin(), known.end()) == known.end(), "a rater must rate an item once");
}

void require_input(std::span<const Rating> ratings, std::size_t items, std::size_t groups,
                   const AgreementOptions& options) {
    constexpr std::int32_t most_points = 100;
    require(options.scale_points >= 2 && options.scale_points <= most_points,
            "scale_points must be between 2 and 100");
    require(options.fewest_raters >= fewest_raters_shown, "fewest_raters must be at least 3");
    require(options.first_group != options.second_group, "the compared groups must differ");
    require(groups > 0, "there must be at least one group");
    detail::require_options(options.permutation);
    for (const Rating& rating : ratings) {
        require(rating.item < items, "every item must be below the number of items");
        require(rating.group < groups, "every group must be below the number of groups");
        require(rating.score >= 1 && rating.score <= options.scale_points,
                "every score must be between 1 and scale_points");
    }
    require_single_ratings(ratings);
}

} // namespace

AgreementResult agreement(std::span<const Rating> ratings, std::size_t items, std::size_t groups,
                          const AgreementOptions& options, RunControl* control) {
    require_input(ratings, items, groups, options);
    const GroupScores none{Scores(static_cast<std::size_t>(options.scale_points), 0)};
    std::vector<std::vector<GroupScores>> scores(items, std::vector<GroupScores>(groups, none));
    for (const Rating& rating : ratings) {
        GroupScores& own = scores[rating.item][rating.group];
        ++own.scores[static_cast<std::size_t>(rating.score) - 1];
        own.known_raters += rating.rater != unknown_rater ? 1 : 0;
    }
    AgreementResult result;
    std::vector<ScoreSums> sums;
    result.items.reserve(items);
    sums.reserve(items);
    for (const std::vector<GroupScores>& by_group : scores) {
        const GroupScores all = sum_of(by_group);
        ItemAgreement item;
        describe_whole(all, options, item);
        describe_groups(by_group, options, control, item);
        result.items.push_back(std::move(item));
        sums.emplace_back(all.scores);
    }
    result.r_wg_j = agreement_over(result.items, options);
    result.lowest_items = lowest_of(result.items, sums);
    return result;
}

} // namespace samspill
