#include "pilot/adjusted_difference.hpp"

#include <Eigen/Dense>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <set>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

EffectRow row_of(bool treated, double change, std::vector<double> preconditions, std::uint32_t stratum = 0,
                 double weight = 1.0) {
    EffectRow row;
    row.after = change;
    row.treated = treated;
    row.stratum = stratum;
    row.weight = weight;
    row.preconditions = std::move(preconditions);
    return row;
}

std::vector<std::uint32_t> labels_of(const std::vector<EffectRow>& rows) {
    std::vector<std::uint32_t> labels;
    labels.reserve(rows.size());
    for (const EffectRow& row : rows) {
        labels.push_back(row.treated ? 1 : 0);
    }
    return labels;
}

AdjustedDifference adjusted(const std::vector<EffectRow>& rows) {
    std::vector<std::uint32_t> of_row(rows.size());
    std::iota(of_row.begin(), of_row.end(), std::uint32_t{0});
    return {rows, of_row, 0};
}

/// Twin: least squares on a column for each arm of each stratum and the preconditions, by orthogonal
/// decomposition; effects of strata averaged by their weights.
double regressed(const std::vector<EffectRow>& rows, const std::vector<std::uint32_t>& labels,
                 const std::vector<double>& outcome) {
    std::set<std::uint32_t> strata;
    for (const EffectRow& row : rows) {
        strata.insert(row.stratum);
    }
    const auto places = std::vector<std::uint32_t>(strata.begin(), strata.end());
    const auto cells = static_cast<Eigen::Index>(2 * places.size());
    const auto names = static_cast<Eigen::Index>(rows.front().preconditions.size());
    Eigen::MatrixXd design = Eigen::MatrixXd::Zero(std::ssize(rows), cells + names);
    Eigen::VectorXd target(std::ssize(rows));
    std::vector<double> weights(places.size(), 0.0);
    for (Eigen::Index k = 0; k < target.size(); ++k) {
        const EffectRow& row = rows[static_cast<std::size_t>(k)];
        const double root = std::sqrt(row.weight);
        const auto stratum = std::find(places.begin(), places.end(), row.stratum) - places.begin();
        weights[static_cast<std::size_t>(stratum)] += row.weight;
        design(k, 2 * stratum + labels[static_cast<std::size_t>(k)]) = root;
        for (Eigen::Index name = 0; name < names; ++name) {
            design(k, cells + name) = root * row.preconditions[static_cast<std::size_t>(name)];
        }
        target(k) = root * outcome[static_cast<std::size_t>(k)];
    }
    const Eigen::VectorXd fitted = design.completeOrthogonalDecomposition().solve(target);
    double sum = 0.0;
    for (std::size_t s = 0; s < places.size(); ++s) {
        const auto cell = static_cast<Eigen::Index>(2 * s);
        sum += weights[s] * (fitted(cell + 1) - fitted(cell));
    }
    return sum / std::accumulate(weights.begin(), weights.end(), 0.0);
}

// By hand: controls (1, 0) and (3, 2), treated (2, 4) and (4, 8) as (precondition, change). Within arms the
// slope is (2 + 4) / (2 + 2) = 1.5; means differ by 5 in change and 1 in precondition: 5 - 1.5 = 3.5.
TEST(AdjustedDifference, TakesAwayWhatPreconditionsAdd) {
    const std::vector<EffectRow> rows{row_of(false, 0.0, {1.0}), row_of(false, 2.0, {3.0}),
                                      row_of(true, 4.0, {2.0}), row_of(true, 8.0, {4.0})};
    const LabelledStatistic found = adjusted(rows).of(labels_of(rows));
    EXPECT_NEAR(found.outcome, 3.5, 1e-12);
    EXPECT_NEAR(found.exposure, 1.0, 1e-12);
    EXPECT_NEAR(adjusted(rows).slopes(labels_of(rows)).at(0), 1.5, 1e-12);
    EXPECT_NEAR(adjusted_difference_of(rows).value(), 3.5, 1e-12);
    const std::vector<EffectRow> left = without_preconditions(rows);
    EXPECT_NEAR(left[0].change(), -1.5, 1e-12);
    EXPECT_NEAR(left[3].change(), 2.0, 1e-12);
    // without the first control the slope is that of the treated, 4 / 2; means are 6 - 2 and 3 - 3
    EXPECT_NEAR(adjusted_difference_of(rows, 0).value(), 4.0, 1e-12);
    EXPECT_FALSE(adjusted_difference_of({rows[0], rows[1]}).has_value());
    EXPECT_FALSE(adjusted_difference_of({rows[0]}, 0).has_value());
}

