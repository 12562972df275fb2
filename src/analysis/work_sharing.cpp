#include <samspill/analysis/work_sharing.hpp>

#include <samspill/core/error.hpp>
#include <samspill/model/vocabulary.hpp>

#include "../detail/options_echo.hpp"
#include "sharing_candidates.hpp"
#include "sharing_choice.hpp"
#include "sharing_values.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill {
namespace {

void check(const CoverageModel& model, const DuplicationResult& duplication,
           const WorkSharingOptions& options) {
    for (const TableName table : {TableName::needs, TableName::activities}) {
        if (!model.network().has(table)) {
            throw MissingTable{"work sharing needs the table " + std::string{to_string(table)}};
        }
    }
    if (duplication.provenance.network_fingerprint != model.network().fingerprint()) {
        throw InvalidArgument{"duplication must be of the network of the model"};
    }
    if (options.most_changes < 1 || options.most_changes > 2) {
        throw InvalidArgument{"most_changes must be 1 or 2"};
    }
    for (const std::size_t most : {options.most_gaps, options.most_candidates, options.most_proposals}) {
        if (most < 1) {
            throw InvalidArgument{"most_gaps, most_candidates and most_proposals must be 1 or more"};
        }
    }
}

/// Most people first, then most freed seats, then by kind and ids.
bool comes_before(const SharingProposal& a, const SharingProposal& b) {
    const auto key = [](const SharingProposal& one) {
        return std::tuple{
            -one.value.people, -one.value.seats_freed, one.kind, one.activity, one.other, one.gap,
            one.changed};
    };
    return key(a) < key(b);
}

class WorkSharing {
public:
    WorkSharing(const CoverageModel& model, const DuplicationResult& duplication,
                const WorkSharingOptions& options, RunControl* control)
        : model_{model}, duplication_{duplication}, options_{options}, control_{control},
          values_{model, options.unknown_seats, control} {}

    WorkSharingResult run() && {
        WorkSharingResult result;
        result.provenance = detail::provenance_of("work_sharing", model_.network());
        echo_options(result.provenance);
        result.people_counted = model_.people_counted();
        result.covered = values_.total();
        make_proposals(result);
        detail::choose_sharing(model_.network(), values_, result, control_);
        return result;
    }

private:
    [[nodiscard]] bool is_wanted(Verdict verdict) const noexcept {
        return verdict == Verdict::surplus || (verdict == Verdict::backup && options_.include_backup);
    }

    void make_proposals(WorkSharingResult& result) {
        detail::SharingCandidates candidates{model_, options_, values_};
        StageTicker ticker{control_, "valuing proposals",
                           duplication_.clusters.size() * detail::steps_a_question};
        for (std::size_t c = 0; c < duplication_.clusters.size(); ++c) {
            ticker.step(detail::steps_a_question);
            if (!is_wanted(duplication_.clusters[c].verdict)) {
                continue;
            }
            for (SharingProposal& proposal : candidates.of(duplication_.clusters[c])) {
                proposal.cluster = c;
                value(proposal, result);
            }
        }
        result.all_considered = result.all_considered && !candidates.reached_limit();
        keep_best(result);
    }

    void value(SharingProposal& proposal, WorkSharingResult& result) {
        ++result.considered;
        std::vector<std::uint32_t> served = values_.served_by(proposal);
        served.erase(std::remove_if(served.begin(), served.end(),
                                    [&](std::uint32_t k) {
                                        return proposal.kind == SharingKind::move && !values_.may_want(k);
                                    }),
                     served.end());
        if (auto found = values_.value(proposal, served)) {
            proposal.value = *std::move(found);
            result.proposals.push_back(std::move(proposal));
        }
        if (result.proposals.size() >= options_.most_proposals + 4096) { // memory stays bounded
            keep_best(result);
        }
    }

    void keep_best(WorkSharingResult& result) const {
        std::sort(result.proposals.begin(), result.proposals.end(), comes_before);
        if (result.proposals.size() > options_.most_proposals) {
            result.proposals.resize(options_.most_proposals);
            result.all_considered = false;
        }
    }

    void echo_options(Provenance& provenance) const {
        const auto flag = [](bool value) { return std::string{value ? "true" : "false"}; };
        detail::echo(provenance, model_.match_options());
        detail::echo(provenance, "kinds.move", flag(options_.kinds.move));
        detail::echo(provenance, "kinds.join_forces", flag(options_.kinds.join_forces));
        detail::echo(provenance, "kinds.alternate_weeks", flag(options_.kinds.alternate_weeks));
        detail::echo(provenance, "include_backup", flag(options_.include_backup));
        detail::echo(provenance, "unknown_seats",
                     options_.unknown_seats == UnknownSeats::none ? "none" : "unbounded");
        detail::echo(provenance, "most_changes", std::to_string(options_.most_changes));
        detail::echo(provenance, "most_gaps", std::to_string(options_.most_gaps));
        detail::echo(provenance, "most_candidates", std::to_string(options_.most_candidates));
        detail::echo(provenance, "most_proposals", std::to_string(options_.most_proposals));
        for (const auto& [name, used] : duplication_.provenance.options) {
            detail::echo(provenance, "duplication." + name, used);
        }
    }

    const CoverageModel& model_;
    const DuplicationResult& duplication_;
    const WorkSharingOptions& options_;
    RunControl* control_;
    detail::SharingValues values_;
};

} // namespace

WorkSharingResult work_sharing(const CoverageModel& model, const DuplicationResult& duplication,
                               const WorkSharingOptions& options, RunControl* control) {
    check(model, duplication, options);
    return WorkSharing{model, duplication, options, control}.run();
}

} // namespace samspill
