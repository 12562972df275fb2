// Rows of a network by their ids, as Python names them.
#pragma once

#include <samspill/core/error.hpp>
#include <samspill/model/actor_network.hpp>

#include <string>

namespace samspill::python {

/// The id itself. @throws InvalidArgument with the message when it is none
template <class Id>
[[nodiscard]] Id required(Id id, const char* message) {
    if (id.is_none()) {
        throw InvalidArgument{message};
    }
    return id;
}

/// @throws InvalidArgument when the network has no such actor
[[nodiscard]] inline ActorId actor_named(const ActorNetwork& network, const std::string& id) {
    return required(network.find_actor(id), "actor must be the id of an actor of the network");
}

/// @throws InvalidArgument when the network has no such activity
[[nodiscard]] inline ActivityId activity_named(const ActorNetwork& network, const std::string& id) {
    return required(network.find_activity(id), "activity must be the id of an activity of the network");
}

} // namespace samspill::python