TEST(AdjustedDifference, AgreesWithLeastSquaresForEveryArrangement) {
    std::mt19937 random{7};
    std::uniform_real_distribution<double> any{-1.0, 1.0};
    for (int round = 0; round < 40; ++round) {
        std::vector<EffectRow> rows;
        const std::size_t names = 1 + round % 3;
        for (std::size_t k = 0; k < 14; ++k) {
            std::vector<double> preconditions(names);
            for (double& value : preconditions) {
                value = 100.0 + 5.0 * any(random);
            }
            rows.push_back(row_of(k % 2 == 0, any(random), preconditions, k < 8 ? 3 : 9,
                                  round % 2 == 0 ? 1.0 : 1.5 + any(random)));
        }
        std::vector<double> changes;
        std::vector<double> treated;
        for (const EffectRow& row : rows) {
            changes.push_back(row.change());
            treated.push_back(row.treated ? 1.0 : 0.0);
        }
        std::vector<std::uint32_t> labels = labels_of(rows);
        const AdjustedDifference statistic = adjusted(rows);
        for (int arrangement = 0; arrangement < 10; ++arrangement) {
            const LabelledStatistic found = statistic.of(labels);
            EXPECT_NEAR(found.outcome, regressed(rows, labels, changes), 1e-9);
            EXPECT_NEAR(found.exposure, regressed(rows, labels, treated), 1e-9);
            std::shuffle(labels.begin(), labels.begin() + 8, random);
            std::shuffle(labels.begin() + 8, labels.end(), random);
        }
    }
}

// The second says twice what the first says, and a constant says nothing: estimates do not change.
TEST(AdjustedDifference, GivesNoSlopeToWhatIsAlreadySaid) {
    std::vector<EffectRow> once{row_of(false, 0.0, {1.0}), row_of(false, 2.0, {3.0}),
                                row_of(true, 4.0, {2.0}), row_of(true, 8.0, {4.0})};
    std::vector<EffectRow> thrice = once;
    for (EffectRow& row : thrice) {
        row.preconditions = {row.preconditions[0], 2.0 * row.preconditions[0] + 7.0, 5.0};
    }
    EXPECT_NEAR(adjusted_difference_of(thrice).value(), 3.5, 1e-9);
    const std::vector<double> slopes = adjusted(thrice).slopes(labels_of(thrice));
    EXPECT_NEAR(slopes.at(0), 1.5, 1e-9);
    EXPECT_EQ(slopes.at(1), 0.0);
    EXPECT_EQ(slopes.at(2), 0.0);
}

// Of the 70 ways to treat four of eight, two are the precondition itself or its opposite: they cannot tell
// treatment from it.
TEST(AdjustedDifference, HasNoStatisticWhereAPreconditionSaysWhoIsTreated) {
    std::vector<EffectRow> rows;
    for (std::size_t k = 0; k < 8; ++k) {
        rows.push_back(row_of(k % 2 == 0, static_cast<double>(k * k % 7), {k < 4 ? 1.0 : 0.0}));
    }
    std::vector<std::uint32_t> labels{0, 0, 0, 0, 1, 1, 1, 1};
    const AdjustedDifference statistic = adjusted(rows);
    int undefined = 0;
    do {
        undefined += statistic.of(labels).is_defined() ? 0 : 1;
    } while (std::next_permutation(labels.begin(), labels.end()));
    EXPECT_EQ(undefined, 2);
    const std::vector<std::uint32_t> strata(8, 0);
    const RandomisationResult result =
        label_permutation_test(labels_of(rows), strata, statistic, {}, nullptr);
    EXPECT_EQ(result.arrangements, 68);
    EXPECT_GE(result.smallest_p.value(), 1.0 / 68.0);
}

} // namespace
} // namespace samspill::detail
