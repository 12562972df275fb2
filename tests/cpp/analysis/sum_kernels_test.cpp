// The loops of every instruction set that this machine has, against plain loops; and the quadrature.
#include "analysis/sum_kernels.hpp"

#include "analysis/gauss_legendre.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {
namespace {

std::vector<double> numbers(std::size_t count) {
    std::vector<double> values;
    for (std::size_t k = 0; k < count; ++k) {
        values.push_back(1.0 / static_cast<double>(k * k % 97 + 1));
    }
    return values;
}

TEST(SumKernels, AddShiftedGivesTheBitsOfAPlainLoop) {
    for (const InstructionSet set : available_instruction_sets()) {
        const SumKernels kernels = sum_kernels(set);
        for (const std::size_t shift : {1U, 2U, 3U, 7U, 8U, 9U, 40U, 99U}) {
            for (const std::size_t end : {100U, 101U, 107U, 117U}) {
                std::vector<double> found = numbers(120);
                std::vector<double> expected = found;
                for (std::size_t s = end; s > shift; --s) {
                    expected[s - 1] += 0.3 * expected[s - 1 - shift];
                }
                kernels.add_shifted(found.data(), shift, end, shift, 0.3);
                EXPECT_EQ(found, expected) << "shift " << shift << " end " << end;
            }
        }
    }
}

TEST(SumKernels, CountsWrapRoundAsInAPlainLoop) {
    for (const InstructionSet set : available_instruction_sets()) {
        for (const std::size_t shift : {1U, 5U, 8U, 30U}) {
            std::vector<std::uint64_t> found(77, 0x9e3779b97f4a7c15U);
            std::vector<std::uint64_t> expected = found;
            for (std::size_t s = 75; s > shift; --s) {
                expected[s - 1] += expected[s - 1 - shift];
            }
            sum_kernels(set).add_shifted_counts(found.data(), shift, 75, shift);
            EXPECT_EQ(found, expected) << "shift " << shift;
        }
    }
}

TEST(SumKernels, TotalsAreEqualInEveryInstructionSet) {
    for (const std::size_t count : {0U, 1U, 7U, 8U, 15U, 64U, 100U}) {
        const std::vector<double> values = numbers(count);
        const double expected = sum_kernels(InstructionSet::scalar).total(values.data(), count);
        double plain = 0.0;
        for (const double value : values) {
            plain += value;
        }
        EXPECT_NEAR(expected, plain, 1e-13);
        for (const InstructionSet set : available_instruction_sets()) {
            EXPECT_EQ(sum_kernels(set).total(values.data(), count), expected);
        }
    }
}

TEST(GaussLegendre, IsExactForPolynomials) {
    for (const std::size_t nodes : {2U, 4U, 10U, 50U, 500U}) {
        const std::vector<NodePair> pairs = gauss_legendre(nodes);
        ASSERT_EQ(pairs.size(), nodes / 2);
        for (const std::size_t degree : {std::size_t{0}, std::size_t{1}, nodes, 2 * nodes - 1}) {
            double integral = 0.0;
            for (const NodePair& pair : pairs) {
                EXPECT_GT(pair.p, 0.0);
                EXPECT_LT(pair.p, 0.5);
                const auto exponent = static_cast<double>(degree);
                integral += pair.weight * (std::pow(pair.p, exponent) + std::pow(1.0 - pair.p, exponent));
            }
            EXPECT_NEAR(integral * (static_cast<double>(degree) + 1.0), 1.0, 1e-12);
        }
    }
}

TEST(GaussLegendre, HasTheNodesOfTheTables) {
    const std::vector<NodePair> two = gauss_legendre(2); // (1 -+ sqrt(1/3)) / 2, weights 1/2
    EXPECT_NEAR(two[0].p, 0.21132486540518713, 1e-15);
    EXPECT_DOUBLE_EQ(two[0].weight, 0.5);
    const std::vector<NodePair> four = gauss_legendre(4);
    EXPECT_NEAR(four[0].p, (1.0 - 0.339981043584856) / 2.0, 1e-15);
    EXPECT_NEAR(four[1].p, (1.0 - 0.861136311594053) / 2.0, 1e-15);
    EXPECT_NEAR(four[0].weight, 0.652145154862546 / 2.0, 1e-15);
    EXPECT_NEAR(four[1].weight, 0.347854845137454 / 2.0, 1e-15);
}

} // namespace
} // namespace samspill::detail
