#include "analysis/gauss_legendre.hpp"

#include <cmath>
#include <numbers>

namespace samspill::detail {
namespace {

/// Cosine for 0 <= x <= pi / 2 by its series: std::cos may differ in the last digit between platforms.
double cosine(double x) {
    const double square = x * x;
    double series = 1.0;
    for (int k = 26; k >= 2; k -= 2) {
        series = 1.0 - series * square / (k * (k - 1));
    }
    return series;
}

/// Legendre's polynomial of a degree and its derivative.
struct Legendre {
    double value = 0.0;
    double slope = 0.0;
};

Legendre legendre(std::size_t degree, double x) {
    double before = 0.0;
    double value = 1.0;
    for (std::size_t k = 1; k <= degree; ++k) {
        const auto n = static_cast<double>(k);
        const double next = ((2.0 * n - 1.0) * x * value - (n - 1.0) * before) / n;
        before = value;
        value = next;
    }
    return {value, static_cast<double>(degree) * (x * value - before) / (x * x - 1.0)};
}

} // namespace

std::vector<NodePair> gauss_legendre(std::size_t nodes) {
    std::vector<NodePair> pairs;
    pairs.reserve(nodes / 2);
    const auto n = static_cast<double>(nodes);
    for (std::size_t k = nodes / 2; k > 0; --k) {
        // Tricomi's guess is so near that Newton's steps double the right digits from the first.
        const double shrink = 1.0 - (n - 1.0) / (8.0 * n * n * n);
        double x = shrink * cosine(std::numbers::pi * (4.0 * static_cast<double>(k) - 1.0) / (4.0 * n + 2.0));
        for (int step = 0; step < 4; ++step) {
            const Legendre here = legendre(nodes, x);
            x -= here.value / here.slope;
        }
        const double slope = legendre(nodes, x).slope;
        pairs.push_back({(1.0 - x) / 2.0, 1.0 / ((1.0 - x * x) * slope * slope)});
    }
    return pairs;
}

} // namespace samspill::detail
