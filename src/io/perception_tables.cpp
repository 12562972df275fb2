#include <samspill/io/perception_tables.hpp>

#include "result_cells.hpp"
#include "table_builder.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::id_text;
using detail::stated;
using detail::TableBuilder;

std::optional<std::string_view> term(const ActorNetwork& network, TermId text) {
    return text.is_none() ? std::nullopt : stated(network.text(text));
}

const InstrumentItem* listed(const PerceptionResult& result, std::optional<std::size_t> position) {
    return position ? &result.instruments.items[*position] : nullptr;
}

std::optional<std::string_view> instrument(const PerceptionResult& result,
                                           std::optional<std::size_t> position) {
    const InstrumentItem* item = listed(result, position);
    return item != nullptr ? std::optional<std::string_view>{item->instrument} : std::nullopt;
}

} // namespace

Table perception_items(const ActorNetwork& network, const PerceptionResult& result,
                       std::string_view language) {
    constexpr std::string_view points = "points of the scale";
    constexpr std::string_view index = "index from 0 to 1";
    TableBuilder table{"perception_items",
                       {{"forum", text, ""},
                        {"wave", text, ""},
                        {"instrument", text, ""},
                        {"item", text, ""},
                        {"text", text, ""},
                        {"raters", int64, "raters"},
                        {"distinct_raters", int64, "raters, unknown ones as one"},
                        {"mean", float64, points},
                        {"median", float64, points},
                        {"r_wg", float64, index},
                        {"r_wg_note", text, ""},
                        {"lowest", boolean, ""},
                        {"raters_municipal", int64, "raters"},
                        {"mean_municipal", float64, points},
                        {"r_wg_municipal", float64, index},
                        {"raters_civil_society", int64, "raters"},
                        {"mean_civil_society", float64, points},
                        {"r_wg_civil_society", float64, index},
                        {"raters_other", int64, "raters"},
                        {"gap", float64, "points, municipal less civil society"},
                        {"gap_note", text, ""},
                        {"gap_p", float64, "of the arrangements of the sides"},
                        {"gap_smallest_p", float64, "of the most extreme arrangement"},
                        {"gap_exact", boolean, "every arrangement was counted"},
                        {"left_out", int64, "scores outside the scale"},
                        {"status", text, ""}}};
    for (const ItemPerception& row : result.items) {
        const ItemAgreement& item = row.agreement;
        const GroupRating& municipal = item.groups[static_cast<std::size_t>(RaterSide::municipal)];
        const GroupRating& civil_society = item.groups[static_cast<std::size_t>(RaterSide::civil_society)];
        const GroupRating& other = item.groups[static_cast<std::size_t>(RaterSide::other)];
        const InstrumentItem* known = listed(result, row.listed);
        table.row(id_text(network, network.forums().id, row.forum), term(network, row.wave),
                  instrument(result, row.listed), network.text(row.item),
                  known != nullptr ? stated(text_in(known->text, language)) : std::nullopt, item.raters,
                  item.distinct_raters, item.mean.value, item.median.value, item.r_wg.value,
                  stated(item.r_wg.reason), row.is_lowest, municipal.raters, municipal.mean.value,
                  row.r_wg_municipal.value, civil_society.raters, civil_society.mean.value,
                  row.r_wg_civil_society.value, other.raters, item.gap.value, stated(item.gap.reason),
                  item.gap_test.p, item.gap_test.smallest_p,
                  item.gap_test.p ? std::optional{item.gap_test.exact} : std::nullopt, row.left_out,
                  to_string(item.mean.status));
    }
    return std::move(table).take();
}

Table perception_instruments(const ActorNetwork& network, const PerceptionResult& result) {
    TableBuilder table{"perception_instruments",
                       {{"forum", text, ""},
                        {"wave", text, ""},
                        {"instrument", text, ""},
                        {"items", int64, "items that somebody rated"},
                        {"r_wg_j", float64, "index from 0 to 1"},
                        {"r_wg_j_note", text, ""},
                        {"lowest_items", text_list, ""}}};
    for (const InstrumentPerception& row : result.totals) {
        std::vector<std::string_view> lowest;
        for (std::size_t k = row.first; k < row.last; ++k) {
            if (result.items[k].is_lowest) {
                lowest.push_back(network.text(result.items[k].item));
            }
        }
        table.row(id_text(network, network.forums().id, row.forum), term(network, row.wave),
                  instrument(result, row.listed), row.items, row.r_wg_j.value, stated(row.r_wg_j.reason),
                  lowest);
    }
    return std::move(table).take();
}

Table agreement_items(const AgreementResult& result, std::span<const std::string> items) {
    constexpr std::string_view points = "points of the scale";
    TableBuilder table{"agreement_items",
                       {{"item", text, ""},
                        {"raters", int64, "raters"},
                        {"distinct_raters", int64, "raters, unknown ones as one"},
                        {"mean", float64, points},
                        {"median", float64, points},
                        {"variance", float64, "squared points"},
                        {"r_wg", float64, "index from 0 to 1"},
                        {"r_wg_note", text, ""},
                        {"lowest", boolean, ""},
                        {"gap", float64, "points, first group less second"},
                        {"gap_note", text, ""},
                        {"gap_p", float64, "of the arrangements of the groups"},
                        {"gap_smallest_p", float64, "of the most extreme arrangement"},
                        {"gap_exact", boolean, "every arrangement was counted"},
                        {"status", text, ""},
                        {"reason", text, ""}}};
    for (std::size_t k = 0; k < result.items.size(); ++k) {
        const ItemAgreement& item = result.items[k];
        const bool is_lowest =
            std::find(result.lowest_items.begin(), result.lowest_items.end(), k) != result.lowest_items.end();
        table.row(std::string_view{items[k]}, item.raters, item.distinct_raters, item.mean.value,
                  item.median.value, item.variance.value, item.r_wg.value, stated(item.r_wg.reason),
                  is_lowest, item.gap.value, stated(item.gap.reason), item.gap_test.p,
                  item.gap_test.smallest_p,
                  item.gap_test.p ? std::optional{item.gap_test.exact} : std::nullopt,
                  to_string(item.mean.status), stated(item.mean.reason));
    }
    return std::move(table).take();
}

Table agreement_groups(const AgreementResult& result, std::span<const std::string> items,
                       std::span<const std::string> groups) {
    TableBuilder table{"agreement_groups",
                       {{"item", text, ""},
                        {"group", text, ""},
                        {"raters", int64, "raters"},
                        {"distinct_raters", int64, "raters, unknown ones as one"},
                        {"mean", float64, "points of the scale"},
                        {"status", text, ""},
                        {"reason", text, ""}}};
    for (std::size_t k = 0; k < result.items.size(); ++k) {
        for (std::size_t g = 0; g < groups.size(); ++g) {
            const GroupRating& group = result.items[k].groups[g];
            table.row(std::string_view{items[k]}, std::string_view{groups[g]}, group.raters,
                      group.distinct_raters, group.mean.value, to_string(group.mean.status),
                      stated(group.mean.reason));
        }
    }
    return std::move(table).take();
}

} // namespace samspill
