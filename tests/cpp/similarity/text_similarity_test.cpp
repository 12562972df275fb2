#include <samspill/similarity/text_similarity.hpp>

#include <samspill/similarity/normal_text.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(TextSimilarity, OneForEqualTexts) {
    EXPECT_EQ(text_similarity("roede kors", "roede kors"), 1.0);
    EXPECT_EQ(text_similarity("a", "a"), 1.0);
}

TEST(TextSimilarity, TheWorkedExample) {
    // docs/methods/similarity.md: "sprogcafe i midtbyen" and "sprogcafe midtby".
    const TextProfile a{"sprogcafe i midtbyen"};
    const TextProfile b{"sprogcafe midtby"};
    EXPECT_EQ(a.word_count(), 3U);
    EXPECT_EQ(b.word_count(), 2U);
    EXPECT_EQ(a.shared_words(b), 1U);
    EXPECT_DOUBLE_EQ(*word_similarity(a, b), 2.0 / 5.0);
    // sprogcafeimidtbyen has 16 grams, sprogcafemidtby 13; spr pro rog ogc gca caf afe mid idt dtb tby are
    // common.
    EXPECT_EQ(a.gram_count(), 16U);
    EXPECT_EQ(b.gram_count(), 13U);
    EXPECT_EQ(a.shared_grams(b), 11U);
    EXPECT_DOUBLE_EQ(*gram_similarity(a, b), 22.0 / 29.0);
    EXPECT_DOUBLE_EQ(*text_similarity(a, b), 22.0 / 29.0);
}

TEST(TextSimilarity, CompoundsAndOrderDoNotMatter) {
    EXPECT_EQ(text_similarity("spraak kafe", "spraakkafe"), 1.0);
    EXPECT_EQ(text_similarity("kafe for kvinner", "kvinner for kafe"), 1.0);
}

TEST(TextSimilarity, NothingInCommonIsZero) {
    EXPECT_EQ(text_similarity("fotball", "strikking"), 0.0);
    EXPECT_EQ(text_similarity("a", "b"), 0.0);
    EXPECT_EQ(text_similarity("ab", "abc"), 0.0); // one gram each, and not the same
}

TEST(TextSimilarity, EmptyTextIsUnknown) {
    EXPECT_EQ(text_similarity("", "a"), std::nullopt);
    EXPECT_EQ(text_similarity("a", ""), std::nullopt);
    EXPECT_EQ(text_similarity("", ""), std::nullopt);
    EXPECT_EQ(text_similarity(normal_text("?!"), "a"), std::nullopt);
    EXPECT_EQ(word_similarity({}, TextProfile{"a"}), std::nullopt);
    EXPECT_EQ(gram_similarity(TextProfile{"a"}, {}), std::nullopt);
}

TEST(TextSimilarity, RepeatedWordsCountOnce) {
    EXPECT_EQ(TextProfile{"kor og kor"}.word_count(), 2U);
    EXPECT_EQ(text_similarity("kor kor kor", "kor"), 1.0);
}

TEST(TextSimilarity, GramsAreOfCharactersNotBytes) {
    EXPECT_EQ(TextProfile{"мова"}.gram_count(), 2U);
    EXPECT_EQ(TextProfile{"ти"}.gram_count(), 1U);
    EXPECT_DOUBLE_EQ(*gram_similarity(TextProfile{"мова"}, TextProfile{"мови"}),
                     0.5); // мов of мов ова, мов ови
}

TEST(TextSimilarity, AProfileOutlivesItsText) {
    std::string text = "norsk kurs";
    const TextProfile profile{text};
    const TextProfile copy = profile;
    text = "xxxxx xxxx";
    EXPECT_EQ(text_similarity(copy, TextProfile{"norsk kurs"}), 1.0);
}

} // namespace
} // namespace samspill
