#include <samspill/core/string_pool.hpp>

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
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

StringPool pool_of(std::initializer_list<const char*> texts) {
    StringPoolBuilder builder;
    for (const char* text : texts) {
        builder.intern(text);
    }
    std::vector<TermId> renumbering;
    return StringPool{builder, renumbering};
}

TEST(StringPool, TakesUpFurtherTexts) {
    const StringPool pool = pool_of({"b", "d", "dd"});
    std::vector<TermId> renumbering;
    const StringPool wider = pool.with(std::vector<std::string_view>{"a", "c", "cc", "e"}, renumbering);
    ASSERT_EQ(wider.size(), 7U);
    EXPECT_EQ(renumbering, (std::vector<TermId>{TermId{1U}, TermId{4U}, TermId{5U}}));
    const StringPool expected = pool_of({"a", "b", "c", "cc", "d", "dd", "e"});
    for (std::uint32_t term = 0; term < 7; ++term) {
        EXPECT_EQ(wider.text(TermId{term}), expected.text(TermId{term}));
        EXPECT_EQ(wider.digest(TermId{term}), expected.digest(TermId{term}));
    }
    EXPECT_EQ(StringPool{}.with(std::vector<std::string_view>{"x"}, renumbering).find("x"), TermId{0U});
    EXPECT_TRUE(renumbering.empty());
}

TEST(StringPool, DigestsBelongToTextsNotToTerms) {
    const StringPool one = pool_of({"a", "b", "12345678", "123456789"});
    const StringPool other = pool_of({"b"});
    EXPECT_EQ(one.digest(one.find("b")), other.digest(TermId{0U}));
    EXPECT_EQ(one.digest(TermId::none()), 0U);
    EXPECT_NE(one.digest(one.find("12345678")), one.digest(one.find("123456789")));
}

} // namespace
} // namespace samspill
