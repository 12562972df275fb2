// The tables of a pilot, against brute force and in any order.
#include <samspill/model/pilot_study_builder.hpp>

#include <samspill/core/error.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace samspill {
namespace {

constexpr int last_day = 12;

/// A history of codes that is told day by day: on some days units with new codes take over the ground of old
/// ones. A place is a piece of ground that never changes; a code holds some places.
struct History {
    std::vector<UnitChange> changes{};
    std::vector<std::map<int, std::string>> code_of_place{}; ///< by day
};

History random_history() {
    History history;
    const int places = *rc::gen::inRange(1, 7);
    std::map<int, std::string> codes;
    for (int place = 0; place < places; ++place) {
        codes[place] = "c" + std::to_string(*rc::gen::inRange(0, 4));
    }
    history.code_of_place.push_back(codes);
    for (int day = 1; day <= last_day; ++day) {
        std::map<int, std::string> next = codes;
        if (*rc::gen::inRange(0, 3) == 0) {
            for (auto& [place, code] : next) {
                if (*rc::gen::inRange(0, 3) == 0) {
                    code = "c" + std::to_string(*rc::gen::inRange(0, 6));
                }
            }
            // the table names every code whose ground changed, with all its parts
            std::set<std::string> touched;
            for (const auto& [place, code] : codes) {
                if (next[place] != code) {
                    touched.insert(code);
                    touched.insert(next[place]);
                }
            }
            std::set<std::pair<std::string, std::string>> pairs;
            for (const auto& [place, code] : codes) {
                if (touched.contains(code) || touched.contains(next[place])) {
                    pairs.emplace(code, next[place]);
                }
            }
            for (const auto& [from, to] : pairs) {
                history.changes.push_back({from, to, Date{day}});
            }
        }
        codes = next;
        history.code_of_place.push_back(codes);
    }
    return history;
}

/// Places that belong together because some code held both on a day from the first wave to the last.
std::map<int, int> groups_of_places(const History& history, int first, int last) {
    std::map<int, int> group;
    for (const auto& [place, code] : history.code_of_place[0]) {
        group[place] = place;
    }
    const auto join = [&](int a, int b) {
        const int from = group[a];
        const int to = group[b];
        for (auto& [place, name] : group) {
            name = name == from ? to : name;
        }
    };
    for (int day = first; day <= last; ++day) {
        const auto& codes = history.code_of_place[static_cast<std::size_t>(day)];
        for (const auto& [a, code] : codes) {
            for (const auto& [b, other] : codes) {
                if (code == other) {
                    join(a, b);
                }
            }
        }
    }
    return group;
}

RC_GTEST_PROP(ComparableUnitsProp, AreTheGroundThatBelongsTogether, ()) {
    const History history = random_history();
    std::vector<int> waves{*rc::gen::inRange(0, last_day + 1), *rc::gen::inRange(0, last_day + 1),
                           *rc::gen::inRange(0, last_day + 1)};
    std::sort(waves.begin(), waves.end());
    std::vector<Date> days;
    for (const int wave : waves) {
        days.emplace_back(wave);
    }
    const ComparableUnits units{history.changes, days};
    const auto groups = groups_of_places(history, waves.front(), waves.back());
    for (std::size_t a = 0; a < waves.size(); ++a) {
        const auto& codes = history.code_of_place[static_cast<std::size_t>(waves[a])];
        for (const auto& [place, code] : codes) {
            const auto unit = units.unit_of(code, a);
            RC_ASSERT(unit.has_value());
            const auto at_wave = units.codes_of(*unit, a);
            RC_ASSERT(std::find(at_wave.begin(), at_wave.end(), code) != at_wave.end());
            for (std::size_t b = 0; b < waves.size(); ++b) {
                for (const auto& [other, other_code] :
                     history.code_of_place[static_cast<std::size_t>(waves[b])]) {
                    const bool together = groups.at(place) == groups.at(other);
                    RC_ASSERT((units.unit_of(other_code, b) == unit) == together);
                }
            }
        }
        for (const std::string code : {"c0", "c1", "c2", "c3", "c4", "c5"}) {
            const bool holds =
                std::any_of(codes.begin(), codes.end(), [&](const auto& row) { return row.second == code; });
            RC_ASSERT((!units.knows(code) || units.unit_of(code, a).has_value() == holds));
        }
    }
}

struct Rows {
    std::vector<Observation> observations{};
    std::vector<Treatment> treatment{};
    std::vector<Precondition> preconditions{};
    std::vector<Neighbours> neighbours{};
    std::vector<UnitChange> changes{};
};

Rows random_rows() {
    const std::array<std::string, 5> codes{"1", "2", "3", "4", "5"};
    Rows rows;
    rows.changes = {
        {"1", "6", Date{100}}, {"2", "6", Date{100}}, {"3", "7", Date{100}}, {"3", "8", Date{100}}};
    for (const std::string& unit : codes) {
        rows.treatment.push_back({.unit = unit, .first_wave = unit < "4" ? "w1" : "never", .weight = 1.25});
        rows.preconditions.push_back({.unit = unit, .name = "x", .value = *rc::gen::inRange(0, 3) * 0.7});
        rows.neighbours.push_back({.a = unit, .b = "4", .weight = 0.1 + *rc::gen::inRange(0, 3)});
        for (const char* indicator : {"amount", "share"}) {
            Observation row{.unit = unit, .wave = "w0", .indicator = indicator};
            switch (*rc::gen::inRange(0, 5)) {
            case 0:
                row.status = ObservationStatus::structural;
                break;
            case 1:
                row.below = 5;
                row.n = 50.0;
                break;
            case 2:
                break;
            default:
                row.value = *rc::gen::inRange(0, 11) / 10.0;
                row.n = *rc::gen::inRange(0, 3) * 7.3;
                row.se = 0.1;
            }
            rows.observations.push_back(row);
        }
    }
    for (const char* unit : {"6", "7", "8"}) {
        rows.observations.push_back({.unit = unit, .wave = "w1", .indicator = "amount", .value = 0.3});
    }
    std::erase_if(rows.neighbours, [](const Neighbours& row) { return row.a == row.b; });
    return rows;
}

PilotStudyBuilder builder_of(const Rows& rows) {
    PilotStudyBuilder builder;
    builder.add_wave({.id = "w0", .days = {Date{0}, Date{100}}});
    builder.add_wave({.id = "w1", .days = {Date{100}, Date{200}}});
    builder.add_indicator({.id = "share", .unit = "share", .denominator = "people"});
    builder.add_indicator({.id = "amount", .unit = "people"});
    for (const auto& row : rows.observations) {
        builder.add_observation(row);
    }
    for (const auto& row : rows.treatment) {
        builder.add_treatment(row);
    }
    for (const auto& row : rows.preconditions) {
        builder.add_precondition(row);
    }
    for (const auto& row : rows.neighbours) {
        builder.add_neighbours(row);
    }
    for (const auto& row : rows.changes) {
        builder.add_unit_change(row);
    }
    return builder;
}

template <class Row>
void shuffle(std::vector<Row>& rows) {
    for (std::size_t k = rows.size(); k > 1; --k) {
        std::swap(rows[k - 1], rows[*rc::gen::inRange<std::size_t>(0, k)]);
    }
}

RC_GTEST_PROP(PilotStudyProp, IsTheSameForAnyOrderOfRows, ()) {
    Rows rows = random_rows();
    const PilotStudy study = builder_of(rows).build();
    shuffle(rows.observations);
    shuffle(rows.treatment);
    shuffle(rows.preconditions);
    shuffle(rows.neighbours);
    shuffle(rows.changes);
    RC_ASSERT(builder_of(rows).build().fingerprint() == study.fingerprint());
}

RC_GTEST_PROP(PilotStudyProp, LimitsOfJoinedSharesHoldEveryValueOfTheParts, ()) {
    const double low = *rc::gen::inRange(0, 50) / 100.0;
    const double high = low + *rc::gen::inRange(0, 50) / 100.0;
    const double hidden = low + (high - low) * *rc::gen::inRange(0, 11) / 10.0;
    const double n = *rc::gen::inRange(1, 40);
    Rows rows;
    rows.changes = {{"1", "6", Date{100}}, {"2", "6", Date{100}}};
    rows.observations = {{.unit = "1", .wave = "w0", .indicator = "share", .value = 0.4, .n = 20.0},
                         {.unit = "2",
                          .wave = "w0",
                          .indicator = "share",
                          .status = ObservationStatus::suppressed,
                          .low = low,
                          .high = high,
                          .n = n}};
    const PilotStudy study = builder_of(rows).build();
    const StudyCell& cell = study.cell(study.indicator("share"), 0, 0);
    const double whole = (0.4 * 20.0 + hidden * n) / (20.0 + n);
    RC_ASSERT(cell.status == ObservationStatus::suppressed);
    RC_ASSERT((cell.low <= whole + 1e-12 && whole <= cell.high + 1e-12));
}

/// Cells that are usual, odd, or of another table.
std::string random_cell() {
    static const std::array<std::string, 24> cells{
        "",      "a",     "b",       "0301",    "301",   "2018",       "2019",       "never",
        "known", "share", "0.5",     "-1",      "1e308", "<5",         "<=0",        "-",
        "..",    "nan",   "\"x,y\"", "outcome", "yes",   "2020-02-30", "2020-01-01", "observed"};
    return cells[*rc::gen::inRange<std::size_t>(0, cells.size())];
}

RC_GTEST_PROP(PilotStudyProp, BadInputIsFoundAndNeverACrash, ()) {
    static const std::array<std::string, vocabulary_size<StudyTable>> headers{
        "id,name,from,to",
        "id,unit,baseline,target,least,greatest,node,target_wave",
        "unit,wave,indicator,value,n,low,high,status,se",
        "unit,first_wave,stratum,cluster,weight",
        "unit,x,y,z",
        "a,b,weight",
        "id,name,level,owner",
        "from,to",
        "old_code,new_code,day"};
    PilotStudyBuilder builder;
    for (std::size_t k = 0; k < headers.size(); ++k) {
        if (*rc::gen::inRange(0, 3) == 0) {
            continue;
        }
        const auto columns = 1 + std::count(headers[k].begin(), headers[k].end(), ',');
        std::string text = headers[k] + "\n";
        const int rows = *rc::gen::inRange(0, 6);
        for (int row = 0; row < rows; ++row) {
            for (std::ptrdiff_t column = 0; column < columns; ++column) {
                text += (column == 0 ? "" : ",") + random_cell();
            }
            text += "\n";
        }
        const auto name = static_cast<StudyTable>(k);
        CsvReading reading = read_csv(text, std::string{to_string(name)});
        if (reading.table) {
            add_study_table(builder, {name, std::move(*reading.table), "", reading.source_rows});
        }
    }
    const std::vector<Finding> findings = builder.validate();
    RC_ASSERT(std::is_sorted(findings.begin(), findings.end(), precedes));
    if (has_errors(findings)) {
        RC_ASSERT_THROWS_AS(static_cast<void>(builder.build()), UnusableData);
    } else {
        const PilotStudy study = builder.build();
        for (std::size_t k = 0; k < study.indicators().size(); ++k) {
            RC_ASSERT(study.cells(k).size() == study.units().size() * study.waves().size());
        }
    }
}

} // namespace
} // namespace samspill
