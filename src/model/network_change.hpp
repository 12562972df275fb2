// Private to the model: one change of a network, with all that follows from it.
#pragma once

#include <samspill/model/activity.hpp>
#include <samspill/model/actor_merge.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/tie.hpp>

#include "edited_findings.hpp"
#include "sorted_rows.hpp"
#include "table_edit.hpp"
#include "wider_texts.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace samspill {

/// One change of a network: which rows go, which come, and what that does to everything else.
class NetworkChange {
public:
    explicit NetworkChange(const ActorNetwork& network)
        : old_{network}, parts_{network.parts()}, texts_{network} {}

    // Each is 1 for rows that go, or empty. What refers to them goes or is cut off as well.
    void remove_activities(std::vector<std::uint8_t> removed) { activities_.removed = std::move(removed); }
    void remove_people(std::vector<std::uint8_t> removed) { people_.removed = std::move(removed); }
    void remove_actor(ActorId actor) {
        actors_.removed.assign(old_.actors().size(), 0);
        actors_.removed[actor.position()] = 1;
        removed_actor_ = actor;
    }
    /// By merged actor; each is kept or merged once.
    void merge_actors(std::vector<ActorMerge> merges);
    // The row must keep the rules and outlive this object; warnings are what the rules say about it.
    void insert(const Activity& activity, std::vector<Finding> warnings);
    void insert(const Tie& tie, std::vector<Finding> warnings);

    [[nodiscard]] ActorNetwork run() &&;

private:
    struct Resolve;

    void number_rows();
    void edit_actors();
    void edit_activities();
    void edit_ties();
    void merge_ties(std::vector<TieRow>& rows, std::vector<std::uint32_t>& rows_after) const;
    void insert_new_tie(std::vector<TieRow>& rows, std::vector<std::uint32_t>& rows_after);
    void edit_forum_work();
    /// Remembers where the rows of a table without ids have gone; other rows are no more.
    template <class Row>
    void note_moves(TableName table, const std::vector<Row>& rows, std::size_t rows_before) {
        std::vector<std::uint32_t>& after = moved_rows_[static_cast<std::size_t>(table)];
        after.assign(rows_before, NetworkParts::no_row);
        for (std::uint32_t k = 0; k < rows.size(); ++k) {
            after[rows[k].number] = k;
        }
    }
    void edit_findings();
    void check_kept_actors(EditedFindings& findings) const;
    void check_circles() const;
    [[nodiscard]] bool is_merged(Vertex vertex) const;

    [[nodiscard]] Vertex moved(Vertex vertex) const;
    [[nodiscard]] std::vector<ActivityId> activities_with_fewer_prerequisites() const;

    const ActorNetwork& old_;
    NetworkParts parts_;
    WiderTexts texts_;
    TableEdit actors_;
    TableEdit people_;
    TableEdit activities_;
    ActorId removed_actor_{};
    std::vector<ActorMerge> merges_;
    const Activity* new_activity_ = nullptr;
    const Tie* new_tie_ = nullptr;
    std::vector<Finding> warnings_;
    Renumbering renumbering_;
    MovedRows moved_rows_;
    std::uint32_t new_tie_row_ = NetworkParts::no_row;
};

} // namespace samspill
