#include "wave_clusters.hpp"

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>

#include <algorithm>

namespace samspill::detail {

Renaming::Renaming(const std::map<std::string, std::string>& renamed) {
    std::vector<std::string_view> chain;
    for (const auto& entry : renamed) {
        std::string_view id = entry.first;
        for (auto next = renamed.find(entry.first);
             next != renamed.end() && next->second != next->first && !last_.contains(id);
             next = renamed.find(next->second)) {
            if (chain.size() == renamed.size()) {
                throw InvalidArgument{"renamed leads from an id back to itself"};
            }
            chain.push_back(id);
            id = next->second;
        }
        const std::string_view last = last_id(id);
        for (; !chain.empty(); chain.pop_back()) {
            last_.emplace(chain.back(), last);
        }
    }
}

std::string_view Renaming::last_id(std::string_view id) const {
    const auto found = last_.find(id);
    return found == last_.end() ? id : found->second;
}

WaveClusters::WaveClusters(const DuplicationWave& wave, std::vector<std::uint32_t> keys)
    : wave_{wave}, keys_{std::move(keys)} {
    listed_.reserve(keys_.size());
    for (std::size_t k = 0; k < keys_.size(); ++k) {
        listed_.emplace_back(keys_[k], ActivityId{k});
    }
    std::sort(listed_.begin(), listed_.end());
    members_.reserve(clusters().size());
    for (const DuplicateCluster& cluster : clusters()) {
        std::vector<std::uint32_t>& members = members_.emplace_back();
        for (const ActivityId activity : cluster.activities) {
            members.push_back(key(activity));
        }
        std::sort(members.begin(), members.end());
        members.erase(std::unique(members.begin(), members.end()), members.end());
    }
}

bool WaveClusters::lists(std::uint32_t key) const {
    const auto found = std::lower_bound(listed_.begin(), listed_.end(), Listed{key, ActivityId{0U}});
    return found != listed_.end() && found->first == key;
}

std::optional<std::int64_t> WaveClusters::seats(std::uint32_t key) const {
    std::int64_t sum = 0;
    auto entry = std::lower_bound(listed_.begin(), listed_.end(), Listed{key, ActivityId{0U}});
    for (; entry != listed_.end() && entry->first == key; ++entry) {
        const Count capacity = network().activities().capacity[entry->second.position()];
        if (!capacity.is_known()) {
            return std::nullopt;
        }
        sum = checked_add(sum, capacity.value());
    }
    return sum;
}

std::vector<WaveClusters> wave_clusters(std::span<const DuplicationWave> waves,
                                        const std::map<std::string, std::string>& renamed) {
    const Renaming renaming{renamed};
    std::vector<std::vector<std::string_view>> ids_of;
    std::vector<std::string_view> all;
    for (const DuplicationWave& wave : waves) {
        std::vector<std::string_view>& ids = ids_of.emplace_back();
        for (const TermId id : wave.network->activities().id) {
            ids.push_back(renaming.last_id(wave.network->text(id)));
        }
        all.insert(all.end(), ids.begin(), ids.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::vector<WaveClusters> result;
    result.reserve(waves.size());
    for (std::size_t w = 0; w < waves.size(); ++w) {
        std::vector<std::uint32_t> keys;
        keys.reserve(ids_of[w].size());
        for (const std::string_view id : ids_of[w]) {
            const auto found = std::lower_bound(all.begin(), all.end(), id);
            keys.push_back(static_cast<std::uint32_t>(found - all.begin()));
        }
        result.emplace_back(waves[w], std::move(keys));
    }
    return result;
}

} // namespace samspill::detail
