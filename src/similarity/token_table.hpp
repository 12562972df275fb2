// Private to the similarity layer: numbers for tokens in the order they are met.
#pragma once

#include <samspill/core/error.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// Spreads the bits of a key over all of its hash (the finaliser of SplitMix64).
[[nodiscard]] inline std::uint64_t hash_of(std::uint64_t key) noexcept {
    key = (key ^ (key >> 30U)) * 0xbf58476d1ce4e5b9U;
    key = (key ^ (key >> 27U)) * 0x94d049bb133111ebU;
    return key ^ (key >> 31U);
}

[[nodiscard]] inline std::uint64_t hash_of(std::string_view key) noexcept {
    std::uint64_t hash = key.size();
    for (const char byte : key) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    }
    return hash_of(hash);
}

/// Flat hash table with linear probing. Keys are kept as they are: views must outlive the table.
template <class Key>
class TokenTable {
public:
    TokenTable() : slots_(first_capacity) {}

    /// The number of `key`: the keys met so far have 0, 1, 2, … @throws Overflow beyond 2^32 - 1 keys
    std::uint32_t number(const Key& key) {
        for (std::size_t at = hash_of(key) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            const Slot& slot = slots_[at];
            if (slot.number == empty) {
                return add(key, at);
            }
            if (slot.key == key) {
                return slot.number;
            }
        }
    }
    /// The keys by their numbers.
    [[nodiscard]] const std::vector<Key>& keys() const noexcept { return keys_; }

private:
    static constexpr std::size_t first_capacity = 1024; // powers of two throughout
    static constexpr std::uint32_t empty = std::numeric_limits<std::uint32_t>::max();
    struct Slot {
        Key key{};
        std::uint32_t number = empty;
    };

    std::uint32_t add(const Key& key, std::size_t at) {
        const auto number = static_cast<std::uint32_t>(keys_.size());
        if (number == empty) {
            throw Overflow{"more than 2^32 - 1 different tokens"};
        }
        slots_[at] = {key, number};
        keys_.push_back(key);
        if (keys_.size() * 2 > slots_.size()) {
            grow();
        }
        return number;
    }

    void grow() {
        std::vector<Slot> wider(slots_.size() * 2);
        for (const Slot& slot : slots_) {
            if (slot.number != empty) {
                std::size_t at = hash_of(slot.key) & (wider.size() - 1);
                while (wider[at].number != empty) {
                    at = (at + 1) & (wider.size() - 1);
                }
                wider[at] = slot;
            }
        }
        slots_ = std::move(wider);
    }

    std::vector<Slot> slots_;
    std::vector<Key> keys_;
};

} // namespace samspill::detail
