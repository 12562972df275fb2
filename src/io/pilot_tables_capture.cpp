#include <samspill/io/pilot_tables.hpp>

#include "table_builder.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::ColumnSpec;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view people_unit = "people";

/// The columns of a CaptureEstimate after columns of their own.
std::vector<ColumnSpec> with_estimate(std::vector<ColumnSpec> own) {
    for (const std::string_view name : {"status", "reason"}) {
        own.push_back({name, text, {}});
    }
    for (const std::string_view name : {"total", "unseen", "se", "low", "high"}) {
        own.push_back({name, float64, people_unit});
    }
    return own;
}

void append_texts(std::vector<std::string_view>& views, const std::vector<std::string>& texts) {
    views.assign(texts.begin(), texts.end());
}

} // namespace

Table capture_cells(const CaptureCells& cells) {
    TableBuilder table{"capture_cells", {{"lists", text_list, {}}, {"people", int64, people_unit}}};
    std::vector<std::string> lists;
    std::vector<std::string_view> shown;
    for (const CaptureCell& cell : cells.cells) {
        lists.clear();
        for (std::uint32_t list = 0; cell.lists >> list != 0; ++list) {
            if ((cell.lists >> list & 1U) != 0) {
                lists.push_back(std::to_string(list));
            }
        }
        append_texts(shown, lists);
        table.row(shown, cell.people);
    }
    return std::move(table).take();
}

Table list_model_rows(const ListModelsResult& result) {
    TableBuilder table{"list_models", with_estimate({{"dependent", text_list, {}},
                                                     {"parameters", int64, {}},
                                                     {"deviance", float64, {}},
                                                     {"aic", float64, {}}})};
    std::vector<std::string> pairs;
    std::vector<std::string_view> shown;
    for (const ListModel& model : result.models) {
        pairs.clear();
        for (const ListPair& pair : model.dependent) {
            pairs.push_back(std::to_string(pair.first) + "-" + std::to_string(pair.second));
        }
        append_texts(shown, pairs);
        const CaptureEstimate& estimate = model.estimate;
        table.row(shown, static_cast<std::int64_t>(model.parameters), model.deviance, model.aic,
                  to_string(estimate.status), stated(estimate.reason), estimate.total, estimate.unseen,
                  estimate.se, estimate.low, estimate.high);
    }
    return std::move(table).take();
}

} // namespace samspill
