// From staged rows to columns: intern and sort the texts, sort the rows by id, resolve references.
#include "finding_rows.hpp"
#include "push_row.hpp"
#include "row_texts.hpp"
#include "sorted_rows.hpp"
#include "staged_rows.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace samspill {
namespace {

/// Row numbers in the order of the rows' ids.
template <class Row>
std::vector<std::uint32_t> order_by_id(const Staged<Row>& table, RunControl* control) {
    std::vector<std::uint32_t> order(table.size());
    std::iota(order.begin(), order.end(), 0U);
    StageTicker ticker{control};
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        ticker.step();
        return table.rows[a].id < table.rows[b].id;
    });
    return order;
}

/// The rows of a table in the order of their ids, and the index of each id.
template <class Id>
class SortedIds {
public:
    template <class Row>
    SortedIds(const Staged<Row>& table, RunControl* control) : order_{order_by_id(table, control)} {
        index_.reserve(order_.size());
        for (std::uint32_t k = 0; k < order_.size(); ++k) {
            index_.emplace(table.rows[order_[k]].id, Id{k});
        }
    }
    /// Index of an id in the sorted table; `none` for empty text.
    [[nodiscard]] Id operator()(std::string_view id) const noexcept {
        const auto found = index_.find(id);
        return found == index_.end() ? Id::none() : found->second;
    }
    [[nodiscard]] std::span<const std::uint32_t> order() const noexcept { return order_; }

private:
    std::vector<std::uint32_t> order_;
    std::unordered_map<std::string_view, Id> index_;
};

/// Interns all texts of the rows, so that terms can be given in text order before any column is filled.
class TextCollector {
public:
    TextCollector(StagedRows& rows, RunControl* control)
        : builder_{std::move(rows.texts)}, ticker_{control, "collecting texts",
                                                   rows.size() - rows.ties.size()} {
        collect(rows.areas);
        collect(rows.actors);
        collect(rows.people);
        collect(rows.needs);
        collect(rows.activities);
        collect(rows.forums);
        collect(rows.meetings);
        collect(rows.agenda_items);
        collect(rows.reviews);
        pool_ = StringPool{builder_, renumbering_, control};
    }

    [[nodiscard]] TermId operator()(std::string_view text) { return renumbered(builder_.intern(text)); }
    /// The final term of a term that add_tie gave.
    [[nodiscard]] TermId renumbered(TermId provisional) const {
        return provisional.is_none() ? provisional : renumbering_[provisional.position()];
    }
    [[nodiscard]] StringPool take() && { return std::move(pool_); }

private:
    template <class Row>
    void collect(const Staged<Row>& table) {
        auto intern = [&](std::string_view text) { builder_.intern(text); };
        for (const Row& row : table.rows) {
            ticker_.step();
            visit_texts(row, intern);
        }
    }

    StringPoolBuilder builder_;
    StageTicker ticker_;
    std::vector<TermId> renumbering_;
    StringPool pool_;
};

class Freezer {
public:
    Freezer(StagedRows& rows, RunControl* control)
        : rows_{rows}, control_{control}, ticker_{control, "building the network", rows.size()},
          terms_{rows, control}, areas_{rows.areas, control}, actors_{rows.actors, control},
          people_{rows.people, control}, need_order_{order_by_id(rows.needs, control)},
          activities_{rows.activities, control}, forums_{rows.forums, control}, meetings_{rows.meetings,
                                                                                          control} {}

