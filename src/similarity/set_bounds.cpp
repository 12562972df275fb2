#include "similarity/set_bounds.hpp"

#include <algorithm>

namespace samspill::detail {

namespace {

std::int64_t divided_up(std::int64_t numerator, std::int64_t denominator) {
    return (numerator + denominator - 1) / denominator;
}

} // namespace

std::uint32_t least_overlap(const SetJoinOptions& options, std::uint32_t a, std::uint32_t b) {
    const std::int64_t p = options.threshold.numerator();
    const std::int64_t q = options.threshold.denominator();
    const std::int64_t both = std::int64_t{a} + b;
    // o / (a + b - o) >= p / q exactly when o (p + q) >= p (a + b); the others likewise.
    switch (options.measure) {
    case SetMeasure::dice:
        return static_cast<std::uint32_t>(divided_up(p * both, 2 * q));
    case SetMeasure::overlap:
        return static_cast<std::uint32_t>(divided_up(p * a, q));
    case SetMeasure::jaccard:
        break;
    }
    return static_cast<std::uint32_t>(divided_up(p * both, p + q));
}

std::uint32_t least_overlap_with_smaller(const SetJoinOptions& options, std::uint32_t b) {
    const std::int64_t p = options.threshold.numerator();
    const std::int64_t q = options.threshold.denominator();
    // The overlap is least with the smallest set that the threshold allows, which lies within the larger one.
    switch (options.measure) {
    case SetMeasure::dice:
        return static_cast<std::uint32_t>(divided_up(p * b, 2 * q - p));
    case SetMeasure::overlap:
        return 1;
    case SetMeasure::jaccard:
        break;
    }
    return static_cast<std::uint32_t>(divided_up(p * b, q));
}

std::uint32_t most_distance(const SetJoinOptions& options, SizeRange a, SizeRange b) {
    if (a.least == a.most && b.least == b.most) {
        return a.most + b.most - 2 * least_overlap(options, a.most, b.most);
    }
    const std::int64_t p = options.threshold.numerator();
    const std::int64_t q = options.threshold.denominator();
    const std::int64_t both = std::int64_t{a.most} + b.most;
    // a + b - 2 o with o not rounded up: it grows with both sizes, but for the overlap coefficient with a.
    switch (options.measure) {
    case SetMeasure::dice:
        return static_cast<std::uint32_t>(both * (q - p) / q);
    case SetMeasure::overlap: {
        const std::int64_t more_a_token = q - 2 * p;
        const std::int64_t a_with_most = more_a_token < 0 ? a.least : a.most;
        return static_cast<std::uint32_t>(b.most + a_with_most * more_a_token / q);
    }
    case SetMeasure::jaccard:
        break;
    }
    return static_cast<std::uint32_t>(both * (q - p) / (p + q));
}

double similarity_of(SetMeasure measure, std::size_t overlap, std::size_t a, std::size_t b) {
    const auto quotient = [](std::size_t part, std::size_t whole) {
        return static_cast<double>(part) / static_cast<double>(whole);
    };
    switch (measure) {
    case SetMeasure::dice:
        return quotient(2 * overlap, a + b);
    case SetMeasure::overlap:
        return quotient(overlap, std::min(a, b));
    case SetMeasure::jaccard:
        break;
    }
    return quotient(overlap, a + b - overlap);
}

} // namespace samspill::detail
