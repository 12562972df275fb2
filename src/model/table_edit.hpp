// Private to the model: copies of tables with rows taken out or put in, and references moved accordingly.
#pragma once

#include "columns_of.hpp"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill {

/// Which rows of one table go, and where a new one comes.
struct TableEdit {
    std::vector<std::uint8_t> removed{};    ///< 1 for each row that goes; empty when none does
    std::optional<std::size_t> insert_at{}; ///< row of the old table before which the new one comes

    [[nodiscard]] bool is_nothing() const noexcept { return removed.empty() && !insert_at; }
    [[nodiscard]] bool removes(std::size_t row) const noexcept {
        return !removed.empty() && removed[row] != 0;
    }
};

/// Row of the new table for each row of the old one, `none` for those that go; empty when all stay in place.
template <class Id>
[[nodiscard]] std::vector<Id> rows_after(const TableEdit& edit, std::size_t rows) {
    std::vector<Id> after;
    if (edit.is_nothing()) {
        return after;
    }
    after.reserve(rows);
    std::size_t next = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        next += edit.insert_at == row ? 1U : 0U;
        after.push_back(edit.removes(row) ? Id::none() : Id{next++});
    }
    return after;
}

/// What the references of an old network become in the new one. An empty list moves nothing.
struct Renumbering {
    std::vector<TermId> terms{};
    std::vector<ActorId> actors{};
    std::vector<PersonId> people{};
    std::vector<ActivityId> activities{};

    [[nodiscard]] TermId operator()(TermId id) const noexcept { return moved(terms, id); }
    [[nodiscard]] ActorId operator()(ActorId id) const noexcept { return moved(actors, id); }
    [[nodiscard]] PersonId operator()(PersonId id) const noexcept { return moved(people, id); }
    [[nodiscard]] ActivityId operator()(ActivityId id) const noexcept { return moved(activities, id); }
    template <class T>
    [[nodiscard]] const T& operator()(const T& other) const noexcept {
        return other;
    }

private:
    template <class Id>
    [[nodiscard]] static Id moved(const std::vector<Id>& after, Id id) noexcept {
        return after.empty() || id.is_none() ? id : after[id.position()];
    }
};

/// Cells that no renumbering touches.
template <class T>
inline constexpr bool stays_in_place = !std::same_as<T, TermId> && !std::same_as<T, ActorId> &&
                                       !std::same_as<T, PersonId> && !std::same_as<T, ActivityId>;

template <class T>
[[nodiscard]] bool is_moved(std::span<const T> values, const Renumbering& renumbering) {
    if constexpr (stays_in_place<T>) {
        return false;
    } else {
        return std::any_of(values.begin(), values.end(),
                           [&](T value) { return renumbering(value) != value; });
    }
}
template <class T>
[[nodiscard]] bool is_moved(const std::vector<T>& column, const Renumbering& renumbering) {
    return is_moved(std::span<const T>{column}, renumbering);
}
template <class T>
[[nodiscard]] bool is_moved(const ListColumn<T>& column, const Renumbering& renumbering) {
    return is_moved(column.values(), renumbering);
}

template <class T>
void push_cell(std::vector<T>& to, const std::vector<T>& from, std::size_t row,
               const Renumbering& renumbering) {
    to.push_back(renumbering(from[row]));
}
/// What a list names and is no more leaves the list.
template <class T>
void push_cell(ListColumn<T>& to, const ListColumn<T>& from, std::size_t row,
               const Renumbering& renumbering) {
    for (const T& value : from[row]) {
        if constexpr (stays_in_place<T>) {
            to.push_value(value);
        } else if (const T after = renumbering(value); !after.is_none()) {
            to.push_value(after);
        }
    }
    to.end_row();
}

template <class Column>
void copy_column(Column& to, const Column& from, const Column& added, const TableEdit& edit,
                 const Renumbering& renumbering) {
    const Renumbering in_place;
    for (std::size_t row = 0; row <= from.size(); ++row) {
        if (edit.insert_at == row) {
            push_cell(to, added, 0, in_place);
        }
        if (row < from.size() && !edit.removes(row)) {
            push_cell(to, from, row, renumbering);
        }
    }
}

/// The table after an edit; the same table when nothing in it changes. `added` is a table of one row whose
/// references are those of the new network already. O(cells).
template <class Columns>
[[nodiscard]] std::shared_ptr<const Columns> edited(const std::shared_ptr<const Columns>& table,
                                                    const Renumbering& renumbering,
                                                    const TableEdit& edit = {}, const Columns& added = {}) {
    const auto from = columns_of(*table);
    const auto any_moved = [&](const auto&... columns) { return (is_moved(columns, renumbering) || ...); };
    if (edit.is_nothing() && !std::apply(any_moved, from)) {
        return table;
    }
    auto result = std::make_shared<Columns>();
    auto to = columns_of(*result);
    const auto extra = columns_of(added);
    const auto copy_all = [&]<std::size_t... k>(std::index_sequence<k...>) {
        (copy_column(std::get<k>(to), std::get<k>(from), std::get<k>(extra), edit, renumbering), ...);
    };
    copy_all(std::make_index_sequence<std::tuple_size_v<decltype(to)>>{});
    return result;
}

} // namespace samspill
