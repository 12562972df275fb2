// Private to analysis: exact tests of many forums' seats, each different one made once.
#pragma once

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/exact_test.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace samspill::detail {

enum class SeatTest : std::uint8_t { multinomial, hypergeometric };

/// Forums are often alike: the same seats by sector against the same baseline.
class SeatTests {
public:
    explicit SeatTests(const ExactTestOptions& options) : options_{options} {}

    /// Number of a test's answer. Seats and, for the hypergeometric test, the pool must be whole, else the
    /// test is not applicable.
    std::size_t add(SeatTest kind, std::vector<double> seats, std::vector<double> weights);
    /// Makes the tests that were added, in parallel.
    void compute(RunControl* control);
    [[nodiscard]] const ExactTest& test(std::size_t number) const { return tests_[number]; }

private:
    using Key = std::tuple<SeatTest, std::vector<double>, std::vector<double>>;

    ExactTestOptions options_;
    std::map<Key, std::size_t> numbers_;
    std::vector<const Key*> keys_; // by number; keys of the map stay where they are
    std::vector<ExactTest> tests_;
};

} // namespace samspill::detail
