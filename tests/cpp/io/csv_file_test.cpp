#include <samspill/io/csv.hpp>

#include <samspill/core/error.hpp>

#include "support/csv_text.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace samspill {
namespace {

using namespace samspill::test;
namespace fs = std::filesystem;

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

} // namespace
} // namespace samspill
