// A maximum flow that stays maximum while supplies and arcs come and go, and that can take every change back.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/graph/bipartite_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace samspill {

/// What happens to the number of people served when one thing changes: seats are added or taken away, an
/// offer is opened to somebody or closed. Solved once; afterwards every change is answered by searching the
/// residual graph from where the change is, so the work is that of the people who have to move and not that
/// of the network. Searches that must fail are cut off by the two sides of the minimum cut: nothing behind
/// the cut reaches a free seat, nothing before it reaches anybody who waits. The sides are remembered and
/// mended after each change.
///
/// Changes are kept in a journal, so `undo` costs what the changes touched. Totals are those of a maximum
/// flow from scratch, whatever the order of changes. Not for use by several threads at once.
class ChangingFlow {
public:
    using Amount = std::int64_t;

    /// Solves at once. `graph` must outlive the object; demands and supplies are >= 0 and each sum fits.
    /// @throws Cancelled when `control` asks to stop
    ChangingFlow(const BipartiteGraph& graph, std::vector<Amount> demands, std::vector<Amount> supplies,
                 RunControl* control = nullptr);

    /// Amount sent in all: the value of the maximum flow.
    [[nodiscard]] Amount total() const noexcept { return total_; }
    /// Amount that a left vertex could not send. Which of several short vertices sends more is arbitrary.
    [[nodiscard]] Amount unsent(std::uint32_t left) const noexcept { return unsent_[left]; }
    /// Amount that a right vertex could still take.
    [[nodiscard]] Amount untaken(std::uint32_t right) const noexcept { return untaken_[right]; }
    /// False when surely nothing short can use the right vertex even by moving others: more supply there
    /// would serve nobody.
    [[nodiscard]] bool may_be_wanted(std::uint32_t right) const noexcept {
        return !wanted_is_stale_ ? wanted_[vertex(right)] != 0 : true;
    }
    /// False when surely no seat can be had behind the right vertex even by moving others: one more arc to it
    /// would serve nobody.
    [[nodiscard]] bool may_have_room(std::uint32_t right) const noexcept {
        return !roomy_is_stale_ ? roomy_[vertex(right)] != 0 : true;
    }
    /// False when one more arc from the left vertex would surely serve nobody.
    [[nodiscard]] bool may_want(std::uint32_t left) const noexcept {
        return !wanted_is_stale_ ? wanted_[left] != 0 : true;
    }

    /// A point to which `undo` can come back.
    [[nodiscard]] std::size_t mark() const noexcept { return journal_.size(); }
    /// Takes back everything since `mark`. O(what the changes touched).
    void undo(std::size_t mark);

    /// Makes the changes so far the state that `undo` cannot go behind, and sharpens both sides of the cut.
    /// O(network).
    void settle();

    /// Each gives the change of the total: what is gained (>= 0) or lost (>= 0).
    Amount add_supply(std::uint32_t right, Amount amount);
    /// Takes at most what the right vertex has.
    Amount remove_supply(std::uint32_t right, Amount amount);
    /// Takes everything the right vertex has: the offer is gone.
    Amount remove_right(std::uint32_t right);
    /// An arc that is there already gains nothing.
    Amount add_arc(std::uint32_t left, std::uint32_t right);
    /// An arc that is not there loses nothing.
    Amount remove_arc(std::uint32_t left, std::uint32_t right);
    /// Takes all arcs of the left vertex: nobody of it can be served any more.
    Amount remove_left(std::uint32_t left);
    /// A new right vertex without arcs; its number.
    std::uint32_t add_right(Amount supply);
    /// Moves part of what a right vertex has, at most all of it, to a new right vertex with the same arcs;
    /// its number. What nobody takes moves first. The total stays. O(arcs of the right vertex).
    std::uint32_t split_right(std::uint32_t right, Amount amount);

