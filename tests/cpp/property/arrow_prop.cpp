// Any table survives the way out through the Arrow interface and back in.
#include <samspill/io/arrow.hpp>

#include "support/random_table.hpp"
#include "support/same_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <utility>

namespace samspill {
namespace {

RC_GTEST_PROP(ArrowProperty, ExportThenImportGivesTheSameTable, ()) {
    const auto table = std::make_shared<const Table>(
        test::random_table({ColumnType::int64, ColumnType::float64, ColumnType::boolean, ColumnType::text,
                            ColumnType::text_list}));
    ArrowArrayStream stream{};
    export_arrow_stream(table, &stream);
    std::vector<Finding> findings;
    const Table back = import_arrow_stream(&stream, "random", findings);
    RC_ASSERT(findings.empty());
    RC_ASSERT(test::same_table(back, *table));
}

/// Hands out one batch of an exported table, with the offset and length of the batch changed.
struct SlicedStream {
    ArrowArrayStream inner;
    std::int64_t offset;
    std::int64_t length;
};

SlicedStream& state_of(ArrowArrayStream* stream) { return *static_cast<SlicedStream*>(stream->private_data); }

ArrowArrayStream slice(SlicedStream& state) {
    ArrowArrayStream stream{};
    stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
        return state_of(self).inner.get_schema(&state_of(self).inner, out);
    };
    stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
        const int result = state_of(self).inner.get_next(&state_of(self).inner, out);
        out->offset = state_of(self).offset;
        out->length = state_of(self).length;
        return result;
    };
    stream.release = [](ArrowArrayStream* self) {
        state_of(self).inner.release(&state_of(self).inner);
        self->release = nullptr;
    };
    stream.private_data = &state;
    return stream;
}

RC_GTEST_PROP(ArrowProperty, ASliceHoldsTheRowsOfTheSlice, ()) {
    const auto table = std::make_shared<const Table>(test::random_table(
        {ColumnType::int64, ColumnType::boolean, ColumnType::text, ColumnType::text_list}));
    const auto rows = static_cast<std::int64_t>(table->rows());
    SlicedStream state{};
    state.offset = *rc::gen::inRange<std::int64_t>(0, rows + 1);
    state.length = *rc::gen::inRange<std::int64_t>(0, rows - state.offset + 1);
    export_arrow_stream(table, &state.inner);
    ArrowArrayStream stream = slice(state);
    std::vector<Finding> findings;
    const Table part = import_arrow_stream(&stream, "random", findings);
    RC_ASSERT(findings.empty());
    RC_ASSERT(part.rows() == static_cast<std::size_t>(state.length));
    std::vector<Column> expected;
    for (const Column& column : table->columns()) {
        Column& rest = expected.emplace_back(column.name(), column.type());
        for (auto row = static_cast<std::size_t>(state.offset);
             row < static_cast<std::size_t>(state.offset) + part.rows(); ++row) {
            switch (column.type()) {
            case ColumnType::int64:
                rest.append(column.int64(row));
                break;
            case ColumnType::float64:
                rest.append(column.float64(row));
                break;
            case ColumnType::boolean:
                rest.append(column.boolean(row));
                break;
            case ColumnType::text:
                rest.append(column.text(row));
                break;
            case ColumnType::text_list:
                rest.append(column.text_list(row));
                break;
            }
        }
    }
    RC_ASSERT(test::same_table(part, Table("random", expected)));
}

} // namespace
} // namespace samspill
