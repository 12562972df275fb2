// Private to analysis: who begins or ceases to find what when an actor goes or a tie comes (methods M4.2).
#pragma once

#include <samspill/graph/awareness.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/graph/finders.hpp>

#include "what_if_change.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Rows by the actor they name.
template <class Row>
class RowsByActor {
public:
    /// `pairs` of actor and row. O(n log n).
    RowsByActor(std::size_t actors, std::vector<std::pair<ActorId, Row>> pairs) : begin_(actors + 1, 0) {
        std::sort(pairs.begin(), pairs.end());
        rows_.reserve(pairs.size());
        for (const auto& [actor, row] : pairs) {
            ++begin_[actor.position() + 1];
            rows_.push_back(row);
        }
        std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    }
    [[nodiscard]] std::span<const Row> of(ActorId actor) const noexcept {
        const std::size_t begin = begin_[actor.position()];
        return std::span{rows_}.subspan(begin, begin_[actor.position() + 1] - begin);
    }

private:
    std::vector<std::size_t> begin_;
    std::vector<Row> rows_;
};

/// Who asks for an offer: the referrals with an entry point whose need class it fits, by entry point.
class AskersOfOffers {
public:
    struct Asker {
        ActorId entry_point;
        std::uint32_t referral = 0;
        bool finds = false; ///< the entry point finds the offer as things are
    };

    /// Only needs of known size. O(arcs log arcs).
    explicit AskersOfOffers(const CoverageModel& model);
    /// Those of one entry point; all or none of them find the offer.
    [[nodiscard]] std::span<const Asker> of(std::uint32_t offer_class, ActorId entry_point) const;

private:
    std::vector<std::size_t> begin_;
    std::vector<Asker> askers_; // by offer class, entry point and referral
};

/// Searches near the change, and only for entry points that it concerns.
class KnowledgeChange {
public:
    explicit KnowledgeChange(const CoverageModel& model);

    [[nodiscard]] std::span<const ActivityId> activities_of(ActorId actor) const noexcept {
        return activities_.of(actor);
    }
    /// Referrals of known size that the actor is the entry point of.
    [[nodiscard]] std::span<const std::uint32_t> referrals_of(ActorId actor) const noexcept {
        return referrals_.of(actor);
    }
    /// What entry points cease to find when the actor carries no knowledge any more, beside its own
    /// activities. `change.seats` must name the classes of these.
    void actor_goes(ActorId actor, WhatIfChange& change);
    /// What entry points begin to find when the source knows the target.
    void tie_comes(ActorId source, Vertex target, WhatIfChange& change);
    /// Marks who finds an actor's activities, for is_marked. O(ties within reach).
    void mark_finders(ActorId actor);
    [[nodiscard]] bool is_marked(ActorId entry_point) const noexcept {
        return marked_[entry_point.position()] == mark_;
    }

private:
    /// An activity that a change gives or takes, and the search that finds it first.
    struct Given {
        std::uint32_t offer_class = 0;
        int level = 0;
        ActivityId activity;

        friend auto operator<=>(const Given&, const Given&) noexcept = default;
    };
    /// Part of members_.
    struct Range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;

        [[nodiscard]] std::uint32_t size() const noexcept { return last - first; }
    };
    /// A referral begins or ceases to find some activities of a class.
    struct Record {
        std::uint32_t offer_class = 0;
        std::uint32_t referral = 0;
        Range members;
    };

    void start_giving();
    void give(Vertex found, int level, ActorId but_of);
    void finish_giving();
    void find_levels(Vertex target, std::span<const Finder> finders, ActorId source);
    [[nodiscard]] std::optional<int> level_of(const Finder& finder, ActorId source) const;
    [[nodiscard]] std::span<const Finder> finders_over(ActorId actor);
    void note_lost(ActorId entry);
    void note_found(ActorId entry, int level);
    void note(std::uint32_t offer_class, std::span<const AskersOfOffers::Asker> askers, Range members);
    void make_parts(WhatIfChange& change);
    void divide(std::span<const Record> records, WhatIfChange& change) const;

    const CoverageModel& model_;
    RowsByActor<ActivityId> activities_;
    RowsByActor<std::uint32_t> referrals_;
    AskersOfOffers askers_;
    AwarenessSearch search_;
    FinderSearch finders_;
    std::vector<Given> given_;        // by class, level and activity
    std::vector<Range> ranges_;       // the given activities of each class
    std::vector<ActivityId> members_; // those of given_ first, in the same order
    std::vector<Record> records_;
    std::vector<std::uint32_t> marked_;
    std::uint32_t mark_ = 0;
};

} // namespace samspill::detail
