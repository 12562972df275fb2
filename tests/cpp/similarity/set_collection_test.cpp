#include <samspill/similarity/set_collection.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

using Texts = std::vector<std::string_view>;
using Tokens = std::vector<std::uint32_t>;

Tokens row(const SetCollection& sets, std::size_t record) {
    return {sets[record].begin(), sets[record].end()};
}

Tokens occurrences(const SetCollection& sets, std::size_t record) {
    return {sets.occurrences(record).begin(), sets.occurrences(record).end()};
}

TEST(WordSets, NumbersWordsInTheOrderOfTheirBytes) {
    const Texts texts{"sang og dans", "  dans\tdans\n", "", " \r\n", "åpen sang"};
    const SetCollection sets = word_sets(texts);
    // dans 0, og 1, sang 2, åpen 3
    EXPECT_EQ(sets.size(), 5U);
    EXPECT_EQ(sets.vocabulary(), 4U);
    EXPECT_EQ(row(sets, 0), (Tokens{0, 1, 2}));
    EXPECT_EQ(row(sets, 1), (Tokens{0}));
    EXPECT_EQ(row(sets, 2), Tokens{});
    EXPECT_EQ(row(sets, 3), Tokens{});
    EXPECT_EQ(row(sets, 4), (Tokens{2, 3}));
    EXPECT_TRUE(sets.occurrences(1).empty());
}

TEST(WordSets, CountsOccurrencesWhenAsked) {
    const Texts texts{"b a b c b", "c c"};
    const SetCollection sets = word_sets(texts, {.count_occurrences = true});
    EXPECT_EQ(row(sets, 0), (Tokens{0, 1, 2}));
    EXPECT_EQ(occurrences(sets, 0), (Tokens{1, 3, 1}));
    EXPECT_EQ(row(sets, 1), (Tokens{2}));
    EXPECT_EQ(occurrences(sets, 1), (Tokens{2}));
}

TEST(NgramSets, TakesRunsOfCodePoints) {
    // grams: "bør" < "rå" < "åbø" by bytes; "rå" is a text shorter than three
    const Texts texts{"åbør", "rå", "", "bør"};
    const SetCollection sets = ngram_sets(texts);
    EXPECT_EQ(sets.vocabulary(), 3U);
    EXPECT_EQ(row(sets, 0), (Tokens{0, 2}));
    EXPECT_EQ(row(sets, 1), (Tokens{1}));
    EXPECT_EQ(row(sets, 2), Tokens{});
    EXPECT_EQ(row(sets, 3), (Tokens{0}));
}

TEST(NgramSets, KeepsShortTextsApartFromTheGramsTheyBegin) {
    const Texts texts{"ab", "abc", "a"};
    for (const int length : {3, 4}) {
        const SetCollection sets = ngram_sets(texts, {.length = length});
        EXPECT_EQ(sets.vocabulary(), 3U) << length; // a, ab, abc
        EXPECT_EQ(row(sets, 0), (Tokens{1})) << length;
        EXPECT_EQ(row(sets, 1), (Tokens{2})) << length;
        EXPECT_EQ(row(sets, 2), (Tokens{0})) << length;
    }
}

TEST(NgramSets, CountsOccurrencesWhenAsked) {
    const Texts texts{"aaab"};
    const SetCollection sets = ngram_sets(texts, {.length = 1, .count_occurrences = true});
    EXPECT_EQ(row(sets, 0), (Tokens{0, 1}));
    EXPECT_EQ(occurrences(sets, 0), (Tokens{3, 1}));
}

TEST(NgramSets, TakesCodePointsOfEveryLength) {
    // One code point each of one to four bytes, and U+0000.
    const std::string text{"a\xC3\xB8\xE2\x82\xAC\xF0\x9F\x98\x80\0", 11};
    const Texts texts{text};
    EXPECT_EQ(ngram_sets(texts, {.length = 1})[0].size(), 5U);
    EXPECT_EQ(ngram_sets(texts, {.length = 2})[0].size(), 4U);
    EXPECT_EQ(ngram_sets(texts, {.length = 3})[0].size(), 3U);
    EXPECT_EQ(ngram_sets(texts, {.length = 4})[0].size(), 2U);
    EXPECT_EQ(ngram_sets(texts, {.length = 5})[0].size(), 1U);
    EXPECT_EQ(ngram_sets(texts, {.length = 6})[0].size(), 1U);
}

TEST(NgramSets, GrowsWithTheVocabulary) {
    std::vector<std::string> numbers;
    numbers.reserve(20'000);
    for (int k = 0; k < 20'000; ++k) {
        numbers.push_back(std::to_string(100'000 + k));
    }
    const Texts texts{numbers.begin(), numbers.end()};
    const SetCollection sets = ngram_sets(texts, {.length = 6});
    EXPECT_EQ(sets.vocabulary(), 20'000U);
    for (std::uint32_t k = 0; k < 20'000; ++k) {
        ASSERT_EQ(row(sets, k), (Tokens{k}));
    }
}

TEST(NgramSets, RefusesWhatItCannotSplit) {
    const Texts good{"text"};
    EXPECT_THROW(ngram_sets(good, {.length = 0}), InvalidArgument);
    const Texts bad{"text", "\xC3("};
    EXPECT_THROW(ngram_sets(bad), InvalidArgument);
    EXPECT_THROW(word_sets(bad), InvalidArgument);
}

TEST(SetCollection, TakesCompressedRows) {
    const SetCollection sets{{0, 2, 2, 3}, {0, 4, 1}, 5};
    EXPECT_EQ(sets.size(), 3U);
    EXPECT_EQ(row(sets, 0), (Tokens{0, 4}));
    EXPECT_EQ(row(sets, 1), Tokens{});
    EXPECT_EQ(row(sets, 2), (Tokens{1}));
    EXPECT_EQ(SetCollection{}.size(), 0U);
}

TEST(SetCollection, RefusesRowsThatAreNotSets) {
    EXPECT_THROW((SetCollection{{}, {}, 5}), InvalidArgument);
    EXPECT_THROW((SetCollection{{0, 1}, {0, 1}, 5}), InvalidArgument);      // a token too many
    EXPECT_THROW((SetCollection{{1, 2}, {0, 1}, 5}), InvalidArgument);      // does not begin at 0
    EXPECT_THROW((SetCollection{{0, 2, 1}, {0}, 5}), InvalidArgument);      // offsets fall
    EXPECT_THROW((SetCollection{{0, 2}, {1, 1}, 5}), InvalidArgument);      // twice
    EXPECT_THROW((SetCollection{{0, 2}, {1, 0}, 5}), InvalidArgument);      // falls
    EXPECT_THROW((SetCollection{{0, 1}, {5}, 5}), InvalidArgument);         // beyond the vocabulary
    EXPECT_THROW((SetCollection{{0, 1}, {0}, 5, {1, 1}}), InvalidArgument); // an occurrence too many
}

} // namespace
} // namespace samspill
