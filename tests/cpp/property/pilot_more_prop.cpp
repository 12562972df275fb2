// Further effects of pilots: what must hold for any outcomes (methods 2.6).
#include <samspill/pilot/synthetic_control.hpp>

#include "support/panel_columns.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using testing_support::PanelColumns;

std::vector<double> any_numbers(int count) {
    std::vector<double> numbers;
    numbers.reserve(static_cast<std::size_t>(count));
    for (int k = 0; k < count; ++k) {
        numbers.push_back(0.25 * *rc::gen::inRange(-40, 40));
    }
    return numbers;
}

RC_GTEST_PROP(SyntheticControl, WeightsAreOnTheSimplexAndNoOtherFitsBetter, ()) {
    const int before = *rc::gen::inRange(1, 6);
    const int donors = *rc::gen::inRange(2, 9);
    std::vector<std::vector<double>> outcomes;
    PanelColumns panel;
    for (int unit = 0; unit <= donors; ++unit) {
        outcomes.push_back(any_numbers(before + 2));
        panel.add(static_cast<std::uint32_t>(unit), outcomes.back());
    }
    SyntheticControlOptions options;
    options.poor_fit = 1e6;
    const SyntheticControlResult result =
        synthetic_control({panel.unit, panel.period, panel.outcome, 0, before + 1}, options);
    RC_PRE(result.status == Status::ok);
    double sum = 0.0;
    for (const DonorWeight& donor : result.weights) {
        RC_ASSERT(donor.weight > 0.0);
        sum += donor.weight;
    }
    RC_ASSERT(std::abs(sum - 1.0) < 1e-9);
    // Karush, Kuhn & Tucker: gap · (donor - synthetic) is 0 where a donor has a weight, and never above
    const auto toward = [&](std::uint32_t unit) {
        double product = 0.0;
        for (std::size_t t = 0; t < static_cast<std::size_t>(before); ++t) {
            product += result.gaps[t].gap * (outcomes[unit][t] - result.gaps[t].synthetic);
        }
        return product;
    };
    for (std::uint32_t unit = 1; unit <= static_cast<std::uint32_t>(donors); ++unit) {
        RC_ASSERT(toward(unit) < 1e-8);
    }
    for (const DonorWeight& donor : result.weights) {
        RC_ASSERT(std::abs(toward(donor.unit)) < 1e-8);
    }
    if (result.p) {
        RC_ASSERT(*result.p >= *result.smallest_p);
        RC_ASSERT(*result.p <= 1.0);
    }
}

} // namespace
} // namespace samspill
