// Private to the model: findings as they are made, warnings and notes that repeat themselves counted.
#pragma once

#include <samspill/core/finding.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace samspill {

/// Collects findings. Of the warnings and notes with the same code, table and column the first ones are kept
/// one by one and the rest is counted, so that a large table with one habit does not drown its reader. Errors
/// are all kept: each must be mended.
class FindingLog {
public:
    static constexpr std::size_t most_named_rows = 100;

    FindingLog() = default;
    explicit FindingLog(std::vector<Finding> earlier) : findings_{std::move(earlier)} {}

    void add(Finding finding);
    [[nodiscard]] const std::vector<Finding>& so_far() const noexcept { return findings_; }

    /// Takes out what others explain: a column that is missing says it once, and a cell that could not be
    /// read says so, so that such cells are empty too is no news.
    void drop_consequences();

    /// All findings in their fixed order, with one for each kind of warning of which some were only counted.
    [[nodiscard]] std::vector<Finding> take() &&;

private:
    struct Repetition {
        std::size_t rows = 0;
        Finding sample{};
    };
    using Kind = std::tuple<FindingCode, std::string, std::string>;

    std::vector<Finding> findings_;
    std::map<Kind, Repetition> repeated_;
};

} // namespace samspill
