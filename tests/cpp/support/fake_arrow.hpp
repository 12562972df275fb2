// Arrow structures made by hand, right or wrong, that count how often they are released.
#pragma once

#include <samspill/io/arrow.hpp>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace samspill::test {

/// The bytes of numbers, as a buffer holds them.
template <class T>
std::string bytes_of(std::initializer_list<T> values) {
    return values.size() == 0
               ? std::string{}
               : std::string{reinterpret_cast<const char*>(values.begin()), values.size() * sizeof(T)};
}

/// An array together with its type.
struct FakeArray {
    std::string format;
    std::int64_t length = 0;
    std::vector<std::optional<std::string>> buffers{}; ///< nothing = a null pointer
    std::vector<FakeArray> children{};
    std::shared_ptr<FakeArray> dictionary{};
    std::int64_t null_count = -1; ///< not counted
    std::int64_t offset = 0;
    std::string name = "x";
};

/// How often the consumer released what the stream gave out.
struct Releases {
    int streams = 0;
    int schemas = 0;
    int batches = 0;
    int batches_given = 0;
};

/// What a producer does.
struct FakeProducer {
    FakeArray type; ///< a struct ("+s") whose children are the columns; their buffers are ignored
    std::vector<FakeArray> batches{};
    bool fails_at_schema = false;
    bool fails_after_batches = false;
};

/// A stream of hand-made batches. Failures leave an error text that must not reach any message.
ArrowArrayStream make_stream(FakeProducer producer, std::shared_ptr<Releases> releases);

/// A record batch of columns of equal length.
FakeArray record_batch(std::vector<FakeArray> columns);

} // namespace samspill::test
