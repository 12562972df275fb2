#include <samspill/model/actor_network.hpp>

#include "network_digest.hpp"

#include <algorithm>

namespace samspill {
namespace {

/// Terms compare as their texts do, so a table sorted by id is sorted by the terms of its ids.
template <class Id>
Id find_row(const StringPool& texts, const std::vector<TermId>& ids, std::string_view id) noexcept {
    const TermId term = texts.find(id);
    const auto found = std::lower_bound(ids.begin(), ids.end(), term);
    return found == ids.end() || *found != term ? Id::none()
                                                : Id{static_cast<std::size_t>(found - ids.begin())};
}

} // namespace

ActorNetwork::ActorNetwork(NetworkParts parts) : shared_{std::make_shared<Shared>(std::move(parts))} {}

std::uint64_t ActorNetwork::fingerprint() const noexcept {
    // Threads that ask at once may all work it out; they find the same, so it does not matter who writes.
    std::uint64_t known = shared_->fingerprint.load(std::memory_order_relaxed);
    if (known == Shared::not_known_yet) {
        known = network_digest(shared_->parts);
        shared_->fingerprint.store(known, std::memory_order_relaxed);
    }
    return known;
}

AreaId ActorNetwork::find_area(std::string_view id) const noexcept {
    return find_row<AreaId>(texts(), areas().id, id);
}
ActorId ActorNetwork::find_actor(std::string_view id) const noexcept {
    return find_row<ActorId>(texts(), actors().id, id);
}
PersonId ActorNetwork::find_person(std::string_view id) const noexcept {
    return find_row<PersonId>(texts(), people().id, id);
}
NeedId ActorNetwork::find_need(std::string_view id) const noexcept {
    return find_row<NeedId>(texts(), needs().id, id);
}
ActivityId ActorNetwork::find_activity(std::string_view id) const noexcept {
    return find_row<ActivityId>(texts(), activities().id, id);
}
ForumId ActorNetwork::find_forum(std::string_view id) const noexcept {
    return find_row<ForumId>(texts(), forums().id, id);
}
MeetingId ActorNetwork::find_meeting(std::string_view id) const noexcept {
    return find_row<MeetingId>(texts(), meetings().id, id);
}

} // namespace samspill
