// Which actors are reported for their organisation numbers.
#include <samspill/model/network_builder.hpp>
#include <samspill/model/network_edit.hpp>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using Lines = std::vector<std::string>;

NetworkBuilder builder_of(const std::vector<Actor>& actors) {
    NetworkBuilder builder;
    for (const Actor& actor : actors) {
        builder.add_actor(actor);
    }
    return builder;
}

Lines lines(const std::vector<Finding>& findings) {
    Lines found;
    for (const Finding& finding : findings) {
        EXPECT_EQ(finding.severity, Severity::warning);
        EXPECT_EQ(finding.column, "organisation_number");
        found.push_back(std::string{to_string(finding.code)} + " " + std::to_string(finding.row));
    }
    return found;
}

/// "code row"; actors are rows 2, 3, …
Lines reported(const std::vector<Actor>& actors) { return lines(builder_of(actors).validate()); }

constexpr const char* number = "974760673";
constexpr const char* same_number = "NO 974 760 673 MVA";

TEST(SameOrganisation, EveryActorWithTheNumberIsReported) {
    EXPECT_EQ(reported({{.id = "a", .organisation_number = number},
                        {.id = "b", .organisation_number = "13585628"},
                        {.id = "c", .organisation_number = same_number}}),
              (Lines{"same_organisation 2", "same_organisation 4"}));
    EXPECT_EQ(reported({{.id = "a"}, {.id = "b"}}), Lines{});
}

TEST(SameOrganisation, UnitsMayHaveTheNumberOfTheirHouse) {
    EXPECT_EQ(reported({{.id = "a", .organisation_number = number},
                        {.id = "b", .parent = "a", .organisation_number = number},
                        {.id = "c", .parent = "b", .organisation_number = same_number}}),
              Lines{});
    EXPECT_EQ(reported({{.id = "top"},
                        {.id = "a", .parent = "top", .organisation_number = number},
                        {.id = "b", .parent = "top", .organisation_number = number}}),
              Lines{});
    EXPECT_EQ(reported({{.id = "a", .organisation_number = number},
                        {.id = "b", .parent = "a", .organisation_number = number},
                        {.id = "c", .organisation_number = number}}),
              (Lines{"same_organisation 2", "same_organisation 3", "same_organisation 4"}));
}

TEST(SameOrganisation, NumbersThatFailTheirCheckAreReportedAndNotCompared) {
    EXPECT_EQ(reported({{.id = "a", .organisation_number = "974760674"},
                        {.id = "b", .organisation_number = "974760674"}}),
              (Lines{"organisation_number 2", "organisation_number 3"}));
    EXPECT_EQ(reported({{.id = "a", .organisation_number = "unknown"},
                        {.id = "b", .organisation_number = "010203-1234"},
                        {.id = "c", .organisation_number = "FI20774740"}}),
              (Lines{"organisation_number 2", "organisation_number 3"}));
}

TEST(SameOrganisation, FindingsNeverShowTheCell) {
    for (const Finding& finding : builder_of({{.id = "a", .organisation_number = "974760674"},
                                              {.id = "b", .organisation_number = "0102031234"}})
                                      .validate()) {
        EXPECT_EQ(to_string(finding).find("974760674"), std::string::npos);
        EXPECT_EQ(to_string(finding).find("0102031234"), std::string::npos);
    }
}

TEST(SameOrganisation, CirclesOfParentsDoNotHang) {
    NetworkBuilder builder = builder_of({{.id = "a", .parent = "b", .organisation_number = number},
                                         {.id = "b", .parent = "a", .organisation_number = number},
                                         {.id = "c", .parent = "a", .organisation_number = number},
                                         {.id = "d", .parent = "nobody", .organisation_number = number}});
    int same = 0;
    for (const Finding& finding : builder.validate()) {
        same += finding.code == FindingCode::same_organisation ? 1 : 0;
    }
    EXPECT_EQ(same, 4); // d is of no house of theirs
}

TEST(SameOrganisation, FindingsGoWithTheirCause) {
    const ActorNetwork network = builder_of({{.id = "a", .organisation_number = number},
                                             {.id = "b", .organisation_number = number},
                                             {.id = "c"}})
                                     .build();
    EXPECT_EQ(lines(network.findings()).size(), 2U);
    EXPECT_EQ(lines(without_actor(network, network.find_actor("a")).findings()), Lines{});
    EXPECT_EQ(lines(without_actor(network, network.find_actor("c")).findings()),
              (Lines{"same_organisation 2", "same_organisation 3"}));
}

TEST(SameOrganisation, UnitsThatLoseTheirHouseAreReported) {
    const ActorNetwork network = builder_of({{.id = "top"},
                                             {.id = "a", .parent = "top", .organisation_number = number},
                                             {.id = "b", .parent = "top", .organisation_number = number}})
                                     .build();
    EXPECT_EQ(lines(network.findings()), Lines{});
    EXPECT_EQ(lines(without_actor(network, network.find_actor("top")).findings()),
              (Lines{"same_organisation 0", "same_organisation 0"}));
}

} // namespace
} // namespace samspill
