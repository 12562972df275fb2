#include "double_counting.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

namespace samspill {
namespace {

/// Who a need is about, but for period and ages. Texts are numbered; 0 stands for "not stated".
struct Group {
    std::uint32_t theme = 0;
    std::uint32_t area = no_row;
    std::uint32_t target_group = 0;
    std::uint32_t language = 0;

    friend bool operator==(const Group&, const Group&) = default;
};

struct GroupHash {
    std::size_t operator()(const Group& group) const noexcept {
        constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = (std::uint64_t{group.theme} << 32U | group.area) * odd;
        mixed = (mixed ^ (mixed >> 29U) ^ (std::uint64_t{group.target_group} << 32U | group.language)) * odd;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
    }
};

/// Period and ages of a need, and where it stands.
struct Window {
    MonthInterval period{};
    AgeRange ages{};
    std::int64_t row_number = 0;
    std::uint32_t need = no_row;

    /// Wide windows come first; of equal ones that of the first row.
    [[nodiscard]] auto key() const {
        return std::tuple{period.from, -std::int64_t{period.to}, ages.min, -std::int64_t{ages.max},
                          row_number};
    }
    [[nodiscard]] bool same_as(const Window& other) const {
        return period == other.period && ages == other.ages;
    }
    [[nodiscard]] bool takes_in(const Window& other) const {
        return period.contains(other.period) && ages.contains(other.ages);
    }
};

/// Numbers texts in the order they are met; empty text is 0.
class TextNumbers {
public:
    std::uint32_t operator()(std::string_view text) {
        return text.empty()
                   ? 0
                   : numbers_.emplace(text, static_cast<std::uint32_t>(numbers_.size() + 1)).first->second;
    }

private:
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

class Search {
public:
    Search(const Staged<Need>& needs, std::span<const std::uint32_t> area_of,
           std::span<const std::uint32_t> area_parents, RunControl* control)
        : needs_{needs}, area_of_{area_of}, area_parents_{area_parents},
          ticker_{control, "looking for people counted twice", 3 * needs.size()} {
        collect_groups();
        find_areas_above();
    }

    [[nodiscard]] std::vector<DoubleCount> run() {
        std::vector<DoubleCount> found;
        for (std::uint32_t need = 0; need < needs_.size(); ++need) {
            ticker_.step();
            const std::uint32_t wider = counts_people(need) ? wider_than(need) : no_row;
            if (wider != no_row) {
                found.push_back({need, wider});
            }
        }
        return found;
    }

private:
    /// Whether some need of a theme leaves its target group or language open; without one nobody looks.
    struct OpenAttributes {
        bool target_group = false;
        bool language = false;
    };

    [[nodiscard]] bool counts_people(std::uint32_t need) const {
        const Need& row = needs_.rows[need];
        const bool area_exists = row.area.empty() || area_of_[need] != no_row;
        return area_exists && row.people.is_known() && row.people.value() > 0;
    }

    void collect_groups() {
        TextNumbers numbers;
        group_of_.resize(needs_.size());
        area_has_needs_.assign(area_parents_.size(), 0);
        for (std::uint32_t need = 0; need < needs_.size(); ++need) {
            ticker_.step();
            const Need& row = needs_.rows[need];
            const Group group{numbers(row.theme), area_of_[need], numbers(row.target_group),
                              numbers(row.language)};
            group_of_[need] = group;
            if (!counts_people(need)) {
                continue;
            }
            windows_[group].push_back({row.period, row.ages, needs_.numbers[need], need});
            OpenAttributes& open = open_[group.theme];
            open.target_group = open.target_group || group.target_group == 0;
            open.language = open.language || group.language == 0;
            if (group.area != no_row) {
                area_has_needs_[group.area] = 1;
            }
        }
        for (auto& [group, windows] : windows_) {
            ticker_.step(windows.size());
            keep_different(windows);
        }
    }

