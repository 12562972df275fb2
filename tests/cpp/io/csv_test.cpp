#include <samspill/io/csv.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace samspill {
namespace {

using namespace std::string_view_literals;
namespace fs = std::filesystem;

using Cells = std::vector<std::optional<std::string>>;

CsvReading read(std::string_view text) { return read_csv(text, "needs", "needs.csv"); }

Cells cells(const CsvReading& reading, std::string_view column) {
    Cells result;
    const Column& found = (*reading.table)[column];
    for (std::size_t row = 0; row < found.size(); ++row) {
        const auto text = found.text(row);
        result.push_back(text ? std::optional<std::string>{*text} : std::nullopt);
    }
    return result;
}

/// Code, severity and row of the only finding; anything else fails the test.
void expect_only(const CsvReading& reading, FindingCode code, Severity severity, std::int64_t row) {
    ASSERT_EQ(reading.findings.size(), 1U);
    const Finding& finding = reading.findings.front();
    EXPECT_EQ(to_string(finding.code), to_string(code));
    EXPECT_EQ(finding.severity, severity);
    EXPECT_EQ(finding.row, row);
    EXPECT_EQ(finding.file, "needs.csv");
    EXPECT_EQ(finding.table, "needs");
    EXPECT_FALSE(finding.message.empty());
    EXPECT_FALSE(finding.hint.empty());
}

std::string written(const Table& table) {
    std::ostringstream output;
    write_csv(table, output);
    return output.str();
}

Column texts(std::string name, const std::vector<std::string_view>& values) {
    Column column{std::move(name), ColumnType::text};
    for (const std::string_view value : values) {
        column.append(value);
    }
    return column;
}

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

/// A folder of its own, empty before each test and gone after it.
class CsvFile : public testing::Test {
public:
    void SetUp() override {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] fs::path path(const char* name) const { return folder_ / name; }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{folder_}, fs::directory_iterator{}));
    }
    [[nodiscard]] static std::string content(const fs::path& file) {
        std::ifstream input{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{input}, {}};
    }

private:
    fs::path folder_ =
        fs::path{testing::TempDir()} / ("samspill-csv-" + std::to_string(::getpid()) + "-" +
                                        testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(CsvFile, IsReadAndNamedWithoutItsFolder) {
    std::ofstream{path("needs.csv")} << "id\nn1\n\"";
    const CsvReading reading = read_csv_file(path("needs.csv"), "needs");
    expect_only(reading, FindingCode::malformed_csv, Severity::error, 3);
}

TEST_F(CsvFile, MayBeMissingOrAFolder) {
    expect_only(read_csv_file(path("needs.csv"), "needs"), FindingCode::file_not_found, Severity::error, 0);
    fs::create_directory(path("needs.csv"));
    expect_only(read_csv_file(path("needs.csv"), "needs"), FindingCode::not_a_file, Severity::error, 0);
    expect_only(read_csv_file(path("needs.csv/"), "needs"), FindingCode::not_a_file, Severity::error, 0);
    EXPECT_EQ(read_csv_file("/dev/null", "needs").findings.front().code, FindingCode::not_a_file);
}

TEST_F(CsvFile, MayBeEmpty) {
    std::ofstream{path("needs.csv")} << "";
    expect_only(read_csv_file(path("needs.csv"), "needs"), FindingCode::empty_file, Severity::error, 0);
}

TEST_F(CsvFile, MayFailWhileItIsRead) {
    const fs::path memory_without_address = "/proc/self/mem"; // opens like a file, then refuses byte 0
    if (fs::exists(memory_without_address)) {
        const CsvReading reading = read_csv_file(memory_without_address, "needs");
        ASSERT_EQ(reading.findings.size(), 1U);
        EXPECT_EQ(reading.findings.front().code, FindingCode::unreadable_file);
    }
}

TEST_F(CsvFile, IsWrittenWholeAndForItsOwnerOnly) {
    std::ofstream{path("out.csv")} << "what was there before";
    write_csv_file(Table{"t", {texts("id", {"a"})}}, path("out.csv"));
    EXPECT_EQ(content(path("out.csv")), "id\na\n");
    struct stat status {};
    ASSERT_EQ(::stat(path("out.csv").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(files(), 1U) << "no temporary file stays behind";
}

TEST_F(CsvFile, StaysAsItWasWhenWritingFails) {
    const Table table{"t", {texts("id", {"a"})}};
    EXPECT_THROW(write_csv_file(table, path("no-such-folder/out.csv")), FileError);
    fs::create_directories(path("out.csv/inner"));
    EXPECT_THROW(write_csv_file(table, path("out.csv")), FileError);
    EXPECT_EQ(files(), 1U);
    try {
        write_csv_file(table, path("out.csv"));
    } catch (const FileError& error) {
        EXPECT_EQ(std::string{error.what()}.find("out.csv: "), 0U) << "the folder may name a person";
    }
}

TEST(WriteCsv, WritesEveryType) {
    Column count{"people", ColumnType::int64};
    count.append(std::int64_t{-3});
    count.append_null();
    Column share{"share", ColumnType::float64};
    share.append(0.1);
    share.append(-1e300);
    Column flag{"ok", ColumnType::boolean};
    flag.append(true);
    flag.append(false);
    Column list{"areas", ColumnType::text_list};
    list.append(std::vector<std::string_view>{"a", "b"});
    list.append(std::vector<std::string_view>{});
    EXPECT_EQ(written(Table{"t", {count, share, flag, list}}),
              "people,share,ok,areas\n-3,0.1,true,\"a;b\"\n,-1e+300,false,\n");
}

TEST(WriteCsv, QuotesWhereNeeded) {
    EXPECT_EQ(written(Table{"t", {texts("a,b", {"x\"y", "x\ny", "x;y", "x\ty", "x y"})}}),
              "\"a,b\"\n\"x\"\"y\"\n\"x\ny\"\n\"x;y\"\n\"x\ty\"\nx y\n");
}

TEST(WriteCsv, GuardsFormulas) {
    const Table table{
        "t", {texts("=x", {"=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "'=1", "''=1", "'a", " =1"})}};
    const std::string text = written(table);
    EXPECT_EQ(text, "'=x\n'=1\n'+1\n'-1\n'@a\n\"'\ta\"\n\"'\ra\"\n\"'\na\"\n''=1\n'''=1\n'a\n'=1\n");
    EXPECT_EQ(cells(read(text), "=x"),
              (Cells{"=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "'=1", "''=1", "'a", "=1"}));
}

TEST(WriteCsv, KeepsRowsWithoutValues) {
    Column empty{"a", ColumnType::text};
    empty.append_null();
    EXPECT_EQ(written(Table{"t", {empty}}), "a\n\"\"\n");
    Column other = texts("b", {" "});
    EXPECT_EQ(written(Table{"t", {empty, other}}), "a,b\n\"\",\n");
}

TEST(WriteCsv, WritesFloatsThatReadBackEqual) {
    Column column{"x", ColumnType::float64};
    const std::vector<double> numbers{1.0 / 3.0, 5e-324, 1.7976931348623157e308, -0.0, 123456789.125};
    for (const double number : numbers) {
        column.append(number);
    }
    const Cells text = cells(read(written(Table{"t", {column}})), "x");
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        EXPECT_EQ(std::strtod(text[k]->c_str(), nullptr), numbers[k]);
    }
    EXPECT_EQ(text[4], "123456789.125");
}

TEST(WriteCsv, WritesNothingButLineEndsForATableWithoutColumns) { EXPECT_EQ(written(Table{}), "\n"); }

} // namespace
} // namespace samspill
