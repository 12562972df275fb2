// Private to the similarity layer: what every join asks of its arguments.
#pragma once

#include <samspill/core/error.hpp>
#include <samspill/similarity/similar_pair.hpp>

#include <cstddef>

namespace samspill::detail {

inline void check_join(std::size_t records, const RecordGroups& groups, const JoinLimits& limits) {
    if (limits.waiting_pairs < 1) {
        throw InvalidArgument{"waiting_pairs must be at least 1"};
    }
    if (groups.size() > 0 && groups.representative(groups.size() - 1) >= records) {
        throw InvalidArgument{"the groups are not those of the records"};
    }
}

} // namespace samspill::detail
