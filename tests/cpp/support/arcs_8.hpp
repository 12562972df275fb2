// The directed network Arcs-8 of methods M2.3: three municipal actors, three of civil society, eight ties.
#pragma once

#include <samspill/model/network_builder.hpp>

#include <utility>
#include <vector>

namespace samspill::examples {

/// K1-T, K2-T, T-C1, T-C2, C1-T, C1-C3, C3-T, K1-K2 as awareness, with weights 1 to 8 in this order.
inline ActorNetwork arcs_8() {
    NetworkBuilder builder;
    for (const char* id : {"C1", "C2", "C3"}) {
        builder.add_actor({.id = id, .sector = Sector::civil_society});
    }
    for (const char* id : {"K1", "K2", "T"}) {
        builder.add_actor({.id = id, .sector = Sector::municipal});
    }
    const std::vector<std::pair<const char*, const char*>> arcs{{"K1", "T"}, {"K2", "T"}, {"T", "C1"},
                                                                {"T", "C2"}, {"C1", "T"}, {"C1", "C3"},
                                                                {"C3", "T"}, {"K1", "K2"}};
    double weight = 1.0;
    for (const auto& [source, target] : arcs) {
        builder.add_tie(
            {.source = source, .target = target, .relation = Relation::awareness, .weight = weight++});
    }
    return builder.build();
}

} // namespace samspill::examples
