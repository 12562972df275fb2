#include <samspill/pilot/wild_cluster_bootstrap.hpp>

#include "core/parallel.hpp"
#include "core/require.hpp"
#include "pilot/cluster_moments.hpp"
#include "pilot/columns.hpp"
#include "pilot/leverage.hpp"
#include "pilot/wild_kernel.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace samspill {
namespace {

using detail::ClusterMoments;
using detail::wild_lanes;
using detail::WildDraws;
using detail::WildScores;
using detail::WildStatistics;

std::string_view convention_of(const WildBootstrapOptions& options) {
    if (options.weights == WildWeights::rademacher) {
        return options.null_imposed ? "Rademacher, null imposed, ties count"
                                    : "Rademacher, null not imposed, ties count";
    }
    return options.null_imposed ? "Webb, null imposed, ties count" : "Webb, null not imposed, ties count";
}

/// Samples that are under test: one vector of weights each.
class WildBootstrap {
public:
    WildBootstrap(const ClusterMoments& moments, const WildBootstrapOptions& options)
        : moments_{moments}, options_{options}, draws_{moments.clusters(), options.weights,
                                                       options.replicates, options.seed} {
        for (const Eigen::MatrixXd& gram : moments.gram) {
            const detail::Enlarged f = detail::enlarged(gram, options.jackknife_variance ? 1.0 : 0.0);
            is_singular_ = is_singular_ || f.is_singular;
            turned_.emplace_back(f.matrix * moments.direction);
        }
        for (std::size_t g = 0; g < moments.clusters(); ++g) {
            const double contribution = turned_[g].dot(moments.score[g]);
            sum_of_squares_ += contribution * contribution;
        }
    }

    [[nodiscard]] const WildDraws& draws() const noexcept { return draws_; }
    [[nodiscard]] bool is_singular() const noexcept { return is_singular_; }
    [[nodiscard]] double sum_of_squares() const noexcept { return sum_of_squares_; }

    /// Samples at least as far from the null value as the estimate, in standard errors.
    [[nodiscard]] std::int64_t as_extreme(double null_value, RunControl* control) const {
        const double distance = moments_.estimate - null_value;
        const double needed = needed_squares(distance);
        const WildScores scores = scores_at(options_.null_imposed ? distance : 0.0);
        std::vector<std::int64_t> counts(tasks(), 0);
        for_each_block(scores, control,
                       [&](std::size_t task, std::int64_t, std::size_t lanes, const WildStatistics& sample) {
                           for (std::size_t l = 0; l < lanes; ++l) {
                               counts[task] += is_extreme(needed, sample.n0[l], sample.q0[l]) ? 1 : 0;
                           }
                       });
        return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    }

    /// What as_extreme() compares, for any null value, as polynomials of its distance from the estimate.
    struct Samples {
        std::vector<double> n0, n1, q0, q1, q2;
    };
    [[nodiscard]] Samples samples(RunControl* control) const {
        WildScores scores = scores_at(0.0);
        scores.second = part_of(slopes());
        Samples all;
        for (auto* column : {&all.n0, &all.n1, &all.q0, &all.q1, &all.q2}) {
            column->resize(static_cast<std::size_t>(draws_.count()));
        }
        for_each_block(scores, control,
                       [&](std::size_t, std::int64_t first, std::size_t lanes, const WildStatistics& sample) {
                           for (std::size_t l = 0; l < lanes; ++l) {
                               const std::size_t at = static_cast<std::size_t>(first) + l;
                               all.n0[at] = sample.n0[l];
                               all.n1[at] = sample.n1[l];
                               all.q0[at] = sample.q0[l];
                               all.q1[at] = sample.q1[l];
                               all.q2[at] = sample.q2[l];
                           }
                       });
        return all;
    }

    [[nodiscard]] std::int64_t as_extreme(const Samples& samples, double null_value) const {
        const double distance = moments_.estimate - null_value;
        const double needed = needed_squares(distance);
        std::int64_t count = 0;
        for (std::size_t k = 0; k < samples.n0.size(); ++k) {
            const double numerator = samples.n0[k] + distance * samples.n1[k];
            const double squares =
                samples.q0[k] + distance * (2.0 * samples.q1[k] + distance * samples.q2[k]);
            count += is_extreme(needed, numerator, std::max(squares, 0.0)) ? 1 : 0;
        }
        return count;
    }

    [[nodiscard]] double p_of(std::int64_t extreme) const {
        const auto all = static_cast<double>(draws_.count());
        const auto count = static_cast<double>(extreme);
        return draws_.exact() ? count / all : (1.0 + count) / (1.0 + all);
    }

private:
    static constexpr std::int64_t samples_of_a_task = 4096;

    /// Square of the distance that counts as far as `distance`; one t is 1 of the scale that is rounded at.
    [[nodiscard]] double needed_squares(double distance) const noexcept {
        const double slack = detail::tie_slack(distance, std::sqrt(sum_of_squares_));
        const double needed = std::max(std::abs(distance) - slack, 0.0);
        return needed * needed;
    }

