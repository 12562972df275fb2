#include <samspill/model/unit_change.hpp>

#include <samspill/core/error.hpp>
#include <samspill/io/csv.hpp>

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using Codes = std::vector<std::string>;

Date day(std::string_view text) { return Date::parse(text).value(); }

Table read(const std::string& file) {
    const auto folder = std::filesystem::path{SAMSPILL_TEST_DATA} / "no-klass131-changes";
    return read_csv_file(folder / file, "table").table.value();
}

/// All official changes of the codes of Norwegian municipalities.
const std::vector<UnitChange>& norwegian_changes() {
    static const std::vector<UnitChange> changes = [] {
        const Table table = read("unit_changes.csv");
        std::vector<UnitChange> rows;
        rows.reserve(table.rows());
        for (std::size_t row = 0; row < table.rows(); ++row) {
            rows.push_back({std::string{*table["oldCode"].text(row)},
                            std::string{*table["newCode"].text(row)},
                            day(*table["changeOccurred"].text(row))});
        }
        return rows;
    }();
    return changes;
}

/// Codes that held on a day, by the table of versions.
std::set<std::string> codes_on(Date date) {
    const Table table = read("code_versions.csv");
    std::set<std::string> codes;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto end = table["validTo"].text(row);
        const DateInterval days{day(*table["validFrom"].text(row)), end ? day(*end) : Date{}};
        if (days.contains(date)) {
            codes.insert(std::string{*table["code"].text(row)});
        }
    }
    return codes;
}

ComparableUnits norwegian(std::string_view first, std::string_view last) {
    return {norwegian_changes(), std::array{day(first), day(last)}};
}

std::map<std::string, std::size_t> kinds(const ComparableUnits& units) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& unit : units.units()) {
        if (const auto kind = units.change_of(unit)) {
            ++counts[std::string{to_string(*kind)}];
        }
    }
    return counts;
}

TEST(ComparableUnits, WithoutChangesEveryCodeIsAUnit) {
    const ComparableUnits units;
    EXPECT_EQ(units.unit_of("0301", 0), "0301");
    EXPECT_EQ(units.units_of("0301"), Codes{"0301"});
    EXPECT_EQ(units.codes_of("0301", 0), Codes{"0301"});
    EXPECT_FALSE(units.change_of("0301"));
    EXPECT_TRUE(units.units().empty());
}

TEST(ComparableUnits, ADayIsThatOfTheNewCodes) {
    const std::vector<UnitChange> changes{{"1", "2", Date{100}}};
    const ComparableUnits units{changes, std::array{Date{99}, Date{100}}};
    EXPECT_EQ(units.unit_of("1", 0), "2");
    EXPECT_EQ(units.unit_of("1", 1), std::nullopt);
    EXPECT_EQ(units.unit_of("2", 0), std::nullopt);
    EXPECT_EQ(units.unit_of("2", 1), "2");
    EXPECT_EQ(units.change_of("2"), UnitChangeKind::renumbered);
    EXPECT_EQ(units.codes_of("2", 0), Codes{"1"});
}

TEST(ComparableUnits, ChangesOutsideTheWavesDoNotJoin) {
    const std::vector<UnitChange> changes{{"1", "3", Date{100}}, {"2", "3", Date{100}}};
    const ComparableUnits before{changes, std::array{Date{10}, Date{99}}};
    EXPECT_EQ(before.units(), (Codes{"1", "2"}));
    EXPECT_FALSE(before.change_of("1"));
    EXPECT_EQ(before.unit_of("3", 1), std::nullopt);
    const ComparableUnits after{changes, std::array{Date{100}, Date{200}}};
    EXPECT_EQ(after.units(), Codes{"3"});
    EXPECT_FALSE(after.change_of("3"));
}

