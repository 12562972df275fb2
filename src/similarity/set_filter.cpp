#include "similarity/set_filter.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <compare>
#include <limits>
#include <tuple>

namespace samspill::detail {

namespace {

constexpr std::uint32_t fewest_bits = ParityBitmaps::fewest_bits;
constexpr std::uint32_t most_bits = ParityBitmaps::most_bits;

/// The narrowest bitmaps that hardly ever take unrelated sets for near ones. This is about speed alone: sets
/// are taken to share a fifth of their tokens by chance, and distances to be normally distributed.
std::uint32_t bits_for(std::uint32_t a, std::uint32_t b, std::uint32_t distance) {
    constexpr double tokens_not_shared = 0.8;
    constexpr double deviations = 3.5;        // two in ten thousand pass
    constexpr std::uint64_t bits_a_token = 8; // with more of them hardly two tokens meet in a bit
    const double tokens = tokens_not_shared * (static_cast<double>(a) + b);
    const std::uint64_t useful = std::bit_ceil(bits_a_token * (std::uint64_t{a} + b));
    const auto widest = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(useful, fewest_bits, most_bits));
    const auto to_the_tokens = [&](double base) {
        return exponential(std::max(-600.0, tokens * natural_log(base)));
    };
    for (std::uint32_t bits = fewest_bits; bits < widest; bits *= 2) {
        // With s = the sum of +1 for an even bit and -1 for an odd one, E s = m (1 - 2/m)^tokens and
        // E s² = m + m (m - 1) (1 - 4/m)^tokens for m bits; the distance is (m - s) / 2.
        const double m = bits;
        const double mean = m * to_the_tokens(1.0 - 2.0 / m);
        const double square = m + m * (m - 1.0) * to_the_tokens(1.0 - 4.0 / m);
        const double deviation = std::sqrt(std::max(0.0, square - mean * mean));
        if (m - mean - deviations * deviation > 2.0 * distance) {
            return bits;
        }
    }
    return widest;
}

/// True when the sorted sets have at least `wanted` tokens in common; then `overlap` says how many.
bool overlap_reaches(std::span<const std::uint32_t> x, std::span<const std::uint32_t> y, std::size_t wanted,
                     std::size_t& overlap) {
    overlap = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < x.size() && j < y.size()) {
        if (overlap + std::min(x.size() - i, y.size() - j) < wanted) {
            return false;
        }
        const std::uint32_t a = x[i];
        const std::uint32_t b = y[j];
        overlap += a == b ? 1U : 0U;
        i += a <= b ? 1U : 0U;
        j += b <= a ? 1U : 0U;
    }
    return overlap >= wanted;
}

} // namespace

SetFilter::SetFilter(const SetCollection& records, const RecordGroups& groups, const SetJoinOptions& options,
                     ParityScans scans, RunControl* control, SetPairing pairing)
    : records_{&records}, options_{&options}, scans_{scans} {
    order(groups);
    if (pairing == SetPairing::by_token) {
        prefixes_ = TokenPrefixes{records, order_, options, control};
    }
    if (pairing == SetPairing::by_token || (pairing == SetPairing::cheaper && token_prefixes_pay(control))) {
        pair_by_token(control);
    } else {
        prefixes_ = {};
        pair_by_size(control);
    }
}

void SetFilter::order(const RecordGroups& groups) {
    struct Key {
        std::uint32_t block = 0;
        std::uint32_t size = 0;
        std::uint32_t record = 0;

        auto operator<=>(const Key&) const noexcept = default;
    };
    std::vector<Key> keys;
    keys.reserve(groups.size());
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const std::uint32_t record = groups.representative(group);
        keys.push_back({groups.block(group), size_of(record), record});
    }
    std::sort(keys.begin(), keys.end());
    order_.reserve(keys.size());
    blocks_.reserve(keys.size());
    for (const Key& key : keys) {
        order_.push_back(key.record);
        blocks_.push_back(key.block);
    }
}

