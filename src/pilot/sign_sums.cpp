#include "pilot/sign_sums.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#define SAMSPILL_INLINE __attribute__((always_inline)) inline

namespace samspill::detail {
namespace {

constexpr std::size_t rows_of_table = 4;
constexpr std::size_t entries = std::size_t{1} << rows_of_table;
constexpr std::size_t tables_of_word = sign_rows / rows_of_table;
constexpr std::size_t table_size = entries * sign_columns;

/// Half the columns; where registers are narrower the compiler uses several.
using Lanes = double __attribute__((vector_size(sign_columns / 2 * sizeof(double))));

SAMSPILL_INLINE void kernel_body(const double* tables, std::span<const std::uint64_t> words, double* sums) {
    for (std::size_t d = 0; d < words.size(); ++d) {
        std::uint64_t word = words[d];
        double* const own = sums + d * sign_columns;
        std::array<Lanes, 2> sum{};
        std::memcpy(&sum, own, sizeof sum);
        for (std::size_t t = 0; t < tables_of_word; ++t) {
            std::array<Lanes, 2> entry{};
            std::memcpy(&entry, tables + t * table_size + word % entries * sign_columns, sizeof entry);
            sum[0] += entry[0];
            sum[1] += entry[1];
            word /= entries;
        }
        std::memcpy(own, &sum, sizeof sum);
    }
}

void kernel_scalar(const SignTables& tables, std::span<const std::uint64_t> words, double* sums) {
    kernel_body(tables.sums(), words, sums);
}

#if SAMSPILL_WIDE_X86
__attribute__((target("avx512f"))) void
kernel_avx512(const SignTables& tables, std::span<const std::uint64_t> words, double* sums) {
    kernel_body(tables.sums(), words, sums);
}
__attribute__((target("avx2"))) void kernel_avx2(const SignTables& tables,
                                                 std::span<const std::uint64_t> words, double* sums) {
    kernel_body(tables.sums(), words, sums);
}
#endif

} // namespace

SignTables::SignTables() : sums_(tables_of_word * table_size) {}

void SignTables::fill(std::span<const double> rows) {
    const std::size_t known = rows.size() / sign_columns;
    std::fill(sums_.begin(), sums_.end(), 0.0);
    for (std::size_t row = 0; row < known; ++row) {
        const double* const numbers = rows.data() + row * sign_columns;
        double* const table = sums_.data() + row / rows_of_table * table_size;
        const std::size_t turned = std::size_t{1} << row % rows_of_table;
        for (std::size_t e = 0; e < entries; ++e) {
            const double sign = (e & turned) != 0 ? -1.0 : 1.0;
            for (std::size_t c = 0; c < sign_columns; ++c) {
                table[e * sign_columns + c] += sign * numbers[c];
            }
        }
    }
}

AddSignedSums signed_sums_kernel(InstructionSet set) noexcept {
#if SAMSPILL_WIDE_X86
    if (set == InstructionSet::avx512) {
        return kernel_avx512;
    }
    if (set == InstructionSet::avx2) {
        return kernel_avx2;
    }
#endif
    static_cast<void>(set);
    return kernel_scalar;
}

} // namespace samspill::detail
