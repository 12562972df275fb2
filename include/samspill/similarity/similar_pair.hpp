// What similarity joins give: pairs, handed over in portions while the join runs.
#pragma once

#include <samspill/similarity/record_groups.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace samspill {

/// Two records, a < b, and how similar they are, in (0, 1].
struct SimilarPair {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    double similarity = 0.0;

    friend bool operator==(const SimilarPair&, const SimilarPair&) noexcept = default;
    /// By a, then by b.
    friend bool operator<(const SimilarPair& x, const SimilarPair& y) noexcept {
        return x.a != y.a ? x.a < y.a : x.b < y.b;
    }
};

/// Receives the pairs of a join, on the thread that called the join. The span is valid during the call. All
/// pairs come once, in an order that depends on the records and options alone, not on threads or machine; it
/// is ascending within a portion only. What it throws ends the join.
using PairSink = std::function<void(std::span<const SimilarPair>)>;

struct JoinLimits {
    /// Pairs that wait to be handed over, at most, up to a million more for what is under way; at least 1.
    /// A pair takes 16 bytes.
    std::size_t waiting_pairs = 4'000'000;
};

/// What a join did.
struct JoinSummary {
    /// Pairs handed over: similar representatives of groups.
    std::int64_t pairs = 0;
    /// How often two representatives in one block met a filter; a pair may meet more than once.
    std::int64_t compared = 0;
    /// Pairs that passed the filter and were computed exactly.
    std::int64_t verified = 0;
};

/// Calls `visit(pair)` for every pair of records behind a pair of representatives: O(pairs visited).
/// @throws NotFound when the pair is not of representatives of `groups`
template <class Visit>
void expand_pair(const RecordGroups& groups, const SimilarPair& pair, Visit visit) {
    const auto others = groups.members(groups.group_of(pair.b));
    for (const std::uint32_t a : groups.members(groups.group_of(pair.a))) {
        for (const std::uint32_t b : others) {
            visit(a < b ? SimilarPair{a, b, pair.similarity} : SimilarPair{b, a, pair.similarity});
        }
    }
}

/// Calls `visit(pair)` for every pair within a group, whose similarity is 1. With k members that are
/// k (k - 1) / 2 pairs: ask for groups of ten thousand with care.
template <class Visit>
void expand_group(const RecordGroups& groups, std::size_t group, Visit visit) {
    const auto members = groups.members(group);
    for (std::size_t first = 0; first < members.size(); ++first) {
        for (const std::uint32_t second : members.subspan(first + 1)) {
            visit(SimilarPair{members[first], second, 1.0});
        }
    }
}

} // namespace samspill
