// The ties of one relation as compressed sparse rows, in both directions.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/model/tie.hpp>
#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Adjacency of one relation over all actors and activities. Arc k of the layer is row first_tie + k of the
/// tie table, because ties are sorted by relation and source; nothing is stored twice.
class RelationLayer {
public:
    RelationLayer() = default;
    /// `sources` and `targets` are the layer's ties in table order (sorted by source). O(vertices + arcs).
    RelationLayer(std::uint32_t vertices, TieId first_tie, std::span<const ActorId> sources,
                  std::span<const Vertex> targets);

    [[nodiscard]] std::uint32_t vertices() const noexcept {
        return static_cast<std::uint32_t>(out_offsets_.empty() ? 0 : out_offsets_.size() - 1);
    }
    [[nodiscard]] std::uint32_t arcs() const noexcept { return static_cast<std::uint32_t>(targets_.size()); }

    /// Arcs leaving v are numbered [out_begin(v), out_begin(v + 1)).
    [[nodiscard]] std::uint32_t out_begin(Vertex v) const noexcept { return out_offsets_[v]; }
    [[nodiscard]] std::span<const Vertex> successors(Vertex v) const noexcept {
        return std::span{targets_}.subspan(out_offsets_[v], out_offsets_[v + 1] - out_offsets_[v]);
    }
    /// Numbers of the arcs that enter v, ascending.
    [[nodiscard]] std::span<const std::uint32_t> arcs_into(Vertex v) const noexcept {
        return std::span{in_arcs_}.subspan(in_offsets_[v], in_offsets_[v + 1] - in_offsets_[v]);
    }
    [[nodiscard]] Vertex source(std::uint32_t arc) const noexcept { return sources_[arc]; }
    [[nodiscard]] Vertex target(std::uint32_t arc) const noexcept { return targets_[arc]; }
    /// The row of the tie table that the arc stands for.
    [[nodiscard]] TieId tie(std::uint32_t arc) const noexcept { return TieId{first_tie_.value() + arc}; }

private:
    TieId first_tie_{0U};
    std::vector<std::uint32_t> out_offsets_;
    std::vector<Vertex> sources_;
    std::vector<Vertex> targets_;
    std::vector<std::uint32_t> in_offsets_;
    std::vector<std::uint32_t> in_arcs_;
};

/// One layer for each relation, in the order of the vocabulary.
using RelationLayers = std::array<RelationLayer, vocabulary_size<Relation>>;

/// The layers of a sorted tie table over `vertices` actors and activities. O(vertices + ties).
[[nodiscard]] RelationLayers relation_layers(std::uint32_t vertices, const TieColumns& ties);

} // namespace samspill
