#include <samspill/io/arrow.hpp>
#include <samspill/io/table_schema.hpp>

#include "arrow_slots.hpp"
#include "arrow_type.hpp"
#include "arrow_values.hpp"

#include <samspill/core/error.hpp>
#include <samspill/core/utf8.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace samspill {

namespace {

using detail::ArrowCellFindings;
using detail::ArrowSlots;
using detail::ArrowType;
using detail::MalformedArrow;
using detail::require;

constexpr std::string_view report_to_producer =
    "hand over the table by another library, or report this to its makers";

bool holds_times(std::string_view table_name, std::string_view column_name) {
    const auto table = parse<TableName>(table_name);
    if (!table) {
        return false;
    }
    const auto columns = schema(*table);
    return std::any_of(columns.begin(), columns.end(), [&](const ColumnSchema& column) {
        return column.name == column_name && column.kind == CellKind::date_time;
    });
}

/// An Arrow structure that is released when it goes out of scope.
template <class Structure>
class Owned {
public:
    Owned() = default;
    explicit Owned(const Structure& moved_here) : structure_{moved_here} {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Owned(Owned&&) = delete;
    Owned& operator=(Owned&&) = delete;
    ~Owned() {
        if (structure_.release != nullptr) {
            structure_.release(&structure_);
        }
    }
    [[nodiscard]] Structure& structure() noexcept { return structure_; }

private:
    Structure structure_{};
};

/// One column of the stream on its way into the table.
struct IncomingColumn {
    std::int64_t child; ///< its position in the record batches
    ArrowType type;
    Column column;
    ArrowCellFindings cell_findings;
    bool is_usable = true;
};

class ArrowImport {
public:
    ArrowImport(std::string table_name, std::vector<Finding>& findings, RunControl* control)
        : table_name_{std::move(table_name)}, findings_{findings}, control_{control} {}

    Table read(ArrowArrayStream& stream);

private:
    void read_schema(const ArrowSchema& schema);
    void add_column(const ArrowSchema& schema, std::int64_t child);
    void read_batch(const ArrowArray& batch);
    void read_column(IncomingColumn& incoming, const ArrowSlots& batch);
    void stop_if_cancelled() const;
    [[nodiscard]] Finding place(std::string column = {}) const;
    void report(FindingCode code, std::string column, std::string message, std::string_view hint);

    std::string table_name_;
    std::vector<Finding>& findings_;
    RunControl* control_;
    std::int64_t n_children_ = 0;
    std::int64_t rows_ = 0;
    std::vector<IncomingColumn> columns_;
};

Finding ArrowImport::place(std::string column) const {
    Finding place;
    place.table = table_name_;
    place.column = std::move(column);
    return place;
}

void ArrowImport::report(FindingCode code, std::string column, std::string message, std::string_view hint) {
    Finding finding = place(std::move(column));
    finding.code = code;
    finding.message = std::move(message);
    finding.hint = hint;
    findings_.push_back(std::move(finding));
}

void ArrowImport::add_column(const ArrowSchema& schema, std::int64_t child) {
    const std::string name = schema.name == nullptr ? "" : schema.name;
    if (first_invalid_utf8(name) < name.size()) {
        report(FindingCode::wrong_encoding, {}, "the name of a column is not UTF-8", "rename the column");
        return;
    }
    const auto has_name = [&name](const IncomingColumn& other) { return other.column.name() == name; };
    if (std::any_of(columns_.begin(), columns_.end(), has_name)) {
        report(FindingCode::duplicate_column, name,
               "two columns have the same name; the later one is left out", "rename one of them");
        return;
    }
    try {
        if (std::optional<ArrowType> type =
                detail::parse_arrow_type(schema, holds_times(table_name_, name))) {
            Column column{name, type->column_type()};
            columns_.push_back({child, std::move(*type), std::move(column), ArrowCellFindings{place(name)}});
        } else {
            report(FindingCode::unsupported_type, name, "the column has a type that is not read",
                   "convert it to numbers, text, truth values, dates without time zone, times in UTC, or "
                   "lists of text");
        }
    } catch (const MalformedArrow& problem) {
        report(FindingCode::malformed_arrow, name, problem.what(), report_to_producer);
    }
}

void ArrowImport::read_schema(const ArrowSchema& schema) {
    require(schema.format != nullptr && std::string_view{schema.format} == "+s",
            "the stream is not one of tables");
    require(schema.n_children >= 0 && (schema.n_children == 0 || schema.children != nullptr),
            "the schema lacks its columns");
    n_children_ = schema.n_children;
    for (std::int64_t child = 0; child < n_children_; ++child) {
        require(schema.children[child] != nullptr, "the schema lacks a column");
        add_column(*schema.children[child], child);
    }
}

void ArrowImport::read_column(IncomingColumn& incoming, const ArrowSlots& batch) {
    try {
        const ArrowArray* const array = batch.array().children[incoming.child];
        require(array != nullptr, "a record batch lacks a column");
        ArrowSlots slots{*array, batch.position(0), batch.count()};
        slots.mask_with(batch);
        incoming.cell_findings.set_first_row(rows_ + 2);
        detail::append_arrow_cells(incoming.type, slots, incoming.column, incoming.cell_findings);
    } catch (const MalformedArrow& problem) {
        incoming.is_usable = false;
        report(FindingCode::malformed_arrow, incoming.column.name(), problem.what(), report_to_producer);
    }
}

void ArrowImport::stop_if_cancelled() const {
    if (control_ != nullptr && control_->cancelled()) {
        throw Cancelled{};
    }
}

void ArrowImport::read_batch(const ArrowArray& batch) {
    const ArrowSlots slots{batch, 0, batch.length};
    require(batch.n_children == n_children_ && (n_children_ == 0 || batch.children != nullptr),
            "a record batch has other columns than the schema");
    for (IncomingColumn& incoming : columns_) {
        if (incoming.is_usable) {
            read_column(incoming, slots);
        }
        stop_if_cancelled();
    }
    rows_ += batch.length;
}

Table ArrowImport::read(ArrowArrayStream& stream) {
    try {
        Owned<ArrowSchema> schema;
        require(stream.get_schema(&stream, &schema.structure()) == 0, "the producer cannot give a schema");
        read_schema(schema.structure());
        while (true) {
            Owned<ArrowArray> batch;
            require(stream.get_next(&stream, &batch.structure()) == 0,
                    "the producer failed in the middle of the table");
            if (batch.structure().release == nullptr) {
                break;
            }
            read_batch(batch.structure());
        }
    } catch (const MalformedArrow& problem) {
        report(FindingCode::malformed_arrow, {}, problem.what(), report_to_producer);
    }
    std::vector<Column> columns;
    for (IncomingColumn& incoming : columns_) {
        incoming.cell_findings.move_to(findings_);
        if (incoming.is_usable) {
            columns.push_back(std::move(incoming.column));
        }
    }
    return Table{std::move(table_name_), std::move(columns)};
}

} // namespace

Table import_arrow_stream(ArrowArrayStream* stream, std::string table_name, std::vector<Finding>& findings,
                          RunControl* control) {
    if (stream == nullptr || stream->release == nullptr) {
        throw InvalidArgument{"the Arrow stream of table " + table_name + " was already read or released"};
    }
    Owned<ArrowArrayStream> owned{std::exchange(*stream, ArrowArrayStream{})};
    return ArrowImport{std::move(table_name), findings, control}.read(owned.structure());
}

} // namespace samspill
