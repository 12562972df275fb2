#include <samspill/result/duplicate_actors_result.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(DuplicateActorsResult, EvidenceHasNames) {
    EXPECT_EQ(to_string(NumberEvidence::same), "same");
    EXPECT_EQ(to_string(NumberEvidence::different), "different");
    EXPECT_EQ(to_string(NumberEvidence::open), "open");
    EXPECT_EQ(to_string(AreaEvidence::nested), "nested");
    EXPECT_EQ(to_string(AreaEvidence::apart), "apart");
    EXPECT_EQ(to_string(AreaEvidence::open), "open");
    EXPECT_EQ(to_string(SharedText::name), "name");
    EXPECT_EQ(to_string(SharedText::near_name), "near_name");
    EXPECT_EQ(to_string(SharedText::organisation_number), "organisation_number");
}

} // namespace
} // namespace samspill
