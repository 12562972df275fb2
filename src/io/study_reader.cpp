#include "study_reader.hpp"

#include <samspill/core/utf8.hpp>
#include <samspill/io/study_schema.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace samspill {
namespace {

bool is_question(std::string_view column) {
    return column.size() > question_prefix.size() &&
           column.substr(0, question_prefix.size()) == question_prefix;
}

/// Whether a text is a number, or one but for a comma before its decimals.
bool is_like_a_number(std::string_view text) {
    std::string written{text};
    std::replace(written.begin(), written.end(), ',', '.');
    return parse_number(written).has_value();
}

/// A column of numbers or truth values, or one of texts of which at least one is meant as a number: then the
/// others are findings.
bool holds_numbers(const Column& column) {
    if (column.type() == ColumnType::text_list) {
        return false;
    }
    if (column.type() != ColumnType::text) {
        return true;
    }
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!column.is_null(row) && is_like_a_number(trimmed(*column.text(row)))) {
            return true;
        }
    }
    return false;
}

bool is_in_schema(StudyTable table, std::string_view name) {
    const auto columns = schema(table);
    return std::any_of(columns.begin(), columns.end(),
                       [&](const ColumnSchema& column) { return column.name == name; });
}

/// What official tables print where nothing is known.
bool means_missing(std::string_view text) { return text == "." || text == ".." || text == ":"; }

bool is_dash(std::string_view text) { return text == "-" || text == "\u2013" || text == "\u2212"; }

} // namespace

StudyReader::StudyReader(const StudySource& source, std::vector<Finding>& findings)
    : source_{source}, cells_{{source.cells, to_string(source.name), source.file, source.source_rows},
                              findings} {
    for (const Column& column : source.cells.columns()) {
        const bool is_read = (source.name == StudyTable::indicators && is_question(column.name())) ||
                             (source.name == StudyTable::preconditions &&
                              !is_in_schema(source.name, column.name()) && holds_numbers(column));
        if (is_read) {
            further_.push_back(column.name());
        }
    }
}

void StudyReader::add_row(PilotStudyBuilder& builder, std::size_t row) {
    const std::int64_t number = cells_.source_row(row);
    switch (source_.name) {
    case StudyTable::waves:
        builder.add_wave(wave(row), number);
        break;
    case StudyTable::indicators:
        builder.add_indicator(indicator(row), number);
        break;
    case StudyTable::observations:
        builder.add_observation(observation(row), number);
        break;
    case StudyTable::treatment:
        builder.add_treatment(treatment(row), number);
        break;
    case StudyTable::preconditions:
        add_preconditions(builder, row);
        break;
    case StudyTable::neighbours:
        builder.add_neighbours(neighbours(row), number);
        break;
    case StudyTable::logic_nodes:
        builder.add_logic_node(logic_node(row), number);
        break;
    case StudyTable::logic_links:
        builder.add_logic_link(logic_link(row), number);
        break;
    case StudyTable::unit_changes:
        builder.add_unit_change(unit_change(row), number);
        break;
    }
}

Wave StudyReader::wave(std::size_t row) {
    return {.id = cells_.text("id", row),
            .name = cells_.text("name", row),
            .days = {cells_.date("from", row), cells_.date("to", row)}};
}

Indicator StudyReader::indicator(std::size_t row) {
    TextByLanguage question;
    for (const std::string& column : further_) {
        std::string text = cells_.text(column, row);
        if (!text.empty()) {
            question.emplace_back(column.substr(question_prefix.size()), std::move(text));
        }
    }
    return {.id = cells_.text("id", row),
            .set = cells_.text("set", row),
            .question = std::move(question),
            .unit = cells_.text("unit", row),
            .denominator = cells_.text("denominator", row),
            .direction = cells_.term<IndicatorDirection>("direction", row),
            .level = cells_.term<LogicLevel>("level", row),
            .group = cells_.term<BeneficiaryGroup>("group", row),
            .source = cells_.text("source", row),
            .method = cells_.text("method", row),
            .owner = cells_.text("owner", row),
            .node = cells_.text("node", row),
            .baseline = cells_.real("baseline", row),
            .target = cells_.real("target", row),
            .target_wave = cells_.text("target_wave", row),
            .least = cells_.real("least", row),
            .greatest = cells_.real("greatest", row),
            .primary = cells_.flag("primary", row).value_or(false),
            .combination = cells_.term<IndicatorCombination>("combination", row),
            .analysis = cells_.text("analysis", row),
            .measure = cells_.text("measure", row)};
}

