#include <samspill/similarity/record_groups.hpp>

#include <samspill/core/error.hpp>
#include <samspill/similarity/similar_pair.hpp>

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Members = std::vector<std::uint32_t>;

Members members(const RecordGroups& groups, std::size_t group) {
    return {groups.members(group).begin(), groups.members(group).end()};
}

TEST(RecordGroups, HoldsEqualSetsAndLeavesEmptyOnesOut) {
    const std::vector<std::string_view> texts{"a b", "", "c", "b a", "c", "a b b", ""};
    const RecordGroups groups = identical_records(word_sets(texts));
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(members(groups, 0), (Members{0, 3, 5}));
    EXPECT_EQ(members(groups, 1), (Members{2, 4}));
    EXPECT_EQ(groups.representative(1), 2U);
    EXPECT_EQ(groups.block(1), 0U);
    EXPECT_EQ(groups.group_of(2), 1U);
    EXPECT_THROW((void)groups.group_of(4), NotFound);
    EXPECT_THROW((void)groups.group_of(9), NotFound);
}

TEST(RecordGroups, KeepsBlocksAndOccurrencesApart) {
    const std::vector<std::string_view> texts{"a b", "a b", "a b", "a b b"};
    const std::vector<std::uint32_t> blocks{7, 3, 7, 7};
    const RecordGroups groups = identical_records(word_sets(texts, {.count_occurrences = true}), blocks);
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_EQ(members(groups, 0), (Members{0, 2}));
    EXPECT_EQ(members(groups, 1), (Members{1}));
    EXPECT_EQ(members(groups, 2), (Members{3}));
    EXPECT_EQ(groups.block(0), 7U);
    EXPECT_EQ(groups.block(1), 3U);
}

TEST(RecordGroups, IsEmptyWithoutTokens) {
    const std::vector<std::string_view> texts{"", " "};
    EXPECT_EQ(identical_records(word_sets(texts)).size(), 0U);
    EXPECT_EQ(identical_records(SetCollection{}).size(), 0U);
}

TEST(RecordGroups, RefusesKeysThatDoNotFit) {
    const std::vector<std::string_view> texts{"a", "b"};
    const std::vector<std::uint32_t> one_key{1};
    EXPECT_THROW((void)identical_records(word_sets(texts), one_key), InvalidArgument);
}

TEST(ExpandPair, GivesEveryPairOfRecordsOnce) {
    const std::vector<std::string_view> texts{"a b", "c", "a b", "c"};
    const RecordGroups groups = identical_records(word_sets(texts));
    std::vector<SimilarPair> pairs;
    expand_pair(groups, {0, 1, 0.5}, [&](const SimilarPair& pair) { pairs.push_back(pair); });
    EXPECT_EQ(pairs, (std::vector<SimilarPair>{{0, 1, 0.5}, {0, 3, 0.5}, {1, 2, 0.5}, {2, 3, 0.5}}));
    pairs.clear();
    expand_group(groups, 0, [&](const SimilarPair& pair) { pairs.push_back(pair); });
    EXPECT_EQ(pairs, (std::vector<SimilarPair>{{0, 2, 1.0}}));
}

} // namespace
} // namespace samspill