    /// Whether |t*| is at least |t|, both multiplied out.
    [[nodiscard]] bool is_extreme(double needed, double numerator, double squares) const noexcept {
        return numerator * numerator * sum_of_squares_ >= needed * squares;
    }

    /// Scores of the residuals by cluster: those of the free fit, and what each unit of distance between
    /// estimate and null value adds when the null is imposed.
    using Scores = std::vector<Eigen::VectorXd>;
    [[nodiscard]] Scores base() const { return transformed(moments_.score); }
    [[nodiscard]] Scores slopes() const {
        const double length = moments_.direction.squaredNorm();
        Scores slopes;
        slopes.reserve(moments_.clusters());
        for (const Eigen::MatrixXd& gram : moments_.gram) {
            slopes.emplace_back(gram * moments_.direction / length);
        }
        return transformed(std::move(slopes));
    }

    /// Residuals enlarged by the hat matrix of the fit they come from: Q_g (I - N (N'M_g N) N')^(-1) …, with
    /// N the directions that this fit is free in.
    [[nodiscard]] Scores transformed(Scores scores) const {
        if (!options_.jackknife_scores) {
            return scores;
        }
        for (std::size_t g = 0; g < scores.size(); ++g) {
            const Eigen::MatrixXd& gram = moments_.gram[g];
            if (!options_.null_imposed) {
                scores[g] = detail::enlarged(gram, 1.0).matrix * scores[g];
                continue;
            }
            const Eigen::Index k = gram.rows();
            if (k == 1) {
                continue; // nothing is free
            }
            const Eigen::MatrixXd basis =
                Eigen::HouseholderQR<Eigen::MatrixXd>{moments_.direction}.householderQ();
            const Eigen::MatrixXd free = basis.rightCols(k - 1);
            const detail::Enlarged inverse = detail::enlarged(free.transpose() * gram * free, 1.0);
            scores[g] += gram * (free * (inverse.matrix * (free.transpose() * scores[g])));
        }
        return scores;
    }

    /// With zeros up to the next multiple that the kernel takes.
    static void append(std::vector<double>& numbers, const Eigen::VectorXd& vector) {
        numbers.insert(numbers.end(), vector.begin(), vector.end());
        while (numbers.size() % detail::wild_coordinates != 0) {
            numbers.push_back(0.0);
        }
    }

    [[nodiscard]] WildScores::Part part_of(const Scores& scores) const {
        WildScores::Part part;
        for (std::size_t g = 0; g < scores.size(); ++g) {
            append(part.score, scores[g]);
            part.own.push_back(turned_[g].dot(scores[g]));
        }
        return part;
    }

    [[nodiscard]] WildScores scores_at(double distance) const {
        Scores all = base();
        if (distance != 0.0) {
            const Scores more = slopes();
            for (std::size_t g = 0; g < all.size(); ++g) {
                all[g] += distance * more[g];
            }
        }
        WildScores scores;
        scores.clusters = moments_.clusters();
        append(scores.direction, moments_.direction);
        scores.coordinates = scores.direction.size();
        for (std::size_t g = 0; g < scores.clusters; ++g) {
            append(scores.taken, moments_.gram[g] * turned_[g]);
        }
        scores.first = part_of(all);
        return scores;
    }

    [[nodiscard]] std::size_t tasks() const noexcept {
        return static_cast<std::size_t>((draws_.count() + samples_of_a_task - 1) / samples_of_a_task);
    }

    /// Calls take(task, first, lanes, statistics) for each block of samples.
    template <class Take>
    void for_each_block(const WildScores& scores, RunControl* control, Take take) const {
        const detail::WildKernel kernel = detail::wild_kernel(detail::available_instruction_sets().back());
        constexpr auto lanes = static_cast<std::int64_t>(wild_lanes);
        detail::run_in_parallel(tasks(), control, "wild bootstrap", [&](std::size_t task, RunControl* own) {
            StageTicker ticker{own};
            std::vector<double> weights(scores.clusters * wild_lanes);
            std::vector<double> scratch(2 * scores.coordinates * wild_lanes);
            WildStatistics sample{};
            const std::int64_t begin = static_cast<std::int64_t>(task) * samples_of_a_task;
            const std::int64_t end = std::min(draws_.count(), begin + samples_of_a_task);
            for (std::int64_t first = begin; first < end; first += lanes) {
                ticker.step(scores.clusters);
                draws_.fill(first, weights);
                kernel(scores, weights.data(), scratch.data(), sample);
                take(task, first, static_cast<std::size_t>(std::min(lanes, end - first)), sample);
            }
        });
    }

