#include "similarity/token_prefixes.hpp"

#include "core/parallel.hpp"
#include "similarity/set_bounds.hpp"

#include <algorithm>
#include <numeric>

namespace samspill::detail {

namespace {

/// How many of the rarest tokens of a set count when it is the smaller one of two, and the larger one.
struct PrefixLengths {
    std::uint32_t near = 0;
    std::uint32_t far = 0;
};

PrefixLengths lengths_for(const SetJoinOptions& options, std::size_t tokens) {
    const auto size = static_cast<std::uint32_t>(tokens);
    return {size - least_overlap(options, size, size) + 1,
            size - least_overlap_with_smaller(options, size) + 1};
}

} // namespace

std::size_t prefix_places(const SetCollection& records, std::span<const std::uint32_t> order,
                          const SetJoinOptions& options) {
    std::size_t places = 0;
    for (const std::uint32_t record : order) {
        places += lengths_for(options, records[record].size()).far;
    }
    return places;
}

/// The ranks of the rarest tokens of each set, those that count for the smaller set first.
struct TokenPrefixes::Rarest {
    std::vector<std::size_t> offsets{0};
    std::vector<std::uint32_t> near; // how many
    std::vector<std::uint32_t> ranks;

    /// Calls `visit(place, list)` for each of them, the list being twice the rank, plus one when it is far.
    template <class Visit>
    void each(Visit visit) const {
        for (std::uint32_t place = 0; place < near.size(); ++place) {
            for (std::size_t at = offsets[place]; at < offsets[place + 1]; ++at) {
                visit(place, 2 * std::size_t{ranks[at]} + (at - offsets[place] < near[place] ? 0U : 1U));
            }
        }
    }
};

TokenPrefixes::TokenPrefixes(const SetCollection& records, std::span<const std::uint32_t> order,
                             const SetJoinOptions& options, RunControl* control) {
    constexpr std::size_t places_a_task = 4096;
    rank_tokens(records);
    Rarest rarest;
    rarest.offsets.reserve(order.size() + 1);
    rarest.near.reserve(order.size());
    for (const std::uint32_t record : order) {
        const PrefixLengths lengths = lengths_for(options, records[record].size());
        rarest.near.push_back(lengths.near);
        rarest.offsets.push_back(rarest.offsets.back() + lengths.far);
    }
    rarest.ranks.resize(rarest.offsets.back());
    const std::size_t tasks = (order.size() + places_a_task - 1) / places_a_task;
    run_in_parallel(tasks, control, "similarity: rarest tokens", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        std::vector<std::uint32_t> ranks;
        const std::size_t begin = task * places_a_task;
        for (std::size_t place = begin; place < std::min(order.size(), begin + places_a_task); ++place) {
            ticker.step();
            ranks.clear();
            for (const std::uint32_t token : records[order[place]]) {
                ranks.push_back(ranks_[token]);
            }
            const auto far = static_cast<std::ptrdiff_t>(rarest.offsets[place + 1] - rarest.offsets[place]);
            const auto near = static_cast<std::ptrdiff_t>(rarest.near[place]);
            std::nth_element(ranks.begin(), ranks.begin() + far - 1, ranks.end());
            std::nth_element(ranks.begin(), ranks.begin() + near - 1, ranks.begin() + far);
            std::copy_n(ranks.begin(), far,
                        rarest.ranks.begin() + static_cast<std::ptrdiff_t>(rarest.offsets[place]));
        }
    });
    fill(rarest);
}

/// By how many records hold a token, then by its number.
void TokenPrefixes::rank_tokens(const SetCollection& records) {
    std::vector<std::uint32_t> frequencies(records.vocabulary(), 0);
    for (const std::uint32_t token : records.tokens()) {
        ++frequencies[token];
    }
    std::vector<std::uint32_t> next(records.size() + 2, 0); // the first rank of each frequency, counted on
    for (const std::uint32_t frequency : frequencies) {
        ++next[frequency + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    ranks_.reserve(frequencies.size());
    for (const std::uint32_t frequency : frequencies) {
        ranks_.push_back(next[frequency]++);
    }
}

void TokenPrefixes::fill(const Rarest& rarest) {
    std::vector<std::size_t> counts(2 * ranks_.size(), 0);
    rarest.each([&](std::uint32_t /*place*/, std::size_t list) { ++counts[list]; });
    // A list of one, and lists that none of the smaller sets is in, hold no pairs and are left out.
    constexpr auto nowhere = static_cast<std::size_t>(-1);
    struct Kept {
        std::uint32_t rank = 0;
        std::size_t begin = 0;
        std::size_t middle = 0;
        std::size_t end = 0;
    };
    std::vector<Kept> kept;
    std::size_t places = 0;
    for (std::uint32_t rank = 0; rank < ranks_.size(); ++rank) {
        std::size_t& near = counts[2 * std::size_t{rank}];
        auto& far = counts[2 * std::size_t{rank} + 1];
        if (near == 0 || near + far < 2) {
            near = nowhere;
            far = nowhere;
            continue;
        }
        pairs_ += static_cast<double>(near) * (static_cast<double>(near) / 2 + static_cast<double>(far));
        kept.push_back({rank, places, places + near, places + near + far});
        near = kept.back().begin;
        far = kept.back().middle;
        places = kept.back().end;
    }
    places_.resize(places);
    rarest.each([&](std::uint32_t place, std::size_t list) {
        if (counts[list] != nowhere) {
            places_[counts[list]++] = place;
        }
    });
    lists_.reserve(kept.size());
    const std::span<const std::uint32_t> all{places_};
    for (const Kept& token : kept) {
        lists_.push_back({token.rank, all.subspan(token.begin, token.middle - token.begin),
                          all.subspan(token.middle, token.end - token.middle)});
    }
}

} // namespace samspill::detail
