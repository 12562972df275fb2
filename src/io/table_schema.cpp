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
    ColumnSchema{"id", text, required},
    ColumnSchema{"actor", text, required},
    ColumnSchema{"role"},
    ColumnSchema{"tier", term},
    ColumnSchema{"languages", list},
    ColumnSchema{"hours", real},
    ColumnSchema{"groups", list},
    ColumnSchema{"competences", list},
    ColumnSchema{"available", list},
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
    ColumnSchema{"head_count", count},
    ColumnSchema{"vetoes", list},
    ColumnSchema{"agreed_on", date},
    ColumnSchema{"ends_on", date},
    ColumnSchema{"in_operation", flag},
    ColumnSchema{"competences", list},
    ColumnSchema{"involvement"},
};
constexpr std::array seats{
    ColumnSchema{"forum", text, required},
    ColumnSchema{"actor", text, required},
    ColumnSchema{"person"},
    ColumnSchema{"role", term},
    ColumnSchema{"votes", real},
    ColumnSchema{"from", date},
    ColumnSchema{"to", date},
    ColumnSchema{"ended_by", term},
};
constexpr std::array travel_times{
    ColumnSchema{"from", text, required},
    ColumnSchema{"to", text, required},
    ColumnSchema{"minutes", real, required},
};
constexpr std::array meetings{
    ColumnSchema{"id", text, required},
    ColumnSchema{"forum", text, required},
    ColumnSchema{"start", date_time, required},
    ColumnSchema{"end", date_time},
};
constexpr std::array agenda_items{
    ColumnSchema{"meeting", text, required},
    ColumnSchema{"item", text, required},
    ColumnSchema{"minutes", count},
    ColumnSchema{"relevant_sectors", list},
    ColumnSchema{"proposed_by"},
};
constexpr std::array attendance{
    ColumnSchema{"meeting", text, required},
    ColumnSchema{"actor"},
    ColumnSchema{"person"},
    ColumnSchema{"speaking_seconds", count},
};
constexpr std::array reviews{
    ColumnSchema{"person"},
    ColumnSchema{"item", text, required},
    ColumnSchema{"score", real, required},
    ColumnSchema{"wave"},
    ColumnSchema{"forum"},
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
    case TableName::meetings:
        return meetings;
    case TableName::agenda_items:
        return agenda_items;
    case TableName::attendance:
        return attendance;
    case TableName::reviews:
        return reviews;
    }
    return {};
}

} // namespace samspill
