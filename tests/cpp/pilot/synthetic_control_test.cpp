#include <samspill/pilot/synthetic_control.hpp>

#include <samspill/core/error.hpp>

#include "support/panel_columns.hpp"
#include "support/stop_control.hpp"

#include <Eigen/Dense>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <vector>

namespace samspill {
namespace {

using testing_support::PanelColumns;

constexpr std::uint32_t treated = 7;

SyntheticControlResult control_of(const PanelColumns& panel, std::int32_t first_treated,
                                  const SyntheticControlOptions& options = {}) {
    return synthetic_control({panel.unit, panel.period, panel.outcome, treated, first_treated}, options);
}

/// Methods M3.7: T(2,4), A(1,3), B(3,5), C(10,0); afterwards T 8, A 4, B 6.
PanelColumns worked() {
    PanelColumns panel;
    panel.add(treated, {2, 4, 8});
    panel.add(1, {1, 3, 4});
    panel.add(2, {3, 5, 6});
    panel.add(3, {10, 0, 1});
    return panel;
}

/// The treated unit is a mixture of three of eight donors but for some noise, until period 6.
PanelColumns mixed(std::uint32_t seed, double noise) {
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> level{-2.0, 2.0};
    PanelColumns panel;
    std::vector<double> own(9, 0.0);
    const std::vector<double> part{0.5, 0.3, 0.2, 0, 0, 0, 0, 0};
    for (std::uint32_t unit = 0; unit < part.size(); ++unit) {
        std::vector<double> outcomes;
        for (std::size_t t = 0; t < own.size(); ++t) {
            outcomes.push_back(level(random));
            own[t] += part[unit] * outcomes[t] + noise * level(random);
        }
        panel.add(unit + 10, outcomes);
    }
    panel.add(treated, own);
    return panel;
}

std::map<std::uint32_t, std::vector<double>> by_unit(const PanelColumns& panel) {
    std::map<std::uint32_t, std::vector<double>> outcomes;
    for (std::size_t row = 0; row < panel.unit.size(); ++row) {
        outcomes[panel.unit[row]].push_back(panel.outcome[row]);
    }
    return outcomes;
}

/// The least sum of squares over every face of the simplex: the best of all sets of donors whose weights,
/// free to have any sign, come out above 0.
double least_squares_of_all_faces(const Eigen::MatrixXd& donors, const Eigen::VectorXd& own) {
    double least = std::numeric_limits<double>::infinity();
    for (unsigned set = 1; set < 1U << static_cast<unsigned>(donors.cols()); ++set) {
        std::vector<Eigen::Index> chosen;
        for (Eigen::Index j = 0; j < donors.cols(); ++j) {
            if ((set >> static_cast<unsigned>(j) & 1U) != 0) {
                chosen.push_back(j);
            }
        }
        const auto k = static_cast<Eigen::Index>(chosen.size());
        Eigen::MatrixXd x(donors.rows(), k);
        for (Eigen::Index j = 0; j < k; ++j) {
            x.col(j) = donors.col(chosen[static_cast<std::size_t>(j)]);
        }
        Eigen::MatrixXd system = Eigen::MatrixXd::Zero(k + 1, k + 1); // with Lagrange's multiplier
        system.topLeftCorner(k, k) = x.transpose() * x;
        system.col(k).head(k).setOnes();
        system.row(k).head(k).setOnes();
        Eigen::VectorXd right(k + 1);
        right << x.transpose() * own, 1.0;
        const Eigen::FullPivLU<Eigen::MatrixXd> lu{system};
        const Eigen::VectorXd weights = lu.solve(right).head(k);
        if (lu.isInvertible() && weights.minCoeff() >= -1e-12) {
            least = std::min(least, (own - x * weights).squaredNorm());
        }
    }
    return least;
}

TEST(SyntheticControl, GivesTheWorkedNumbers) {
    const SyntheticControlResult result = control_of(worked(), 3);
    ASSERT_EQ(result.weights.size(), 2U);
    EXPECT_EQ(result.weights[0].unit, 1U);
    EXPECT_NEAR(result.weights[0].weight, 0.5, 1e-15);
    EXPECT_NEAR(result.weights[1].weight, 0.5, 1e-15);
    EXPECT_TRUE(result.weights_unique);
    EXPECT_EQ(result.pre_rmspe, 0.0);
    EXPECT_NEAR(result.estimate.value(), 3.0, 1e-14);
    EXPECT_NEAR(result.gaps.back().synthetic, 5.0, 1e-14);
    EXPECT_EQ(result.ratio, std::numeric_limits<double>::infinity());
    EXPECT_EQ(result.p, 0.25); // the others have no fit without error
    EXPECT_EQ(result.smallest_p, 0.25);
    EXPECT_EQ(result.arrangements, 4U);
    EXPECT_EQ(result.donors, 3U);
}

TEST(SyntheticControl, PlacebosAreFitsOfTheirOwn) {
    const SyntheticControlResult result = control_of(worked(), 3);
    // A(1,3) from B(3,5) and C(10,0): on the line B + s (7,-5), s = 0 is nearest in the simplex, as the
    // derivative 2 (2·7 + 2·(-5)) is above 0 there; so B alone: pre gaps -2, -2, post gap 4 - 6
    EXPECT_NEAR(result.placebos[0].pre_rmspe, 2.0, 1e-14);
    EXPECT_NEAR(result.placebos[0].post_rmspe, 2.0, 1e-14);
    EXPECT_NEAR(result.placebos[0].ratio, 1.0, 1e-14);
    // B from A and C: A + s (9,-3), (2,2)·(9,-3) = 12 = 90 s: s = 2/15, gaps 2 - 1.2, 2 + 0.4
    EXPECT_NEAR(result.placebos[1].pre_rmspe, std::sqrt((0.8 * 0.8 + 2.4 * 2.4) / 2.0), 1e-14);
    EXPECT_NEAR(result.placebos[1].post_rmspe, 6.0 - (4.0 - 3.0 * 2.0 / 15.0), 1e-14);
    SyntheticControlOptions with_treated;
    with_treated.placebos_use_treated = true;
    const SyntheticControlResult other = control_of(worked(), 3, with_treated);
    EXPECT_LT(other.placebos[0].pre_rmspe, 2.0); // T is nearer to A than B is
}

TEST(SyntheticControl, EveryFaceOfTheSimplexIsNoBetter) {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        const PanelColumns panel = mixed(seed, 0.1);
        SyntheticControlOptions options;
        options.poor_fit = 10.0;
        const SyntheticControlResult result = control_of(panel, 7, options);
        auto outcomes = by_unit(panel);
        const auto head = [](const std::vector<double>& all) {
            return Eigen::VectorXd{Eigen::Map<const Eigen::VectorXd>{all.data(), 6}};
        };
        Eigen::MatrixXd donors(6, 8);
        for (std::uint32_t unit = 10; unit < 18; ++unit) {
            donors.col(unit - 10) = head(outcomes[unit]);
        }
        const double least = least_squares_of_all_faces(donors, head(outcomes[treated]));
        EXPECT_NEAR(std::sqrt(least / 6.0), result.pre_rmspe.value(), 1e-9) << seed;
        double sum = 0.0;
        for (const DonorWeight& donor : result.weights) {
            EXPECT_GT(donor.weight, 0.0);
            sum += donor.weight;
        }
        EXPECT_NEAR(sum, 1.0, 1e-12);
    }
}

TEST(SyntheticControl, FindsTheMixtureThatMadeTheUnit) {
    const SyntheticControlResult result = control_of(mixed(3, 0.0), 7);
    ASSERT_EQ(result.weights.size(), 3U);
    EXPECT_NEAR(result.weights[0].weight, 0.5, 1e-12);
    EXPECT_NEAR(result.weights[1].weight, 0.3, 1e-12);
    EXPECT_NEAR(result.weights[2].weight, 0.2, 1e-12);
    EXPECT_EQ(result.ratio, 0.0); // and goes on as the mixture does
    EXPECT_EQ(result.p_reason, "no gap");
    EXPECT_FALSE(result.p);
}

TEST(SyntheticControl, TellsWhenOtherWeightsFitAsWell) {
    PanelColumns twins = worked();
    twins.add(4, {3, 5, 9}); // before treatment as B
    EXPECT_FALSE(control_of(twins, 3).weights_unique);
    PanelColumns square; // the centre of a square is on both diagonals
    square.add(treated, {0, 0, 1});
    square.add(1, {-1, -1, 0});
    square.add(2, {1, 1, 0});
    square.add(3, {-1, 1, 0});
    square.add(4, {1, -1, 0});
    EXPECT_FALSE(control_of(square, 3).weights_unique);
    PanelColumns aside; // a fourth corner of the triangle's plane, but on one side of the edge that is used
    aside.add(treated, {0, -0.1, 1});
    aside.add(1, {-1, 0, 0});
    aside.add(2, {1, 0, 0});
    aside.add(3, {0, 5, 0});
    aside.add(4, {1, 5, 0});
    EXPECT_TRUE(control_of(aside, 3).weights_unique);
}

TEST(SyntheticControl, WeightsOfPeriodsDecideWhichMatter) {
    PanelColumns panel;
    panel.add(treated, {0, 2, 5});
    panel.add(1, {0, 0, 1});
    panel.add(2, {2, 2, 2});
    SyntheticControlOptions options;
    options.poor_fit = 10.0;
    const std::vector<double> second{0.0, 1.0};
    options.predictor_weights = second;
    const SyntheticControlResult result = control_of(panel, 3, options);
    ASSERT_EQ(result.weights.size(), 1U);
    EXPECT_EQ(result.weights[0].unit, 2U);
    // (1 - s)·0 + s·2 to (0, 2) with weights 3 and 1: 3·4s² + 4(1 - s)², s = 1/4
    const std::vector<double> three_one{3.0, 1.0};
    options.predictor_weights = three_one;
    EXPECT_NEAR(control_of(panel, 3, options).weights[1].weight, 0.25, 1e-14);
}

TEST(SyntheticControl, LeavesOutWhatWasNotObserved) {
    PanelColumns panel = worked();
    panel.add(4, {2, 4}); // no outcome afterwards
    panel.unit.push_back(1);
    panel.period.push_back(9); // the treated unit was not seen then
    panel.outcome.push_back(100.0);
    const SyntheticControlResult result = control_of(panel, 3);
    EXPECT_EQ(result.donors_left_out, 1U);
    EXPECT_EQ(result.periods_left_out, 1U);
    EXPECT_NEAR(result.estimate.value(), 3.0, 1e-14);
}

TEST(SyntheticControl, PlacebosWithAPoorFitMayBeLeftOut) {
    const PanelColumns panel = mixed(5, 0.1);
    SyntheticControlOptions options;
    options.poor_fit = 10.0;
    const SyntheticControlResult all = control_of(panel, 7, options);
    options.placebo_fit = 5.0;
    const SyntheticControlResult some = control_of(panel, 7, options);
    EXPECT_EQ(all.arrangements, 9U);
    std::size_t counted = 1;
    for (const SyntheticControlPlacebo& placebo : some.placebos) {
        EXPECT_EQ(placebo.counted, placebo.pre_rmspe <= 5.0 * some.pre_rmspe.value());
        counted += placebo.counted ? 1 : 0;
    }
    EXPECT_EQ(some.arrangements, counted);
    EXPECT_LT(counted, 9U);
    options.placebo_fit = 1e-9;
    EXPECT_EQ(control_of(panel, 7, options).p_reason, "no placebo fits as well before treatment");
}

TEST(SyntheticControl, OrderOfRowsDoesNotChangeABit) {
    const PanelColumns panel = mixed(9, 0.1);
    SyntheticControlOptions options;
    options.poor_fit = 10.0;
    const SyntheticControlResult a = control_of(panel, 7, options);
    const SyntheticControlResult b = control_of(panel.shuffled(4), 7, options);
    EXPECT_EQ(a.estimate, b.estimate);
    EXPECT_EQ(a.p, b.p);
    for (std::size_t k = 0; k < a.placebos.size(); ++k) {
        EXPECT_EQ(a.placebos[k].ratio, b.placebos[k].ratio);
    }
}

TEST(SyntheticControl, RefusesAPoorFitAndStillShowsIt) {
    PanelColumns panel;
    panel.add(treated, {9, 9, 1});
    panel.add(1, {1, 2, 3});
    panel.add(2, {2, 1, 3});
    const SyntheticControlResult result = control_of(panel, 3);
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "poor fit before treatment");
    EXPECT_NEAR(result.pre_rmspe.value(), 7.5, 1e-12);
    EXPECT_FALSE(result.estimate);
    EXPECT_EQ(result.weights.size(), 2U);
}

