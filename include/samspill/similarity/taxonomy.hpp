// A hierarchy of codes, and how alike two codes are by what they have in common above them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// One code and the code above it; an empty parent makes it a root.
struct TaxonomyTerm {
    std::string code;
    std::string parent;
};

/// A forest of codes, such as a classification of themes.
class Taxonomy {
public:
    /// No codes at all.
    Taxonomy() = default;
    /// A parent that has no row of its own becomes a root. O(n log n).
    /// @throws InvalidArgument for an empty code, a code with two different parents, or parents in a circle
    explicit Taxonomy(std::span<const TaxonomyTerm> terms);

    [[nodiscard]] bool has(std::string_view code) const noexcept { return rows_.find(code) != rows_.end(); }
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    /// Tells taxonomies apart: the same for equal codes and parents, whatever the order of the terms and on
    /// every platform. O(n).
    [[nodiscard]] std::uint64_t digest() const;
    /// Codes from the root down to this one, both counted: 1 for a root; nothing for an unknown code.
    [[nodiscard]] std::optional<std::size_t> depth(std::string_view code) const noexcept;

    /// Wu and Palmer's similarity (1994), 2 d(c) / (d(a) + d(b)) with the depth d and the deepest code c at
    /// or above both. In [0, 1], symmetric: 1 only for equal codes, 0 for codes of different roots; nothing
    /// when a code is unknown. O(depth).
    [[nodiscard]] std::optional<double> similarity(std::string_view a, std::string_view b) const noexcept;

private:
    static constexpr std::uint32_t no_parent = ~0U;

    [[nodiscard]] std::uint32_t row_of(const std::string& code);
    void find_depths();

    std::map<std::string, std::uint32_t, std::less<>> rows_;
    std::vector<std::uint32_t> parents_; // by row
    std::vector<std::uint32_t> depths_;  // by row; 0 while not known
};

} // namespace samspill
