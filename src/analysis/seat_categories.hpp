// Private to analysis: the group that a seat counts for, and what groups are compared with.
#pragma once

#include <samspill/analysis/group_balance.hpp>

#include "../detail/holder_groups.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// @throws InvalidArgument for a group twice, unusable weights, or a baseline that the attribute has not
void check_attribute(const BalancedAttribute& asked);

/// One attribute of a network with the groups that are asked for.
class SeatCategories {
public:
    /// What is asked for must have passed check_attribute().
    SeatCategories(const ActorNetwork& network, const BalancedAttribute& asked);

    [[nodiscard]] const std::vector<std::string>& groups() const noexcept { return groups_; }
    /// Position among the groups of whoever sits for `actor` as `person`, or `groups().size()` for no group,
    /// and one more for several.
    [[nodiscard]] std::size_t of(ActorId actor, PersonId person) const;
    /// By group; nothing where it is not known.
    [[nodiscard]] std::vector<std::optional<double>> baseline() const;

private:
    void name_groups(const BalancedAttribute& asked);
    [[nodiscard]] std::set<std::uint32_t> seated_groups() const;
    void add_groups_of_baseline(std::set<std::uint32_t>& found) const;
    void add_named_by_baseline(std::set<std::string>& names) const;
    void add_areas(const std::vector<std::uint8_t>& asked, std::set<std::string>& names) const;
    void find_area_groups();
    [[nodiscard]] std::optional<std::size_t> group_named(std::string_view name) const;
    [[nodiscard]] std::vector<std::optional<double>> counts_of_actors() const;
    [[nodiscard]] std::vector<std::optional<double>> counts_of_people() const;
    [[nodiscard]] std::vector<std::optional<double>> population() const;
    [[nodiscard]] std::vector<std::optional<double>> people_in_need() const;
    [[nodiscard]] std::optional<std::size_t> group_of_need(std::size_t need) const;

    const ActorNetwork& network_;
    GroupAttribute attribute_;
    GroupBaseline baseline_;
    std::vector<double> weights_;
    HolderGroups holders_;
    std::vector<std::string> groups_;
    std::map<std::string, std::size_t, std::less<>> named_; // place of each group
    std::vector<std::size_t> position_; // of each group of the holders among the groups asked for
    std::vector<std::size_t> of_area_;  // by AreaId, for the attributes of places
};

} // namespace samspill::detail
