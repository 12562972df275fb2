#include "analysis/decimal_votes.hpp"

#include <cmath>

namespace samspill::detail {
namespace {

constexpr double largest = 0x1p53; // up to here every whole number is a double
constexpr int most_decimals = 9;

std::optional<std::vector<std::int64_t>> scaled(std::span<const double> numbers, double scale) {
    std::vector<std::int64_t> whole;
    whole.reserve(numbers.size());
    for (const double number : numbers) {
        const double nearest = std::round(number * scale);
        // Division rounds correctly, so it gives back exactly the double that the decimal reads as.
        if (nearest > largest || nearest / scale != number) {
            return std::nullopt;
        }
        whole.push_back(static_cast<std::int64_t>(nearest));
    }
    return whole;
}

} // namespace

std::optional<WholeVotes> whole_votes(std::span<const double> numbers) {
    double scale = 1.0;
    for (int decimals = 0; decimals <= most_decimals; ++decimals, scale *= 10.0) {
        if (auto whole = scaled(numbers, scale)) {
            return WholeVotes{std::move(*whole), scale};
        }
    }
    return std::nullopt;
}

} // namespace samspill::detail
