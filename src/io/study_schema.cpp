#include <samspill/io/study_schema.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace samspill {
namespace {

using enum CellKind;

constexpr bool required = true;

constexpr std::array waves{
    ColumnSchema{"id", text, required},
    ColumnSchema{"name"},
    ColumnSchema{"from", date},
    ColumnSchema{"to", date},
};
constexpr std::array indicators{
    ColumnSchema{"id", text, required},
    ColumnSchema{"set"},
    ColumnSchema{"unit"},
    ColumnSchema{"denominator"},
    ColumnSchema{"direction", term},
    ColumnSchema{"level", term},
    ColumnSchema{"group", term},
    ColumnSchema{"source"},
    ColumnSchema{"method"},
    ColumnSchema{"owner"},
    ColumnSchema{"node"},
    ColumnSchema{"baseline", real},
    ColumnSchema{"target", real},
    ColumnSchema{"target_wave"},
    ColumnSchema{"least", real},
    ColumnSchema{"greatest", real},
    ColumnSchema{"primary", flag},
    ColumnSchema{"combination", term},
    ColumnSchema{"analysis"},
    ColumnSchema{"measure"},
    ColumnSchema{"version"},
};
constexpr std::array observations{
    ColumnSchema{"unit", text, required},
    ColumnSchema{"wave", text, required},
    ColumnSchema{"indicator", text, required},
    ColumnSchema{"status", term},
    ColumnSchema{"value", real, required},
    ColumnSchema{"low", real},
    ColumnSchema{"high", real},
    ColumnSchema{"n", real},
    ColumnSchema{"se", real},
};
constexpr std::array treatment{
    ColumnSchema{"unit", text, required},
    ColumnSchema{"name"},
    ColumnSchema{"first_wave", text, required},
    ColumnSchema{"stratum"},
    ColumnSchema{"cluster"},
    ColumnSchema{"weight", real},
};
constexpr std::array preconditions{ColumnSchema{"unit", text, required}};
constexpr std::array neighbours{
    ColumnSchema{"a", text, required},
    ColumnSchema{"b", text, required},
    ColumnSchema{"weight", real},
};
constexpr std::array logic_nodes{
    ColumnSchema{"id", text, required},
    ColumnSchema{"name"},
    ColumnSchema{"level", term, required},
    ColumnSchema{"owner"},
};
constexpr std::array logic_links{
    ColumnSchema{"from", text, required},
    ColumnSchema{"to", text, required},
};
constexpr std::array unit_changes{
    ColumnSchema{"old_code", text, required},
    ColumnSchema{"new_code", text, required},
    ColumnSchema{"day", date, required},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> official_names{
    {{"old_code", "oldCode"}, {"new_code", "newCode"}, {"day", "changeOccurred"}}};
constexpr std::array<std::string_view, 8> passed_over{"oldNode",      "newNode",      "oldName",  "newName",
                                                      "oldShortName", "newShortName", "old_name", "new_name"};

} // namespace

std::span<const ColumnSchema> schema(StudyTable table) noexcept {
    switch (table) {
    case StudyTable::waves:
        return waves;
    case StudyTable::indicators:
        return indicators;
    case StudyTable::observations:
        return observations;
    case StudyTable::treatment:
        return treatment;
    case StudyTable::preconditions:
        return preconditions;
    case StudyTable::neighbours:
        return neighbours;
    case StudyTable::logic_nodes:
        return logic_nodes;
    case StudyTable::logic_links:
        return logic_links;
    case StudyTable::unit_changes:
        return unit_changes;
    }
    return {};
}

std::string_view official_name(StudyTable table, std::string_view column) noexcept {
    const auto found = std::find_if(official_names.begin(), official_names.end(),
                                    [&](const auto& names) { return names.first == column; });
    const bool has_one = table == StudyTable::unit_changes && found != official_names.end();
    return has_one ? found->second : std::string_view{};
}

bool is_passed_over(StudyTable table, std::string_view column) noexcept {
    return table == StudyTable::unit_changes &&
           std::find(passed_over.begin(), passed_over.end(), column) != passed_over.end();
}

} // namespace samspill
