#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/duplication_scope.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum DuplicationScope;

/// The region of docs/methods/duplication_scope.md: municipality Elv, merged from West and East, and Fjord.
NetworkBuilder region() {
    NetworkBuilder builder;
    builder.add_area({.id = "region"})
        .add_area({.id = "elv", .parent = "region"})
        .add_area({.id = "elv-west", .parent = "elv", .former_unit = "West"})
        .add_area({.id = "elv-east", .parent = "elv", .former_unit = "East"})
        .add_area({.id = "fjord", .parent = "region"});
    builder.add_actor({.id = "elv-council", .area = "elv"})
        .add_actor({.id = "culture", .parent = "elv-council"})
        .add_actor({.id = "library", .parent = "culture"})
        .add_actor({.id = "school", .parent = "elv-council"})
        .add_actor({.id = "welfare", .area = "elv-east"})
        .add_actor({.id = "fjord-school", .area = "fjord"});
    builder.add_actor({.id = "choir", .sector = Sector::civil_society, .area = "elv-west"})
        .add_actor({.id = "scouts", .sector = Sector::civil_society, .area = "elv-east"})
        .add_actor({.id = "league", .sector = Sector::civil_society})
        .add_actor({.id = "league-north", .sector = Sector::civil_society, .parent = "league"})
        .add_actor({.id = "league-south", .sector = Sector::civil_society, .parent = "league"})
        .add_actor({.id = "county", .sector = Sector::state, .area = "region"})
        .add_actor({.id = "company", .sector = Sector::private_sector});
    return builder;
}

Activity offer(std::string id, std::string actor, std::int64_t seats, std::string theme = "cafe") {
    return {.id = std::move(id), .actor = std::move(actor), .theme = std::move(theme), .capacity = seats};
}

struct Scoped {
    ActorNetwork network;
    DuplicationResult duplication;
    DuplicationScopeResult scope;

    [[nodiscard]] std::string common_actor(std::size_t pair) const {
        const ActorId common = scope.pairs.at(pair).common_actor;
        return common.is_none() ? "" : std::string{network.text(network.actors().id[common.position()])};
    }
};

Scoped scoped(NetworkBuilder builder, const DuplicationScopeOptions& options = {}) {
    ActorNetwork network = builder.build();
    DuplicationResult found = duplication(network);
    DuplicationScopeResult scope = duplication_scope(network, found, options);
    return {std::move(network), std::move(found), std::move(scope)};
}

/// Two offers of the same thing.
Scoped between(const std::string& a, const std::string& b, const DuplicationScopeOptions& options = {}) {
    NetworkBuilder builder = region();
    builder.add_activity(offer("j1", a, 5)).add_activity(offer("j2", b, 5));
    return scoped(std::move(builder), options);
}

DuplicationScope scope_between(const std::string& a, const std::string& b,
                               const DuplicationScopeOptions& options = {}) {
    return between(a, b, options).scope.pairs.at(0).scope;
}

TEST(DuplicationScope, ParentsTellDepartments) {
    EXPECT_EQ(scope_between("culture", "library"), within_department);
    EXPECT_EQ(between("culture", "library").common_actor(0), "culture");
    EXPECT_EQ(scope_between("culture", "school"), between_departments);
    EXPECT_EQ(scope_between("library", "school"), between_departments);
    EXPECT_EQ(between("library", "school").common_actor(0), "elv-council");
    EXPECT_EQ(scope_between("elv-council", "library"), between_departments);
}

TEST(DuplicationScope, AMunicipalityIsOneOrganisationWithoutStatedParents) {
    EXPECT_EQ(scope_between("welfare", "school"), between_departments);
    EXPECT_EQ(between("welfare", "school").common_actor(0), "");
}

TEST(DuplicationScope, UnitsOfOtherOrganisationsAreNoDepartments) {
    EXPECT_EQ(scope_between("league-north", "league-south"), within_organisation);
    EXPECT_EQ(between("league-north", "league-south").common_actor(0), "league");
}

TEST(DuplicationScope, AreasTellMunicipalities) {
    EXPECT_EQ(scope_between("choir", "scouts"), within_sector_of_municipality);
    EXPECT_EQ(scope_between("choir", "library"), between_sectors_of_municipality);
    EXPECT_EQ(scope_between("school", "fjord-school"), between_municipalities);
    EXPECT_EQ(scope_between("choir", "fjord-school"), between_municipalities);
}

