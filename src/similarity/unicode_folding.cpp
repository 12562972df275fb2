#include "unicode_folding.hpp"

#include "unicode_folding_table.hpp"

#include <algorithm>
#include <charconv>

namespace samspill::detail {
namespace {

constexpr std::size_t code_points = 0x110000;

/// A hexadecimal number at the front of `record`, which is removed with the character behind it.
char32_t take_number(std::string_view& record) {
    std::uint32_t number = 0;
    const char* end = std::from_chars(record.data(), record.data() + record.size(), number, 16).ptr;
    const auto length = static_cast<std::size_t>(end - record.data());
    record.remove_prefix(std::min(length + 1, record.size()));
    return number;
}

struct Span {
    char32_t first = 0;
    char32_t last = 0;
    char32_t step = 1;
};

/// `a`, `a-b` or `a-b/2` at the front of `record`, which is removed with an equals sign behind it.
Span take_span(std::string_view& record) {
    const std::string_view span = record.substr(0, record.find('='));
    record.remove_prefix(std::min(span.size() + 1, record.size()));
    std::string_view rest = span;
    const char32_t first = take_number(rest);
    const char32_t last = span.find('-') == std::string_view::npos ? first : take_number(rest);
    return {first, last, span.find('/') == std::string_view::npos ? char32_t{1} : take_number(rest)};
}

template <class Read>
void each_record(std::string_view records, Read read) {
    while (!records.empty()) {
        const std::size_t end = records.find(' ');
        read(records.substr(0, end));
        records.remove_prefix(end + 1);
    }
}

} // namespace

const UnicodeFolding& UnicodeFolding::shared() {
    static const UnicodeFolding folding;
    return folding;
}

UnicodeFolding::UnicodeFolding()
    : blocks_(code_points / block_size, 0), entries_(1, std::vector<std::uint32_t>(block_size, unchanged)),
      pool_(1, U' ') {
    each_record(folded_to_blank, [this](std::string_view record) {
        const Span span = take_span(record);
        for (char32_t c = span.first; c <= span.last; ++c) {
            set(c, U" ");
        }
    });
    each_record(folded_to_nothing, [this](std::string_view record) {
        const Span span = take_span(record);
        for (char32_t c = span.first; c <= span.last; ++c) {
            set(c, {});
        }
    });
    each_record(folded_to_one, [this](std::string_view record) { read_one(record); });
    each_record(folded_to_several, [this](std::string_view record) { read_several(record); });
    each_record(kept_marks, [this](std::string_view record) {
        const Span span = take_span(record);
        marks_.push_back({span.first, span.last, static_cast<std::uint8_t>(take_number(record))});
    });
    for (std::size_t c = 0; c < ascii_.size(); ++c) {
        fold(static_cast<char32_t>(c), [&](char32_t to) { ascii_[c] = static_cast<char>(to); });
    }
}

void UnicodeFolding::read_one(std::string_view record) {
    const Span span = take_span(record);
    const char32_t to = take_number(record);
    for (char32_t c = span.first; c <= span.last; c += span.step) {
        const char32_t shifted = to + (c - span.first);
        set(c, {&shifted, 1});
    }
}

void UnicodeFolding::read_several(std::string_view record) {
    const Span span = take_span(record);
    std::u32string to;
    while (!record.empty()) {
        to.push_back(take_number(record));
    }
    set(span.first, to);
}

void UnicodeFolding::set(char32_t code_point, std::u32string_view to) {
    std::uint16_t& block = blocks_[code_point / block_size];
    if (block == 0) {
        block = static_cast<std::uint16_t>(entries_.size());
        entries_.emplace_back(block_size, unchanged);
    }
    entries_[block][code_point % block_size] =
        static_cast<std::uint32_t>(pool_.size() << length_bits | to.size());
    pool_ += to;
}

std::uint8_t UnicodeFolding::class_of_mark(char32_t code_point) const noexcept {
    const auto after = std::upper_bound(marks_.begin(), marks_.end(), code_point,
                                        [](char32_t c, const Marks& marks) { return c < marks.first; });
    return after != marks_.begin() && code_point <= (after - 1)->last ? (after - 1)->combining_class
                                                                      : std::uint8_t{0};
}

} // namespace samspill::detail
