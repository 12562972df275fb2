#include <samspill/similarity/abbreviations.hpp>

#include <samspill/core/error.hpp>
#include <samspill/similarity/normal_text.hpp>

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

std::string expanded(const Abbreviations& table, std::string_view text) {
    return table.expand(normal_text(text));
}

TEST(Abbreviations, ShippedNamesOfOneKindBecomeOne) {
    const Abbreviations table = Abbreviations::nordic();
    for (const char* name : {"RK", "Røde Kors", "Röda Korset", "Red Cross", "R.K.", "rk"}) {
        EXPECT_EQ(expanded(table, name), "roede kors") << name;
    }
    for (const char* name :
         {"Norddal IL", "Norddal idrettslag", "Norddal IF", "Norddal idrottsförening", "Norddal I.L."}) {
        EXPECT_EQ(expanded(table, name), "norddal idrettslag") << name;
    }
    EXPECT_EQ(expanded(table, "F.A.U. ved skolen"), expanded(table, "Foreldrenes arbeidsutvalg ved skolen"));
    EXPECT_EQ(expanded(table, "SFI"), expanded(table, "Svenska för invandrare"));
    EXPECT_EQ(expanded(table, "KFUM"), expanded(table, "YMCA"));
    EXPECT_EQ(expanded(table, "Frivilligcentralen"), expanded(table, "frivilligsentral"));
    EXPECT_EQ(expanded(table, "Sprog-café"), expanded(table, "Språkkafé"));
}

TEST(Abbreviations, WholeWordsOnly) {
    const Abbreviations table = Abbreviations::nordic();
    EXPECT_EQ(expanded(table, "Norskrk rkx"), "norskrk rkx");
    EXPECT_EQ(expanded(table, "Red Crossing"), "red crossing");
    EXPECT_EQ(expanded(table, "Red"), "red");
    EXPECT_EQ(expanded(table, ""), "");
}

TEST(Abbreviations, TheLongestPhraseComesFirstAndIsNotReadAgain) {
    Abbreviations table;
    table.add("one", "a b");
    table.add("two", "a b c");
    table.add("x y", "d");
    table.add("three", "y e");
    EXPECT_EQ(table.expand("a b c"), "two");
    EXPECT_EQ(table.expand("a b d"), "one x y");
    EXPECT_EQ(table.expand("a a b"), "a one");
    EXPECT_EQ(table.expand("d e"), "x y e"); // "y e" came about only by the first step
}

TEST(Abbreviations, AProgramAddsItsOwn) {
    Abbreviations table = Abbreviations::nordic();
    const std::size_t shipped = table.size();
    table.add_lines("# towns\n\n Nordby kommune = NBK | Nordby\n");
    EXPECT_GT(table.size(), shipped);
    EXPECT_EQ(expanded(table, "NBK kultur"), "nordby kommune kultur");
    EXPECT_EQ(expanded(table, "N.B.K. kultur"), "nordby kommune kultur");
    table.add("nordby bokklubb", "NBK"); // a later line holds
    EXPECT_EQ(expanded(table, "NBK"), "nordby bokklubb");
}

TEST(Abbreviations, LinesThatSayNothingAreRefusedByNumber) {
    Abbreviations table;
    for (const char* lines :
         {"# fine\nno equals sign", "# fine\n= right", "# fine\nleft =", "# fine\n-- = a"}) {
        try {
            table.add_lines(lines);
            FAIL() << lines;
        } catch (const InvalidArgument& error) {
            EXPECT_NE(std::string{error.what()}.find("line 2"), std::string::npos) << lines;
        }
    }
    EXPECT_THROW(table.add("", "a"), InvalidArgument);
    EXPECT_THROW(table.add("a", "!"), InvalidArgument);
    EXPECT_EQ(table.size(), 0U);
}

TEST(Abbreviations, AnEmptyTableChangesNothing) {
    EXPECT_EQ(Abbreviations{}.expand("roede kors aal"), "roede kors aal");
    EXPECT_EQ(Abbreviations{}.size(), 0U);
}

} // namespace
} // namespace samspill
