#include <samspill/io/forum_rule_table.hpp>

#include <samspill/io/csv.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

ForumRulesReading rules_in(const std::string& csv) {
    const CsvReading cells = read_csv(csv, "forum_rules", "rules.csv");
    return forum_rules_from(*cells.table, "rules.csv", cells.source_rows);
}

const std::string header =
    "rule,version,forms,fact,comparison,pass,warn,kind,addressees,source,question_en,advice_en,advice_nb\n";

/// "code row column" of each finding.
std::vector<std::string> lines(const ForumRulesReading& reading) {
    std::vector<std::string> texts;
    for (const Finding& finding : reading.findings) {
        texts.push_back(std::string{to_string(finding.code)} + " " + std::to_string(finding.row) + " " +
                        finding.column);
    }
    return texts;
}

TEST(ForumRulesFrom, ReadsARule) {
    const ForumRulesReading reading =
        rules_in(header + "R2.share,1.0,network_group;council,civil_society_share,at_least,2/3,0.5,step,"
                          "municipality;leadership,a catalogue,Enough?,Invite more.,Inviter flere.\n");
    EXPECT_TRUE(reading.findings.empty());
    EXPECT_EQ(reading.rules.version, "1.0");
    ASSERT_EQ(reading.rules.rules.size(), 1U);
    const ForumRule& rule = reading.rules.rules.front();
    EXPECT_EQ(rule.id, "R2.share");
    EXPECT_EQ(rule.forms, (std::vector<ForumForm>{ForumForm::network_group, ForumForm::council}));
    EXPECT_EQ(rule.fact, ForumFact::civil_society_share);
    EXPECT_EQ(rule.comparison, RuleComparison::at_least);
    EXPECT_DOUBLE_EQ(rule.pass, 2.0 / 3.0);
    EXPECT_EQ(rule.warn, 0.5);
    EXPECT_EQ(rule.kind, RuleKind::step);
    EXPECT_EQ(rule.addressees,
              (std::vector<RuleAddressee>{RuleAddressee::municipality, RuleAddressee::leadership}));
    EXPECT_EQ(rule.source, "a catalogue");
    EXPECT_EQ(text_in(rule.advice, "nb"), "Inviter flere.");
    EXPECT_EQ(text_in(rule.advice, "sv"), "Invite more.") << "English stands in for a missing language";
    EXPECT_EQ(text_in(rule.question, "nb"), "Enough?");
}

TEST(ForumRulesFrom, RulesStandInTheOrderOfTheirIdsWhateverTheOrderOfRows) {
    const ForumRulesReading reading =
        rules_in(header + "b,1,council,parity,at_least,1,,,,,,,\na,1,council,parity,at_least,1,,,,,,,\n");
    ASSERT_EQ(reading.rules.rules.size(), 2U);
    EXPECT_EQ(reading.rules.rules[0].id, "a");
    EXPECT_EQ(reading.rules.rules[1].id, "b");
}

TEST(ForumRulesFrom, ReportsEverythingAtOnceWithItsRow) {
    const ForumRulesReading reading =
        rules_in(header + "a,1.0,council,parity,at_least,0.8,0.9,,,,,,\n"    // warn is stricter than pass
                          "a,1.1,round_table,parity,at_least,much,,,,,,,\n"  // twice, version, form, number
                          ",1.0,,shape,about,,,,mayor,,,,\n"                 // nothing that is required
                          "d,1.0,council,coordinators,exactly,1,2,,,,,,\n"); // exactly has no weaker bound
    EXPECT_EQ(lines(reading), (std::vector<std::string>{
                                  "out_of_range 2 warn", "missing_value 3 forms", "unknown_term 3 forms",
                                  "not_a_number 3 pass", "duplicate_id 3 rule",
                                  "contradictory_version 3 version", "unknown_term 4 addressees",
                                  "unknown_term 4 comparison", "unknown_term 4 fact", "missing_value 4 forms",
                                  "missing_value 4 pass", "missing_value 4 rule", "out_of_range 5 warn"}));
    EXPECT_TRUE(reading.rules.rules.empty()) << "a row with a finding holds no rule";
    for (const Finding& finding : reading.findings) {
        EXPECT_EQ(finding.file, "rules.csv");
        EXPECT_FALSE(finding.hint.empty());
    }
}

TEST(ForumRulesFrom, AnInfiniteOrDividedByZeroBoundIsNoNumber) {
    const ForumRulesReading reading = rules_in(header + "a,1,council,parity,at_least,1/0,,,,,,,\n"
                                                        "b,1,council,parity,at_least,inf,,,,,,,\n");
    EXPECT_EQ(lines(reading), (std::vector<std::string>{"not_a_number 2 pass", "not_a_number 3 pass"}));
}

TEST(ForumRulesFrom, MissingAndUnknownColumnsAreReportedOnce) {
    const ForumRulesReading reading = rules_in("rule,version,fact,comparison,pass,colour\n"
                                               "a,1,parity,at_least,1,blue\nb,1,parity,at_least,1,red\n");
    EXPECT_EQ(lines(reading),
              (std::vector<std::string>{"missing_column 0 forms", "unknown_column 0 colour"}));
}

TEST(ForumRulesFrom, ATableWithoutRowsIsRefused) {
    EXPECT_EQ(lines(rules_in(header)), (std::vector<std::string>{"empty_table 0 "}));
}

TEST(ReadForumRules, AMissingFileIsAFinding) {
    const ForumRulesReading reading = read_forum_rules("there_is_no_such_file.csv");
    ASSERT_EQ(reading.findings.size(), 1U);
    EXPECT_EQ(reading.findings.front().code, FindingCode::file_not_found);
}

TEST(ReadForumRules, TheRulesThatComeAlongAreWithoutFindings) {
    const ForumRulesReading reading = read_forum_rules(SAMSPILL_FORUM_RULES);
    EXPECT_TRUE(reading.findings.empty());
    EXPECT_EQ(reading.rules.rules.size(), 18U);
    for (const ForumRule& rule : reading.rules.rules) {
        for (const char* const language : {"en", "nb", "da", "sv"}) {
            const auto has = [&](const TextByLanguage& texts) {
                return std::any_of(texts.begin(), texts.end(),
                                   [&](const auto& text) { return text.first == language; });
            };
            EXPECT_TRUE(has(rule.question)) << rule.id << " " << language;
            EXPECT_TRUE(has(rule.advice)) << rule.id << " " << language;
        }
        EXPECT_FALSE(rule.addressees.empty()) << rule.id;
    }
}

} // namespace
} // namespace samspill
