// How many people there are in all, from how far lists overlap.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// One estimate of all people, and of those that no list holds.
struct CaptureEstimate {
    std::string_view estimator; ///< a literal
    Status status = Status::ok;
    std::string_view reason;      ///< a literal; empty when there is nothing to explain
    std::optional<double> total;  ///< people on a list or not
    std::optional<double> unseen; ///< total less those on a list
    std::optional<double> se;     ///< of both
    std::optional<double> low;    ///< limits of the unseen
    std::optional<double> high;
};

/// People with one history: bit k of `lists` is set for those on list k.
struct CaptureCell {
    std::uint32_t lists = 0;
    std::optional<std::int64_t> people; ///< none where suppressed
};

/// What is known of the people on any list.
struct CaptureCells {
    std::vector<CaptureCell> cells;   ///< by `lists`, from 1
    std::optional<std::int64_t> seen; ///< people on any list; none where it would tell a suppressed cell
    std::size_t suppressed = 0;       ///< cells of 1 to smallest_cell - 1 people
    std::int64_t smallest_cell = 0;
};

/// Result of two_list_capture().
struct TwoListResult {
    std::string_view method = "M3.14";
    std::string_view caveat; ///< what must stand beside the estimates; a literal
    double level = 0.0;      ///< of all limits
    CaptureCells cells;
    bool is_without_overlap = false; ///< no one is on both lists
    CaptureEstimate lincoln_petersen;
    CaptureEstimate chapman;
};

/// Two lists that a model lets depend on each other.
struct ListPair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    friend bool operator==(const ListPair&, const ListPair&) = default;
};

/// One log-linear model of the cells.
struct ListModel {
    std::vector<ListPair> dependent; ///< none: independence
    std::size_t parameters = 0;
    std::optional<double> deviance;
    std::optional<double> aic;
    CaptureEstimate estimate;
};

/// Result of list_models().
struct ListModelsResult {
    std::string_view method = "M3.14";
    std::string_view caveat; ///< what must stand beside the estimates; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    double level = 0.0;      ///< of all limits
    std::size_t lists = 0;
    CaptureCells cells;
    std::vector<ListModel> models;     ///< lowest AIC first, those without an estimate last
    std::optional<std::size_t> chosen; ///< 0: the model with the lowest AIC
};

/// Result of outreach().
struct OutreachResult {
    std::string_view method = "M3.14";
    Measure reach;         ///< informed / eligible
    Measure uptake;        ///< used / eligible
    Measure additionality; ///< new participants / users
};

} // namespace samspill
