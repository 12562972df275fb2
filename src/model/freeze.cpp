// From staged rows to columns: intern and sort the texts, sort the rows by id, resolve references.
#include "staged_rows.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

namespace samspill {
namespace {

/// Row numbers in the order of the rows' ids.
template <class Row>
std::vector<std::uint32_t> order_by_id(const Staged<Row>& table, RunControl* control) {
    std::vector<std::uint32_t> order(table.size());
    std::iota(order.begin(), order.end(), 0U);
    StageTicker ticker{control, "sorting rows", 0};
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        ticker.step();
        return table.rows[a].id < table.rows[b].id;
    });
    return order;
}

/// Index of each id in its sorted table; `none` for empty text.
template <class Id>
class IdIndex {
public:
    template <class Row>
    IdIndex(const Staged<Row>& table, std::span<const std::uint32_t> order) {
        ids_.reserve(order.size());
        for (std::uint32_t k = 0; k < order.size(); ++k) {
            ids_.emplace(table.rows[order[k]].id, Id{k});
        }
    }
    [[nodiscard]] Id operator()(std::string_view id) const noexcept {
        const auto found = ids_.find(id);
        return found == ids_.end() ? Id::none() : found->second;
    }

private:
    std::unordered_map<std::string_view, Id> ids_;
};

/// Interns all texts of the rows, so that terms can be given in text order before any column is filled.
class TextCollector {
public:
    TextCollector(StagedRows& rows, RunControl* control)
        : builder_{std::move(rows.texts)}, ticker_{control, "collecting texts",
                                                   rows.size() - rows.ties.size()} {
        each(rows.areas, [&](const Area& row) { add({row.id, row.name, row.former_unit}); });
        each(rows.actors, [&](const Actor& row) {
            add({row.id, row.name, row.type, row.tier});
            add(row.languages);
        });
        each(rows.people, [&](const Person& row) {
            add({row.id, row.role});
            add(row.languages);
            add(row.groups);
        });
        each(rows.needs, [&](const Need& row) { add({row.id, row.theme, row.target_group, row.language}); });
        each(rows.activities, [&](const Activity& row) {
            add({row.id, row.name, row.theme, row.schedule, row.description});
            add(row.target_groups);
            add(row.languages);
        });
        each(rows.forums, [&](const Forum& row) {
            add({row.id, row.name, row.purpose, row.tasks, row.mandate});
        });
        pool_ = StringPool{builder_, renumbering_, control};
    }

    [[nodiscard]] TermId operator()(std::string_view text) { return renumbered(builder_.intern(text)); }
    /// The final term of a term that add_tie gave.
    [[nodiscard]] TermId renumbered(TermId provisional) const {
        return provisional.is_none() ? provisional : renumbering_[provisional.position()];
    }
    [[nodiscard]] StringPool take() && { return std::move(pool_); }

private:
    template <class Row, class Visit>
    void each(const Staged<Row>& table, Visit visit) {
        for (const Row& row : table.rows) {
            ticker_.step();
            visit(row);
        }
    }
    void add(std::initializer_list<std::string_view> texts) {
        for (const std::string_view text : texts) {
            builder_.intern(text);
        }
    }
    void add(const std::vector<std::string>& texts) {
        for (const std::string& text : texts) {
            builder_.intern(text);
        }
    }

    StringPoolBuilder builder_;
    StageTicker ticker_;
    std::vector<TermId> renumbering_;
    StringPool pool_;
};

/// Lists are sets: sorted and without repetition, whatever their order in the cell.
template <class T>
void append_set(ListColumn<T>& column, std::vector<T> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (const T value : values) {
        column.push_value(value);
    }
    column.end_row();
}

template <class T, class Resolve>
std::vector<T> resolved(const std::vector<std::string>& texts, Resolve&& resolve) {
    std::vector<T> values;
    for (const std::string& text : texts) {
        if (!text.empty()) {
            values.push_back(resolve(text));
        }
    }
    return values;
}

class Freezer {
public:
    Freezer(StagedRows& rows, RunControl* control)
        : rows_{rows}, control_{control}, ticker_{control, "building the network", rows.size()},
          terms_{rows, control}, area_order_{order_by_id(rows.areas, control)},
          actor_order_{order_by_id(rows.actors, control)}, person_order_{order_by_id(rows.people, control)},
          activity_order_{order_by_id(rows.activities, control)}, forum_order_{order_by_id(rows.forums,
                                                                                           control)},
          area_{rows.areas, area_order_}, actor_{rows.actors, actor_order_}, person_{rows.people,
                                                                                     person_order_},
          activity_{rows.activities, activity_order_}, forum_{rows.forums, forum_order_} {}

