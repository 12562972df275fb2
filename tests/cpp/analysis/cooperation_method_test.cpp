#include <samspill/analysis/cooperation_method.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

CoCreationAnswers all_met() {
    CoCreationAnswers answers;
    answers.tests.fill(true);
    answers.blockers.fill(false);
    return answers;
}

TEST(CoCreationDecision, AppliesWhenAllTestsAreMetAndNothingBlocks) {
    const CoCreationDecision decision = co_creation_decision(all_met());
    EXPECT_EQ(decision.advice, CoCreationAdvice::applicable);
    EXPECT_TRUE(decision.tests_failed.empty());
    EXPECT_TRUE(decision.blockers_present.empty());
}

TEST(CoCreationDecision, OneBlockerLeavesCoordination) {
    // The catalogue's counter-example: the needs of network families are known, so only coordinate.
    CoCreationAnswers answers = all_met();
    answers.blockers[static_cast<std::size_t>(CoCreationBlocker::activity_established)] = true;
    const CoCreationDecision decision = co_creation_decision(answers);
    EXPECT_EQ(decision.advice, CoCreationAdvice::coordinate_only);
    EXPECT_EQ(decision.blockers_present,
              std::vector<CoCreationBlocker>{CoCreationBlocker::activity_established});
}

TEST(CoCreationDecision, ABlockerDecidesEvenWhenAnswersAreMissing) {
    CoCreationAnswers answers;
    answers.blockers[static_cast<std::size_t>(CoCreationBlocker::no_mandate)] = true;
    EXPECT_EQ(co_creation_decision(answers).advice, CoCreationAdvice::coordinate_only);
}

TEST(CoCreationDecision, AFailedTestLeavesCoordination) {
    CoCreationAnswers answers = all_met();
    answers.tests[static_cast<std::size_t>(CoCreationTest::equal_dialogue)] = false;
    const CoCreationDecision decision = co_creation_decision(answers);
    EXPECT_EQ(decision.advice, CoCreationAdvice::coordinate_only);
    EXPECT_EQ(decision.tests_failed, std::vector<CoCreationTest>{CoCreationTest::equal_dialogue});
}

TEST(CoCreationDecision, AsksForWhatIsMissing) {
    CoCreationAnswers answers = all_met();
    answers.tests[static_cast<std::size_t>(CoCreationTest::open_to_risk)].reset();
    answers.blockers[static_cast<std::size_t>(CoCreationBlocker::no_mandate)].reset();
    const CoCreationDecision decision = co_creation_decision(answers);
    EXPECT_EQ(decision.advice, CoCreationAdvice::ask);
    EXPECT_EQ(decision.tests_open, std::vector<CoCreationTest>{CoCreationTest::open_to_risk});
    EXPECT_EQ(decision.blockers_open, std::vector<CoCreationBlocker>{CoCreationBlocker::no_mandate});
}

TEST(CoCreationDecision, WithoutAnyAnswerEverythingIsAsked) {
    const CoCreationDecision decision = co_creation_decision({});
    EXPECT_EQ(decision.advice, CoCreationAdvice::ask);
    EXPECT_EQ(decision.tests_open.size(), 5U);
    EXPECT_EQ(decision.blockers_open.size(), 3U);
}

TEST(FormFor, EachPurposeHasItsForm) {
    EXPECT_EQ(form_for(ForumPurpose::steer), ForumForm::coordination_forum);
    EXPECT_EQ(form_for(ForumPurpose::know_each_other), ForumForm::network_group);
    EXPECT_EQ(form_for(ForumPurpose::develop_together), ForumForm::working_group);
}

} // namespace
} // namespace samspill
