#include <samspill/pilot/precondition_model.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Counts = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

/// Sixteen fictional municipalities: events, people, then two preconditions.
const Counts events{14, 16, 11, 16, 13, 19, 1, 11, 11, 40, 10, 5, 14, 24, 18, 14};
const Numbers people{55, 51, 34, 43, 76, 42, 30, 69, 51, 76, 36, 42, 76, 55, 55, 37};
const Numbers two{8.1, 8.1, 5.2, 2.9, 0.5, 3.8, 4.1, 0.5, 0.5, 10.0, 6.5, 2.3, 4.3, 9.7, 9.0, 8.4,
                  48,  27,  37,  40,  36,  61,  49,  38,  58,  67,   17,  45,  30,  47,  24,  50};

TEST(PreconditionModel, PoissonAgreesWithAnotherProgram) {
    // coefficients: scipy 1.17, minimising the likelihood; standard errors: numpy, inverse information
    const PreconditionModelResult result = expected_counts({events, people, two});
    ASSERT_EQ(result.status, Status::ok);
    EXPECT_NEAR(result.coefficients.at(0), -2.16753438, 1e-7);
    EXPECT_NEAR(result.coefficients.at(1), 0.08421758, 1e-7);
    EXPECT_NEAR(result.coefficients.at(2), 0.00996746, 1e-7);
    EXPECT_NEAR(result.standard_errors.at(0), 0.22437450, 1e-7);
    EXPECT_NEAR(result.standard_errors.at(1), 0.01954852, 1e-7);
    EXPECT_NEAR(result.standard_errors.at(2), 0.00458935, 1e-7);
    EXPECT_NEAR(result.expected.at(0), 20.0935552, 1e-6);
    EXPECT_NEAR(result.left_out_expected.at(4).value(), 12.9865298, 1e-6);
    EXPECT_EQ(result.degrees_of_freedom, 13.0);
}

TEST(PreconditionModel, LogisticAgreesWithAnotherProgram) {
    const PreconditionModelResult result =
        expected_counts({events, people, two}, {.model = CountModel::logistic});
    ASSERT_EQ(result.status, Status::ok);
    EXPECT_NEAR(result.coefficients.at(0), -2.26371670, 1e-7);
    EXPECT_NEAR(result.coefficients.at(1), 0.12118697, 1e-7);
    EXPECT_NEAR(result.standard_errors.at(2), 0.00568643, 1e-7);
    EXPECT_NEAR(result.expected.at(1), 15.2460821, 1e-6);
    EXPECT_NEAR(result.left_out_expected.at(4).value(), 12.2892696, 1e-6);
}

TEST(PreconditionModel, WithoutPreconditionsAllHaveOneRate) {
    const PreconditionModelResult result = expected_counts({Counts{2, 4, 6}, Numbers{10, 20, 10}, {}});
    EXPECT_NEAR(result.expected.at(0), 3.0, 1e-12);
    EXPECT_NEAR(result.expected.at(1), 6.0, 1e-12);
    EXPECT_NEAR(result.left_out_expected.at(0).value(), 10.0 * 10.0 / 30.0, 1e-12); // rate of the others
    EXPECT_NEAR(result.coefficients.at(0), std::log(0.3), 1e-12);
    EXPECT_NEAR(result.standard_errors.at(0), std::sqrt(1.0 / 12.0), 1e-12);
}

TEST(PreconditionModel, APreconditionOfTwoValuesGivesEachGroupItsRate) {
    const Counts counts{1, 2, 3, 4, 10, 12, 14, 16};
    const Numbers sizes{10, 10, 20, 20, 20, 20, 20, 20};
    const Numbers town{0, 0, 0, 0, 1, 1, 1, 1};
    for (const auto model : {CountModel::poisson, CountModel::logistic}) {
        const PreconditionModelResult result = expected_counts({counts, sizes, town}, {.model = model});
        EXPECT_NEAR(result.expected.at(0), 10.0 * 10.0 / 60.0, 1e-10);
        EXPECT_NEAR(result.expected.at(5), 20.0 * 52.0 / 80.0, 1e-10);
    }
}

TEST(PreconditionModel, ExpectedCountsAddUpToTheObserved) {
    const auto all = static_cast<double>(std::accumulate(events.begin(), events.end(), std::int64_t{0}));
    for (const auto model : {CountModel::poisson, CountModel::logistic}) {
        const PreconditionModelResult result = expected_counts({events, people, two}, {.model = model});
        EXPECT_NEAR(std::accumulate(result.expected.begin(), result.expected.end(), 0.0), all, 1e-8);
    }
}

