#include <samspill/io/table_schema.hpp>

#include <array>

namespace samspill {
namespace {

using enum CellKind;

constexpr bool required = true;

constexpr std::array areas{
    ColumnSchema{"id", text, required}, ColumnSchema{"name"},        ColumnSchema{"parent"},
    ColumnSchema{"population", count},  ColumnSchema{"former_unit"}, ColumnSchema{"latitude", degrees},
    ColumnSchema{"longitude", degrees},
};
constexpr std::array actors{
    ColumnSchema{"id", text, required},
    ColumnSchema{"name"},
    ColumnSchema{"sector", term, required},
    ColumnSchema{"type"},
    ColumnSchema{"tier"},
    ColumnSchema{"parent"},
    ColumnSchema{"area"},
    ColumnSchema{"languages", list},
    ColumnSchema{"valid_from", date},
    ColumnSchema{"valid_to", date},
    ColumnSchema{"organisation_number"},
};
constexpr std::array people{
    ColumnSchema{"id", text, required}, ColumnSchema{"actor", text, required}, ColumnSchema{"role"},
    ColumnSchema{"tier", term},         ColumnSchema{"languages", list},       ColumnSchema{"hours", real},
    ColumnSchema{"groups", list},
};
constexpr std::array needs{
    ColumnSchema{"id", text, required},
    ColumnSchema{"theme", text, required},
    ColumnSchema{"target_group"},
    ColumnSchema{"area"},
    ColumnSchema{"language"},
    ColumnSchema{"from_month", whole},
    ColumnSchema{"to_month", whole},
    ColumnSchema{"age_min", whole},
    ColumnSchema{"age_max", whole},
    ColumnSchema{"people", count, required},
    ColumnSchema{"priority", whole},
    ColumnSchema{"entry_point"},
    ColumnSchema{"mandate"},
    ColumnSchema{"max_cost", real},
    ColumnSchema{"access", list},
};
constexpr std::array activities{
    ColumnSchema{"id", text, required},
    ColumnSchema{"name"},
    ColumnSchema{"actor", text, required},
    ColumnSchema{"kind", term},
    ColumnSchema{"theme", text, required},
    ColumnSchema{"target_groups", list},
    ColumnSchema{"areas", list},
    ColumnSchema{"languages", list},
    ColumnSchema{"from_month", whole},
    ColumnSchema{"to_month", whole},
    ColumnSchema{"schedule"},
    ColumnSchema{"age_min", whole},
    ColumnSchema{"age_max", whole},
    ColumnSchema{"capacity", count},
    ColumnSchema{"cost", real},
    ColumnSchema{"minutes", count},
    ColumnSchema{"description"},
    ColumnSchema{"last_confirmed", date},
    ColumnSchema{"after", list},
    ColumnSchema{"mandate"},
    ColumnSchema{"in_use", count},
    ColumnSchema{"access", list},
};
constexpr std::array ties{
    ColumnSchema{"source", text, required},
    ColumnSchema{"target", text, required},
    ColumnSchema{"relation", term, required},
    ColumnSchema{"weight", real},
    ColumnSchema{"from", date},
    ColumnSchema{"to", date},
    ColumnSchema{"wave"},
};
constexpr std::array forums{
    ColumnSchema{"id", text, required},
    ColumnSchema{"name"},
    ColumnSchema{"form", term, required},
    ColumnSchema{"area"},
    ColumnSchema{"purpose"},
    ColumnSchema{"tasks"},
    ColumnSchema{"mandate"},
    ColumnSchema{"composition", list},
    ColumnSchema{"meets_per_year", real},
    ColumnSchema{"quota", real},
};
constexpr std::array seats{
    ColumnSchema{"forum", text, required},
    ColumnSchema{"actor", text, required},
    ColumnSchema{"person"},
    ColumnSchema{"role", term},
    ColumnSchema{"votes", real},
    ColumnSchema{"from", date},
    ColumnSchema{"to", date},
};
constexpr std::array travel_times{
    ColumnSchema{"from", text, required},
    ColumnSchema{"to", text, required},
    ColumnSchema{"minutes", real, required},
};

} // namespace

std::span<const ColumnSchema> schema(TableName table) noexcept {
    switch (table) {
    case TableName::areas:
        return areas;
    case TableName::actors:
        return actors;
    case TableName::people:
        return people;
    case TableName::needs:
        return needs;
    case TableName::activities:
        return activities;
    case TableName::ties:
        return ties;
    case TableName::forums:
        return forums;
    case TableName::seats:
        return seats;
    case TableName::travel_times:
        return travel_times;
    }
    return {};
}

} // namespace samspill
