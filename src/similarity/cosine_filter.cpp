#include "similarity/cosine_filter.hpp"

#include <samspill/core/numeric.hpp>

#include "core/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace samspill::detail {

namespace {

// Products of rounded lengths are compared with a threshold lowered by far more than doubles can err.
constexpr double rounding = 1e-9;

std::int32_t least_product_for(double threshold) {
    constexpr double unit = most_in_bucket * most_in_bucket;
    return std::max(1, static_cast<std::int32_t>(std::floor(threshold * (1.0 - rounding) * unit)));
}

/// So many buckets that the bound of unrelated vectors stays well below the threshold: it is about the share
/// of buckets that hold a token, 1 - e^(-tokens / buckets), which is kept under 0.6 of the threshold.
std::size_t buckets_for(const SetCollection& records, double threshold) {
    constexpr double fewest = 64.0;
    constexpr double most = 1024.0;
    constexpr double share = 0.6;
    const double tokens = static_cast<double>(records.tokens().size()) /
                          static_cast<double>(std::max<std::size_t>(1, records.size()));
    const double wanted = tokens / -natural_log(1.0 - share * threshold);
    return std::bit_ceil(static_cast<std::size_t>(std::clamp(wanted, fewest, most)));
}

} // namespace

CosineFilter::CosineFilter(const TfIdfVectors& vectors, const RecordGroups& groups, double threshold,
                           BucketScan kernel, RunControl* control)
    : vectors_{&vectors}, threshold_{threshold}, least_product_{least_product_for(threshold)}, scan_{kernel},
      buckets_{buckets_for(vectors.records(), threshold)} {
    order_groups(groups);
    const std::vector<std::uint32_t> bucket_of = buckets_of_tokens();
    const std::size_t sheets = (order_.size() + sheet_records - 1) / sheet_records;
    bytes_.resize(sheets * sheet_records * buckets_);
    const std::size_t tasks = (order_.size() + chunk_records - 1) / chunk_records;
    run_in_parallel(tasks, control, "similarity: bounds", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        std::vector<double> squares;
        const std::size_t begin = task * chunk_records;
        for (std::size_t at = begin; at < std::min(order_.size(), begin + chunk_records); ++at) {
            ticker.step();
            fill_row(at, bucket_of, squares);
        }
    });
}

void CosineFilter::order_groups(const RecordGroups& groups) {
    std::vector<std::uint32_t> order(groups.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto x, auto y) { return groups.block(x) < groups.block(y); });
    order_.reserve(order.size());
    for (std::uint32_t position = 0; position < order.size(); ++position) {
        if (position == 0 || groups.block(order[position]) != groups.block(order[position - 1])) {
            regions_.push_back({position, position, position, position, 0});
        }
        ++regions_.back().query_end;
        ++regions_.back().record_end;
        order_.push_back(groups.representative(order[position]));
    }
}

/// Tokens are dealt in the order of how many records hold them, so that the frequent ones keep apart.
std::vector<std::uint32_t> CosineFilter::buckets_of_tokens() const {
    const std::span<const std::uint32_t> frequencies = vectors_->document_frequencies();
    std::vector<std::uint32_t> tokens(frequencies.size());
    std::iota(tokens.begin(), tokens.end(), 0U);
    std::stable_sort(tokens.begin(), tokens.end(),
                     [&](auto x, auto y) { return frequencies[x] > frequencies[y]; });
    std::vector<std::uint32_t> bucket_of(tokens.size());
    for (std::size_t rank = 0; rank < tokens.size(); ++rank) {
        bucket_of[tokens[rank]] = static_cast<std::uint32_t>(rank % buckets_);
    }
    return bucket_of;
}

void CosineFilter::fill_row(std::size_t position, const std::vector<std::uint32_t>& bucket_of,
                            std::vector<double>& squares) {
    const std::uint32_t record = order_[position];
    const std::span<const std::uint32_t> tokens = vectors_->records()[record];
    const std::span<const double> weights = vectors_->weights(record);
    squares.assign(buckets_, 0.0);
    for (std::size_t k = 0; k < tokens.size(); ++k) {
        squares[bucket_of[tokens[k]]] += weights[k] * weights[k];
    }
    for (std::size_t bucket = 0; bucket < buckets_; ++bucket) {
        // The length is 1 at most, but for rounding.
        const double length = std::min(1.0, std::sqrt(squares[bucket]));
        bytes_[BucketSheets::place(buckets_, position, bucket)] =
            static_cast<std::uint8_t>(std::ceil(length * most_in_bucket));
    }
}

void CosineFilter::prepare(const Region& /*region*/, std::uint32_t first, std::uint32_t queries,
                           Tile& tile) const {
    tile.rows.resize(tile_queries * buckets_);
    for (std::uint32_t query = 0; query < tile_queries; ++query) {
        const std::size_t position = first + std::min(query, queries - 1);
        for (std::size_t bucket = 0; bucket < buckets_; ++bucket) {
            tile.rows[query * buckets_ + bucket] = bytes_[BucketSheets::place(buckets_, position, bucket)];
        }
    }
}

std::size_t CosineFilter::scan(const Region& /*region*/, const Tile& tile, TileRange range, Hit* hits) const {
    return scan_({bytes_.data(), buckets_}, tile.rows.data(), range, least_product_, hits);
}

std::optional<SimilarPair> CosineFilter::verify(const Region& /*region*/, std::uint32_t query,
                                                std::uint32_t record) const {
    const std::uint32_t a = std::min(order_[query], order_[record]);
    const std::uint32_t b = std::max(order_[query], order_[record]);
    const double cosine = vectors_->cosine(a, b);
    return cosine >= threshold_ ? std::optional{SimilarPair{a, b, cosine}} : std::nullopt;
}

} // namespace samspill::detail
