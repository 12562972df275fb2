// The kernels of every instruction set that this machine has, against plain loops.
#include "similarity/bucket_scan.hpp"
#include "similarity/join_plan.hpp"
#include "similarity/parity_scan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <vector>

namespace samspill::detail {
namespace {

using Hits = std::vector<Hit>;

Hits sorted(Hits hits, std::size_t count) {
    hits.resize(count);
    std::sort(hits.begin(), hits.end());
    return hits;
}

const std::vector<TileRange> ranges{{8, 0, 100}, {8, 16, 96},  {3, 1, 100}, {1, 37, 38},
                                    {8, 5, 13},  {7, 99, 100}, {8, 40, 40}};

template <class Word>
struct Bitmaps {
    static constexpr std::size_t records = 100;
    std::size_t words;
    std::vector<Word> planes;
    std::vector<Word> queries;

    explicit Bitmaps(std::size_t count) : words{count} {
        std::mt19937_64 random{count};
        // Few bits differ, so that some pairs are near.
        const auto sparse = [&] { return static_cast<Word>(random() & random() & random()); };
        planes.resize((records + scan_padding) * words);
        std::generate(planes.begin(), planes.end(), sparse);
        queries.resize(tile_queries * words);
        std::generate(queries.begin(), queries.end(), sparse);
    }

    [[nodiscard]] Hits expected(TileRange range, std::uint32_t limit) const {
        Hits hits;
        for (std::uint32_t query = 0; query < range.queries; ++query) {
            for (std::uint32_t record = range.begin; record < range.end; ++record) {
                int distance = 0;
                for (std::size_t w = 0; w < words; ++w) {
                    distance += std::popcount(static_cast<Word>(
                        planes[w * (records + scan_padding) + record] ^ queries[query * words + w]));
                }
                if (static_cast<std::uint32_t>(distance) <= limit) {
                    hits.push_back(make_hit(query, record));
                }
            }
        }
        return hits;
    }

    void check(ParityScan<Word> scan) const {
        std::size_t all = 0;
        for (const TileRange range : ranges) {
            for (const std::size_t share : {0U, 1U, 4U, 5U, 6U, 16U}) {
                const auto limit = static_cast<std::uint32_t>(share * words * sizeof(Word) / 2);
                Hits hits(most_hits);
                const std::size_t count = scan({planes.data(), records + scan_padding, words}, queries.data(),
                                               range, limit, hits.data());
                EXPECT_EQ(sorted(hits, count), expected(range, limit)) << words << ' ' << limit;
                all += count;
            }
        }
        EXPECT_GT(all, 0U);
    }
};

TEST(ParityScan, FindsWhatAPlainLoopFinds) {
    for (const InstructionSet set : available_instruction_sets()) {
        SCOPED_TRACE(static_cast<int>(set));
        Bitmaps<std::uint32_t>{1}.check(parity_scans(set).narrow);
        for (const std::size_t words : {1U, 2U, 4U, 8U, 16U}) {
            Bitmaps<std::uint64_t>{words}.check(parity_scans(set).wide);
        }
    }
}

void check_bucket_scan(BucketScan scan, std::size_t buckets) {
    constexpr std::size_t records = 112;
    std::mt19937_64 random{buckets};
    std::vector<std::vector<std::uint8_t>> rows(records + tile_queries, std::vector<std::uint8_t>(buckets));
    std::vector<std::uint8_t> sheets(records * buckets);
    std::vector<std::uint8_t> queries;
    for (std::size_t record = 0; record < rows.size(); ++record) {
        for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
            // Every seventh row is full, which is the largest product there can be.
            const std::uint64_t value = record % 7 == 0 ? most_in_bucket : random() % (most_in_bucket + 1);
            rows[record][bucket] = static_cast<std::uint8_t>(value);
            if (record < records) {
                sheets[BucketSheets::place(buckets, record, bucket)] = rows[record][bucket];
            } else {
                queries.push_back(rows[record][bucket]);
            }
        }
    }
    const auto scale = static_cast<std::int32_t>(buckets);
    for (const TileRange range : ranges) {
        for (const std::int32_t least :
             {1, 3700 * scale, 4100 * scale, 126 * 126 * scale, 126 * 126 * scale + 1}) {
            Hits expected;
            for (std::uint32_t query = 0; query < range.queries; ++query) {
                for (std::uint32_t record = range.begin; record < range.end; ++record) {
                    std::int32_t product = 0;
                    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
                        product += rows[record][bucket] * rows[records + query][bucket];
                    }
                    if (product >= least) {
                        expected.push_back(make_hit(query, record));
                    }
                }
            }
            Hits hits(most_hits);
            const std::size_t count =
                scan({sheets.data(), buckets}, queries.data(), range, least, hits.data());
            EXPECT_EQ(sorted(hits, count), expected) << buckets << ' ' << least;
        }
    }
}

TEST(BucketScan, FindsWhatAPlainLoopFinds) {
    for (const InstructionSet set : available_instruction_sets()) {
        SCOPED_TRACE(static_cast<int>(set));
        for (const std::size_t buckets : {4U, 64U, 1024U}) {
            check_bucket_scan(bucket_scan(set), buckets);
        }
    }
}

TEST(Region, CountsPairsOfAQueryAndALaterRecord) {
    EXPECT_EQ((Region{0, 4, 0, 4, 0}.pairs()), 6);  // within four
    EXPECT_EQ((Region{0, 4, 4, 7, 0}.pairs()), 12); // four by three
    EXPECT_EQ((Region{2, 4, 2, 9, 0}.pairs()), 11); // 6 + 5
    EXPECT_EQ((Region{3, 4, 3, 4, 0}.pairs()), 0);
}

TEST(JoinPlan, CoversEveryPairOnce) {
    const std::vector<Region> regions{
        {0, 3000, 0, 3000, 0}, {0, 3000, 3000, 9000, 1}, {9000, 9001, 9000, 9003, 2}};
    const JoinPlan plan{regions};
    EXPECT_EQ(plan.pairs(), 4'498'500 + 18'000'000 + 2);
    EXPECT_GT(plan.tasks().size(), 16U);
    std::int64_t pairs = 0;
    std::size_t next = 0;
    for (const JoinTask task : plan.tasks()) {
        EXPECT_EQ(task.begin, next);
        next = task.end;
    }
    EXPECT_EQ(next, plan.regions().size());
    for (const Region& region : plan.regions()) {
        pairs += region.pairs();
    }
    EXPECT_EQ(pairs, plan.pairs());
    EXPECT_TRUE(JoinPlan{{}}.tasks().empty());
}

} // namespace
} // namespace samspill::detail
