#include <samspill/io/study_loader.hpp>

#include <samspill/core/error.hpp>
#include <samspill/io/study_schema.hpp>
#include <samspill/io/study_tables.hpp>

#include "support/pilot_tables.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace samspill {
namespace {

using enum Severity;
using test::add_csv;
using test::has_finding;
using test::lines;
using test::with_code;

/// A study whose only observations are those rows, of units a, b, … in 2018 and of two indicators.
PilotStudyBuilder with_observations(const std::string& rows) {
    PilotStudyBuilder builder;
    add_csv(builder, StudyTable::indicators, "id,unit,denominator\npeople,people,\nshare,share,people\n");
    add_csv(builder, StudyTable::observations, "unit,wave,indicator,value,n,low,high,status\n" + rows);
    return builder;
}

StudyCell only_cell(const std::string& row, std::size_t indicator) {
    return with_observations(row).build().cell(indicator, 0, 0);
}

TEST(StudyLoader, ReadsEveryTable) {
    PilotStudyBuilder builder;
    add_csv(builder, StudyTable::waves,
            "id,name,from,to\nQ42018,Autumn,2018-10-01,2019-01-01\nQ12019,,2019-01-01,2019-04-01\n");
    add_csv(
        builder, StudyTable::indicators,
        "id,question_nb,question_en,unit,denominator,direction,level,group,source,method,owner,node,baseline,"
        "target,target_wave,primary,combination,version\n"
        "known,Hvor mange?,How many?,share,people,increase,outcome,refugees,survey,M4.2,mayor,known,0.2,0.5,"
        "Q12019,yes,weighted_mean,1\n");
    add_csv(builder, StudyTable::observations,
            "unit,wave,indicator,status,value,n,se\n0301,Q42018,known,,0.2,10,0.01\n"
            "0301,Q12019,known,structural,,,\n1103,Q42018,known,,0.3,,\n");
    add_csv(builder, StudyTable::treatment,
            "unit,name,first_wave,stratum,cluster,weight\n0301,Oslo,Q12019,town,east,2\n1103,,never,town,"
            "west,1\n");
    add_csv(builder, StudyTable::preconditions, "unit,income,remark\n0301,7.5,big\n1103,6,small\n");
    add_csv(builder, StudyTable::neighbours, "a,b,weight\n1103,0301,2\n");
    add_csv(builder, StudyTable::logic_nodes,
            "id,name,level,owner\nknown,Known,outcome,mayor\ntell,,activity,\n");
    add_csv(builder, StudyTable::logic_links, "from,to\ntell,known\n");
    add_csv(builder, StudyTable::unit_changes, "old_code,new_code,day\n0219,3024,2020-01-01\n");
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, warning, FindingCode::unknown_column, "preconditions", 2, "remark"));
    EXPECT_EQ(findings.size(), 1U) << lines(findings);
    const PilotStudy study = builder.build();
    EXPECT_EQ(study.waves()[0].name, "Autumn");
    EXPECT_EQ(study.waves()[1].days.to.to_string(), "2019-04-01");
    const Indicator& known = study.indicators()[0];
    EXPECT_EQ(text_in(known.question, "nb"), "Hvor mange?");
    EXPECT_EQ(known.direction, IndicatorDirection::increase);
    EXPECT_EQ(known.level, LogicLevel::outcome);
    EXPECT_EQ(known.group, BeneficiaryGroup::refugees);
    EXPECT_EQ(known.target, 0.5);
    EXPECT_TRUE(known.primary);
    EXPECT_EQ(known.combination, IndicatorCombination::weighted_mean);
    EXPECT_EQ(study.units()[0].id, "0301");
    EXPECT_EQ(study.units()[0].name, "Oslo");
    EXPECT_EQ(study.units()[0].weight, 2.0);
    EXPECT_EQ(study.cell(0, 0, 0).se, 0.01);
    EXPECT_EQ(study.cell(0, 0, 1).status, ObservationStatus::structural);
    EXPECT_EQ(study.precondition_names()[0], "income");
    EXPECT_EQ(study.preconditions()[1], 6.0);
    EXPECT_EQ(study.neighbours()[0].weight, 2.0);
    EXPECT_EQ(study.logic_nodes().size(), 2U);
    EXPECT_EQ(study.logic_links().size(), 1U);
}

