// A program outside the project: it knows the umbrella header and one target, and computes one coverage.
#include <samspill/samspill.hpp>

int main() {
    samspill::NetworkBuilder builder;
    builder.add_actor({.id = "club", .sector = samspill::Sector::civil_society});
    builder.add_need({.id = "n1", .theme = "language", .people = samspill::Count{10}});
    builder.add_activity({.id = "a1", .actor = "club", .theme = "language", .capacity = samspill::Count{4}});

    const samspill::CoverageResult result = samspill::coverage(builder.build());
    const bool four_of_ten = result.totals.sums.covered_low == 4.0 && result.totals.sums.people == 10;
    const bool versions_agree = samspill::version == SAMSPILL_EXPECTED_VERSION;
    return four_of_ten && versions_agree ? 0 : 1;
}
