#include <samspill/io/arrow.hpp>

#include <samspill/core/error.hpp>

#include "support/fake_arrow.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <utility>

namespace samspill {
namespace {

using test::bytes_of;

std::shared_ptr<const Table> example() {
    Column count{"people", ColumnType::int64, "people"};
    count.append(std::int64_t{3});
    count.append_null();
    Column share{"share", ColumnType::float64};
    share.append(0.5);
    share.append(std::numeric_limits<double>::quiet_NaN());
    Column flag{"ok", ColumnType::boolean};
    flag.append_null();
    flag.append(true);
    Column text{"name", ColumnType::text};
    text.append("a");
    text.append_null();
    Column list{"areas", ColumnType::text_list};
    list.append(std::vector<std::string_view>{"x", "y"});
    list.append_null();
    return std::make_shared<const Table>("t", std::vector<Column>{count, share, flag, text, list});
}

TEST(ExportArrow, DescribesItsColumns) {
    ArrowArrayStream stream{};
    export_arrow_stream(example(), &stream);
    ArrowSchema schema{};
    ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
    EXPECT_STREQ(schema.format, "+s");
    ASSERT_EQ(schema.n_children, 5);
    constexpr std::array formats{"l", "g", "b", "U", "+L"};
    for (std::size_t k = 0; k < formats.size(); ++k) {
        EXPECT_STREQ(schema.children[k]->format, formats[k]);
        EXPECT_EQ(schema.children[k]->flags, ARROW_FLAG_NULLABLE);
    }
    EXPECT_STREQ(schema.children[0]->name, "people");
    const std::string unit = bytes_of<std::int32_t>({1, 4}) + "unit" + bytes_of<std::int32_t>({6}) + "people";
    EXPECT_EQ(std::string(schema.children[0]->metadata, unit.size()), unit);
    EXPECT_EQ(schema.children[1]->metadata, nullptr);
    EXPECT_STREQ(schema.children[4]->children[0]->format, "U");
    schema.release(&schema);
    EXPECT_EQ(schema.release, nullptr);
    stream.release(&stream);
    EXPECT_EQ(stream.release, nullptr);
}

TEST(ExportArrow, SharesBuffersAndLeavesZerosUnderNulls) {
    const auto table = example();
    ArrowArrayStream stream{};
    export_arrow_stream(table, &stream);
    ArrowArray batch{};
    ASSERT_EQ(stream.get_next(&stream, &batch), 0);
    EXPECT_EQ(batch.length, 2);
    const ArrowArray& people = *batch.children[0];
    EXPECT_EQ(people.null_count, 1);
    EXPECT_EQ(*static_cast<const std::uint8_t*>(people.buffers[0]), 0b01);
    EXPECT_EQ(people.buffers[1], std::get<std::vector<std::int64_t>>((*table)["people"].values()).data());
    EXPECT_EQ(static_cast<const std::int64_t*>(people.buffers[1])[1], 0);
    EXPECT_EQ(batch.children[1]->buffers[0], nullptr) << "no nulls, no bits";
    EXPECT_EQ(*static_cast<const std::uint8_t*>(batch.children[2]->buffers[1]), 0b10);
    EXPECT_EQ(batch.children[3]->buffers[2], std::get<TextValues>((*table)["name"].values()).bytes.data());
    batch.release(&batch);
    ArrowArray after{};
    EXPECT_EQ(stream.get_next(&stream, &after), 0);
    EXPECT_EQ(after.release, nullptr) << "one batch is all";
    EXPECT_EQ(stream.get_last_error(&stream), nullptr);
    stream.release(&stream);
}

TEST(ExportArrow, KeepsTheTableAliveForMovedChildren) {
    ArrowArrayStream stream{};
    auto table = example();
    const std::weak_ptr<const Table> watched = table;
    export_arrow_stream(std::move(table), &stream);
    ArrowArray batch{};
    ASSERT_EQ(stream.get_next(&stream, &batch), 0);
    stream.release(&stream);
    ArrowArray moved = std::exchange(*batch.children[4], ArrowArray{});
    batch.release(&batch);
    ASSERT_FALSE(watched.expired());
    EXPECT_EQ(std::string(static_cast<const char*>(moved.children[0]->buffers[2]), 2), "xy");
    moved.release(&moved);
    EXPECT_TRUE(watched.expired());
}

TEST(ExportArrow, ComesBackTheSame) {
    for (const auto& table :
         {example(), std::make_shared<const Table>("t", std::vector<Column>{}),
          std::make_shared<const Table>("t", std::vector<Column>{Column{"a", ColumnType::text_list},
                                                                 Column{"b", ColumnType::boolean}})}) {
        ArrowArrayStream stream{};
        export_arrow_stream(table, &stream);
        std::vector<Finding> findings;
        EXPECT_TRUE(test::same_table(import_arrow_stream(&stream, "t", findings), *table));
        EXPECT_TRUE(findings.empty());
    }
}

TEST(ExportArrow, MayBeReleasedUnread) {
    ArrowArrayStream stream{};
    export_arrow_stream(example(), &stream);
    stream.release(&stream);
    EXPECT_THROW(export_arrow_stream(nullptr, &stream), InvalidArgument);
    EXPECT_THROW(export_arrow_stream(example(), nullptr), InvalidArgument);
}

} // namespace
} // namespace samspill