    NetworkParts run(std::vector<Finding> findings) && {
        NetworkParts parts;
        parts.areas = table<AreaColumns>(rows_.areas, areas_.order());
        parts.area_tree = std::make_shared<AreaTree>(parts.areas->parent);
        parts.actors = table<ActorColumns>(rows_.actors, actors_.order());
        parts.people = table<PersonColumns>(rows_.people, people_.order());
        parts.needs = table<NeedColumns>(rows_.needs, need_order_);
        parts.activities = table<ActivityColumns>(rows_.activities, activities_.order());
        parts.forums = table<ForumColumns>(rows_.forums, forums_.order());
        parts.ties = ties();
        const auto vertices = static_cast<std::uint32_t>(parts.actors->size() + parts.activities->size());
        listen();
        parts.layers = std::make_shared<RelationLayers>(relation_layers(vertices, *parts.ties));
        listen();
        parts.seats = seats();
        parts.travel_times = travel_times();
        parts.meetings = table<MeetingColumns>(rows_.meetings, meetings_.order());
        parts.agenda_items = agenda_items();
        parts.attendance = attendance();
        parts.reviews = reviews();
        parts.present = rows_.present;
        parts.texts = std::make_shared<StringPool>(std::move(terms_).take());
        parts.finding_rows = rows_of_findings(findings, row_orders());
        parts.findings = std::move(findings);
        listen();
        return parts;
    }

    // What push_row asks for.
    [[nodiscard]] TermId term(std::string_view text) { return terms_(text); }
    [[nodiscard]] AreaId area(std::string_view id) const { return areas_(id); }
    [[nodiscard]] ActorId actor(std::string_view id) const { return actors_(id); }
    [[nodiscard]] ActivityId activity(std::string_view id) const { return activities_(id); }
    [[nodiscard]] ForumId forum(std::string_view id) const { return forums_(id); }

private:
    /// Asks between two long steps without ticks whether to stop.
    void listen() { ticker_.step(StageTicker::poll_interval); }