double SetFilter::pairs_by_size() const {
    double pairs = 0.0;
    for (std::size_t begin = 0, end = 0; begin < blocks_.size(); begin = end) {
        while (end < blocks_.size() && blocks_[end] == blocks_[begin]) {
            ++end;
        }
        const auto sets = static_cast<double>(end - begin);
        pairs += sets * sets / 2;
    }
    return pairs;
}

/// Weighs the pairs and what the lists cost; this is about speed and memory alone.
bool SetFilter::token_prefixes_pay(RunControl* control) {
    // In the time of comparing a pair by its size.
    constexpr double time_of_token = 200.0;
    constexpr double time_of_place = 400.0;
    constexpr double time_of_pair = 2.0; // lists are short and bitmaps wide
    constexpr std::size_t most_places_a_set = 24;
    const double wholly = pairs_by_size();
    const double tokens = time_of_token * static_cast<double>(records_->tokens().size());
    if (wholly < tokens) {
        return false;
    }
    const std::size_t places = prefix_places(*records_, order_, *options_);
    if (places > std::numeric_limits<std::uint32_t>::max() || places > most_places_a_set * order_.size() ||
        wholly < tokens + time_of_place * static_cast<double>(places)) {
        return false;
    }
    prefixes_ = TokenPrefixes{*records_, order_, *options_, control};
    const auto sets = static_cast<double>(order_.size());
    const double share_in_block = wholly / (sets * sets / 2);
    return time_of_pair * prefixes_.pairs() * share_in_block < wholly;
}

void SetFilter::pair_by_size(RunControl* control) {
    const std::vector<Stretch> all = stretches(0, static_cast<std::uint32_t>(order_.size()));
    for (std::size_t first = 0; first < all.size(); ++first) {
        for (std::size_t k = first; k < all.size() && pair(all[first], all[k], 0); ++k) {
        }
    }
    std::uint32_t widths = 0;
    for (Bound& bound : bounds_) {
        widths |= bound.bits;
    }
    bitmaps_ = ParityBitmaps{*records_, order_, widths, control};
}

void SetFilter::pair_by_token(RunControl* control) {
    places_ = prefixes_.places();
    bits_by_token_ = bits_of_usual_size();
    std::uint32_t position = 0;
    for (const TokenPrefixes::Lists& lists : prefixes_.lists()) {
        const auto middle = static_cast<std::uint32_t>(position + lists.near.size());
        const auto end = static_cast<std::uint32_t>(middle + lists.far.size());
        const std::vector<Stretch> near = stretches(position, middle);
        const std::vector<Stretch> far = stretches(middle, end);
        std::size_t first_far = 0;
        for (std::size_t first = 0; first < near.size(); ++first) {
            for (std::size_t k = first; k < near.size() && pair(near[first], near[k], lists.rank); ++k) {
            }
            // Far stretches that are in an earlier block, or smaller.
            while (first_far < far.size() && std::tie(far[first_far].block, far[first_far].sizes.most) <
                                                 std::tie(near[first].block, near[first].sizes.least)) {
                ++first_far;
            }
            for (std::size_t k = first_far; k < far.size() && pair(near[first], far[k], lists.rank); ++k) {
            }
        }
        position = end;
    }
    bitmaps_ = ParityBitmaps{*records_, order_, bits_by_token_, control}.gathered(places_);
}

/// One width for all lists, because bitmaps stand in each list apart and would take too much memory.
std::uint32_t SetFilter::bits_of_usual_size() const {
    constexpr std::uint32_t fewest = 64;
    constexpr std::uint32_t most = 128;
    const std::uint32_t usual = order_.empty() ? 1 : size_of(order_[order_.size() / 2]);
    const SizeRange sizes{usual, usual};
    return std::clamp(bits_for(usual, usual, most_distance(*options_, sizes, sizes)), fewest, most);
}

