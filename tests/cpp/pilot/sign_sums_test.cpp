#include "pilot/sign_sums.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace samspill::detail {
namespace {

std::vector<double> some_numbers(std::size_t count) {
    std::mt19937 random{3};
    std::uniform_int_distribution<int> any{-1000, 1000}; // whole: every order of adding is exact
    std::vector<double> numbers;
    numbers.reserve(count);
    for (std::size_t k = 0; k < count; ++k) {
        numbers.push_back(any(random));
    }
    return numbers;
}

std::vector<std::uint64_t> some_words(std::size_t count) {
    std::mt19937_64 random{4};
    std::vector<std::uint64_t> words{0, ~std::uint64_t{0}, 1, std::uint64_t{1} << 63U};
    while (words.size() < count) {
        words.push_back(random());
    }
    words.resize(count);
    return words;
}

/// 5 and each row after the other, for each draw.
std::vector<double> sums_by_loops(const std::vector<double>& numbers,
                                  const std::vector<std::uint64_t>& words) {
    std::vector<double> sums(words.size() * sign_columns, 5.0);
    for (std::size_t k = 0; k < sums.size(); ++k) {
        std::uint64_t word = words[k / sign_columns];
        for (std::size_t r = k % sign_columns; r < numbers.size(); r += sign_columns) {
            sums[k] += word % 2 == 0 ? numbers[r] : -numbers[r];
            word /= 2;
        }
    }
    return sums;
}

TEST(SignSums, EqualOneAdditionARow) {
    for (const std::size_t rows : {1U, 2U, 3U, 4U, 5U, 37U, 63U, 64U}) {
        const std::vector<double> numbers = some_numbers(rows * sign_columns);
        SignTables tables;
        tables.fill(some_numbers(sign_rows * sign_columns)); // nothing of what was there before stays
        tables.fill(numbers);
        for (const std::size_t draws : {1U, 2U, 7U, 33U}) {
            const std::vector<std::uint64_t> words = some_words(draws);
            for (const InstructionSet set : available_instruction_sets()) {
                std::vector<double> sums(draws * sign_columns, 5.0);
                signed_sums_kernel(set)(tables, words, sums.data());
                EXPECT_EQ(sums, sums_by_loops(numbers, words)) << rows << " rows, " << draws << " draws";
            }
        }
    }
}

TEST(SignSums, AllInstructionSetsGiveTheSameBits) {
    std::vector<double> numbers = some_numbers(61 * sign_columns);
    for (double& number : numbers) {
        number /= 7.0;
    }
    SignTables tables;
    tables.fill(numbers);
    const std::vector<std::uint64_t> words = some_words(101);
    std::vector<double> expected(words.size() * sign_columns, 0.1);
    signed_sums_kernel(InstructionSet::scalar)(tables, words, expected.data());
    for (const InstructionSet set : available_instruction_sets()) {
        std::vector<double> sums(words.size() * sign_columns, 0.1);
        signed_sums_kernel(set)(tables, words, sums.data());
        EXPECT_EQ(sums, expected);
    }
}

} // namespace
} // namespace samspill::detail
