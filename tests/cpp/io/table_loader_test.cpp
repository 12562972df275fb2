#include <samspill/core/error.hpp>
#include <samspill/io/network_tables.hpp>
#include <samspill/io/table_loader.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

/// A folder that exists for one test.
class Folder {
public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "samspill-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    Folder(Folder&&) = delete;
    Folder& operator=(Folder&&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream{path_ / file, std::ios::binary} << text;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

using Lines = std::vector<std::string>;

/// "code file row column" of each error and warning.
Lines problems(const NetworkBuilder& builder) {
    Lines lines;
    for (const Finding& finding : builder.validate()) {
        if (finding.severity != Severity::info) {
            lines.push_back(std::string{to_string(finding.code)} + " " + finding.file + " " +
                            std::to_string(finding.row) + " " + finding.column);
        }
    }
    return lines;
}

TEST(ReadFolder, ReadsEveryTable) {
    const Folder folder;
    folder.write(
        "areas.csv",
        "id,name,parent,population,latitude,longitude\ntown,Byen,,1000,55.5,-9.25\nquarter,,town,,,\n");
    folder.write("actors.csv",
                 "id,sector,languages,valid_from\ndesk,municipal,da;ar,2024-01-01\nclub,civil_society,,\n");
    folder.write("people.csv", "id,actor,tier,hours\np1,club,volunteer,2.5\n");
    folder.write("needs.csv", "id,theme,area,from_month,to_month,people,entry_point,mandate,max_cost,access\n"
                              "n1,cafe,quarter,-2,6,12,desk,Act 1,2.5,step_free; childcare\n");
    folder.write("activities.csv", "id,actor,kind,theme,areas,capacity,mandate,in_use,access\n"
                                   "j1,club,offer,cafe,town;quarter,,Act 2,3,childcare\n");
    folder.write("ties.csv", "source,target,relation,weight\ndesk,j1,awareness,1\n");
    folder.write("forums.csv", "id,form,composition,head_count,vetoes\n"
                               "f1,network_group,municipal=2;civil_society=4,1,state=majority;municipal\n");
    folder.write("seats.csv", "forum,actor,person,role\nf1,club,p1,chair\n");
    folder.write("travel_times.csv", "from,to,minutes\ntown,quarter,12.5\n");
    NetworkBuilder builder = read_folder(folder.path());
    EXPECT_EQ(problems(builder), Lines{});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(network.needs().period[0], (MonthInterval{-2, 6}));
    EXPECT_FALSE(network.activities().capacity[0].is_known());
    EXPECT_EQ(network.areas().population[1], Count{1000}); // quarter comes first
    EXPECT_EQ(network.forums().composition[0][1], (ExpectedSector{Sector::civil_society, 4.0}));
    EXPECT_EQ(network.forums().head_count[0], Count{1});
    EXPECT_EQ(network.forums().vetoes[0][0], (SectorVeto{Sector::municipal, Veto::at_least_one}));
    EXPECT_EQ(network.forums().vetoes[0][1], (SectorVeto{Sector::state, Veto::majority}));
    EXPECT_EQ(network.people().tier[0], PersonTier::volunteer);
    EXPECT_EQ(network.seats().role[0], SeatRole::chair);
    EXPECT_EQ(network.actors().valid[1].from.to_string(), "2024-01-01");
    EXPECT_EQ(network.areas().latitude[1], 55.5);
    EXPECT_EQ(network.areas().longitude[1], -9.25);
    EXPECT_FALSE(network.areas().latitude[0].has_value());
    EXPECT_EQ(network.text(network.needs().mandate[0]), "Act 1");
    EXPECT_EQ(network.needs().max_cost[0], 2.5);
    EXPECT_EQ(network.needs().access[0].size(), 2U);
    EXPECT_EQ(network.text(network.activities().mandate[0]), "Act 2");
    EXPECT_EQ(network.activities().in_use[0], Count{3});
    EXPECT_EQ(network.text(network.activities().access[0][0]), "childcare");
    EXPECT_EQ(network.travel_times().between(AreaId{0U}, AreaId{1U}), 12.5); // quarter to town
}

TEST(ReadFolder, ReportsEveryKindOfBadInputAtOnce) {
    const Folder folder;
    folder.write("areas.csv", "id,name,parent\na,,b\nb,,a\n");
    folder.write("actors.csv", "id,sector,colour\ndesk,martian,red\ndesk,municipal,\n,state,\n");
    folder.write("needs.csv", "id,theme,from_month,to_month,people\nn1,t,3,1,many\nn2,t,,,2.5\nn3,t,,,\n");
    folder.write("activities.csv", "id,theme,actor,capacity,cost\nj1,t,nobody,-3,nan\n");
    folder.write("ties.csv", "source,target\ndesk,j1\n");
    folder.write("forums.csv", "");
    folder.write("people.csv", "id,actor\n");
    std::filesystem::create_directory(folder.path() / "seats.csv");
    const Lines found = problems(read_folder(folder.path()));
    const Lines expected{"unknown_id activities.csv 2 actor",
                         "negative_number activities.csv 2 capacity",
                         "not_finite activities.csv 2 cost",
                         "unknown_term actors.csv 2 sector",
                         "duplicate_id actors.csv 3 id",
                         "missing_value actors.csv 4 id",
                         "area_cycle areas.csv 2 parent",
                         "area_cycle areas.csv 3 parent",
                         "empty_file forums.csv 0 ",
                         "not_a_number needs.csv 2 people",
                         "reversed_interval needs.csv 2 to_month",
                         "not_a_whole_number needs.csv 3 people",
                         "empty_table people.csv 0 ",
                         "not_a_file seats.csv 0 ",
                         "missing_column ties.csv 0 relation",
                         "unknown_column actors.csv 0 colour"};
    EXPECT_EQ(found, expected);
}

TEST(ReadFolder, ReportsWhatIsWrongWithPlacesAndTravelTimes) {
    const Folder folder;
    folder.write("actors.csv", "id,sector\ndesk,municipal\n");
    folder.write("areas.csv",
                 "id,latitude,longitude\na,91,10\nb,55,\nc,,12\nd,1e400,0\ne,north,1\nf,-90,-180.5\n");
    folder.write("travel_times.csv",
                 "from,to,minutes\na,b,\na,b,5\nb,a,-1\na,nowhere,1\n,a,2\na,c,soon\nc,c,0\n");
    EXPECT_EQ(problems(read_folder(folder.path())),
              (Lines{"out_of_range areas.csv 2 latitude", "missing_value areas.csv 3 longitude",
                     "missing_value areas.csv 4 latitude", "not_a_number areas.csv 5 latitude",
                     "not_a_number areas.csv 6 latitude", "out_of_range areas.csv 7 longitude",
                     "missing_value travel_times.csv 2 minutes", "duplicate_id travel_times.csv 3 to",
                     "negative_number travel_times.csv 4 minutes", "unknown_id travel_times.csv 5 to",
                     "missing_value travel_times.csv 6 from", "not_a_number travel_times.csv 7 minutes"}));
}

TEST(ReadFolder, OnlyActorsAreRequired) {
    const Folder folder;
    folder.write("actors.csv", "id,sector\ndesk,municipal\n");
    EXPECT_EQ(problems(read_folder(folder.path())), Lines{});
    const Folder empty;
    EXPECT_EQ(problems(read_folder(empty.path())), (Lines{"file_not_found actors.csv 0 "}));
    EXPECT_EQ(problems(read_folder(empty.path() / "nowhere")).front(), "file_not_found nowhere 0 ");
}

TEST(ReadFolder, WrongEncodingIsAFindingNotAGuess) {
    const Folder folder;
    folder.write("actors.csv", "id,name,sector\nb,Sk\xf8yen,municipal\n");
    const Lines found = problems(read_folder(folder.path()));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].starts_with("wrong_encoding actors.csv 2")) << found[0];
}

