// Private to the model: what becomes of a network's findings when a row comes, goes or changes.
#pragma once

#include <samspill/model/actor_network.hpp>

#include "row_check.hpp"

#include "forum_work.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Row of the new network for each row of the old one, NetworkParts::no_row for those that are gone; an empty
/// list for tables whose rows stay in place.
using MovedRows = std::array<std::vector<std::uint32_t>, vocabulary_size<TableName>>;

/// The findings of an old network on their way into a new one.
class EditedFindings {
public:
    /// Takes over the findings of `old` with their rows moved; those whose row is gone are dropped.
    EditedFindings(const ActorNetwork& old, const MovedRows& moved);

    /// Adds findings about a row that stands in no file.
    void add(std::vector<Finding> findings, std::uint32_t row);

    /// Asks those rules again that depend on seats or on other rows, for activities of the new network whose
    /// seats or prerequisites have changed: findings that no longer hold go, new ones come.
    void recheck(const ActivityColumns& activities, std::span<const ActivityId> changed);

    /// Asks anew which actors of the new network have a number that others have too. `texts` is its pool.
    void recheck_organisations(const ActorColumns& actors, const StringPool& texts);

    /// Takes the findings about forums that hold in the new network for those of the old one.
    void recheck_forum_work(const std::vector<ForumFinding>& holding);

    /// Counts anew how many activities of the new network state no capacity.
    void recount_unknown_capacity(const ActivityColumns& activities);

    /// Puts the findings in their order into the parts of the new network.
    void put_into(NetworkParts& parts) &&;

private:
    struct Placed {
        Finding finding;
        std::uint32_t row = NetworkParts::no_row;
    };

    [[nodiscard]] std::vector<Finding> about(const ActivityColumns& activities, ActivityId activity) const;

    const ActorNetwork& old_;
    std::vector<Placed> placed_;
};

} // namespace samspill
