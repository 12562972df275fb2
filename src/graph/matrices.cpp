#include <samspill/graph/matrices.hpp>

#include <vector>

namespace samspill {

AdjacencyMatrix adjacency_matrix(const ActorNetwork& network, Relation relation) {
    const RelationLayer& layer = network.layer(relation);
    std::vector<Eigen::Triplet<std::int64_t>> entries;
    entries.reserve(layer.arcs());
    for (std::uint32_t arc = 0; arc < layer.arcs(); ++arc) {
        entries.emplace_back(static_cast<int>(layer.source(arc)), static_cast<int>(layer.target(arc)), 1);
    }
    AdjacencyMatrix matrix{layer.vertices(), layer.vertices()};
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

SectorMatrix sector_tie_counts(const ActorNetwork& network, Relation relation) {
    const auto& sectors = network.actors().sector;
    const auto vertices = static_cast<Eigen::Index>(network.layer(relation).vertices());
    Eigen::SparseMatrix<std::int64_t, Eigen::RowMajor> membership{vertices, int{vocabulary_size<Sector>}};
    std::vector<Eigen::Triplet<std::int64_t>> entries;
    for (std::size_t actor = 0; actor < sectors.size(); ++actor) {
        entries.emplace_back(static_cast<int>(actor), static_cast<int>(sectors[actor]), 1);
    }
    membership.setFromTriplets(entries.begin(), entries.end());
    // Activities belong to no sector, so their columns vanish in the product.
    const Eigen::SparseMatrix<std::int64_t, Eigen::RowMajor> by_target =
        adjacency_matrix(network, relation) * membership;
    return SectorMatrix{membership.transpose() * by_target};
}

} // namespace samspill
