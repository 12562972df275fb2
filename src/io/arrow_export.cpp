#include <samspill/io/arrow.hpp>

#include <samspill/core/error.hpp>

#include <array>
#include <cerrno>
#include <cstddef>
#include <new>
#include <string_view>
#include <utility>

namespace samspill {

namespace {

using SharedTable = std::shared_ptr<const Table>;

/// What the private_data of an exported structure owns: the children it points to, and its own memory.
template <class Structure>
struct Holdings {
    std::vector<Structure> children;
    std::vector<Structure*> child_pointers;

    Holdings() = default;
    Holdings(const Holdings&) = delete;
    Holdings& operator=(const Holdings&) = delete;
    Holdings(Holdings&&) = delete;
    Holdings& operator=(Holdings&&) = delete;
    /// Releases the children that nobody has moved away.
    ~Holdings() {
        for (Structure& child : children) {
            if (child.release != nullptr) {
                child.release(&child);
            }
        }
    }
    /// Room for `count` children, all of them released.
    void make_children(std::size_t count) {
        children.resize(count);
        for (Structure& child : children) {
            child_pointers.push_back(&child);
        }
    }
};

struct SchemaHoldings : Holdings<ArrowSchema> {
    std::string name;
    std::string metadata;
};

struct ArrayHoldings : Holdings<ArrowArray> {
    SharedTable table;
    std::vector<std::uint8_t> validity_bits;
    std::vector<std::uint8_t> value_bits;
    std::vector<const void*> buffers;
};

struct StreamHoldings {
    SharedTable table;
    bool is_read = false;
    const char* last_error = nullptr;
};

template <class Structure, class Owned>
void release(Structure* structure) noexcept {
    const std::unique_ptr<Owned> dies_here{static_cast<Owned*>(structure->private_data)};
    structure->private_data = nullptr;
    structure->release = nullptr;
}

void append_int32(std::string& metadata, std::size_t value) {
    const auto number = static_cast<std::int32_t>(value);
    metadata.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// One key and value in the encoding of the interface: native 32-bit lengths before the texts.
std::string encode_metadata(std::string_view key, std::string_view value) {
    std::string metadata;
    append_int32(metadata, 1);
    append_int32(metadata, key.size());
    metadata += key;
    append_int32(metadata, value.size());
    metadata += value;
    return metadata;
}

/// Hands `holdings` over to a schema. Nothing can fail here, so nothing is lost half way.
void publish(std::unique_ptr<SchemaHoldings> holdings, const char* format, ArrowSchema& out) noexcept {
    out = ArrowSchema{};
    out.format = format;
    out.name = holdings->name.c_str();
    out.metadata = holdings->metadata.empty() ? nullptr : holdings->metadata.data();
    out.flags = ARROW_FLAG_NULLABLE;
    out.n_children = static_cast<std::int64_t>(holdings->children.size());
    out.children = holdings->child_pointers.data();
    out.release = release<ArrowSchema, SchemaHoldings>;
    out.private_data = holdings.release();
}

void publish(std::unique_ptr<ArrayHoldings> holdings, std::size_t length, std::size_t null_count,
             ArrowArray& out) noexcept {
    out = ArrowArray{};
    out.length = static_cast<std::int64_t>(length);
    out.null_count = static_cast<std::int64_t>(null_count);
    out.n_buffers = static_cast<std::int64_t>(holdings->buffers.size());
    out.buffers = holdings->buffers.data();
    out.n_children = static_cast<std::int64_t>(holdings->children.size());
    out.children = holdings->child_pointers.data();
    out.release = release<ArrowArray, ArrayHoldings>;
    out.private_data = holdings.release();
}

const char* format_of(ColumnType type) noexcept {
    switch (type) {
    case ColumnType::int64:
        return "l";
    case ColumnType::float64:
        return "g";
    case ColumnType::boolean:
        return "b";
    case ColumnType::text:
        return "U";
    case ColumnType::text_list:
        return "+L";
    }
    return "n";
}

void export_column_schema(const Column& column, ArrowSchema& out) {
    auto holdings = std::make_unique<SchemaHoldings>();
    holdings->name = column.name();
    if (!column.unit().empty()) {
        holdings->metadata = encode_metadata("unit", column.unit());
    }
    if (column.type() == ColumnType::text_list) {
        auto item = std::make_unique<SchemaHoldings>();
        item->name = "item";
        holdings->make_children(1);
        publish(std::move(item), "U", holdings->children.front());
    }
    publish(std::move(holdings), format_of(column.type()), out);
}

void export_schema(const Table& table, ArrowSchema& out) {
    auto holdings = std::make_unique<SchemaHoldings>();
    holdings->make_children(table.columns().size());
    for (std::size_t k = 0; k < table.columns().size(); ++k) {
        export_column_schema(table.columns()[k], holdings->children[k]);
    }
    publish(std::move(holdings), "+s", out);
    out.flags = 0;
}

std::vector<std::uint8_t> packed(const std::vector<std::uint8_t>& flags) {
    std::vector<std::uint8_t> bits((flags.size() + 7) / 8);
    for (std::size_t k = 0; k < flags.size(); ++k) {
        if (flags[k] != 0) {
            bits[k / 8] = static_cast<std::uint8_t>(bits[k / 8] | 1U << k % 8);
        }
    }
    return bits;
}

/// The pointer of a buffer; an empty one must not be null either.
template <class T>
const void* buffer_of(const std::vector<T>& values) noexcept {
    static constexpr std::int64_t nothing = 0;
    return values.empty() ? static_cast<const void*>(&nothing) : values.data();
}

void export_items(const SharedTable& table, const TextValues& items, ArrowArray& out) {
    auto holdings = std::make_unique<ArrayHoldings>();
    holdings->table = table;
    holdings->buffers = {nullptr, buffer_of(items.offsets), items.bytes.data()};
    publish(std::move(holdings), items.size(), 0, out);
}

/// Fills in the buffers behind the validity.
struct ExportValues {
    const SharedTable& table;
    ArrayHoldings& holdings;

    template <class Number>
    void operator()(const std::vector<Number>& values) const {
        holdings.buffers.push_back(buffer_of(values));
    }
    void operator()(const BooleanValues& values) const {
        holdings.value_bits = packed(values.flags);
        holdings.buffers.push_back(buffer_of(holdings.value_bits));
    }
    void operator()(const TextValues& values) const {
        holdings.buffers.push_back(buffer_of(values.offsets));
        holdings.buffers.push_back(values.bytes.data());
    }
    void operator()(const TextListValues& values) const {
        holdings.buffers.push_back(buffer_of(values.offsets));
        holdings.make_children(1);
        export_items(table, values.items, holdings.children.front());
    }
};

void export_column(const SharedTable& table, const Column& column, ArrowArray& out) {
    auto holdings = std::make_unique<ArrayHoldings>();
    holdings->table = table;
    if (column.null_count() > 0) {
        holdings->validity_bits = packed(column.validity());
    }
    holdings->buffers.push_back(column.null_count() > 0 ? holdings->validity_bits.data() : nullptr);
    std::visit(ExportValues{table, *holdings}, column.values());
    publish(std::move(holdings), column.size(), column.null_count(), out);
}

void export_batch(const SharedTable& table, ArrowArray& out) {
    auto holdings = std::make_unique<ArrayHoldings>();
    holdings->table = table;
    holdings->buffers = {nullptr};
    holdings->make_children(table->columns().size());
    for (std::size_t k = 0; k < table->columns().size(); ++k) {
        export_column(table, table->columns()[k], holdings->children[k]);
    }
    publish(std::move(holdings), table->rows(), 0, out);
}

/// Runs a callback so that nothing is thrown into the consumer, which may not be C++.
template <class Action>
int guarded(StreamHoldings& stream, Action action) noexcept {
    try {
        action();
        stream.last_error = nullptr;
        return 0;
    } catch (const std::bad_alloc&) {
        stream.last_error = "out of memory";
        return ENOMEM;
    } catch (...) {
        stream.last_error = "the table cannot be exported";
        return EIO;
    }
}

StreamHoldings& holdings_of(ArrowArrayStream* stream) noexcept {
    return *static_cast<StreamHoldings*>(stream->private_data);
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
    StreamHoldings& holdings = holdings_of(stream);
    return guarded(holdings, [&] { export_schema(*holdings.table, *out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
    StreamHoldings& holdings = holdings_of(stream);
    if (holdings.is_read) {
        *out = ArrowArray{};
        return 0;
    }
    return guarded(holdings, [&] {
        export_batch(holdings.table, *out);
        holdings.is_read = true;
    });
}

const char* get_last_error(ArrowArrayStream* stream) noexcept { return holdings_of(stream).last_error; }

} // namespace

void export_arrow_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out) {
    if (table == nullptr || out == nullptr) {
        throw InvalidArgument{"export_arrow_stream needs a table and a place for the stream"};
    }
    auto holdings = std::make_unique<StreamHoldings>();
    holdings->table = std::move(table);
    *out = ArrowArrayStream{};
    out->get_schema = get_schema;
    out->get_next = get_next;
    out->get_last_error = get_last_error;
    out->release = release<ArrowArrayStream, StreamHoldings>;
    out->private_data = holdings.release();
}

} // namespace samspill
