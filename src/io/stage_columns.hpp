// Private to io: two columns for each stage of the loss cascade, one a reading.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/result/loss_cascade.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::detail {

/// Numbers of a stage that asks about what nobody recorded are not shown; capacity has two ends instead.
[[nodiscard]] inline bool is_shown(const StageOrder& order, const PerStage<Status>& status,
                                   std::size_t stage) {
    return status[stage] == Status::ok || order[stage] == CascadeStage::free_capacity;
}

/// `<stage>_least` and `<stage>_most` for every stage, filled a row at a time.
class StageColumns {
public:
    StageColumns(const StageOrder& order, const PerStage<Status>& status) : order_{order}, status_{status} {
        for (const CascadeStage stage : order) {
            for (const char* const reading : {"_least", "_most"}) {
                columns_.emplace_back(std::string{to_string(stage)} + reading, ColumnType::float64, "people");
            }
        }
    }

    /// Nothing for a row without numbers.
    void add(const std::optional<PerStage<double>>& least, const std::optional<PerStage<double>>& most) {
        for (std::size_t stage = 0; stage < cascade_stages; ++stage) {
            append(2 * stage, stage, least);
            append(2 * stage + 1, stage, most);
        }
    }
    [[nodiscard]] std::vector<Column> take() && { return std::move(columns_); }

private:
    void append(std::size_t column, std::size_t stage, const std::optional<PerStage<double>>& lost) {
        if (lost && is_shown(order_, status_, stage)) {
            columns_[column].append((*lost)[stage]);
        } else {
            columns_[column].append_null();
        }
    }

    StageOrder order_;
    PerStage<Status> status_;
    std::vector<Column> columns_;
};

} // namespace samspill::detail
