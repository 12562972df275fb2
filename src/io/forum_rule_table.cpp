#include <samspill/io/forum_rule_table.hpp>

#include <samspill/io/csv.hpp>

#include "cell_reader.hpp"
#include "result_cells.hpp"
#include "standalone_table.hpp"
#include "table_builder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace samspill {
namespace {

constexpr std::string_view table_name = "forum_rules";

constexpr std::array<detail::StandaloneColumn, 10> rule_columns{{{"rule", true},
                                                                 {"version", true},
                                                                 {"forms", true},
                                                                 {"fact", true},
                                                                 {"comparison", true},
                                                                 {"pass", true},
                                                                 {"warn"},
                                                                 {"kind"},
                                                                 {"addressees"},
                                                                 {"source"}}};

/// What the languages of sentences are named after.
constexpr std::array<std::string_view, 2> sentence_columns{"question_", "advice_"};

constexpr detail::StandaloneSchema schema{table_name, "rule", "rule", rule_columns, sentence_columns};

class RuleReader {
public:
    RuleReader(const Table& table, std::string_view file, std::span<const std::int64_t> source_rows)
        : table_{schema, table, file, source_rows, reading_.findings}, cells_{table_.cells()} {}

    ForumRulesReading read() && {
        table_.check_columns();
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            read_row(row);
        }
        reading_.rules.version = table_.version();
        std::sort(reading_.rules.rules.begin(), reading_.rules.rules.end(),
                  [](const ForumRule& a, const ForumRule& b) { return a.id < b.id; });
        std::sort(reading_.findings.begin(), reading_.findings.end(), precedes);
        return std::move(reading_);
    }

private:
    void read_row(std::size_t row) {
        const std::size_t errors_before = reading_.findings.size();
        ForumRule rule{.id = table_.id(row),
                       .forms = terms<ForumForm>("forms", row),
                       .fact = cells_.required_term("fact", row, ForumFact::parity),
                       .comparison = cells_.required_term("comparison", row, RuleComparison::at_least),
                       .pass = bound_of("pass", row).value_or(0.0),
                       .warn = bound_of("warn", row),
                       .kind = cells_.term<RuleKind>("kind", row).value_or(RuleKind::recommendation),
                       .addressees = terms<RuleAddressee>("addressees", row),
                       .source = cells_.text("source", row),
                       .question = table_.sentences(sentence_columns[0], row),
                       .advice = table_.sentences(sentence_columns[1], row)};
        if (rule.forms.empty()) {
            table_.missing("forms", row);
        }
        if (cells_.text("pass", row).empty()) {
            table_.missing("pass", row);
        }
        check_warning(rule, row);
        table_.check_version(row);
        if (reading_.findings.size() == errors_before) {
            reading_.rules.rules.push_back(std::move(rule));
        }
    }

    template <class Enum>
    std::vector<Enum> terms(std::string_view column, std::size_t row) {
        std::vector<Enum> values;
        for (const std::string& name : cells_.list(column, row)) {
            const std::optional<Enum> value = parse<Enum>(name);
            if (!value) {
                cells_.report(FindingCode::unknown_term, row, column, "an entry is none of the allowed names",
                              "allowed: " + allowed_names<Enum>());
            } else if (std::find(values.begin(), values.end(), *value) == values.end()) {
                values.push_back(*value);
            }
        }
        std::sort(values.begin(), values.end());
        return values;
    }

    /// A number, or two with a slash between them, so that a bound can be exactly two thirds.
    std::optional<double> bound_of(std::string_view column, std::size_t row) {
        const std::string written = cells_.text_or_number(column, row);
        if (written.empty()) {
            return std::nullopt;
        }
        const std::size_t slash = written.find('/');
        std::optional<double> value = parse_number(std::string_view{written}.substr(0, slash));
        if (value && slash != std::string::npos) {
            const std::optional<double> below = parse_number(std::string_view{written}.substr(slash + 1));
            value = below ? std::optional{*value / *below} : std::nullopt;
        }
        if (!value || !std::isfinite(*value)) {
            cells_.report(FindingCode::not_a_number, row, column, "the cell holds no number",
                          "write a number with a point before decimals, or a fraction such as 2/3");
            return std::nullopt;
        }
        return value;
    }