/// A one-row table of actors from typed columns, as a data frame brings it.
SourceTable actors(Column extra) {
    Column id{"id", ColumnType::int64};
    Column sector{"sector", ColumnType::text};
    id.append(std::int64_t{301});
    sector.append("municipal");
    return {.name = TableName::actors, .cells = Table{"actors", {id, sector, std::move(extra)}}};
}

TEST(AddTable, NumbersServeAsIds) {
    NetworkBuilder builder;
    Column tier{"tier", ColumnType::float64};
    tier.append(2.0);
    add_table(builder, actors(std::move(tier)));
    const ActorNetwork network = builder.build();
    EXPECT_EQ(network.text(network.actors().id[0]), "301");
    EXPECT_EQ(network.text(network.actors().tier[0]), "2");
}

TEST(AddTable, ListsMayBeListsOrJoinedTexts) {
    for (const bool as_list : {true, false}) {
        Column languages{"languages", as_list ? ColumnType::text_list : ColumnType::text};
        as_list ? languages.append(std::vector<std::string_view>{"ti", " ar "}) : languages.append("ti; ar;");
        NetworkBuilder builder;
        add_table(builder, actors(std::move(languages)));
        EXPECT_EQ(builder.build().actors().languages[0].size(), 2U);
    }
}

TEST(AddTable, TypesThatDoNotFitAreFindings) {
    NetworkBuilder builder;
    Column area{"area", ColumnType::boolean};
    area.append(true);
    add_table(builder, actors(std::move(area)));
    EXPECT_EQ(problems(builder), (Lines{"unsupported_type  2 area"}));
}

TEST(AddTable, FindingsNameTheCallersRows) {
    Column id{"id", ColumnType::text};
    Column sector{"sector", ColumnType::text};
    id.append("a");
    sector.append("?");
    NetworkBuilder builder;
    add_table(builder, {.name = TableName::actors,
                        .cells = Table{"actors", {id, sector}},
                        .file = "x.csv",
                        .source_rows = {17}});
    EXPECT_EQ(problems(builder), (Lines{"unknown_term x.csv 17 sector"}));
}

