#include <samspill/core/table.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

Column numbers(std::string name, std::size_t rows) {
    Column column{std::move(name), ColumnType::int64};
    for (std::size_t row = 0; row < rows; ++row) {
        column.append(static_cast<std::int64_t>(row));
    }
    return column;
}

TEST(Column, KeepsNumbersAndNulls) {
    Column column{"people", ColumnType::int64, "people"};
    column.reserve(2);
    column.append(std::int64_t{3});
    column.append_null();
    EXPECT_EQ(column.name(), "people");
    EXPECT_EQ(column.unit(), "people");
    EXPECT_EQ(column.type(), ColumnType::int64);
    EXPECT_EQ(column.size(), 2U);
    EXPECT_EQ(column.null_count(), 1U);
    EXPECT_EQ(column.int64(0), 3);
    EXPECT_EQ(column.int64(1), std::nullopt);
    EXPECT_TRUE(column.is_null(1));
}

TEST(Column, KeepsEveryType) {
    Column shares{"share", ColumnType::float64};
    shares.append(0.5);
    EXPECT_EQ(shares.float64(0), 0.5);
    Column flags{"expected", ColumnType::boolean};
    flags.append(true);
    flags.append(false);
    EXPECT_EQ(flags.boolean(0), true);
    EXPECT_EQ(flags.boolean(1), false);
    Column texts{"name", ColumnType::text};
    texts.append("a");
    texts.append(std::string{});
    texts.append(std::string_view{"b"});
    EXPECT_EQ(texts.text(0), "a");
    EXPECT_EQ(texts.text(1), "");
    EXPECT_EQ(texts.text(2), "b");
    Column lists{"areas", ColumnType::text_list};
    lists.append(std::vector<std::string_view>{"x", "y"});
    lists.append(std::vector<std::string_view>{});
    lists.append_null();
    EXPECT_EQ(lists.text_list(0), (std::vector<std::string_view>{"x", "y"}));
    EXPECT_EQ(lists.text_list(1), std::vector<std::string_view>{});
    EXPECT_EQ(lists.text_list(2), std::nullopt);
}

TEST(Column, AppendsOptionalValues) {
    Column column{"share", ColumnType::float64};
    column.append(std::optional<double>{0.25});
    column.append(std::optional<double>{});
    EXPECT_EQ(column.float64(0), 0.25);
    EXPECT_EQ(column.float64(1), std::nullopt);
}

TEST(Column, LeavesZerosInTheSlotsOfNulls) {
    for (const auto type : {ColumnType::int64, ColumnType::float64, ColumnType::boolean, ColumnType::text,
                            ColumnType::text_list}) {
        Column column{"x", type};
        column.append_null();
        EXPECT_EQ(column.type(), type);
        EXPECT_EQ(std::visit([](const auto& values) { return values.size(); }, column.values()), 1U);
    }
    Column column{"x", ColumnType::int64};
    column.append_null();
    EXPECT_EQ(std::get<std::vector<std::int64_t>>(column.values()).front(), 0);
}

TEST(Column, RefusesValuesOfAnotherType) {
    Column column{"people", ColumnType::int64};
    EXPECT_THROW(column.append(0.5), std::bad_variant_access);
    EXPECT_THROW(column.append("a"), std::bad_variant_access);
    EXPECT_EQ(column.size(), 0U) << "a refused value leaves no trace";
    column.append(std::int64_t{1});
    EXPECT_THROW((void)column.text(0), std::bad_variant_access);
}

TEST(Table, FindsColumnsByName) {
    const Table table{"needs", {numbers("people", 2), numbers("priority", 2)}};
    EXPECT_EQ(table.name(), "needs");
    EXPECT_EQ(table.rows(), 2U);
    EXPECT_EQ(table["priority"].name(), "priority");
    EXPECT_EQ(table.find("gap"), nullptr);
    EXPECT_THROW((void)table["gap"], NotFound);
}

TEST(Table, RefusesColumnsThatDoNotFitTogether) {
    EXPECT_THROW(Table("t", {numbers("a", 2), numbers("b", 1)}), InvalidArgument);
    EXPECT_THROW(Table("t", {numbers("a", 2), numbers("b", 2), numbers("a", 2)}), InvalidArgument);
}

TEST(Table, MayBeEmpty) {
    EXPECT_EQ(Table{}.rows(), 0U);
    EXPECT_EQ(Table("t", {numbers("a", 0)}).rows(), 0U);
}

} // namespace
} // namespace samspill
