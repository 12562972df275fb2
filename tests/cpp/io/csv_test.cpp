#include <samspill/io/csv.hpp>

#include "support/csv_text.hpp"
#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace samspill {
namespace {

using namespace samspill::test;
using namespace std::string_view_literals;

TEST(ReadCsv, GivesTextColumnsAndTheirRows) {
    const CsvReading reading = read("id,theme\nn1,housing\nn2,\n");
    EXPECT_TRUE(reading.findings.empty());
    EXPECT_EQ(reading.table->name(), "needs");
    EXPECT_EQ(cells(reading, "id"), (Cells{"n1", "n2"}));
    EXPECT_EQ(cells(reading, "theme"), (Cells{"housing", std::nullopt}));
    EXPECT_EQ(reading.source_rows, (std::vector<std::int64_t>{2, 3}));
}

TEST(ReadCsv, ReadsEverySeparatorAndLineEnd) {
    for (const char* const separator : {",", ";", "\t"}) {
        for (const char* const line_end : {"\n", "\r\n", "\r"}) {
            std::string text;
            for (const char* const cell : {"id", "a b", "n1", "x", "n2", "y"}) {
                text += cell;
                text += *cell == 'n' || *cell == 'i' ? separator : line_end;
            }
            const CsvReading reading = read(text);
            EXPECT_TRUE(reading.findings.empty());
            EXPECT_EQ(cells(reading, "id"), (Cells{"n1", "n2"}));
            EXPECT_EQ(cells(reading, "a b"), (Cells{"x", "y"}));
        }
    }
}

TEST(ReadCsv, NeedsNoLineEndAtTheEnd) {
    EXPECT_EQ(cells(read("id\nn1"), "id"), (Cells{"n1"}));
    EXPECT_EQ(cells(read("id,x\nn1,"), "x"), (Cells{std::nullopt}));
}

TEST(ReadCsv, GuessesTheSeparatorFromTheHeaderOutsideQuotes) {
    EXPECT_EQ(cells(read("\"a;b;c\",d\n1,2;3;4\n"), "d"), (Cells{"2;3;4"}));
    EXPECT_EQ(cells(read("id;areas\nn1;a,b,c\n"), "areas"), (Cells{"a,b,c"}));
}

TEST(ReadCsv, ObeysASeparatorLine) {
    const CsvReading reading = read("sep=;\r\nid;a,b\r\nn1;x\r\n");
    EXPECT_EQ(cells(reading, "a,b"), (Cells{"x"}));
    EXPECT_EQ(reading.source_rows, (std::vector<std::int64_t>{2})) << "spreadsheets hide that line";
    EXPECT_EQ(cells(read("sep=|\nid|x\n1|2\n"), "x"), (Cells{"2"}));
}

TEST(ReadCsv, ReadsQuotedCells) {
    const CsvReading reading = read("id,text\n\"n1\",\"a, \"\"b\"\"\nc\"\n n2 , \" d \" \n");
    EXPECT_TRUE(reading.findings.empty());
    EXPECT_EQ(cells(reading, "id"), (Cells{"n1", "n2"}));
    EXPECT_EQ(cells(reading, "text"), (Cells{"a, \"b\"\nc", "d"}));
    EXPECT_EQ(reading.source_rows, (std::vector<std::int64_t>{2, 3}))
        << "a record is one row however many lines";
}

TEST(ReadCsv, TakesAQuoteInsideACellAsItIs) {
    EXPECT_EQ(cells(read("id\n5\" pipe\n"), "id"), (Cells{"5\" pipe"}));
}

TEST(ReadCsv, DropsWhatNobodySees) {
    const CsvReading reading = read("\xEF\xBB\xBF"
                                    "id , name\xC2\xA0\n\xE2\x80\x8Bn1\t, \xC2\xA0\n");
    EXPECT_EQ(cells(reading, "id"), (Cells{"n1"}));
    EXPECT_EQ(cells(reading, "name"), (Cells{std::nullopt}));
}

TEST(ReadCsv, CountsBlankLinesWithoutReadingThem) {
    const CsvReading reading = read("\n\nid,x\n\nn1,1\n,\n  \nn2,2\n\n");
    EXPECT_TRUE(reading.findings.empty());
    EXPECT_EQ(cells(reading, "id"), (Cells{"n1", "n2"}));
    EXPECT_EQ(reading.source_rows, (std::vector<std::int64_t>{5, 8}));
}

TEST(ReadCsv, TakesQuotesForARowWithoutValues) {
    EXPECT_EQ(cells(read("id,x\n\"\",\n"), "id"), (Cells{std::nullopt}));
}

TEST(ReadCsv, GivesAnEmptyTableForAHeaderAlone) {
    const CsvReading reading = read("id,x\n");
    EXPECT_TRUE(reading.findings.empty());
    EXPECT_EQ(reading.table->rows(), 0U);
    EXPECT_EQ(reading.table->columns().size(), 2U);
}

TEST(ReadCsv, TakesTheGuardOffFormulas) {
    EXPECT_EQ(cells(read("x\n'=1+1\n'@a\n''-b\n'quoted'\n'\n'\t c\n"), "x"),
              (Cells{"=1+1", "@a", "'-b", "'quoted'", "'", "\t c"}));
}

TEST(ReadCsv, RefusesTextWithoutHeader) {
    EXPECT_FALSE(read("").table);
    expect_only(read(""), FindingCode::empty_file, Severity::error, 0);
    expect_only(read("\xEF\xBB\xBF"), FindingCode::empty_file, Severity::error, 0);
    expect_only(read("\n \n,,\n"), FindingCode::empty_file, Severity::error, 0);
}

TEST(ReadCsv, RefusesAHeaderWithoutNames) {
    EXPECT_FALSE(read("\"\",\nn1,x\n").table);
    expect_only(read("\"\",\nn1,x\n"), FindingCode::malformed_csv, Severity::error, 1);
}

TEST(ReadCsv, NamesTheRowOfABadByte) {
    expect_only(read("id,name\nn1,x\nn2,Troms\xF8\n"), FindingCode::wrong_encoding, Severity::error, 3);
    expect_only(read("id,\xE6\n"), FindingCode::wrong_encoding, Severity::error, 1);
    expect_only(read("id\n\n\"a\nb\"\n\xE6"), FindingCode::wrong_encoding, Severity::error, 4);
    expect_only(read("id\n\"a\n\xE6"), FindingCode::wrong_encoding, Severity::error, 2);
    EXPECT_FALSE(read("id\n\xE6\n").table);
}

TEST(ReadCsv, NamesTheRowOfANulByte) {
    expect_only(read("id\nn1\nn\0\n"sv), FindingCode::wrong_encoding, Severity::error, 3);
}

TEST(ReadCsv, RecognisesOtherKindsOfFiles) {
    for (const std::string_view text : {"\xFF\xFEi\0d\0"sv, "\xFE\xFF\0i\0d"sv}) {
        const CsvReading reading = read(text);
        expect_only(reading, FindingCode::wrong_encoding, Severity::error, 0);
        EXPECT_NE(reading.findings.front().message.find("UTF-16"), std::string::npos);
        EXPECT_NE(reading.findings.front().hint.find("UTF-8"), std::string::npos);
    }
    for (const std::string_view text : {"PK\x03\x04\x14"sv, "\xD0\xCF\x11\xE0\xA1"sv}) {
        const CsvReading reading = read(text);
        expect_only(reading, FindingCode::wrong_encoding, Severity::error, 0);
        EXPECT_NE(reading.findings.front().message.find("workbook"), std::string::npos);
    }
}

TEST(ReadCsv, SaysWhereAnUnclosedQuoteBegins) {
    const CsvReading reading = read("id,x\nn1,1\nn2,\"abc\nn3,3\nn4,4\n");
    expect_only(reading, FindingCode::malformed_csv, Severity::error, 3);
    EXPECT_FALSE(reading.table) << "what follows the quote cannot be told apart";
}

TEST(ReadCsv, RefusesTextAfterAClosingQuote) {
    const CsvReading reading = read("id,x\nn1,\"a\"b\n");
    expect_only(reading, FindingCode::malformed_csv, Severity::error, 2);
    EXPECT_EQ(reading.table->rows(), 1U);
}

TEST(ReadCsv, WarnsOfMissingCells) {
    const CsvReading reading = read("id,x,y\nn1,1,2\nn2\n");
    expect_only(reading, FindingCode::malformed_csv, Severity::warning, 3);
    EXPECT_EQ(cells(reading, "y"), (Cells{"2", std::nullopt}));
}

TEST(ReadCsv, RefusesCellsBeyondTheHeader) {
    const CsvReading reading = read("id,x\nn1,1\nn2,2,3\n");
    expect_only(reading, FindingCode::malformed_csv, Severity::error, 3);
    EXPECT_EQ(cells(reading, "x"), (Cells{"1", "2"})) << "the row joins, so that all else about it is found";
}

TEST(ReadCsv, ForgivesEmptyCellsBeyondTheHeader) { EXPECT_TRUE(read("id,x\nn1,1,,\n").findings.empty()); }

TEST(ReadCsv, LeavesOutColumnsWithoutName) {
    const CsvReading silent = read("id,,\nn1,,\nn2\n");
    EXPECT_TRUE(silent.findings.empty());
    EXPECT_EQ(silent.table->columns().size(), 1U);
    const CsvReading reading = read("id, ,x\nn1,something,2\n");
    expect_only(reading, FindingCode::malformed_csv, Severity::warning, 1);
    EXPECT_EQ(cells(reading, "x"), (Cells{"2"}));
}

TEST(ReadCsv, RefusesTwoColumnsOfOneName) {
    const CsvReading reading = read("id,x,x\nn1,1,2\n");
    expect_only(reading, FindingCode::duplicate_column, Severity::error, 1);
    EXPECT_EQ(reading.findings.front().column, "x");
    EXPECT_EQ(cells(reading, "x"), (Cells{"1"}));
}

TEST(ReadCsv, ReportsAllThatIsWrong) {
    const CsvReading reading = read("id,id,x\nn1\nn2,2,3,4\nn3,\"a\"b,c\n");
    EXPECT_EQ(reading.findings.size(), 4U);
    EXPECT_EQ(reading.table->rows(), 3U);
}

TEST(ReadCsv, CountsRowsBeyondTheFirstHundredOfARule) {
    std::string text = "id,x\n";
    for (int row = 0; row < 250; ++row) {
        text += "n,1,2\n";
    }
    const CsvReading reading = read(text);
    ASSERT_EQ(reading.findings.size(), 101U);
    EXPECT_EQ(reading.findings.back().row, 0);
    EXPECT_NE(reading.findings.back().message.find("150 further rows"), std::string::npos);
}

TEST(ReadCsv, NeverRepeatsACell) {
    const CsvReading reading = read("id,x\nCANARY\nCANARY,CANARY,CANARY\n\"CANARY\"CANARY,1\n\"CANARY");
    ASSERT_FALSE(reading.findings.empty());
    for (const Finding& finding : reading.findings) {
        EXPECT_EQ(to_string(finding).find("CANARY"), std::string::npos);
    }
}

TEST(ReadCsv, DoesNotTurnFewBytesIntoMuchMemory) {
    std::string text = "c0";
    for (int column = 1; column < 10'000; ++column) {
        text += ",c" + std::to_string(column);
    }
    text += '\n';
    for (int row = 0; row < 10'000; ++row) {
        text += "1\n";
    }
    const CsvReading reading = read(text);
    EXPECT_FALSE(reading.table);
    EXPECT_TRUE(has_errors(reading.findings));

    const CsvReading too_wide = read(std::string(20'000, ',') + "x\n");
    EXPECT_FALSE(too_wide.table);
    expect_only(too_wide, FindingCode::malformed_csv, Severity::error, 1);
}

TEST(ReadCsv, StopsWhenAskedTo) {
    std::string text = "id\n";
    for (int row = 0; row < 10'000; ++row) {
        text += "n\n";
    }
    StopControl control;
    EXPECT_THROW((void)read_csv(text, "needs", {}, &control), Cancelled);
}

} // namespace
} // namespace samspill
