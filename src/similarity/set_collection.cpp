#include <samspill/similarity/set_collection.hpp>

#include <samspill/core/error.hpp>
#include <samspill/core/utf8.hpp>

#include "core/parallel.hpp"
#include "similarity/token_table.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <string>
#include <utility>

namespace samspill {

namespace {

using detail::TokenTable;

constexpr std::size_t most_records = std::numeric_limits<std::uint32_t>::max() - 1;

/// Rows of tokens under construction, numbered as they are met.
struct RawRows {
    std::vector<std::size_t> offsets{0};
    std::vector<std::uint32_t> tokens;
    std::vector<std::uint32_t> occurrences; // empty when they are not wanted
};

/// Adds the tokens of one text after the other to rows, each once a row.
class RowMaker {
public:
    explicit RowMaker(bool count_occurrences) : counting_{count_occurrences} {}

    void add(std::uint32_t token) {
        if (token >= last_place_.size()) {
            last_place_.resize(std::max<std::size_t>(2 * last_place_.size(), token + 1024U), 0);
        }
        // A place before this row's start was set by another row; places count from 1.
        if (last_place_[token] > rows_.offsets.back()) {
            if (counting_) {
                ++rows_.occurrences[last_place_[token] - 1];
            }
            return;
        }
        rows_.tokens.push_back(token);
        if (counting_) {
            rows_.occurrences.push_back(1);
        }
        last_place_[token] = rows_.tokens.size();
    }
    void end_row() { rows_.offsets.push_back(rows_.tokens.size()); }
    [[nodiscard]] RawRows take() { return std::move(rows_); }

private:
    bool counting_;
    RawRows rows_;
    std::vector<std::size_t> last_place_;
};

/// Numbers that order keys as their first bytes do; equal ones are told apart by the keys themselves.
using Head = std::array<std::uint64_t, 2>;

Head head_of(std::uint64_t key) noexcept { return {key, 0}; }
Head head_of(std::string_view key) noexcept {
    constexpr std::size_t bytes = 8;
    Head head{};
    for (std::size_t at = 0; at < std::min(key.size(), head.size() * bytes); ++at) {
        const std::uint64_t byte = static_cast<unsigned char>(key[at]);
        head[at / bytes] |= byte << (8 * (bytes - 1 - at % bytes));
    }
    return head;
}

/// Rank of every key in ascending order.
template <class Key>
std::vector<std::uint32_t> ranks_of(const std::vector<Key>& keys) {
    struct Entry {
        Head head{};
        std::uint32_t number = 0;
    };
    std::vector<Entry> order;
    order.reserve(keys.size());
    for (std::uint32_t number = 0; number < keys.size(); ++number) {
        order.push_back({head_of(keys[number]), number});
    }
    std::sort(order.begin(), order.end(), [&](const Entry& a, const Entry& b) {
        if (a.head[0] != b.head[0]) {
            return a.head[0] < b.head[0];
        }
        return a.head[1] != b.head[1] ? a.head[1] < b.head[1] : keys[a.number] < keys[b.number];
    });
    std::vector<std::uint32_t> ranks(keys.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank].number] = rank;
    }
    return ranks;
}

/// Renumbers the tokens of one row and puts them in ascending order, with what stands beside them.
void sort_row(RawRows& rows, std::size_t row, const std::vector<std::uint32_t>& ranks,
              std::vector<std::uint64_t>& together) {
    const std::size_t begin = rows.offsets[row];
    const std::size_t end = rows.offsets[row + 1];
    for (std::size_t at = begin; at < end; ++at) {
        rows.tokens[at] = ranks[rows.tokens[at]];
    }
    const auto token_at = [&](std::size_t at) {
        return rows.tokens.begin() + static_cast<std::ptrdiff_t>(at);
    };
    if (rows.occurrences.empty()) {
        std::sort(token_at(begin), token_at(end));
        return;
    }
    together.clear();
    for (std::size_t at = begin; at < end; ++at) {
        together.push_back(std::uint64_t{rows.tokens[at]} << 32U | rows.occurrences[at]);
    }
    std::sort(together.begin(), together.end());
    for (std::size_t at = begin; at < end; ++at) {
        rows.tokens[at] = static_cast<std::uint32_t>(together[at - begin] >> 32U);
        rows.occurrences[at] = static_cast<std::uint32_t>(together[at - begin]);
    }
}

template <class Key>
SetCollection finish(RawRows rows, const std::vector<Key>& keys, RunControl* control) {
    constexpr std::size_t rows_a_task = 4096;
    const std::vector<std::uint32_t> ranks = ranks_of(keys);
    const std::size_t count = rows.offsets.size() - 1;
    detail::run_in_parallel((count + rows_a_task - 1) / rows_a_task, control, "similarity: tokens",
                            [&](std::size_t task, RunControl* own) {
                                StageTicker ticker{own};
                                std::vector<std::uint64_t> together;
                                const std::size_t begin = task * rows_a_task;
                                for (std::size_t k = begin; k < std::min(count, begin + rows_a_task); ++k) {
                                    ticker.step();
                                    sort_row(rows, k, ranks, together);
                                }
                            });
    return {std::move(rows.offsets), std::move(rows.tokens), keys.size(), std::move(rows.occurrences)};
}

