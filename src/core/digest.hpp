// Private: a 64-bit digest that is the same on every platform.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace samspill::detail {

/// Digest of 64-bit words by the mixing steps of MurmurHash3, fed number by number so that padding and byte
/// order never matter. A word at a time: a large network is mixed in a few hundredths of a second.
class Digest {
public:
    void add(std::uint64_t word) noexcept {
        state_ =
            std::rotl(state_ ^ (std::rotl(word * 0x87c37b91114253d5U, 31) * 0x4cf5ad432745937fU), 27) * 5 +
            0x52dce729U;
    }
    void add(std::string_view text) noexcept {
        add(std::uint64_t{text.size()});
        std::uint64_t word = 0;
        for (std::size_t k = 0; k < text.size(); ++k) {
            word |= std::uint64_t{static_cast<unsigned char>(text[k])} << (8 * (k % 8));
            if (k % 8 == 7 || k + 1 == text.size()) {
                add(word);
                word = 0;
            }
        }
    }
    [[nodiscard]] std::uint64_t value() const noexcept {
        std::uint64_t mixed = (state_ ^ (state_ >> 33U)) * 0xff51afd7ed558ccdU;
        mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53U;
        return mixed ^ (mixed >> 33U);
    }

private:
    std::uint64_t state_ = 0;
};

} // namespace samspill::detail