TEST(ComparableUnits, ASplitUnitStaysWhole) {
    const std::vector<UnitChange> changes{{"1", "2", Date{100}}, {"1", "3", Date{100}}};
    const ComparableUnits units{changes, std::array{Date{0}, Date{100}}};
    EXPECT_EQ(units.unit_of("1", 0), "2+3");
    EXPECT_EQ(units.unit_of("3", 1), "2+3");
    EXPECT_EQ(units.codes_of("2+3", 1), (Codes{"2", "3"}));
    EXPECT_EQ(units.change_of("2+3"), UnitChangeKind::split);
}

TEST(ComparableUnits, WhatIsSplitAndJoinedAgainIsRedrawn) {
    const std::vector<UnitChange> changes{
        {"1", "2", Date{100}}, {"1", "3", Date{100}}, {"2", "4", Date{200}}, {"3", "4", Date{200}}};
    const ComparableUnits units{changes, std::array{Date{0}, Date{150}, Date{200}}};
    EXPECT_EQ(units.change_of("4"), UnitChangeKind::redrawn);
    EXPECT_EQ(units.codes_of("4", 1), (Codes{"2", "3"}));
}

TEST(ComparableUnits, AReusedCodeIsAnotherUnit) {
    // 1 became 2; later 3 was given the code 1
    const std::vector<UnitChange> changes{{"1", "2", Date{100}}, {"3", "1", Date{200}}};
    const ComparableUnits units{changes, std::array{Date{0}, Date{150}, Date{250}}};
    EXPECT_EQ(units.unit_of("1", 0), "2");
    EXPECT_EQ(units.unit_of("1", 1), std::nullopt);
    EXPECT_EQ(units.unit_of("1", 2), "1");
    EXPECT_EQ(units.unit_of("3", 1), "1");
    EXPECT_EQ(units.units_of("1"), (Codes{"1", "2"}));
}

TEST(ComparableUnits, ACodeThatTakesInOthersGoesOn) {
    // 1 is new on day 100 and takes in 2 on day 200, without a row of its own
    const std::vector<UnitChange> changes{{"0", "1", Date{100}}, {"2", "1", Date{200}}};
    const ComparableUnits units{changes, std::array{Date{150}, Date{250}}};
    EXPECT_EQ(units.unit_of("1", 0), "1");
    EXPECT_EQ(units.codes_of("1", 0), (Codes{"1", "2"}));
    EXPECT_EQ(units.change_of("1"), UnitChangeKind::merged);
}

TEST(ComparableUnits, UnknownOrDescendingDaysAreRefused) {
    const std::vector<UnitChange> changes{{"1", "2", Date{100}}};
    EXPECT_THROW((ComparableUnits{changes, std::array{Date{1}, Date{0}}}), InvalidArgument);
    EXPECT_THROW((ComparableUnits{changes, std::array{Date{}}}), InvalidArgument);
    EXPECT_THROW((ComparableUnits{std::vector<UnitChange>{{"1", "2", Date{}}}, std::array{Date{1}}}),
                 InvalidArgument);
    EXPECT_TRUE((ComparableUnits{changes, std::vector<Date>{}}.units().empty()));
}

TEST(NorwegianMunicipalities, KindsOfChangesAreThoseOfTheReference) {
    // tests/data/no-klass131-changes/README.md; codes that did not change at all are not counted here
    using Counts = std::map<std::string, std::size_t>;
    const auto without_names = [](Counts counts) {
        counts.erase("renamed");
        return counts;
    };
    EXPECT_EQ(without_names(kinds(norwegian("2017-06-01", "2018-06-01"))),
              (Counts{{"merged", 4}, {"renumbered", 46}}));
    EXPECT_EQ(without_names(kinds(norwegian("2019-06-01", "2020-06-01"))),
              (Counts{{"merged", 38}, {"redrawn", 2}, {"renumbered", 202}}));
    EXPECT_EQ(without_names(kinds(norwegian("2022-06-01", "2023-06-01"))), Counts{});
    EXPECT_EQ(without_names(kinds(norwegian("2023-06-01", "2024-06-01"))),
              (Counts{{"split", 1}, {"renumbered", 113}}));
    EXPECT_EQ(without_names(kinds(norwegian("2018-06-01", "2024-06-01"))),
              (Counts{{"merged", 37}, {"redrawn", 3}, {"renumbered", 203}}));
}