TEST(StudyLoader, ReadsWhatOfficialTablesPrint) {
    using enum ObservationStatus;
    EXPECT_EQ(only_cell("a,2018,people,.,,,,\n", 0).status, missing);
    EXPECT_EQ(only_cell("a,2018,people,..,,,,\n", 0).status, missing);
    EXPECT_EQ(only_cell("a,2018,people,:,,,,\n", 0).status, missing);
    EXPECT_EQ(only_cell("a,2018,people,.,,,,structural\n", 0).status, structural);
    EXPECT_EQ(only_cell("a,2018,people,0,,,,\n", 0).status, observed);
    for (const char* few : {"<5", "< 5", "<=4", "<= 4"}) {
        const StudyCell cell = only_cell(std::string{"a,2018,people,"} + few + ",,,,\n", 0);
        EXPECT_EQ(cell.status, suppressed) << few;
        EXPECT_EQ(cell.low, 1.0);
        EXPECT_EQ(cell.high, 4.0);
    }
    const StudyCell share = only_cell("a,2018,share,<5,40,,,\n", 1);
    EXPECT_DOUBLE_EQ(share.low, 0.025);
    EXPECT_DOUBLE_EQ(share.high, 0.1);
    const StudyCell stated = only_cell("a,2018,people,<5,,0,3,suppressed\n", 0);
    EXPECT_EQ(stated.low, 0.0);
    EXPECT_EQ(stated.high, 3.0);
}

TEST(StudyLoader, DoubtfulValuesAreFindings) {
    const auto code_of = [](const std::string& value) {
        const auto findings = with_observations("a,2018,people," + value + ",,,,\n").validate();
        return findings.empty() ? std::string{} : std::string{to_string(findings.front().code)};
    };
    EXPECT_EQ(code_of("-"), "ambiguous_dash");
    EXPECT_EQ(code_of("\u2013"), "ambiguous_dash");
    EXPECT_EQ(code_of("\"0,62\""), "not_a_number");
    EXPECT_EQ(code_of("62 %"), "not_a_number");
    EXPECT_EQ(code_of("<"), "not_a_number");
    EXPECT_EQ(code_of("<1"), "not_a_number");
    EXPECT_EQ(code_of("<=0"), "not_a_number");
    EXPECT_EQ(code_of("<2.5"), "not_a_number");
    EXPECT_EQ(code_of("<99999999999999999999"), "not_a_number");
    EXPECT_EQ(code_of("<9223372036854775807"), "not_a_number");
    EXPECT_EQ(code_of("<=9223372036854775807"), "not_a_number");
    EXPECT_EQ(code_of("nan"), "not_finite");
    EXPECT_EQ(code_of("7"), "");
    EXPECT_EQ(code_of("-7"), "");
}

TEST(StudyLoader, MixedDatesNameTheForm) {
    PilotStudyBuilder builder;
    add_csv(builder, StudyTable::waves, "id,from,to\na,2018-01-01,2018-07-01\nb,01.07.2018,2019-01-01\n");
    const auto found = with_code(builder.validate(), FindingCode::not_a_date);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].row, 3);
    EXPECT_NE(found[0].hint.find("ISO 8601"), std::string::npos);
    EXPECT_FALSE(has_finding(builder.validate(), error, FindingCode::missing_value, "waves", 3, "from"));
}

/// The findings about a table of preconditions of units a and b.
std::vector<Finding> with_preconditions(const std::string& text) {
    PilotStudyBuilder builder;
    add_csv(builder, StudyTable::treatment, "unit,first_wave\na,2\nb,never\n");
    add_csv(builder, StudyTable::preconditions, text);
    std::vector<Finding> found;
    for (Finding& finding : builder.validate()) {
        if (finding.table == "preconditions") {
            found.push_back(std::move(finding));
        }
    }
    return found;
}

