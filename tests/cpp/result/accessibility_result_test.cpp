#include <samspill/result/accessibility_result.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(DistanceUnit, HasItsNameInResults) {
    EXPECT_EQ(to_string(DistanceUnit::minutes), "minutes");
    EXPECT_EQ(to_string(DistanceUnit::kilometres), "kilometres");
}

} // namespace
} // namespace samspill
