// Worked numbers of M1.4 and P15, and edge cases.
#include <samspill/analysis/inequality.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<double>;
using Groups = std::vector<std::uint32_t>;

void expect_none(const Measure& measure, std::string_view reason) {
    EXPECT_FALSE(measure.value) << measure.definition.name;
    EXPECT_EQ(measure.status, Status::not_applicable) << measure.definition.name;
    EXPECT_EQ(measure.reason, reason) << measure.definition.name;
}

TEST(SegregationOfForums, IsThatOfTheWorkedExample) {
    const Segregation result = segregation(Numbers{5, 3, 2, 6, 3, 3}, 2);
    EXPECT_NEAR(*result.sector_entropy.value, 0.689009, 5e-7);
    EXPECT_NEAR(*result.mutual_information.value, 0.054915, 5e-7);
    EXPECT_NEAR(*result.theil_h.value, 0.079702, 5e-7);
    EXPECT_NEAR(*result.mutual_information.value,
                *result.sector_entropy.value + *result.forum_entropy.value - *result.joint_entropy.value,
                1e-14);
    EXPECT_EQ(result.mutual_information.n, 22.0);
    EXPECT_EQ(result.theil_h.denominator, result.sector_entropy.value);
    // each forum is its own supergroup: all lies between
    EXPECT_NEAR(*result.between.value, *result.mutual_information.value, 1e-15);
    EXPECT_EQ(result.within.value, 0.0);
}

TEST(SegregationOfForums, SplitsIntoSupergroups) {
    // P15: four units of two groups, the first two and the last two units together
    const Numbers units{40, 20, 20, 40, 5, 60, 1, 80};
    const Segregation result = segregation(units, 2, Groups{7, 7, 3, 3});
    EXPECT_NEAR(*result.mutual_information.value, 0.186587, 5e-7);
    EXPECT_NEAR(*result.between.value, 0.153480, 5e-7);
    EXPECT_NEAR(*result.between.value + *result.within.value, *result.mutual_information.value, 1e-12);
    ASSERT_EQ(result.parts.size(), 2U);
    EXPECT_EQ(result.parts[0].supergroup, 3U);
    EXPECT_EQ(result.parts[0].forums, 2);
    EXPECT_NEAR(result.parts[0].weight, 146.0 / 266, 1e-15);
    EXPECT_NEAR(result.parts[1].within, *segregation(Numbers{40, 20, 20, 40}, 2).mutual_information.value,
                1e-15);
}

TEST(SegregationOfForums, AtItsEnds) {
    const Segregation apart = segregation(Numbers{8, 0, 0, 8}, 2);
    EXPECT_NEAR(*apart.theil_h.value, 1.0, 1e-15);
    const Segregation alike = segregation(Numbers{2, 4, 3, 6, 5, 10}, 2);
    EXPECT_EQ(alike.theil_h.value, 0.0);
    const Segregation one_sector = segregation(Numbers{2, 0, 3, 0}, 2);
    EXPECT_EQ(one_sector.mutual_information.value, 0.0);
    expect_none(one_sector.theil_h, "only one sector holds seats");
    const Segregation none = segregation(Numbers{0, 0, 0, 0}, 2);
    for (const Measure* measure : {&none.theil_h, &none.mutual_information, &none.between, &none.within,
                                   &none.sector_entropy, &none.forum_entropy, &none.joint_entropy}) {
        expect_none(*measure, "empty");
    }
    expect_none(segregation(Numbers{}, 3).theil_h, "empty");
    // a forum without seats changes nothing, and is not counted
    const Segregation with = segregation(Numbers{5, 3, 0, 0, 2, 6, 3, 3}, 2, Groups{0, 0, 1, 1});
    EXPECT_EQ(with.mutual_information.value,
              segregation(Numbers{5, 3, 2, 6, 3, 3}, 2).mutual_information.value);
    EXPECT_EQ(with.parts[0].forums, 1);
}

TEST(SegregationOfForums, RefusesWhatIsNoTable) {
    EXPECT_THROW((void)segregation(Numbers{1, 2, 3}, 2), InvalidArgument);
    EXPECT_THROW((void)segregation(Numbers{1, 2}, 0), InvalidArgument);
    EXPECT_THROW((void)segregation(Numbers{1, -2}, 2), InvalidArgument);
    EXPECT_THROW((void)segregation(Numbers{1, std::nan("")}, 2), InvalidArgument);
    EXPECT_THROW((void)segregation(Numbers{1, 2}, 2, Groups{1, 2}), InvalidArgument);
}

TEST(AmountInequality, IsThatOfTheWorkedExample) {
    // M1.4 b: K (30, 20, 10), C (10, 5, 5, 0)
    const AmountInequality result =
        amount_inequality(Numbers{30, 20, 10, 10, 5, 5, 0}, Groups{0, 0, 0, 1, 1, 1, 1});
    EXPECT_NEAR(*result.theil.value, 0.365092, 5e-7);
    EXPECT_NEAR(*result.between.value, 0.213042, 5e-7);
    EXPECT_NEAR(*result.within.value, 0.152049, 5e-7);
    EXPECT_NEAR(*result.gini.value, 0.446429, 5e-7);
    EXPECT_NEAR(*result.per_head_ratio.value, 4.0, 1e-15);
    EXPECT_EQ(result.groups[0].share, 0.75);
    EXPECT_EQ(result.groups[0].per_head, 20.0);
    EXPECT_EQ(result.groups[1].people, 4);
    EXPECT_EQ(result.groups[1].amount, 20.0);
    EXPECT_EQ(result.theil.denominator, 80.0);
    EXPECT_EQ(result.theil.n, 7.0);
}

TEST(AmountInequality, AtItsEnds) {
    const AmountInequality even = amount_inequality(Numbers{4, 4, 4, 4}, Groups{1, 1, 2, 2});
    EXPECT_EQ(even.theil.value, 0.0);
    EXPECT_EQ(even.gini.value, 0.0);
    EXPECT_EQ(even.per_head_ratio.value, 1.0);
    const AmountInequality one = amount_inequality(Numbers{0, 0, 0, 9}, Groups{0, 0, 1, 1});
    EXPECT_NEAR(*one.theil.value, std::log(4.0), 1e-15);
    EXPECT_NEAR(*one.gini.value, 0.75, 1e-15);
    EXPECT_TRUE(one.per_head_ratio.is_infinite());
    EXPECT_EQ(one.per_head_ratio.reason, "infinite: a group has nothing");
    EXPECT_EQ(one.groups[0].theil, 0.0);
    const AmountInequality none = amount_inequality(Numbers{0, 0});
    for (const Measure* measure :
         {&none.theil, &none.between, &none.within, &none.gini, &none.per_head_ratio}) {
        expect_none(*measure, "empty");
    }
    expect_none(amount_inequality(Numbers{3, 1}, Groups{5, 5}).per_head_ratio, "fewer than two groups");
}

TEST(AmountInequality, RefusesWhatIsNoAmount) {
    EXPECT_THROW((void)amount_inequality(Numbers{-1}), InvalidArgument);
    EXPECT_THROW((void)amount_inequality(Numbers{std::numeric_limits<double>::infinity()}), InvalidArgument);
    EXPECT_THROW((void)amount_inequality(Numbers{1, 2}, Groups{1}), InvalidArgument);
}

} // namespace
} // namespace samspill
