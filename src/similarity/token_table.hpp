// Private to the similarity layer: numbers for tokens in the order they are met.
#pragma once

#include <samspill/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

/// Eight bytes at a time. What it gives differs between machines: it may order a table, never an answer.
[[nodiscard]] inline std::uint64_t hash_of(std::string_view key) noexcept {
    constexpr std::size_t word_bytes = 8;
    std::uint64_t hash = key.size();
    for (std::size_t at = 0; at < key.size(); at += word_bytes) {
        std::uint64_t word = 0;
        std::memcpy(&word, key.data() + at, std::min(word_bytes, key.size() - at));
        hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32U;
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
        const auto hash = static_cast<std::uint32_t>(hash_of(key));
        for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            const Slot& slot = slots_[at];
            if (slot.number == empty) {
                return add(key, hash, at);
            }
            if (slot.hash == hash && keys_[slot.number] == key) {
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
        std::uint32_t hash = 0; // tells most other keys apart
        std::uint32_t number = empty;
    };

    std::uint32_t add(const Key& key, std::uint32_t hash, std::size_t at) {
        const auto number = static_cast<std::uint32_t>(keys_.size());
        if (number == empty) {
            throw Overflow{"more than 2^32 - 1 different tokens"};
        }
        slots_[at] = {hash, number};
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
                std::size_t at = slot.hash & (wider.size() - 1);
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
