#include <samspill/io/csv.hpp>

#include "support/csv_text.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using namespace samspill::test;

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
