#include <samspill/similarity/tf_idf.hpp>

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace samspill {

TfIdfVectors::TfIdfVectors(SetCollection records)
    : records_{std::move(records)}, document_frequencies_(records_.vocabulary(), 0) {
    for (const std::uint32_t token : records_.tokens()) {
        ++document_frequencies_[token];
    }
    const double all = static_cast<double>(records_.size()) + 1.0;
    std::vector<double> rarity;
    rarity.reserve(document_frequencies_.size());
    for (const std::uint32_t frequency : document_frequencies_) {
        rarity.push_back(natural_log(all / (frequency + 1.0)) + 1.0);
    }
    weights_.reserve(records_.tokens().size());
    for (std::size_t record = 0; record < records_.size(); ++record) {
        const std::span<const std::uint32_t> tokens = records_[record];
        const std::span<const std::uint32_t> occurrences = records_.occurrences(record);
        double squares = 0.0;
        for (std::size_t k = 0; k < tokens.size(); ++k) {
            const double weight = rarity[tokens[k]] * (occurrences.empty() ? 1.0 : occurrences[k]);
            weights_.push_back(weight);
            squares += weight * weight;
        }
        const double length = std::sqrt(squares);
        for (std::size_t k = weights_.size() - tokens.size(); k < weights_.size(); ++k) {
            weights_[k] /= length;
        }
    }
}

double TfIdfVectors::cosine(std::size_t a, std::size_t b) const noexcept {
    const std::span<const std::uint32_t> x = records_[a];
    const std::span<const std::uint32_t> y = records_[b];
    const std::span<const double> x_weights = weights(a);
    const std::span<const double> y_weights = weights(b);
    double sum = 0.0;
    for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
        const std::uint32_t left = x[i];
        const std::uint32_t right = y[j];
        if (left == right) {
            sum += x_weights[i] * y_weights[j];
        }
        i += left <= right ? 1U : 0U;
        j += right <= left ? 1U : 0U;
    }
    return std::min(sum, 1.0);
}

} // namespace samspill
