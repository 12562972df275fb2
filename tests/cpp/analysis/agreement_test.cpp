#include <samspill/analysis/agreement.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace samspill {
namespace {

using Ratings = std::vector<Rating>;

/// The scores of one item by two groups, each of another rater.
Ratings of_groups(const std::vector<std::int32_t>& first, const std::vector<std::int32_t>& second,
                  std::uint32_t item = 0) {
    Ratings ratings;
    for (const std::int32_t score : first) {
        ratings.push_back({item, 0, score, static_cast<std::uint32_t>(ratings.size())});
    }
    for (const std::int32_t score : second) {
        ratings.push_back({item, 1, score, static_cast<std::uint32_t>(ratings.size())});
    }
    return ratings;
}

TEST(Agreement, OfTheWorkedExample) {
    // M3.9: 4, 4, 5, 3 on five points
    const AgreementResult result = agreement(of_groups({4, 4, 5, 3}, {}), 1, 1);
    const ItemAgreement& item = result.items.front();
    EXPECT_EQ(item.raters, 4);
    EXPECT_NEAR(*item.variance.value, 0.6667, 5e-5);
    EXPECT_NEAR(*item.r_wg.value, 0.6667, 5e-5);
    EXPECT_EQ(item.mean.value, 4.0);
    EXPECT_EQ(item.median.value, 4.0);
    EXPECT_EQ(item.r_wg.denominator, 2.0);
    EXPECT_EQ(result.lowest_items, (std::vector<std::size_t>{0}));
    EXPECT_EQ(item.gap.reason, "fewer than two groups");
    EXPECT_EQ(item.gap_test.status, Status::not_applicable);
    // of one item r_wg(1) = r_wg
    EXPECT_NEAR(*result.r_wg_j.value, *item.r_wg.value, 1e-15);
}

TEST(Agreement, OfSeveralItems) {
    Ratings ratings = of_groups({4, 4, 5, 3}, {}, 0);      // variance 2/3
    const Ratings second = of_groups({2, 2, 3, 2}, {}, 1); // variance 1/4
    ratings.insert(ratings.end(), second.begin(), second.end());
    const AgreementResult result = agreement(ratings, 3, 1);
    const double share = (2.0 / 3 + 0.25) / 2 / 2; // mean variance by that of the null
    EXPECT_NEAR(*result.r_wg_j.value, 2 * (1 - share) / (2 * (1 - share) + share), 1e-15);
    EXPECT_EQ(result.lowest_items, (std::vector<std::size_t>{1}));
    EXPECT_EQ(result.items[1].median.value, 2.0);
    EXPECT_EQ(result.items[2].mean.reason, "empty");
    EXPECT_EQ(result.items[2].mean.status, Status::not_applicable);
}

TEST(Agreement, BelowChanceIsSetToZeroAndSaysSo) {
    const AgreementResult result = agreement(of_groups({1, 1, 5, 5}, {}), 1, 1);
    EXPECT_EQ(result.items[0].r_wg.value, 0.0);
    EXPECT_EQ(result.items[0].r_wg.reason.substr(0, 8), "set to 0");
    EXPECT_EQ(result.r_wg_j.value, 0.0);
    EXPECT_EQ(result.items[0].median.value, 3.0);
}

TEST(Agreement, ComparesTwoGroupsExactly) {
    // 5, 5, 4 against 1, 2, 2: no other of 20 choices but its mirror image is as far apart
    const ItemAgreement item = agreement(of_groups({5, 5, 4}, {1, 2, 2}), 1, 2).items.front();
    EXPECT_NEAR(*item.gap.value, 3.0, 1e-15);
    EXPECT_EQ(item.gap_test.arrangements, 20);
    EXPECT_EQ(item.gap_test.as_extreme, 2);
    EXPECT_EQ(item.gap_test.p, 0.1);
    EXPECT_EQ(item.gap_test.smallest_p, 0.1);
    EXPECT_TRUE(item.gap_test.exact);
    EXPECT_EQ(item.groups[0].mean.value, 14.0 / 3);
    EXPECT_EQ(item.groups[1].raters, 3);
    // groups the other way round
    AgreementOptions options;
    options.first_group = 1;
    options.second_group = 0;
    const ItemAgreement turned = agreement(of_groups({5, 5, 4}, {1, 2, 2}), 1, 2, options).items.front();
    EXPECT_EQ(*turned.gap.value, -*item.gap.value);
    EXPECT_EQ(turned.gap_test.p, item.gap_test.p);
    EXPECT_EQ(turned.gap_test.statistic, turned.gap.value);
}

TEST(Agreement, OfEqualScoresHasNoSmallP) {
    const ItemAgreement item = agreement(of_groups({3, 3, 3}, {3, 3, 3, 3}), 1, 2).items.front();
    EXPECT_EQ(item.gap.value, 0.0);
    EXPECT_EQ(item.gap_test.p, 1.0);
    EXPECT_EQ(item.gap_test.smallest_p, 1.0);
    EXPECT_EQ(item.r_wg.value, 1.0);
}

TEST(Agreement, ShowsNothingOfFewRaters) {
    const AgreementResult two = agreement(of_groups({4, 5}, {}), 1, 2);
    for (const Measure* measure : {&two.items[0].mean, &two.items[0].median, &two.items[0].variance,
                                   &two.items[0].r_wg, &two.items[0].groups[0].mean}) {
        EXPECT_EQ(measure->status, Status::suppressed);
        EXPECT_FALSE(measure->value);
    }
    EXPECT_EQ(two.items[0].raters, 2);
    EXPECT_TRUE(two.lowest_items.empty());
    EXPECT_EQ(two.r_wg_j.status, Status::not_applicable);
    EXPECT_EQ(two.items[0].gap.reason, "empty");
}

TEST(Agreement, HidesAllGroupsWhenOneIsTooSmall) {
    // the mean of all and of the first group would give away the second
    const ItemAgreement item = agreement(of_groups({4, 5, 3, 4}, {1, 2}), 1, 2).items.front();
    EXPECT_TRUE(item.mean.value);
    EXPECT_EQ(item.groups[0].mean.status, Status::suppressed);
    EXPECT_EQ(item.groups[1].mean.status, Status::suppressed);
    EXPECT_EQ(item.gap.status, Status::suppressed);
    EXPECT_EQ(item.gap_test.status, Status::suppressed);
    EXPECT_FALSE(item.gap.value || item.gap_test.p || item.gap_test.statistic);
    EXPECT_EQ(item.groups[1].raters, 2);
    // a group that nobody is in hides nobody
    EXPECT_TRUE(agreement(of_groups({4, 5, 3}, {}), 1, 2).items[0].groups[0].mean.value);
}

TEST(Agreement, UnknownRatersCountAsOne) {
    Ratings ratings{{0, 0, 4}, {0, 0, 4}, {0, 0, 4}, {0, 0, 5}, {0, 0, 3}};
    const ItemAgreement unknown = agreement(ratings, 1, 1).items.front();
    EXPECT_EQ(unknown.raters, 5);
    EXPECT_EQ(unknown.distinct_raters, 1);
    EXPECT_EQ(unknown.mean.status, Status::suppressed);
    EXPECT_EQ(unknown.mean.reason, "fewer raters than may be shown can be told apart");
    EXPECT_FALSE(unknown.mean.value || unknown.r_wg.value || unknown.groups[0].mean.value);
    ratings[0].rater = 7;
    EXPECT_EQ(agreement(ratings, 1, 1).items.front().distinct_raters, 2);
    ratings[1].rater = 8; // and at least one more
    const ItemAgreement shown = agreement(ratings, 1, 1).items.front();
    EXPECT_EQ(shown.distinct_raters, 3);
    EXPECT_EQ(shown.mean.value, 4.0); // of all five
}

TEST(Agreement, AGroupOfUnknownRatersHidesTheOthers) {
    Ratings ratings = of_groups({4, 5, 3}, {});
    for (int k = 0; k < 4; ++k) {
        ratings.push_back({0, 1, 2});
    }
    const ItemAgreement item = agreement(ratings, 1, 2).items.front();
    EXPECT_EQ(item.distinct_raters, 4);
    EXPECT_TRUE(item.mean.value);
    EXPECT_EQ(item.groups[1].distinct_raters, 1);
    EXPECT_EQ(item.groups[0].mean.status, Status::suppressed);
    EXPECT_EQ(item.gap.status, Status::suppressed);
}

TEST(Agreement, NamesAllLowestItems) {
    Ratings ratings = of_groups({2, 3, 3}, {}, 1);
    for (const Rating& rating : of_groups({3, 3, 2, 2, 3, 3}, {}, 0)) {
        ratings.push_back(rating);
    }
    for (const Rating& rating : of_groups({5, 5, 5}, {}, 2)) {
        ratings.push_back(rating);
    }
    EXPECT_EQ(agreement(ratings, 3, 1).lowest_items, (std::vector<std::size_t>{0, 1}));
}

TEST(Agreement, BeyondItsLimitIsDrawn) {
    AgreementOptions options;
    options.permutation = {.max_arrangements = 0, .replicates = 20'000, .seed = 3};
    const Ratings ratings = of_groups({5, 4, 4, 5, 3}, {3, 2, 4, 3, 2, 3});
    const PermutationTest drawn = agreement(ratings, 1, 2, options).items[0].gap_test;
    const PermutationTest counted = agreement(ratings, 1, 2).items[0].gap_test;
    EXPECT_FALSE(drawn.exact);
    EXPECT_NEAR(*drawn.p, *counted.p, 5 * 0.0015);
    EXPECT_EQ(drawn.smallest_p, 1.0 / 20'001);
    EXPECT_EQ(drawn.as_extreme, agreement(ratings, 1, 2, options).items[0].gap_test.as_extreme);
    EXPECT_EQ(counted.arrangements, 462);
    Ratings many;
    for (std::uint32_t k = 0; k < 1200; ++k) {
        many.push_back({0, k % 2, static_cast<std::int32_t>(1 + k % 5), k});
    }
    options.permutation = {.replicates = 9};
    const PermutationTest large = agreement(many, 1, 2, options).items[0].gap_test;
    EXPECT_FALSE(large.exact);
    EXPECT_FALSE(large.arrangements);
    test::StopControl control;
    EXPECT_THROW((void)agreement(many, 1, 2, options, &control), Cancelled);
}

TEST(Agreement, CountsAThousandRaters) {
    Ratings many;
    for (std::uint32_t k = 0; k < 1000; ++k) {
        many.push_back({0, k % 2, static_cast<std::int32_t>(1 + (k / 2) % 5), k});
    }
    const PermutationTest test = agreement(many, 1, 2).items[0].gap_test;
    EXPECT_TRUE(test.exact);
    EXPECT_EQ(test.p, 1.0); // both groups gave the same scores
    EXPECT_FALSE(test.arrangements);
    EXPECT_FALSE(test.as_extreme);
}

TEST(Agreement, RefusesWhatIsNoRating) {
    EXPECT_THROW((void)agreement(Ratings{{1, 0, 3}}, 1, 1), InvalidArgument);
    EXPECT_THROW((void)agreement(Ratings{{0, 1, 3}}, 1, 1), InvalidArgument);
    EXPECT_THROW((void)agreement(Ratings{{0, 0, 0}}, 1, 1), InvalidArgument);
    EXPECT_THROW((void)agreement(Ratings{{0, 0, 6}}, 1, 1), InvalidArgument);
    EXPECT_THROW((void)agreement(Ratings{{0, 0, 3, 9}, {0, 0, 4, 9}}, 1, 1), InvalidArgument); // twice
    EXPECT_NO_THROW((void)agreement(Ratings{{0, 0, 3, 9}, {1, 0, 4, 9}}, 2, 1));
    EXPECT_THROW((void)agreement({}, 1, 0), InvalidArgument);
    AgreementOptions options;
    options.scale_points = 1;
    EXPECT_THROW((void)agreement({}, 1, 1, options), InvalidArgument);
    options = {};
    options.fewest_raters = 2; // suppressed always
    EXPECT_THROW((void)agreement({}, 1, 1, options), InvalidArgument);
    options = {};
    options.second_group = 0;
    EXPECT_THROW((void)agreement({}, 1, 1, options), InvalidArgument);
    options = {};
    options.permutation.replicates = 0;
    EXPECT_THROW((void)agreement({}, 1, 1, options), InvalidArgument);
}

} // namespace
} // namespace samspill
