#include <samspill/io/study_tables.hpp>

#include "table_builder.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

std::vector<std::string_view> views_of(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

template <class Value>
std::optional<Value> only_if(bool holds, Value value) {
    return holds ? std::optional{value} : std::nullopt;
}

} // namespace

Table study_cells_table(const PilotStudy& study) {
    using enum ColumnType;
    constexpr std::string_view value_unit = "as the indicator is counted";
    detail::TableBuilder table{"study_cells",
                               {{"indicator", text, ""},
                                {"unit", text, ""},
                                {"wave", text, ""},
                                {"arm", text, ""},
                                {"status", text, ""},
                                {"value", float64, value_unit},
                                {"low", float64, value_unit},
                                {"high", float64, value_unit},
                                {"n", float64, "as the denominator is counted"},
                                {"se", float64, value_unit}}};
    for (std::size_t indicator = 0; indicator < study.indicators().size(); ++indicator) {
        for (std::size_t unit = 0; unit < study.units().size(); ++unit) {
            for (std::size_t wave = 0; wave < study.waves().size(); ++wave) {
                const StudyCell& cell = study.cell(indicator, unit, wave);
                const bool is_suppressed = cell.status == ObservationStatus::suppressed;
                table.row(std::string_view{study.indicators()[indicator].id},
                          std::string_view{study.units()[unit].id}, std::string_view{study.waves()[wave].id},
                          to_string(study.units()[unit].arm), to_string(cell.status),
                          only_if(cell.status == ObservationStatus::observed, cell.value),
                          only_if(is_suppressed, cell.low), only_if(is_suppressed, cell.high), cell.n,
                          cell.se);
            }
        }
    }
    return std::move(table).take();
}

Table study_units_table(const PilotStudy& study) {
    using enum ColumnType;
    detail::TableBuilder table{"study_units",
                               {{"unit", text, ""},
                                {"name", text, ""},
                                {"arm", text, ""},
                                {"first_wave", text, ""},
                                {"stratum", int64, ""},
                                {"cluster", int64, ""},
                                {"weight", float64, ""},
                                {"change", text, ""}}};
    for (const StudyUnit& unit : study.units()) {
        const bool is_treated = unit.arm == StudyArm::treated;
        const auto first_wave = is_treated ? detail::stated(study.waves()[unit.first_wave].id) : std::nullopt;
        const auto change = unit.change ? std::optional{to_string(*unit.change)} : std::nullopt;
        table.row(std::string_view{unit.id}, detail::stated(unit.name), to_string(unit.arm), first_wave,
                  std::int64_t{unit.stratum}, std::int64_t{unit.cluster}, unit.weight, change);
    }
    return std::move(table).take();
}

Table logic_model_table(const LogicModelResult& result) {
    using enum ColumnType;
    detail::TableBuilder table{"logic_model",
                               {{"node", text, ""},
                                {"name", text, ""},
                                {"level", text, ""},
                                {"indicators", text_list, ""},
                                {"reaches_outcome", boolean, ""},
                                {"orphan", boolean, ""},
                                {"on_cycle", boolean, ""},
                                {"missing", text_list, ""}}};
    for (const LogicModelRow& row : result.rows) {
        table.row(std::string_view{row.node}, detail::stated(row.name), to_string(row.level),
                  views_of(row.indicators), row.reaches_outcome, row.is_orphan, row.is_on_cycle,
                  views_of(row.missing));
    }
    return std::move(table).take();
}

} // namespace samspill
