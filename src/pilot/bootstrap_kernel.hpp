// Private to the pilots: sixteen bootstrap replicates side by side.
#pragma once

#include "similarity/instruction_set.hpp"

#include <cstddef>
#include <cstdint>

namespace samspill::detail {

inline constexpr std::size_t bootstrap_lanes = 16;

/// Kernels of one set of instructions; all sets give the same bits.
struct BootstrapKernels {
    /// Blocks of random words: words[(4 · b + k) · lanes + l] becomes word k of block `first_block` + b of
    /// CounterRandom's stream `first_stream` + l.
    void (*fill_words)(std::uint64_t seed, std::uint64_t first_stream, std::uint64_t first_block,
                       std::size_t blocks, std::uint32_t* words);
    /// counts[i] becomes Poisson with mean 1, by inversion of words[i]; `number` is a multiple of the lanes.
    void (*fill_poisson)(const std::uint32_t* words, std::size_t number, std::uint8_t* counts);
    /// places[i] becomes the upper half of words[i] · bound; the smallest lower half is returned.
    std::uint32_t (*fill_places)(const std::uint32_t* words, std::size_t number, std::uint32_t bound,
                                 std::uint32_t* places);
    /// sums[j · lanes + l] becomes Σ_i counts[i · lanes + l] · values[i · columns + j], in the order of i and
    /// rounded once a term.
    void (*weighted_sums)(const std::uint8_t* counts, const double* values, std::size_t units,
                          std::size_t columns, double* sums);
};

[[nodiscard]] BootstrapKernels bootstrap_kernels(InstructionSet set) noexcept;

} // namespace samspill::detail
