#include <samspill/io/arrow.hpp>

#include <samspill/core/error.hpp>

#include "support/fake_arrow.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace samspill {
namespace {

using namespace std::string_literals;
using test::bytes_of;
using test::FakeArray;
using test::FakeProducer;
using test::record_batch;

using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::optional<std::int64_t>>;

struct Import {
    Table table;
    std::vector<Finding> findings;
    test::Releases releases;
};

Import import(FakeProducer producer) {
    const auto releases = std::make_shared<test::Releases>();
    ArrowArrayStream stream = make_stream(std::move(producer), releases);
    Import result;
    result.table = import_arrow_stream(&stream, "needs", result.findings);
    EXPECT_EQ(stream.release, nullptr) << "the stream is consumed";
    result.releases = *releases;
    EXPECT_EQ(result.releases.streams, 1);
    EXPECT_EQ(result.releases.batches, result.releases.batches_given);
    for (const Finding& finding : result.findings) {
        EXPECT_EQ(finding.table, "needs");
        EXPECT_EQ(to_string(finding).find("CANARY"), std::string::npos)
            << "no cell or foreign text in messages";
    }
    return result;
}

Import import(std::vector<FakeArray> columns) {
    const FakeArray batch = record_batch(std::move(columns));
    return import(FakeProducer{batch, {batch}});
}

Import import(FakeArray column) { return import(std::vector<FakeArray>{std::move(column)}); }

Texts texts(const Column& column) {
    Texts result;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto text = column.text(row);
        result.push_back(text ? std::optional<std::string>{*text} : std::nullopt);
    }
    return result;
}

Numbers numbers(const Column& column) {
    Numbers result;
    for (std::size_t row = 0; row < column.size(); ++row) {
        result.push_back(column.int64(row));
    }
    return result;
}

/// Lists as texts, items joined by `|`.
Texts lists(const Column& column) {
    Texts result;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto list = column.text_list(row);
        result.emplace_back(list ? std::optional<std::string>{""} : std::nullopt);
        for (const std::string_view item : list.value_or(std::vector<std::string_view>{})) {
            result.back()->append(item).append("|");
        }
    }
    return result;
}

template <class T>
FakeArray array_of(const char* format, std::initializer_list<T> values) {
    return {format, static_cast<std::int64_t>(values.size()), {std::nullopt, bytes_of(values)}};
}

FakeArray text_array(const std::vector<std::string>& values) {
    FakeArray array{
        "u", static_cast<std::int64_t>(values.size()), {std::nullopt, bytes_of<std::int32_t>({0}), ""}};
    for (const std::string& value : values) {
        *array.buffers[2] += value;
        *array.buffers[1] += bytes_of({static_cast<std::int32_t>(array.buffers[2]->size())});
    }
    return array;
}

FakeArray list_array(const char* format, std::int64_t length, std::string offsets, FakeArray items) {
    items.name = "item";
    return {format, length, {std::nullopt, std::move(offsets)}, {std::move(items)}};
}

/// The import of a broken column: the column is left out with one finding, its neighbour is read.
void expect_malformed(FakeArray column) {
    SCOPED_TRACE(column.format);
    FakeArray neighbour = array_of<std::int64_t>("l", {});
    neighbour.length = column.length;
    neighbour.buffers[1] = std::string(static_cast<std::size_t>(column.length) * 8, '\0');
    neighbour.name = "neighbour";
    const Import result = import({std::move(column), std::move(neighbour)});
    EXPECT_EQ(result.table.columns().size(), 1U);
    EXPECT_NE(result.table.find("neighbour"), nullptr);
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings.front().code, FindingCode::malformed_arrow);
    EXPECT_EQ(result.findings.front().severity, Severity::error);
    EXPECT_EQ(result.findings.front().column, "x");
}

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
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tss:", {19'782 * day + day - 1, -1})).table["x"]),
              expected);
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tsm:UTC", {19'782 * day * 1000, -1})).table["x"]),
              expected);
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tsu:", {19'782 * day * 1'000'000, -1})).table["x"]),
              expected);
    EXPECT_EQ(texts(import(array_of<std::int64_t>("tsn:", {19'782 * day * 1'000'000'000, -1})).table["x"]),
              expected);
}

