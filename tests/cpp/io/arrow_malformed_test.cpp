// What import_arrow_stream makes of structures that contradict themselves, of producers that fail, and of
// callers who stop.
#include <samspill/io/arrow.hpp>

#include <samspill/core/error.hpp>

#include "support/arrow_import.hpp"
#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <utility>

namespace samspill {
namespace {

using namespace samspill::test;

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

TEST(ImportArrow, ReleasesEverythingWhenStopped) {
    const FakeArray batch = record_batch({text_array({"a"})});
    const auto releases = std::make_shared<Releases>();
    ArrowArrayStream stream = make_stream(FakeProducer{batch, {batch, batch}}, releases);
    std::vector<Finding> findings;
    StopControl control;
    EXPECT_THROW((void)import_arrow_stream(&stream, "needs", findings, &control), Cancelled);
    EXPECT_EQ(stream.release, nullptr);
    EXPECT_EQ(releases->streams, 1);
    EXPECT_EQ(releases->schemas, 1);
    EXPECT_EQ(releases->batches, releases->batches_given);
}

} // namespace
} // namespace samspill
