// Check digits worked by hand; docs/methods/duplicate_actors.md shows the same sums.
#include <samspill/model/organisation_number.hpp>

#include <gtest/gtest.h>

#include <string>

namespace samspill {
namespace {

/// The canonical form of a valid number, else why there is none.
std::string read(std::string_view text) {
    const OrganisationNumber number = read_organisation_number(text);
    EXPECT_EQ(number.canonical.empty(), number.status != NumberStatus::valid);
    return number.status == NumberStatus::valid ? number.canonical : std::string{to_string(number.status)};
}

TEST(OrganisationNumber, NorwayHasNineDigitsModulo11) {
    // 9*3 + 7*2 + 4*7 + 7*6 + 6*5 + 0*4 + 6*3 + 7*2 = 173 = 15*11 + 8, and 11 - 8 = 3
    EXPECT_EQ(read("974760673"), "NO974760673");
    EXPECT_EQ(read("974760674"), "wrong_check_digit");
    EXPECT_EQ(read("974706673"), "wrong_check_digit"); // two digits changed places
    // 27 + 2 + 14 + 18 + 20 + 20 + 27 + 4 = 132 = 12*11: the check digit is 0
    EXPECT_EQ(read("912345920"), "NO912345920");
    // 27 + 2 + 14 + 18 + 20 + 20 + 18 + 14 = 133 = 12*11 + 1: it would be 10, which no digit is
    for (char last = '0'; last <= '9'; ++last) {
        EXPECT_EQ(read(std::string{"91234567"} + last), "wrong_check_digit");
    }
}

TEST(OrganisationNumber, DenmarkHasEightDigitsModulo11) {
    // 1*2 + 3*7 + 5*6 + 8*5 + 5*4 + 6*3 + 2*2 + 8*1 = 143 = 13*11
    EXPECT_EQ(read("13585628"), "DK13585628");
    EXPECT_EQ(read("13585629"), "wrong_check_digit");
    EXPECT_EQ(read("10000009"), "DK10000009"); // 2 + 9
}

TEST(OrganisationNumber, SwedenHasTenDigitsByLuhn) {
    // 5 5 6 0 1 6 0 6 8 0: (1+0) + 5 + (1+2) + 0 + 2 + 6 + 0 + 6 + (1+6) + 0 = 30
    EXPECT_EQ(read("556016-0680"), "SE5560160680");
    EXPECT_EQ(read("5560160680"), "SE5560160680");
    EXPECT_EQ(read("16556016-0680"), "SE5560160680");
    EXPECT_EQ(read("SE556016068001"), "SE5560160680");
    EXPECT_EQ(read("556016-0681"), "wrong_check_digit");
    EXPECT_EQ(read("556016068001"), "malformed"); // as in value added tax, but without SE
    // 2 1 2 0 0 0 0 1 4 2: 4 + 1 + 4 + 0 + 0 + 0 + 0 + 1 + 8 + 2 = 20
    EXPECT_EQ(read("212000-0142"), "SE2120000142");
}

TEST(OrganisationNumber, AllWaysToWriteOneNumberAreEqual) {
    for (const char* text : {"974 760 673", "NO974760673", "no 974 760 673 mva", "974.760.673",
                             "974760673MVA", " 974\u00A0760\u2009673 ", "NO-974760673", "\uFEFF974760673"}) {
        EXPECT_EQ(read(text), "NO974760673") << text;
    }
    EXPECT_EQ(read("DK 13 58 56 28"), "DK13585628");
    EXPECT_EQ(read("se556016\u20130680"), "SE5560160680");
}

TEST(OrganisationNumber, ACountryInFrontMustFit) {
    EXPECT_EQ(read("DK974760673"), "malformed");
    EXPECT_EQ(read("NO13585628"), "malformed");
    EXPECT_EQ(read("SE13585628"), "malformed");
    EXPECT_EQ(read("13585628MVA"), "malformed");
    EXPECT_EQ(read("FI20774740"), "unchecked");
    EXPECT_EQ(read("NL123456789B01"), "unchecked");
    EXPECT_EQ(read("FI"), "malformed");
}

TEST(OrganisationNumber, OtherTextsAreNone) {
    for (const char* text : {"", " ", "-", "x", "12345", "97476067a", "974760673 974760673", "９74760673",
                             "\xFF", "Brønnøysund", "1234567890123456789012345678901234567890"}) {
        EXPECT_EQ(read(text), "malformed") << text;
    }
}

TEST(OrganisationNumber, NoNumberBeginsWithZero) {
    EXPECT_EQ(read("000000000"), "wrong_check_digit");
    EXPECT_EQ(read("00000000"), "wrong_check_digit");
    EXPECT_EQ(read("NO000000000"), "wrong_check_digit");
}

TEST(OrganisationNumber, NumbersOfPersonsAreNone) { // made up, for the forms only
    EXPECT_EQ(read("010203-1234"), "personal");     // month 02
    EXPECT_EQ(read("DK010203-1234"), "personal");
    EXPECT_EQ(read("01020312345"), "personal");
    EXPECT_EQ(read("19010203-1234"), "personal");
    EXPECT_EQ(read("0000000000"), "personal");
    EXPECT_EQ(read("16010203-1234"), "wrong_check_digit"); // nobody was born in the year 1601
}

} // namespace
} // namespace samspill
