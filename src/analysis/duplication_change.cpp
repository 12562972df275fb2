#include <samspill/analysis/duplication_change.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "surplus_total.hpp"
#include "wave_clusters.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::ClusterMatch;
using detail::KeySet;
using detail::WaveClusters;

/// What is known of a cluster's surplus so far.
enum class Known : std::uint8_t { none_yet, surplus, out_of_sight, resolved };

/// One cluster through the waves.
struct Track {
    std::optional<ClusterInWave> last;   ///< where it was found last
    std::optional<ClusterInWave> judged; ///< where it was found last with a verdict that says something
    Known known = Known::none_yet;
};

bool is_open(Verdict verdict) {
    return verdict == Verdict::unknown_need || verdict == Verdict::unknown_capacity;
}

ClusterInWave in_wave(const WaveClusters& wave, std::size_t w, std::size_t c) {
    const DuplicateCluster& cluster = wave.clusters()[c];
    ClusterInWave found{w,  c, cluster.theme, cluster.activities.front(), cluster.verdict, cluster.surplus,
                        {}, {}};
    if (cluster.capacity_unknown == 0) {
        found.seats = cluster.capacity;
    }
    if (!cluster.needs.empty() && cluster.needs_unknown == 0) {
        found.people = cluster.people;
    }
    return found;
}

/// Sums of clusters that may come from several waves.
class SumsOfWaves {
public:
    void add(const std::vector<WaveClusters>& waves, const ClusterInWave& found) {
        totals_[found.wave].add(waves[found.wave].clusters()[found.cluster]);
    }
    [[nodiscard]] SurplusSums take(const std::vector<WaveClusters>& waves) && {
        SurplusSums sums;
        for (auto& [wave, total] : totals_) {
            const SurplusSums more = std::move(total).take(waves[wave].network());
            sums.clusters += more.clusters;
            sums.lower_bounds += more.lower_bounds;
            sums.seats = checked_add(sums.seats, more.seats);
            sums.people = checked_add(sums.people, more.people);
        }
        return sums;
    }

private:
    std::map<std::size_t, detail::SurplusTotal> totals_; // by wave
};

std::optional<std::int64_t> difference(std::optional<std::int64_t> now, std::optional<std::int64_t> before) {
    return now && before ? std::optional{*now - *before} : std::nullopt;
}

bool holds(KeySet members, std::uint32_t key) {
    return std::binary_search(members.begin(), members.end(), key);
}

class DuplicationChange {
public:
    DuplicationChange(std::span<const DuplicationWave> waves, const DuplicationChangeOptions& options,
                      RunControl* control)
        : waves_{detail::wave_clusters(waves, options.renamed)},
          count_backup_{options.count_backup}, control_{control} {}