    /// What one more left vertex with arcs to `rights` could send, at most `limit`. Changes nothing.
    [[nodiscard]] Amount probe(std::span<const std::uint32_t> rights, Amount limit);

private:
    using Vertex = std::uint32_t; // left vertices first, right vertices after them
    using Arc = std::uint32_t;    // arcs of the graph first, added arcs after them
    static constexpr std::uint32_t none = 0xFFFF'FFFFU;

    struct AddedArc {
        std::uint32_t left;
        std::uint32_t right;
        Arc next_of_left; // the arc added before it at the same left vertex
        Arc next_of_right;
    };
    enum class Change : std::uint8_t {
        flow,
        unsent,
        untaken,
        closed,
        wanted,
        roomy,
        wanted_stale,
        roomy_stale,
        total,
        arc,
        right,
    };
    struct Entry {
        Change change;
        std::uint32_t index;
        Amount before;
    };
    /// How a search came to a vertex.
    struct Step {
        std::uint32_t round = 0;
        Arc arc = none;
        Vertex from = none;
    };
    struct PathArc {
        Arc arc;
        bool takes_back; ///< flow on it is taken back, so no more than there is
    };
    using Path = std::vector<PathArc>;
    enum class Direction : bool { to_room, to_short };

    [[nodiscard]] std::uint32_t lefts() const noexcept { return graph_.left_vertices(); }
    [[nodiscard]] Vertex vertex(std::uint32_t right) const noexcept { return lefts() + right; }
    [[nodiscard]] bool is_left(Vertex v) const noexcept { return v < lefts(); }
    [[nodiscard]] std::uint32_t right_of(Vertex v) const noexcept { return v - lefts(); }

    template <class Visit>
    void for_each_arc_of_left(std::uint32_t left, Visit visit) const;
    template <class Visit>
    void for_each_arc_of_right(std::uint32_t right, Visit visit) const;
    template <Direction direction, class Visit>
    void for_each_next(Vertex v, Visit visit) const;
    [[nodiscard]] Arc find_arc(std::uint32_t left, std::uint32_t right) const;

    template <Direction direction>
    Vertex search(std::span<const Vertex> seeds);
    Amount send(std::span<const Vertex> from, Amount limit);
    Amount fetch(Vertex to, Amount limit);
    [[nodiscard]] Path path_to(Vertex end, Direction direction);
    [[nodiscard]] Amount least_on(const Path& path, Amount limit) const;
    void shift(const Path& path, Amount amount);
    Amount send_again(std::span<const std::pair<std::uint32_t, Amount>> moved);
    Arc append_arc(std::uint32_t left, std::uint32_t right);
    void remove_last_arc();
    void remove_last_right();
    void mark_sides();
    void spread_wanted(Vertex from);
    void spread_roomy(Vertex from);
    template <Direction direction>
    void spread(std::vector<std::uint8_t>& marks, Change change, Vertex from);

    void set(Change change, std::vector<Amount>& column, std::uint32_t index, Amount value);
    void set(Change change, std::vector<std::uint8_t>& column, std::uint32_t index, bool value);
    void set_total(Amount value);
    void set_stale(Change change, bool& flag);
    void take_back(const Entry& entry);

    const BipartiteGraph& graph_;
    ReversedArcs reversed_;
    std::vector<Amount> flow_;
    std::vector<Amount> unsent_;
    std::vector<Amount> untaken_;
    Amount total_ = 0;
    std::vector<std::uint8_t> closed_; // arcs that were removed
    std::vector<AddedArc> added_arcs_;
    std::vector<Arc> last_added_of_left_;
    std::vector<Arc> last_added_of_right_;
    std::vector<std::uint8_t> wanted_; // vertices that somebody short can reach, and perhaps more
    std::vector<std::uint8_t> roomy_;  // vertices that can reach a free seat, and perhaps more
    bool wanted_is_stale_ = false;     // then nothing may be said by them
    bool roomy_is_stale_ = false;
    std::vector<Entry> journal_;
    std::vector<Step> steps_;
    std::vector<Vertex> queue_;
    std::uint32_t round_ = 0;
};

} // namespace samspill
