#include <samspill/model/language_tag.hpp>

#include "model/language_subtags.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace samspill {
namespace {

TEST(LanguageTag, KnowsCodesOfTwoAndThreeLetters) {
    for (const char* tag : {"da", "ar", "ti", "uk", "fa", "sw", "nb", "kmr", "prs", "ckb", "tig"}) {
        EXPECT_TRUE(is_language_tag(tag)) << tag;
    }
    // ISO 639-2 and -3 write languages by three letters that BCP 47 writes by two.
    for (const char* tag : {"dan", "ara", "deu", "ger", "eng"}) {
        EXPECT_TRUE(is_language_tag(tag)) << tag;
    }
    for (const char* tag : {"", "d", "xq", "xzx", "danish", "Danish", "Arabic", "1", "d1", "é"}) {
        EXPECT_FALSE(is_language_tag(tag)) << tag;
    }
}

TEST(LanguageTag, SpecialAndPrivateLanguagesCount) {
    for (const char* tag : {"und", "mul", "zxx", "mis", "qaa", "qab", "qtz", "x-dialect", "X-A-b-c"}) {
        EXPECT_TRUE(is_language_tag(tag)) << tag;
    }
    for (const char* tag : {"qua-", "qzz", "x", "x-", "x-ninechars"}) {
        EXPECT_FALSE(is_language_tag(tag)) << tag;
    }
}

// Examples of RFC 5646, appendix A.
TEST(LanguageTag, AcceptsTheExamplesOfTheStandard) {
    for (const char* tag : {"de",
                            "fr",
                            "ja",
                            "i-enochian",
                            "zh-Hant",
                            "zh-Hans",
                            "sr-Cyrl",
                            "sr-Latn",
                            "zh-cmn-Hans-CN",
                            "cmn-Hans-CN",
                            "zh-yue-HK",
                            "yue-HK",
                            "zh-Hans-CN",
                            "sr-Latn-RS",
                            "sl-rozaj",
                            "sl-rozaj-biske",
                            "sl-nedis",
                            "de-CH-1901",
                            "sl-IT-nedis",
                            "hy-Latn-IT-arevela",
                            "de-DE",
                            "en-US",
                            "es-419",
                            "de-CH-x-phonebk",
                            "az-Arab-x-AZE-derbend",
                            "x-whatever",
                            "qaa-Qaaa-QM-x-southern",
                            "de-Qaaa",
                            "sr-Latn-QM",
                            "sr-Qaaa-RS",
                            "en-US-u-islamcal",
                            "zh-CN-a-myext-x-private",
                            "en-a-myext-b-another"}) {
        EXPECT_TRUE(is_language_tag(tag)) << tag;
    }
    for (const char* tag : {"de-419-DE", "a-DE", "ar-a-aaa-b-bbb-a-ccc"}) {
        EXPECT_FALSE(is_language_tag(tag)) << tag;
    }
}

TEST(LanguageTag, CaseDoesNotMatter) {
    EXPECT_TRUE(is_language_tag("DA"));
    EXPECT_TRUE(is_language_tag("Zh-hANS-cn"));
    EXPECT_TRUE(is_language_tag("I-KLINGON"));
}

TEST(LanguageTag, RefusesWhatIsNotWellFormed) {
    for (const char* tag : {"da_DK", "da-", "-da", "da--DK", "da DK", "da;ar", "da-a", "da-a-x-b",
                            "pt-BRA1X-", "da-DK-Latn", "i-nosuch", "da-toolongsubtag"}) {
        EXPECT_FALSE(is_language_tag(tag)) << tag;
    }
    EXPECT_FALSE(is_language_tag(std::string_view{"da\0", 3}));
    EXPECT_FALSE(is_language_tag(std::string(1U << 20U, '-')));
}

void expect_sorted_codes(std::string_view codes, std::size_t length) {
    ASSERT_EQ(codes.size() % length, 0U);
    for (std::size_t k = length; k < codes.size(); k += length) {
        EXPECT_LT(codes.substr(k - length, length), codes.substr(k, length));
    }
}

TEST(LanguageTag, TheTablesAreInOrder) {
    expect_sorted_codes(detail::two_letter_languages, 2);
    expect_sorted_codes(detail::three_letter_languages, 3);
    EXPECT_EQ(detail::two_letter_languages.size(), 190U * 2U);             // of the registry of 2025-08-25
    EXPECT_EQ(detail::three_letter_languages.size(), (8077U + 204U) * 3U); // and 204 synonyms of ISO 639
}

} // namespace
} // namespace samspill