    NetworkParts run() && {
        NetworkParts parts;
        parts.areas = areas();
        parts.area_tree = AreaTree{parts.areas->parent};
        parts.actors = actors();
        parts.people = people();
        parts.needs = needs();
        parts.activities = activities();
        parts.ties = ties();
        add_layers(parts);
        parts.forums = forums();
        parts.seats = seats();
        parts.present = rows_.present;
        parts.texts = std::move(terms_).take();
        return parts;
    }

private:
    std::shared_ptr<const AreaColumns> areas() {
        auto columns = std::make_shared<AreaColumns>();
        for (const std::uint32_t k : area_order_) {
            ticker_.step();
            const Area& row = rows_.areas.rows[k];
            columns->id.push_back(terms_(row.id));
            columns->name.push_back(terms_(row.name));
            columns->parent.push_back(area_(row.parent));
            columns->population.push_back(row.population);
            columns->former_unit.push_back(terms_(row.former_unit));
        }
        return columns;
    }

    std::shared_ptr<const ActorColumns> actors() {
        auto columns = std::make_shared<ActorColumns>();
        for (const std::uint32_t k : actor_order_) {
            ticker_.step();
            const Actor& row = rows_.actors.rows[k];
            columns->id.push_back(terms_(row.id));
            columns->name.push_back(terms_(row.name));
            columns->sector.push_back(row.sector);
            columns->type.push_back(terms_(row.type));
            columns->tier.push_back(terms_(row.tier));
            columns->parent.push_back(actor_(row.parent));
            columns->area.push_back(area_(row.area));
            append_set(columns->languages, resolved<TermId>(row.languages, terms_));
            columns->valid.push_back(row.valid);
        }
        return columns;
    }

    std::shared_ptr<const PersonColumns> people() {
        auto columns = std::make_shared<PersonColumns>();
        for (const std::uint32_t k : person_order_) {
            ticker_.step();
            const Person& row = rows_.people.rows[k];
            columns->id.push_back(terms_(row.id));
            columns->actor.push_back(actor_(row.actor));
            columns->role.push_back(terms_(row.role));
            columns->tier.push_back(row.tier);
            append_set(columns->languages, resolved<TermId>(row.languages, terms_));
            columns->hours.push_back(row.hours);
            append_set(columns->groups, resolved<TermId>(row.groups, terms_));
        }
        return columns;
    }

    std::shared_ptr<const NeedColumns> needs() {
        auto columns = std::make_shared<NeedColumns>();
        for (const std::uint32_t k : order_by_id(rows_.needs, control_)) {
            ticker_.step();
            const Need& row = rows_.needs.rows[k];
            columns->id.push_back(terms_(row.id));
            columns->theme.push_back(terms_(row.theme));
            columns->target_group.push_back(terms_(row.target_group));
            columns->area.push_back(area_(row.area));
            columns->language.push_back(terms_(row.language));
            columns->period.push_back(row.period);
            columns->ages.push_back(row.ages);
            columns->people.push_back(row.people);
            columns->priority.push_back(row.priority);
            columns->entry_point.push_back(actor_(row.entry_point));
        }
        return columns;
    }

    std::shared_ptr<const ActivityColumns> activities() {
        auto columns = std::make_shared<ActivityColumns>();
        for (const std::uint32_t k : activity_order_) {
            ticker_.step();
            const Activity& row = rows_.activities.rows[k];
            columns->id.push_back(terms_(row.id));
            columns->name.push_back(terms_(row.name));
            columns->actor.push_back(actor_(row.actor));
            columns->kind.push_back(row.kind);
            columns->theme.push_back(terms_(row.theme));
            append_set(columns->target_groups, resolved<TermId>(row.target_groups, terms_));
            append_set(columns->areas, resolved<AreaId>(row.areas, area_));
            append_set(columns->languages, resolved<TermId>(row.languages, terms_));
            columns->period.push_back(row.period);
            columns->schedule.push_back(terms_(row.schedule));
            columns->ages.push_back(row.ages);
            columns->capacity.push_back(row.capacity);
            columns->cost.push_back(row.cost);
            columns->minutes.push_back(row.minutes);
            columns->description.push_back(terms_(row.description));
            columns->last_confirmed.push_back(row.last_confirmed);
            append_set(columns->after, resolved<ActivityId>(row.after, activity_));
        }
        return columns;
    }

    /// Vertex of each term that is the id of an actor or activity, so that a tie resolves without hashing.
    [[nodiscard]] std::vector<Vertex> vertex_by_term() {
        std::vector<Vertex> vertex;
        const auto place = [&](std::string_view id, Vertex v) {
            const std::size_t term = terms_(id).position();
            if (term >= vertex.size()) {
                vertex.resize(term + 1, 0);
            }
            vertex[term] = v;
        };
        Vertex next = 0;
        for (const std::uint32_t k : actor_order_) {
            place(rows_.actors.rows[k].id, next++);
        }
        for (const std::uint32_t k : activity_order_) {
            place(rows_.activities.rows[k].id, next++);
        }
        return vertex;
    }