TEST(SyntheticControl, RefusesWhatItCannotTell) {
    EXPECT_EQ(control_of({}, 3).reason, "empty");
    EXPECT_EQ(control_of(worked(), 1).reason, "no period before treatment");
    EXPECT_EQ(control_of(worked(), 2).reason, "one period before treatment only");
    EXPECT_EQ(control_of(worked(), 4).reason, "no period after treatment");
    PanelColumns alone;
    alone.add(treated, {1, 2, 3});
    EXPECT_EQ(control_of(alone, 3).reason, "no donor");
    PanelColumns others;
    others.add(1, {1, 2, 3});
    EXPECT_EQ(control_of(others, 3).reason, "treated unit not in the panel");
    PanelColumns flat;
    flat.add(treated, {1, 2, 3});
    flat.add(1, {1, 2, 4});
    EXPECT_EQ(control_of(flat, 3).reason, "no variance");
    PanelColumns pair;
    pair.add(treated, {1.0, 3.0, 3.0});
    pair.add(1, {1.0, 3.1, 4.0});
    SyntheticControlOptions options;
    options.poor_fit = 10.0;
    EXPECT_EQ(control_of(pair, 3, options).p_reason, "one donor only");
}

TEST(SyntheticControl, ThrowsAtABrokenCall) {
    PanelColumns panel = worked();
    SyntheticControlOptions options;
    options.poor_fit = -1.0;
    EXPECT_THROW((void)control_of(panel, 3, options), InvalidArgument);
    const std::vector<double> one{1.0};
    options = {};
    options.predictor_weights = one;
    EXPECT_THROW((void)control_of(panel, 3, options), InvalidArgument);
    const std::vector<double> none{0.0, 0.0};
    options.predictor_weights = none;
    EXPECT_THROW((void)control_of(panel, 3, options), InvalidArgument);
    test::StopControl stop;
    EXPECT_THROW((void)synthetic_control({panel.unit, panel.period, panel.outcome, treated, 3}, {}, &stop),
                 Cancelled);
    panel.add(1, {1});
    EXPECT_THROW((void)control_of(panel, 3), InvalidArgument);
    panel.outcome.back() = std::nan("");
    EXPECT_THROW((void)control_of(panel, 3), InvalidArgument);
}

} // namespace
} // namespace samspill
