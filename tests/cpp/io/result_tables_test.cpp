#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/representation.hpp>
#include <samspill/io/duplication_tables.hpp>
#include <samspill/io/result_tables.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace samspill {
namespace {

TEST(ResultTables, NeedsCarryExactPeopleAndObstacles) {
    const ActorNetwork network = examples::allocation_example().build();
    const Table needs = coverage_needs(network, coverage(network));
    ASSERT_EQ(needs.rows(), 3U);
    EXPECT_EQ(needs["need"].text(0), "n1");
    EXPECT_EQ(needs["covered_exact"].text(0), "20/3");
    EXPECT_EQ(needs["known_exact"].text(0), "40/9");
    EXPECT_DOUBLE_EQ(needs["gap"].float64(0).value(), 10.0 - 20.0 / 3.0);
    EXPECT_EQ(needs["obstacle"].text(1), "out_of_area");
    EXPECT_EQ(needs["status"].text(1), "ok");
    EXPECT_TRUE(needs["priority"].is_null(0));
    EXPECT_TRUE(needs["from_month"].is_null(0));
}

TEST(ResultTables, GapsAreLargestFirst) {
    const ActorNetwork network = examples::allocation_example().build(); // gaps 10/3, 6, 8/3
    const Table gaps = coverage_gaps(network, coverage(network));
    EXPECT_EQ(gaps["need"].text(0), "n2");
    EXPECT_EQ(gaps["need"].text(1), "n1");
    EXPECT_EQ(gaps["need"].text(2), "n3");
}

TEST(ResultTables, UnknownIsNullAndIntervalsKeepBothEnds) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t"}); // unknown seats
    builder.add_need({.id = "counted", .theme = "t", .people = 5});
    builder.add_need({.id = "nobody", .theme = "t", .people = 0});
    builder.add_need({.id = "uncounted", .theme = "t"});
    const ActorNetwork network = builder.build();
    const CoverageResult result = coverage(network);
    const Table needs = coverage_needs(network, result);
    EXPECT_TRUE(needs["covered"].is_null(0));
    EXPECT_EQ(needs["covered_low"].float64(0), 0.0);
    EXPECT_EQ(needs["covered_high"].float64(0), 5.0);
    EXPECT_EQ(needs["gap_high"].float64(0), 5.0);
    EXPECT_EQ(needs["status"].text(0), "unknown");
    EXPECT_EQ(needs["status"].text(1), "not_applicable");
    EXPECT_TRUE(needs["share"].is_null(1));
    EXPECT_EQ(needs["gap_high"].float64(1), 0.0);
    EXPECT_TRUE(needs["people"].is_null(2));
    EXPECT_TRUE(needs["gap_low"].is_null(2));
    EXPECT_TRUE(needs["gap_high"].is_null(2));
    EXPECT_TRUE(needs["known_low"].is_null(0)); // no table of ties
    EXPECT_EQ(coverage_gaps(network, result).rows(), 1U);
    const Table themes = coverage_by_theme(network, result);
    EXPECT_EQ(themes["needs_unknown"].int64(0), 1);
    EXPECT_EQ(themes["people"].int64(0), 5);
}

TEST(ResultTables, ClustersAreNamedAfterTheirFirstActivity) {
    const ActorNetwork network = examples::duplicates_example().build();
    const DuplicationResult result = duplication(network);
    const Table clusters = duplication_clusters(network, result);
    EXPECT_EQ(clusters["cluster"].text(0), "cafe-1");
    EXPECT_EQ(clusters["activities"].text_list(0), (std::vector<std::string_view>{"cafe-1", "cafe-2"}));
    EXPECT_EQ(clusters["actors"].text_list(0), (std::vector<std::string_view>{"school", "church"}));
    EXPECT_EQ(clusters["needs"].text_list(0), (std::vector<std::string_view>{"need-1"}));
    EXPECT_EQ(clusters["surplus"].int64(0), 7);
    const Table pairs = duplication_pairs(network, result);
    EXPECT_EQ(pairs["cluster"].text(0), "cafe-1");
    EXPECT_EQ(pairs["matched"].text_list(0), (std::vector<std::string_view>{"theme", "area"}));
}

TEST(ResultTables, ForumsAndSectors) {
    NetworkBuilder builder;
    builder.add_actor({.id = "k"}).add_actor({.id = "c", .sector = Sector::civil_society});
    builder.add_forum({.id = "empty", .form = ForumForm::working_group}).add_forum({.id = "even"});
    builder.add_seat({.forum = "even", .actor = "k"}).add_seat({.forum = "even", .actor = "c"});
    const ActorNetwork network = builder.build();
    const RepresentationResult result = representation(network);
    const Table forums = representation_forums(network, result);
    EXPECT_EQ(forums["form"].text(0), "working_group");
    EXPECT_EQ(forums["status"].text(0), "not_applicable");
    EXPECT_EQ(forums["reason"].text(0), "empty");
    EXPECT_TRUE(forums["parity"].is_null(0));
    EXPECT_EQ(forums["parity"].float64(1), 1.0);
    const Table sectors = representation_sectors(network, result);
    ASSERT_EQ(sectors.rows(), 4U);
    EXPECT_TRUE(sectors["share"].is_null(0)); // the empty forum has no shares
    EXPECT_EQ(sectors["sector"].text(2), "municipal");
    EXPECT_EQ(sectors["share"].float64(2), 0.5);
    EXPECT_EQ(sectors["ratio"].float64(2), 1.0);
}

TEST(ResultTables, EmptyResultsHaveTheirColumns) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::needs).declare_table(TableName::activities);
    const ActorNetwork network = builder.build();
    const CoverageResult result = coverage(network);
    EXPECT_EQ(coverage_needs(network, result).rows(), 0U);
    EXPECT_NE(coverage_by_theme_month(network, result).find("month"), nullptr);
    EXPECT_EQ(duplication_clusters(network, duplication(network)).rows(), 0U);
}

} // namespace
} // namespace samspill
