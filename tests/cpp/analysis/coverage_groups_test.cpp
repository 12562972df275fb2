#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/coverage_groups.hpp>
#include <samspill/core/error.hpp>

#include "../support/stop_control.hpp"
#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <variant>

namespace samspill {
namespace {

CoverageGroups by(const ActorNetwork& network, Grouping grouping, const CoverageGroupOptions& options = {}) {
    return coverage_by(network, coverage(network), grouping, options);
}

std::string_view term(const ActorNetwork& network, const GroupCoverage& group) {
    return network.text(std::get<TermId>(group.key));
}

/// M4.1, nominal: n1 (Arabic, A) 20/3 of 10, n2 (Tigrinya, B) 0 of 6, n3 (Danish, A) 16/3 of 8.
TEST(CoverageGroups, LanguagesOfTheWorkedExample) {
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageGroups result = by(network, Grouping::language);
    ASSERT_EQ(result.groups.size(), 3U);
    EXPECT_EQ(term(network, result.groups[0]), "ar");
    EXPECT_EQ(term(network, result.groups[2]), "ti");
    EXPECT_EQ(result.groups[0].sums.people, 10);
    EXPECT_DOUBLE_EQ(result.groups[0].sums.covered_low, 20.0 / 3.0);
    EXPECT_DOUBLE_EQ(result.groups[1].sums.covered_low, 16.0 / 3.0);
    EXPECT_DOUBLE_EQ(result.groups[2].sums.share_low().value(), 0.0);
    EXPECT_DOUBLE_EQ(result.groups[0].known_low.value(), 40.0 / 9.0); // M4.2
    EXPECT_DOUBLE_EQ(result.groups[0].known_share_high().value(), 4.0 / 9.0);
    EXPECT_EQ(result.provenance.analysis, "coverage_by");
}

TEST(CoverageGroups, EquityOfTheWorkedExample) {
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageEquity equity = by(network, Grouping::language).equity_low;
    EXPECT_NEAR(equity.gap.value.value(), 2.0 / 3.0, 1e-15);
    EXPECT_EQ(equity.best, 0U); // Arabic and Danish are equal: the first by id
    EXPECT_EQ(equity.worst, 2U);
    EXPECT_EQ(equity.gap.n, 3.0);
    EXPECT_EQ(equity.gap.denominator, 24.0);
    // shares 2/3, 0, 2/3 of 10, 6, 8: T = ln(4/3), and every group holds one need
    EXPECT_NEAR(equity.theil.value.value(), std::log(4.0 / 3.0), 1e-15);
    EXPECT_NEAR(equity.theil_between.value.value(), std::log(4.0 / 3.0), 1e-15);
    EXPECT_EQ(equity.theil_within.value, 0.0);
    EXPECT_EQ(equity.theil.denominator, 0.5); // mean share 12/24
    EXPECT_EQ(equity.theil.n, 3.0);
    EXPECT_EQ(equity.theil.definition.method, "M1.4");
}

TEST(CoverageGroups, TheilFallsApartIntoBetweenAndWithin) {
    // desk: n1 and n2, 20/3 of 16; office: n3, 16/3 of 8
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageEquity equity = by(network, Grouping::entry_point).equity_low;
    const double between = 5.0 / 9.0 * std::log(5.0 / 6.0) + 4.0 / 9.0 * std::log(4.0 / 3.0);
    EXPECT_NEAR(equity.theil_between.value.value(), between, 1e-15);
    EXPECT_NEAR(equity.theil_within.value.value(), 5.0 / 9.0 * std::log(1.6), 1e-15);
    EXPECT_NEAR(equity.theil.value.value(), std::log(4.0 / 3.0), 1e-15);
    EXPECT_NEAR(equity.gap.value.value(), 2.0 / 3.0 - 5.0 / 12.0, 1e-15);
}

TEST(CoverageGroups, OneGroupHasNoGap) {
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageEquity equity = by(network, Grouping::theme).equity_low;
    EXPECT_EQ(equity.gap.status, Status::not_applicable);
    EXPECT_EQ(equity.gap.reason, "fewer than two groups with people");
    EXPECT_FALSE(equity.best.has_value());
    EXPECT_EQ(equity.theil_between.value, 0.0);
    EXPECT_NEAR(equity.theil_within.value.value(), std::log(4.0 / 3.0), 1e-15);
}

TEST(CoverageGroups, NobodyCoveredHasNoTheil) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::activities);
    builder.add_need({.id = "n1", .theme = "t", .language = "ar", .people = 3});
    builder.add_need({.id = "n2", .theme = "t", .language = "ti", .people = 3});
    const CoverageEquity equity = by(builder.build(), Grouping::language).equity_low;
    EXPECT_EQ(equity.theil.status, Status::not_applicable);
    EXPECT_EQ(equity.theil.reason, "nobody is covered");
    EXPECT_EQ(equity.gap.value, 0.0);
    EXPECT_EQ(equity.best, 0U);
    EXPECT_EQ(equity.worst, 0U);
}

