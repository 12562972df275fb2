#include <samspill/core/error.hpp>
#include <samspill/similarity/taxonomy.hpp>

#include "../core/digest.hpp"

namespace samspill {

Taxonomy::Taxonomy(std::span<const TaxonomyTerm> terms) {
    std::vector<bool> stated;
    for (const TaxonomyTerm& term : terms) {
        if (term.code.empty()) {
            throw InvalidArgument{"a taxonomy holds a term without a code"};
        }
        const std::uint32_t row = row_of(term.code);
        const std::uint32_t parent = term.parent.empty() ? no_parent : row_of(term.parent);
        stated.resize(parents_.size(), false);
        if (stated[row] && parents_[row] != parent) {
            throw InvalidArgument{"a code of the taxonomy has two different parents"};
        }
        stated[row] = true;
        parents_[row] = parent;
    }
    find_depths();
}

std::uint32_t Taxonomy::row_of(const std::string& code) {
    const auto [place, is_new] = rows_.try_emplace(code, static_cast<std::uint32_t>(parents_.size()));
    if (is_new) {
        parents_.push_back(no_parent);
    }
    return place->second;
}

void Taxonomy::find_depths() {
    depths_.assign(parents_.size(), 0);
    std::vector<std::uint32_t> path;
    for (std::uint32_t row = 0; row < parents_.size(); ++row) {
        std::uint32_t above = row;
        while (above != no_parent && depths_[above] == 0) {
            path.push_back(above);
            if (path.size() > parents_.size()) {
                throw InvalidArgument{"the parents of the taxonomy form a circle"};
            }
            above = parents_[above];
        }
        std::uint32_t depth = above == no_parent ? 0 : depths_[above];
        for (; !path.empty(); path.pop_back()) {
            depths_[path.back()] = ++depth;
        }
    }
}

std::uint64_t Taxonomy::digest() const {
    std::vector<std::string_view> codes(parents_.size());
    for (const auto& [code, row] : rows_) {
        codes[row] = code;
    }
    detail::Digest digest;
    for (const auto& [code, row] : rows_) {
        digest.add(code);
        digest.add(parents_[row] == no_parent ? std::string_view{} : codes[parents_[row]]);
    }
    return digest.value();
}

std::optional<std::size_t> Taxonomy::depth(std::string_view code) const noexcept {
    const auto found = rows_.find(code);
    return found == rows_.end() ? std::nullopt : std::optional<std::size_t>{depths_[found->second]};
}

std::optional<double> Taxonomy::similarity(std::string_view a, std::string_view b) const noexcept {
    const auto found_a = rows_.find(a);
    const auto found_b = rows_.find(b);
    if (found_a == rows_.end() || found_b == rows_.end()) {
        return std::nullopt;
    }
    std::uint32_t x = found_a->second;
    std::uint32_t y = found_b->second;
    const std::uint32_t depths = depths_[x] + depths_[y];
    while (x != y && x != no_parent && y != no_parent) {
        std::uint32_t& deeper = depths_[x] >= depths_[y] ? x : y;
        deeper = parents_[deeper];
    }
    const std::uint32_t common = x == y ? depths_[x] : 0;
    return 2.0 * common / depths;
}

} // namespace samspill