TEST(PreconditionModel, RefusesTooManyPreconditions) {
    const PreconditionModelResult result = expected_counts({events, people, two}, {.units_each = 10});
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "too many preconditions for so few units");
    EXPECT_EQ(result.most_preconditions, 1U);
    EXPECT_TRUE(result.expected.empty());
}

TEST(PreconditionModel, RefusesCollinearPreconditions) {
    Numbers same = two;
    for (std::size_t k = 0; k < 16; ++k) {
        same[16 + k] = 3.0 * same[k] - 2.0;
    }
    EXPECT_EQ(expected_counts({events, people, same}).reason, "collinear preconditions");
    const Numbers constant(16, 0.1);
    EXPECT_EQ(expected_counts({events, people, constant}).reason, "collinear preconditions");
}

TEST(PreconditionModel, RefusesEstimatesWithoutEnd) {
    const Counts counts{0, 0, 0, 0, 10, 12, 14, 16};
    const Numbers sizes(8, 20.0);
    const Numbers town{0, 0, 0, 0, 1, 1, 1, 1};
    for (const auto model : {CountModel::poisson, CountModel::logistic}) {
        EXPECT_EQ(expected_counts({counts, sizes, town}, {.model = model}).reason, "no finite estimate");
    }
}

TEST(PreconditionModel, SaysWhereAUnitCannotBeLeftOut) {
    const Numbers one_town{1, 0, 0, 0, 0, 0, 0, 0}; // without the first unit the column is constant
    const PreconditionModelResult result =
        expected_counts({Counts{3, 1, 2, 3, 4, 1, 2, 3}, Numbers(8, 10.0), one_town});
    ASSERT_EQ(result.status, Status::ok);
    EXPECT_FALSE(result.left_out_expected.at(0));
    EXPECT_TRUE(result.left_out_expected.at(1));
    EXPECT_EQ(result.left_out_reason, "without some units there is no fit");
    EXPECT_EQ(expected_counts({Counts{3}, Numbers{10}, {}}).left_out_reason, "one unit");
}

TEST(PreconditionModel, IsNullWithoutVariance) {
    EXPECT_EQ(expected_counts({{}, {}, {}}).reason, "empty");
    EXPECT_EQ(expected_counts({Counts{0, 0}, Numbers{3, 4}, {}}).reason, "no variance");
    EXPECT_EQ(expected_counts({Counts{3, 4}, Numbers{3, 4}, {}}, {.model = CountModel::logistic}).reason,
              "no variance");
}

TEST(PreconditionModel, IsTheSameForAnyOrder) {
    const PreconditionModelResult first = expected_counts({events, people, two});
    std::vector<std::size_t> order(events.size());
    std::iota(order.begin(), order.end(), 0);
    for (int turn = 0; turn < 4; ++turn) {
        std::rotate(order.begin(), order.begin() + 5, order.end());
        std::swap(order[1], order[9]);
        Counts counts;
        Numbers sizes;
        Numbers columns(32);
        for (std::size_t k = 0; k < 16; ++k) {
            counts.push_back(events[order[k]]);
            sizes.push_back(people[order[k]]);
            columns[k] = two[order[k]];
            columns[16 + k] = two[16 + order[k]];
        }
        const PreconditionModelResult again = expected_counts({counts, sizes, columns});
        EXPECT_EQ(again.coefficients, first.coefficients);
        EXPECT_EQ(again.deviance, first.deviance);
        for (std::size_t k = 0; k < 16; ++k) {
            EXPECT_EQ(again.expected[k], first.expected[order[k]]);
            EXPECT_EQ(again.left_out_expected[k], first.left_out_expected[order[k]]);
        }
    }
}

TEST(PreconditionModel, RefusesBrokenCalls) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)expected_counts({Counts{1}, Numbers{}, {}}), InvalidArgument);
    EXPECT_THROW((void)expected_counts({Counts{1, 2}, Numbers{1, 1}, Numbers{1}}), InvalidArgument);
    EXPECT_THROW((void)expected_counts({Counts{-1}, Numbers{1}, {}}), InvalidArgument);
    EXPECT_THROW((void)expected_counts({Counts{1}, Numbers{0}, {}}), InvalidArgument);
    EXPECT_THROW((void)expected_counts({Counts{1}, Numbers{1}, Numbers{nothing}}), InvalidArgument);
    EXPECT_THROW((void)expected_counts({Counts{2}, Numbers{1}, {}}, {.model = CountModel::logistic}),
                 InvalidArgument);
    EXPECT_THROW((void)expected_counts({Counts{1}, Numbers{1}, {}}, {.units_each = 0}), InvalidArgument);
    test::StopControl stop;
    EXPECT_THROW((void)expected_counts({events, people, two}, {}, &stop), Cancelled);
}

} // namespace
} // namespace samspill