TEST(CoverageGroups, NoNeedsGiveNoGroups) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.declare_table(TableName::activities).declare_table(TableName::needs);
    const CoverageGroups result = by(builder.build(), Grouping::language);
    EXPECT_TRUE(result.groups.empty());
    EXPECT_EQ(result.equity_low.gap.reason, "no people in needs of known size");
    EXPECT_EQ(result.equity_high.theil.reason, "no people in needs of known size");
}

/// A town with two districts, one of them with a quarter; an island beside it. One offer serves the quarter.
NetworkBuilder nested_areas() {
    NetworkBuilder builder;
    builder.add_area({.id = "town", .population = 5000, .former_unit = "Oldtown"})
        .add_area({.id = "east", .parent = "town", .former_unit = "Eastham"})
        .add_area({.id = "quarter", .parent = "east", .population = 400})
        .add_area({.id = "west", .parent = "town", .population = 0})
        .add_area({.id = "island"});
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .areas = {"quarter"}, .capacity = 6});
    builder.add_need({.id = "n1", .theme = "t", .area = "town", .people = 7});
    builder.add_need({.id = "n2", .theme = "t", .area = "quarter", .people = 8});
    builder.add_need({.id = "n3", .theme = "t", .area = "east"});
    builder.add_need({.id = "n4", .theme = "t", .people = 5});
    return builder;
}

TEST(CoverageGroups, AreasHoldTheNeedsOfThoseInside) {
    // ids in order: east, island, quarter, town, west, none; n4 asks for no area, so it shares the 6 seats
    // with n2: 6/13 each
    const ActorNetwork network = nested_areas().build();
    const CoverageGroups result = by(network, Grouping::area);
    ASSERT_EQ(result.groups.size(), 6U);
    const GroupCoverage& east = result.groups[0];
    const GroupCoverage& island = result.groups[1];
    const GroupCoverage& quarter = result.groups[2];
    const GroupCoverage& town = result.groups[3];
    const GroupCoverage& west = result.groups[4];
    const GroupCoverage& nowhere = result.groups[5];
    EXPECT_EQ(town.sums.needs, 3);
    EXPECT_EQ(town.sums.needs_unknown, 1);
    EXPECT_EQ(town.sums.people, 15);
    EXPECT_DOUBLE_EQ(town.sums.covered_low, 48.0 / 13.0);
    EXPECT_EQ(town.own.needs, 1);
    EXPECT_EQ(town.own.people, 7);
    EXPECT_DOUBLE_EQ(town.own.covered_low, 0.0);
    EXPECT_EQ(east.sums.people, 8);
    EXPECT_EQ(east.own.needs, 1);
    EXPECT_EQ(east.own.people, 0);
    EXPECT_EQ(quarter.sums.people, 8);
    EXPECT_EQ(island.sums.needs, 0);
    EXPECT_FALSE(island.sums.share_low().has_value());
    EXPECT_TRUE(std::get<AreaId>(nowhere.key).is_none());
    EXPECT_EQ(nowhere.sums.people, 5);
    EXPECT_DOUBLE_EQ(town.per_1000(static_cast<double>(town.sums.people)).value(), 3.0);
    EXPECT_DOUBLE_EQ(quarter.per_1000(quarter.sums.covered_low).value(), 1000.0 * (48.0 / 13.0) / 400.0);
    EXPECT_FALSE(east.per_1000(8.0).has_value()); // nobody stated the inhabitants
    EXPECT_FALSE(west.per_1000(0.0).has_value()); // nobody lives there
    // equity by own sums: quarter and nowhere 6/13, town 0
    EXPECT_EQ(result.equity_low.best, 2U);
    EXPECT_EQ(result.equity_low.worst, 3U);
    EXPECT_EQ(result.equity_low.gap.denominator, 20.0);
}

TEST(CoverageGroups, FormerUnitIsTakenFromTheNearestAreaAround) {
    const ActorNetwork network = nested_areas().build();
    const CoverageGroups result = by(network, Grouping::former_unit);
    ASSERT_EQ(result.groups.size(), 3U);
    EXPECT_EQ(term(network, result.groups[0]), "Eastham");
    EXPECT_EQ(result.groups[0].sums.needs, 2); // n2 in the quarter, n3 in the east
    EXPECT_EQ(term(network, result.groups[1]), "Oldtown");
    EXPECT_EQ(result.groups[1].sums.people, 7);
    EXPECT_TRUE(std::get<TermId>(result.groups[2].key).is_none());
    EXPECT_EQ(result.groups[2].sums.people, 5);
    EXPECT_FALSE(result.groups[0].population.is_known());
}

