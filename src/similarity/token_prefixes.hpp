// Private to the similarity layer: similar sets meet in their rarest tokens.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/similarity/set_join.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Lists of sets by the tokens they have among their rarest (Chaudhuri, Ganti and Kaushik 2006; the two
/// lengths are those of Xiao et al. 2011). Two similar sets share at least `o` tokens, so the larger one has
/// one of them among its |y| - o + 1 rarest; and the smaller one among its |x| - o + 1 rarest, which are
/// fewer. The rarest token that similar sets share is among those of both: there, and only there, they count.
class TokenPrefixes {
public:
    /// Places of one token, each an index of `order`, ascending within a list.
    struct Lists {
        std::uint32_t rank = 0;              ///< of the token, the rarest first
        std::span<const std::uint32_t> near; ///< the token is among the few rarest: also as the smaller set
        std::span<const std::uint32_t> far;  ///< as the larger set only
    };

    TokenPrefixes() = default;
    TokenPrefixes(const TokenPrefixes&) = delete; // lists point into places
    TokenPrefixes(TokenPrefixes&&) noexcept = default;
    TokenPrefixes& operator=(const TokenPrefixes&) = delete;
    TokenPrefixes& operator=(TokenPrefixes&&) noexcept = default;
    ~TokenPrefixes() = default;
    /// Of the records in `order`, in which sets ascend by size within a block. O(tokens) on all threads.
    TokenPrefixes(const SetCollection& records, std::span<const std::uint32_t> order,
                  const SetJoinOptions& options, RunControl* control);

    /// Pairs within the lists, whatever their blocks and sizes.
    [[nodiscard]] double pairs() const noexcept { return pairs_; }
    /// The tokens at which sets can meet.
    [[nodiscard]] const std::vector<Lists>& lists() const noexcept { return lists_; }
    /// All places of all lists; those of a token follow each other, `near` before `far`.
    [[nodiscard]] std::span<const std::uint32_t> places() const noexcept { return places_; }
    /// The rank of a token.
    [[nodiscard]] std::uint32_t rank(std::uint32_t token) const noexcept { return ranks_[token]; }

private:
    struct Rarest;
    void rank_tokens(const SetCollection& records);
    void fill(const Rarest& rarest);

    std::vector<std::uint32_t> ranks_;
    std::vector<std::uint32_t> places_;
    std::vector<Lists> lists_;
    double pairs_ = 0.0;
};

/// How many places TokenPrefixes has at most: O(sets).
[[nodiscard]] std::size_t prefix_places(const SetCollection& records, std::span<const std::uint32_t> order,
                                        const SetJoinOptions& options);

} // namespace samspill::detail