    const ClusterMoments& moments_;
    const WildBootstrapOptions& options_;
    WildDraws draws_;
    std::vector<Eigen::VectorXd> turned_; // f(M_g) direction
    double sum_of_squares_ = 0.0;
    bool is_singular_ = false;
};

/// The null value furthest from the estimate, on the side of `step`, that the search finds not rejected. p
/// may rise again beyond a value that is rejected, so the search starts at `known`, which is not rejected,
/// and looks on at a fixed grid up to four times as far as where it would have ended.
std::optional<double> limit_of(const WildBootstrap& bootstrap, const WildBootstrap::Samples& samples,
                               double estimate, double step, double known, double alpha) {
    constexpr int most_doublings = 40;
    constexpr int halvings = 40;
    constexpr int points = 16;
    const auto is_rejected = [&](double distance) {
        return bootstrap.p_of(bootstrap.as_extreme(samples, estimate + distance)) < alpha;
    };
    int doublings = 0;
    const auto edge_from = [&](double inside) -> std::optional<double> {
        double outside = std::abs(inside) < std::abs(step) ? step : 2.0 * inside;
        for (; !is_rejected(outside); ++doublings) {
            if (doublings == most_doublings) {
                return std::nullopt;
            }
            inside = outside;
            outside *= 2.0;
        }
        for (int k = 0; k < halvings; ++k) {
            const double middle = 0.5 * (inside + outside);
            (is_rejected(middle) ? outside : inside) = middle;
        }
        return inside;
    };
    std::optional<double> edge = edge_from(known - estimate);
    for (int k = points; edge && k > 0; --k) {
        const double further = *edge * (1.0 + 3.0 * k / points);
        if (!is_rejected(further)) {
            edge = edge_from(further);
            k = points + 1; // again, from the new edge
        }
    }
    return edge ? std::optional{estimate + *edge} : std::nullopt;
}

void add_limits(WildBootstrapResult& result, const WildBootstrap& bootstrap, double se,
                const WildBootstrapOptions& options, RunControl* control) {
    if (!options.null_imposed) {
        result.limits_reason = "limits need the null to be imposed";
        return;
    }
    const double alpha = (1.0 - options.level) * (1.0 - detail::tie_tolerance);
    if (*result.smallest_p >= alpha) {
        result.limits_reason = "no p can fall below 1 - level";
        return;
    }
    const WildBootstrap::Samples samples = bootstrap.samples(control);
    const double estimate = *result.estimate;
    const double known = *result.p >= alpha ? options.null_value : estimate;
    result.low = limit_of(bootstrap, samples, estimate, -se, std::min(known, estimate), alpha);
    result.high = limit_of(bootstrap, samples, estimate, se, std::max(known, estimate), alpha);
    if (!result.low || !result.high) {
        result.limits_reason = "no value is rejected on one side";
    }
}

double smallest_p(const WildDraws& draws) {
    if (draws.exact()) {
        return 2.0 / static_cast<double>(draws.count()); // a vector of weights and its opposite
    }
    return 1.0 / (1.0 + static_cast<double>(draws.count()));
}

void check(const WildBootstrapOptions& options) {
    detail::require(std::isfinite(options.null_value), "null_value must be finite");
    detail::require(options.replicates >= 1 && options.replicates <= std::int64_t{1} << 31,
                    "replicates must be 1 to 2^31");
    detail::require(options.level > 0.0 && options.level < 1.0, "level must be in (0, 1)");
}

} // namespace

WildBootstrapResult wild_cluster_bootstrap(const ClusteredRegression& regression,
                                           const WildBootstrapOptions& options, RunControl* control) {
    check(options);
    const ClusterMoments moments = detail::cluster_moments(regression, options.coefficient);
    WildBootstrapResult result;
    result.convention = convention_of(options);
    result.rows = moments.rows;
    result.clusters = moments.clusters();
    result.null_value = options.null_value;
    result.seed = options.seed;
    result.level = options.level;
    const auto refuse = [&](std::string_view reason) {
        result.status = Status::not_applicable;
        result.reason = reason;
        return result;
    };
    if (!moments.obstacle.empty()) {
        return refuse(moments.obstacle);
    }
    result.estimate = moments.estimate;
    const WildBootstrap bootstrap{moments, options};
    if (moments.residual_share <= detail::no_residual_share || bootstrap.sum_of_squares() <= 0.0) {
        return refuse("no variance");
    }
    if (bootstrap.is_singular()) {
        return refuse("a cluster alone determines a coefficient");
    }
    const auto clusters = static_cast<double>(moments.clusters());
    const double factor =
        options.jackknife_variance ? (clusters - 1.0) / clusters : clusters / (clusters - 1.0);
    const double se = std::sqrt(factor * bootstrap.sum_of_squares());
    result.t = (moments.estimate - options.null_value) / se;
    result.exact = bootstrap.draws().exact();
    result.arrangements = bootstrap.draws().arrangements();
    result.replicates = result.exact ? 0 : bootstrap.draws().count();
    result.smallest_p = smallest_p(bootstrap.draws());
    result.as_extreme = bootstrap.as_extreme(options.null_value, control);
    result.p = bootstrap.p_of(*result.as_extreme);
    if (options.limits) {
        add_limits(result, bootstrap, se, options, control);
    }
    return result;
}

} // namespace samspill