    static void keep_different(std::vector<Window>& windows) {
        std::sort(windows.begin(), windows.end(),
                  [](const Window& a, const Window& b) { return a.key() < b.key(); });
        const auto same = [](const Window& a, const Window& b) { return a.same_as(b); };
        windows.erase(std::unique(windows.begin(), windows.end(), same), windows.end());
        windows.resize(std::min(windows.size(), most_compared_windows));
    }

    /// The nearest area around each area that has needs of its own. O(areas): what one walk finds serves all
    /// areas on its way.
    void find_areas_above() {
        constexpr std::uint32_t not_known = no_row - 1;
        above_.assign(area_parents_.size(), not_known);
        std::vector<std::uint32_t> way;
        for (std::uint32_t start = 0; start < above_.size(); ++start) {
            std::uint32_t area = start;
            std::uint32_t found = no_row;
            for (way.clear(); area != no_row && found == no_row; area = area_parents_[area]) {
                if (above_[area] != not_known) {
                    found = above_[area];
                    break;
                }
                way.push_back(area);
                const std::uint32_t parent = area_parents_[area];
                found = parent != no_row && area_has_needs_[parent] != 0 ? parent : no_row;
            }
            std::uint32_t above = found;
            for (auto place = way.rbegin(); place != way.rend(); ++place) {
                above_[*place] = above;
                above = area_has_needs_[*place] != 0 ? *place : above;
            }
        }
    }

    [[nodiscard]] std::uint32_t wider_than(std::uint32_t need) const {
        std::uint32_t area = group_of_[need].area;
        for (std::size_t level = 0; level < most_compared_levels && area != no_row; ++level) {
            if (const std::uint32_t wider = wider_in(need, area); wider != no_row) {
                return wider;
            }
            area = above_[area];
        }
        return wider_in(need, no_row);
    }

    /// A wider need of exactly this area (no_row: of no area), as wide as necessary only.
    [[nodiscard]] std::uint32_t wider_in(std::uint32_t need, std::uint32_t area) const {
        const Group& own = group_of_[need];
        const OpenAttributes& open = open_.at(own.theme);
        const std::array<std::uint32_t, 2> target_groups{own.target_group, 0};
        const std::array<std::uint32_t, 2> languages{own.language, 0};
        const std::size_t groups = own.target_group != 0 && open.target_group ? 2 : 1;
        const std::size_t tongues = own.language != 0 && open.language ? 2 : 1;
        for (std::size_t g = 0; g < groups; ++g) {
            for (std::size_t l = 0; l < tongues; ++l) {
                const Group group{own.theme, area, target_groups[g], languages[l]};
                if (const std::uint32_t wider = wider_among(need, group); wider != no_row) {
                    return wider;
                }
            }
        }
        return no_row;
    }

    [[nodiscard]] std::uint32_t wider_among(std::uint32_t need, const Group& group) const {
        const auto windows = windows_.find(group);
        if (windows == windows_.end()) {
            return no_row;
        }
        const bool is_own = group == group_of_[need];
        const Window own{needs_.rows[need].period, needs_.rows[need].ages};
        const auto wider =
            std::find_if(windows->second.begin(), windows->second.end(), [&](const Window& window) {
                return window.takes_in(own) && !(is_own && window.same_as(own));
            });
        return wider == windows->second.end() ? no_row : wider->need;
    }

    const Staged<Need>& needs_;
    std::span<const std::uint32_t> area_of_;
    std::span<const std::uint32_t> area_parents_;
    std::vector<Group> group_of_;
    std::unordered_map<Group, std::vector<Window>, GroupHash> windows_;
    std::unordered_map<std::uint32_t, OpenAttributes> open_; // by theme
    std::vector<std::uint8_t> area_has_needs_;
    std::vector<std::uint32_t> above_;
    StageTicker ticker_;
};

} // namespace

std::vector<DoubleCount> doubly_counted(const Staged<Need>& needs, std::span<const std::uint32_t> area_of,
                                        std::span<const std::uint32_t> area_parents, RunControl* control) {
    return Search{needs, area_of, area_parents, control}.run();
}

} // namespace samspill
