// The worked examples of the methods, as networks.
#pragma once

#include <samspill/model/network_builder.hpp>

namespace samspill::examples {

/// M4.1: n1 10 people (Arabic), n2 6 (Tigrinya, area B), n3 8 (Danish); a1 8 seats (Arabic, Danish, area A),
/// a2 10 seats (Tigrinya, area A), a3 4 seats (Danish, area A). The referrer of n3 does not know a3; those of
/// n1 and n2 know everything.
inline NetworkBuilder allocation_example() {
    NetworkBuilder builder;
    builder.add_area({.id = "A"}).add_area({.id = "B"});
    builder.add_actor({.id = "desk"}).add_actor({.id = "office"});
    builder.add_actor({.id = "club", .sector = Sector::civil_society});
    builder.add_activity({.id = "a1",
                          .actor = "club",
                          .theme = "language",
                          .areas = {"A"},
                          .languages = {"ar", "da"},
                          .capacity = 8});
    builder.add_activity({.id = "a2",
                          .actor = "club",
                          .theme = "language",
                          .areas = {"A"},
                          .languages = {"ti"},
                          .capacity = 10});
    builder.add_activity({.id = "a3",
                          .actor = "club",
                          .theme = "language",
                          .areas = {"A"},
                          .languages = {"da"},
                          .capacity = 4});
    builder.add_need({.id = "n1",
                      .theme = "language",
                      .area = "A",
                      .language = "ar",
                      .people = 10,
                      .entry_point = "desk"});
    builder.add_need(
        {.id = "n2", .theme = "language", .area = "B", .language = "ti", .people = 6, .entry_point = "desk"});
    builder.add_need({.id = "n3",
                      .theme = "language",
                      .area = "A",
                      .language = "da",
                      .people = 8,
                      .entry_point = "office"});
    builder.add_tie({.source = "desk", .target = "club", .relation = Relation::awareness});
    builder.add_tie({.source = "office", .target = "a1", .relation = Relation::awareness});
    return builder;
}

/// M2.10: Z1 need 20, offers 12 + 15; Z2 need 10, no offer.
inline NetworkBuilder duplicates_example() {
    NetworkBuilder builder;
    builder.add_area({.id = "Z1"}).add_area({.id = "Z2"});
    builder.add_actor({.id = "school"});
    builder.add_actor({.id = "church", .sector = Sector::civil_society});
    builder.add_activity(
        {.id = "cafe-1", .actor = "school", .theme = "cafe", .areas = {"Z1"}, .capacity = 12});
    builder.add_activity(
        {.id = "cafe-2", .actor = "church", .theme = "cafe", .areas = {"Z1"}, .capacity = 15});
    builder.add_need({.id = "need-1", .theme = "cafe", .area = "Z1", .people = 20});
    builder.add_need({.id = "need-2", .theme = "cafe", .area = "Z2", .people = 10});
    return builder;
}

} // namespace samspill::examples