    void check_warning(const ForumRule& rule, std::size_t row) {
        if (!rule.warn) {
            return;
        }
        const bool weaker = (rule.comparison == RuleComparison::at_least && *rule.warn < rule.pass) ||
                            (rule.comparison == RuleComparison::at_most && *rule.warn > rule.pass);
        if (!weaker) {
            cells_.report(FindingCode::out_of_range, row, "warn", "the bound is no weaker than pass",
                          "give a bound that is easier to meet than pass, or leave the cell empty; a rule "
                          "that asks for exactly one value has none");
        }
    }

    ForumRulesReading reading_;
    detail::StandaloneTable table_;
    CellReader& cells_;
};

std::vector<std::string_view> names_of(const std::vector<RuleAddressee>& addressees) {
    std::vector<std::string_view> names;
    names.reserve(addressees.size());
    for (const RuleAddressee addressee : addressees) {
        names.push_back(to_string(addressee));
    }
    return names;
}

} // namespace

ForumRulesReading forum_rules_from(const Table& table, std::string_view file,
                                   const std::vector<std::int64_t>& source_rows) {
    return RuleReader{table, file, source_rows}.read();
}

ForumRulesReading read_forum_rules(const std::filesystem::path& file) {
    CsvReading csv = read_csv_file(file, std::string{table_name});
    ForumRulesReading reading;
    if (csv.table) {
        reading = forum_rules_from(*csv.table, file.filename().string(), csv.source_rows);
    }
    reading.findings.insert(reading.findings.end(), csv.findings.begin(), csv.findings.end());
    std::sort(reading.findings.begin(), reading.findings.end(), precedes);
    return reading;
}

Table forum_rule_rows(const ActorNetwork& network, const ForumRulesResult& result,
                      std::string_view language) {
    using enum ColumnType;
    using detail::stated;
    detail::TableBuilder table{"forum_rules",
                               {{"forum", text, ""},
                                {"rule", text, ""},
                                {"outcome", text, ""},
                                {"fact", text, ""},
                                {"value", float64, "as the fact is counted"},
                                {"reason", text, ""},
                                {"comparison", text, ""},
                                {"pass", float64, "as the fact is counted"},
                                {"warn", float64, "as the fact is counted"},
                                {"kind", text, ""},
                                {"addressees", text_list, ""},
                                {"question", text, ""},
                                {"advice", text, ""},
                                {"source", text, ""},
                                {"evidence", text_list, ""}}};
    for (const ForumRuleRow& row : result.rows) {
        const ForumRule& rule = result.rules.rules[row.rule];
        const std::vector<std::string_view> evidence{row.found.evidence.begin(), row.found.evidence.end()};
        table.row(network.text(network.forums().id[row.forum.position()]), std::string_view{rule.id},
                  to_string(row.outcome), to_string(rule.fact), row.found.value, stated(row.found.reason),
                  to_string(rule.comparison), rule.pass, rule.warn, to_string(rule.kind),
                  names_of(rule.addressees), stated(text_in(rule.question, language)),
                  stated(text_in(rule.advice, language)), stated(rule.source), evidence);
    }
    return std::move(table).take();
}

Table forum_rule_counts(const ActorNetwork& network, const ForumRulesResult& result) {
    using enum ColumnType;
    constexpr std::string_view rules_unit = "rules";
    detail::TableBuilder table{"forum_rule_counts",
                               {{"forum", text, ""},
                                {"as_of", text, "date"},
                                {"pass", int64, rules_unit},
                                {"warn", int64, rules_unit},
                                {"fail", int64, rules_unit},
                                {"not_assessable", int64, rules_unit}}};
    for (const ForumRuleCount& count : result.counts) {
        const auto of = [&](RuleOutcome outcome) { return static_cast<std::int64_t>(count.of(outcome)); };
        table.row(network.text(network.forums().id[count.forum.position()]), detail::day_text(count.as_of),
                  of(RuleOutcome::pass), of(RuleOutcome::warn), of(RuleOutcome::fail),
                  of(RuleOutcome::not_assessable));
    }
    return std::move(table).take();
}

} // namespace samspill
