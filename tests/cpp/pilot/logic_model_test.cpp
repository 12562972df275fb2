#include <samspill/pilot/logic_model.hpp>

#include <samspill/io/study_tables.hpp>
#include <samspill/model/pilot_study_builder.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

using Texts = std::vector<std::string>;

/// money -> tell -> known -> belong, an activity that leads nowhere, and an outcome without indicator.
PilotStudy study() {
    PilotStudyBuilder builder;
    builder.add_logic_node({.id = "tell", .name = "Tell people", .level = LogicLevel::activity});
    builder.add_logic_node({.id = "money", .level = LogicLevel::input});
    builder.add_logic_node({.id = "known", .level = LogicLevel::outcome});
    builder.add_logic_node({.id = "belong", .level = LogicLevel::impact});
    builder.add_logic_node({.id = "idle", .level = LogicLevel::activity});
    builder.add_logic_node({.id = "used", .level = LogicLevel::outcome});
    builder.add_logic_link({.from = "money", .to = "tell"});
    builder.add_logic_link({.from = "tell", .to = "known"});
    builder.add_logic_link({.from = "known", .to = "belong"});
    builder.add_logic_link({.from = "money", .to = "idle"});
    builder.add_indicator({.id = "share", .source = "survey", .node = "known", .baseline = 0.2});
    builder.add_indicator(
        {.id = "count", .source = "survey", .owner = "mayor", .node = "known", .target = 9.0});
    return builder.build();
}

TEST(LogicModelChecks, SayWhatEachNodeLacks) {
    const LogicModelResult result = logic_model_checks(study());
    ASSERT_EQ(result.rows.size(), 6U);
    Texts order;
    for (const LogicModelRow& row : result.rows) {
        order.push_back(row.node);
    }
    EXPECT_EQ(order, (Texts{"money", "idle", "tell", "known", "used", "belong"}));
    const LogicModelRow& money = result.rows[0];
    const LogicModelRow& idle = result.rows[1];
    const LogicModelRow& tell = result.rows[2];
    const LogicModelRow& known = result.rows[3];
    const LogicModelRow& used = result.rows[4];
    const LogicModelRow& belong = result.rows[5];
    EXPECT_TRUE(money.reaches_outcome);
    EXPECT_FALSE(idle.reaches_outcome);
    EXPECT_TRUE(tell.reaches_outcome);
    EXPECT_EQ(tell.name, "Tell people");
    EXPECT_TRUE(known.reaches_outcome);
    EXPECT_FALSE(belong.reaches_outcome);
    EXPECT_TRUE(used.is_orphan);
    EXPECT_FALSE(money.is_orphan);
    EXPECT_EQ(known.indicators, (Texts{"count", "share"}));
    EXPECT_EQ(known.missing, (Texts{"baseline", "target", "owner"}));
    EXPECT_EQ(used.missing, Texts{"indicator"});
    EXPECT_TRUE(belong.missing.empty());
    EXPECT_FALSE(result.is_complete);
}

TEST(LogicModelChecks, ACompleteModelIsComplete) {
    PilotStudyBuilder builder;
    builder.add_logic_node({.id = "tell", .level = LogicLevel::activity});
    builder.add_logic_node({.id = "known", .level = LogicLevel::outcome});
    builder.add_logic_link({.from = "tell", .to = "known"});
    builder.add_indicator({.id = "share",
                           .source = "survey",
                           .owner = "mayor",
                           .node = "known",
                           .baseline = 0.2,
                           .target = 0.5});
    EXPECT_TRUE(logic_model_checks(builder.build()).is_complete);
    EXPECT_FALSE(logic_model_checks(PilotStudyBuilder{}.build()).is_complete);
}

TEST(LogicModelChecks, StandInATable) {
    const Table table = logic_model_table(logic_model_checks(study()));
    ASSERT_EQ(table.rows(), 6U);
    EXPECT_EQ(table["node"].text(3), "known");
    EXPECT_EQ(table["level"].text(3), "outcome");
    EXPECT_TRUE(table["name"].is_null(3));
    EXPECT_EQ(table["reaches_outcome"].boolean(1), false);
    EXPECT_EQ(table["missing"].text_list(4), (std::vector<std::string_view>{"indicator"}));
}

} // namespace
} // namespace samspill
