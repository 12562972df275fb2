#include <samspill/similarity/set_join.hpp>

#include <samspill/core/error.hpp>

#include "similarity/instruction_set.hpp"
#include "similarity/set_filter.hpp"

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Pairs = std::vector<SimilarPair>;

Pairs joined(const SetCollection& sets, const RecordGroups& groups, const SetJoinOptions& options) {
    Pairs pairs;
    const JoinSummary summary = set_join(sets, groups, options, [&](std::span<const SimilarPair> portion) {
        pairs.insert(pairs.end(), portion.begin(), portion.end());
    });
    EXPECT_EQ(summary.pairs, static_cast<std::int64_t>(pairs.size()));
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

Pairs joined(const std::vector<std::string_view>& texts, const SetJoinOptions& options,
             const std::vector<std::uint32_t>& blocks = {}) {
    const SetCollection sets = word_sets(texts);
    return joined(sets, identical_records(sets, blocks), options);
}

const std::vector<std::string_view> songs{"sang og dans", "dans", "sang og spill", "sang og", "fotball"};

TEST(SetJoin, FindsPairsAtTheThresholdAndAbove) {
    // {sang og dans} and {sang og spill}: 2 of 4; {sang og} in either: 2 of 3; {dans} in the first: 1 of 3
    EXPECT_EQ(joined(songs, {.threshold = Fraction{2, 3}}), (Pairs{{0, 3, 2.0 / 3.0}, {2, 3, 2.0 / 3.0}}));
    EXPECT_EQ(joined(songs, {.threshold = Fraction{1, 2}}),
              (Pairs{{0, 2, 0.5}, {0, 3, 2.0 / 3.0}, {2, 3, 2.0 / 3.0}}));
    EXPECT_EQ(joined(songs, {.threshold = Fraction{666'667, 1'000'000}}), Pairs{});
    EXPECT_EQ(joined(songs, {.threshold = Fraction{1, 1'000'000'000}}).size(), 4U);
}

TEST(SetJoin, KnowsDiceAndTheOverlapCoefficient) {
    // Dice: 2·2/6, 2·2/5 twice, 2·1/4. Overlap: {dans} and {sang og} lie within others.
    EXPECT_EQ(joined(songs, {.measure = SetMeasure::dice, .threshold = Fraction{2, 3}}),
              (Pairs{{0, 2, 2.0 / 3.0}, {0, 3, 0.8}, {2, 3, 0.8}}));
    EXPECT_EQ(joined(songs, {.measure = SetMeasure::overlap, .threshold = Fraction::one()}),
              (Pairs{{0, 1, 1.0}, {0, 3, 1.0}, {2, 3, 1.0}}));
}

TEST(SetJoin, ComparesWithinBlocksOnly) {
    EXPECT_EQ(joined(songs, {.threshold = Fraction{1, 2}}, {5, 5, 9, 9, 9}), (Pairs{{2, 3, 2.0 / 3.0}}));
}

TEST(SetJoin, NeverPairsEmptySets) {
    EXPECT_EQ(joined({"", "", "a", "a b"}, {.threshold = Fraction{1, 2}}), (Pairs{{2, 3, 0.5}}));
    EXPECT_EQ(joined({"", ""}, {}), Pairs{});
    EXPECT_EQ(joined(std::vector<std::string_view>{}, {}), Pairs{});
}

TEST(SetJoin, CollapsesEqualSets) {
    const std::vector<std::string_view> texts(10'000, "norsk for voksne");
    const SetCollection sets = ngram_sets(texts);
    const RecordGroups groups = identical_records(sets);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups.members(0).size(), 10'000U);
    EXPECT_EQ(joined(sets, groups, {}), Pairs{});
}

TEST(SetJoin, PairsEqualSetsThatDifferInOccurrences) {
    const std::vector<std::string_view> texts{"a b", "a a b"};
    const SetCollection sets = word_sets(texts, {.count_occurrences = true});
    EXPECT_EQ(joined(sets, identical_records(sets), {.threshold = Fraction::one()}), (Pairs{{0, 1, 1.0}}));
}

/// Names that are all alike, each with a number of its own.
SetCollection numbered_names(int count) {
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int k = 0; k < count; ++k) {
        names.push_back("en to tre fire fem seks sju " + std::to_string(k));
    }
    return word_sets(std::vector<std::string_view>{names.begin(), names.end()});
}

TEST(SetJoin, HandsPairsOverInPortions) {
    const SetCollection sets = numbered_names(1000);
    const RecordGroups groups = identical_records(sets);
    Pairs pairs;
    std::size_t largest = 0;
    const JoinSummary summary =
        set_join(sets, groups, {.threshold = Fraction{7, 9}, .limits = {.waiting_pairs = 32}},
                 [&](std::span<const SimilarPair> portion) {
                     largest = std::max(largest, portion.size());
                     pairs.insert(pairs.end(), portion.begin(), portion.end());
                 });
    EXPECT_EQ(summary.pairs, 1000 * 999 / 2);
    EXPECT_EQ(summary.compared, summary.pairs);
    EXPECT_EQ(summary.verified, summary.pairs);
    EXPECT_LE(largest, 8000U); // one tile
    const Pairs in_order = pairs;
    std::sort(pairs.begin(), pairs.end());
    EXPECT_EQ(std::adjacent_find(pairs.begin(), pairs.end()), pairs.end());
    // The order is the same every time, although threads are not.
    Pairs again;
    set_join(sets, groups, {.threshold = Fraction{7, 9}, .limits = {.waiting_pairs = 32}},
             [&](std::span<const SimilarPair> portion) {
                 again.insert(again.end(), portion.begin(), portion.end());
             });
    EXPECT_EQ(again, in_order);
}

TEST(SetJoin, FindsPairsAcrossChunks) {
    // 9,000 sets of one size, more than two chunks of the scan; only the first and the last are alike.
    std::vector<std::string> names{"a b c d"};
    for (int k = 0; k < 9000; ++k) {
        const std::string number = std::to_string(k);
        names.push_back("e" + number + " f" + number + " g" + number + " h" + number);
    }
    names.emplace_back("a b c x");
    const SetCollection sets = word_sets(std::vector<std::string_view>{names.begin(), names.end()});
    EXPECT_EQ(joined(sets, identical_records(sets), {.threshold = Fraction{3, 5}}), (Pairs{{0, 9001, 0.6}}));
}

TEST(SetJoin, FindsPairsOfLongSets) {
    std::vector<std::size_t> offsets{0};
    std::vector<std::uint32_t> tokens;
    for (std::uint32_t record = 0; record < 20; ++record) {
        for (std::uint32_t k = 0; k < 3000; ++k) {
            tokens.push_back(record * 100 + k);
        }
        offsets.push_back(tokens.size());
    }
    const SetCollection sets{offsets, tokens, 5000};
    // Neighbours share 2,900 of 3,100, the next ones 2,800 of 3,200.
    const Pairs pairs = joined(sets, identical_records(sets), {.threshold = Fraction{7, 8}});
    EXPECT_EQ(pairs.size(), 19U + 18U);
    EXPECT_EQ(pairs.front(), (SimilarPair{0, 1, 2900.0 / 3100.0}));
}

TEST(SetJoin, KeepsFewRegionsWhateverTheSizes) {
    // As many sizes as sets; by the overlap coefficient each may be compared with every other one.
    constexpr std::uint32_t largest = 2000;
    std::vector<std::size_t> offsets{0};
    std::vector<std::uint32_t> tokens;
    for (std::uint32_t size = 1; size <= largest; ++size) {
        for (std::uint32_t token = 0; token < size; ++token) {
            tokens.push_back(token);
        }
        offsets.push_back(tokens.size());
    }
    const SetCollection sets{offsets, tokens, largest};
    const RecordGroups groups = identical_records(sets);
    const SetJoinOptions options{.measure = SetMeasure::overlap, .threshold = Fraction::one()};
    const auto regions = [&](detail::SetPairing pairing) {
        return detail::SetFilter{
            sets, groups, options, detail::parity_scans(detail::InstructionSet::scalar), nullptr, pairing}
            .regions()
            .size();
    };
    EXPECT_LE(regions(detail::SetPairing::by_size), sets.size());
    EXPECT_LE(regions(detail::SetPairing::by_token), sets.tokens().size());
    EXPECT_EQ(joined(sets, groups, options).size(), std::size_t{largest} * (largest - 1) / 2);
}

TEST(SetJoin, ComparesFewPairsWhereRareTokensTell) {
    // Ten thousand names of two words that all have and three that one other has at most.
    std::vector<std::string> names;
    names.reserve(10'000);
    for (int k = 0; k < 10'000; ++k) {
        const std::string number = std::to_string(k / 2);
        names.push_back("kurs i a" + number + " b" + number + (k % 2 == 0 ? " x" : " y") + number);
    }
    const SetCollection sets = word_sets(std::vector<std::string_view>{names.begin(), names.end()});
    Pairs pairs;
    const JoinSummary summary = set_join(
        sets, identical_records(sets), {.threshold = Fraction{2, 3}},
        [&](std::span<const SimilarPair> found) { pairs.insert(pairs.end(), found.begin(), found.end()); });
    ASSERT_EQ(pairs.size(), 5000U);
    std::sort(pairs.begin(), pairs.end());
    EXPECT_EQ(pairs[7], (SimilarPair{14, 15, 4.0 / 6.0}));
    EXPECT_LE(summary.compared, 20'000);
}

TEST(SetJoin, RefusesOptionsOutOfRange) {
    for (const Fraction threshold : {Fraction{0, 1}, Fraction{5, 4}, Fraction{1, 1'000'000'001}}) {
        EXPECT_THROW(joined(songs, {.threshold = threshold}), InvalidArgument);
    }
    EXPECT_THROW(joined(songs, {.limits = {.waiting_pairs = 0}}), InvalidArgument);
    const SetCollection few;
    EXPECT_THROW(joined(few, identical_records(word_sets(songs)), {}), InvalidArgument);
}

TEST(SetJoin, StopsWhenAskedAndWhenTheSinkThrows) {
    test::StopControl stop;
    const SetCollection sets = numbered_names(9000);
    const RecordGroups groups = identical_records(sets);
    EXPECT_THROW(set_join(
                     sets, groups, {}, [](auto) {}, &stop),
                 Cancelled);
    EXPECT_THROW(set_join(sets, groups, {.threshold = Fraction{7, 9}}, [](auto) { throw NotFound{"sink"}; }),
                 NotFound);
}

} // namespace
} // namespace samspill
