#include <samspill/core/string_pool.hpp>

#include <samspill/core/error.hpp>

#include "digest.hpp"

#include <algorithm>
#include <numeric>

namespace samspill {
namespace {

std::uint64_t digest_of(std::string_view text) noexcept {
    detail::Digest digest;
    digest.add(text);
    return digest.value();
}

} // namespace

TermId StringPoolBuilder::intern(std::string_view text) {
    if (text.empty()) {
        return TermId::none();
    }
    if (const auto found = terms_.find(text); found != terms_.end()) {
        return found->second;
    }
    const TermId term{texts_.size()};
    if (texts_.size() >= TermId::none().value()) {
        throw Overflow{"more distinct texts than 32 bits can number"};
    }
    terms_.emplace(texts_.emplace_back(text), term);
    return term;
}

std::string_view StringPoolBuilder::text(TermId term) const noexcept {
    return term.is_none() ? std::string_view{} : std::string_view{texts_[term.position()]};
}

StringPool::StringPool(const StringPoolBuilder& builder, std::vector<TermId>& renumbering,
                       RunControl* control) {
    std::vector<std::uint32_t> order(builder.size());
    std::iota(order.begin(), order.end(), 0U);
    StageTicker ticker{control};
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        ticker.step();
        return builder.text(TermId{a}) < builder.text(TermId{b});
    });
    renumbering.assign(order.size(), TermId::none());
    offsets_.reserve(order.size() + 1);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        renumbering[order[rank]] = TermId{rank};
        const std::string_view text = builder.text(TermId{order[rank]});
        append(text, digest_of(text));
    }
}

void StringPool::append(std::string_view text, std::uint64_t digest) {
    bytes_.append(text);
    offsets_.push_back(bytes_.size());
    digests_.push_back(digest);
}

StringPool StringPool::with(std::span<const std::string_view> texts, std::vector<TermId>& renumbering) const {
    if (size() + texts.size() >= TermId::none().value()) {
        throw Overflow{"more distinct texts than 32 bits can number"};
    }
    StringPool wider;
    renumbering.clear();
    renumbering.reserve(size());
    auto next = texts.begin();
    for (std::size_t term = 0; term < size(); ++term) {
        const std::string_view known = text(TermId{term});
        for (; next != texts.end() && *next < known; ++next) {
            wider.append(*next, digest_of(*next));
        }
        renumbering.emplace_back(wider.size());
        wider.append(known, digests_[term]);
    }
    for (; next != texts.end(); ++next) {
        wider.append(*next, digest_of(*next));
    }
    return wider;
}

std::string_view StringPool::text(TermId term) const noexcept {
    if (term.is_none()) {
        return {};
    }
    const std::uint64_t first = offsets_[term.position()];
    return std::string_view{bytes_}.substr(first, offsets_[term.position() + 1] - first);
}

TermId StringPool::find(std::string_view text) const noexcept {
    std::size_t first = 0;
    std::size_t last = size();
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        if (this->text(TermId{middle}) < text) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    const TermId candidate{first};
    return first < size() && this->text(candidate) == text ? candidate : TermId::none();
}

} // namespace samspill
