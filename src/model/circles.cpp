#include "circles.hpp"

#include <algorithm>
#include <cstddef>

namespace samspill {
namespace {

/// Tarjan's depth-first search with a stack of its own, so that long chains cannot exhaust the program's.
class CircleSearch {
public:
    explicit CircleSearch(const ListColumn<std::uint32_t>& references)
        : references_{references}, number_(references.size(), unvisited), low_(references.size(), 0) {}

    std::vector<std::uint32_t> run() && {
        for (std::uint32_t row = 0; row < number_.size(); ++row) {
            if (number_[row] == unvisited) {
                search_from(row);
            }
        }
        std::sort(found_.begin(), found_.end());
        return std::move(found_);
    }

private:
    struct Visit {
        std::uint32_t row;
        std::size_t next_reference;
    };

    static constexpr std::uint32_t unvisited = 0;
    static constexpr std::uint32_t finished = ~0U;

    void enter(std::uint32_t row) {
        number_[row] = low_[row] = ++clock_;
        open_.push_back(row);
        visits_.push_back({row, 0});
    }

    void search_from(std::uint32_t start) {
        enter(start);
        while (!visits_.empty()) {
            Visit& visit = visits_.back();
            const std::uint32_t row = visit.row;
            if (visit.next_reference < references_[row].size()) {
                const std::uint32_t target = references_[row][visit.next_reference++];
                if (number_[target] == unvisited) {
                    enter(target);
                } else if (number_[target] != finished) {
                    low_[row] = std::min(low_[row], number_[target]);
                }
                continue;
            }
            visits_.pop_back();
            if (!visits_.empty()) {
                std::uint32_t& low = low_[visits_.back().row];
                low = std::min(low, low_[row]);
            }
            if (low_[row] == number_[row]) {
                close_component(row);
            }
        }
    }

    /// Takes the component of `root` off the stack of open rows; a component of one row is a circle only when
    /// the row refers to itself.
    void close_component(std::uint32_t root) {
        const auto first = std::find(open_.rbegin(), open_.rend(), root).base() - 1;
        const auto own = references_[root];
        if (open_.end() - first > 1 || std::find(own.begin(), own.end(), root) != own.end()) {
            found_.insert(found_.end(), first, open_.end());
        }
        std::for_each(first, open_.end(), [&](std::uint32_t row) { number_[row] = finished; });
        open_.erase(first, open_.end());
    }

    const ListColumn<std::uint32_t>& references_;
    std::vector<std::uint32_t> number_; // order of the first visit, from 1
    std::vector<std::uint32_t> low_;    // smallest number of an open row that is known to be reachable
    std::uint32_t clock_ = 0;
    std::vector<std::uint32_t> open_; // visited rows whose component is not closed yet
    std::vector<Visit> visits_;
    std::vector<std::uint32_t> found_;
};

} // namespace

std::vector<std::uint32_t> rows_on_circles(const ListColumn<std::uint32_t>& references) {
    return CircleSearch{references}.run();
}

} // namespace samspill
