// Shared case folders of whole studies: tables, options and expected values, read by
// tests/python/test_cases.py too.
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/representation.hpp>
#include <samspill/io/duplication_tables.hpp>
#include <samspill/io/result_tables.hpp>
#include <samspill/io/table_loader.hpp>

#include "support/case_folder.hpp"

#include <boost/json/value.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace samspill {
namespace {

using boost::json::object;
using boost::json::value;
using std::filesystem::path;

constexpr double printed_digits = 1e-4; // expected values are given with the digits that their source prints

/// Equality; numbers within the digits printed, but whole numbers exactly.
void expect_number(double found, const value& expected, const std::string& place) {
    const double number = expected.to_number<double>();
    EXPECT_NEAR(found, number, number == std::trunc(number) ? 0.0 : printed_digits) << place;
}

void expect_cell(const Column& column, std::size_t row, const value& expected, const std::string& place) {
    if (expected.is_null()) {
        EXPECT_TRUE(column.is_null(row)) << place;
        return;
    }
    ASSERT_FALSE(column.is_null(row)) << place;
    switch (column.type()) {
    case ColumnType::int64:
        EXPECT_EQ(column.int64(row), expected.to_number<std::int64_t>()) << place;
        break;
    case ColumnType::float64:
        expect_number(column.float64(row).value(), expected, place);
        break;
    case ColumnType::boolean:
        EXPECT_EQ(column.boolean(row), expected.as_bool()) << place;
        break;
    case ColumnType::text:
        EXPECT_EQ(column.text(row).value(), std::string_view{expected.as_string()}) << place;
        break;
    case ColumnType::text_list: {
        std::vector<std::string_view> texts;
        for (const value& text : expected.as_array()) {
            texts.emplace_back(text.as_string());
        }
        EXPECT_EQ(column.text_list(row).value(), texts) << place;
        break;
    }
    }
}

/// Compares the cells that a case names; the table's first column is the key.
void expect_rows(const Table& table, const object& expected) {
    const Column& keys = table.columns().front();
    for (const auto& [key, cells] : expected) {
        std::size_t row = 0;
        while (row < table.rows() && keys.text(row) != std::string_view{key}) {
            ++row;
        }
        ASSERT_LT(row, table.rows()) << "no row " << key;
        for (const auto& [column, cell] : cells.as_object()) {
            expect_cell(table[column], row, cell, std::string{key} + " " + std::string{column});
        }
    }
}

void expect_tables(const std::map<std::string, Table>& tables, const object& expected) {
    for (const auto& [name, rows] : expected) {
        if (name == "rows") {
            for (const auto& [table, count] : rows.as_object()) {
                EXPECT_EQ(tables.at(table).rows(), count.to_number<std::size_t>()) << table;
            }
        } else if (name != "totals") {
            expect_rows(tables.at(name), rows.as_object());
        }
    }
}

void expect_totals(const CoverageTotals& totals, const object& expected) {
    const CoverageSums& sums = totals.sums;
    const std::map<std::string, std::optional<double>> found{
        {"needs", sums.needs},
        {"needs_unknown", sums.needs_unknown},
        {"people", sums.people},
        {"covered_low", sums.covered_low},
        {"covered_high", sums.covered_high},
        {"gap_low", sums.gap_low()},
        {"gap_high", sums.gap_high()},
        {"share_low", sums.share_low()},
        {"known_low", totals.known_low},
        {"known_high", totals.known_high},
        {"lost_to_not_knowing_low", totals.lost_to_not_knowing_low},
        {"lost_to_not_knowing_high", totals.lost_to_not_knowing_high},
        {"capacity", totals.capacity},
        {"activities_capacity_unknown", totals.activities_capacity_unknown},
        {"unused_capacity", totals.unused_capacity}};
    for (const auto& [name, number] : expected) {
        const std::optional<double> total = found.at(name);
        EXPECT_EQ(total.has_value(), !number.is_null()) << name;
        if (total) {
            expect_number(*total, number, name);
        }
    }
}

/// Weights of a baseline that options.json may give; nothing else varies in these cases.
RepresentationOptions options_of(const path& folder) {
    RepresentationOptions options;
    if (std::filesystem::exists(folder / "options.json")) {
        options.baseline = Baseline::given;
        const object given = test::read_object(folder / "options.json");
        for (const auto& [sector, weight] : given.at("baseline_weights").as_object()) {
            options.baseline_weights.at(static_cast<std::size_t>(parse<Sector>(sector).value())) =
                weight.to_number<double>();
        }
    }
    return options;
}

class StudyCases : public testing::TestWithParam<path> {
protected:
    ActorNetwork network = read_folder(GetParam()).build();
    object expected = test::read_object(GetParam() / "expected.json");
};

class CoverageCases : public StudyCases {};
class DuplicationCases : public StudyCases {};
class RepresentationCases : public StudyCases {};

TEST_P(CoverageCases, GiveTheExpectedValues) {
    const CoverageResult result = coverage(network);
    expect_tables({{"needs", coverage_needs(network, result)}}, expected);
    if (const value* totals = expected.if_contains("totals")) {
        expect_totals(result.totals, totals->as_object());
    }
}

TEST_P(DuplicationCases, GiveTheExpectedValues) {
    const DuplicationResult result = duplication(network);
    Table pairs = duplication_pairs(network, result); // keyed by cluster, as the first column is
    expect_tables({{"clusters", duplication_clusters(network, result)}, {"pairs", std::move(pairs)}},
                  expected);
}

TEST_P(RepresentationCases, GiveTheExpectedValues) {
    const RepresentationResult result = representation(network, options_of(GetParam()));
    expect_tables({{"forums", representation_forums(network, result)}}, expected);
}

std::string name_of(const testing::TestParamInfo<path>& info) {
    std::string name = info.param.filename().string();
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Shared, CoverageCases, testing::ValuesIn(test::case_folders("coverage")), name_of);
INSTANTIATE_TEST_SUITE_P(Shared, DuplicationCases, testing::ValuesIn(test::case_folders("duplication")),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Shared, RepresentationCases, testing::ValuesIn(test::case_folders("representation")),
                         name_of);

} // namespace
} // namespace samspill
