// Activities that are alike in all that makes two of them a pair, and which of these classes pair.
#pragma once

#include <samspill/analysis/duplicate_pairs.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>

#include "../graph/row_classes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Classes of activities with equal kind, theme, target groups, areas, period, languages and ages. Members of
/// one class pair with each other, and with all of a partner class, wherever their actors differ; so ten
/// thousand rows that repeat each other cost one class and not fifty million pairs.
class AlikeOffers {
public:
    /// Cost: proportional to the pairs of classes of equal theme in nested areas.
    /// @throws Cancelled when `control` asks to stop
    AlikeOffers(const ActorNetwork& network, const PairOptions& options, RunControl* control);

    [[nodiscard]] const RowClasses& classes() const noexcept { return classes_; }
    [[nodiscard]] std::uint32_t class_of(ActivityId activity) const noexcept {
        return classes_.class_of[activity.position()];
    }
    /// Other classes whose activities pair with those of this one, ascending.
    [[nodiscard]] std::span<const std::uint32_t> partners_of(std::uint32_t offers) const noexcept {
        return std::span{partners_}.subspan(begin_[offers], begin_[offers + 1] - begin_[offers]);
    }
    /// Whether activities of both pair where their actors differ.
    [[nodiscard]] bool pair_up(std::uint32_t a, std::uint32_t b) const noexcept {
        const std::span<const std::uint32_t> partners = partners_of(a);
        return a == b || std::binary_search(partners.begin(), partners.end(), b);
    }

private:
    RowClasses classes_;
    std::vector<std::size_t> begin_;
    std::vector<std::uint32_t> partners_;
};

} // namespace samspill::detail
