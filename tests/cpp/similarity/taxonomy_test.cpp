#include <samspill/similarity/taxonomy.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

/// sport > ball > football, handball; sport > swimming; language beside it.
Taxonomy themes() {
    return Taxonomy{std::vector<TaxonomyTerm>{{"football", "ball"},
                                              {"handball", "ball"},
                                              {"ball", "sport"},
                                              {"swimming", "sport"},
                                              {"language", ""}}};
}

TEST(Taxonomy, DepthCountsFromTheRoot) {
    EXPECT_EQ(themes().depth("sport"), 1U); // a parent without a row of its own
    EXPECT_EQ(themes().depth("ball"), 2U);
    EXPECT_EQ(themes().depth("football"), 3U);
    EXPECT_EQ(themes().depth("chess"), std::nullopt);
    EXPECT_EQ(themes().size(), 6U);
    EXPECT_TRUE(themes().has("language"));
    EXPECT_FALSE(themes().has(""));
}

TEST(Taxonomy, WuAndPalmer) {
    const Taxonomy taxonomy = themes();
    EXPECT_DOUBLE_EQ(*taxonomy.similarity("football", "handball"), 2.0 * 2 / (3 + 3));
    EXPECT_DOUBLE_EQ(*taxonomy.similarity("football", "swimming"), 2.0 * 1 / (3 + 2));
    EXPECT_DOUBLE_EQ(*taxonomy.similarity("football", "ball"), 2.0 * 2 / (3 + 2));
    EXPECT_DOUBLE_EQ(*taxonomy.similarity("sport", "football"), 2.0 * 1 / (1 + 3));
    EXPECT_EQ(taxonomy.similarity("football", "football"), 1.0);
    EXPECT_EQ(taxonomy.similarity("football", "language"), 0.0);
    EXPECT_EQ(taxonomy.similarity("football", "chess"), std::nullopt);
    EXPECT_EQ(Taxonomy{}.similarity("a", "a"), std::nullopt);
}

TEST(Taxonomy, RefusesWhatIsNoForest) {
    const auto made = [](std::vector<TaxonomyTerm> terms) { return Taxonomy{terms}; };
    EXPECT_THROW(made({{"a", "b"}, {"b", "a"}}), InvalidArgument);
    EXPECT_THROW(made({{"a", "a"}}), InvalidArgument);
    EXPECT_THROW(made({{"a", "b"}, {"a", "c"}}), InvalidArgument);
    EXPECT_THROW(made({{"", "b"}}), InvalidArgument);
    EXPECT_EQ(made({{"a", "b"}, {"a", "b"}}).size(), 2U); // said twice
}

TEST(Taxonomy, ALongChainIsReadInOneGo) {
    std::vector<TaxonomyTerm> chain;
    constexpr int length = 20'000;
    chain.reserve(length);
    for (int k = 0; k < length; ++k) {
        chain.push_back({std::to_string(k), std::to_string(k + 1)});
    }
    const Taxonomy taxonomy{chain};
    EXPECT_EQ(taxonomy.depth("0"), length + 1U);
    EXPECT_EQ(taxonomy.similarity("0", std::to_string(length)), 2.0 / (length + 2));
}

} // namespace
} // namespace samspill
