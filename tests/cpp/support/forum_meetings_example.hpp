// A forum and its meetings, built from who came last to which.
#pragma once

#include <samspill/model/network_builder.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace samspill::examples {

/// 2025-01-07T17:00, a Tuesday, and every fourth week after it.
inline DateTime monthly(int number) {
    constexpr std::int64_t first = (std::int64_t{20095} * 24 + 17) * 60;
    constexpr std::int64_t four_weeks = std::int64_t{28} * 24 * 60;
    return DateTime{first + (number - 1) * four_weeks};
}

/// Six meetings; members come to all meetings up to their last one (0: never). Members are named K1, K2, …
/// and C1, C2, … after the sides, each with an actor of its own of the same name in small letters.
inline NetworkBuilder last_attended(const std::vector<int>& municipal, const std::vector<int>& civil,
                                    int meetings = 6) {
    NetworkBuilder builder;
    builder.add_forum({.id = "forum"});
    for (int m = 1; m <= meetings; ++m) {
        builder.add_meeting({.id = "m" + std::to_string(m),
                             .forum = "forum",
                             .start = monthly(m),
                             .end = DateTime{monthly(m).minutes_since_epoch() + 90}});
    }
    const auto add_side = [&](char side, Sector sector, const std::vector<int>& last) {
        for (std::size_t k = 0; k < last.size(); ++k) {
            const std::string number = std::to_string(k + 1);
            const std::string actor = static_cast<char>(side - 'A' + 'a') + number;
            const std::string person = side + number;
            builder.add_actor({.id = actor, .sector = sector});
            builder.add_person({.id = person, .actor = actor});
            builder.add_seat({.forum = "forum", .actor = actor, .person = person});
            for (int m = 1; m <= last[k]; ++m) {
                builder.add_attendance({.meeting = "m" + std::to_string(m), .person = person});
            }
        }
    };
    add_side('K', Sector::municipal, municipal);
    add_side('C', Sector::civil_society, civil);
    return builder;
}

/// Methods M1.9: last meeting attended K(6,6,6,4,6,6), C(2,2,3,4,6,6).
inline NetworkBuilder eroding_forum() { return last_attended({6, 6, 6, 4, 6, 6}, {2, 2, 3, 4, 6, 6}); }

} // namespace samspill::examples
