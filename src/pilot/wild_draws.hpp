// Private to the pilots: the weights of clusters in wild bootstraps, eight arrangements side by side.
#pragma once

#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace samspill::detail {

inline constexpr std::size_t wild_lanes = 8;

/// Vectors of weights by number: all there are, or as many as are drawn.
class WildDraws {
public:
    WildDraws(std::size_t clusters, WildWeights kind, std::int64_t replicates, std::uint64_t seed);

    [[nodiscard]] bool exact() const noexcept { return exact_; }
    /// Vectors that are gone through.
    [[nodiscard]] std::int64_t count() const noexcept { return count_; }
    /// Vectors there are; none when more than 2^53.
    [[nodiscard]] std::optional<std::int64_t> arrangements() const noexcept { return arrangements_; }
    /// weights[g * wild_lanes + l] becomes the weight of cluster g in vector first + l, whatever their count.
    void fill(std::int64_t first, std::span<double> weights) const;

    /// Random words that are drawn together for one vector.
    static constexpr std::size_t words_of_block = 2;
    /// Of Rademacher weights the bits that are set where the weight is -1. With n = words.size() / 2, a
    /// multiple of 16, word k · n + d becomes that of clusters 64 · (2 · block + k) and on in vector
    /// first + d, whatever their count; bits beyond the clusters hold anything.
    void fill_sign_words(std::int64_t first, std::size_t block, std::span<std::uint64_t> words) const;

private:
    void fill_signs(std::uint64_t first, std::span<double> weights) const;
    void fill_sixths(std::uint64_t number, std::size_t lane, std::span<double> weights) const;

    std::size_t clusters_;
    WildWeights kind_;
    std::uint64_t seed_;
    std::optional<std::int64_t> arrangements_;
    bool exact_ = false;
    std::int64_t count_ = 0;
};

} // namespace samspill::detail
