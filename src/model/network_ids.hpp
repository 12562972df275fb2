// Private to the model: the ids of a network that exists.
#pragma once

#include <samspill/model/activity.hpp>
#include <samspill/model/actor_network.hpp>

#include "row_check.hpp"

namespace samspill {

/// Looks ids up in a network to which an activity may be about to be added.
class NetworkIds final : public KnownRows {
public:
    explicit NetworkIds(const ActorNetwork& network, const Activity* added = nullptr)
        : network_{network}, added_{added} {}

    [[nodiscard]] bool has(TableName table, std::string_view id) const override;
    [[nodiscard]] bool is_broken(TableName /*table*/) const override { return false; }
    [[nodiscard]] MonthInterval period_of(std::string_view activity) const override;

private:
    [[nodiscard]] bool is_added(std::string_view activity) const {
        return added_ != nullptr && added_->id == activity;
    }

    const ActorNetwork& network_;
    const Activity* added_;
};

} // namespace samspill