TEST(NorwegianMunicipalities, EdgesOfTheYearsAreThoseOfTheSource) {
    std::map<std::string, std::size_t> edges;
    for (const UnitChange& change : norwegian_changes()) {
        ++edges[change.day.to_string().substr(0, 4)];
    }
    EXPECT_EQ(edges["2018"], 58U);
    EXPECT_EQ(edges["2019"], 4U);
    EXPECT_EQ(edges["2020"], 317U);
    EXPECT_EQ(edges["2024"], 118U);
}

TEST(NorwegianMunicipalities, NewCodesOf2020WithSeveralOldOnesAre43) {
    const ComparableUnits units = norwegian("2019-12-31", "2020-01-01");
    std::map<std::string, std::set<std::string>> old_codes;
    for (const UnitChange& change : norwegian_changes()) {
        if (change.day == day("2020-01-01")) {
            old_codes[change.new_code].insert(change.old_code);
            EXPECT_EQ(units.unit_of(change.old_code, 0), units.unit_of(change.new_code, 1));
        }
    }
    EXPECT_EQ(std::count_if(old_codes.begin(), old_codes.end(),
                            [](const auto& row) { return row.second.size() > 1; }),
              43);
    EXPECT_EQ(units.unit_of("1850", 0), "1806+1875");
    EXPECT_EQ(units.unit_of("5012", 0), "5055+5056+5059");
}

TEST(NorwegianMunicipalities, SkiAndOppegaardBecomeNordreFollo) {
    const ComparableUnits units{norwegian_changes(),
                                std::array{day("2018-01-01"), day("2021-01-01"), day("2024-01-01")}};
    EXPECT_EQ(units.unit_of("0213", 0), "3207");
    EXPECT_EQ(units.unit_of("0217", 0), "3207");
    EXPECT_EQ(units.unit_of("3020", 1), "3207");
    EXPECT_EQ(units.unit_of("3207", 2), "3207");
    EXPECT_EQ(units.unit_of("0213", 1), std::nullopt);
    EXPECT_EQ(units.codes_of("3207", 0), (Codes{"0213", "0217"}));
    EXPECT_EQ(units.change_of("3207"), UnitChangeKind::merged);
    EXPECT_EQ(units.unit_of("0301", 0), "0301");
    EXPECT_FALSE(units.change_of("0301"));
}

TEST(NorwegianMunicipalities, AalesundIsOneUnitFrom2022To2024) {
    const ComparableUnits units = norwegian("2022-01-01", "2024-01-01");
    EXPECT_EQ(units.unit_of("1507", 0), "1508+1580");
    EXPECT_EQ(units.unit_of("1508", 1), "1508+1580");
    EXPECT_EQ(units.unit_of("1580", 1), "1508+1580");
    EXPECT_EQ(units.unit_of("1508", 0), std::nullopt);
    EXPECT_EQ(units.change_of("1508+1580"), UnitChangeKind::split);
}

TEST(NorwegianMunicipalities, CodesHoldOnTheDaysOfTheTableOfVersions) {
    for (const char* date :
         {"2017-01-01", "2017-12-31", "2018-01-01", "2019-12-31", "2020-01-01", "2023-12-31", "2024-01-01"}) {
        const ComparableUnits units{norwegian_changes(), std::array{day(date)}};
        const std::set<std::string> valid = codes_on(day(date));
        std::set<std::string> all;
        for (const UnitChange& change : norwegian_changes()) {
            all.insert(change.old_code);
            all.insert(change.new_code);
        }
        for (const std::string& code : all) {
            EXPECT_EQ(units.unit_of(code, 0).has_value(), valid.contains(code)) << code << " on " << date;
        }
    }
}

} // namespace
} // namespace samspill
