#include <samspill/version.hpp>

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

TEST(Version, PartsAreThoseOfTheText) {
    const std::string joined = std::to_string(version_major) + "." + std::to_string(version_minor) + "." +
                               std::to_string(version_patch);
    EXPECT_EQ(joined, version);
}

TEST(Version, PartsMayHaveSeveralDigits) {
    EXPECT_EQ(detail::version_part("12.305.7", 0), 12);
    EXPECT_EQ(detail::version_part("12.305.7", 1), 305);
    EXPECT_EQ(detail::version_part("12.305.7", 2), 7);
}

} // namespace
} // namespace samspill
