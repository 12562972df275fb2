// Activities that are alike in everything but actor and name, and which of them stand for large groups.
#pragma once

#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_result.hpp>

#include "../graph/row_classes.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace samspill::detail {

/// Classes of activities with equal kind, obligation, theme, target groups, areas, period, languages and
/// ages. In a large class two activities stand for all: the first, and the first of another actor. So ten
/// thousand rows that repeat each other are named in a handful of pairs and not in fifty million.
class AlikeOffers {
public:
    /// A class is large when it has more than `most_listed` members. O(n log n).
    AlikeOffers(const ActorNetwork& network, std::size_t most_listed);

    /// Whether the activity can be named in a pair at all.
    [[nodiscard]] bool may_be_listed(std::uint32_t activity) const noexcept {
        const std::uint32_t alike = classes_.class_of[activity];
        return !is_large(alike) || activity == classes_.members_of(alike).front() ||
               activity == second_[alike];
    }
    /// Whether a pair that these two make is listed: not when they are of one large class, and of a large
    /// class only the first activity whose actor is not that of the other.
    [[nodiscard]] bool list_each_other(std::uint32_t a, std::uint32_t b) const noexcept {
        const std::uint32_t of_a = classes_.class_of[a];
        const std::uint32_t of_b = classes_.class_of[b];
        return of_a == of_b ? !is_large(of_a) : stands_beside(a, of_a, b) && stands_beside(b, of_b, a);
    }
    /// The large classes, by first activity.
    [[nodiscard]] std::vector<AlikeGroup> large_groups(const ActorNetwork& network) const;

    [[nodiscard]] std::uint32_t class_of(ActivityId activity) const noexcept {
        return classes_.class_of[activity.position()];
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    [[nodiscard]] bool is_large(std::uint32_t alike) const noexcept {
        return classes_.begin[alike + std::size_t{1}] - classes_.begin[alike] > most_listed_;
    }
    [[nodiscard]] bool stands_beside(std::uint32_t row, std::uint32_t alike,
                                     std::uint32_t other) const noexcept {
        if (!is_large(alike)) {
            return true;
        }
        const std::uint32_t first = classes_.members_of(alike).front();
        return row == (actors_[first] != actors_[other] ? first : second_[alike]);
    }

    std::size_t most_listed_;
    std::vector<ActorId> actors_; // by activity
    RowClasses classes_;
    std::vector<std::uint32_t> second_; // of each large class, the first of another actor than its first
};

/// A group of these activities, ascending.
[[nodiscard]] AlikeGroup group_of(const ActorNetwork& network, std::span<const std::uint32_t> members,
                                  AlikeIn alike_in);

} // namespace samspill::detail
