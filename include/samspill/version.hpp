// The only place that states the version; CMake and pyproject.toml read it from this file.
#pragma once

#include <cstddef>
#include <string_view>

namespace samspill {

/// Version of the library, "major.minor.patch" (semantic versioning; before 1.0 a new minor may change the
/// API).
inline constexpr std::string_view version = "0.1.0";

namespace detail {

/// The dot-separated number at `position` (0 = major) of `text`.
consteval int version_part(std::string_view text, std::size_t position) {
    int part = 0;
    for (const char character : text) {
        if (character != '.') {
            part = position == 0 ? part * 10 + (character - '0') : part;
        } else if (position-- == 0) {
            break;
        }
    }
    return part;
}

} // namespace detail

inline constexpr int version_major = detail::version_part(version, 0);
inline constexpr int version_minor = detail::version_part(version, 1);
inline constexpr int version_patch = detail::version_part(version, 2);

} // namespace samspill
