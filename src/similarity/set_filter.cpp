#include "similarity/set_filter.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <compare>

namespace samspill::detail {

namespace {

constexpr std::uint32_t fewest_bits = ParityBitmaps::fewest_bits;
constexpr std::uint32_t most_bits = ParityBitmaps::most_bits;

std::int64_t divided_up(std::int64_t numerator, std::int64_t denominator) {
    return (numerator + denominator - 1) / denominator;
}

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

double similarity_of(SetMeasure measure, std::size_t overlap, std::size_t a, std::size_t b) {
    const auto quotient = [](std::size_t part, std::size_t whole) {
        return static_cast<double>(part) / static_cast<double>(whole);
    };
    switch (measure) {
    case SetMeasure::dice:
        return quotient(2 * overlap, a + b);
    case SetMeasure::overlap:
        return quotient(overlap, std::min(a, b));
    case SetMeasure::jaccard:
        break;
    }
    return quotient(overlap, a + b - overlap);
}

} // namespace

std::uint32_t least_overlap(const SetJoinOptions& options, std::uint32_t a, std::uint32_t b) {
    const std::int64_t p = options.threshold.numerator();
    const std::int64_t q = options.threshold.denominator();
    const std::int64_t both = std::int64_t{a} + b;
    // o / (a + b - o) >= p / q exactly when o (p + q) >= p (a + b); the others likewise.
    switch (options.measure) {
    case SetMeasure::dice:
        return static_cast<std::uint32_t>(divided_up(p * both, 2 * q));
    case SetMeasure::overlap:
        return static_cast<std::uint32_t>(divided_up(p * a, q));
    case SetMeasure::jaccard:
        break;
    }
    return static_cast<std::uint32_t>(divided_up(p * both, p + q));
}

SetFilter::SetFilter(const SetCollection& records, const RecordGroups& groups, const SetJoinOptions& options,
                     ParityScans scans, RunControl* control)
    : records_{&records}, options_{&options}, scans_{scans} {
    const std::vector<Run> runs = ordered_runs(groups);
    for (std::size_t first = 0; first < runs.size(); ++first) {
        pair_run(runs, first);
    }
    std::uint32_t widths = 0;
    for (const SizePair& kind : kinds_) {
        widths |= kind.bits;
    }
    bitmaps_ = ParityBitmaps{records, order_, widths, control};
}

std::vector<SetFilter::Run> SetFilter::ordered_runs(const RecordGroups& groups) {
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
        keys.push_back({groups.block(group), static_cast<std::uint32_t>((*records_)[record].size()), record});
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Run> runs;
    order_.reserve(keys.size());
    for (const Key& key : keys) {
        const auto position = static_cast<std::uint32_t>(order_.size());
        if (runs.empty() || runs.back().block != key.block || runs.back().size != key.size) {
            runs.push_back({position, position, key.block, key.size});
        }
        runs.back().end = position + 1;
        order_.push_back(key.record);
    }
    return runs;
}

void SetFilter::pair_run(const std::vector<Run>& runs, std::size_t first) {
    const Run& smaller = runs[first];
    for (std::size_t k = first; k < runs.size() && runs[k].block == smaller.block; ++k) {
        const Run& larger = runs[k];
        const std::uint32_t overlap = least_overlap(*options_, smaller.size, larger.size);
        if (overlap > smaller.size) {
            return; // with every larger set the more
        }
        if (k == first && larger.end - larger.begin == 1) {
            continue;
        }
        const std::uint32_t distance = smaller.size + larger.size - 2 * overlap;
        regions_.push_back({smaller.begin, smaller.end, larger.begin, larger.end,
                            static_cast<std::uint32_t>(kinds_.size())});
        kinds_.push_back({overlap, distance, bits_for(smaller.size, larger.size, distance)});
    }
}

void SetFilter::prepare(const Region& region, std::uint32_t first, std::uint32_t queries, Tile& tile) const {
    bitmaps_.copy_tile(kinds_[region.kind].bits, first, queries, tile);
}

std::size_t SetFilter::scan(const Region& region, const Tile& tile, TileRange range, Hit* hits) const {
    const SizePair& kind = kinds_[region.kind];
    return bitmaps_.scan(scans_, kind.bits, tile, range, kind.distance, hits);
}

std::optional<SimilarPair> SetFilter::verify(const Region& region, std::uint32_t query,
                                             std::uint32_t record) const {
    const std::uint32_t a = order_[query];
    const std::uint32_t b = order_[record];
    const auto x = (*records_)[a];
    const auto y = (*records_)[b];
    std::size_t overlap = 0;
    if (!overlap_reaches(x, y, kinds_[region.kind].overlap, overlap)) {
        return std::nullopt;
    }
    return SimilarPair{std::min(a, b), std::max(a, b),
                       similarity_of(options_->measure, overlap, x.size(), y.size())};
}

} // namespace samspill::detail