    DuplicationChangeResult run() && {
        for (std::size_t w = 0; w < waves_.size(); ++w) {
            observe(w);
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] bool has_surplus(Verdict verdict) const {
        return verdict == Verdict::surplus || (count_backup_ && verdict == Verdict::backup);
    }

    void observe(std::size_t w) {
        const std::vector<std::optional<std::size_t>> cluster_of = find_again(w);
        StageTicker ticker{control_, "following clusters", tracks_.size()};
        for (std::size_t t = 0; t < tracks_.size(); ++t) {
            ticker.step();
            Track& track = tracks_[t];
            std::optional<ClusterInWave> now;
            if (cluster_of[t]) {
                now = in_wave(waves_[w], w, *cluster_of[t]);
            }
            const std::optional<ClusterChange> change = advance(track, now, w);
            if (change && w > 0) {
                const auto before = track.judged ? track.judged : track.last;
                result_.history.push_back({t, w, *change, before, now, compare(before, now, w)});
            }
            if (now) {
                track.last = now;
                track.judged = is_open(now->verdict) ? track.judged : now;
            }
        }
        if (w > 0) {
            sum_up(w);
        }
    }

    /// The cluster of this wave that each track has become. Clusters that no track leads to start one.
    std::vector<std::optional<std::size_t>> find_again(std::size_t w) {
        std::vector<std::size_t> in_last_wave;
        std::vector<std::size_t> long_gone;
        for (std::size_t t = 0; t < tracks_.size(); ++t) {
            (tracks_[t].last->wave + 1 == w ? in_last_wave : long_gone).push_back(t);
        }
        std::vector<std::optional<std::size_t>> cluster_of(tracks_.size());
        std::vector<std::size_t> left(waves_[w].clusters().size());
        for (std::size_t c = 0; c < left.size(); ++c) {
            left[c] = c;
        }
        continue_tracks(w, in_last_wave, left, cluster_of);
        continue_tracks(w, long_gone, left, cluster_of);
        for (const std::size_t c : left) {
            tracks_.emplace_back();
            cluster_of.emplace_back(c);
        }
        return cluster_of;
    }

    void continue_tracks(std::size_t w, const std::vector<std::size_t>& tracks,
                         std::vector<std::size_t>& left,
                         std::vector<std::optional<std::size_t>>& cluster_of) const {
        std::vector<KeySet> before;
        before.reserve(tracks.size());
        for (const std::size_t t : tracks) {
            const ClusterInWave& last = *tracks_[t].last;
            before.push_back(waves_[last.wave].members(last.cluster));
        }
        std::vector<KeySet> after;
        after.reserve(left.size());
        for (const std::size_t c : left) {
            after.push_back(waves_[w].members(c));
        }
        std::vector<std::uint8_t> is_taken(waves_[w].clusters().size(), 0);
        for (const ClusterMatch& match : detail::match_clusters(before, after, control_)) {
            cluster_of[tracks[match.before]] = left[match.after];
            is_taken[left[match.after]] = 1;
        }
        left.erase(std::remove_if(left.begin(), left.end(), [&](std::size_t c) { return is_taken[c] != 0; }),
                   left.end());
    }

    /// What this wave says about a track's surplus; nothing when it never had any.
    [[nodiscard]] std::optional<ClusterChange> advance(Track& track, const std::optional<ClusterInWave>& now,
                                                       std::size_t w) const {
        const Known known = track.known;
        if (now && has_surplus(now->verdict)) {
            track.known = Known::surplus;
            return with_surplus(track, known, w);
        }
        if (now && is_open(now->verdict)) {
            if (known != Known::surplus) {
                return std::nullopt;
            }
            track.known = Known::out_of_sight;
            return ClusterChange::no_longer_known;
        }
        if (known != Known::surplus && known != Known::out_of_sight) {
            return std::nullopt;
        }
        track.known = Known::resolved;
        return ClusterChange::resolved;
    }

    static ClusterChange with_surplus(const Track& track, Known known, std::size_t w) {
        if (known == Known::resolved) {
            return ClusterChange::came_back;
        }
        if (known != Known::none_yet) {
            return ClusterChange::remains;
        }
        const bool was_open = track.last && track.last->wave + 1 == w && is_open(track.last->verdict);
        return was_open ? ClusterChange::newly_known : ClusterChange::appeared;
    }

    [[nodiscard]] ClusterDifference compare(const std::optional<ClusterInWave>& before,
                                            const std::optional<ClusterInWave>& now, std::size_t w) const {
        ClusterDifference found;
        const KeySet members_now = now ? waves_[w].members(now->cluster) : KeySet{};
        const KeySet members_before = before ? waves_[before->wave].members(before->cluster) : KeySet{};
        if (before) {
            const WaveClusters& then = waves_[before->wave];
            for (const ActivityId activity : then.clusters()[before->cluster].activities) {
                if (const std::uint32_t key = then.key(activity); !waves_[w].lists(key)) {
                    found.gone.push_back(activity);
                } else if (!holds(members_now, key)) {
                    found.left.push_back(activity);
                }
            }
            found.seats_changed = seats_changed(then, members_before, waves_[w]);
        }
        if (now) {
            for (const ActivityId activity : waves_[w].clusters()[now->cluster].activities) {
                if (!holds(members_before, waves_[w].key(activity))) {
                    found.joined.push_back(activity);
                }
            }
        }
        if (before && now) {
            found.people_changed = difference(now->people, before->people);
        }
        return found;
    }

    static std::optional<std::int64_t> seats_changed(const WaveClusters& before, KeySet members,
                                                     const WaveClusters& now) {
        std::optional<std::int64_t> sum = 0;
        for (const std::uint32_t key : members) {
            if (now.lists(key)) {
                const auto change = difference(now.seats(key), before.seats(key));
                sum = sum && change ? std::optional{checked_add(*sum, *change)} : std::nullopt;
            }
        }
        return sum;
    }

    void sum_up(std::size_t w) {
        std::array<SumsOfWaves, cluster_changes> sums;
        SumsOfWaves remaining_before;
        for (auto row = result_.history.rbegin(); row != result_.history.rend() && row->wave == w; ++row) {
            const bool is_over =
                row->change == ClusterChange::resolved || row->change == ClusterChange::no_longer_known;
            sums[static_cast<std::size_t>(row->change)].add(waves_, is_over ? *row->before : *row->after);
            if (row->change == ClusterChange::remains) {
                remaining_before.add(waves_, *row->before);
            }
        }
        WaveChange& change = result_.waves.emplace_back();
        for (std::size_t k = 0; k < cluster_changes; ++k) {
            change.by_change[k] = std::move(sums[k]).take(waves_);
        }
        change.remaining_before = std::move(remaining_before).take(waves_);
    }

    std::vector<WaveClusters> waves_;
    bool count_backup_;
    RunControl* control_;
    std::vector<Track> tracks_;
    DuplicationChangeResult result_;
};

void check(std::span<const DuplicationWave> waves) {
    if (waves.size() < 2) {
        throw InvalidArgument{"a change needs at least two waves"};
    }
    for (const DuplicationWave& wave : waves) {
        if (wave.network == nullptr || wave.duplication == nullptr) {
            throw InvalidArgument{"a wave needs a network and its duplication"};
        }
        if (wave.duplication->provenance.network_fingerprint != wave.network->fingerprint()) {
            throw InvalidArgument{"the duplication of a wave was computed from another network"};
        }
    }
}

Provenance provenance_of(std::span<const DuplicationWave> waves, const DuplicationChangeOptions& options) {
    Provenance provenance = detail::provenance_of("duplication_change", *waves.back().network);
    std::string fingerprints;
    for (const DuplicationWave& wave : waves) {
        fingerprints.append(fingerprints.empty() ? "" : ", ")
            .append(std::to_string(wave.network->fingerprint()));
    }
    std::string renamed;
    for (const auto& [old_id, new_id] : options.renamed) {
        renamed.append(renamed.empty() ? "" : ", ").append(old_id).append(" = ").append(new_id);
    }
    detail::echo(provenance, "waves", std::move(fingerprints));
    detail::echo(provenance, "count_backup", options.count_backup ? "true" : "false");
    detail::echo(provenance, "renamed", std::move(renamed));
    return provenance;
}

} // namespace

DuplicationChangeResult duplication_change(std::span<const DuplicationWave> waves,
                                           const DuplicationChangeOptions& options, RunControl* control) {
    check(waves);
    DuplicationChangeResult result = DuplicationChange{waves, options, control}.run();
    result.provenance = provenance_of(waves, options);
    return result;
}

} // namespace samspill
