// Spells whose statistics are published (P13).
#pragma once

#include <samspill/analysis/log_rank.hpp>
#include <samspill/analysis/survival.hpp>

#include <cstdint>
#include <vector>

namespace samspill::test {

/// Weeks of remission under 6-MP (Freireich et al. 1963).
inline std::vector<Spell> freireich_treated() {
    return {{6, true},   {6, true},   {6, true},   {6, false},  {7, true},   {9, false},  {10, true},
            {10, false}, {11, false}, {13, true},  {16, true},  {17, false}, {19, false}, {20, false},
            {22, true},  {23, true},  {25, false}, {32, false}, {32, false}, {34, false}, {35, false}};
}

/// The same without treatment.
inline std::vector<Spell> freireich_control() {
    return {{1, true},  {1, true},  {2, true},  {2, true},  {3, true},  {4, true},  {4, true},
            {5, true},  {5, true},  {8, true},  {8, true},  {8, true},  {8, true},  {11, true},
            {11, true}, {12, true}, {12, true}, {15, true}, {17, true}, {22, true}, {23, true}};
}

/// The spells of several groups, group 0 first.
inline std::vector<GroupedSpell> grouped(const std::vector<std::vector<Spell>>& groups) {
    std::vector<GroupedSpell> spells;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const Spell& spell : groups[group]) {
            spells.push_back({spell.time, spell.event, static_cast<std::uint32_t>(group), 0});
        }
    }
    return spells;
}

} // namespace samspill::test
