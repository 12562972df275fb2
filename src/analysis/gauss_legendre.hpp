// Private to the analyses: quadrature of polynomials over [0, 1].
#pragma once

#include <cstddef>
#include <vector>

namespace samspill::detail {

/// Two nodes of a rule that lie symmetrically, p and 1 - p, with the weight that both have.
struct NodePair {
    double p = 0.0; ///< in (0, 1/2)
    double weight = 0.0;
};

/// Gauss-Legendre rule with `nodes` nodes, an even number from 2: exact for polynomials up to degree
/// 2 nodes - 1. Twice the weights sum to 1. Descending by p. O(nodes^2); same bits on every platform.
[[nodiscard]] std::vector<NodePair> gauss_legendre(std::size_t nodes);

} // namespace samspill::detail
