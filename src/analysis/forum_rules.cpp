#include <samspill/analysis/forum_rules.hpp>

#include <samspill/core/error.hpp>

#include "../core/digest.hpp"
#include "../core/parallel.hpp"
#include "../detail/options_echo.hpp"
#include "forum_facts.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace samspill {
namespace {

constexpr double tolerance = 1e-9; // relative, as everywhere that shares are compared (methods 2.5)

bool meets(double value, RuleComparison comparison, double bound) {
    const double slack = tolerance * std::max(1.0, std::abs(bound));
    switch (comparison) {
    case RuleComparison::at_least:
        return value >= bound - slack;
    case RuleComparison::at_most:
        return value <= bound + slack;
    case RuleComparison::exactly:
        return std::abs(value - bound) <= slack;
    }
    return false;
}

RuleOutcome outcome_of(const ForumRule& rule, const std::optional<double>& value) {
    if (!value) {
        return RuleOutcome::not_assessable;
    }
    if (meets(*value, rule.comparison, rule.pass)) {
        return RuleOutcome::pass;
    }
    return rule.warn && meets(*value, rule.comparison, *rule.warn) ? RuleOutcome::warn : RuleOutcome::fail;
}

void check(const ActorNetwork& network, const ForumRules& rules, const ForumRulesOptions& options) {
    for (const TableName table : {TableName::forums, TableName::seats}) {
        if (!network.has(table)) {
            throw MissingTable{"forum_rules needs the table " + std::string{to_string(table)}};
        }
    }
    std::vector<Sector> expected = options.expected_sectors;
    std::sort(expected.begin(), expected.end());
    if (expected.empty() || std::adjacent_find(expected.begin(), expected.end()) != expected.end()) {
        throw InvalidArgument{"expected_sectors must name at least one sector and none twice"};
    }
    if (rules.rules.empty()) {
        throw InvalidArgument{"rules must hold at least one rule"};
    }
    for (std::size_t k = 0; k < rules.rules.size(); ++k) {
        const ForumRule& rule = rules.rules[k];
        if (!std::isfinite(rule.pass) || (rule.warn && !std::isfinite(*rule.warn))) {
            throw InvalidArgument{"the bounds of rules must be finite"};
        }
        if (k > 0 && rule.id == rules.rules[k - 1].id) {
            throw InvalidArgument{"rules must have ids of their own"};
        }
    }
}

/// The same for equal rules on any platform: sentences count too, since they are what people act on.
std::uint64_t digest_of(const ForumRules& rules) {
    detail::Digest digest;
    const auto add_number = [&](double number) { digest.add(std::string_view{detail::text_of(number)}); };
    const auto add_texts = [&](const TextByLanguage& texts) {
        digest.add(std::uint64_t{texts.size()});
        for (const auto& [language, text] : texts) {
            digest.add(std::string_view{language});
            digest.add(std::string_view{text});
        }
    };
    for (const ForumRule& rule : rules.rules) {
        digest.add(std::string_view{rule.id});
        for (const ForumForm form : rule.forms) {
            digest.add(to_string(form));
        }
        digest.add(to_string(rule.fact));
        digest.add(to_string(rule.comparison));
        add_number(rule.pass);
        add_number(rule.warn.value_or(rule.pass));
        add_texts(rule.question);
        add_texts(rule.advice);
    }
    return digest.value();
}

/// What one forum comes to.
struct ForumVerdicts {
    ForumRuleCount count{};
    std::vector<ForumRuleRow> rows{};
};

ForumVerdicts verdicts_on(const detail::ForumFacts& facts, const ForumRules& rules, ForumId forum,
                          ForumForm form) {
    ForumVerdicts verdicts;
    verdicts.count.forum = forum;
    std::map<ForumFact, ForumFactValue> found; // several rules may hold one fact against other bounds
    for (std::size_t k = 0; k < rules.rules.size(); ++k) {
        const ForumRule& rule = rules.rules[k];
        if (std::find(rule.forms.begin(), rule.forms.end(), form) == rule.forms.end()) {
            continue;
        }
        auto fact = found.find(rule.fact);
        if (fact == found.end()) {
            fact = found.emplace(rule.fact, facts.of(rule.fact, forum)).first;
        }
        const RuleOutcome outcome = outcome_of(rule, fact->second.value);
        ++verdicts.count.rules[static_cast<std::size_t>(outcome)];
        verdicts.rows.push_back({forum, k, outcome, fact->second});
    }
    return verdicts;
}

} // namespace

ForumRulesResult forum_rules(const ActorNetwork& network, ForumRules rules, const ForumRulesOptions& options,
                             RunControl* control) {
    std::sort(rules.rules.begin(), rules.rules.end(),
              [](const ForumRule& a, const ForumRule& b) { return a.id < b.id; });
    check(network, rules, options);
    ForumRulesResult result;
    result.provenance = detail::provenance_of("forum_rules", network);
    detail::echo(result.provenance, "rules.version", rules.version);
    detail::echo(result.provenance, "rules.digest", std::to_string(digest_of(rules)));
    const detail::ForumFacts facts{network, options};
    detail::echo(result.provenance, options.as_of, facts.days().study);
    std::vector<ForumVerdicts> verdicts(network.forums().size());
    detail::run_in_parallel(verdicts.size(), control, "checking rules", [&](std::size_t f, RunControl* own) {
        StageTicker ticker{own};
        ticker.step();
        verdicts[f] = verdicts_on(facts, rules, ForumId{f}, network.forums().form[f]);
        verdicts[f].count.as_of = facts.days().forums[f];
    });
    result.counts.reserve(verdicts.size());
    for (ForumVerdicts& verdict : verdicts) {
        result.counts.push_back(verdict.count);
        std::move(verdict.rows.begin(), verdict.rows.end(), std::back_inserter(result.rows));
    }
    result.rules = std::move(rules);
    return result;
}

} // namespace samspill