/// Makes one row a text with `split(text, table, add)`, which adds the tokens of a text.
template <class Key, class Split>
SetCollection rows_of(std::span<const std::string_view> texts, bool count_occurrences, RunControl* control,
                      Split split) {
    if (texts.size() > most_records) {
        throw InvalidArgument{"more than 2^32 - 2 texts"};
    }
    StageTicker ticker{control, "similarity: tokens", texts.size()};
    TokenTable<Key> table;
    RowMaker maker{count_occurrences};
    for (std::size_t k = 0; k < texts.size(); ++k) {
        ticker.step(1 + texts[k].size() / 64);
        if (first_invalid_utf8(texts[k]) != texts[k].size()) {
            throw InvalidArgument{"text " + std::to_string(k) + " is not well-formed UTF-8"};
        }
        split(texts[k], [&](const Key& key) { maker.add(table.number(key)); });
        maker.end_row();
    }
    return finish(maker.take(), table.keys(), control);
}

/// Bytes of the code point that begins with `lead`.
std::size_t code_point_bytes(char lead) noexcept {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte < 0x80) {
        return 1;
    }
    return byte < 0xE0 ? 2 : (byte < 0xF0 ? 3 : 4);
}

std::uint64_t code_point_at(std::string_view text, std::size_t at, std::size_t bytes) noexcept {
    constexpr std::array<std::uint64_t, 5> payload_of_lead{0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint64_t value = static_cast<unsigned char>(text[at]) & payload_of_lead[bytes];
    for (std::size_t k = 1; k < bytes; ++k) {
        value = value << 6U | (static_cast<unsigned char>(text[at + k]) & 0x3FU);
    }
    return value;
}

/// Up to three code points as one number that compares as the text does: each takes 21 bits, its value plus
/// one, so that "no more code points" comes first.
SetCollection packed_ngrams(std::span<const std::string_view> texts, NgramOptions options,
                            RunControl* control) {
    constexpr unsigned bits = 21;
    const auto length = static_cast<unsigned>(options.length);
    const std::uint64_t window = (std::uint64_t{1} << (bits * length)) - 1;
    return rows_of<std::uint64_t>(texts, options.count_occurrences, control,
                                  [&](std::string_view text, auto add) {
                                      std::uint64_t key = 0;
                                      unsigned points = 0;
                                      for (std::size_t at = 0; at < text.size();) {
                                          const std::size_t bytes = code_point_bytes(text[at]);
                                          key = (key << bits | (code_point_at(text, at, bytes) + 1)) & window;
                                          at += bytes;
                                          if (++points >= length) {
                                              add(key);
                                          }
                                      }
                                      if (points > 0 && points < length) {
                                          add(key << (bits * (length - points)));
                                      }
                                  });
}

SetCollection long_ngrams(std::span<const std::string_view> texts, NgramOptions options,
                          RunControl* control) {
    const auto length = static_cast<std::size_t>(options.length);
    return rows_of<std::string_view>(texts, options.count_occurrences, control,
                                     [&](std::string_view text, auto add) {
                                         std::size_t begin = 0;
                                         std::size_t points = 0;
                                         for (std::size_t end = 0; end < text.size();) {
                                             end += code_point_bytes(text[end]);
                                             if (++points >= length) {
                                                 add(text.substr(begin, end - begin));
                                                 begin += code_point_bytes(text[begin]);
                                             }
                                         }
                                         if (points > 0 && points < length) {
                                             add(text);
                                         }
                                     });
}

} // namespace

SetCollection::SetCollection(std::vector<std::size_t> offsets, std::vector<std::uint32_t> tokens,
                             std::size_t vocabulary, std::vector<std::uint32_t> occurrences)
    : offsets_{std::move(offsets)}, tokens_{std::move(tokens)}, occurrences_{std::move(occurrences)},
      vocabulary_{vocabulary} {
    if (offsets_.empty() || offsets_.front() != 0 || offsets_.back() != tokens_.size() ||
        !std::is_sorted(offsets_.begin(), offsets_.end()) || size() > most_records) {
        throw InvalidArgument{"offsets of sets must ascend from 0 to the number of tokens"};
    }
    if (!occurrences_.empty() && occurrences_.size() != tokens_.size()) {
        throw InvalidArgument{"occurrences must be as many as tokens, or none"};
    }
    for (std::size_t record = 0; record < size(); ++record) {
        const std::span<const std::uint32_t> set = (*this)[record];
        if (std::adjacent_find(set.begin(), set.end(), std::greater_equal<>{}) != set.end() ||
            (!set.empty() && set.back() >= vocabulary_)) {
            throw InvalidArgument{"tokens of a set must ascend and be below the vocabulary"};
        }
    }
}

SetCollection ngram_sets(std::span<const std::string_view> texts, NgramOptions options, RunControl* control) {
    if (options.length < 1) {
        throw InvalidArgument{"the length of n-grams must be at least 1"};
    }
    return options.length <= 3 ? packed_ngrams(texts, options, control)
                               : long_ngrams(texts, options, control);
}

SetCollection word_sets(std::span<const std::string_view> texts, WordOptions options, RunControl* control) {
    const auto is_blank = [](char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); };
    return rows_of<std::string_view>(texts, options.count_occurrences, control,
                                     [&](std::string_view text, auto add) {
                                         for (std::size_t at = 0; at < text.size(); ++at) {
                                             const std::size_t begin = at;
                                             while (at < text.size() && !is_blank(text[at])) {
                                                 ++at;
                                             }
                                             if (at > begin) {
                                                 add(text.substr(begin, at - begin));
                                             }
                                         }
                                     });
}

} // namespace samspill
