// What is found to be wrong with the logic model of a pilot.
#include <samspill/model/pilot_study_builder.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace samspill {
namespace {

using enum Severity;
using test::has_finding;
using test::lines;

/// Money leads by `tell` to two outcomes, of which the first has an indicator. The tests add the rest.
PilotStudyBuilder told_and_used() {
    PilotStudyBuilder builder;
    builder.add_indicator({.id = "i", .source = "survey", .node = "known", .baseline = 0.1}, 2);
    builder.add_logic_node({.id = "money", .level = LogicLevel::input}, 2);
    builder.add_logic_node({.id = "tell", .level = LogicLevel::activity}, 3);
    builder.add_logic_node({.id = "known", .level = LogicLevel::outcome}, 4);
    builder.add_logic_node({.id = "used", .level = LogicLevel::outcome}, 5);
    builder.add_logic_node({.id = "idle", .level = LogicLevel::activity}, 6);
    builder.add_logic_node({.id = "leaflet", .level = LogicLevel::output}, 7);
    builder.add_logic_node({.id = "alone", .level = LogicLevel::impact}, 8);
    builder.add_logic_link({.from = "money", .to = "tell"}, 2);
    builder.add_logic_link({.from = "tell", .to = "known"}, 3);
    builder.add_logic_link({.from = "known", .to = "used"}, 4);
    builder.add_logic_link({.from = "money", .to = "idle"}, 5);
    builder.add_logic_link({.from = "idle", .to = "leaflet"}, 6);
    return builder;
}

TEST(LogicModel, WhatIsIncompleteIsFound) {
    const auto findings = told_and_used().validate();
    const auto warns = [&](FindingCode code, std::int64_t row) {
        return has_finding(findings, warning, code, "logic_nodes", row, "id");
    };
    const auto lacks = [&](std::string_view column) {
        return has_finding(findings, warning, FindingCode::incomplete_logic, "indicators", 2, column);
    };
    EXPECT_TRUE(warns(FindingCode::unreached_outcome, 6)) << lines(findings);
    EXPECT_FALSE(warns(FindingCode::unreached_outcome, 3));
    EXPECT_TRUE(warns(FindingCode::incomplete_logic, 5));
    EXPECT_FALSE(warns(FindingCode::incomplete_logic, 4));
    EXPECT_TRUE(warns(FindingCode::orphan_node, 8));
    EXPECT_TRUE(lacks("target"));
    EXPECT_TRUE(lacks("owner"));
    EXPECT_FALSE(lacks("source"));
    EXPECT_FALSE(lacks("baseline"));
}

TEST(LogicModel, WrongNodesAndLinksAreFound) {
    auto builder = told_and_used();
    builder.add_indicator({.id = "j", .node = "nowhere"}, 3);
    builder.add_logic_node({.id = "money", .level = LogicLevel::input}, 9);
    builder.add_logic_link({.from = "leaflet", .to = "idle"}, 7);
    builder.add_logic_link({.from = "leaflet", .to = "moon"}, 8);
    const auto findings = builder.validate();
    const auto found = [&](FindingCode code, std::string_view table, std::int64_t row,
                           std::string_view column) {
        return has_finding(findings, error, code, table, row, column);
    };
    EXPECT_TRUE(found(FindingCode::logic_cycle, "logic_nodes", 6, "id")) << lines(findings);
    EXPECT_TRUE(found(FindingCode::logic_cycle, "logic_nodes", 7, "id"));
    EXPECT_TRUE(found(FindingCode::duplicate_id, "logic_nodes", 9, "id"));
    EXPECT_TRUE(found(FindingCode::unknown_id, "logic_links", 8, "to"));
    EXPECT_TRUE(found(FindingCode::unknown_id, "indicators", 3, "node"));
}

TEST(LogicModel, WhatAWrongLinkMayExplainIsNotTold) {
    auto builder = told_and_used();
    builder.add_logic_link({.from = "leaflet", .to = "aloen"}, 7); // misspelt
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, error, FindingCode::unknown_id, "logic_links", 7, "to"));
    EXPECT_TRUE(test::with_code(findings, FindingCode::orphan_node).empty()) << lines(findings);
    EXPECT_TRUE(test::with_code(findings, FindingCode::unreached_outcome).empty());
}

} // namespace
} // namespace samspill
