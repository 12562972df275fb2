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

constexpr std::size_t half = sign_columns / 2;
/// Half the columns; where registers are narrower the compiler uses several.
using Lanes = double __attribute__((vector_size(half * sizeof(double))));

SAMSPILL_INLINE void kernel_body(const double* tables, std::span<const std::uint64_t> words, double* sums) {
    for (std::size_t d = 0; d < words.size(); ++d) {
        std::uint64_t word = words[d];
        double* const own = sums + d * sign_columns;
        Lanes first{}; // two by name: of an array the compiler keeps a copy in memory
        Lanes second{};
        std::memcpy(&first, own, sizeof first);
        std::memcpy(&second, own + half, sizeof second);
        for (std::size_t t = 0; t < tables_of_word; ++t) {
            const double* const entry = tables + t * table_size + word % entries * sign_columns;
            Lanes more{};
            std::memcpy(&more, entry, sizeof more);
            first += more;
            std::memcpy(&more, entry + half, sizeof more);
            second += more;
            word /= entries;
        }
        std::memcpy(own, &first, sizeof first);
        std::memcpy(own + half, &second, sizeof second);
    }
}

void kernel_scalar(const SignTables& tables, std::span<const std::uint64_t> words, double* sums) {
    kernel_body(tables.sums(), words, sums);
}

#if SAMSPILL_WIDE_X86
__attribute__((target("avx512f"))) void kernel_avx512(const SignTables& tables,
                                                      std::span<const std::uint64_t> words, double* sums) {
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
    constexpr std::array<double, sign_columns> none{};
    for (std::size_t row = 0; row < sign_rows; ++row) {
        const double* const numbers = row < known ? rows.data() + row * sign_columns : none.data();
        double* const table = sums_.data() + row / rows_of_table * table_size;
        if (row % rows_of_table == 0) {
            std::fill_n(table, sign_columns, 0.0);
        }
        // sums of the rows before, without and with this one turned
        const std::size_t before = std::size_t{1} << row % rows_of_table;
        for (std::size_t e = 0; e < before; ++e) {
            double* const kept = table + e * sign_columns;
            double* const turned = kept + before * sign_columns;
            for (std::size_t c = 0; c < sign_columns; ++c) {
                turned[c] = kept[c] - numbers[c];
                kept[c] += numbers[c];
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