/// Sizes share a stretch where few sets have each.
std::vector<SetFilter::Stretch> SetFilter::stretches(std::uint32_t begin, std::uint32_t end) const {
    constexpr std::uint32_t fewest = 64;
    constexpr std::uint32_t stretches_a_block = 64;
    std::vector<Stretch> all;
    const auto block_at = [&](std::uint32_t position) {
        return blocks_[places_.empty() ? position : places_[position]];
    };
    for (std::uint32_t first = begin, last = begin; first < end; first = last) {
        const std::uint32_t block = block_at(first);
        while (last < end && block_at(last) == block) {
            ++last;
        }
        const std::uint32_t enough = std::max(fewest, (last - first) / stretches_a_block);
        Stretch open{first, first, block, {}};
        for (std::uint32_t position = first; position < last; ++position) {
            const std::uint32_t size = size_of(record_at(position));
            if (open.begin == open.end) {
                open.sizes.least = size;
            } else if (size != open.sizes.most && open.end - open.begin >= enough) {
                all.push_back(open);
                open = {position, position, block, {size, size}};
            }
            open.sizes.most = size;
            open.end = position + 1;
        }
        all.push_back(open);
    }
    return all;
}

/// Adds the region of two stretches; false when this one and every larger one are too large for the smaller.
bool SetFilter::pair(const Stretch& smaller, const Stretch& larger, std::uint32_t rank) {
    if (larger.block != smaller.block) {
        return false;
    }
    const std::uint32_t largest = smaller.sizes.most;
    if (least_overlap(*options_, largest, std::max(largest, larger.sizes.least)) > largest) {
        return false;
    }
    if (smaller.begin == larger.begin && larger.end - larger.begin == 1) {
        return true;
    }
    const std::uint32_t distance = most_distance(*options_, smaller.sizes, larger.sizes);
    const std::uint32_t bits =
        places_.empty() ? bits_for(largest, larger.sizes.most, distance) : bits_by_token_;
    regions_.push_back(
        {smaller.begin, smaller.end, larger.begin, larger.end, static_cast<std::uint32_t>(bounds_.size())});
    bounds_.push_back({distance, bits, rank});
    return true;
}

void SetFilter::prepare(const Region& region, std::uint32_t first, std::uint32_t queries, Tile& tile) const {
    bitmaps_.copy_tile(bounds_[region.kind].bits, first, queries, tile);
}

std::size_t SetFilter::scan(const Region& region, const Tile& tile, TileRange range, Hit* hits) const {
    const Bound& bound = bounds_[region.kind];
    return bitmaps_.scan(scans_, bound.bits, tile, range, bound.distance, hits);
}

std::optional<SimilarPair> SetFilter::verify(const Region& region, std::uint32_t query,
                                             std::uint32_t record) const {
    const std::uint32_t a = record_at(query);
    const std::uint32_t b = record_at(record);
    const auto x = (*records_)[a];
    const auto y = (*records_)[b];
    const auto [smaller, larger] = std::minmax({size_of(a), size_of(b)});
    std::size_t overlap = 0;
    if (!overlap_reaches(x, y, least_overlap(*options_, smaller, larger), overlap) ||
        (!places_.empty() && rarest_in_common(x, y) != bounds_[region.kind].rank)) {
        return std::nullopt;
    }
    return SimilarPair{std::min(a, b), std::max(a, b),
                       similarity_of(options_->measure, overlap, x.size(), y.size())};
}

/// The rank of the rarest token that both sets have: where they meet a second time they do not count.
std::uint32_t SetFilter::rarest_in_common(std::span<const std::uint32_t> x,
                                          std::span<const std::uint32_t> y) const {
    std::uint32_t rarest = std::numeric_limits<std::uint32_t>::max();
    for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
        const std::uint32_t left = x[i];
        const std::uint32_t right = y[j];
        if (left == right) {
            rarest = std::min(rarest, prefixes_.rank(left));
        }
        i += left <= right ? 1U : 0U;
        j += right <= left ? 1U : 0U;
    }
    return rarest;
}

} // namespace samspill::detail