TEST(ImportArrow, KnowsTheDayOfFixedOffsetsOnly) {
    const auto midnight_in_oslo = [](const char* format) {
        return import(array_of<std::int64_t>(format, {19'781 * 86'400 + 82'800}));
    };
    EXPECT_EQ(texts(midnight_in_oslo("tss:+01:00").table["x"]), Texts{"2024-02-29"});
    EXPECT_EQ(texts(midnight_in_oslo("tss:-01:30").table["x"]), Texts{"2024-02-28"});
    for (const char* const zone :
         {"tss:Europe/Oslo", "tss:+1:00", "tss:+24:00", "tss:+01:60", "tss:+ab:00"}) {
        const Import result = midnight_in_oslo(zone);
        ASSERT_EQ(result.findings.size(), 1U) << zone;
        EXPECT_EQ(result.findings.front().code, FindingCode::unsupported_type);
    }
}

TEST(ImportArrow, ReportsDatesThatCannotBeWritten) {
    const std::int64_t last = std::numeric_limits<std::int64_t>::max();
    const Import result = import(array_of<std::int64_t>("tss:+01:00", {last, -last, 0}));
    EXPECT_EQ(texts(result.table["x"]), (Texts{std::nullopt, std::nullopt, "1970-01-01"}));
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

TEST(ImportArrow, RefusesMissingBuffers) {
    expect_malformed({"l", 2, {std::nullopt, std::nullopt}});
    expect_malformed({"l", 2, {std::nullopt}});
    expect_malformed({"u", 2, {std::nullopt, std::nullopt, "ab"}});
    expect_malformed({"u", 2, {std::nullopt, bytes_of<std::int32_t>({0, 1, 2}), std::nullopt}});
    expect_malformed({"u", 2, {std::nullopt, bytes_of<std::int32_t>({0, 1, 2})}});
    FakeArray nulls_unknown = array_of<std::int64_t>("l", {1, 2});
    nulls_unknown.null_count = 1;
    expect_malformed(nulls_unknown);
}

TEST(ImportArrow, RefusesBadOffsets) {
    expect_malformed({"u", 2, {std::nullopt, bytes_of<std::int32_t>({0, 2, 1}), "ab"}});
    expect_malformed({"U", 1, {std::nullopt, bytes_of<std::int64_t>({-1, 1}), "ab"}});
    expect_malformed(list_array("+l", 1, bytes_of<std::int32_t>({0, 3}), text_array({"a", "b"})));
    expect_malformed(list_array("+L", 1, bytes_of<std::int64_t>({2, 1}), text_array({"a", "b"})));
    FakeArray view = list_array("+vL", 1, bytes_of<std::int64_t>({1}), text_array({"a", "b"}));
    view.buffers.emplace_back(bytes_of<std::int64_t>({std::numeric_limits<std::int64_t>::max()}));
    expect_malformed(view);
    expect_malformed({"+w:3", 1, {std::nullopt}, {text_array({"a", "b"})}});
    expect_malformed({"+w:9223372036854775807", 2, {std::nullopt}, {text_array({"a", "b"})}});
}

TEST(ImportArrow, RefusesBadViews) {
    const auto view = [](std::int32_t length, std::int32_t buffer, std::int32_t offset) {
        std::string bytes =
            bytes_of<std::int32_t>({length}) + "more" + bytes_of<std::int32_t>({buffer, offset});
        return FakeArray{
            "vu", 1, {std::nullopt, std::move(bytes), "more than twelve", bytes_of<std::int64_t>({16})}};
    };
    EXPECT_EQ(texts(import(view(16, 0, 0)).table["x"]), Texts{"more than twelve"});
    expect_malformed(view(-1, 0, 0));
    expect_malformed(view(16, 1, 0));
    expect_malformed(view(16, -1, 0));
    expect_malformed(view(16, 0, 1));
    expect_malformed(view(16, 0, -1));
}

TEST(ImportArrow, RefusesBadLengths) {
    FakeArray column = array_of<std::int64_t>("l", {1, 2});
    column.offset = -1;
    expect_malformed(column);
    column.offset = std::numeric_limits<std::int64_t>::max();
    expect_malformed(column);
    FakeArray batch = record_batch({array_of<std::int64_t>("l", {1, 2})});
    batch.length = 3;
    EXPECT_EQ(import(FakeProducer{batch, {batch}}).findings.front().code, FindingCode::malformed_arrow);
    batch.length = -1;
    EXPECT_EQ(import(FakeProducer{batch, {batch}}).findings.front().code, FindingCode::malformed_arrow);
}

TEST(ImportArrow, RefusesBadDictionariesAndLists) {
    FakeArray indices = array_of<std::int8_t>("c", {3});
    indices.dictionary = std::make_shared<FakeArray>(text_array({"a"}));
    expect_malformed(indices);
    indices.buffers[1] = bytes_of<std::int8_t>({-1});
    expect_malformed(indices);
    FakeArray not_integers = text_array({"a"});
    not_integers.dictionary = std::make_shared<FakeArray>(text_array({"a"}));
    expect_malformed(not_integers);
    expect_malformed({"+l", 1, {std::nullopt, bytes_of<std::int32_t>({0, 0})}});
    expect_malformed({"+w:x", 1, {std::nullopt}, {text_array({"a"})}});
    expect_malformed({"+w:-1", 1, {std::nullopt}, {text_array({"a"})}});
}

TEST(ImportArrow, RefusesBatchesThatDoNotFitTheSchema) {
    const FakeArray schema = record_batch({text_array({"a"})});
    const FakeArray other = record_batch({text_array({"a"}), text_array({"b"})});
    const Import result = import(FakeProducer{schema, {schema, other}});
    EXPECT_EQ(texts(result.table["x"]), Texts{"a"});
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings.front().code, FindingCode::malformed_arrow);
    FakeArray dictionary_in_schema = array_of<std::int8_t>("c", {0});
    dictionary_in_schema.dictionary = std::make_shared<FakeArray>(text_array({"a"}));
    const FakeArray without = record_batch({array_of<std::int8_t>("c", {0})});
    EXPECT_EQ(import(FakeProducer{record_batch({dictionary_in_schema}), {without}}).findings.size(), 1U);
}

TEST(ImportArrow, ReportsFailuresOfTheProducer) {
    const FakeArray batch = record_batch({text_array({"a"})});
    FakeProducer producer{batch, {batch}};
    producer.fails_after_batches = true;
    const Import late = import(producer);
    EXPECT_EQ(texts(late.table["x"]), Texts{"a"});
    ASSERT_EQ(late.findings.size(), 1U);
    EXPECT_EQ(late.findings.front().code, FindingCode::malformed_arrow);
    producer.fails_at_schema = true;
    const Import early = import(producer);
    EXPECT_TRUE(early.table.columns().empty());
    EXPECT_EQ(early.releases.schemas, 0);
    EXPECT_EQ(early.findings.size(), 1U);
}

TEST(ImportArrow, RefusesStreamsThatAreNoTables) {
    const Import result = import(FakeProducer{array_of<std::int64_t>("l", {1})});
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings.front().code, FindingCode::malformed_arrow);
    EXPECT_EQ(result.releases.schemas, 1);
}

TEST(ImportArrow, RefusesAReleasedStream) {
    ArrowArrayStream stream{};
    std::vector<Finding> findings;
    EXPECT_THROW((void)import_arrow_stream(&stream, "needs", findings), InvalidArgument);
    EXPECT_THROW((void)import_arrow_stream(nullptr, "needs", findings), InvalidArgument);
}

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
