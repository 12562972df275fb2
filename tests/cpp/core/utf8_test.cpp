#include <samspill/core/utf8.hpp>

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, AcceptsWellFormedText) {
    for (const std::string_view text :
         {""sv, "plain"sv, "Tromsø"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv, "\xF0\x90\x80\x80"sv,
          "\xF4\x8F\xBF\xBF"sv, "\xE0\xA0\x80"sv, "\xC2\x80"sv, "a\0b"sv, "eight or more bytes, then ø"sv}) {
        EXPECT_EQ(first_invalid_utf8(text), text.size()) << text;
    }
}

TEST(Utf8, FindsTheFirstBadByte) {
    for (const std::string_view bad :
         {"\x80"sv, "\xBF"sv, "\xC0\xAF"sv, "\xC1\xBF"sv, "\xC3"sv, "\xC3("sv, "\xE0\x9F\xBF"sv, "\xE2\x82"sv,
          "\xED\xA0\x80"sv, "\xF0\x8F\xBF\xBF"sv, "\xF0\x90\x80"sv, "\xF4\x90\x80\x80"sv,
          "\xF5\x80\x80\x80"sv, "\xFE"sv, "\xFF"sv}) {
        const std::string text = "twelve bytes" + std::string{bad} + "and more after it";
        EXPECT_EQ(first_invalid_utf8(text), 12U);
        EXPECT_EQ(first_invalid_utf8(bad), 0U);
    }
}

TEST(Trimmed, DropsWhatNobodySees) {
    EXPECT_EQ(trimmed(" \t\r\n a b \v\f"), "a b");
    EXPECT_EQ(trimmed("\xC2\xA0"     // no-break space
                      "\xE2\x80\x8B" // zero-width space
                      "\xEF\xBB\xBF" // byte order mark
                      "Tromsø"
                      "\xE2\x80\x8F"   // right-to-left mark
                      "\xE3\x80\x80"   // ideographic space
                      "\xE2\x80\xAF"), // narrow no-break space
              "Tromsø");
    EXPECT_EQ(trimmed(" \xC2\xA0 "), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Trimmed, KeepsWhatCanBeSeen) {
    for (const std::string_view text :
         {"a"sv, "a b"sv, "ø"sv, "\xE2\x82\xAC"sv, "\xF0\x9F\x98\x80"sv, "\xE2\x80\xA6"sv, "\xC2\xA1"sv}) {
        EXPECT_EQ(trimmed(text), text);
    }
}

TEST(FirstCharacter, ReadsAndWritesEveryLength) {
    for (const char32_t code_point :
         {char32_t{0}, U'a', char32_t{0x7F}, char32_t{0x80}, U'ø', char32_t{0x7FF}, char32_t{0x800},
          char32_t{0xFFFD}, char32_t{0xFFFF}, char32_t{0x10000}, char32_t{0x10FFFF}}) {
        std::string text;
        append_utf8(text, code_point);
        EXPECT_EQ(first_invalid_utf8(text), text.size());
        const Utf8Character read = first_character(text + "x");
        EXPECT_EQ(read.code_point, code_point);
        EXPECT_EQ(read.length, text.size());
    }
}

TEST(FirstCharacter, GivesTheReplacementCharacterForABadByte) {
    for (const std::string_view bad :
         {"\x80"sv, "\xC3"sv, "\xC3("sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv}) {
        EXPECT_EQ(first_character(bad).code_point, char32_t{0xFFFD});
        EXPECT_EQ(first_character(bad).length, 1U);
    }
}

} // namespace
} // namespace samspill
