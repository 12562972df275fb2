// Private to the pilots: sums of rows of numbers with a sign for each row, for many draws of the signs.
#pragma once

#include "similarity/instruction_set.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Columns side by side.
inline constexpr std::size_t sign_columns = 16;
/// Rows that one random word gives signs to.
inline constexpr std::size_t sign_rows = 64;

/// All sums ±a ±b ±c ±d of each four rows, so that four signs cost one look-up and one addition. Four are few
/// enough for the tables of a word to stay in the nearest cache.
class SignTables {
public:
    SignTables();

    /// `rows`: up to sign_rows times sign_columns numbers, row by row; rows that are not there count as 0.
    void fill(std::span<const double> rows);
    /// The sums of rows 4 k to 4 k + 3 start at (k · 16 + e) · sign_columns; bit b of e turns row 4 k + b.
    [[nodiscard]] const double* sums() const noexcept { return sums_.data(); }

private:
    std::vector<double> sums_;
};

/// Adds to sums[d · sign_columns + c], for each of some draws d, Σ ± row[c]: bit r of words[d] turns row r.
/// All sets of instructions give the same bits.
using AddSignedSums = void (*)(const SignTables& tables, std::span<const std::uint64_t> words, double* sums);
[[nodiscard]] AddSignedSums signed_sums_kernel(InstructionSet set) noexcept;

} // namespace samspill::detail
