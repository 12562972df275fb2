// An activity that is not in a network, in the network's terms: for asking what it would do there.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>

namespace samspill {

/// A row that could be added to the table `activities`. It needs no id.
class NewActivity {
public:
    /// Texts that the network does not know are no need's, so nothing is added to it. O(lists of the row).
    /// @throws UnusableData with the findings when the row breaks a rule about itself or about what it names
    NewActivity(const ActorNetwork& network, const Activity& activity);

    [[nodiscard]] ActorId actor() const noexcept { return columns_.actor.front(); }
    [[nodiscard]] TermId theme() const noexcept { return columns_.theme.front(); }
    [[nodiscard]] Count free_seats() const noexcept { return columns_.free_seats(ActivityId{0U}); }
    /// As match() would say if the activity were in the network, which must be the one it was made with.
    [[nodiscard]] Match match_with(const ActorNetwork& network, NeedId need,
                                   const MatchOptions& options) const {
        return match(network, columns_, 0, need, options);
    }

private:
    ActivityColumns columns_; // one row
};

} // namespace samspill
