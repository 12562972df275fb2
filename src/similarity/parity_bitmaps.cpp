#include "similarity/parity_bitmaps.hpp"

#include "core/parallel.hpp"
#include "similarity/token_table.hpp"

#include <algorithm>
#include <bit>

namespace samspill::detail {

namespace {

constexpr std::size_t word_bits = 64;
constexpr std::size_t most_words = ParityBitmaps::most_bits / word_bits;

} // namespace

constexpr std::size_t ParityBitmaps::place_of(std::size_t bits) noexcept {
    return static_cast<std::size_t>(std::countr_zero(bits / word_bits));
}

ParityBitmaps::ParityBitmaps(const SetCollection& records, std::span<const std::uint32_t> order,
                             std::uint32_t widths, RunControl* control)
    : stride_{order.size() + scan_padding} {
    if (widths == 0) {
        return;
    }
    const std::size_t widest = std::max<std::size_t>(std::bit_floor(widths), word_bits);
    if ((widths & fewest_bits) != 0) {
        narrow_.resize(stride_);
    }
    for (std::size_t bits = word_bits; bits <= most_bits; bits *= 2) {
        if ((widths & bits) != 0) {
            wide_[place_of(bits)].resize(bits / word_bits * stride_);
        }
    }
    const std::size_t tasks = (order.size() + chunk_records - 1) / chunk_records;
    run_in_parallel(tasks, control, "similarity: bitmaps", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        const std::size_t begin = task * chunk_records;
        for (std::size_t at = begin; at < std::min(order.size(), begin + chunk_records); ++at) {
            ticker.step();
            std::array<std::uint64_t, most_words> bitmap{};
            for (const std::uint32_t token : records[order[at]]) {
                const std::uint64_t bit = hash_of(token) & (widest - 1);
                bitmap[bit / word_bits] ^= std::uint64_t{1} << (bit % word_bits);
            }
            keep(std::span{bitmap}.first(widest / word_bits), at);
        }
    });
}

void ParityBitmaps::keep(std::span<std::uint64_t> bitmap, std::size_t position) {
    for (std::size_t words = bitmap.size(); words > 0; words /= 2) {
        std::vector<std::uint64_t>& planes = wide_[place_of(words * word_bits)];
        for (std::size_t word = 0; word < words && !planes.empty(); ++word) {
            planes[word * stride_ + position] = bitmap[word];
        }
        for (std::size_t word = 0; word < words / 2; ++word) {
            bitmap[word] ^= bitmap[word + words / 2];
        }
    }
    if (!narrow_.empty()) {
        narrow_[position] = static_cast<std::uint32_t>(bitmap[0] ^ bitmap[0] >> 32U);
    }
}

ParityBitmaps ParityBitmaps::gathered(std::span<const std::uint32_t> places) const {
    ParityBitmaps result;
    result.stride_ = places.size() + scan_padding;
    const auto gather = [&](const auto& from, auto& to) {
        to.resize(from.size() / stride_ * result.stride_);
        for (std::size_t plane = 0; plane < from.size() / stride_; ++plane) {
            for (std::size_t at = 0; at < places.size(); ++at) {
                to[plane * result.stride_ + at] = from[plane * stride_ + places[at]];
            }
        }
    };
    gather(narrow_, result.narrow_);
    for (std::size_t width = 0; width < wide_widths; ++width) {
        gather(wide_[width], result.wide_[width]);
    }
    return result;
}

void ParityBitmaps::copy_tile(std::uint32_t bits, std::uint32_t first, std::uint32_t queries,
                              ParityTile& tile) const {
    const std::size_t words = bits / word_bits;
    tile.wide.resize(tile_queries * words);
    for (std::uint32_t query = 0; query < tile_queries; ++query) {
        const std::size_t position = first + std::min(query, queries - 1);
        if (bits == fewest_bits) {
            tile.narrow[query] = narrow_[position];
        }
        for (std::size_t word = 0; word < words; ++word) {
            tile.wide[query * words + word] = wide_[place_of(bits)][word * stride_ + position];
        }
    }
}

std::size_t ParityBitmaps::scan(const ParityScans& scans, std::uint32_t bits, const ParityTile& tile,
                                TileRange range, std::uint32_t limit, Hit* hits) const {
    if (bits == fewest_bits) {
        return scans.narrow({narrow_.data(), stride_, 1}, tile.narrow.data(), range, limit, hits);
    }
    return scans.wide({wide_[place_of(bits)].data(), stride_, bits / word_bits}, tile.wide.data(), range,
                      limit, hits);
}

} // namespace samspill::detail