TEST(NetworkTables, WrittenTablesReadBackToTheSameNetwork) {
    const Folder folder;
    folder.write("areas.csv", "id,parent,latitude,longitude\ntown,,-0.1,180\nquarter,town,,\n");
    folder.write("actors.csv",
                 "id,sector,languages,valid_from\ndesk,municipal,da;ar,2024-01-01\nclub,private,,\n");
    folder.write("people.csv", "id,actor,tier,hours,groups,competences,available\n"
                               "p1,club,staff,0.1,g2;g1,law,TU 08:00-12:30;MO 17:00-21:00\n");
    folder.write("needs.csv", "id,theme,from_month,age_max,people,priority,mandate,max_cost,access\n"
                              "n1,t,-2,17,,2,law,0,b;a\n");
    folder.write("activities.csv", "id,actor,theme,areas,cost,after,mandate,in_use,access\n"
                                   "j1,club,t,quarter,12.5,,law,0,b\nj2,desk,t,,,j1,,,\n");
    folder.write("ties.csv",
                 "source,target,relation,weight,wave\ndesk,j1,awareness,0.3,w1\nclub,desk,funding,,\n");
    folder.write(
        "forums.csv",
        "id,form,composition,quota,head_count,vetoes,agreed_on,ends_on,in_operation,competences,"
        "involvement\nf1,council,municipal=2.5;state=1,1.5,1,state;municipal=all,2023-01-01,2026-12-31,"
        "yes,law;housing,panel\nf2,council,,,,,,,no,,\n");
    folder.write("seats.csv", "forum,actor,votes,from,to,ended_by\nf1,club,1.5,2024-02-29,2025-01-01,term\n");
    folder.write("meetings.csv", "id,forum,start,end\nm1,f1,2024-03-05T17:00,2024-03-05T18:30\n"
                                 "m2,f1,2024-10-27T00:30+02:00,2024-10-27T03:30+01:00\n");
    folder.write("agenda_items.csv", "meeting,item,minutes,relevant_sectors,proposed_by\n"
                                     "m1,1,20,civil_society;municipal,desk\nm1,2,,,\n");
    folder.write("attendance.csv", "meeting,actor,person,speaking_seconds\nm1,club,,90\nm2,,p1,\n");
    folder.write("reviews.csv", "person,item,score,wave,forum\np1,trust,-1.5,w1,f1\n,trust,2,,\n");
    folder.write("travel_times.csv", "from,to,minutes\nquarter,town,0.1\ntown,quarter,7\n");
    const ActorNetwork network = read_folder(folder.path()).build();
    NetworkBuilder again;
    for (std::size_t k = 0; k < vocabulary_size<TableName>; ++k) {
        const auto name = static_cast<TableName>(k);
        add_table(again, {.name = name, .cells = network_table(network, name)});
    }
    EXPECT_EQ(problems(again), Lines{});
    EXPECT_EQ(again.build().fingerprint(), network.fingerprint());
}

Table one_row(const std::vector<std::pair<std::string, std::string>>& cells) {
    std::vector<Column> columns;
    for (const auto& [name, text] : cells) {
        columns.emplace_back(name, ColumnType::text).append(std::string_view{text});
    }
    return Table{"row", std::move(columns)};
}

TEST(ReadRow, GivesTheRowOfATable) {
    const Activity activity = read_activity(one_row({{"id", "j"},
                                                     {"actor", "club"},
                                                     {"theme", "t"},
                                                     {"areas", "a; b"},
                                                     {"capacity", "12"},
                                                     {"in_use", "3"}}));
    EXPECT_EQ(activity.id, "j");
    EXPECT_EQ(activity.areas, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(activity.capacity, Count{12});
    EXPECT_EQ(activity.in_use, Count{3});
    const Tie tie = read_tie(one_row({{"source", "a"}, {"target", "b"}, {"relation", "funding"}}));
    EXPECT_EQ(tie.relation, Relation::funding);
    EXPECT_FALSE(tie.weight.has_value());
}

TEST(ReadRow, RefusesWhatDoesNotFit) {
    try {
        static_cast<void>(
            read_activity(one_row({{"id", "j"}, {"theme", "t"}, {"capcity", "1"}, {"cost", "x"}})));
        FAIL() << "the row has errors";
    } catch (const UnusableData& error) {
        Lines lines;
        for (const Finding& finding : error.findings()) {
            EXPECT_EQ(finding.severity, Severity::error);
            EXPECT_EQ(finding.row, 0);
            lines.push_back(std::string{to_string(finding.code)} + " " + finding.column);
        }
        EXPECT_EQ(lines, (Lines{"missing_column actor", "unknown_column capcity", "not_a_number cost"}));
    }
    EXPECT_THROW(static_cast<void>(read_tie(Table{})), InvalidArgument);
}

} // namespace
} // namespace samspill