TEST(DuplicationScope, ARegionIsAboveAndNoPlaceIsUnknown) {
    EXPECT_EQ(scope_between("county", "choir"), above_municipality);
    EXPECT_EQ(scope_between("county", "company"), above_municipality);
    EXPECT_EQ(scope_between("choir", "company"), unknown);
}

TEST(DuplicationScope, UnitsInTwoMunicipalitiesLieBetweenThem) {
    NetworkBuilder builder = region();
    builder.add_actor({.id = "league-fjord", .parent = "league", .area = "fjord"})
        .add_actor({.id = "league-elv", .parent = "league", .area = "elv"});
    builder.add_activity(offer("j1", "league-elv", 5)).add_activity(offer("j2", "league-fjord", 5));
    const Scoped found = scoped(std::move(builder));
    EXPECT_EQ(found.scope.pairs.at(0).scope, between_municipalities);
    EXPECT_EQ(found.common_actor(0), "league"); // still told
}

TEST(DuplicationScope, SettingsSayWhereThePlaceWasReadFrom) {
    const Scoped found = between("library", "choir");
    const ActivitySetting& library = found.scope.settings.at(0);
    EXPECT_EQ(library.top, found.network.find_actor("elv-council"));
    EXPECT_EQ(library.department, found.network.find_actor("culture"));
    EXPECT_EQ(library.municipality, found.network.find_area("elv"));
    EXPECT_EQ(library.source, PlaceSource::parent_actor);
    EXPECT_TRUE(library.former_unit.is_none());
    const ActivitySetting& choir = found.scope.settings.at(1);
    EXPECT_TRUE(choir.department.is_none());
    EXPECT_EQ(choir.source, PlaceSource::actor);
    EXPECT_EQ(found.network.text(choir.former_unit), "West");
}

TEST(DuplicationScope, WithoutASeatTheServedAreasTellWhenTheyAgree) {
    NetworkBuilder builder = region();
    Activity one = offer("j1", "company", 5);
    one.areas = {"elv-east", "elv-west"};
    Activity two = offer("j2", "company", 5);
    two.areas = {"elv-west", "fjord"};
    Activity three = offer("j3", "company", 5);
    three.areas = {"elv-west"};
    builder.add_activity(one).add_activity(two).add_activity(three);
    const Scoped found = scoped(std::move(builder));
    EXPECT_EQ(found.scope.settings[0].municipality, found.network.find_area("elv"));
    EXPECT_EQ(found.scope.settings[0].source, PlaceSource::activity_areas);
    EXPECT_TRUE(found.scope.settings[0].former_unit.is_none()); // West and East
    EXPECT_TRUE(found.scope.settings[1].municipality.is_none());
    EXPECT_EQ(found.scope.settings[1].source, PlaceSource::none);
    EXPECT_EQ(found.network.text(found.scope.settings[2].former_unit), "West");
}

TEST(DuplicationScope, AClusterIsAsWideAsItsWidestPair) {
    NetworkBuilder builder = region();
    builder.add_activity(offer("j1", "culture", 4))
        .add_activity(offer("j2", "choir", 4))
        .add_activity(offer("j3", "fjord-school", 4))
        .add_activity(offer("j4", "company", 4));
    builder.add_need({.id = "n", .theme = "cafe", .people = 6});
    const DuplicationScopeResult found = scoped(std::move(builder)).scope;
    ASSERT_EQ(found.clusters.size(), 1U);
    EXPECT_EQ(found.clusters[0].scope, between_municipalities);
    EXPECT_EQ(found.clusters[0].pairs[static_cast<std::size_t>(between_sectors_of_municipality)], 1);
    EXPECT_EQ(found.clusters[0].pairs[static_cast<std::size_t>(between_municipalities)], 2);
    EXPECT_EQ(found.clusters[0].pairs[static_cast<std::size_t>(unknown)], 3);
    const SurplusSums surplus{.clusters = 1, .lower_bounds = 0, .seats = 10, .people = 6};
    EXPECT_EQ(found.by_scope[static_cast<std::size_t>(between_municipalities)],
              (ScopeSums{2, 1, surplus, {}}));
    EXPECT_EQ(found.by_scope[static_cast<std::size_t>(unknown)], (ScopeSums{3, 0, {}, {}}));
    ASSERT_EQ(found.by_sectors.size(), 4U); // the cluster counts in each
    EXPECT_EQ(found.by_sectors[0].sums, (ScopeSums{1, 1, surplus, {}}));
    EXPECT_EQ(found.by_sectors[1].first, static_cast<std::uint8_t>(Sector::municipal));
    EXPECT_EQ(found.by_sectors[1].second, static_cast<std::uint8_t>(Sector::civil_society));
    EXPECT_EQ(found.by_sectors[1].sums.pairs, 2);
}