TEST(StudyLoader, PreconditionsWithDecimalCommasAreRefusedAsValuesAre) {
    const auto observed =
        with_code(with_observations("a,2018,people,\"1,5\",,,,\n").validate(), FindingCode::not_a_number);
    ASSERT_EQ(observed.size(), 1U);
    const auto found = with_preconditions("unit,income\na,\"1,5\"\nb,\"2,5\"\n");
    ASSERT_EQ(found.size(), 2U) << lines(found);
    for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_EQ(found[k].code, FindingCode::not_a_number);
        EXPECT_EQ(found[k].column, "income");
        EXPECT_EQ(found[k].row, static_cast<std::int64_t>(k) + 2);
        EXPECT_EQ(found[k].hint, observed[0].hint);
    }
}

TEST(StudyLoader, PreconditionsOfTextsAreNamedWithTheirRow) {
    const auto found = with_preconditions("unit,income,name,empty\na,1,,\nb,2,town,\n");
    ASSERT_EQ(found.size(), 2U) << lines(found);
    EXPECT_TRUE(has_finding(found, warning, FindingCode::unknown_column, "preconditions", 3, "name"));
    EXPECT_TRUE(has_finding(found, warning, FindingCode::unknown_column, "preconditions", 0, "empty"));
    EXPECT_NE(found[1].message.find("holds no numbers"), std::string::npos);
}

TEST(StudyLoader, PreconditionsNeedAColumn) {
    const auto found = with_preconditions("unit\na\nb\n");
    ASSERT_EQ(found.size(), 1U) << lines(found);
    EXPECT_TRUE(has_finding(found, warning, FindingCode::missing_column, "preconditions", 0, ""));
}

TEST(StudyLoader, AnEmptyTableMissesNoColumns) {
    PilotStudyBuilder builder;
    add_study_table(builder, {StudyTable::observations, Table{"observations", {}}, "", {}});
    const auto findings = builder.validate();
    ASSERT_EQ(findings.size(), 1U) << lines(findings);
    EXPECT_EQ(findings[0].code, FindingCode::empty_table);
}

TEST(StudyLoader, MissingColumnsAndRowsAreFound) {
    PilotStudyBuilder builder;
    add_csv(builder, StudyTable::observations, "unit,wave,valu\na,1,2\n");
    add_csv(builder, StudyTable::waves, "id\n");
    const auto findings = builder.validate();
    EXPECT_TRUE(has_finding(findings, error, FindingCode::missing_column, "observations", 0, "indicator"));
    EXPECT_TRUE(has_finding(findings, error, FindingCode::missing_column, "observations", 0, "value"));
    EXPECT_TRUE(has_finding(findings, warning, FindingCode::unknown_column, "observations", 0, "valu"));
    EXPECT_TRUE(has_finding(findings, error, FindingCode::empty_table, "waves", 0, ""));
    EXPECT_TRUE(with_code(findings, FindingCode::missing_value).empty()) << lines(findings);
}

TEST(StudyLoader, MessagesHoldNoValues) {
    auto builder = with_observations("Kari,2018,people,Nordmann,,,,\nKari,2018,nothing,-,,,,Ola\n");
    add_csv(builder, StudyTable::treatment, "unit,first_wave\nKari,Nordmann\nKari,never\n");
    const auto findings = builder.validate();
    EXPECT_GE(findings.size(), 4U);
    for (const char* personal : {"Kari", "Nordmann", "Ola"}) {
        EXPECT_EQ(lines(findings).find(personal), std::string::npos) << personal;
    }
}

TEST(StudyLoader, ReadsTheOfficialTableOfChanges) {
    const auto file = std::filesystem::path{SAMSPILL_TEST_DATA} / "no-klass131-changes" / "unit_changes.csv";
    CsvReading reading = read_csv_file(file, "unit_changes");
    PilotStudyBuilder builder;
    add_study_table(builder, {StudyTable::unit_changes, std::move(*reading.table), "unit_changes.csv", {}});
    add_csv(builder, StudyTable::indicators, "id\npeople\n");
    add_csv(builder, StudyTable::observations,
            "unit,wave,indicator,value\n0213,2019-01-01,people,3\n0217,2019-01-01,people,4\n"
            "3020,2021-01-01,people,8\n3207,2024-01-01,people,9\n0301,2019-01-01,people,1\n");
    EXPECT_EQ(lines(builder.validate()), "");
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.units().size(), 2U);
    EXPECT_EQ(study.units()[1].id, "3207");
    EXPECT_EQ(study.units()[1].change, UnitChangeKind::merged);
    EXPECT_EQ(study.cell(0, 1, 0).value, 7.0);
    EXPECT_EQ(study.cell(0, 1, 1).value, 8.0);
    EXPECT_EQ(study.cell(0, 1, 2).value, 9.0);
}

