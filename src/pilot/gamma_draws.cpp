#include "pilot/gamma_draws.hpp"

#include <samspill/core/numeric.hpp>

#include <cmath>

namespace samspill::detail {
namespace {

/// Never 0, so that it has a logarithm.
double positive_uniform(CounterRandom& random) noexcept { return 1.0 - random.uniform(); }

/// Marsaglia's polar method.
double draw_normal(CounterRandom& random) noexcept {
    while (true) {
        const double x = 2.0 * random.uniform() - 1.0;
        const double y = 2.0 * random.uniform() - 1.0;
        const double square = x * x + y * y;
        if (square > 0.0 && square < 1.0) {
            return x * std::sqrt(-2.0 * natural_log(square) / square);
        }
    }
}

} // namespace

double draw_gamma(double shape, CounterRandom& random) noexcept {
    if (shape < 1.0) {
        const double power = natural_log(positive_uniform(random)) / shape;
        const double scale = power < -690.0 ? 0.0 : exponential(power);
        return scale * draw_gamma(shape + 1.0, random);
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double x = draw_normal(random);
        const double root = 1.0 + c * x;
        if (root <= 0.0) {
            continue;
        }
        const double v = root * root * root;
        if (natural_log(positive_uniform(random)) < 0.5 * x * x + d * (1.0 - v + natural_log(v))) {
            return d * v;
        }
    }
}

} // namespace samspill::detail