TEST(DuplicationScope, WorkedExampleOfTheSums) {
    NetworkBuilder builder = region();
    builder.add_activity(offer("cafe-1", "culture", 12)).add_activity(offer("cafe-2", "choir", 15));
    builder.add_need({.id = "n1", .theme = "cafe", .people = 20});
    builder.add_activity(offer("homework-1", "school", 10, "homework"))
        .add_activity(offer("homework-2", "fjord-school", 10, "homework"));
    builder.add_need({.id = "n2", .theme = "homework", .people = 5});
    builder.add_activity(offer("song-1", "choir", 11, "song"))
        .add_activity(offer("song-2", "scouts", 10, "song"));
    builder.add_need({.id = "n3", .theme = "song", .people = 20});
    const Scoped found = scoped(std::move(builder));
    const auto& by_scope = found.scope.by_scope;
    EXPECT_EQ(by_scope[static_cast<std::size_t>(between_sectors_of_municipality)],
              (ScopeSums{1, 1, {1, 0, 7, 20}, {}}));
    EXPECT_EQ(by_scope[static_cast<std::size_t>(between_municipalities)],
              (ScopeSums{1, 1, {1, 0, 15, 5}, {}}));
    EXPECT_EQ(by_scope[static_cast<std::size_t>(within_sector_of_municipality)],
              (ScopeSums{1, 1, {}, {1, 0, 1, 20}})); // a wanted reserve: 1 <= 10 % of 20
    ASSERT_EQ(found.scope.by_former_units.size(), 1U);
    EXPECT_EQ(found.network.text(found.scope.by_former_units[0].first), "East");
    EXPECT_EQ(found.network.text(found.scope.by_former_units[0].second), "West");
    EXPECT_EQ(found.scope.by_former_units[0].sums, (ScopeSums{1, 1, {}, {1, 0, 1, 20}}));
}

TEST(DuplicationScope, PeopleOfANeedCountOnceAndUnknownSeatsGiveALowerBound) {
    NetworkBuilder builder = region();
    for (const char* const language : {"ar", "ti"}) { // two clusters, one need
        Activity first = offer(std::string{language} + "1", "choir", 6);
        Activity second = offer(std::string{language} + "2", "scouts", 4);
        first.languages = second.languages = {language};
        if (std::string{language} == "ti") {
            second.capacity = Count::unknown();
        }
        builder.add_activity(first).add_activity(second);
    }
    builder.add_need({.id = "n", .theme = "cafe", .people = 5});
    const DuplicationScopeResult found = scoped(std::move(builder)).scope;
    EXPECT_EQ(found.by_scope[static_cast<std::size_t>(within_sector_of_municipality)].surplus,
              (SurplusSums{.clusters = 2, .lower_bounds = 1, .seats = 5 + 1, .people = 5}));
}

TEST(DuplicationScope, ALargeGroupHasTheScopeThatAllItsPairsGive) {
    NetworkBuilder builder = region();
    for (int k = 0; k < 60; ++k) { // alike but for their actors: no pair is listed
        const std::string id = "club" + std::to_string(k);
        builder.add_actor({.id = id,
                           .sector = Sector::civil_society,
                           .parent = k < 10 ? "league" : "",
                           .area = k % 3 == 0 ? "elv-west" : "elv-east"});
        builder.add_activity(offer("j" + std::to_string(k), id, 1));
    }
    builder.add_activity(offer("k1", "culture", 1)).add_activity(offer("k2", "library", 1));
    builder.add_need({.id = "n", .theme = "cafe", .people = 6});
    const ActorNetwork network = builder.build();
    const DuplicationResult few = duplication(network);
    const DuplicationResult all = duplication(network, {.most_listed_alike = 100});
    ASSERT_TRUE(few.pairs.empty());
    ASSERT_EQ(all.pairs.size(), 62U * 61U / 2U);
    const DuplicationScopeResult found = duplication_scope(network, few);
    const DuplicationScopeResult expected = duplication_scope(network, all);
    ASSERT_EQ(found.clusters.size(), 1U);
    EXPECT_EQ(found.clusters[0].scope, between_sectors_of_municipality);
    EXPECT_EQ(found.clusters[0].pairs[static_cast<std::size_t>(within_organisation)], 10 * 9 / 2);
    EXPECT_EQ(found.clusters[0].pairs[static_cast<std::size_t>(within_department)], 1);
    EXPECT_EQ(found.clusters[0].pairs[static_cast<std::size_t>(between_sectors_of_municipality)], 2 * 60);
    EXPECT_EQ(found.clusters[0].pairs[static_cast<std::size_t>(within_sector_of_municipality)],
              60 * 59 / 2 - 45);
    std::array<std::int64_t, duplication_scopes> listed{};
    for (const PairScope& pair : expected.pairs) {
        ++listed[static_cast<std::size_t>(pair.scope)];
    }
    EXPECT_EQ(found.clusters[0].pairs, listed);
    EXPECT_EQ(found.by_scope, expected.by_scope);
    ASSERT_EQ(found.by_sectors.size(), 3U);
    EXPECT_EQ(found.by_sectors[1].sums.pairs, 2 * 60);
    ASSERT_EQ(found.by_former_units.size(), 3U);
    EXPECT_EQ(found.by_former_units[0].sums.pairs, 40 * 39 / 2); // east and east
}

