// Records with the same tokens, kept together so that a thousand equal texts are compared once.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/similarity/set_collection.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Groups of identical records of one block, and the block of each. A join compares the representatives of
/// groups only. Records without tokens are in no group: how alike nothing is to anything is undefined.
class RecordGroups {
public:
    /// Number of groups, those of a single record included.
    [[nodiscard]] std::size_t size() const noexcept { return offsets_.size() - 1; }
    /// The first record of a group; groups ascend by it.
    [[nodiscard]] std::uint32_t representative(std::size_t group) const noexcept {
        return members_[offsets_[group]];
    }
    /// The records of a group, ascending, at least one.
    [[nodiscard]] std::span<const std::uint32_t> members(std::size_t group) const noexcept {
        return std::span{members_}.subspan(offsets_[group], offsets_[group + 1] - offsets_[group]);
    }
    /// The block key that the group's records share; 0 when there were no keys.
    [[nodiscard]] std::uint32_t block(std::size_t group) const noexcept {
        return blocks_.empty() ? 0 : blocks_[group];
    }
    /// The group that a record represents. O(log groups). @throws NotFound when it represents none
    [[nodiscard]] std::size_t group_of(std::uint32_t representative) const;

private:
    friend RecordGroups identical_records(const SetCollection& records, std::span<const std::uint32_t> blocks,
                                          RunControl* control);

    std::vector<std::size_t> offsets_{0};
    std::vector<std::uint32_t> members_;
    std::vector<std::uint32_t> blocks_;
};

/// The groups of records with equal tokens, equal occurrences and equal block keys. `blocks` has one key for
/// each record, or none: then all records are of one block. Expected O(tokens + n log n).
/// @throws InvalidArgument when keys are neither none nor as many as records
/// @throws Cancelled when `control` asks to stop
[[nodiscard]] RecordGroups identical_records(const SetCollection& records,
                                             std::span<const std::uint32_t> blocks = {},
                                             RunControl* control = nullptr);

} // namespace samspill
