#include <samspill/similarity/taxonomy_findings.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

using Terms = std::vector<TaxonomyTerm>;
using Lines = std::vector<std::string>;

/// "severity code row column" of each finding.
Lines lines(const std::vector<Finding>& findings) {
    Lines found;
    found.reserve(findings.size());
    for (const Finding& finding : findings) {
        EXPECT_EQ(finding.table, "taxonomy");
        EXPECT_FALSE(finding.hint.empty());
        found.push_back(std::string{to_string(finding.severity)} + " " +
                        std::string{to_string(finding.code)} + " " + std::to_string(finding.row) + " " +
                        finding.column);
    }
    return found;
}

TEST(TaxonomyFindings, ACleanTaxonomyHasNone) {
    EXPECT_TRUE(taxonomy_findings(Terms{}).empty());
    EXPECT_TRUE(taxonomy_findings(Terms{{"football", "sport"}, {"sport", ""}}).empty());
}

TEST(TaxonomyFindings, EveryRowOfACircleIsNamed) {
    // a -> b -> c -> b: a leads into the circle and is none of it; d is its own parent.
    EXPECT_EQ(lines(taxonomy_findings(Terms{{"a", "b"}, {"b", "c"}, {"c", "b"}, {"d", "d"}, {"e", ""}})),
              (Lines{"error taxonomy_cycle 3 parent", "error taxonomy_cycle 4 parent",
                     "error taxonomy_cycle 5 parent"}));
}

TEST(TaxonomyFindings, AllAtOnce) {
    const Terms terms{{"sport", ""}, {"ball", "sport"}, {"ball", "sport"}, {"ball", "games"}, {"", "sport"}};
    EXPECT_EQ(lines(taxonomy_findings(terms)),
              (Lines{"error duplicate_id 5 code", "error missing_value 6 code", "warning duplicate_id 4 code",
                     "warning unknown_id 5 parent"}));
}

TEST(TaxonomyFindings, NamesFileAndRowsAsGiven) {
    const std::vector<std::int64_t> rows{7, 9};
    const std::vector<Finding> found = taxonomy_findings(Terms{{"a", "x"}, {"b", ""}}, rows, "themes.csv");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].file, "themes.csv");
    EXPECT_EQ(found[0].row, 7);
    EXPECT_THROW((void)taxonomy_findings(Terms{{"a", ""}}, rows), InvalidArgument);
}

TEST(TaxonomyFindings, ErrorsAreWhatATaxonomyRefuses) {
    const std::vector<Terms> all{{{"a", "b"}, {"b", "a"}},
                                 {{"a", "b"}, {"a", "c"}},
                                 {{"", "b"}},
                                 {{"a", "b"}, {"a", "b"}},
                                 {{"a", "b"}},
                                 {{"a", "a"}}};
    for (const Terms& terms : all) {
        if (has_errors(taxonomy_findings(terms))) {
            EXPECT_THROW((void)Taxonomy{terms}, InvalidArgument);
        } else {
            EXPECT_NO_THROW((void)Taxonomy{terms});
        }
    }
}

} // namespace
} // namespace samspill
