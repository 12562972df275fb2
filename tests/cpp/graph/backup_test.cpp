#include <samspill/graph/backup.hpp>

#include "support/san_francisco.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace samspill {
namespace {

using Flags = std::vector<std::uint8_t>;
using People = std::vector<std::int64_t>;

/// The first need may use both offers, the second one, the third none.
BipartiteGraph three_needs() { return {.begin = {0, 2, 3, 3}, .target = {0, 1, 1}, .right_vertices = 2}; }

TEST(Backup, CountsNeedsAndPeople) {
    const BackupCount count = count_backup(three_needs(), People{10, 4, 1});
    EXPECT_EQ(count.needs, 3);
    EXPECT_EQ(count.needs_reached, 2);
    EXPECT_EQ(count.needs_backed_up, 1);
    EXPECT_EQ(count.people, 15);
    EXPECT_EQ(count.people_reached, 14);
    EXPECT_EQ(count.people_backed_up, 10);
}

TEST(Backup, ClosedOffersDoNotCount) {
    const BackupCount count = count_backup(three_needs(), People{10, 4, 1}, Flags{1, 0});
    EXPECT_EQ(count.needs_reached, 1);
    EXPECT_EQ(count.needs_backed_up, 0);
    EXPECT_EQ(count.people_reached, 10);
}

TEST(Backup, OffersOfOneProviderAreNoBackup) {
    const std::vector<std::uint32_t> provider{7, 7};
    const BackupCount count = count_backup(three_needs(), People{10, 4, 1}, {}, provider);
    EXPECT_EQ(count.needs_reached, 2);
    EXPECT_EQ(count.needs_backed_up, 0);
}

TEST(Backup, NothingGivesZeros) {
    const BackupCount count = count_backup({}, {});
    EXPECT_EQ(count.needs, 0);
    EXPECT_EQ(count.people_backed_up, 0);
}

TEST(Backup, RefusesOtherSizesAndTooManyPeople) {
    EXPECT_THROW(static_cast<void>(count_backup(three_needs(), People{1, 2})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(count_backup(three_needs(), People{1, 2, 3}, Flags{1})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(
                     count_backup(three_needs(), People{std::numeric_limits<std::int64_t>::max(), 1, 0})),
                 Overflow);
}

/// Most tracts that two of `sites` open sites reach, among the sets that reach every tract, and how many such
/// sets there are.
std::pair<std::int64_t, int> most_backed_up(const test::SanFrancisco& data, std::uint32_t sites) {
    std::int64_t most = 0;
    int sets = 0;
    test::for_each_set(16, sites, [&](const Flags& open) {
        const BackupCount count = count_backup(data.graph, data.people, open);
        if (count.needs_reached == count.needs) {
            ++sets;
            most = std::max(most, count.needs_backed_up);
        }
    });
    return {most, sets};
}

TEST(BackupSanFrancisco, ATractWithOnePossibleSiteIsNeverBackedUp) {
    const test::SanFrancisco data = test::san_francisco(5000.0);
    EXPECT_EQ(most_backed_up(data, 7).second, 0); // so 8 sites are the fewest that reach every tract
    EXPECT_EQ(most_backed_up(data, 8), (std::pair<std::int64_t, int>{145, 8}));
    EXPECT_NEAR(145.0 / 205.0, 0.707317, 5e-7);
    const BackupCount all_open = count_backup(data.graph, data.people);
    EXPECT_EQ(all_open.needs, 205);
    EXPECT_EQ(all_open.needs - all_open.needs_backed_up, 22); // these must not count as backed up
}

TEST(BackupSanFrancisco, FurtherAway) {
    const test::SanFrancisco data = test::san_francisco(8000.0);
    EXPECT_EQ(most_backed_up(data, 2).second, 0);
    EXPECT_EQ(most_backed_up(data, 3), (std::pair<std::int64_t, int>{140, 8}));
    const BackupCount all_open = count_backup(data.graph, data.people);
    EXPECT_EQ(all_open.needs - all_open.needs_backed_up, 3);
}

TEST(BackupSanFrancisco, AShareOfTractsIsNoShareOfPeople) {
    const test::SanFrancisco data = test::san_francisco(5000.0);
    Flags open(16, 0);
    for (std::size_t k = 0; k < open.size(); ++k) {
        const int store = data.store[k];
        open[k] = store == 2 || store == 11 || store == 12 || store == 15 ? 1 : 0;
    }
    const BackupCount count = count_backup(data.graph, data.people, open);
    EXPECT_EQ(count.needs_reached, 184);
    EXPECT_EQ(count.people_reached, 875247);
    EXPECT_EQ(count.people, 955113);
    EXPECT_NEAR(static_cast<double>(count.needs_reached) / static_cast<double>(count.needs), 0.897561, 5e-7);
    EXPECT_NEAR(static_cast<double>(count.people_reached) / static_cast<double>(count.people), 0.916381,
                5e-7);
}

} // namespace
} // namespace samspill
