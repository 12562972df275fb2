#include <samspill/similarity/normal_text.hpp>

#include <samspill/core/utf8.hpp>

#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <string>
#include <vector>

namespace samspill {
namespace {

using namespace std::string_literals;

TEST(NormalText, CaseAndPunctuationAreGone) {
    EXPECT_EQ(normal_text("  Kaffe, kaker & prat!  "), "kaffe kaker prat");
    EXPECT_EQ(normal_text("KAFFE/kaker - (prat)"), "kaffe kaker prat");
    EXPECT_EQ(normal_text("STRASSE straße"), "strasse strasse");
    EXPECT_EQ(normal_text("65+ og 1-2"), "65 og 1 2");
}

TEST(NormalText, NordicLettersHaveOneSpelling) {
    EXPECT_EQ(normal_text("Åse"), "aase");
    EXPECT_EQ(normal_text("Ærø"), "aeroe");
    EXPECT_EQ(normal_text("Läsö"), "laesoe");
    EXPECT_EQ(normal_text("Röda Korset"), "roeda korset");
    EXPECT_EQ(normal_text("RØDE KORS"), "roede kors");
    EXPECT_EQ(normal_text("Þórður Guðmundsdóttir"), "thordur gudmundsdottir");
    EXPECT_EQ(normal_text("Sámi đ ŋ ŧ"), "sami d n t");
}

TEST(NormalText, OtherMarksAreDropped) {
    EXPECT_EQ(normal_text("Café Müller naïve Łódź"), "cafe muller naive lodz");
    EXPECT_EQ(normal_text("Українська"), "украінська");
    EXPECT_EQ(normal_text("مُحَمَّد"), "محمد");
    EXPECT_EQ(normal_text("İstanbul ISPARTA ı"), "istanbul isparta i");
}

TEST(NormalText, ComposedAndDecomposedAreEqual) {
    EXPECT_EQ(normal_text("A\u030Ase Bla\u030Aba\u0308r Ro\u0308d"), normal_text("Åse Blåbär Röd"));
    EXPECT_EQ(normal_text("A\u030Ase"), "aase");
    // The Angstrom sign is the letter; a further accent changes nothing.
    EXPECT_EQ(normal_text("\u212B \u01FB \u01E3 \u01FF"), "aa aa ae oe");
    // Marks of different classes in either order: dot below and ring above.
    EXPECT_EQ(normal_text("a\u0323\u030A"), normal_text("a\u030A\u0323"));
    // Of two marks above the first decides, which canonical order keeps.
    EXPECT_EQ(normal_text("a\u030A\u0308"), "aa");
    EXPECT_EQ(normal_text("a\u0308\u030A"), "ae");
    EXPECT_EQ(normal_text("o\u030A"), "o");
    EXPECT_EQ(normal_text("\uD55C\uAD6D"), normal_text("\u1112\u1161\u11AB\u1100\u116E\u11A8")); // Hangul
}

/// One text of code points written as hexadecimal numbers with blanks between them.
std::string text_of(std::string_view numbers) {
    std::string text;
    while (!numbers.empty()) {
        std::uint32_t code_point = 0;
        const char* end = numbers.data() + numbers.size();
        const char* stop = std::from_chars(numbers.data(), end, code_point, 16).ptr;
        append_utf8(text, code_point);
        numbers.remove_prefix(static_cast<std::size_t>(stop - numbers.data()) + (stop == end ? 0 : 1));
    }
    return text;
}

TEST(NormalText, EqualForTheCanonicalFormsThatAnotherLibraryMakes) {
    std::ifstream file{SAMSPILL_TEST_DATA "/normal_text/canonical_pairs.csv"};
    std::string line;
    std::getline(file, line);
    ASSERT_EQ(line, "nfc,nfd");
    std::size_t pairs = 0;
    for (; std::getline(file, line); ++pairs) {
        const std::size_t comma = line.find(',');
        const std::string nfc = text_of(std::string_view{line}.substr(0, comma));
        const std::string nfd = text_of(std::string_view{line}.substr(comma + 1));
        ASSERT_NE(nfc, nfd);
        ASSERT_EQ(normal_text(nfc), normal_text(nfd)) << line;
    }
    EXPECT_EQ(pairs, 1249U);
}

TEST(NormalText, FormsOfOneCharacterAreEqual) {
    EXPECT_EQ(normal_text("Ｓｐｒåｋ ﬁn Ⅳ m² ½"), "spraak fin iv m2 1 2");
    EXPECT_EQ(normal_text("ﻣﻘﻬﻰ"), normal_text("مقهى")); // Arabic presentation forms
    EXPECT_EQ(normal_text("١٢ ۱۲ १२"), "12 12 12");
}

TEST(NormalText, WhatNobodySeesVanishesOrPartsWords) {
    EXPECT_EQ(normal_text("Flykt\u00ADning\u200Bvenner\uFEFF"), "flyktningvenner"); // soft hyphen, zero width
    EXPECT_EQ(normal_text("\u200Fمقهى\u202C \u2067اللغة\u2069"), "مقهى اللغة");     // marks of direction
    EXPECT_EQ(normal_text("a\u200D\u030A"), "aa"); // a joiner between letter and mark
    EXPECT_EQ(normal_text("a\u00A0b\u2028c\td\ne\0f"s), "a b c d ef");
    EXPECT_EQ(normal_text("kaffe ☕\uFE0F og \U0001F44B\U0001F3FD prat"), "kaffe og prat");
}

TEST(NormalText, ApostrophesVanish) {
    EXPECT_EQ(normal_text("Women's women\u2019s womens"), "womens womens womens");
    EXPECT_EQ(normal_text("здоров\u02BCя здоров'я"), "здоровя здоровя");
}

TEST(NormalText, RightToLeftTextSurvives) {
    EXPECT_EQ(normal_text("مقهى اللغة، الثلاثاء"), "مقهى اللغة الثلاثاء");
    EXPECT_EQ(normal_text("שָׁלוֹם"), "שלום");
    EXPECT_EQ(normal_text("ቋንቋ ካፌ።"), "ቋንቋ ካፌ");
}

TEST(NormalText, MarksThatSpellLettersStay) {
    EXPECT_EQ(normal_text("हिन्दी"), "हिन्दी");
    EXPECT_EQ(normal_text("ภาษาไทย"), "ภาษาไทย");
    // Nukta (class 7) and virama (class 9) in either order.
    EXPECT_EQ(normal_text("\u0915\u094D\u093C"), normal_text("\u0915\u093C\u094D"));
}

TEST(NormalText, OnlyPunctuationGivesTheEmptyForm) {
    for (const char* text : {"", " ", "!?", "---", "…", "\u200B", "\u0301", "☕", "'", "\u3000", "( )"}) {
        EXPECT_EQ(normal_text(text), "") << text;
    }
}

TEST(NormalText, BytesThatAreNoUtf8PartWords) {
    EXPECT_EQ(normal_text("Troms\xF8 kafe"), "troms kafe"); // Latin-1
    EXPECT_EQ(normal_text("a\xFF\xFE\xC3"), "a");
    EXPECT_EQ(normal_text("a\xE2\x82"
                          "b"),
              "a b");
}

TEST(NormalText, HostileTextIsJustLong) {
    std::string marks;
    std::string letters;
    for (int k = 0; k < 10'000; ++k) {
        marks += "\u0301";
        letters += "\uFDFA";
    }
    EXPECT_EQ(normal_text(marks), "");
    EXPECT_EQ(normal_text("e" + marks + "f"), "ef");
    EXPECT_LE(normal_text(letters).size(), 11 * letters.size());
    EXPECT_EQ(normal_text(std::string(1U << 20U, 'A')), std::string(1U << 20U, 'a'));
    EXPECT_EQ(normal_text(std::string(1U << 20U, '.')), "");
}

TEST(Words, AreViewsInOrder) {
    EXPECT_EQ(words_of("roede kors aal"), (std::vector<std::string_view>{"roede", "kors", "aal"}));
    EXPECT_EQ(words_of("kors"), (std::vector<std::string_view>{"kors"}));
    EXPECT_TRUE(words_of("").empty());
}

TEST(Words, CanBeSortedAndJoined) {
    EXPECT_EQ(sorted_words("kors roede kors aal"), "aal kors kors roede");
    EXPECT_EQ(sorted_words(""), "");
    EXPECT_EQ(without_blanks("spraak kafe"), "spraakkafe");
    EXPECT_EQ(without_blanks(normal_text("språk-kafé")), normal_text("Språkkafé"));
}

} // namespace
} // namespace samspill
