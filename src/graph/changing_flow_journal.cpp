// What a ChangingFlow changed, so that it can be taken back.
#include <samspill/graph/changing_flow.hpp>

namespace samspill {

void ChangingFlow::set(Change change, std::vector<Amount>& column, std::uint32_t index, Amount value) {
    journal_.push_back({change, index, column[index]});
    column[index] = value;
}

void ChangingFlow::set(Change change, std::vector<std::uint8_t>& column, std::uint32_t index, bool value) {
    journal_.push_back({change, index, column[index]});
    column[index] = value ? 1 : 0;
}

void ChangingFlow::set_total(Amount value) {
    journal_.push_back({Change::total, 0, total_});
    total_ = value;
}

void ChangingFlow::set_stale(Change change, bool& flag) {
    if (!flag) {
        journal_.push_back({change, 0, 0});
        flag = true;
    }
}

void ChangingFlow::undo(std::size_t mark) {
    while (journal_.size() > mark) {
        take_back(journal_.back());
        journal_.pop_back();
    }
}

void ChangingFlow::take_back(const Entry& entry) {
    switch (entry.change) {
    case Change::flow:
        flow_[entry.index] = entry.before;
        break;
    case Change::unsent:
        unsent_[entry.index] = entry.before;
        break;
    case Change::untaken:
        untaken_[entry.index] = entry.before;
        break;
    case Change::closed:
        closed_[entry.index] = static_cast<std::uint8_t>(entry.before);
        break;
    case Change::wanted:
        wanted_[entry.index] = static_cast<std::uint8_t>(entry.before);
        break;
    case Change::roomy:
        roomy_[entry.index] = static_cast<std::uint8_t>(entry.before);
        break;
    case Change::wanted_stale:
        wanted_is_stale_ = false;
        break;
    case Change::roomy_stale:
        roomy_is_stale_ = false;
        break;
    case Change::total:
        total_ = entry.before;
        break;
    case Change::arc:
        remove_last_arc();
        break;
    case Change::right:
        remove_last_right();
        break;
    }
}

void ChangingFlow::remove_last_arc() {
    const AddedArc& arc = added_arcs_.back();
    last_added_of_left_[arc.left] = arc.next_of_left;
    last_added_of_right_[arc.right] = arc.next_of_right;
    added_arcs_.pop_back();
    flow_.pop_back();
    closed_.pop_back();
}

void ChangingFlow::remove_last_right() {
    untaken_.pop_back();
    last_added_of_right_.pop_back();
    wanted_.pop_back();
    roomy_.pop_back();
    steps_.pop_back();
}

} // namespace samspill
