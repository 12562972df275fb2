#include "cluster_matching.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace samspill::detail {
namespace {

/// Two clusters with a common member.
struct Candidate {
    std::size_t before = 0;
    std::size_t after = 0;
    std::uint64_t common = 0;
    std::uint64_t in_either = 0;
    std::uint32_t first_before = 0;
    std::uint32_t first_after = 0;

    /// True when this one is taken first. Coefficients are compared as fractions, so that equal ones are
    /// equal.
    [[nodiscard]] bool goes_before(const Candidate& other) const {
        const std::uint64_t own = common * other.in_either;
        const std::uint64_t others = other.common * in_either;
        if (own != others) {
            return own > others;
        }
        if (common != other.common) {
            return common > other.common;
        }
        return std::tie(first_before, first_after, before, after) <
               std::tie(other.first_before, other.first_after, other.before, other.after);
    }
};

using Membership = std::pair<std::uint32_t, std::size_t>; // member, cluster

std::vector<Membership> memberships(const std::vector<KeySet>& clusters) {
    std::vector<Membership> all;
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        for (const std::uint32_t member : clusters[c]) {
            all.emplace_back(member, c);
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Candidate> candidates(const std::vector<KeySet>& before, const std::vector<KeySet>& after,
                                  StageTicker& ticker) {
    const std::vector<Membership> in_after = memberships(after);
    std::vector<Candidate> found;
    for (std::size_t c = 0; c < before.size(); ++c) {
        ticker.step(1 + before[c].size());
        std::map<std::size_t, std::uint64_t> common_with; // by cluster after
        for (const std::uint32_t member : before[c]) {
            auto entry = std::lower_bound(in_after.begin(), in_after.end(), Membership{member, 0});
            for (; entry != in_after.end() && entry->first == member; ++entry) {
                ++common_with[entry->second];
            }
        }
        for (const auto& [other, common] : common_with) {
            found.push_back({c, other, common, before[c].size() + after[other].size() - common,
                             before[c].front(), after[other].front()});
        }
    }
    return found;
}

} // namespace

std::vector<ClusterMatch> match_clusters(const std::vector<KeySet>& before, const std::vector<KeySet>& after,
                                         RunControl* control) {
    StageTicker ticker{control, "matching clusters", before.size()};
    std::vector<Candidate> open = candidates(before, after, ticker);
    std::sort(open.begin(), open.end(),
              [](const Candidate& a, const Candidate& b) { return a.goes_before(b); });
    std::vector<std::uint8_t> before_taken(before.size(), 0);
    std::vector<std::uint8_t> after_taken(after.size(), 0);
    std::vector<ClusterMatch> matches;
    for (const Candidate& candidate : open) {
        if (before_taken[candidate.before] == 0 && after_taken[candidate.after] == 0) {
            before_taken[candidate.before] = 1;
            after_taken[candidate.after] = 1;
            matches.push_back({candidate.before, candidate.after});
        }
    }
    return matches;
}

} // namespace samspill::detail