TEST(StudyLoader, ReadsNumbersAndTruthValuesOfDataFrames) {
    std::vector<Column> columns;
    columns.emplace_back("unit", ColumnType::int64);
    columns.emplace_back("town", ColumnType::boolean);
    columns.emplace_back("income", ColumnType::float64);
    columns[0].append(std::int64_t{7});
    columns[1].append(true);
    columns[2].append(2.5);
    PilotStudyBuilder builder;
    add_csv(builder, StudyTable::indicators, "id\nx\n");
    add_csv(builder, StudyTable::observations, "unit,wave,indicator,value\n7,1,x,3\n");
    add_study_table(builder, {.name = StudyTable::preconditions, .cells = Table{"preconditions", columns}});
    const PilotStudy study = builder.build();
    ASSERT_EQ(study.precondition_names().size(), 2U);
    EXPECT_EQ(study.preconditions()[0], 2.5); // income, town
    EXPECT_EQ(study.preconditions()[1], 1.0);
}

TEST(StudyLoader, ReadsAFolder) {
    const auto folder = std::filesystem::temp_directory_path() / "samspill_study_loader_test";
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "observations.csv"} << "unit,wave,indicator,value\na,1,x,3\na,2,x,4\n";
    std::ofstream{folder / "indicators.csv"} << "id\nx\n";
    std::ofstream{folder / "actors.csv"} << "\"";
    auto builder = read_study_folder(folder);
    EXPECT_EQ(lines(builder.validate()), "");
    EXPECT_EQ(builder.build().cells(0).size(), 2U);
    std::filesystem::remove_all(folder);
    const auto findings = read_study_folder(folder).validate();
    ASSERT_EQ(findings.size(), 1U) << lines(findings);
    EXPECT_EQ(findings[0].code, FindingCode::file_not_found);
}

TEST(StudyTables, HoldOneRowForEachCell) {
    auto builder = with_observations("a,2018,people,<5,,,,\na,2019,people,7,,,,\nb,2018,share,0.5,8,,,\n");
    add_csv(builder, StudyTable::treatment, "unit,first_wave\na,2019\nb,never\n");
    const PilotStudy study = builder.build();
    const Table cells = study_cells_table(study);
    ASSERT_EQ(cells.rows(), 8U);
    EXPECT_EQ(cells["indicator"].text(0), "people");
    EXPECT_EQ(cells["unit"].text(0), "a");
    EXPECT_EQ(cells["wave"].text(0), "2018");
    EXPECT_EQ(cells["arm"].text(0), "treated");
    EXPECT_EQ(cells["status"].text(0), "suppressed");
    EXPECT_TRUE(cells["value"].is_null(0));
    EXPECT_EQ(cells["high"].float64(0), 4.0);
    EXPECT_EQ(cells["value"].float64(1), 7.0);
    EXPECT_TRUE(cells["low"].is_null(1));
    EXPECT_EQ(cells["status"].text(2), "missing");
    EXPECT_TRUE(cells["value"].is_null(2));
    EXPECT_EQ(cells["n"].float64(6), 8.0);
    const Table units = study_units_table(study);
    EXPECT_EQ(units["first_wave"].text(0), "2019");
    EXPECT_TRUE(units["first_wave"].is_null(1));
    EXPECT_TRUE(units["change"].is_null(0));
}

TEST(StudySchema, NamesTheColumnsOfEveryTable) {
    for (std::size_t k = 0; k < vocabulary_size<StudyTable>; ++k) {
        EXPECT_FALSE(schema(static_cast<StudyTable>(k)).empty());
    }
    EXPECT_EQ(official_name(StudyTable::unit_changes, "day"), "changeOccurred");
    EXPECT_EQ(official_name(StudyTable::waves, "day"), "");
    EXPECT_TRUE(is_passed_over(StudyTable::unit_changes, "oldName"));
    EXPECT_FALSE(is_passed_over(StudyTable::waves, "oldName"));
}

} // namespace
} // namespace samspill
