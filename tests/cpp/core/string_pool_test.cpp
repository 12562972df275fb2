#include <samspill/core/string_pool.hpp>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

TEST(StringPoolBuilder, GivesTheSameTextTheSameTerm) {
    StringPoolBuilder builder;
    const TermId norsk = builder.intern("norsk");
    EXPECT_EQ(builder.intern(std::string{"norsk"}), norsk);
    EXPECT_NE(builder.intern("dansk"), norsk);
    EXPECT_EQ(builder.text(norsk), "norsk");
    EXPECT_EQ(builder.size(), 2U);
}

TEST(StringPoolBuilder, TakesEmptyTextForNone) {
    StringPoolBuilder builder;
    EXPECT_TRUE(builder.intern("").is_none());
    EXPECT_EQ(builder.size(), 0U);
    EXPECT_EQ(builder.text(TermId::none()), "");
}

TEST(StringPoolBuilder, KeepsItsTextsWhenMoved) {
    StringPoolBuilder builder;
    const TermId term = builder.intern("short");
    const StringPoolBuilder moved = std::move(builder);
    EXPECT_EQ(moved.text(term), "short");
}

TEST(StringPool, NumbersTextsInByteOrder) {
    StringPoolBuilder builder;
    const TermId b = builder.intern("b");
    const TermId upper = builder.intern("B");
    const TermId a = builder.intern("aa");
    const TermId norwegian = builder.intern("\xC3\xA5");
    std::vector<TermId> renumbering;
    const StringPool pool{builder, renumbering};
    ASSERT_EQ(pool.size(), 4U);
    EXPECT_EQ(renumbering[upper.position()], TermId{0U});
    EXPECT_EQ(renumbering[a.position()], TermId{1U});
    EXPECT_EQ(renumbering[b.position()], TermId{2U});
    EXPECT_EQ(renumbering[norwegian.position()], TermId{3U});
    EXPECT_EQ(pool.text(TermId{1U}), "aa");
}

TEST(StringPool, FindsItsTexts) {
    StringPoolBuilder builder;
    for (const char* text : {"c", "a", "b", "ab"}) {
        builder.intern(text);
    }
    std::vector<TermId> renumbering;
    const StringPool pool{builder, renumbering};
    EXPECT_EQ(pool.find("a"), TermId{0U});
    EXPECT_EQ(pool.find("ab"), TermId{1U});
    EXPECT_EQ(pool.find("c"), TermId{3U});
    for (const char* text : {"", "0", "aa", "bb", "d"}) {
        EXPECT_TRUE(pool.find(text).is_none()) << text;
    }
    EXPECT_EQ(pool.text(TermId::none()), "");
}

TEST(StringPool, MayBeEmpty) {
    EXPECT_EQ(StringPool{}.size(), 0U);
    EXPECT_TRUE(StringPool{}.find("a").is_none());
}

} // namespace
} // namespace samspill
