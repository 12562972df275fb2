// The worked example of docs/methods/duplicate_actors.md. Fictional; its numbers are made up by the rules.
#pragma once

#include <samspill/model/network_builder.hpp>

namespace samspill::examples {

inline NetworkBuilder duplicate_actors_example() {
    NetworkBuilder builder;
    builder.add_area({.id = "nordvik"}).add_area({.id = "sorvik"});
    builder.add_actor({.id = "a1",
                       .name = "Nordvik Røde Kors",
                       .sector = Sector::civil_society,
                       .area = "nordvik",
                       .organisation_number = "912 345 920"});
    builder.add_actor({.id = "a2", .name = "RK Nordvik", .sector = Sector::civil_society});
    builder.add_actor(
        {.id = "a3", .name = "Sørvik Røde Kors", .sector = Sector::civil_society, .area = "sorvik"});
    builder.add_actor({.id = "a4", .name = "Språkhuset AS", .sector = Sector::private_sector});
    builder.add_actor({.id = "a5", .name = "Språkhuset", .sector = Sector::private_sector});
    builder.add_actor({.id = "a6", .name = "Språkhuset", .sector = Sector::municipal});
    builder.add_activity({.id = "j1", .actor = "a2", .theme = "language"});
    builder.add_activity({.id = "j2", .actor = "a2", .theme = "language"});
    builder.add_tie({.source = "a5", .target = "a6"}).add_tie({.source = "a3", .target = "a2"});
    return builder;
}

} // namespace samspill::examples