TEST(DuplicationScope, TheLevelOfMunicipalitiesIsAnOption) {
    EXPECT_EQ(scope_between("school", "fjord-school", {.municipality_depth = 0}), between_departments);
    EXPECT_EQ(scope_between("choir", "scouts", {.municipality_depth = 2}), between_municipalities);
    const DuplicationScopeOptions districts{.municipalities = {"elv-west", "elv-east", "elv-west"}};
    EXPECT_EQ(scope_between("choir", "scouts", districts), between_municipalities);
    EXPECT_EQ(scope_between("choir", "culture", districts), above_municipality); // seated in Elv
    EXPECT_EQ(scope_between("choir", "fjord-school", districts), unknown);       // Fjord is beside
    EXPECT_EQ(between("choir", "scouts", districts).scope.municipalities.size(), 2U);
}

TEST(DuplicationScope, WithoutARegionTheOutermostAreasAreMunicipalities) {
    NetworkBuilder builder;
    builder.add_area({.id = "m1"}).add_area({.id = "m2"}).add_area({.id = "part", .parent = "m1"});
    builder.add_actor({.id = "a"}).declare_table(TableName::activities);
    const Scoped several = scoped(std::move(builder));
    EXPECT_EQ(several.scope.municipalities, (std::vector<AreaId>{AreaId{0U}, AreaId{1U}}));
    NetworkBuilder single;
    single.add_area({.id = "only"}).add_actor({.id = "a"}).declare_table(TableName::activities);
    EXPECT_EQ(scoped(std::move(single)).scope.municipalities, std::vector<AreaId>{AreaId{0U}});
    NetworkBuilder empty;
    empty.add_actor({.id = "a"}).declare_table(TableName::activities);
    const DuplicationScopeResult nothing = scoped(std::move(empty)).scope;
    EXPECT_TRUE(nothing.municipalities.empty());
    EXPECT_TRUE(nothing.settings.empty());
    EXPECT_EQ(nothing.by_scope[0], ScopeSums{});
}

TEST(DuplicationScope, RefusesWhatItCannotPlace) {
    EXPECT_THROW(scope_between("choir", "scouts", {.municipality_depth = -1}), InvalidArgument);
    EXPECT_THROW(scope_between("choir", "scouts", {1, {"elv"}}), InvalidArgument);
    EXPECT_THROW(scope_between("choir", "scouts", {.municipalities = {"elv", "elv-west"}}), InvalidArgument);
    EXPECT_THROW(scope_between("choir", "scouts", {.municipalities = {"nowhere"}}), NotFound);
    const Scoped one = between("choir", "scouts");
    const Scoped other = between("choir", "library");
    EXPECT_THROW(static_cast<void>(duplication_scope(one.network, other.duplication)), InvalidArgument);
}

TEST(DuplicationScope, RecordsItsOptions) {
    const Provenance plain = between("choir", "scouts").scope.provenance;
    EXPECT_EQ(plain.analysis, "duplication_scope");
    EXPECT_EQ(plain.options[0].second, "not stated");
    const Provenance named =
        between("choir", "scouts", {.municipalities = {"fjord", "elv"}}).scope.provenance;
    EXPECT_EQ(named.options[1].second, "fjord, elv");
}

} // namespace
} // namespace samspill
