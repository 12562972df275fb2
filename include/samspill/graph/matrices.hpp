// Relations as Eigen matrices, for linear algebra on the network.
#pragma once

#include <samspill/model/actor_network.hpp>

#include <Eigen/Core>
#include <Eigen/SparseCore>

#include <cstdint>

namespace samspill {

/// Numbers of ties between vertices, row = source, column = target.
using AdjacencyMatrix = Eigen::SparseMatrix<std::int64_t, Eigen::RowMajor>;
/// One row and one column for each sector, in the order of the vocabulary.
using SectorMatrix =
    Eigen::Matrix<std::int64_t, int{vocabulary_size<Sector>}, int{vocabulary_size<Sector>}, Eigen::RowMajor>;

/// Ties of one relation as a square sparse matrix over actors and activities; parallel ties add up. A network
/// without vertices gives a 0 x 0 matrix. O(vertices + ties).
[[nodiscard]] AdjacencyMatrix adjacency_matrix(const ActorNetwork& network, Relation relation);

/// Ties of one relation between actors, counted by the sectors of source and target: m_rs of block densities
/// (methods M2.1). Ties to activities are not counted. O(actors + ties).
[[nodiscard]] SectorMatrix sector_tie_counts(const ActorNetwork& network, Relation relation);

} // namespace samspill
