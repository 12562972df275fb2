// A program outside the project: it knows the umbrella header and one target, and computes one coverage and,
// where the library has a solver, one exact choice of repairs.
#include <samspill/samspill.hpp>

namespace {

/// 3 people wait for an offer without seats, and 2 could be added: the library must have HiGHS linked for
/// this.
bool two_of_three() {
    samspill::RepairProblem problem;
    problem.graph = {.begin = {0, 1}, .target = {0}, .right_vertices = 1};
    problem.people = {3};
    problem.seats = {0};
    problem.candidates.resize(1);
    problem.candidates[0].added.push_back({.right = 0, .amount = 2});
    return samspill::choose_exactly(problem).people == 2;
}

} // namespace

int main() {
    samspill::NetworkBuilder builder;
    builder.add_actor({.id = "club", .sector = samspill::Sector::civil_society});
    builder.add_need({.id = "n1", .theme = "language", .people = samspill::Count{10}});
    builder.add_activity({.id = "a1", .actor = "club", .theme = "language", .capacity = samspill::Count{4}});

    const samspill::CoverageResult result = samspill::coverage(builder.build());
    const bool four_of_ten = result.totals.sums.covered_low == 4.0 && result.totals.sums.people == 10;
    const bool versions_agree = samspill::version == SAMSPILL_EXPECTED_VERSION;
    const bool solver_as_expected = samspill::has_program_solver()
                                        ? SAMSPILL_EXPECTED_SOLVER && two_of_three()
                                        : !SAMSPILL_EXPECTED_SOLVER;
    return four_of_ten && versions_agree && solver_as_expected ? 0 : 1;
}
