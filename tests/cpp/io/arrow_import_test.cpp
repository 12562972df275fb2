// What import_arrow_stream makes of well-formed streams, and of values that it cannot take over.
#include <samspill/io/arrow.hpp>

#include "support/arrow_import.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <utility>

namespace samspill {
namespace {

using namespace samspill::test;

TEST(ImportArrow, ReadsIntegersOfEveryWidth) {
    const Numbers expected{1, 100};
    EXPECT_EQ(numbers(import(array_of<std::int8_t>("c", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::uint8_t>("C", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::int16_t>("s", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::uint16_t>("S", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::int32_t>("i", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::uint32_t>("I", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::int64_t>("l", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::uint64_t>("L", {1, 100})).table["x"]), expected);
    EXPECT_EQ(numbers(import(array_of<std::int8_t>("c", {-128})).table["x"]), Numbers{-128});
}

TEST(ImportArrow, ReportsIntegersBeyond63Bits) {
    const Import result = import(array_of<std::uint64_t>("L", {1, std::uint64_t{1} << 63U}));
    EXPECT_EQ(numbers(result.table["x"]), (Numbers{1, std::nullopt}));
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings.front().code, FindingCode::number_too_large);
    EXPECT_EQ(result.findings.front().row, 3);
    EXPECT_EQ(result.findings.front().column, "x");
}

TEST(ImportArrow, ReadsFloatsAndKeepsNan) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Import doubles = import(array_of<double>("g", {0.1, nan}));
    EXPECT_EQ(doubles.table["x"].float64(0), 0.1);
    EXPECT_TRUE(std::isnan(*doubles.table["x"].float64(1)));
    EXPECT_TRUE(doubles.findings.empty());
    EXPECT_EQ(import(array_of<float>("f", {0.5F})).table["x"].float64(0), 0.5);
    const Import halves =
        import(array_of<std::uint16_t>("e", {0x3C00, 0xC000, 0x0001, 0x7C00, 0x7E00, 0x3555}));
    EXPECT_EQ(halves.table["x"].float64(0), 1.0);
    EXPECT_EQ(halves.table["x"].float64(1), -2.0);
    EXPECT_EQ(halves.table["x"].float64(2), 0x1p-24);
    EXPECT_EQ(halves.table["x"].float64(3), std::numeric_limits<double>::infinity());
    EXPECT_TRUE(std::isnan(*halves.table["x"].float64(4)));
    EXPECT_NEAR(*halves.table["x"].float64(5), 1.0 / 3.0, 1e-4);
}

TEST(ImportArrow, ReadsBooleansAndNullColumns) {
    FakeArray flags = array_of<std::uint8_t>("b", {0b1010'0000, 0b1});
    flags.offset = 5;
    flags.length = 4;
    const Import result = import(flags);
    for (std::size_t row = 0; row < 4; ++row) {
        EXPECT_EQ(result.table["x"].boolean(row), row != 1);
    }
    FakeArray nothing{"n", 2};
    nothing.null_count = 2;
    EXPECT_EQ(texts(import(nothing).table["x"]), (Texts{std::nullopt, std::nullopt}));
}

TEST(ImportArrow, ReadsTextOfEveryLayout) {
    const Texts expected{"a", "", "Troms\xC3\xB8"};
    EXPECT_EQ(texts(import(text_array({"a", "", "Troms\xC3\xB8"})).table["x"]), expected);
    const FakeArray large{"U", 3, {std::nullopt, bytes_of<std::int64_t>({0, 1, 1, 8}), "aTroms\xC3\xB8"}};
    EXPECT_EQ(texts(import(large).table["x"]), expected);
    std::string views;
    views += bytes_of<std::int32_t>({12}) + "twelve bytes";
    views += bytes_of<std::int32_t>({15}) + "more" + bytes_of<std::int32_t>({1, 2});
    const FakeArray view{
        "vu", 2, {std::nullopt, views, "first", "..more than twelve", bytes_of<std::int64_t>({5, 18})}};
    EXPECT_EQ(texts(import(view).table["x"]), (Texts{"twelve bytes", "more than twelv"}));
}

TEST(ImportArrow, ReadsTextWithoutAnyBytes) {
    FakeArray empty = text_array({"", ""});
    empty.buffers[2] = std::nullopt;
    EXPECT_EQ(texts(import(empty).table["x"]), (Texts{"", ""}));
    const FakeArray no_rows{"u", 0, {std::nullopt, std::nullopt, std::nullopt}};
    EXPECT_EQ(import(no_rows).table["x"].size(), 0U);
}

TEST(ImportArrow, ReportsTextThatIsNotUtf8) {
    const Import result = import(text_array({"a", "CANARY\xF8"}));
    EXPECT_EQ(texts(result.table["x"]), (Texts{"a", std::nullopt}));
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings.front().code, FindingCode::wrong_encoding);
    EXPECT_EQ(result.findings.front().row, 3);
}

TEST(ImportArrow, UndoesDictionaryEncoding) {
    FakeArray indices = array_of<std::int8_t>("c", {2, 0, 0, 1});
    indices.buffers[0] = bytes_of<std::uint8_t>({0b1011});
    indices.dictionary = std::make_shared<FakeArray>(text_array({"a", "b", "c"}));
    indices.dictionary->buffers[0] = bytes_of<std::uint8_t>({0b101});
    EXPECT_EQ(texts(import(indices).table["x"]), (Texts{"c", "a", std::nullopt, std::nullopt}));
    FakeArray small = array_of<std::uint32_t>("I", {1, 0});
    small.dictionary = std::make_shared<FakeArray>(array_of<double>("g", {0.5, 1.5}));
    EXPECT_EQ(import(small).table["x"].float64(0), 1.5);
}

TEST(ImportArrow, ReadsDatesAsIsoText) {
    const Texts expected{"2024-02-29", "1969-12-31"};
    const std::int64_t day = 86'400;
    EXPECT_EQ(texts(import(array_of<std::int32_t>("tdD", {19'782, -1})).table["x"]), expected);
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tdm", {19'782 * day * 1000, -day * 1000})).table["x"]),
              expected);
    const Texts minutes{"2024-02-29T23:59", "1969-12-31T23:59"}; // midnight is taken for the day alone
    const Texts day_and_minute{"2024-02-29", "1969-12-31T23:59"};
    const Texts day_and_minute_of_utc{"2024-02-29", "1969-12-31T23:59+00:00"};
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tss:", {19'782 * day + day - 1, -1})).table["x"]),
              minutes);
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tsm:UTC", {19'782 * day * 1000, -1})).table["x"]),
              day_and_minute_of_utc);
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tsu:", {19'782 * day * 1'000'000, -1})).table["x"]),
              day_and_minute);
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tsn:", {19'782 * day * 1'000'000'000, -1})).table["x"]),
              day_and_minute);
}

TEST(ImportArrow, KnowsTheDayOfFixedOffsetsOnly) {
    const auto midnight_in_oslo = [](const char* format) {
        return import(array_of<std::int64_t>(format, {19'781 * 86'400 + 82'800}));
    };
    EXPECT_EQ(texts(midnight_in_oslo("tss:+01:00").table["x"]), Texts{"2024-02-29"});
    EXPECT_EQ(texts(midnight_in_oslo("tss:-01:30").table["x"]), Texts{"2024-02-28T21:30-01:30"});
    for (const char* const zone :
         {"tss:Europe/Oslo", "tss:+1:00", "tss:+24:00", "tss:+01:60", "tss:+ab:00"}) {
        const Import result = midnight_in_oslo(zone);
        ASSERT_EQ(result.findings.size(), 1U) << zone;
        EXPECT_EQ(result.findings.front().code, FindingCode::unsupported_type);
    }
}

// A meeting may begin or end at midnight; in other columns midnight is how a day is written.
TEST(ImportArrow, KeepsMidnightInColumnsOfTimes) {
    FakeArray local = array_of<std::int64_t>("tss:", {19'782LL * 86'400, 19'782LL * 86'400 + 60});
    local.name = "start";
    FakeArray zoned = array_of<std::int64_t>("tsm:+02:00", {19'782 * 86'400'000LL, 79'200'000LL});
    zoned.name = "end";
    FakeArray other = array_of<std::int64_t>("tss:", {0, 0});
    other.name = "forum";
    FakeArray repeated = array_of<std::int32_t>("i", {0, 0});
    repeated.name = "start";
    repeated.dictionary = std::make_shared<FakeArray>(array_of<std::int64_t>("tss:UTC", {0}));
    const Table meetings = import(std::vector{local, zoned, other}, "meetings").table;
    EXPECT_EQ(texts(meetings["start"]), (Texts{"2024-02-29T00:00", "2024-02-29T00:01"}));
    EXPECT_EQ(texts(meetings["end"]), (Texts{"2024-02-29T02:00+02:00", "1970-01-02T00:00+02:00"}));
    EXPECT_EQ(texts(meetings["forum"]), (Texts{"1970-01-01", "1970-01-01"}));
    EXPECT_EQ(texts(import(std::vector{repeated}, "meetings").table["start"]),
              (Texts{"1970-01-01T00:00+00:00", "1970-01-01T00:00+00:00"}));
    EXPECT_EQ(texts(import(std::vector{local}, "needs").table["start"]),
              (Texts{"2024-02-29", "2024-02-29T00:01"}));
}

TEST(ImportArrow, ReportsDatesThatCannotBeWritten) {
    const std::int64_t last = std::numeric_limits<std::int64_t>::max();
    const Import result = import(array_of<std::int64_t>("tss:+01:00", {last, -last, 0}));
    EXPECT_EQ(texts(result.table["x"]), (Texts{std::nullopt, std::nullopt, "1970-01-01T01:00+01:00"}));
    ASSERT_EQ(result.findings.size(), 2U);
    EXPECT_EQ(result.findings.front().code, FindingCode::not_a_date);
    EXPECT_EQ(result.findings.back().row, 3);
}

TEST(ImportArrow, ReadsListsOfEveryLayout) {
    const FakeArray items = text_array({"unused", "a", "b", "c"});
    const Texts expected{"a|b|", "", "c|"};
    EXPECT_EQ(lists(import(list_array("+l", 3, bytes_of<std::int32_t>({1, 3, 3, 4}), items)).table["x"]),
              expected);
    EXPECT_EQ(lists(import(list_array("+L", 3, bytes_of<std::int64_t>({1, 3, 3, 4}), items)).table["x"]),
              expected);
    FakeArray view = list_array("+vl", 3, bytes_of<std::int32_t>({1, 0, 3}), items);
    view.buffers.emplace_back(bytes_of<std::int32_t>({2, 0, 1}));
    EXPECT_EQ(lists(import(view).table["x"]), expected);
    view = list_array("+vL", 3, bytes_of<std::int64_t>({3, 0, 1}), items);
    view.buffers.emplace_back(bytes_of<std::int64_t>({1, 0, 2}));
    EXPECT_EQ(lists(import(view).table["x"]), (Texts{"c|", "", "a|b|"}));
    FakeArray fixed{"+w:2", 1, {std::nullopt}, {items}};
    fixed.offset = 1;
    EXPECT_EQ(lists(import(fixed).table["x"]), Texts{"b|c|"});
    fixed = {"+w:0", 2, {std::nullopt}, {text_array({})}};
    EXPECT_EQ(lists(import(fixed).table["x"]), (Texts{"", ""}));
}

TEST(ImportArrow, ReadsListsOfNumbersDictionariesAndNulls) {
    const std::string offsets = bytes_of<std::int32_t>({0, 2, 2});
    EXPECT_EQ(lists(import(list_array("+l", 2, offsets, array_of<std::int16_t>("s", {7, -8}))).table["x"]),
              (Texts{"7|-8|", ""}));
    EXPECT_EQ(lists(import(list_array("+l", 2, offsets, array_of<std::int32_t>("tdD", {0, 1}))).table["x"]),
              (Texts{"1970-01-01|1970-01-02|", ""}));
    FakeArray indices = array_of<std::uint8_t>("C", {1, 0});
    indices.dictionary = std::make_shared<FakeArray>(text_array({"a", "b"}));
    EXPECT_EQ(lists(import(list_array("+l", 2, offsets, indices)).table["x"]), (Texts{"b|a|", ""}));
    FakeArray with_null = text_array({"a", "b"});
    with_null.buffers[0] = bytes_of<std::uint8_t>({0b10});
    EXPECT_EQ(lists(import(list_array("+l", 2, offsets, with_null)).table["x"]), (Texts{"b|", ""}));
    EXPECT_EQ(lists(import(list_array("+l", 2, offsets, {"n", 2})).table["x"]), (Texts{"", ""}));
}

TEST(ImportArrow, ReadsNullLists) {
    FakeArray list = list_array("+l", 2, bytes_of<std::int32_t>({0, 1, 1}), text_array({"a"}));
    list.buffers[0] = bytes_of<std::uint8_t>({0b01});
    EXPECT_EQ(lists(import(list).table["x"]), (Texts{"a|", std::nullopt}));
}

TEST(ImportArrow, ReadsSlices) {
    FakeArray column = text_array({"a", "b", "c", "d", "e"});
    column.buffers[0] = bytes_of<std::uint8_t>({0b10111});
    column.offset = 1;
    column.length = 4;
    FakeArray batch = record_batch({column});
    batch.offset = 1;
    batch.length = 2;
    EXPECT_EQ(texts(import(FakeProducer{batch, {batch}}).table["x"]), (Texts{"c", std::nullopt}));
}

TEST(ImportArrow, TakesCellsOfNullRecordsForNull) {
    FakeArray batch = record_batch({text_array({"a", "b", "c"})});
    batch.buffers[0] = bytes_of<std::uint8_t>({0b101});
    EXPECT_EQ(texts(import(FakeProducer{batch, {batch}}).table["x"]), (Texts{"a", std::nullopt, "c"}));
}

TEST(ImportArrow, JoinsBatchesAndCountsRowsOverThem) {
    const FakeArray first = record_batch({array_of<std::uint64_t>("L", {1, 2})});
    const FakeArray empty = record_batch({array_of<std::uint64_t>("L", {})});
    const FakeArray second = record_batch({array_of<std::uint64_t>("L", {3, ~std::uint64_t{0}})});
    const Import result = import(FakeProducer{first, {first, empty, second}});
    EXPECT_EQ(numbers(result.table["x"]), (Numbers{1, 2, 3, std::nullopt}));
    EXPECT_EQ(result.findings.front().row, 5);
    EXPECT_EQ(result.releases.schemas, 1);
    EXPECT_EQ(result.releases.batches, 3);
}

TEST(ImportArrow, ReadsStreamsWithoutBatchesOrColumns) {
    const Import no_batches = import(FakeProducer{record_batch({text_array({})})});
    EXPECT_TRUE(no_batches.findings.empty());
    EXPECT_EQ(no_batches.table["x"].size(), 0U);
    EXPECT_EQ(no_batches.table.name(), "needs");
    EXPECT_TRUE(import(std::vector<FakeArray>{}).table.columns().empty());
}

TEST(ImportArrow, LeavesOutTypesItDoesNotRead) {
    const FakeArray list_of_floats =
        list_array("+l", 1, bytes_of<std::int32_t>({0, 1}), array_of<double>("g", {1}));
    FakeArray dictionary_of_structs = array_of<std::int8_t>("c", {0});
    dictionary_of_structs.dictionary = std::make_shared<FakeArray>(FakeArray{"+s", 1, {std::nullopt}});
    for (const FakeArray& column :
         {FakeArray{"d:10,2", 1}, FakeArray{"z", 1}, FakeArray{"+s", 1}, FakeArray{"tts", 1},
          FakeArray{"+r", 1}, FakeArray{"", 1}, list_of_floats, dictionary_of_structs}) {
        FakeArray other = array_of<std::int64_t>("l", {1});
        other.name = "other";
        const Import result = import({column, other});
        EXPECT_EQ(numbers(result.table["other"]), Numbers{1});
        EXPECT_EQ(result.table.columns().size(), 1U);
        ASSERT_EQ(result.findings.size(), 1U);
        EXPECT_EQ(result.findings.front().code, FindingCode::unsupported_type);
        EXPECT_EQ(result.findings.front().column, "x");
    }
}

TEST(ImportArrow, KeepsTheFirstOfTwoColumnsOfOneName) {
    const Import result = import({array_of<std::int64_t>("l", {1}), array_of<std::int64_t>("l", {2})});
    EXPECT_EQ(numbers(result.table["x"]), Numbers{1});
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings.front().code, FindingCode::duplicate_column);
}

} // namespace
} // namespace samspill
