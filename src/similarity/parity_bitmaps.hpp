// Private to the similarity layer: bitmaps of sets, each bit the parity of the tokens that hash to it.
#pragma once

#include <samspill/similarity/set_collection.hpp>

#include "similarity/parity_scan.hpp"
#include "similarity/tile.hpp"
#include "similarity/token_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Bitmaps of `bits` bits, a power of two from 32 on, of records in the order of a scan. Words are of 32 bits
/// when `bits` is 32 and of 64 otherwise.
template <class Word>
class ParityBitmaps {
public:
    ParityBitmaps(const SetCollection& records, std::span<const std::uint32_t> order, std::size_t bits)
        : count_{bits / word_bits}, stride_{order.size() + scan_padding}, words_(count_ * stride_, 0) {
        for (std::size_t position = 0; position < order.size(); ++position) {
            for (const std::uint32_t token : records[order[position]]) {
                const std::uint64_t bit = hash_of(token) & (bits - 1);
                words_[bit / word_bits * stride_ + position] ^= Word{1} << (bit % word_bits);
            }
        }
    }

    [[nodiscard]] BitmapPlanes<Word> planes() const noexcept { return {words_.data(), stride_, count_}; }

    /// The bitmaps of `queries` (at least one) records from `first` on, the last one repeated to a full tile.
    void copy_tile(std::uint32_t first, std::uint32_t queries, std::vector<Word>& tile) const {
        tile.resize(tile_queries * count_);
        for (std::uint32_t query = 0; query < tile_queries; ++query) {
            const std::size_t position = first + std::min(query, queries - 1);
            for (std::size_t word = 0; word < count_; ++word) {
                tile[query * count_ + word] = words_[word * stride_ + position];
            }
        }
    }

private:
    static constexpr std::size_t word_bits = 8 * sizeof(Word);
    std::size_t count_;
    std::size_t stride_;
    std::vector<Word> words_;
};

} // namespace samspill::detail
