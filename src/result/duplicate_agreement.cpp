#include <samspill/result/duplicate_agreement.hpp>

namespace samspill {
namespace {

std::optional<double> share(std::int64_t part, std::int64_t whole) noexcept {
    return whole == 0 ? std::nullopt : std::optional{static_cast<double>(part) / static_cast<double>(whole)};
}

} // namespace

std::optional<double> Agreement::precision() const noexcept {
    return share(true_positives, true_positives + false_positives);
}

std::optional<double> Agreement::recall() const noexcept {
    return share(true_positives, true_positives + false_negatives);
}

std::optional<double> Agreement::f1() const noexcept {
    return share(2 * true_positives, 2 * true_positives + false_positives + false_negatives);
}

} // namespace samspill
