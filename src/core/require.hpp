// Private to the library: the check of an argument.
#pragma once

#include <samspill/core/error.hpp>

namespace samspill::detail {

/// @throws InvalidArgument with `message` unless `holds`
inline void require(bool holds, const char* message) {
    if (!holds) {
        throw InvalidArgument{message};
    }
}

} // namespace samspill::detail
