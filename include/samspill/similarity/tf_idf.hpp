// Texts as vectors of weighted tokens: term frequency times inverse document frequency.
#pragma once

#include <samspill/similarity/set_collection.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// One vector of length 1 a record. Among n records of which d hold a token, a record that holds it k times
/// gives it the weight k (1 + ln((1 + n) / (1 + d))), divided by the root of the sum of the squares of the
/// record's weights: the smoothed form that scikit-learn's TfidfVectorizer has by default. Sums run over
/// ascending tokens and logarithms are those of core/numeric.hpp, so weights have the same bits everywhere.
class TfIdfVectors {
public:
    /// Keeps `records`, with their occurrences if they have them. O(tokens).
    explicit TfIdfVectors(SetCollection records);

    [[nodiscard]] const SetCollection& records() const noexcept { return records_; }
    [[nodiscard]] std::size_t size() const noexcept { return records_.size(); }
    /// The weights of a record's tokens, in the order of records()[record]; above 0.
    [[nodiscard]] std::span<const double> weights(std::size_t record) const noexcept {
        const std::span<const std::uint32_t> tokens = records_[record];
        const auto begin = static_cast<std::size_t>(tokens.data() - records_.tokens().data());
        return std::span{weights_}.subspan(begin, tokens.size());
    }
    /// How many records hold each token.
    [[nodiscard]] std::span<const std::uint32_t> document_frequencies() const noexcept {
        return document_frequencies_;
    }
    /// The sum over common tokens of the products of weights, added from the lowest token up, and at most 1.
    /// 0 when either record has no tokens. O(tokens of both).
    [[nodiscard]] double cosine(std::size_t a, std::size_t b) const noexcept;

private:
    SetCollection records_;
    std::vector<std::uint32_t> document_frequencies_;
    std::vector<double> weights_;
};

} // namespace samspill
