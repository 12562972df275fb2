// Themes that are no code of the taxonomy that a study is held against.
#include <samspill/core/run_control.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

using Lines = std::vector<std::string>;

NetworkBuilder study() {
    NetworkBuilder builder;
    builder.declare_table(TableName::activities, "offers.csv");
    builder.add_actor({.id = "club", .sector = Sector::civil_society});
    builder.add_need({.id = "n1", .theme = "language", .people = Count{3}});
    builder.add_need({.id = "n2", .theme = "langauge", .people = Count{3}});
    builder.add_activity({.id = "j1", .actor = "club", .theme = "sport", .capacity = Count{1}}, 9);
    builder.add_activity({.id = "j2", .actor = "club", .theme = "Sport", .capacity = Count{1}}, 4);
    return builder;
}

Lines unknown_themes(const std::vector<Finding>& findings) {
    Lines found;
    for (const Finding& finding : findings) {
        if (finding.code == FindingCode::unknown_theme_code) {
            EXPECT_EQ(finding.severity, Severity::warning);
            EXPECT_EQ(finding.column, "theme");
            found.push_back(finding.table + " " + std::to_string(finding.row) + " " + finding.file);
        }
    }
    return found;
}

TEST(ThemeCodes, WithoutATaxonomyAnyThemeWillDo) { EXPECT_EQ(unknown_themes(study().validate()), Lines{}); }

TEST(ThemeCodes, EveryRowWithAnotherThemeIsNamed) {
    NetworkBuilder builder = study();
    builder.expect_themes({"sport", "language"});
    EXPECT_EQ(unknown_themes(builder.validate()), (Lines{"needs 3 ", "activities 4 offers.csv"}));
    EXPECT_EQ(unknown_themes(builder.build().findings()), (Lines{"needs 3 ", "activities 4 offers.csv"}));
}

TEST(ThemeCodes, AnEmptyTaxonomyKnowsNone) {
    NetworkBuilder builder = study();
    builder.expect_themes({});
    EXPECT_EQ(unknown_themes(builder.validate()).size(), 4U);
}

TEST(ThemeCodes, AMissingThemeIsMissingAndNoUnknownCode) {
    NetworkBuilder builder = study();
    builder.expect_themes({"sport", "language", "langauge", "Sport"});
    builder.add_need({.id = "n3", .people = Count{1}});
    EXPECT_EQ(unknown_themes(builder.validate()), Lines{});
}

TEST(ThemeCodes, ManyRowsAreCountedAfterTheFirstHundred) {
    NetworkBuilder builder = study();
    builder.expect_themes({"sport", "Sport", "language", "langauge"});
    for (int k = 0; k < 250; ++k) {
        builder.add_need({.id = "m" + std::to_string(k), .theme = "other", .people = Count{1}});
    }
    EXPECT_EQ(unknown_themes(builder.validate()).size(), 101U);
}

} // namespace
} // namespace samspill