    template <class Columns, class Row>
    std::shared_ptr<const Columns> table(const Staged<Row>& staged, std::span<const std::uint32_t> order) {
        auto columns = std::make_shared<Columns>();
        for (const std::uint32_t k : order) {
            ticker_.step();
            push_row(*columns, staged.rows[k], *this);
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
        for (const std::uint32_t k : actors_.order()) {
            place(rows_.actors.rows[k].id, next++);
        }
        for (const std::uint32_t k : activities_.order()) {
            place(rows_.activities.rows[k].id, next++);
        }
        return vertex;
    }

    std::shared_ptr<const TieColumns> ties() {
        const std::vector<Vertex> vertex = vertex_by_term();
        std::vector<TieRow> rows;
        rows.reserve(rows_.ties.size());
        for (const StagedTie& tie : rows_.ties.rows) {
            ticker_.step();
            rows.push_back({.relation = tie.relation,
                            .source = vertex[terms_.renumbered(tie.source).position()],
                            .target = vertex[terms_.renumbered(tie.target).position()],
                            .wave = terms_.renumbered(tie.wave),
                            .valid = tie.valid,
                            .weight = tie.weight,
                            .number = static_cast<std::uint32_t>(rows.size())});
        }
        sort(rows);
        listen();
        tie_order_ = numbers_of(rows);
        return columns_from<TieColumns>(rows);
    }

    std::shared_ptr<const SeatColumns> seats() {
        std::vector<SeatRow> rows;
        for (const Seat& row : rows_.seats.rows) {
            ticker_.step();
            rows.push_back({.forum = forums_(row.forum),
                            .actor = actors_(row.actor),
                            .person = people_(row.person),
                            .role = row.role,
                            .period = row.period,
                            .votes = row.votes,
                            .ended_by = row.ended_by,
                            .number = static_cast<std::uint32_t>(rows.size())});
        }
        sort(rows);
        seat_order_ = numbers_of(rows);
        return columns_from<SeatColumns>(rows);
    }

    std::shared_ptr<const TravelTimeColumns> travel_times() {
        std::vector<TravelTimeRow> rows;
        for (const TravelTime& row : rows_.travel_times.rows) {
            ticker_.step();
            rows.push_back({areas_(row.from), areas_(row.to), row.minutes.value_or(0.0)});
        }
        sort(rows);
        return columns_from<TravelTimeColumns>(rows);
    }

    std::shared_ptr<const AgendaItemColumns> agenda_items() {
        std::vector<AgendaItemRow> rows;
        rows.reserve(rows_.agenda_items.size());
        for (const AgendaItem& row : rows_.agenda_items.rows) {
            ticker_.step();
            std::vector<Sector> sectors = row.relevant_sectors;
            std::sort(sectors.begin(), sectors.end());
            sectors.erase(std::unique(sectors.begin(), sectors.end()), sectors.end());
            rows.push_back({.meeting = meetings_(row.meeting),
                            .item = term(row.item),
                            .minutes = row.minutes,
                            .relevant_sectors = std::move(sectors),
                            .proposed_by = actors_(row.proposed_by),
                            .number = static_cast<std::uint32_t>(rows.size())});
        }
        sort(rows);
        return columns_from<AgendaItemColumns>(rows);
    }

    std::shared_ptr<const AttendanceColumns> attendance() {
        std::vector<AttendanceRow> rows;
        rows.reserve(rows_.attendance.size());
        for (const Attendance& row : rows_.attendance.rows) {
            ticker_.step();
            rows.push_back({.meeting = meetings_(row.meeting),
                            .person = people_(row.person),
                            .actor = actors_(row.actor),
                            .speaking_seconds = row.speaking_seconds,
                            .number = static_cast<std::uint32_t>(rows.size())});
        }
        sort(rows);
        attendance_order_ = numbers_of(rows);
        return columns_from<AttendanceColumns>(rows);
    }

    std::shared_ptr<const ReviewColumns> reviews() {
        std::vector<ReviewRow> rows;
        rows.reserve(rows_.reviews.size());
        for (const Review& row : rows_.reviews.rows) {
            ticker_.step();
            rows.push_back({.forum = forums_(row.forum),
                            .item = term(row.item),
                            .wave = term(row.wave),
                            .person = people_(row.person),
                            .score = row.score.value_or(0.0),
                            .number = static_cast<std::uint32_t>(rows.size())});
        }
        sort(rows);
        return columns_from<ReviewColumns>(rows);
    }

    template <class Row>
    [[nodiscard]] static std::vector<std::uint32_t> numbers_of(const std::vector<Row>& rows) {
        std::vector<std::uint32_t> numbers;
        numbers.reserve(rows.size());
        for (const Row& row : rows) {
            numbers.push_back(row.number);
        }
        return numbers;
    }

    template <class Row>
    void sort(std::vector<Row>& rows) const {
        StageTicker sorting{control_};
        std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
            sorting.step();
            return a.key() < b.key();
        });
    }

    /// Tables are left out of which no row has warnings; errors build no network.
    [[nodiscard]] RowOrders row_orders() const {
        RowOrders orders;
        const auto put = [&](TableName table, std::span<const std::uint32_t> order, const auto& staged) {
            orders[static_cast<std::size_t>(table)] = {order, staged.numbers};
        };
        put(TableName::areas, areas_.order(), rows_.areas);
        put(TableName::actors, actors_.order(), rows_.actors);
        put(TableName::people, people_.order(), rows_.people);
        put(TableName::needs, need_order_, rows_.needs);
        put(TableName::activities, activities_.order(), rows_.activities);
        put(TableName::ties, tie_order_, rows_.ties);
        put(TableName::forums, forums_.order(), rows_.forums);
        put(TableName::seats, seat_order_, rows_.seats);
        put(TableName::meetings, meetings_.order(), rows_.meetings);
        put(TableName::attendance, attendance_order_, rows_.attendance);
        return orders;
    }

    const StagedRows& rows_;
    RunControl* control_;
    StageTicker ticker_;
    TextCollector terms_;
    SortedIds<AreaId> areas_;
    SortedIds<ActorId> actors_;
    SortedIds<PersonId> people_;
    std::vector<std::uint32_t> need_order_;
    SortedIds<ActivityId> activities_;
    SortedIds<ForumId> forums_;
    SortedIds<MeetingId> meetings_;
    std::vector<std::uint32_t> tie_order_;
    std::vector<std::uint32_t> seat_order_;
    std::vector<std::uint32_t> attendance_order_;
};

} // namespace

NetworkParts freeze(StagedRows&& rows, std::vector<Finding> findings, RunControl* control) {
    return Freezer{rows, control}.run(std::move(findings));
}

} // namespace samspill