    std::shared_ptr<const TieColumns> ties() {
        const std::vector<Vertex> vertex = vertex_by_term();
        struct ResolvedTie {
            Relation relation;
            Vertex source;
            Vertex target;
            TermId wave;
            DateInterval valid;
            double weight;
            bool has_weight;
            [[nodiscard]] auto key() const {
                return std::tuple{
                    relation, source, target, wave, valid, has_weight, has_weight ? weight : 0.0};
            }
        };
        std::vector<ResolvedTie> resolved_ties;
        resolved_ties.reserve(rows_.ties.size());
        for (const StagedTie& tie : rows_.ties.rows) {
            ticker_.step();
            resolved_ties.push_back({tie.relation, vertex[terms_.renumbered(tie.source).position()],
                                     vertex[terms_.renumbered(tie.target).position()],
                                     terms_.renumbered(tie.wave), tie.valid, tie.weight, tie.has_weight});
        }
        StageTicker sorting{control_, "sorting ties", 0};
        std::sort(resolved_ties.begin(), resolved_ties.end(),
                  [&](const ResolvedTie& a, const ResolvedTie& b) {
                      sorting.step();
                      return a.key() < b.key();
                  });

        auto columns = std::make_shared<TieColumns>();
        for (const ResolvedTie& tie : resolved_ties) {
            sorting.step();
            columns->source.push_back(ActorId{tie.source});
            columns->target.push_back(tie.target);
            columns->relation.push_back(tie.relation);
            columns->weight.push_back(tie.weight);
            columns->valid.push_back(tie.valid);
            columns->wave.push_back(tie.wave);
        }
        return columns;
    }

    void add_layers(NetworkParts& parts) {
        const TieColumns& ties = *parts.ties;
        const auto vertices = static_cast<std::uint32_t>(parts.actors->size() + parts.activities->size());
        for (std::size_t r = 0; r < parts.layers.size(); ++r) {
            const auto [first, last] =
                std::equal_range(ties.relation.begin(), ties.relation.end(), static_cast<Relation>(r));
            const auto begin = static_cast<std::size_t>(first - ties.relation.begin());
            const auto length = static_cast<std::size_t>(last - first);
            ticker_.step(length);
            parts.layers[r] =
                RelationLayer{vertices, TieId{begin}, std::span{ties.source}.subspan(begin, length),
                              std::span{ties.target}.subspan(begin, length)};
        }
    }

    std::shared_ptr<const ForumColumns> forums() {
        auto columns = std::make_shared<ForumColumns>();
        for (const std::uint32_t k : forum_order_) {
            ticker_.step();
            const Forum& row = rows_.forums.rows[k];
            columns->id.push_back(terms_(row.id));
            columns->name.push_back(terms_(row.name));
            columns->form.push_back(row.form);
            columns->area.push_back(area_(row.area));
            columns->purpose.push_back(terms_(row.purpose));
            columns->tasks.push_back(terms_(row.tasks));
            columns->mandate.push_back(terms_(row.mandate));
            std::vector<ExpectedSector> composition = row.composition;
            std::sort(composition.begin(), composition.end(),
                      [](const auto& a, const auto& b) { return a.sector < b.sector; });
            for (const ExpectedSector& expected : composition) {
                columns->composition.push_value(expected);
            }
            columns->composition.end_row();
            columns->meets_per_year.push_back(row.meets_per_year);
            columns->quota.push_back(row.quota);
        }
        return columns;
    }

    std::shared_ptr<const SeatColumns> seats() {
        struct ResolvedSeat {
            ForumId forum;
            ActorId actor;
            PersonId person;
            const Seat* row;
            [[nodiscard]] auto key() const {
                return std::tuple{forum, actor, person, row->role, row->period, row->votes};
            }
        };
        std::vector<ResolvedSeat> resolved_seats;
        resolved_seats.reserve(rows_.seats.size());
        for (const Seat& row : rows_.seats.rows) {
            resolved_seats.push_back({forum_(row.forum), actor_(row.actor), person_(row.person), &row});
        }
        std::sort(resolved_seats.begin(), resolved_seats.end(),
                  [](const ResolvedSeat& a, const ResolvedSeat& b) { return a.key() < b.key(); });

        auto columns = std::make_shared<SeatColumns>();
        for (const ResolvedSeat& seat : resolved_seats) {
            columns->forum.push_back(seat.forum);
            columns->actor.push_back(seat.actor);
            columns->person.push_back(seat.person);
            columns->role.push_back(seat.row->role);
            columns->votes.push_back(seat.row->votes);
            columns->period.push_back(seat.row->period);
        }
        return columns;
    }

    const StagedRows& rows_;
    RunControl* control_;
    StageTicker ticker_;
    TextCollector terms_;
    std::vector<std::uint32_t> area_order_;
    std::vector<std::uint32_t> actor_order_;
    std::vector<std::uint32_t> person_order_;
    std::vector<std::uint32_t> activity_order_;
    std::vector<std::uint32_t> forum_order_;
    IdIndex<AreaId> area_;
    IdIndex<ActorId> actor_;
    IdIndex<PersonId> person_;
    IdIndex<ActivityId> activity_;
    IdIndex<ForumId> forum_;
};

} // namespace

NetworkParts freeze(StagedRows&& rows, RunControl* control) { return Freezer{rows, control}.run(); }

} // namespace samspill
