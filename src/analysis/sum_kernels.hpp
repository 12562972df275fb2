// Private to the analyses: the two inner loops of sums over coalitions, chosen by the running machine.
#pragma once

#include "similarity/instruction_set.hpp"

#include <cstddef>
#include <cstdint>

namespace samspill::detail {

/// Loops of one instruction set. All sets give the same bits: operations are those of eight lanes side by
/// side, whatever registers hold them.
struct SumKernels {
    /// sums[s] += ratio * sums[s - shift] for s from end - 1 down to begin; needs begin >= shift > 0.
    void (*add_shifted)(double* sums, std::size_t begin, std::size_t end, std::size_t shift,
                        double ratio) = nullptr;
    /// counts[s] += counts[s - shift] likewise, modulo 2^64.
    void (*add_shifted_counts)(std::uint64_t* counts, std::size_t begin, std::size_t end,
                               std::size_t shift) = nullptr;
    /// Sum of `count` numbers.
    double (*total)(const double* numbers, std::size_t count) = nullptr;
};

/// The loops of an instruction set that this machine has.
[[nodiscard]] SumKernels sum_kernels(InstructionSet set) noexcept;
/// The fastest loops of this machine.
[[nodiscard]] const SumKernels& best_sum_kernels();

} // namespace samspill::detail
