// Reading of hand-made Arrow structures, and their short forms.
#pragma once

#include <samspill/io/arrow.hpp>

#include "support/fake_arrow.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::test {

using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::optional<std::int64_t>>;

/// What came of reading a fake stream.
struct Import {
    Table table;
    std::vector<Finding> findings;
    Releases releases;
};

/// Reads all that a producer gives out and checks that each piece is released once and nothing leaks.
inline Import import(FakeProducer producer, const std::string& table = "needs") {
    const auto releases = std::make_shared<Releases>();
    ArrowArrayStream stream = make_stream(std::move(producer), releases);
    Import result;
    result.table = import_arrow_stream(&stream, table, result.findings);
    EXPECT_EQ(stream.release, nullptr) << "the stream is consumed";
    result.releases = *releases;
    EXPECT_EQ(result.releases.streams, 1);
    EXPECT_EQ(result.releases.batches, result.releases.batches_given);
    for (const Finding& finding : result.findings) {
        EXPECT_EQ(finding.table, table);
        EXPECT_EQ(to_string(finding).find("CANARY"), std::string::npos)
            << "no cell or foreign text in messages";
    }
    return result;
}

inline Import import(std::vector<FakeArray> columns, const std::string& table = "needs") {
    const FakeArray batch = record_batch(std::move(columns));
    return import(FakeProducer{batch, {batch}}, table);
}

inline Import import(FakeArray column) { return import(std::vector<FakeArray>{std::move(column)}); }

/// The cells of a text column.
inline Texts texts(const Column& column) {
    Texts result;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto text = column.text(row);
        result.push_back(text ? std::optional<std::string>{*text} : std::nullopt);
    }
    return result;
}

/// The cells of an integer column.
inline Numbers numbers(const Column& column) {
    Numbers result;
    for (std::size_t row = 0; row < column.size(); ++row) {
        result.push_back(column.int64(row));
    }
    return result;
}

/// Lists as texts, items joined by `|`.
inline Texts lists(const Column& column) {
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

/// An array of numbers without nulls.
template <class T>
FakeArray array_of(const char* format, std::initializer_list<T> values) {
    return {format, static_cast<std::int64_t>(values.size()), {std::nullopt, bytes_of(values)}};
}

inline FakeArray text_array(const std::vector<std::string>& values) {
    FakeArray array{
        "u", static_cast<std::int64_t>(values.size()), {std::nullopt, bytes_of<std::int32_t>({0}), ""}};
    for (const std::string& value : values) {
        *array.buffers[2] += value;
        *array.buffers[1] += bytes_of({static_cast<std::int32_t>(array.buffers[2]->size())});
    }
    return array;
}

inline FakeArray list_array(const char* format, std::int64_t length, std::string offsets, FakeArray items) {
    items.name = "item";
    return {format, length, {std::nullopt, std::move(offsets)}, {std::move(items)}};
}

} // namespace samspill::test
