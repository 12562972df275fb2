#include <samspill/model/relation_layer.hpp>

#include <algorithm>
#include <numeric>

namespace samspill {
namespace {

/// offsets[v] .. offsets[v+1] delimit the entries whose key is v, counted from a column of keys.
std::vector<std::uint32_t> offsets_by_key(std::uint32_t keys, std::span<const Vertex> column) {
    std::vector<std::uint32_t> offsets(keys + std::size_t{1}, 0);
    for (const Vertex key : column) {
        ++offsets[key + std::size_t{1}];
    }
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    return offsets;
}

} // namespace

RelationLayer::RelationLayer(std::uint32_t vertices, TieId first_tie, std::span<const ActorId> sources,
                             std::span<const Vertex> targets)
    : first_tie_{first_tie}, targets_{targets.begin(), targets.end()}, in_arcs_(targets.size()) {
    sources_.reserve(sources.size());
    for (const ActorId source : sources) {
        sources_.push_back(source.value());
    }
    out_offsets_ = offsets_by_key(vertices, sources_);
    in_offsets_ = offsets_by_key(vertices, targets_);
    std::vector<std::uint32_t> next{in_offsets_.begin(), in_offsets_.end()};
    for (std::uint32_t arc = 0; arc < targets_.size(); ++arc) {
        in_arcs_[next[targets_[arc]]++] = arc;
    }
}

RelationLayers relation_layers(std::uint32_t vertices, const TieColumns& ties) {
    RelationLayers layers;
    for (std::size_t r = 0; r < layers.size(); ++r) {
        const auto [first, last] =
            std::equal_range(ties.relation.begin(), ties.relation.end(), static_cast<Relation>(r));
        const auto begin = static_cast<std::size_t>(first - ties.relation.begin());
        const auto length = static_cast<std::size_t>(last - first);
        layers[r] = RelationLayer{vertices, TieId{begin}, std::span{ties.source}.subspan(begin, length),
                                  std::span{ties.target}.subspan(begin, length)};
    }
    return layers;
}

} // namespace samspill
