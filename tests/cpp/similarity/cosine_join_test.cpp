#include <samspill/similarity/cosine_join.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Texts = std::vector<std::string_view>;
using Pairs = std::vector<SimilarPair>;

TfIdfVectors vectors_of(const Texts& texts) {
    return TfIdfVectors{word_sets(texts, {.count_occurrences = true})};
}

Pairs joined(const TfIdfVectors& vectors, double threshold, const std::vector<std::uint32_t>& blocks = {}) {
    Pairs pairs;
    const RecordGroups groups = identical_records(vectors.records(), blocks);
    cosine_join(vectors, groups, {.threshold = threshold}, [&](std::span<const SimilarPair> portion) {
        pairs.insert(pairs.end(), portion.begin(), portion.end());
    });
    std::sort(pairs.begin(), pairs.end());
    return pairs;
}

TEST(TfIdfVectors, WeighsAsDocumented) {
    // a in both records, b in one: idf 1 + ln(3/3) = 1 and 1 + ln(3/2).
    const TfIdfVectors vectors = vectors_of({"a b b", "a"});
    const double b = 2.0 * (1.0 + std::log(1.5));
    const double length = std::sqrt(1.0 + b * b);
    ASSERT_EQ(vectors.weights(0).size(), 2U);
    EXPECT_NEAR(vectors.weights(0)[0], 1.0 / length, 1e-15);
    EXPECT_NEAR(vectors.weights(0)[1], b / length, 1e-15);
    EXPECT_EQ(vectors.weights(1)[0], 1.0);
    EXPECT_NEAR(vectors.cosine(0, 1), 1.0 / length, 1e-15);
    EXPECT_EQ(vectors.document_frequencies()[0], 2U);
}

TEST(TfIdfVectors, TakesSetsWithoutOccurrencesAndEmptyOnes) {
    const TfIdfVectors vectors{word_sets(Texts{"a a", "", "b"})};
    EXPECT_EQ(vectors.weights(0)[0], 1.0);
    EXPECT_TRUE(vectors.weights(1).empty());
    EXPECT_EQ(vectors.cosine(0, 1), 0.0);
    EXPECT_EQ(vectors.cosine(0, 2), 0.0);
}

TEST(CosineJoin, FindsPairsAtTheThresholdAndAbove) {
    const TfIdfVectors vectors = vectors_of({"sang og dans", "fotball", "sang og spill", "sang dans og og"});
    const double near = vectors.cosine(0, 3);
    const double far = vectors.cosine(0, 2);
    ASSERT_GT(near, far);
    EXPECT_EQ(joined(vectors, near), (Pairs{{0, 3, near}}));
    EXPECT_EQ(joined(vectors, std::nextafter(near, 2.0)), Pairs{});
    EXPECT_EQ(joined(vectors, 1e-9).size(), 3U);
    EXPECT_EQ(joined(vectors, 1e-9, {0, 0, 0, 1}), (Pairs{{0, 2, far}}));
}

TEST(CosineJoin, LeavesOutEmptyTextsAndGroupsEqualOnes) {
    const Texts texts{"", "a b", "", "a b", "c"};
    EXPECT_EQ(joined(vectors_of(texts), 0.1), Pairs{});
    EXPECT_EQ(joined(vectors_of({}), 0.1), Pairs{});
}

TEST(CosineJoin, PairsVectorsThatDifferInLengthAlone) {
    const TfIdfVectors vectors = vectors_of({"a", "a a"});
    EXPECT_EQ(joined(vectors, 1.0), (Pairs{{0, 1, 1.0}}));
}

TEST(CosineJoin, RefusesOptionsOutOfRange) {
    const TfIdfVectors vectors = vectors_of({"a", "b"});
    for (const double threshold : {0.0, -0.5, 1.5, std::nan("")}) {
        EXPECT_THROW(joined(vectors, threshold), InvalidArgument);
    }
    const RecordGroups groups = identical_records(vectors.records());
    EXPECT_THROW(cosine_join(vectors, groups, {.limits = {.waiting_pairs = 0}}, [](auto) {}),
                 InvalidArgument);
}

} // namespace
} // namespace samspill