Observation StudyReader::observation(std::size_t row) {
    Observation observation{.unit = cells_.text("unit", row),
                            .wave = cells_.text("wave", row),
                            .indicator = cells_.text("indicator", row),
                            .status = cells_.term<ObservationStatus>("status", row),
                            .low = cells_.real("low", row),
                            .high = cells_.real("high", row),
                            .n = cells_.real("n", row),
                            .se = cells_.real("se", row)};
    read_value(observation, row);
    return observation;
}

void StudyReader::read_value(Observation& observation, std::size_t row) {
    const Column* column = source_.cells.find("value");
    if (column == nullptr || column->type() != ColumnType::text || column->is_null(row)) {
        observation.value = cells_.real("value", row);
        return;
    }
    const std::string_view written = trimmed(*column->text(row));
    if (means_missing(written)) {
        return;
    }
    if (is_dash(written)) {
        cells_.report(FindingCode::ambiguous_dash, row, "value",
                      "a dash means zero in some tables and nothing known in others",
                      "write 0 where it means zero, and leave the cell empty where nothing is known");
    } else if (!written.empty() && written.front() == '<') {
        read_limit(observation, written.substr(1), row);
    } else {
        observation.value = cells_.real("value", row);
    }
}

void StudyReader::read_limit(Observation& observation, std::string_view written, std::size_t row) {
    const bool or_equal = !written.empty() && written.front() == '=';
    const std::string_view digits = trimmed(or_equal ? written.substr(1) : written);
    constexpr std::int64_t largest = 1'000'000'000'000; // as for counts of people
    std::int64_t limit = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), limit);
    const bool is_whole = error == std::errc{} && end == digits.data() + digits.size();
    limit += is_whole && limit <= largest && or_equal ? 1 : 0;
    if (is_whole && limit > 1 && limit <= largest) {
        observation.below = limit;
        return;
    }
    cells_.report(FindingCode::not_a_number, row, "value", "the cell states no limit of a suppressed count",
                  "write a whole number above 1 behind the sign, such as <5, or give low and high");
}

Treatment StudyReader::treatment(std::size_t row) {
    return {.unit = cells_.text("unit", row),
            .name = cells_.text("name", row),
            .first_wave = cells_.text("first_wave", row),
            .stratum = cells_.text("stratum", row),
            .cluster = cells_.text("cluster", row),
            .weight = cells_.real("weight", row)};
}

Neighbours StudyReader::neighbours(std::size_t row) {
    return {.a = cells_.text("a", row), .b = cells_.text("b", row), .weight = cells_.real("weight", row)};
}

LogicNode StudyReader::logic_node(std::size_t row) {
    return {.id = cells_.text("id", row),
            .name = cells_.text("name", row),
            .level = cells_.required_term("level", row, LogicLevel::input),
            .owner = cells_.text("owner", row)};
}

LogicLink StudyReader::logic_link(std::size_t row) {
    return {.from = cells_.text("from", row), .to = cells_.text("to", row)};
}

UnitChange StudyReader::unit_change(std::size_t row) {
    return {.old_code = cells_.text(name_of("old_code"), row),
            .new_code = cells_.text(name_of("new_code"), row),
            .day = cells_.date(name_of("day"), row)};
}

void StudyReader::add_preconditions(PilotStudyBuilder& builder, std::size_t row) {
    const std::string unit = cells_.text("unit", row);
    for (const std::string& column : further_) {
        builder.add_precondition({.unit = unit, .name = column, .value = precondition(column, row)},
                                 cells_.source_row(row));
    }
}

std::optional<double> StudyReader::precondition(std::string_view column, std::size_t row) {
    if (source_.cells[column].type() != ColumnType::boolean) {
        return cells_.real(column, row);
    }
    const std::optional<bool> flag = cells_.flag(column, row);
    return flag ? std::optional{*flag ? 1.0 : 0.0} : std::nullopt;
}

std::string_view StudyReader::name_of(std::string_view column) const {
    return source_.cells.find(column) == nullptr ? official_name(source_.name, column) : column;
}

} // namespace samspill
