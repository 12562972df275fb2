#include <samspill/similarity/record_groups.hpp>

#include <samspill/core/error.hpp>

#include "similarity/token_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace samspill {

namespace {

std::uint64_t digest_of(const SetCollection& records, std::uint32_t record, std::uint32_t block) {
    std::uint64_t digest = block;
    const auto add = [&](std::uint32_t value) {
        digest = (digest ^ value) * 0x9e3779b97f4a7c15U ^ digest >> 29U;
    };
    for (const std::uint32_t token : records[record]) {
        add(token);
    }
    for (const std::uint32_t count : records.occurrences(record)) {
        add(count);
    }
    return detail::hash_of(digest);
}

bool identical(const SetCollection& records, std::uint32_t a, std::uint32_t b) {
    const auto equal = [](auto x, auto y) { return std::equal(x.begin(), x.end(), y.begin(), y.end()); };
    return equal(records[a], records[b]) && equal(records.occurrences(a), records.occurrences(b));
}

/// The first record that equals each record; a flat table of first records by digest.
class FirstRecords {
public:
    FirstRecords(const SetCollection& records, std::span<const std::uint32_t> blocks)
        : records_{&records}, blocks_{blocks}, slots_(capacity_for(records.size())) {}

    std::uint32_t first_like(std::uint32_t record) {
        const std::uint64_t digest = digest_of(*records_, record, block(record));
        for (std::size_t at = digest & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[at];
            if (slot.record == none) {
                slot = {digest, record};
                return record;
            }
            if (slot.digest == digest && block(slot.record) == block(record) &&
                identical(*records_, slot.record, record)) {
                return slot.record;
            }
        }
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    struct Slot {
        std::uint64_t digest = 0;
        std::uint32_t record = none;
    };

    static std::size_t capacity_for(std::size_t records) { return std::bit_ceil(2 * records + 1); }
    [[nodiscard]] std::uint32_t block(std::uint32_t record) const {
        return blocks_.empty() ? 0 : blocks_[record];
    }

    const SetCollection* records_;
    std::span<const std::uint32_t> blocks_;
    std::vector<Slot> slots_;
};

} // namespace

std::size_t RecordGroups::group_of(std::uint32_t representative) const {
    std::size_t low = 0;
    for (std::size_t high = size(); low < high;) {
        const std::size_t middle = low + (high - low) / 2;
        if (this->representative(middle) < representative) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == size() || this->representative(low) != representative) {
        throw NotFound{"a record represents no group"};
    }
    return low;
}

RecordGroups identical_records(const SetCollection& records, std::span<const std::uint32_t> blocks,
                               RunControl* control) {
    if (!blocks.empty() && blocks.size() != records.size()) {
        throw InvalidArgument{"block keys must be as many as records, or none"};
    }
    StageTicker ticker{control, "similarity: identical records", records.size()};
    // Sorted by the first record alike, then by record: groups and members come in ascending order.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> first_and_record;
    first_and_record.reserve(records.size());
    {
        FirstRecords firsts{records, blocks};
        for (std::uint32_t record = 0; record < records.size(); ++record) {
            ticker.step();
            if (!records[record].empty()) {
                first_and_record.emplace_back(firsts.first_like(record), record);
            }
        }
    }
    std::sort(first_and_record.begin(), first_and_record.end());
    RecordGroups groups;
    groups.members_.reserve(first_and_record.size());
    for (const auto& [first, record] : first_and_record) {
        if (first == record) {
            if (!groups.members_.empty()) {
                groups.offsets_.push_back(groups.members_.size());
            }
            if (!blocks.empty()) {
                groups.blocks_.push_back(blocks[record]);
            }
        }
        groups.members_.push_back(record);
    }
    if (!groups.members_.empty()) {
        groups.offsets_.push_back(groups.members_.size());
    }
    return groups;
}

} // namespace samspill
