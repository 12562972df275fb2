// Interned texts: each distinct text is stored once and named by a dense TermId.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace samspill {

/// Collects texts in any order; `seal` renumbers them so that terms compare as their texts do (by bytes).
class StringPoolBuilder {
public:
    StringPoolBuilder() = default;
    StringPoolBuilder(const StringPoolBuilder&) = delete; // the copy's views would point into the original
    StringPoolBuilder& operator=(const StringPoolBuilder&) = delete;
    StringPoolBuilder(StringPoolBuilder&&) = default;
    StringPoolBuilder& operator=(StringPoolBuilder&&) = default;
    ~StringPoolBuilder() = default;

    /// The provisional term of `text`; the same text always gives the same term. Empty text gives `none`.
    TermId intern(std::string_view text);
    /// The text of a provisional term; empty for `none`.
    [[nodiscard]] std::string_view text(TermId term) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

private:
    std::deque<std::string> texts_; // a deque never moves its strings, so the views in terms_ stay valid
    std::unordered_map<std::string_view, TermId> terms_;
};

/// Immutable set of texts in byte order. Term k is the k-th text, so the numbering does not depend on the
/// order in which texts were met.
class StringPool {
public:
    StringPool() = default;
    /// Sorts the builder's texts; `renumbering[k]` is the final term of provisional term k. O(n log n).
    /// @throws Cancelled when `control` asks to stop
    StringPool(const StringPoolBuilder& builder, std::vector<TermId>& renumbering,
               RunControl* control = nullptr);

    [[nodiscard]] std::size_t size() const noexcept { return offsets_.size() - 1; }
    /// The text of a term; empty for `none`. Valid as long as the pool lives.
    [[nodiscard]] std::string_view text(TermId term) const noexcept;
    /// The term of a text, or `none`. O(log n).
    [[nodiscard]] TermId find(std::string_view text) const noexcept;
    /// 64-bit digest of a term's text, the same in every pool; 0 for `none`. O(1).
    [[nodiscard]] std::uint64_t digest(TermId term) const noexcept {
        return term.is_none() ? 0 : digests_[term.position()];
    }
    /// This pool with further texts: not empty, none of them here yet, in byte order and each once.
    /// `renumbering[k]` is the new term of term k. O(bytes). @throws Overflow beyond 32 bits
    [[nodiscard]] StringPool with(std::span<const std::string_view> texts,
                                  std::vector<TermId>& renumbering) const;

private:
    void append(std::string_view text, std::uint64_t digest);

    std::vector<std::uint64_t> offsets_{0};
    std::vector<std::uint64_t> digests_;
    std::string bytes_;
};

} // namespace samspill
