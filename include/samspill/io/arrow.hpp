// Tables in and out through the Arrow C stream interface, which data frame libraries speak without Samspill
// depending on any of them.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/core/table.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

// The structures below are the published binary interface, Apache Arrow format 1.5, "The Arrow C data
// interface" and "The Arrow C stream interface". The macros are part of it: they let several libraries
// declare the same structures in one program.
extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    std::int64_t flags;
    std::int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    std::int64_t length;
    std::int64_t null_count;
    std::int64_t offset;
    std::int64_t n_buffers;
    std::int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};

#endif // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

#endif // ARROW_C_STREAM_INTERFACE

} // extern "C"

namespace samspill {

/// Copies a stream of record batches into a table and releases the stream, also when reading fails.
///
/// Integers of any width become int64, floats of any width float64 (NaN stays NaN), truth values boolean,
/// all kinds of UTF-8 text and null columns text, dates and timestamps text of the form YYYY-MM-DD, lists of
/// text, integers or dates lists of text (null items are left out). Dictionary encoding is undone.
/// Timestamps with a time zone are accepted for UTC and fixed offsets: the day of any other zone needs a
/// zone database.
///
/// Adds to `findings`, with rows numbered as in a spreadsheet (first record 2): `unsupported_type` for a
/// column of another type, `malformed_arrow` for structures that contradict themselves, `duplicate_column`;
/// such columns are left out and the others are read. `number_too_large`, `wrong_encoding` and `not_a_date`
/// for single cells, which become null. `malformed_arrow` also when the producer reports a failure; the
/// table then holds the rows before it.
/// The producer is trusted to hand over buffers of the size that the interface demands.
/// @throws InvalidArgument when the stream is null or already released; Cancelled when `control`, which is
/// asked after each column of a batch, wants to stop
[[nodiscard]] Table import_arrow_stream(ArrowArrayStream* stream, std::string table_name,
                                        std::vector<Finding>& findings, RunControl* control = nullptr);

/// Offers a table as a stream of one record batch. Numbers, offsets and texts are shared, not copied, and
/// live as long as any structure of the stream; validity and truth values are packed into bits. Texts become
/// `large_utf8`, lists `large_list<large_utf8>`. The unit of a column is field metadata under the key `unit`.
/// Slots of null cells hold zeros. No callback throws.
/// @param out uninitialised memory that the caller releases through its `release` callback
/// @throws InvalidArgument when `table` or `out` is null
void export_arrow_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out);

} // namespace samspill