TEST(CoverageGroups, ANeedCountsInEveryMonthOfItsPeriod) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .period = {0, 2}, .capacity = 4});
    builder.add_need({.id = "n1", .theme = "t", .period = {0, 2}, .people = 8});
    builder.add_need({.id = "n2", .theme = "t", .period = {3, 4}, .people = 2});
    builder.add_need({.id = "n3", .theme = "t", .period = {40, 41}, .people = 9});
    const ActorNetwork network = builder.build();
    const CoverageGroups result = by(network, Grouping::month, {.months = MonthInterval{0, 4}});
    ASSERT_EQ(result.groups.size(), 4U);
    EXPECT_EQ(std::get<std::int32_t>(result.groups[1].key), 1);
    EXPECT_EQ(result.groups[0].sums.people, 8);
    EXPECT_DOUBLE_EQ(result.groups[1].sums.covered_low, 4.0);
    EXPECT_EQ(result.groups[2].sums.needs, 0);
    EXPECT_EQ(result.groups[3].sums.people, 2);
    EXPECT_EQ(result.needs_outside, 1);
    // units are months of needs: 1/2 of 8 twice, 0 of 2; mean 8/18
    const double between = std::log((0.5 / 8.0) / (1.0 / 18.0));
    EXPECT_NEAR(result.equity_low.theil_between.value.value(), between, 1e-15);
    EXPECT_EQ(result.equity_low.theil_within.value, 0.0);
    EXPECT_EQ(result.equity_low.theil.n, 3.0);
    EXPECT_EQ(result.equity_low.best, 0U);
    EXPECT_EQ(result.equity_low.worst, 3U);
}

TEST(CoverageGroups, MonthsAreThoseOfTheCoverageByDefault) {
    const ActorNetwork network = examples::allocation_example().build(); // standing needs
    const CoverageGroups result = by(network, Grouping::month);
    ASSERT_EQ(result.groups.size(), 9U);
    EXPECT_EQ(std::get<std::int32_t>(result.groups.front().key), -2);
    EXPECT_EQ(result.groups.back().sums.people, 24);
    EXPECT_EQ(result.equity_low.gap.value, 0.0);
}

TEST(CoverageGroups, UnknownSeatsMakeAnInterval) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .languages = {"ar"}});
    builder.add_activity({.id = "j2", .actor = "a", .theme = "t", .languages = {"ti"}, .capacity = 3});
    builder.add_need({.id = "n1", .theme = "t", .language = "ar", .people = 6});
    builder.add_need({.id = "n2", .theme = "t", .language = "ti", .people = 6});
    const CoverageGroups result = by(builder.build(), Grouping::language);
    EXPECT_DOUBLE_EQ(result.groups[0].sums.covered_low, 0.0);
    EXPECT_DOUBLE_EQ(result.groups[0].sums.covered_high, 6.0);
    EXPECT_EQ(result.equity_low.best, 1U);
    EXPECT_EQ(result.equity_high.best, 0U);
    EXPECT_DOUBLE_EQ(result.equity_low.gap.value.value(), 0.5);
    EXPECT_DOUBLE_EQ(result.equity_high.gap.value.value(), 0.5);
    EXPECT_FALSE(result.groups[0].known_low.has_value()); // no tie records knowledge
}

TEST(CoverageGroups, RefusesTheCoverageOfAnotherNetwork) {
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageResult other = coverage(examples::duplicates_example().build());
    EXPECT_THROW(static_cast<void>(coverage_by(network, other, Grouping::theme)), InvalidArgument);
}

TEST(CoverageGroups, RefusesMonthsThatCannotBeShown) {
    const ActorNetwork network = examples::allocation_example().build();
    for (const MonthInterval months : {MonthInterval{}, MonthInterval{3, 3}, MonthInterval{0, 121}}) {
        EXPECT_THROW(static_cast<void>(by(network, Grouping::month, {.months = months})), InvalidArgument);
    }
}

TEST(CoverageGroups, StopsWhenAsked) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::activities);
    for (int k = 0; k < 5000; ++k) {
        builder.add_need({.id = "n" + std::to_string(k), .theme = "t", .people = 1});
    }
    const ActorNetwork network = builder.build();
    const CoverageResult covered = coverage(network);
    test::StopControl stop;
    EXPECT_THROW(static_cast<void>(coverage_by(network, covered, Grouping::theme, {}, &stop)), Cancelled);
}

} // namespace
} // namespace samspill
