// Private to the similarity layer: the filter of cosine joins.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/similarity/similar_pair.hpp>
#include <samspill/similarity/tf_idf.hpp>

#include "similarity/bucket_scan.hpp"
#include "similarity/join_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

/// Groups in the order of a scan, by block and representative; the lengths of their vectors' parts in buckets
/// of tokens; and a region for each block.
class CosineFilter {
public:
    struct Tile {
        std::vector<std::uint8_t> rows;
    };

    /// `vectors` must outlive the filter.
    CosineFilter(const TfIdfVectors& vectors, const RecordGroups& groups, double threshold, BucketScan kernel,
                 RunControl* control);

    [[nodiscard]] const std::vector<Region>& regions() const noexcept { return regions_; }

    void prepare(const Region& region, std::uint32_t first, std::uint32_t queries, Tile& tile) const;
    std::size_t scan(const Region& region, const Tile& tile, TileRange range, Hit* hits) const;
    [[nodiscard]] std::optional<SimilarPair> verify(const Region& region, std::uint32_t query,
                                                    std::uint32_t record) const;

private:
    void order_groups(const RecordGroups& groups);
    [[nodiscard]] std::vector<std::uint32_t> buckets_of_tokens() const;
    void fill_row(std::size_t position, const std::vector<std::uint32_t>& bucket_of,
                  std::vector<double>& squares);

    const TfIdfVectors* vectors_;
    double threshold_;
    std::int32_t least_product_;
    BucketScan scan_;
    std::size_t buckets_;
    std::vector<std::uint32_t> order_; // the record at each position
    std::vector<Region> regions_;
    std::vector<std::uint8_t> bytes_; // in sheets
};

} // namespace samspill::detail
