// Private to the similarity layer: which bitmaps differ in few bits from those of eight queries.
#pragma once

#include "similarity/instruction_set.hpp"
#include "similarity/tile.hpp"

#include <cstddef>
#include <cstdint>

namespace samspill::detail {

/// Bitmaps of all records, word by word: word w of record r is words[w * stride + r]. Readable up to
/// scan_padding records after the last one.
template <class Word>
struct BitmapPlanes {
    const Word* words = nullptr;
    std::size_t stride = 0;
    std::size_t count = 0; // words a record
};

/// Writes the pairs of the tile that differ in at most `limit` bits to `hits`, which has room for most_hits,
/// and returns their number. `queries` holds tile_queries bitmaps, each with its words side by side. The
/// order of hits depends on the kernel.
template <class Word>
using ParityScan = std::size_t (*)(const BitmapPlanes<Word>& planes, const Word* queries, TileRange range,
                                   std::uint32_t limit, Hit* hits);

/// Bitmaps of 32 bits have one word of 32; wider ones have words of 64.
struct ParityScans {
    ParityScan<std::uint32_t> narrow = nullptr;
    ParityScan<std::uint64_t> wide = nullptr;
};

/// The kernels of an instruction set that this machine has.
[[nodiscard]] ParityScans parity_scans(InstructionSet set) noexcept;

} // namespace samspill::detail
