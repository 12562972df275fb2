#include <samspill/result/duplication_result.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(Verdict, HasItsNameInResults) {
    EXPECT_EQ(to_string(Verdict::needed), "needed");
    EXPECT_EQ(to_string(Verdict::backup), "backup");
    EXPECT_EQ(to_string(Verdict::surplus), "surplus");
    EXPECT_EQ(to_string(Verdict::unknown_need), "unknown_need");
    EXPECT_EQ(to_string(Verdict::unknown_capacity), "unknown_capacity");
}

TEST(AlikeGroup, SaysInWhatItIsAlike) {
    EXPECT_EQ(to_string(AlikeIn::attributes), "attributes");
    EXPECT_EQ(to_string(AlikeIn::name), "name");
}

TEST(DuplicateCluster, KnowsNothingUntilItIsJudged) {
    EXPECT_EQ(DuplicateCluster{}.verdict, Verdict::unknown_need);
    EXPECT_FALSE(DuplicateCluster{}.surplus.has_value());
}

} // namespace
} // namespace samspill
