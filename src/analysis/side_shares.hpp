// Private to analysis: intervals and equivalence tests of many forums' shares of one side, each different one
// made once.
#pragma once

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/representation_result.hpp>

#include "forum_seats.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

namespace samspill::detail {

struct SideOptions {
    double level = 0.95;
    std::optional<double> margin;
    ExactTestOptions tests;
};

class SideShares {
public:
    explicit SideShares(const SideOptions& options) : options_{options} {}

    /// Number of the answer for a forum with these seats and expectation.
    std::size_t add(const SectorWeights& seats, const SectorExpectation& expectation);
    /// Makes what was added, in parallel.
    void compute(RunControl* control);
    [[nodiscard]] const SideShare& share(std::size_t number) const { return shares_[number]; }

private:
    /// Side, its seats, those of both sides, expected share; or the reason why there is none.
    using Key = std::tuple<std::optional<std::uint8_t>, std::int64_t, std::int64_t, double, std::string_view>;

    [[nodiscard]] static Key key_of(const SectorWeights& seats, const SectorExpectation& expectation);
    [[nodiscard]] SideShare made(const Key& key) const;

    SideOptions options_;
    std::map<Key, std::size_t> numbers_;
    std::vector<const Key*> keys_; // by number; keys of the map stay where they are
    std::vector<SideShare> shares_;
};

} // namespace samspill::detail
