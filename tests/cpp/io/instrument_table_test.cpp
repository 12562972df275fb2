#include <samspill/io/instrument_table.hpp>

#include <samspill/io/csv.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

const std::string header = "item,instrument,version,scale_min,scale_max,source,text_en,text_sv\n";

InstrumentsReading instruments_in(const std::string& rows) {
    const CsvReading cells = read_csv(header + rows, "instruments", "own.csv");
    return instruments_from(*cells.table, "own.csv", cells.source_rows);
}

/// "code row column" of each finding.
std::vector<std::string> lines(const InstrumentsReading& reading) {
    std::vector<std::string> texts;
    for (const Finding& finding : reading.findings) {
        texts.push_back(std::string{to_string(finding.code)} + " " + std::to_string(finding.row) + " " +
                        finding.column);
        EXPECT_EQ(finding.table, "instruments");
        EXPECT_EQ(finding.file, "own.csv");
    }
    return texts;
}

TEST(InstrumentsFrom, ReadsItemsInTheOrderOfTheFile) {
    const InstrumentsReading reading = instruments_in("trust,six,1.0,1,5,a list,We trust.,Vi litar.\n"
                                                      "goal,six,1.0,1,5,,,\n");
    EXPECT_TRUE(reading.findings.empty());
    EXPECT_EQ(reading.instruments.version, "1.0");
    ASSERT_EQ(reading.instruments.items.size(), 2U);
    const InstrumentItem& item = reading.instruments.items.front();
    EXPECT_EQ(item.id, "trust");
    EXPECT_EQ(item.instrument, "six");
    EXPECT_EQ(item.scale_min, 1);
    EXPECT_EQ(item.scale_max, 5);
    EXPECT_EQ(item.source, "a list");
    EXPECT_EQ(text_in(item.text, "sv"), "Vi litar.");
}

TEST(InstrumentsFrom, AllFindingsAreReportedAtOnce) {
    const InstrumentsReading reading = instruments_in("trust,six,1,1,5,,,\n"
                                                      "trust,six,1,1,5,,,\n"
                                                      "scale,six,1,1,7,,,\n"
                                                      "point,other,1,3,3,,,\n"
                                                      "later,six,2,1,5,,,\n"
                                                      "empty,,1,1,,,,\n"
                                                      "wide,wide,1,1,101,,,\n");
    EXPECT_EQ(lines(reading),
              (std::vector<std::string>{"duplicate_id 3 item", "out_of_range 4 scale_max",
                                        "out_of_range 5 scale_max", "contradictory_version 6 version",
                                        "missing_value 7 instrument", "missing_value 7 scale_max",
                                        "out_of_range 8 scale_max"}));
}

TEST(InstrumentsFrom, MissingColumnsAndEmptyTablesAreFindings) {
    const CsvReading cells = read_csv("item,colour\n", "instruments", "own.csv");
    const InstrumentsReading reading = instruments_from(*cells.table, "own.csv", cells.source_rows);
    std::size_t missing = 0;
    for (const Finding& finding : reading.findings) {
        missing += finding.code == FindingCode::missing_column ? 1U : 0U;
    }
    EXPECT_EQ(missing, 4U); // instrument, version, scale_min, scale_max
    EXPECT_TRUE(reading.instruments.items.empty());
}

TEST(ReadInstruments, AMissingFileIsAFinding) {
    EXPECT_EQ(read_instruments("no such folder/instruments.csv").findings.at(0).code,
              FindingCode::file_not_found);
}

} // namespace
} // namespace samspill
